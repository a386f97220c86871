"""What the commands on a case do with what comes out: show how far it is, write it, sum it up."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from sayso.casefile.adding import Outcome
from sayso.casefile.database import is_address
from sayso.casefile.gathering import Told, gather
from sayso.casefile.store import Case
from sayso.cli.run import binary, console

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress, TaskID

Item = TypeVar("Item", bound=msgspec.Struct)
SLOW = 1000
"""Reports from which working out incidents is worth a progress bar."""


@contextmanager
def _bar(what: str, unit: str, *, total: int | None, shown: bool) -> Iterator[Callable[[int], None]]:
    """Give what moves a progress bar to a number done; on standard error, with the rate and the time left."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    progress, task = _progress(what, unit, total)
    with progress:
        yield lambda done: progress.update(task, completed=done)


def _progress(what: str, unit: str, total: int | None) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )  # fmt: skip
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} {unit}/s" if task.speed else f"– {unit}/s", style="dim")

    counts = "{task.completed:.0f}" if total is None else "{task.completed:.0f} of {task.total:.0f}"
    columns = (TextColumn(what), BarColumn(bar_width=20), TextColumn(counts), Rate(),
               TimeElapsedColumn(), TextColumn("left", style="dim"), TimeRemainingColumn())  # fmt: skip
    progress = Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120)
    return progress, progress.add_task("", total=total)


def report_outcomes(
    outcomes: Iterable[Outcome], *, format_name: str, total: int | None, progress: bool, case: Case
) -> int:
    """Tell what became of each report, and of all together; return how many could not be read."""
    states: Counter[str] = Counter()
    failed: list[Outcome] = []
    lines = format_name == "jsonl"
    # On a terminal that shows the lines, they are the progress.
    shown = progress and not (lines and sys.stdout.isatty())
    with _bar("Adding", "reports", total=total, shown=shown) as move:
        for outcome in outcomes:
            states[outcome.state] += 1
            if lines:
                sys.stdout.buffer.write(msgspec.json.encode(outcome) + b"\n")
                sys.stdout.buffer.flush()
            elif outcome.state == "failed":
                failed.append(outcome)
            move(states.total())
    if not lines:
        from sayso.cli.case_tables import print_added

        print_added(states, failed, case)
    return states["failed"]


def gathered(case: Case, *, progress: bool) -> None:
    """Work out the incidents of *case* where that is due, and show how far it is where there are many reports."""
    if not progress or not sys.stderr.isatty() or case.counts()["reports"] < SLOW:
        gather(case)
        return
    bar: tuple[Progress, TaskID] | None = None
    stage = ""

    def told(what: str, done: int, total: int) -> None:
        nonlocal bar, stage
        if what != stage:
            if bar is not None:
                bar[0].stop()
            bar, stage = _progress(what, "", total), what
            bar[0].start()
        if bar is not None:
            bar[0].update(bar[1], completed=done, total=total)

    shown: Told = told
    try:
        gather(case, told=shown)
    finally:
        if bar is not None:
            bar[0].stop()


def write_records(
    items: Iterable[Item],
    *,
    format_name: str,
    output: Path | None,
    table: Callable[[Iterable[Item]], RenderableType],
) -> None:
    """Write *items* as JSON lines, as a JSON array or as a *table*, to *output* or to standard output."""
    if format_name == "table":
        with console(output) as shown:
            shown.print(table(items))
        return
    with binary(output) as stream:
        if format_name == "jsonl":
            for item in items:
                stream.write(msgspec.json.encode(item) + b"\n")
        else:
            rows = [
                b"  " + msgspec.json.format(msgspec.json.encode(item), indent=2).replace(b"\n", b"\n  ")
                for item in items
            ]
            stream.write(b"[\n" + b",\n".join(rows) + b"\n]\n" if rows else b"[]\n")
        stream.flush()


def write_record(item: Item, *, format_name: str, output: Path | None, table: Callable[[Item], RenderableType]) -> None:
    """Write one *item* as indented JSON or as a *table*, to *output* or to standard output."""
    if format_name == "table":
        with console(output) as shown:
            shown.print(table(item))
        return
    with binary(output) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(item), indent=2) + b"\n")


def called(location: str) -> str:
    """Return the name of the case at *location*: that of its file, or of its database."""
    return urlsplit(location).path.lstrip("/") if is_address(location) else Path(location).stem
