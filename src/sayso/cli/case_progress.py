"""How far a long command is: how many are done, how many a second, and how long the rest will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

Move = Callable[[int, int], object]
"""Is told how many are done, and how many of them took work: those tell the rate."""
HOUR, MINUTE = 3600, 60


def pace(done: int, worked: int, total: int | None, elapsed: float, *, unit: str) -> str:
    """Return the rate and the time left in words, as far as they can be told.

    >>> pace(30, 20, 100, 10.0, unit="reports")
    '2.0 reports/s, 0:00:35 left'
    >>> pace(3, 0, None, 1.0, unit="reports")
    ''
    """
    if not worked or elapsed <= 0:
        return ""
    rate = worked / elapsed
    words = f"{rate:.1f} {unit}/s"
    if total is None or total < done:
        return words
    seconds = round((total - done) / rate)
    return f"{words}, {seconds // HOUR}:{seconds % HOUR // MINUTE:02}:{seconds % MINUTE:02} left"


@contextmanager
def bar(what: str, unit: str, *, total: int | None, shown: bool = True) -> Iterator[Move]:
    """Give what moves a progress bar on standard error; none is *shown* where that is no terminal."""
    if not shown or not sys.stderr.isatty():
        yield lambda *_: None
        return
    progress = _progress(what, total)
    task = progress.add_task("", total=total, pace="")
    began = time.monotonic()

    def move(done: int, worked: int) -> None:
        words = pace(done, worked, total, time.monotonic() - began, unit=unit)
        progress.update(task, completed=done, pace=words)

    with progress:
        yield move


def _progress(what: str, total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    counts = "{task.completed:.0f}" if total is None else "{task.completed:.0f} of {task.total:.0f}"
    columns = (TextColumn(what), BarColumn(bar_width=20), TextColumn(counts), TimeElapsedColumn(),
               TextColumn("{task.fields[pace]}", style="dim"))  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True)
