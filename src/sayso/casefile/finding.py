"""Searching a case: by who, what, where, when, standing and words, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from sayso.casefile import columns
from sayso.casefile.database import Cell, Dialect, Row
from sayso.casefile.gathered import CURRENT, Gathering, chosen
from sayso.casefile.store import PAGE, Case
from sayso.casefile.words import folded, phrases
from sayso.claim import Claim, EventType, Status
from sayso.errors import BadUsage
from sayso.incident import Incident, Standing
from sayso.report import Report

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; one that crosses the 180th meridian has its west east of its east."""
Sought = Literal["claims", "incidents", "reports"]
_MEMBERS = (
    "FROM members JOIN claims ON claims.id = members.claim AND claims.in_force"
    f" JOIN reports ON reports.number = claims.report WHERE members.gathering = {CURRENT}"
)


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; everything that is given must hold.

    ``words`` are searched in the reports, phrases in double quotes. ``actor`` is an actor's id, or part of a name, on
    either side. ``place`` and ``outlet`` are part of a name, ``country`` is ISO 3166-1 alpha-2. Names are compared
    without case, accents and punctuation. ``since`` and ``until`` are days
    on which it may have happened. ``incident`` is an id.
    """

    words: str | None = None
    actor: str | None = None
    type: EventType | None = None
    status: Status | None = None
    place: str | None = None
    country: str | None = None
    box: Box | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    standing: Standing | None = None
    incident: str | None = None
    outlet: str | None = None


class FoundClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that was found, with what names its report and the incidents that it is in."""

    report: str
    title: str | None
    outlet: str | None
    published: dt.date | None
    incidents: tuple[str, ...]
    claim: Claim


def find_claims(case: Case, query: Query, *, after: tuple[int, int] = (0, -1), limit: int = PAGE) -> list[FoundClaim]:
    """Return the first *limit* claims that match after the place *after* (reading and position), in the case's order.

    What was read counts, not what people made of it. Standings are those of the last gathering.
    """
    where, parameters = _conditions(case, query)
    following = "(claims.reading, claims.position) > (?, ?)"
    return _found(case, "claims", f"{following} AND {where}", [*after, *parameters], limit=limit)


def each_claim(case: Case, query: Query) -> Iterator[FoundClaim]:
    """Yield all claims that match, a page at a time in memory. What matches is looked for once."""
    where, parameters = _conditions(case, query)
    matching = case.database.query(
        "SELECT claims.reading, claims.position FROM claims JOIN reports ON reports.number = claims.report"
        f" WHERE claims.in_force AND {where} ORDER BY claims.reading, claims.position",
        parameters,
    )
    for some in _pages(matching):
        # In both databases the columns of VALUES are column1 and column2, and a cross join is taken in its order.
        keys = f"(VALUES {', '.join(['(?, ?)'] * len(some))}) AS wanted CROSS JOIN claims"
        where = "claims.reading = wanted.column1 AND claims.position = wanted.column2"
        yield from _found(case, keys, where, [number for key in some for number in key], limit=PAGE)


def find_incidents(case: Case, query: Query, *, after: int = -1, limit: int = PAGE) -> list[tuple[int, Incident]]:
    """Return the first *limit* incidents with a claim that matches, after position *after*, each with its position."""
    where, parameters = _conditions(case, query)
    sql = (
        "SELECT incidents.position, incidents.record FROM incidents"
        f" WHERE incidents.gathering = {CURRENT} AND incidents.position > ? AND incidents.position IN ("
        f"SELECT members.position {_MEMBERS} AND {where})"
        " ORDER BY incidents.position LIMIT ?"
    )
    rows = case.database.query(sql, (after, *parameters, limit))
    return [(int(position or 0), msgspec.json.decode(str(text), type=Incident)) for position, text in rows]


def find_positions(case: Case, query: Query, *, gathering: Gathering | None = None) -> list[int]:
    """Return the positions of all incidents with a claim that matches, in order, without reading the incidents.

    They are those of *gathering*, or as last gathered.
    """
    where, parameters = _conditions(case, query)
    sql = (
        "SELECT DISTINCT members.position FROM members JOIN claims ON claims.id = members.claim AND claims.in_force"
        f" JOIN reports ON reports.number = claims.report WHERE members.gathering = {chosen(gathering)}"
        f" AND {where} ORDER BY members.position"
    )
    return [int(row[0] or 0) for row in case.database.query(sql, parameters)]


def each_incident(case: Case, query: Query) -> Iterator[Incident]:
    """Yield all incidents with a claim that matches, a page at a time in memory. What matches is looked for once."""
    where, parameters = _conditions(case, query)
    matching = case.database.query(f"SELECT DISTINCT members.position {_MEMBERS} AND {where} ORDER BY 1", parameters)
    for some in _pages(matching):
        marks = ", ".join("?" * len(some))
        rows = case.database.query(
            f"SELECT record FROM incidents WHERE gathering = {CURRENT} AND position IN ({marks}) ORDER BY position",
            [position for (position,) in some],
        )
        yield from (msgspec.json.decode(str(text), type=Incident) for (text,) in rows)


def find_reports(case: Case, query: Query, *, after: int = 0, limit: int = PAGE) -> list[tuple[int, Report]]:
    """Return the first *limit* reports after number *after* that match, each with its number.

    Where nothing but words and outlet is asked for, a report without claims is found as well.
    """
    matching, parameters = _of_reports(case, query)
    sql = f"SELECT number, record FROM reports WHERE number > ? AND {matching} ORDER BY number LIMIT ?"
    rows = case.database.query(sql, (after, *parameters, limit))
    return [(int(number or 0), columns.report_from(str(text))) for number, text in rows]


def each_report(case: Case, query: Query) -> Iterator[Report]:
    """Yield all reports that match, a page at a time in memory. What matches is looked for once."""
    where, parameters = _of_reports(case, query)
    matching = case.database.query(f"SELECT number FROM reports WHERE {where} ORDER BY number", parameters)
    for some in _pages(matching):
        marks = ", ".join("?" * len(some))
        sql = f"SELECT record FROM reports WHERE number IN ({marks}) ORDER BY number"
        rows = case.database.query(sql, [number for (number,) in some])
        yield from (columns.report_from(str(text)) for (text,) in rows)


def _of_reports(case: Case, query: Query) -> tuple[str, list[Cell]]:
    """Return what must hold of ``reports`` as SQL, and its parameters."""
    where, parameters = _conditions(case, query)
    if query != Query(words=query.words, outlet=query.outlet):
        where = f"EXISTS (SELECT 1 FROM claims WHERE claims.report = reports.number AND claims.in_force AND {where})"
    return where, parameters


def _pages(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for first in range(0, len(rows), PAGE):
        yield rows[first : first + PAGE]


def _found(case: Case, tables: str, where: str, parameters: Sequence[Cell], *, limit: int) -> list[FoundClaim]:
    """Return the first *limit* claims of *tables* of which *where* holds, in the case's order."""
    sql = (
        f"SELECT claims.id, claims.record, reports.record FROM {tables} JOIN reports ON reports.number = claims.report"
        f" WHERE claims.in_force AND {where} ORDER BY claims.reading, claims.position LIMIT ?"
    )
    rows = case.database.query(sql, (*parameters, limit))
    homes = _incidents_of(case, [str(row[0]) for row in rows])
    found = []
    for name, text, source in rows:
        report = columns.report_from(str(source))
        found.append(
            FoundClaim(
                report=report.id,
                title=report.title,
                outlet=report.outlet,
                published=report.published,
                incidents=tuple(homes.get(str(name), ())),
                claim=columns.claim_from(str(text)),
            )
        )
    return found


def _incidents_of(case: Case, claims: Sequence[str]) -> dict[str, list[str]]:
    if not claims:
        return {}
    marks = ", ".join("?" * len(claims))
    sql = (  # the plus keeps SQLite from looking through all members of the gathering
        "SELECT members.claim, incidents.id FROM members JOIN incidents ON incidents.gathering = members.gathering"
        f" AND incidents.position = members.position WHERE +members.gathering = {CURRENT}"
        f" AND members.claim IN ({marks}) ORDER BY incidents.position"
    )
    found: dict[str, list[str]] = {}
    for claim, incident in case.database.query(sql, claims):
        found.setdefault(str(claim), []).append(str(incident))
    return found


def _conditions(case: Case, query: Query) -> tuple[str, list[Cell]]:
    """Return what must hold of ``claims`` and ``reports`` as SQL, and its parameters."""
    parts = [*_plain_conditions(query)]
    if query.words is not None:
        parts.append(_words(query.words, case.database.dialect))
    if query.box is not None:
        parts.append(_within(query.box))
    sql = " AND ".join(f"({part})" for part, _ in parts) or "1 = 1"
    return sql, [value for _, values in parts for value in values]


def _plain_conditions(query: Query) -> Iterator[tuple[str, Sequence[Cell]]]:
    asked: tuple[tuple[str, Cell], ...] = (
        ("claims.type = ?", query.type),
        ("claims.status = ?", query.status),
        ("claims.country = ?", query.country.upper() if query.country else None),
        ("claims.place LIKE ?", _part(query.place)),
        ("reports.outlet LIKE ?", _part(query.outlet)),
        # What may have happened in the span: one end of a claim's interval stands for the other where that is open.
        ("coalesce(claims.latest, claims.earliest) >= ?", query.since.isoformat() if query.since else None),
        ("coalesce(claims.earliest, claims.latest) <= ?", query.until.isoformat() if query.until else None),
        (_IN_INCIDENT.format(column="standing"), query.standing),
        (_IN_INCIDENT.format(column="id"), query.incident),
    )
    yield from ((sql, (value,)) for sql, value in asked if value is not None)
    if query.actor is not None:
        sql = (
            "EXISTS (SELECT 1 FROM parties WHERE parties.reading = claims.reading"
            " AND parties.position = claims.position AND (parties.actor = ? OR parties.name LIKE ?))"
        )
        yield sql, (query.actor, _part(query.actor))


_IN_INCIDENT = (
    "claims.id IN (SELECT inside.claim FROM members AS inside JOIN incidents AS around ON around.gathering ="
    f" inside.gathering AND around.position = inside.position WHERE inside.gathering = {CURRENT}"
    " AND around.{column} = ?)"
)


def _words(query: str, dialect: Dialect) -> tuple[str, Sequence[Cell]]:
    wanted = phrases(query)
    if not wanted:
        raise BadUsage("There is no word to look for", remedy="Give letters or digits.")
    if dialect == "sqlite":
        match = " AND ".join('"' + " ".join(phrase) + '"' for phrase in wanted)
        return "reports.number IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)", (match,)
    asked = " AND ".join("words @@ phraseto_tsquery('simple', ?)" for _ in wanted)
    return f"reports.number IN (SELECT report FROM report_words WHERE {asked})", [" ".join(one) for one in wanted]


def _within(box: Box) -> tuple[str, Sequence[Cell]]:
    west, south, east, north = box
    around = "claims.lon BETWEEN ? AND ?" if west <= east else "(claims.lon >= ? OR claims.lon <= ?)"
    return f"claims.lat BETWEEN ? AND ? AND {around}", (south, north, west, east)


def _part(name: str | None) -> str | None:
    """Return the pattern for a name that has *name* in it, as names are folded in the columns."""
    if name is None:
        return None
    plain = folded(name)
    if plain is None:
        raise BadUsage(f"There is nothing to look for in {name!r}", remedy="Give letters or digits.")
    return f"%{plain}%"
