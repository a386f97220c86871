"""The tables that the commands on a case print for people."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.casefile.adding import Outcome
from sayso.casefile.agreement import AgreementReport
from sayso.casefile.attaching import Listed
from sayso.casefile.finding import FoundClaim
from sayso.casefile.judgements import Judgement
from sayso.casefile.store import Case
from sayso.casefile.verifying import Verified
from sayso.claim import Failure
from sayso.cli.run import console
from sayso.cli.table import STATUS_STYLE, failure
from sayso.export import wording
from sayso.export.countries import country_name
from sayso.export.printable import one_line
from sayso.incident import Copies, Field, Incident, Relations, Standing
from sayso.report import Report

STANDING_STYLE: dict[Standing, str] = {
    "single-source": "default", "corroborated": "green", "admitted": "cyan", "contested": "yellow", "denied": "red",
}  # fmt: skip
HARMS = ("killed", "injured", "detained", "displaced", "missing")


def _table(*headings: str, title: str | None = None) -> Table:
    table = Table(title=title, title_justify="left", box=None, header_style="dim", padding=(0, 2, 0, 0), expand=True)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def incident_table(incidents: Iterable[Incident]) -> RenderableType:
    """Return a row for each incident that more than one report or source stands behind, and the sum of the others."""
    table = _table("id", "when", "where", "what", "toll", "standing", "reports")
    shown = others = 0
    for incident in incidents:
        if len(incident.reports) < 2 and incident.standing == "single-source":
            others += 1
            continue
        shown += 1
        table.add_row(
            Text(one_line(incident.id), "dim"), _days(incident), _where(incident), _what(incident),
            _toll(incident.fields), _standing(incident), str(len(incident.reports)),
        )  # fmt: skip
    sums = Text(f"{_many(shown, 'incident')} in several reports or disputed", "bold")
    if others:
        sums.append(f", and {others} that one report tells of on one source's word (see --format jsonl)", "dim")
    return Group(table, Text(), sums) if shown else sums


def _days(incident: Incident) -> str:
    when = incident.when
    return (wording.days(when.earliest, when.latest) if when else None) or "–"


def _where(incident: Incident) -> str:
    place = incident.place
    if place is None:
        return "–"
    parts = dict.fromkeys(one_line(part) for part in (place.name, place.admin1, country_name(place.country)) if part)
    return ", ".join(parts) or "–"


def _what(incident: Incident) -> Text:
    who, whom = (", ".join(dict.fromkeys(one_line(party.name) for party in side)) for side in
                 (incident.actors, incident.recipients))  # fmt: skip
    kind = " ".join(filter(None, (incident.type, incident.mode)))
    line = Text.assemble((who or "someone", "bold"), (" → ", "dim"), (kind or "event", "cyan"))
    return line.append(" → ", "dim").append(whom, "bold") if whom else line


def _toll(fields: dict[str, Field]) -> Text:
    lines = []
    for harm in HARMS:
        field = fields.get(harm)
        if field is None:
            continue
        low, high = field.low, field.high
        count = str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
        lines.append(Text(f"{count} {harm}", "bold yellow" if field.agreement == "differ" else "bold"))
    return Text("\n").join(lines) if lines else Text("–")


def _standing(incident: Incident) -> Text:
    sources = incident.independent_sources
    words = Text(f"{wording.STANDING_SIGN[incident.standing]} {incident.standing}", STANDING_STYLE[incident.standing])
    return words.append(f"\n{_many(sources, 'source')}", "dim")


def copies_table(copies: Iterable[Copies]) -> RenderableType:
    """Return a row for each report that tells what another told."""
    table = _table("root", "kind", "taken by", "from", "alike")
    rows = 0
    for found in copies:
        taken = {one.report: one for one in found.taken}
        for member in found.members:
            rows += 1
            one = taken.get(member)
            alike = f"{one.likeness:.0%}" if one is not None and one.likeness is not None else "–"
            source = one.source if one is not None else found.root
            table.add_row(one_line(found.root), found.kind, one_line(member), one_line(source), alike)
    return table if rows else Text("No report was found to tell what another of the case told.")


def claims_table(found: Iterable[FoundClaim]) -> RenderableType:
    """Return a row for each claim that was found."""
    table = _table("id", "when", "where", "what", "status", "report")
    rows = 0
    for one in found:
        rows += 1
        claim = one.claim
        who, did, whom = wording.headline(claim)
        line = Text.assemble((one_line(who), "bold"), (" → ", "dim"), (one_line(did), "cyan"))
        if whom is not None:
            line.append(" → ", "dim").append(one_line(whom), "bold")
        when = one_line(wording.when_words(claim.when)) if claim.when else "–"
        where = one_line(wording.place_words(claim.place)) if claim.place else "–"
        status = Text(f"{wording.STATUS_SIGN[claim.status]} {claim.status}", STATUS_STYLE[claim.status])
        source = " · ".join(one_line(part) for part in (one.outlet, one.report) if part)
        line.append(f"  {wording.type_words(claim)}", "dim")
        table.add_row(Text(one_line(claim.id), "dim"), when, where, line, status, source)
    return Group(table, Text(), Text(_many(rows, "claim"), "bold")) if rows else Text("No claim was found.")


def reports_table(found: Iterable[Report]) -> RenderableType:
    """Return a row for each report that was found."""
    table = _table("id", "published", "outlet", "title")
    rows = 0
    for report in found:
        rows += 1
        published = wording.day(report.published) if report.published else "–"
        table.add_row(Text(one_line(report.id), "dim"), published, one_line(report.outlet or "–"),
                      one_line(wording.heading(report)))  # fmt: skip
    return Group(table, Text(), Text(_many(rows, "report"), "bold")) if rows else Text("No report was found.")


def print_added(states: Counter[str], failed: Sequence[Outcome], case: Case) -> None:
    """Print what failed, and the sums."""
    with console(None) as shown:
        for outcome in failed:
            if outcome.error is not None:
                shown.print(failure(Failure(error=outcome.error)))
        line = Text(f"{_many(states['added'], 'report')} added", "bold")
        if states["known"]:
            line.append(f", {states['known']} already there")
        if states["failed"]:
            line.append(f", {states['failed']} could not be read", "bold red")
        counts = case.counts()
        held = f"{_many(counts['reports'], 'report')}, {_many(counts['claims'], 'claim')}"
        shown.print(line.append(f". {one_line(case.name)} holds {held}.", "default"))


def print_verified(result: Verified, *, format_name: str) -> None:
    """Print what a check found."""
    if format_name == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
        return
    with console(None) as shown:
        for fault in result.faults:
            shown.print(Text.assemble(("✕ ", "bold red"), (f"{fault.part} ", "bold"), one_line(fault.name),
                                      (f": {one_line(fault.message)}", "red")))  # fmt: skip
        entries = _many(result.entries, "entry").replace("entrys", "entries")
        verdict = Text(f"{_many(len(result.faults), 'fault')}", "bold red") if result.faults else Text("Whole", "bold")
        shown.print(verdict.append(f": {entries}, the last one's hash is", "default"))
        shown.print(Text(result.head), soft_wrap=True)


def judgement_words(judgement: Judgement) -> str:
    """Return what a judgement says, in one line."""
    parts = [f"{field} = {_change(value)}" for field, value in judgement.changes.items()]
    return "; ".join([*parts, *([judgement.note] if judgement.note else [])])


def _change(value: Any) -> str:
    match value:
        case None:
            return "none"
        case {"name": str(name)}:
            return name
        case [first, last] if not isinstance(first, dict):
            return str(first) if first == last else f"{'' if first is None else first}–{'' if last is None else last}"
        case list():
            return ", ".join(_change(part) for part in value) or "none"
        case _:
            return str(value)


def judgements_table(judgements: Iterable[Listed]) -> RenderableType:
    """Return a row for each judgement, with the claims of it that are no longer found."""
    table = _table("no.", "at", "by", "judgement", "of", "says")
    rows = 0
    for judgement in judgements:
        rows += 1
        of = Text(", ".join(f"{one_line(one.claim)} “{one_line(one.words)}”" for one in judgement.claims[:3]))
        if len(judgement.claims) > 3:
            of.append(f" and {len(judgement.claims) - 3} more")
        if judgement.unmatched:
            of.append(f"\n{_many(len(judgement.unmatched), 'claim')} not found any more", "yellow")
        table.add_row(str(judgement.number), judgement.at, one_line(judgement.by), judgement.verb, of,
                      one_line(judgement_words(judgement)))  # fmt: skip
    return table if rows else Text("There are no such judgements.")


def relations_table(relations: Relations) -> RenderableType:
    """Return who did what to whom by month, then who both fights and helps, then who stands between whom."""
    if not relations.ties:
        return Text("No incident of the case shows two actors with names, and its month.")
    names = {key: one_line(name) for key, name in relations.names.items()}
    ties = _table("month", "who", "does", "with", "incidents")
    for tie in relations.ties:
        month = f"{wording.MONTHS[tie.month.month - 1]} {tie.month.year}"
        ties.add_row(month, names[tie.first], tie.kind, names[tie.second], str(len(tie.incidents)))
    parts: list[RenderableType] = [ties]
    if relations.ambivalent:
        both = _table("who", "with", "from", "to", "fights", "helps", title="\nBoth fight and help each other")
        for dyad in relations.ambivalent:
            both.add_row(names[dyad.first], names[dyad.second], wording.day(dyad.start), wording.day(dyad.end),
                         str(len(dyad.fights)), str(len(dyad.helps)))  # fmt: skip
        parts.append(both)
    if relations.triads:
        threes = _table("first", "second", "third", "1–2", "2–3", "1–3", "balance", title="\nThree with each other")
        for triad in relations.triads:
            signs = ["helps" if sign > 0 else "fights" for sign in triad.signs]
            balance = "balanced" if triad.balanced else "not balanced"
            threes.add_row(*(names[actor] for actor in triad.actors), *signs, balance)
        parts.append(threes)
    return Group(*parts)


def agreement_table(report: AgreementReport) -> RenderableType:
    """Return how far two coders agree by field, and what they differ on."""
    title = f"{one_line(report.first)} and {one_line(report.second)}: {_many(report.claims, 'claim')} judged by both"
    table = _table("field", "level", "claims", "agreed", "Cohen's κ", "Krippendorff's α", title=title)
    for field in report.fields:
        agreed = f"{field.agreed:.0%}" if field.agreed is not None else "–"
        table.add_row(field.field, field.level, str(field.units), agreed, _figure(field.kappa), _figure(field.alpha))
    if not report.differences:
        return Group(table, Text("They differ on nothing.", "dim"))
    differ = _table("report", "claim", "words", "field", one_line(report.first), one_line(report.second))
    for one in report.differences:
        differ.add_row(one_line(one.report), Text(one_line(one.claim), "dim"), one_line(one.words), one.field,
                       _value(one.first), _value(one.second))  # fmt: skip
    return Group(table, Text(), differ)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(one_line(str(part)) for part in value) or "–"
    return "–" if value is None else one_line(str(value))
