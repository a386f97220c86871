"""What of a case is looked at: the filter that stands in a page's address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, get_args
from urllib.parse import urlencode

import msgspec

from sayso.claim import EventType
from sayso.errors import BadUsage
from sayso.incident import Standing

SORTS = ("sources", "newest", "oldest", "toll")
UNITS = ("day", "month", "year")
LATITUDE, LONGITUDE = 90.0, 180.0
LONGEST = 200
"""Characters of a value."""
CODE = 2
"""Letters of a country's code (ISO 3166-1 alpha-2)."""
DECIMALS = 4


class Lens(msgspec.Struct, frozen=True, kw_only=True):
    """A filter; all that is given must hold, and of several values of one key one is enough.

    ``box`` is west, south, east, north in degrees; one that crosses the 180th meridian has its west east of its east.
    ``sources`` is the least number of independent sources. ``actor`` is an actor's id or part of a name, ``place``
    part of a name, ``words`` what the reports must say.
    """

    type: tuple[EventType, ...] = ()
    standing: tuple[Standing, ...] = ()
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    words: str | None = None
    sources: int | None = None

    def parameters(self) -> list[tuple[str, str]]:
        """Return the filter as it stands in an address."""
        found: list[tuple[str, str]] = []
        for key in KEYS:
            value = getattr(self, key)
            if key == "box" and value is not None:
                found.append((key, ",".join(f"{number:g}" for number in value)))
            elif isinstance(value, tuple):
                found.extend((key, str(one)) for one in value)
            elif value is not None:
                found.append((key, value.isoformat() if isinstance(value, dt.date) else str(value)))
        return found

    def address(self, **changes: Any) -> str:
        """Return the address's query with *changes*, ``None`` taking a key out; empty where nothing is asked for."""
        own = {key: changes.pop(key) for key in list(changes) if key in KEYS}
        given = {key: (() if value is None and key in MANY else value) for key, value in own.items()}
        parameters = msgspec.structs.replace(self, **given).parameters()
        parameters += [(key, str(value)) for key, value in changes.items() if value is not None]
        return f"?{urlencode(parameters)}" if parameters else "?"

    def toggled(self, key: str, value: str) -> str:
        """Return the address's query with *value* of *key* put in or taken out."""
        held = getattr(self, key)
        return self.address(**{key: tuple(v for v in held if v != value) if value in held else (*held, value)})

    def without(self, key: str) -> Lens:
        """Return the filter without *key*."""
        return msgspec.structs.replace(self, **{key: () if key in MANY else None})

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Lens()


KEYS = Lens.__struct_fields__
MANY = ("type", "standing", "country", "actor")


def lens_of(parameters: Mapping[str, Sequence[str]]) -> Lens:
    """Return the filter that the *parameters* of an address ask for. Raise `BadUsage` where one makes no sense."""
    given = {key: [value.strip() for value in parameters.get(key, ()) if value.strip()] for key in KEYS}
    for key, values in given.items():
        if any(len(value) > LONGEST for value in values) or len(values) > LONGEST:
            raise _wrong(key, "is too long", f"Give at most {LONGEST} characters.")
    return Lens(
        type=_among(given["type"], "type", get_args(EventType), upper=True),
        standing=_among(given["standing"], "standing", get_args(Standing)),
        country=tuple(dict.fromkeys(_country(value) for value in given["country"])),
        actor=tuple(dict.fromkeys(given["actor"])),
        place=_one(given, "place"),
        box=_box(_one(given, "box")),
        since=_day(_one(given, "since"), "since"),
        until=_day(_one(given, "until"), "until"),
        words=_one(given, "words"),
        sources=_count(_one(given, "sources")),
    )


def chosen(value: str | None, among: Sequence[str], *, key: str) -> str:
    """Return *value* where it is *among* what there is, the first of them where nothing is given."""
    if not value:
        return among[0]
    if value not in among:
        raise _wrong(key, f"has no {value!r}", f"There are {', '.join(among)}.")
    return value


def page_number(value: str | None) -> int:
    """Return a page's number from 1. Raise `BadUsage` where it is none."""
    if not value:
        return 1
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= 10**6:
        raise _wrong("page", f"{value!r} is no page", "Pages count from 1.")
    return int(value)


def _one(given: Mapping[str, Sequence[str]], key: str) -> str | None:
    return given[key][-1] if given[key] else None


def _among(values: Sequence[str], key: str, known: tuple[Any, ...], *, upper: bool = False) -> tuple[Any, ...]:
    found = [value.upper() if upper else value.lower() for value in values]
    for value in found:
        if value not in known:
            raise _wrong(key, f"has no {value!r}", f"There are {', '.join(known)}.")
    return tuple(dict.fromkeys(found))


def _country(value: str) -> str:
    if len(value) != CODE or not value.isascii() or not value.isalpha():
        raise _wrong("country", f"{value!r} is no code", "Give two letters (ISO 3166-1).")
    return value.upper()


def _box(value: str | None) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    remedy = "Give west, south, east and north in degrees."
    try:
        west, south, east, north = (round(float(part), DECIMALS) for part in value.split(","))
    except (ValueError, OverflowError):
        raise _wrong("box", f"{value!r} is no area", remedy) from None
    if not (abs(west) <= LONGITUDE and abs(east) <= LONGITUDE and -LATITUDE <= south <= north <= LATITUDE):
        raise _wrong("box", f"{value!r} is no area", remedy)
    return west, south, east, north


def _day(value: str | None, key: str) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise _wrong(key, f"{value!r} is no day", "Write YYYY-MM-DD.") from None


def _count(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdecimal() or int(value) > LONGEST:
        raise _wrong("sources", f"{value!r} is no number", f"Give a number up to {LONGEST}.")
    return int(value)


def _wrong(key: str, what: str, remedy: str) -> BadUsage:
    return BadUsage(f"{key} {what}", remedy=remedy)
