"""How many reports there will be, where that can be told without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.errors import InputError
from sayso.reading.sniffing import SUFFIXES
from sayso.reading.sources import Source, sources

ONE_EACH = frozenset({"text", "html", "pdf"})


def count(inputs: Iterable[str | Path]) -> int | None:
    """Return how many results `read` will give for *inputs*, ``None`` where only reading them can tell.

    Goes by suffixes, and by the lines of a JSONL file; a URL, standard input, a CSV, a feed or an archive
    can't be told. It is for progress bars: a file that is not what its suffix says is counted wrongly.
    """
    total = 0
    for given in inputs:
        for source in sources(given):
            number = 1 if isinstance(source, InputError) else _count(source)
            if number is None:
                return None
            total += number
    return total


def _count(source: Source) -> int | None:
    form = SUFFIXES.get(source.suffix)
    if source.path is None or form is None:
        return None
    if form in ONE_EACH:
        return 1
    if form == "jsonl" and source.path.suffix.lower() != ".gz":
        try:
            with source.path.open("rb") as lines:
                return sum(not line.isspace() for line in lines)
        except OSError:
            return 1
    return None
