"""Events as rows in ACLED's 31 columns: one row a day, place, kind of event and pair of actors (codebook of 2024)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import msgspec
from msgspec import structs

from sayso.claim import PlacePrecision
from sayso.export.account import Account, Told, distinct, is_fine
from sayso.export.acled_actors import Cast, cast
from sayso.export.acled_types import Crossing, civilian_target, crossing
from sayso.export.deaths import lowest
from sayso.export.rows import Cell, Left, Row, not_told_as_fact
from sayso.export.states import State, state
from sayso.export.ucdp import length
from sayso.incident import Days, Scene

GEO_PRECISION: dict[PlacePrecision, int] = {"point": 1, "near": 2, "admin2": 2, "admin1": 3, "part": 3}
"""Codebook, spatial precision: 1 the town, 2 a small area or near a town, 3 a larger region."""
LONGEST = 31
"""Days. The widest that ACLED's time precision goes is a month (code 3)."""
WEEK = 7
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
    "Mob violence": "Political violence",
    "Excessive force against protesters": "Political violence; Demonstrations",
}
"""By sub-event type where it is here, else by event type (ACLED codebook, table of event types)."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One account's part in one row: what it says of one day at one place.

    Rows are held until the last account has been seen, so the reports' texts are not kept in it.
    """

    id: str
    told: tuple[Told, ...]
    is_incident: bool
    crossing: Crossing
    hits_civilians: bool
    scene: Scene
    nation: State
    cast: Cast
    day: dt.date
    time_precision: int
    fatalities: int

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two records one row: day, place, kind of event and both actors."""
        place = (self.nation.iso2, self.scene.admin1 or "", self.scene.admin2 or "", self.scene.name or "")
        actors = (self.cast.first.name or "", self.cast.second.name or "")
        return (self.day.isoformat(), *place, self.crossing.sub_event, *actors)


def rows(accounts: Iterable[Account]) -> Iterator[Row | Left]:
    """Yield what is left out as it comes, then the rows, in the order in which their events first came.

    Records of one day, place, kind and pair of actors are one row: their deaths are added where a case file holds
    them to be different incidents; else they may be one event told twice, and the lowest figure stands.
    """
    gathered: dict[tuple[str, ...], list[Record]] = {}
    for account in accounts:
        found = not_told_as_fact(account) or records(account)
        if isinstance(found, Left):
            yield found
            continue
        for record in found:
            gathered.setdefault(record.key, []).append(record)
    for same in gathered.values():
        yield _row(same)


def records(account: Account) -> tuple[Record, ...] | Left:
    """Return one record for each day of *account*, or why ACLED codes no such event."""
    found, days, scene = crossing(account), account.days, account.scene
    if isinstance(found, str):
        return Left(reason=found, told=account.told)
    span = length(days)
    if span is None or days is None or days.earliest is None:
        return Left(reason="no-date", told=account.told)
    if span > LONGEST:
        return Left(reason="wide-date", told=account.told)
    nation = None if scene is None else state(scene.country)
    if scene is None or nation is None or not is_fine(scene):
        return Left(reason="no-place", told=account.told)
    told = tuple(structs.replace(one, report=structs.replace(one.report, text="")) for one in account.told)
    return tuple(
        Record(
            id=account.id,
            told=told,
            is_incident=account.incident is not None,
            crossing=found,
            hits_civilians=_hits_civilians(account, found),
            scene=scene,
            nation=nation,
            cast=cast(account, found, nation),
            day=day,
            time_precision=precision,
            fatalities=deaths,
        )
        for day, precision, deaths in _each_day(days, days.earliest, span, lowest(account) or 0)
    )


def _each_day(days: Days, first: dt.date, span: int, total: int) -> Iterator[tuple[dt.date, int, int]]:
    """Yield day, time precision and deaths. An event of several days is one record a day, the total shared out.

    What does not divide is on the first day (codebook, reported fatalities). A day that is not known within a week or
    month is its middle (codebook, time precision).
    """
    if days.precision == "range" and span > 1:
        share, rest = divmod(total, span)
        for number in range(span):
            yield first + dt.timedelta(days=number), 1, share + rest * (number == 0)
    else:
        precision = 1 if span == 1 else 2 if span <= WEEK else 3
        yield first + dt.timedelta(days=(span - 1) // 2), precision, total


def _row(same: Sequence[Record]) -> Row:
    first = same[0]
    told = tuple({(t.report.id, t.claim.id): t for record in same for t in record.told}.values())
    asserted = tuple(one for one in told if one.took_place)
    digest = sha256("\0".join(first.key).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    kind = first.crossing
    cells: dict[str, Cell] = {
        "event_id_cnty": f"{first.nation.iso3 or first.nation.iso2}-sayso-{digest}",
        "event_date": first.day,
        "year": first.day.year,
        "time_precision": max(record.time_precision for record in same),
        "disorder_type": DISORDER.get(kind.sub_event, DISORDER.get(kind.event)),
        "event_type": kind.event,
        "sub_event_type": kind.sub_event,
        "actor1": first.cast.first.name,
        "assoc_actor_1": _joined(name for record in same for name in record.cast.first.beside),
        "inter1": first.cast.first.kind,
        "actor2": first.cast.second.name,
        "assoc_actor_2": _joined(name for record in same for name in record.cast.second.beside),
        "inter2": first.cast.second.kind,
        "interaction": first.cast.interaction,
        "civilian_targeting": "Civilian targeting" if first.hits_civilians else None,
        **_where(first.scene, first.nation),
        "source": _joined(one.report.outlet for one in asserted if one.report.outlet),
        "source_scale": None,
        "notes": " ".join(distinct(_note(one) for one in asserted)),
        "fatalities": _fatalities(same),
        "tags": "; ".join(f"sayso={record.id}" for record in same),
        "timestamp": None,
    }
    return Row(key=str(cells["event_id_cnty"]), cells=cells, told=told)


def _where(scene: Scene, nation: State) -> dict[str, Cell]:
    return {
        "iso": nation.isonumeric,
        "region": nation.acled_region,
        "country": nation.name,
        "admin1": scene.admin1,
        "admin2": scene.admin2,
        "admin3": None,
        "location": scene.name,
        "latitude": scene.lat,
        "longitude": scene.lon,
        "geo_precision": GEO_PRECISION[scene.precision],
    }


def _hits_civilians(account: Account, kind: Crossing) -> bool:
    if kind.event in {"Violence against civilians", "Protests"}:
        return kind.sub_event not in {"Peaceful protest", "Protest with intervention"}
    return kind.event in {"Explosions/Remote violence", "Riots"} and civilian_target(account)


def _fatalities(same: Sequence[Record]) -> int:
    if all(record.is_incident for record in same):
        return sum(record.fatalities for record in same)
    return min(record.fatalities for record in same)


def _note(told: Told) -> str:
    """Return what the report says, in its words, and on whose word."""
    words = " … ".join(" ".join(quote.text.split()) for quote in told.claim.evidence) or told.claim.event.trigger.text
    chain = " ← ".join(link.source for link in told.claim.chain) or told.report.outlet
    return f"“{words}” ({chain})" if chain else f"“{words}”"


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(distinct(names)) or None
