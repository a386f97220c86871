"""From inputs to a written result: read, count, show progress, write."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.claim import Failure
from sayso.errors import BadUsage
from sayso.export.records import Entry, write_json, write_jsonl

if TYPE_CHECKING:
    from rich.console import Console

A_FEW = 3
"""Reports up to which no progress bar is shown."""
FILE_WIDTH = 100
"""Columns of a table that is written to a file or a pipe."""


@dataclass
class Tally:
    """How many entries have gone by, and how many of them could not be read."""

    entries: int = 0
    failures: int = 0


def entries_of(
    inputs: Sequence[str],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    encoding: str | None = None,
    workers: int = 1,
) -> Iterator[Entry]:
    """Yield what becomes of each report of *inputs*, in their order. Raise `ModelError` where there is no model."""
    from sayso.pipeline import Reader
    from sayso.reading import read

    reports = read(inputs, published=published, outlet=outlet, encoding=encoding)
    yield from Reader().read_all(reports, workers=workers)


def example_reports(name: str = "examples.jsonl") -> AbstractContextManager[Path]:
    """Return packaged example reports as a path that is there while the context is open."""
    return as_file(files("sayso").joinpath("examples", name))


def tallied(entries: Iterable[Entry]) -> tuple[Tally, Iterator[Entry]]:
    """Return *entries* again, and a tally that counts them as they go by."""
    tally = Tally()

    def counted() -> Iterator[Entry]:
        for entry in entries:
            tally.entries += 1
            tally.failures += isinstance(entry, Failure)
            yield entry

    return tally, counted()


def watched(entries: Iterable[Entry], *, streaming: bool) -> Iterator[Entry]:
    """Yield *entries* with a progress bar on standard error once there are more than a few.

    None is shown where standard error is no terminal, or where *streaming* results that appear on the same
    terminal show the progress themselves.
    """
    if not sys.stderr.isatty() or (streaming and sys.stdout.isatty()):
        yield from entries
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Reading"), BarColumn(bar_width=20), TextColumn("{task.completed:.0f} reports"),
               TextColumn("{task.fields[failed]}", style="red"), TimeElapsedColumn())  # fmt: skip
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("", total=None, failed="")
    failed = 0
    try:
        for number, entry in enumerate(entries, start=1):
            failed += isinstance(entry, Failure)
            progress.update(task, completed=number, failed=f"{failed} failed" if failed else "")
            if number == A_FEW + 1:
                progress.start()
            yield entry
    finally:
        progress.stop()


def write(entries: Iterable[Entry], *, format_name: str, output: Path | None) -> None:
    """Write *entries* in the named format to *output*, or to standard output.

    A file appears whole or not at all. Raise `BadUsage` where it can't be written.
    """
    if format_name == "table":
        _write_table(entries, output)
        return
    with binary(output) as stream:
        if format_name == "jsonl":
            write_jsonl(entries, stream)
        elif format_name == "json":
            write_json(entries, stream)
        else:
            from sayso.export.page import page

            stream.write(page(tuple(entries)))


def _write_table(entries: Iterable[Entry], output: Path | None) -> None:
    from sayso.cli.table import write_table

    with console(output) as shown:
        write_table(entries, shown)


@contextmanager
def console(output: Path | None) -> Iterator[Console]:
    """Give what prints tables to *output*, or to standard output: in colours on a terminal alone."""
    from io import TextIOWrapper

    from rich.console import Console

    if output is None:
        yield Console() if sys.stdout.isatty() else Console(file=sys.stdout, width=_columns())
        return
    with binary(output) as stream:
        text = TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        yield Console(file=text, width=_columns(), no_color=True, force_terminal=False)
        text.detach()


def _columns() -> int:
    """Return the width that the environment asks for (``COLUMNS``), else one that suits a file."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and int(asked) else FILE_WIDTH


@contextmanager
def binary(output: Path | None) -> Iterator[BinaryIO]:
    """Give a stream to *output*, which appears whole or not at all, or to standard output."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        stream, draft = _opened(output)
    except OSError as error:
        raise BadUsage(f"can't be written: {error.strerror}", source=str(output)) from error
    try:
        with stream:
            yield stream
    except BaseException:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise
    if draft is not None:
        draft.replace(output)


def _opened(output: Path) -> tuple[BinaryIO, Path | None]:
    """Return a stream for *output* and the draft to put in its place, so that an input may also be the output.

    What is there and no plain file (a pipe, a terminal) is written to as it is, without a draft.
    """
    if output.exists() and not stat.S_ISREG(output.stat().st_mode):
        return output.open("wb"), None
    mode = stat.S_IMODE(output.stat().st_mode) if output.exists() else 0o666 & ~_umask()
    number, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    os.fchmod(number, mode)
    return os.fdopen(number, "wb"), Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
