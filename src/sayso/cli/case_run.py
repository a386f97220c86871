"""What the commands on a case do with what comes out: show how far it is, write it, sum it up."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from sayso.casefile.adding import Outcome
from sayso.casefile.database import is_address
from sayso.casefile.gathering import gather
from sayso.casefile.store import Case
from sayso.cli.case_progress import Move, bar
from sayso.cli.run import binary, console

if TYPE_CHECKING:
    from rich.console import RenderableType

Item = TypeVar("Item", bound=msgspec.Struct)
SLOW = 1000
"""Reports from which working out incidents is worth a progress bar."""
UNITS = {"Describing incidents": "incidents"}
"""What a stage counts, where that is not reports."""


def report_outcomes(
    outcomes: Iterable[Outcome], *, format_name: str, total: int | None, progress: bool, case: Case
) -> int:
    """Tell what became of each report, and of all together; return how many could not be read."""
    states: Counter[str] = Counter()
    failed: list[Outcome] = []
    lines = format_name == "jsonl"
    # On a terminal that shows the lines, they are the progress.
    shown = progress and not (lines and sys.stdout.isatty())
    with bar("Adding", "reports", total=total, shown=shown) as move:
        for outcome in outcomes:
            states[outcome.state] += 1
            if lines:
                sys.stdout.buffer.write(msgspec.json.encode(outcome) + b"\n")
                sys.stdout.buffer.flush()
            elif outcome.state == "failed":
                failed.append(outcome)
            move(states.total(), states.total() - states["known"])
    if not lines:
        from sayso.cli.case_tables import print_added

        print_added(states, failed, case)
    return states["failed"]


def gathered(case: Case, *, progress: bool) -> None:
    """Work out the incidents of *case* where that is due, and show how far it is where there are many reports."""
    if not progress or not sys.stderr.isatty() or case.counts()["reports"] < SLOW:
        gather(case)
        return
    with ExitStack() as bars:
        moves: dict[str, Move] = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in moves:
                bars.close()  # the stage before is at its end
                moves[stage] = bars.enter_context(bar(stage, UNITS.get(stage, "reports"), total=total))
            moves[stage](done, done)

        gather(case, told=told)


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
