"""Pages to look at: a case at a glance, its incidents, its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import RedirectResponse, Response

from sayso.casefile import Case, finding
from sayso.casefile.attaching import Judged
from sayso.casefile.judgements import Judgement
from sayso.casefile.rules import rules_of
from sayso.casefile.standing import describe
from sayso.casefile.standing_voices import origins
from sayso.claim import Claim, Reading
from sayso.errors import NotInCase
from sayso.export.page import LAYERS, report_view
from sayso.export.picture import view_of
from sayso.incident import Copies, Group, Incident, Taking
from sayso.report import Report
from sayso.room import drawing
from sayso.room.alike import alike
from sayso.room.asking import Ask
from sayso.room.index import Index
from sayso.room.jobs import Job
from sayso.room.lens import SORTS, UNITS, Lens, chosen, page_number
from sayso.room.people import Said, overlaid

LISTED = 40
"""Incidents on a page of the list."""
REPORTS = 50
MOST_SPOTS = 160
MOST_ACTORS = 14
MOST_COLUMNS = 30
"""Claims that are shown side by side."""
DIGITS = 12
"""Digits that the number of a judgement has less of."""


async def cases(ask: Ask) -> Response:
    """List the cases, or go to the only one."""
    known = ask.cases()
    if len(known) == 1:
        return RedirectResponse(f"/c/{known[0]}/", status_code=307)
    return await ask.page("cases.html.jinja", known=known)


async def overview(ask: Ask) -> Response:
    """Show a case at a glance: how much, when, where, who, and the incidents one after the other."""
    lens, query = ask.lens, ask.request.query_params
    sort = chosen(query.get("sort"), SORTS, key="sort")
    unit = query.get("by") or None
    if unit is not None:
        unit = chosen(unit, UNITS, key="by")
    number = page_number(query.get("page"))
    found = await ask.at(seen, ask, lens, sort=sort, unit=unit, page=number)
    job = None if found["worked_out"] else await _first_job(ask)
    part = ask.request.headers.get("hx-request") == "true"
    template = "overview_part.html.jinja" if part else "overview.html.jinja"
    response = await ask.page(template, job=job, lens=lens, sort=sort, unit=unit, sorts=SORTS, units=UNITS, **found)
    response.headers["vary"] = "hx-request"
    return response


async def _first_job(ask: Ask) -> Job | None:
    """Return the job that works out what was never worked out; in a small case it is begun, unless it has failed."""
    jobs = ask.room.jobs.of(ask.case)
    under_way = next((job for job in jobs if not job.ended), None)
    if under_way is not None or (jobs and jobs[0].state != "done") or not await ask.by_itself():
        return under_way
    if not (await ask.at(ask.room.counts.of))["reports"]:
        return None
    return ask.room.jobs.start(ask.case, ask.order(), by=ask.visitor.name)


def seen(case: Case, ask: Ask, lens: Lens, *, sort: str, unit: str | None, page: int) -> dict[str, Any]:
    """Return what the overview shows of *case* through *lens*."""
    index = ask.index(case)
    if index is None or not len(index):
        return {"total": 0, "shown": 0, "worked_out": index is not None}
    if lens.words is not None:
        return _seen(case, index, lens, sort=sort, unit=unit, page=page)
    key = (lens, sort, unit, page)
    return index.remembered(key, lambda: _seen(case, index, lens, sort=sort, unit=unit, page=page))


def _seen(case: Case, index: Index, lens: Lens, *, sort: str, unit: str | None, page: int) -> dict[str, Any]:
    mask = index.mask(case, lens)
    rows = index.rows(mask, sort=sort)
    first = (page - 1) * LISTED
    spots = index.by_spot(mask)
    return {
        "worked_out": True,
        "total": len(index),
        "shown": len(rows),
        "heads": [index.heads[row] for row in rows[first : first + LISTED].tolist()],
        "page": page,
        "pages": max(1, -(-len(rows) // LISTED)),
        "types": _choices(index.by_type(_mask(index, case, lens, "type", mask)), lens.type),
        "standings": _choices(index.by_standing(_mask(index, case, lens, "standing", mask)), lens.standing),
        "countries": _choices(index.by_country(_mask(index, case, lens, "country", mask)), lens.country, most=12),
        "actors": index.by_actor(mask, most=MOST_ACTORS),
        "chosen_actors": [(actor, index.names.get(actor, actor)) for actor in lens.actor],
        "timeline": drawing.timeline(index, mask, unit=unit),
        "spots": spots[:MOST_SPOTS],
        "spots_left": len(spots) - MOST_SPOTS,
        "unplaced": int((index.spot[mask] < 0).sum()),
        "ties": drawing.ties(index, mask),
    }


def _mask(index: Index, case: Case, lens: Lens, key: str, whole: Any) -> Any:
    """Return which incidents all of *lens* but *key* shows, so that what else could be chosen is counted."""
    return index.mask(case, lens.without(key)) if getattr(lens, key) else whole


def _choices(counts: dict[str, int], held: Sequence[str], *, most: int = 99) -> list[tuple[str, int, bool]]:
    found = [(name, count, name in held) for name, count in counts.items()]
    shown = [one for number, one in enumerate(found) if number < most or one[2]]
    return [*shown, *((name, 0, True) for name in held if name not in counts)]


# One incident


async def incident(ask: Ask) -> Response:
    """Show an incident: its claims side by side, who took it from whom, the toll, how it stands and why.

    One that has another name since it was worked out anew is found by a claim of it that the address names.
    """
    name, query = ask.request.path_params["incident"], ask.request.query_params
    home = await ask.at(_home, ask, name, query.get("claim", ""))
    said = query.get("said", "")
    if home is not None:
        parameters = {key: value for key, value in (("claim", query["claim"]), ("said", said)) if value}
        return RedirectResponse(f"{ask.path('incidents', home)}?{urlencode(parameters)}", status_code=303)
    found = await ask.at(one_incident, ask, name)
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < DIGITS else None
    return await ask.page("incident.html.jinja", said_number=number, by_itself=await ask.by_itself(), **found)


def _home(case: Case, ask: Ask, name: str, claim: str) -> str | None:
    """Return the id of the incident with *claim*, where there is none of that *name*."""
    gathering = ask.gathering(case)
    if gathering is None or not claim:
        return None
    number = gathering.number
    if case.database.query("SELECT 1 FROM incidents WHERE gathering = ? AND id = ?", (number, name)):
        return None
    rows = case.database.query(
        "SELECT incidents.id FROM members JOIN incidents ON incidents.gathering = members.gathering"
        # The plus keeps SQLite from looking through all members of the gathering.
        " AND incidents.position = members.position WHERE members.claim = ? AND +members.gathering = ?",
        (claim, number),
    )
    return str(rows[0][0]) if rows else None


def incident_of(case: Case, ask: Ask, id: str) -> Incident:
    """Return the incident of that *id*. Raise `NotInCase` where there is none."""
    gathering = ask.gathering(case)
    number = gathering.number if gathering else None
    rows = case.database.query("SELECT record FROM incidents WHERE id = ? AND gathering = ?", (id, number))
    if not rows:
        remedy = "Incidents are named anew where reports or judgements came in: find it on the overview."
        raise NotInCase(f"There is no incident {id}", source=case.name, remedy=remedy)
    return msgspec.json.decode(str(rows[0][0]), type=Incident)


def one_incident(case: Case, ask: Ask, id: str) -> dict[str, Any]:
    """Return what the page of an incident shows."""
    held = incident_of(case, ask, id)
    judged = ask.judged(case)
    claims = case.claims(claim for part in held.reports for claim in part.claims)
    readings: dict[str, Reading] = {}
    said: dict[str, Said] = {}
    members: list[tuple[Report, Claim]] = []
    for part in held.reports:
        for name in part.claims:
            if name not in claims:
                continue
            report, claim = claims[name]
            if report.sha256 in judged.by_report:
                if report.id not in readings:
                    readings[report.id], more = overlaid(case.reading(report.id), judged, name=ask.visitor.name)
                    said |= more
                claim = next((one for one in readings[report.id].claims if one.id == name), claim)
            members.append((report, claim))
    index = ask.index(case)
    copies = index.copies_of({part.id for part in held.reports}) if index is not None else []
    if ask.blind:
        held = _as_seen(case, held, [m for m in members if not _rejected(said.get(m[1].id))], copies)
    numbers = {report.id: case.number_of(report.sha256) for report, _ in members}
    for part in held.reports:
        if part.id not in numbers:
            numbers[part.id] = case.number_of(case.report(part.id).sha256)
    reports = {part.id: case.report(part.id) for part in held.reports}
    return {
        "view": view_of(1, held),
        "incident": held,
        "columns": [_column(report, claim, said.get(claim.id), numbers) for report, claim in members[:MOST_COLUMNS]],
        "members": len(members),
        "columns_left": max(0, len(members) - MOST_COLUMNS),
        "tree": tree([part.id for part in held.reports], copies),
        "reports": reports,
        "numbers": numbers,
        "main": {part.id for part in held.reports if part.main},
        "ledger": drawing.ledger(held),
        "spot": drawing.spot_of(held),
        "alike": alike(index, held.id) if index is not None and ask.may("coder") else [],
        "orders": _orders(judged, {claim.id for _, claim in members}),
        "first": members[0][1].id if members else "",
    }


def _orders(judged: Judged, claims: set[str]) -> list[Judgement]:
    """Return what was said of which of *claims* belong together, the latest first."""
    found = [one for one in judged.all if one.verb in {"merge", "split"}
             and any(anchor.claim in claims for anchor in (*one.claims, *one.rest))]  # fmt: skip
    return found[::-1]


def _rejected(said: Said | None) -> bool:
    return said is not None and said.verdict == "rejected"


def _as_seen(case: Case, held: Incident, members: Sequence[tuple[Report, Claim]], copies: Sequence[Copies]) -> Incident:
    """Return the incident as it is with the coder's own corrections, and nobody else's."""
    if not members:
        return held
    group = Group(
        id=held.id,
        claims=tuple((report.id, claim.id) for report, claim in members),
        main=tuple(part.id for part in held.reports if part.main),
        why=held.why,
    )
    return describe(group, members, copies=origins(copies), rules=rules_of(case))


def _column(report: Report, claim: Claim, said: Said | None, numbers: dict[str, int | None]) -> dict[str, Any]:
    view = report_view(1, _alone(report, claim), alone=True).claims[0]
    return {"report": report, "number": numbers[report.id], "claim": claim, "view": view, "said": said or Said()}


def _alone(report: Report, claim: Claim) -> Reading:
    from sayso.claim import ModelCard

    return Reading(report=report, claims=(claim,), model=ModelCard(name="", version="", sha256=""))


def tree(reports: Sequence[str], copies: Sequence[Copies]) -> list[dict[str, Any]]:
    """Return who took it from whom among *reports*: roots with what hangs from them, however deep."""
    taken: dict[str, Taking] = {one.report: one for group in copies for one in group.taken}
    inside = set(reports)
    under: dict[str, list[str]] = defaultdict(list)
    roots = []
    for name in reports:
        source = taken[name].source if name in taken else None
        if source in inside:
            under[str(source)].append(name)
        else:
            roots.append(name)

    def branch(name: str) -> dict[str, Any]:
        below = [branch(child) for child in under[name]]
        return {"id": name, "taking": taken.get(name), "below": below, "all": sum(1 + one["all"] for one in below)}

    return [branch(name) for name in roots]


# Reports


async def reports(ask: Ask) -> Response:
    """List the reports of a case, those with certain words or of an outlet where they are asked for."""
    query = ask.request.query_params
    words, outlet = (query.get(key, "").strip() or None for key in ("words", "outlet"))
    after = page_number(query.get("after") or "1") if query.get("after") else 0
    found = await ask.at(_reports, finding.Query(words=words, outlet=outlet), after)
    more = {key: value for key, value in (("words", words), ("outlet", outlet)) if value}
    onward = f"?{urlencode({**more, 'after': found[REPORTS - 1][0]})}" if len(found) > REPORTS else None
    return await ask.page(
        "reports.html.jinja", found=found[:REPORTS], words=words, outlet=outlet, onward=onward, after=after
    )


def _reports(case: Case, query: finding.Query, after: int) -> list[tuple[int, Report, int]]:
    found = finding.find_reports(case, query, after=after, limit=REPORTS + 1)
    if not found:
        return []
    rows = case.database.query(
        "SELECT report, count(*) FROM claims WHERE in_force AND report BETWEEN ? AND ? GROUP BY report",
        (found[0][0], found[-1][0]),
    )
    counts = {row[0]: int(row[1] or 0) for row in rows}
    return [(number, report, counts.get(number, 0)) for number, report in found]


async def report(ask: Ask) -> Response:
    """Show a report: its text with the evidence marked, its claims beside it."""
    number = int(ask.request.path_params["number"])
    found = await ask.at(one_report, ask, number)
    return await ask.page("report.html.jinja", layers=LAYERS, focus=None, queue=None, **found)


def one_report(case: Case, ask: Ask, number: int) -> dict[str, Any]:
    """Return what the page of a report shows. Raise `NotInCase` where there is none of that *number*."""
    reading = reading_of(case, number)
    shown, said = overlaid(reading, ask.judged(case), name=ask.visitor.name)
    gathering = ask.gathering(case)
    homes: dict[str, str] = {}
    for claim, incident in case.database.query(
        "SELECT members.claim, incidents.id FROM members JOIN incidents ON incidents.gathering = members.gathering"
        " AND incidents.position = members.position WHERE members.report = ? AND members.claim IS NOT NULL"
        # The plus keeps SQLite from going through the whole gathering in place of the report's few rows.
        " AND +members.gathering = ?",
        (reading.report.id, gathering.number if gathering else None),
    ):
        homes[str(claim)] = str(incident)
    view = report_view(1, shown, alone=True)
    last = int(case.database.query("SELECT max(number) FROM reports")[0][0] or 0)
    return {
        "report": view,
        "source": reading.report,
        "number": number,
        "said": said,
        "nothing": Said(),
        "homes": homes,
        "last": last,
    }


def reading_of(case: Case, number: int) -> Reading:
    """Return the last reading of the report *number*. Raise `NotInCase` where there is none."""
    page = case.readings(after=number - 1, limit=1) if 0 < number < 2**31 else []
    if not page or page[0][0] != number:
        raise NotInCase(f"There is no report {number}", source=case.name, remedy="The list of reports has all.")
    return page[0][1]


async def claim(ask: Ask) -> Response:
    """Go to a claim in its report."""
    name = ask.request.path_params["claim"]
    number = await ask.at(number_of_claim, name)
    return RedirectResponse(f"{ask.path('reports', number)}#claim-{name}", status_code=303)


def number_of_claim(case: Case, name: str) -> int:
    """Return the number of the report with that claim. Raise `NotInCase` where there is none."""
    rows = case.database.query("SELECT report FROM claims WHERE in_force AND id = ?", (name,))
    if not rows:
        raise NotInCase(f"There is no claim {name}", source=case.name, remedy="It may have been read anew.")
    return int(rows[0][0] or 0)
