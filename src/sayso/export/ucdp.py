"""Events as rows of UCDP's Georeferenced Event Dataset, 49 columns (Sundberg and Melander 2013; GED 24.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from sayso.claim import PlacePrecision
from sayso.export.account import Account, Told, distinct, number
from sayso.export.deaths import ARMED_KINDS, STATE_KINDS, Deaths, deaths
from sayso.export.rows import Cell, Left, Row, not_told_as_fact
from sayso.export.states import State, priogrid, state
from sayso.incident import Days, Party, Scene
from sayso.report import Report

WHERE_PREC: dict[PlacePrecision, int] = {"point": 1, "near": 2, "admin2": 3, "admin1": 4, "part": 5, "country": 6}
"""Codebook, where_prec. A part of a province or country is a fuzzy area (5). 7, international waters, is not used."""
ORGANISED_KINDS = ARMED_KINDS | {"ethnic"}
CIVIL_KINDS = frozenset({"civilians", "people", "person", "ngo", "media", "business", "religious"})
UNSORTED_KINDS = frozenset({"people", "person"})
"""Kinds of recipient of whom no word says that they do not fight."""
LONGEST = 366
"""Days. UCDP codes no event that is only known to lie within more than a year."""
CIVILIANS = "Civilians"

Violence = Literal[1, 2, 3]


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """Who fought whom, by UCDP's kinds of violence: 1 state-based, 2 non-state, 3 one-sided; ``None`` undecided."""

    violence: Violence | None
    a: Party | None
    b: Party | None


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield a row for each event with deaths and an organised side, and the others as left out."""
    for account in accounts:
        yield not_told_as_fact(account) or row(account)


def row(account: Account) -> Row | Left:
    """Return the row of *account*, of which some claim says that it took place, or why UCDP codes no such event."""
    found = sides(account)
    days, scene = account.days, account.scene
    reason = _reason(account, found)
    counted = deaths(account, side_a=found.a, side_b=found.b, one_sided=found.violence == 3)
    if reason is None and (counted is None or counted.high < 1):
        reason = "no-deaths"
    if reason is not None or counted is None or days is None or scene is None:
        return Left(reason=reason or "no-deaths", told=account.told)
    cells: dict[str, Cell] = {
        "id": number(*account.key),
        "relid": account.id,
        **_about(account, found),
        **_sources(account),
        **_where(account, scene),
        **_when(days),
        **_deaths(counted),
        "gwnoa": _gwno(found.a),
        "gwnob": _gwno(found.b),
    }
    return Row(key=str(cells["id"]), cells=cells, told=account.told)


def sides(account: Account) -> Sides:
    """Return the sides and the kind of violence, as far as the reports name them.

    Side A of a fight between a state and a group is the state (codebook, side_a); else A is who acts.
    """
    actors = [party for party in account.actors if organised(party)]
    actor = actors[0] if actors else None
    hit = account.hit
    foes = [party for party in hit if organised(party)]
    civil = all(party.kind in CIVIL_KINDS for party in hit) and any(party.kind not in UNSORTED_KINDS for party in hit)
    if actor is not None and civil:
        return Sides(violence=3, a=actor, b=None)
    foe = foes[0] if foes else actors[1] if len(actors) > 1 and not hit else None
    if actor is None or foe is None:
        return Sides(violence=None, a=actor, b=foe)
    states = _is_state(actor), _is_state(foe)
    if states == (False, False):
        return Sides(violence=2, a=actor, b=foe)
    if states == (True, True):
        other = actor.country != foe.country and None not in {actor.country, foe.country}
        return Sides(violence=1 if other else None, a=actor, b=foe)
    return Sides(violence=1, a=actor, b=foe) if states[0] else Sides(violence=1, a=foe, b=actor)


def organised(party: Party) -> bool:
    """Say whether *party* is a state or an organised armed group."""
    return _is_state(party) or party.kind in ORGANISED_KINDS


def name(party: Party | None) -> str | None:
    """Return a side's name as UCDP writes it: a state's forces are ``Government of …``, others as they are named."""
    if party is None:
        return None
    nation = state(party.country) if _is_state(party) else None
    return party.name if nation is None else f"Government of {nation.ucdp_name or nation.name}"


def where_prec(scene: Scene | None) -> int | None:
    """Return UCDP's code of how precisely the place is known; ``None`` where it has none."""
    return None if scene is None else WHERE_PREC.get(scene.precision)


def date_prec(days: Days) -> int | None:
    """Return UCDP's code of how precisely the date is known.

    1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; ``None`` without a date.
    """
    span = length(days)
    if span is None:
        return None
    return 1 if span == 1 else 2 if span < 7 else 3 if span == 7 else 4 if span <= 31 else 5


def length(days: Days | None) -> int | None:
    """Return the number of days of an interval; ``None`` where an end is open."""
    if days is None or days.earliest is None or days.latest is None:
        return None
    return (days.latest - days.earliest).days + 1


def _reason(account: Account, found: Sides) -> str | None:
    span = length(account.days)
    if account.type != "ASSAULT":
        return "other-type"
    if span is None:
        return "no-date"
    if span > LONGEST:
        return "wide-date"
    if where_prec(account.scene) is None or account.scene is None or account.scene.country is None:
        return "no-place"
    return "no-actor" if found.a is None and found.b is None else None


def _is_state(party: Party) -> bool:
    return party.kind in STATE_KINDS


def _nation(party: Party | None) -> State | None:
    return None if party is None or not _is_state(party) else state(party.country)


def _gwno(party: Party | None) -> int | None:
    nation = _nation(party)
    return None if nation is None else nation.gwno


def _about(account: Account, found: Sides) -> dict[str, Cell]:
    """Return the cells of the conflict. UCDP's ids of conflicts, dyads and sides are its own, and stay empty."""
    days = account.days
    return {
        "year": None if days is None or days.earliest is None else days.earliest.year,
        "active_year": None,
        "code_status": "Check Type of Violence" if found.violence is None else "Check Dyad",
        "type_of_violence": found.violence,
        "conflict_dset_id": None,
        "conflict_new_id": None,
        "conflict_name": None,
        "dyad_dset_id": None,
        "dyad_new_id": None,
        "dyad_name": None,
        "side_a_dset_id": None,
        "side_a_new_id": None,
        "side_a": name(found.a),
        "side_b_dset_id": None,
        "side_b_new_id": None,
        "side_b": CIVILIANS if found.violence == 3 else name(found.b),
    }


def _sources(account: Account) -> dict[str, Cell]:
    reports = {told.report.id: told.report for told in account.asserted}.values()
    original = distinct(told.source for told in account.asserted if told.source and len(told.claim.chain) > 1)
    articles = ";".join(f'"{_article(told)}"' for told in {t.report.id: t for t in account.asserted}.values())
    incident = account.incident
    return {
        "number_of_sources": len(reports) if incident is None else incident.independent_sources,
        "source_article": articles or None,
        "source_office": _list([report.outlet for report in reports]),
        "source_date": _list(
            [None if report.published is None else report.published.isoformat() for report in reports]
        ),
        "source_headline": _list([report.title for report in reports]),
        "source_original": "; ".join(original) or None,
    }


def _article(told: Told) -> str:
    report = told.report
    parts = (report.outlet, _day(report), report.title)
    return ",".join(part for part in parts if part) or report.id


def _day(report: Report) -> str | None:
    return None if report.published is None else report.published.isoformat()


def _list(values: Sequence[str | None]) -> str | None:
    """Return values in the order of the reports, an empty one for each that is unknown; ``None`` if all are."""
    return ";".join(value or "" for value in values) if any(values) else None


def _where(account: Account, scene: Scene) -> dict[str, Cell]:
    nation = state(scene.country)
    point = scene.lat is not None and scene.lon is not None
    described = distinct(told.claim.place.text for told in account.asserted if told.claim.place is not None)
    return {
        "where_prec": where_prec(scene),
        "where_coordinates": scene.name,
        "where_description": "; ".join(described) or None,
        "adm_1": scene.admin1,
        "adm_2": scene.admin2,
        "latitude": scene.lat,
        "longitude": scene.lon,
        "geom_wkt": f"POINT ({scene.lon} {scene.lat})" if point else None,
        "priogrid_gid": priogrid(scene.lat, scene.lon) if scene.lat is not None and scene.lon is not None else None,
        "country": nation and (nation.ucdp_name or nation.name),
        "country_id": nation and nation.gwno,
        "region": nation and nation.ucdp_region,
    }


def _when(days: Days) -> dict[str, Cell]:
    """Return the cells of time. What is told of several days at once is a summary of events (event_clarity 2)."""
    several = days.precision == "range" and (length(days) or 0) > 1
    return {
        "event_clarity": 2 if several else 1,
        "date_prec": date_prec(days),
        "date_start": days.earliest,
        "date_end": days.latest,
    }


def _deaths(counted: Deaths) -> dict[str, Cell]:
    return {
        "deaths_a": counted.sides["a"],
        "deaths_b": counted.sides["b"],
        "deaths_civilians": counted.sides["civilians"],
        "deaths_unknown": counted.sides["unknown"],
        "best": counted.best,
        "high": counted.high,
        "low": counted.low,
    }
