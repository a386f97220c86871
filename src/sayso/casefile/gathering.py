"""Incidents and copies, worked out from all claims and judgements, and kept until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from sayso import __version__
from sayso.casefile import columns
from sayso.casefile.attaching import Judged, claims_now
from sayso.casefile.database import Row
from sayso.casefile.gathered import Gathering, any_judged, chosen, current, entry_for
from sayso.casefile.packed import Packed
from sayso.casefile.store import PAGE, Case
from sayso.claim import Claim, Reading
from sayso.incident import Copies, Group, Incident
from sayso.report import Report

AT_ONCE = 200
"""Incidents that are described and written together."""
Item = TypeVar("Item")
Told = Callable[[str, int, int], object]
"""Is told how far it is: the stage, what is done, of how many."""


def gather(case: Case, *, alone: bool = False, told: Told = lambda *_: None) -> Gathering:
    """Work out incidents and copies where anything changed since the last time; return what holds now.

    With *alone* they are worked out as if nobody had judged anything, too, and kept beside those; where nobody has, the
    two are one. Until it is done, what was worked out before is what readers see. One that was cut short leaves nothing
    behind.
    """
    entry = entry_for(case.database)
    if alone and any_judged(case.database, until=entry):
        _made(case, entry_for(case.database, alone=True), told, judged=False)
    return _made(case, entry, told, kept=current(case, alone=True) if alone else None)


def _made(case: Case, entry: int, told: Told, *, judged: bool = True, kept: Gathering | None = None) -> Gathering:
    """Return what holds as of *entry*, worked out where it has to be; it takes the place of all before but *kept*."""
    last = current(case, alone=not judged)
    if last is not None and last.method == method() and last.entry >= entry:
        return last
    gathering = _begun(case, entry, judged=judged)
    _work_out(case, gathering, told)
    with case.database.writing():
        case.database.query("UPDATE gatherings SET complete = ? WHERE number = ?", (True, gathering.number))
        if kept is not None and any_judged(case.database, until=entry):
            case.database.query("UPDATE gatherings SET judged = ? WHERE number = ?", (False, kept.number))
        _cleared(case, gathering)
    return gathering


@cache
def method() -> str:
    """Return what incidents depend on beside the case: the version of sayso and its tables for linking."""
    tables = sorted((files("sayso.casefile") / "data").iterdir(), key=lambda table: table.name)
    return f"{__version__} {columns.digest(*(table.read_bytes() for table in tables))[:16]}"


def _begun(case: Case, entry: int, *, judged: bool) -> Gathering:
    with case.database.writing():
        number = int(case.database.query("SELECT max(number) FROM gatherings")[0][0] or 0) + 1
        gathering = Gathering(number=number, entry=entry, method=method(), judged=judged)
        case.database.query(
            "INSERT INTO gatherings (number, entry, method, complete, judged) VALUES (?, ?, ?, ?, ?)",
            (number, entry, gathering.method, False, judged),
        )
    return gathering


def _cleared(case: Case, gathering: Gathering) -> None:
    """Take away the gatherings of the same kind that came before."""
    before = (gathering.number, gathering.judged)
    for table in ("incidents", "members", "copies"):
        case.database.query(
            f"DELETE FROM {table} WHERE gathering IN (SELECT number FROM gatherings WHERE number < ? AND judged = ?)",
            before,
        )
    case.database.query("DELETE FROM gatherings WHERE number < ? AND judged = ?", before)


def _work_out(case: Case, gathering: Gathering, told: Told) -> None:
    from sayso.casefile.copies import copies, rewrites
    from sayso.casefile.linking import link

    total = case.counts()["reports"]
    judged = Judged.of(case, until=gathering.entry) if gathering.judged else Judged.these(())
    found = copies(_counted(case.each_report(), "Finding copies", total, told))
    groups = link(_counted(_judged_readings(case, judged), "Linking claims", total, told), copies=found)
    groups = regrouped(case, judged, groups)
    found = rewrites(_counted(_judged_readings(case, judged), "Finding rewrites", total, told), groups, found)
    rows = [(gathering.number, position, columns.record(one)) for position, one in enumerate(found)]
    with case.database.writing():
        case.database.execute_many("INSERT INTO copies (gathering, position, record) VALUES (?, ?, ?)", rows)
    describing = _Describing(case, judged, found)
    for first in range(0, len(groups), AT_ONCE):
        some = groups[first : first + AT_ONCE]
        _write(case, gathering, first, some, describing.of(some))
        told("Describing incidents", first + len(some), len(groups))


def _counted(items: Iterable[Item], stage: str, total: int, told: Told) -> Iterator[Item]:
    for number, item in enumerate(items, start=1):
        if number % PAGE == 0 or number == total:
            told(stage, number, total)
        yield item


def _judged_readings(case: Case, judged: Judged) -> Iterator[Reading]:
    for reading in case.each_reading():
        sha256 = reading.report.sha256
        if sha256 in judged.by_report:
            yield msgspec.structs.replace(reading, claims=judged.over(sha256, reading.claims))
        else:
            yield reading


class _Describing:
    """Says what groups are about, from their claims as people left them."""

    def __init__(self, case: Case, judged: Judged, copies: Sequence[Copies]) -> None:
        from sayso.casefile.rules import rules_of
        from sayso.casefile.standing_voices import origins

        self.case = case
        self.judged = judged
        self.origins = origins(copies)
        self.rules = rules_of(case)

    def of(self, groups: Sequence[Group]) -> list[Incident]:
        """Return what each of *groups* is about."""
        from sayso.casefile.standing import describe

        claims = self.case.claims(claim for group in groups for _, claim in group.claims)
        return [
            describe(
                group,
                [self._as_judged(*claims[claim]) for _, claim in group.claims if claim in claims],
                copies=self.origins,
                rules=self.rules,
            )
            for group in groups
        ]

    def _as_judged(self, report: Report, claim: Claim) -> tuple[Report, Claim]:
        if report.sha256 in self.judged.by_report:
            whole = self.case.reading(report.id).claims
            claim = next(one for one in self.judged.over(report.sha256, whole) if one.id == claim.id)
        return report, claim


def _write(
    case: Case, gathering: Gathering, first: int, groups: Sequence[Group], incidents: Sequence[Incident]
) -> None:
    rows: list[Row] = []
    members: list[Row] = []
    for position, (group, incident) in enumerate(zip(groups, incidents, strict=True), start=first):
        rows.append((gathering.number, position, *_columns(incident), columns.record(incident)))
        members.extend((gathering.number, position, report, claim) for report, claim in group.claims)
        named = {report for report, _ in group.claims}
        members.extend((gathering.number, position, report, None) for report in group.main if report not in named)
    with case.database.writing():
        case.database.execute_many(
            "INSERT INTO incidents (gathering, position, id, type, standing, sources, country, lat, lon, earliest,"
            " latest, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        case.database.execute_many(
            "INSERT INTO members (gathering, position, report, claim) VALUES (?, ?, ?, ?)", members
        )


def _columns(incident: Incident) -> Row:
    """Return ``id``, ``type``, ``standing``, ``sources``, ``country``, ``lat``, ``lon``, ``earliest``, ``latest``."""
    place, when = incident.place, incident.when
    return (
        incident.id,
        incident.type,
        incident.standing,
        incident.independent_sources,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        when.earliest.isoformat() if when and when.earliest else None,
        when.latest.isoformat() if when and when.latest else None,
    )


def regrouped(case: Case, judged: Judged, groups: Sequence[Group]) -> Sequence[Group]:
    """Return *groups* as people want them: what they merged together, what they split apart; the last word holds."""
    orders = [judgement for judgement in judged.all if judgement.verb in {"merge", "split"}]
    if not orders:
        return groups
    now = claims_now(case, [anchor for order in orders for anchor in (*order.claims, *order.rest)])
    named = set(now.values())
    home = {claim: number for number, group in enumerate(groups) for _, claim in group.claims if claim in named}
    changed = {number: groups[number] for number in home.values()}
    touched, free = set(changed), len(groups)
    for order in orders:
        mine = {claim for anchor in order.claims if (claim := now[anchor]) in home and claim is not None}
        if order.verb == "merge":
            numbers = sorted({home[claim] for claim in mine})
            made = {numbers[0]: _merged([changed.pop(number) for number in numbers])} if numbers else {}
        else:
            others = {home[claim] for anchor in order.rest if (claim := now[anchor]) in home and claim is not None}
            numbers = sorted({home[claim] for claim in mine} & others)
            parts = [_split(changed.pop(number), mine) for number in numbers]
            made = {number: stays for number, (stays, _) in zip(numbers, parts, strict=True)}
            if parts:
                made[free] = _merged([leaves for _, leaves in parts])
                free += 1
        changed.update(made)
        home.update({claim: number for number, group in made.items() for _, claim in group.claims if claim in named})
    return Packed(Group, _replaced(groups, touched, changed, free))


def _replaced(
    groups: Sequence[Group], touched: Collection[int], changed: Mapping[int, Group], count: int
) -> Iterator[Group]:
    """Yield, by number, the *groups* that were not *touched* and those that took the others' places."""
    for number in range(count):
        if number in changed:
            yield changed[number]
        elif number < len(groups) and number not in touched:
            yield groups[number]


def _merged(groups: Sequence[Group]) -> Group:
    from sayso.casefile.linking import name

    if len(groups) == 1:
        return groups[0]
    claims = tuple(dict.fromkeys(pair for group in groups for pair in group.claims))
    main = tuple(dict.fromkeys(report for group in groups for report in group.main))
    return Group(id=name(claims), claims=claims, main=main, why=tuple(join for group in groups for join in group.why))


def _split(group: Group, leaving: set[str]) -> tuple[Group, Group]:
    """Return what stays of *group* and what leaves; a report is chiefly about the part that has most of its claims."""
    from sayso.casefile.linking import name

    parts = ([pair for pair in group.claims if pair[1] not in leaving], [p for p in group.claims if p[1] in leaving])
    counts = [{report: sum(r == report for r, _ in part) for report in group.main} for part in parts]
    main = [
        tuple(r for r in group.main if counts[0][r] >= counts[1][r]),
        tuple(r for r in group.main if counts[0][r] < counts[1][r]),
    ]
    stays, leaves = (
        Group(id=name(part), claims=tuple(part), main=chief, why=_within(group, part))
        for part, chief in zip(parts, main, strict=True)
    )
    return stays, leaves


def _within(group: Group, part: Sequence[tuple[str, str]]) -> tuple:  # type: ignore[type-arg]
    reports = {report for report, _ in part}
    return tuple(join for join in group.why if join.left in reports and join.right in reports)


def incidents(
    case: Case, *, after: int = -1, limit: int = PAGE, gathering: Gathering | None = None
) -> list[tuple[int, Incident]]:
    """Return a page of the incidents of *gathering*, each with its position: the first *limit* after *after*.

    Where none is given, it is the last one with people's judgements.
    """
    rows = case.database.query(
        f"SELECT position, record FROM incidents WHERE gathering = {chosen(gathering)} AND position > ?"
        " ORDER BY position LIMIT ?",
        (after, limit),
    )
    return [(int(position or 0), _incident(str(text))) for position, text in rows]


def each_incident(case: Case, *, gathering: Gathering | None = None) -> Iterator[Incident]:
    """Yield all incidents of *gathering*, or as last gathered, a page at a time in memory."""
    after = -1
    while page := incidents(case, after=after, gathering=gathering):
        yield from (incident for _, incident in page)
        after = page[-1][0]


def each_copies(case: Case, *, gathering: Gathering | None = None) -> Iterator[Copies]:
    """Yield what was taken from whom, in *gathering* or as last gathered."""
    rows = case.database.query(f"SELECT record FROM copies WHERE gathering = {chosen(gathering)} ORDER BY position")
    yield from (_copies(str(row[0])) for row in rows)


_incident = msgspec.json.Decoder(Incident).decode
_copies = msgspec.json.Decoder(Copies).decode
