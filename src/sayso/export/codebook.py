"""The codebook of an export, as Markdown, from the same table that its columns are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from sayso.export.acled_types import crosswalk
from sayso.export.formats import FORMATS, Format
from sayso.export.rows import Table, reasons, table

USED = {
    "ucdp": ("other-type", "no-date", "wide-date", "no-place", "no-deaths", "no-actor"),
    "acled": ("other-type", "no-type", "no-date", "wide-date", "no-place"),
}
"""Reasons of single formats, beside those of every format that codes events."""
GUARD = (
    "An apostrophe stands before text that a spreadsheet could take for a formula (`=`, `+`, `-`, `@` at the start or "
    "after a separator). Numbers are as they are. `sayso.export.cells.unguarded` takes the apostrophes out again."
)
ALL = (
    "Nothing: every claim is in the export, with its status. What was denied, planned or only possible is in it, too: "
    "look at the status before you count."
)
LEFT = {
    "ftm": "Claims of nothing that took place are Notes on their report, and no Events. Their keywords say why:",
    "gdelt": "Claims, by why they are in no row:",
    "*": (
        "Events, by why they have no row. Where some claim says that an event took place, denials are in the list with "
        "its row."
    ),
}
BACK = "Beside the export lies a list, `….claims.csv`, of the claims of each row and of those that are in none."
SHARED = ("denied", "planned", "threatened", "possible", "hypothetical", "habitual")


class Counts(msgspec.Struct, kw_only=True):
    """How much an export holds: rows, claims in them, and claims left out, by reason."""

    rows: int = 0
    claims: int = 0
    left: Counter[str] = msgspec.field(default_factory=Counter)


def codebook(name: str, *, counts: Counts | None = None) -> str:
    """Return the codebook of the format called *name*; with *counts*, that of one export."""
    form = FORMATS[name]
    return "\n".join(_parts(form, counts)).rstrip("\n") + "\n"


def amounts(counts: Counts) -> str:
    """Return how much an export holds, in words."""
    return f"rows {counts.rows:,}; claims in them {counts.claims:,}; claims in none {counts.left.total():,}"


def _parts(form: Format, counts: Counts | None) -> Iterator[str]:
    shown = form.table
    yield f"# {'Codebook: ' if counts else ''}{shown.title}\n"
    yield f"{shown.about}\n"
    yield f"- One {'row' if form.kind in {'csv', 'tsv', 'parquet'} else 'object'} is {shown.unit}."
    yield f"- Made after: {shown.target}."
    if counts is not None:
        yield f"- In this export: {amounts(counts)}."
    yield ""
    yield from _rules(form, shown)
    yield from _columns(shown)
    yield from _crosswalk(form)
    yield from _left(form, counts)
    yield from _back()


def _rules(form: Format, shown: Table) -> Iterator[str]:
    rules = [*shown.rules]
    if form.kind in {"csv", "tsv"}:
        rules.append(GUARD)
    if rules:
        yield "## Rules\n"
        yield from (f"- {rule}" for rule in rules)
        yield ""


def _columns(shown: Table) -> Iterator[str]:
    yield f"## Columns\n\n{len(shown.columns)}, in this order.\n"
    yield from _table(("column", "type", "what it holds", "where a report does not say"),
                      ((f"`{c.name}`", c.type, c.holds, "" if c.holds.startswith("Nothing") else c.unknown)
                       for c in shown.columns))  # fmt: skip


def _crosswalk(form: Format) -> Iterator[str]:
    if form.name != "acled":
        return
    yield "## From PLOVER to ACLED\n\nThe first row that fits decides.\n"
    yield from _table(("PLOVER", "where", "event type", "sub-event type", "why"),
                      ((f"{row.type} {row.mode}", "" if row.when == "-" else f"`{row.when}`",
                        row.event if row.event != "-" else "left out",
                        f"`{row.sub_event[1:]}`" if row.sub_event.startswith("!") else row.sub_event, row.because)
                       for row in crosswalk()))  # fmt: skip


def _left(form: Format, counts: Counts | None) -> Iterator[str]:
    yield "## What is left out\n"
    if not form.events:
        yield ALL + "\n"
        return
    meanings = reasons()
    codes = [*SHARED, *USED.get(form.name, ())]
    yield LEFT.get(form.name, LEFT["*"]) + "\n"
    if counts is None:
        yield from _table(("reason", "what it means"), ((f"`{code}`", meanings[code]) for code in codes))
    else:
        codes += sorted(set(counts.left) - set(codes))
        yield from _table(("reason", "what it means", "claims"),
                          ((f"`{code}`", meanings[code], f"{counts.left[code]:,}") for code in codes))  # fmt: skip


def _back() -> Iterator[str]:
    listed = table("list")
    yield "## Back to the claims\n"
    yield BACK + "\n"
    yield from _table(("column", "type", "what it holds", "where there is none"),
                      ((f"`{c.name}`", c.type, c.holds, c.unknown) for c in listed.columns))  # fmt: skip


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(heads)
    yield _line(("---",) * len(heads))
    yield from map(_line, rows)
    yield ""


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
