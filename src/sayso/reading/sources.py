"""What the user named, as inputs to open one after the other: files, folders, addresses, standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import EmptyInput, InputError, NotFound, Unreadable
from sayso.reading.sniffing import SUFFIXES

STDIN = "-"
SCHEME = "://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input to open: ``path`` for a file, ``url`` for an address, neither for standard input."""

    name: str
    path: Path | None = None
    url: str | None = None

    @property
    def suffix(self) -> str:
        """The lower-case suffix that names the format, ``""`` where there is none."""
        return suffix_of(self.path.name) if self.path else ""


def suffix_of(name: str) -> str:
    """Return the lower-case suffix of *name*, without the ``.gz`` of a compressed file."""
    return Path(name.lower().removesuffix(".gz")).suffix


def sources(given: str | Path) -> Iterator[Source | InputError]:
    """Yield the inputs that *given* names; a folder gives its files, all levels down, in order of their paths.

    In a folder, hidden files and files of other suffixes than those that sayso reads are left out, and links
    to folders are not followed. A file that is named itself is read whatever its suffix.
    """
    if isinstance(given, str) and given == STDIN:
        yield Source(name="standard input")
    elif isinstance(given, str) and SCHEME in given:
        yield Source(name=given, url=given)
    else:
        path = Path(given)
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield Source(name=str(path), path=path)
        else:
            yield NotFound("There is no such file or folder", source=str(path), remedy="Check the path.")


def _folder(folder: Path) -> Iterator[Source | InputError]:
    refused: list[InputError] = []
    found = False

    def note(error: OSError) -> None:
        remedy = "Check that you may read it."
        refused.append(Unreadable("The folder can't be read", source=str(error.filename), remedy=remedy))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and suffix_of(name) in SUFFIXES:
                found = True
                path = Path(parent) / name
                yield Source(name=str(path), path=path)
    yield from refused
    if not found and not refused:
        known = " ".join(SUFFIXES)
        remedy = f"sayso reads {known}, each also with .gz."
        yield EmptyInput("The folder holds no file that sayso reads", source=str(folder), remedy=remedy)
