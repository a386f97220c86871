"""Other values for fields of a claim: as a person writes them, as they are kept, as a claim that has them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec

from sayso.claim import Actor, ActorKind, Claim, EventType, Harm, Place, Status, Toll, When
from sayso.errors import BadUsage
from sayso.report import Quote

NONE = "none"
"""What a person writes for "the report does not say"."""
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_COUNT = re.compile(r"(\d*)\s*[-–]\s*(\d*)|(\d+)")
_PLACE = re.compile(
    r"(?P<name>[^@]+?)\s*(?:@\s*(?P<lat>-?[\d.]+)\s*,\s*(?P<lon>-?[\d.]+)\s*(?:,\s*(?P<country>[A-Za-z]{2}))?)?"
)
_PARTY = re.compile(r"(?P<name>[^(]+?)\s*(?:\(\s*(?P<kind>[a-z]+)?\s*,?\s*(?P<country>[A-Z]{2})?\s*\))?")
LAST_MONTH = 12


def checked(changes: Mapping[str, str]) -> dict[str, Any]:
    """Return *changes*, field → what a person wrote, as they are kept. Raise `BadUsage` where one makes no sense.

    Fields and how they are written: ``type=ASSAULT``, ``mode=drone``, ``status=denied``, ``when=2020-10`` or
    ``2020-10-01/2020-10-22``, ``place=Kunduz@36.73,68.86,AF``, ``killed=9`` or ``9-14``, likewise ``injured``,
    ``detained``, ``displaced``, ``missing``, ``actors=Amber Front (rebels, SS); army``, likewise ``recipients``.
    ``none`` says that the report leaves it open.

    >>> checked({"killed": "9-14", "when": "2021-02"})
    {'killed': [9, 14], 'when': ['2021-02-01', '2021-02-28']}
    """
    kept: dict[str, Any] = {}
    for field, written in changes.items():
        read = READ.get(field)
        if read is None:
            raise BadUsage(f"There is no field {field!r} to correct", remedy=f"There are: {', '.join(READ)}.")
        value = written.strip()
        try:
            kept[field] = None if value == NONE and field not in {"type", "status"} else read(value)
        except ValueError as error:
            remedy = "See `sayso judge correct --help`."
            raise BadUsage(f"{field}={written} makes no sense: {error}", remedy=remedy) from error
    return kept


def corrected(claim: Claim, changes: Mapping[str, Any], *, words: Mapping[str, Quote] | None = None) -> Claim:
    """Return *claim* as *changes* have it.

    Cells that a person gave point to the *words* that were given with them, else to those of the cell that they
    replace, or to the event's.
    """
    for field, value in changes.items():
        claim = WRITE[field](claim, value)
        if words and field in words:
            claim = _pointing(claim, field, words[field])
    return claim


def _pointing(claim: Claim, field: str, words: Quote) -> Claim:
    """Return *claim* with the cells of *field* pointing to *words*."""
    at = {"start": words.start, "end": words.end, "text": words.text}
    if field in {"place", "when"}:
        cell = getattr(claim, field)
        return claim if cell is None else msgspec.structs.replace(claim, **{field: msgspec.structs.replace(cell, **at)})
    if field in {"actors", "recipients"}:
        sides = tuple(msgspec.structs.replace(side, **at) for side in getattr(claim, field))
        return msgspec.structs.replace(claim, **{field: sides})
    toll = tuple(msgspec.structs.replace(one, **at) if one.harm == field else one for one in claim.toll)
    return msgspec.structs.replace(claim, toll=toll)


def _one_of(kinds: Any) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in get_args(kinds):
            raise ValueError(f"it is one of {', '.join(get_args(kinds))}")
        return value

    return read


def _word(value: str) -> str:
    if not value:
        raise ValueError("it is empty")
    return value


def _days(value: str) -> list[str]:
    first, _, last = value.partition("/")
    start, _ = _interval(first.strip())
    _, end = _interval((last or first).strip())
    if end < start:
        raise ValueError("it ends before it begins")
    return [start.isoformat(), end.isoformat()]


def _interval(value: str) -> tuple[dt.date, dt.date]:
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError("write YYYY, YYYY-MM or YYYY-MM-DD, two of them with / between")
    year, month, day = (int(part) if part else None for part in found.groups())
    start = dt.date(year or 1, month or 1, day or 1)
    last_month = month or LAST_MONTH
    return start, dt.date(year or 1, last_month, day or calendar.monthrange(year or 1, last_month)[1])


def _count(value: str) -> list[int | None]:
    found = _COUNT.fullmatch(value)
    if found is None or not any(found.groups()):
        raise ValueError("write a number, or two with - between")
    low, high, exact = (int(part) if part else None for part in found.groups())
    if exact is not None:
        return [exact, exact]
    if low is not None and high is not None and high < low:
        raise ValueError("the higher number comes second")
    return [low, high]


def _place(value: str) -> dict[str, Any]:
    found = _PLACE.fullmatch(value)
    if found is None:
        raise ValueError("write NAME, or NAME@LATITUDE,LONGITUDE,COUNTRY")
    lat, lon = (float(part) if part else None for part in (found["lat"], found["lon"]))
    if lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("no such spot on Earth")
    return {"name": found["name"], "lat": lat, "lon": lon, "country": (found["country"] or "").upper() or None}


def _parties(value: str) -> list[dict[str, Any]]:
    parties = []
    for part in value.split(";"):
        found = _PARTY.fullmatch(part.strip())
        if found is None:
            raise ValueError("write NAME, or NAME (kind, COUNTRY), with ; between several")
        if found["kind"] is not None and found["kind"] not in get_args(ActorKind):
            raise ValueError(f"a kind is one of {', '.join(get_args(ActorKind))}")
        parties.append({"name": found["name"], "kind": found["kind"], "country": found["country"]})
    return parties


def _with_event(field: str) -> Callable[[Claim, Any], Claim]:
    def write(claim: Claim, value: Any) -> Claim:
        return msgspec.structs.replace(claim, event=msgspec.structs.replace(claim.event, **{field: value}))

    return write


def _with_status(claim: Claim, value: Any) -> Claim:
    return msgspec.structs.replace(claim, status=value)


def _with_when(claim: Claim, value: Any) -> Claim:
    if value is None:
        return msgspec.structs.replace(claim, when=None)
    earliest, latest = (dt.date.fromisoformat(day) for day in value)
    one = earliest == latest
    words = claim.when or claim.event.trigger
    when = When(
        start=words.start, end=words.end, text=words.text, earliest=earliest, latest=latest,
        edtf=earliest.isoformat() if one else f"{earliest}/{latest}", precision="day" if one else "range",
    )  # fmt: skip
    return msgspec.structs.replace(claim, when=when)


def _with_place(claim: Claim, value: Any) -> Claim:
    if value is None:
        return msgspec.structs.replace(claim, place=None)
    words = claim.place or claim.event.trigger
    precision = "unknown" if value["lat"] is None else "point"
    place = Place(start=words.start, end=words.end, text=words.text, precision=precision, **value)  # type: ignore[arg-type]
    return msgspec.structs.replace(claim, place=place)


def _with_toll(harm: Harm) -> Callable[[Claim, Any], Claim]:
    def write(claim: Claim, value: Any) -> Claim:
        others = tuple(toll for toll in claim.toll if toll.harm != harm)
        if value is None:
            return msgspec.structs.replace(claim, toll=others)
        low, high = value
        words = next((toll for toll in claim.toll if toll.harm == harm), None)
        quote = words or claim.event.trigger
        toll = Toll(
            start=quote.start, end=quote.end, text=quote.text, harm=harm, who=words.who if words else None, low=low,
            best=low if low == high else None, high=high,
        )  # fmt: skip
        return msgspec.structs.replace(claim, toll=(*others, toll))

    return write


def _with_parties(field: str) -> Callable[[Claim, Any], Claim]:
    def write(claim: Claim, value: Any) -> Claim:
        before: tuple[Actor, ...] = getattr(claim, field)
        known = {side.name.casefold(): side for side in (*claim.actors, *claim.recipients)}
        words = before[0] if before else claim.event.trigger
        sides = []
        for party in value or ():
            name = party["name"]
            given = {key: part for key, part in party.items() if part is not None}
            side = known.get(name.casefold())
            if side is None:
                slug = "-".join(re.findall(r"\w+", name.casefold()))
                side = Actor(start=words.start, end=words.end, text=words.text, name=name, id=f"actor:{slug}")
            sides.append(msgspec.structs.replace(side, **given))
        return msgspec.structs.replace(claim, **{field: tuple(sides)})

    return write


READ: dict[str, Callable[[str], Any]] = {
    "type": _one_of(EventType),
    "mode": _word,
    "status": _one_of(Status),
    "when": _days,
    "place": _place,
    "actors": _parties,
    "recipients": _parties,
    **dict.fromkeys(get_args(Harm), _count),
}
"""Fields that can be corrected → what reads the value that a person wrote."""
WRITE: dict[str, Callable[[Claim, Any], Claim]] = {
    "type": _with_event("type"),
    "mode": _with_event("mode"),
    "status": _with_status,
    "when": _with_when,
    "place": _with_place,
    "actors": _with_parties("actors"),
    "recipients": _with_parties("recipients"),
    **{harm: _with_toll(harm) for harm in get_args(Harm)},
}
