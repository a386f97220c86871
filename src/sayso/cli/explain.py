"""`sayso explain`: the words and the step behind each cell of a claim."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

import msgspec

from sayso.claim import Reason
from sayso.errors import InputError, NoSuchClaim
from sayso.reading import read


def reasons_for(
    source: str, claim: str, *, published: dt.date | None = None, outlet: str | None = None
) -> tuple[Reason, ...]:
    """Return the reasons for the claim of that id among the reports of *source*.

    Raise `NoSuchClaim` where no report has it, and the input's own error where it can't be read.
    """
    from sayso.pipeline import Reader

    reader = Reader()
    missing: NoSuchClaim | None = None
    for report in read([source], published=published, outlet=outlet):
        if isinstance(report, InputError):
            raise report
        try:
            return reader.explain(report, claim)
        except NoSuchClaim as absent:
            missing = absent
    raise missing or NoSuchClaim("the input has no report", source=source, remedy="Name a file with a report in it.")


def write(reasons: Sequence[Reason], *, format_name: str) -> None:
    """Print *reasons* as a table for the terminal, or as JSON."""
    if format_name == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(reasons), indent=1) + b"\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sayso.export.printable import one_line

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("cell", "words", "because"):
        table.add_column(column, overflow="fold")
    for reason in reasons:
        table.add_row(*(Text(one_line(part)) for part in (reason.cell, reason.text, reason.step)))
    Console(highlight=False).print(table)
