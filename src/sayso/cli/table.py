"""The table that a person reads in the terminal: one card a claim, its words beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.claim import Claim, Failure, Link, Reading, Status
from sayso.export import wording
from sayso.export.printable import one_line
from sayso.export.records import Entry

STATUS_STYLE: dict[Status, str] = {
    "occurred": "green", "ongoing": "cyan", "planned": "blue", "threatened": "yellow", "possible": "yellow",
    "hypothetical": "magenta", "denied": "red",
}  # fmt: skip
BROAD = 100
"""Columns from which a claim's facts stand in two columns."""
LABEL_WIDTH = 6
QUOTE_MARKS = ("“", '"', "«", "„")


def write_table(entries: Iterable[Entry], console: Console) -> None:
    """Print each entry as soon as it is there, and a line of sums where there are several."""
    readings = claims = failures = 0
    for entry in entries:
        if isinstance(entry, Failure):
            failures += 1
            console.print(failure(entry))
        else:
            readings += 1
            claims += len(entry.claims)
            console.print(report(entry, wide=console.width >= BROAD))
    if readings + failures > 1:
        console.print(_sums(readings, claims, failures))


def failure(entry: Failure) -> RenderableType:
    """Return a report that could not be read: what happened and what to do."""
    error = entry.error
    body = Text.assemble(("✕ ", "bold red"), (f"{one_line(error.message)} ", "red"), (f"[{error.code}]", "dim red"))
    if error.remedy is not None:
        body.append(f"\n  {one_line(error.remedy)}")
    return Group(_title(one_line(error.input), style="red"), Padding(body, (0, 1, 1, 1)))


def report(reading: Reading, *, wide: bool) -> RenderableType:
    """Return one report: a header, then its claims."""
    source = reading.report
    published = wording.day(source.published) if source.published else None
    facts = [source.outlet, f"by {source.byline}" if source.byline else None, published]
    known = " · ".join(one_line(fact) for fact in facts if fact)
    counts = f"{_many(len(reading.claims), 'claim')}, {_many(len(reading.statements), 'statement')}"
    header = Text(f"{known} · " if known else "", style="default").append(counts, style="bold")
    parts: list[RenderableType] = [_title(one_line(wording.heading(source))), Padding(header, (0, 1))]
    when = wording.date_would_help(reading)
    if when is not None:
        parts.append(Padding(_date_hint(when.text), (0, 1)))
    if not reading.claims:
        parts.append(Padding(Text("No claim about a conflict event was found in this report.", "dim"), (1, 1, 0, 1)))
    parts.extend(_card(number, claim, wide=wide) for number, claim in enumerate(reading.claims, start=1))
    return Group(*parts, Text())


def _date_hint(words: str) -> Text:
    return Text.assemble(
        ("No published date, so ", "yellow"), (f"“{one_line(words)}”", "bold yellow"),
        (" stays unknown. Give it with ", "yellow"), ("--published YYYY-MM-DD", "bold yellow"), (".", "yellow"),
    )  # fmt: skip


def _title(words: str, *, style: str = "bold") -> Rule:
    return Rule(Text(words, style=style, overflow="ellipsis"), align="left", characters="━", style="dim")


def _card(number: int, claim: Claim, *, wide: bool) -> RenderableType:
    card = Table.grid(padding=(0, 1), expand=True)
    card.add_column(width=3, justify="right", style="dim")
    card.add_column(ratio=1)
    first = Table.grid(padding=(0, 2), expand=True)
    first.add_column(ratio=1)
    first.add_column(justify="right", no_wrap=True)
    first.add_row(_headline(claim), _status(claim))
    facts = [Text.assemble((f"{label:<{LABEL_WIDTH}}", "dim"), words) for label, words in _facts(claim)]
    body: list[RenderableType] = [
        first,
        _columns(facts) if wide and len(facts) > 1 else _stacked(facts),
        _stacked([_chain(claim)]),
    ]
    if claim.evidence:
        words = " … ".join(one_line(quote.text) for quote in claim.evidence)
        quoted = words if words[:1] in QUOTE_MARKS else f"“{words}”"
        body.append(Padding(Text(quoted, style="dim italic"), (0, 0, 0, LABEL_WIDTH)))
    card.add_row(str(number), Group(*body))
    return Padding(card, (1, 1, 0, 0))


def _stacked(lines: list[Text]) -> Table:
    """Return lines whose wrapped rest stands under the words, not under the label."""
    grid = Table.grid(expand=True)
    grid.add_column(width=LABEL_WIDTH)
    grid.add_column(ratio=1)
    for line in lines:
        grid.add_row(line[:LABEL_WIDTH], line[LABEL_WIDTH:])
    return grid


def _columns(lines: list[Text]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    half = (len(lines) + 1) // 2
    grid.add_row(_stacked(lines[:half]), _stacked(lines[half:]))
    return grid


def _headline(claim: Claim) -> Text:
    who, did, whom = wording.headline(claim)
    line = Text.assemble((one_line(who), "bold"), (" → ", "dim"), (one_line(did), "bold cyan"))
    if whom is not None:
        line.append(" → ", "dim").append(one_line(whom), "bold")
    return line.append(f"  {wording.type_words(claim)}", "dim")


def _status(claim: Claim) -> Text:
    return Text(f"{wording.STATUS_SIGN[claim.status]} {claim.status}", style=f"bold {STATUS_STYLE[claim.status]}")


def _facts(claim: Claim) -> Iterator[tuple[str, Text]]:
    if claim.place is not None:
        precision = wording.PRECISION_WORDS[claim.place.precision]
        where = Text(one_line(wording.place_words(claim.place)))
        yield "where", where.append(f" ({precision})", "dim") if precision else where
    if claim.when is not None:
        yield "when", Text(one_line(wording.when_words(claim.when)))
    if claim.toll:
        yield "toll", Text("; ".join(one_line(wording.toll_words(toll)) for toll in claim.toll), style="bold")
    if claim.weapons:
        yield "with", Text(", ".join(one_line(weapon.text) for weapon in claim.weapons))


def _chain(claim: Claim) -> Text:
    line = Text.assemble((f"{'says':<{LABEL_WIDTH}}", "dim"))
    if not claim.chain:
        return line.append("the report, whose outlet is unknown", "dim")
    for position, link in enumerate(claim.chain):
        if position:
            line.append(" ← ", "dim")
        line.append_text(_link(link))
    return line


def _link(link: Link) -> Text:
    notes = [one_line(note) for note in wording.link_notes(link)]
    words = Text(one_line(link.source), style="default" if link.named else "italic")
    return words.append(f" ({', '.join(notes)})", "dim") if notes else words


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _sums(readings: int, claims: int, failures: int) -> Text:
    line = Text(f"{_many(readings, 'report')} read, {_many(claims, 'claim')}", style="bold")
    return line.append(f", {failures} could not be read", "bold red") if failures else line
