"""The packaged gazetteer: a read-only SQLite file of places and the keys of their names.

Opened without being read, so it costs no memory beyond the pages that a look-up touches.
How it is made and from what: ``training/gazetteer`` and the page on places in the docs.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Literal, cast

from sayso.errors import BadUsage
from sayso.where.forms import ADJECTIVE, KINDS, MAIN

Kind = Literal["country", "admin1", "admin2", "capital", "seat1", "seat2", "city", "section", "village", "region",
               "water", "continent"]  # fmt: skip
EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius
KEPT = 50_000
"""Names that are remembered: some 10 MB, so that a long batch does not grow without end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``admin1`` and ``admin2`` are row numbers of the units that it lies in; degrees are WGS 84."""

    id: int
    geonameid: int | None
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str | None
    admin1: int | None
    admin2: int | None
    population: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entry and what the key that found it is of it (`sayso.where.forms`)."""

    entry: Entry
    role: int


_PLACE = "SELECT id, geonameid, name, kind, lat_e4, lon_e4, country, admin1, admin2, population FROM place"
_NAMED = f"{_PLACE.replace('SELECT', 'SELECT role,')} JOIN name ON place = id WHERE key = ? ORDER BY id LIMIT 60"


def _entry(row: tuple[Any, ...]) -> Entry:
    number, geonameid, name, kind, lat, lon, country, admin1, admin2, population = row
    degrees = [None if e4 is None else e4 / 10_000 for e4 in (lat, lon)]
    named = cast("Kind", KINDS[kind])
    return Entry(number, geonameid, name, named, degrees[0], degrees[1], country, admin1, admin2, population)


class Gazetteer:
    """Places by key and by row number. Answers are kept, so a name that a report repeats is looked up once."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._entries: dict[int, Entry] = {}
        self._named: dict[str, tuple[Named, ...]] = {}

    def readable(self) -> bool:
        """Say whether the file is a gazetteer of this version's format."""
        try:
            return tuple(name for (name,) in self._db.execute("SELECT name FROM kind ORDER BY id")) == KINDS
        except sqlite3.DatabaseError:
            return False

    def named(self, key: str) -> tuple[Named, ...]:
        """Return the places that a key (`sayso.where.names.key`) names, most populous first, at most 60."""
        if key not in self._named:
            if len(self._named) >= KEPT:
                self._named.clear()
            rows = self._db.execute(_NAMED, (key,)).fetchall()
            self._named[key] = tuple(Named(_entry(row[1:]), row[0]) for row in rows)
        return self._named[key]

    def entry(self, number: int) -> Entry:
        """Return the place of a row number."""
        if number not in self._entries:
            self._entries[number] = _entry(self._db.execute(f"{_PLACE} WHERE id = ?", (number,)).fetchone())
        return self._entries[number]

    @cached_property
    def country_words(self) -> dict[str, frozenset[str]]:
        """Return the countries (ISO 3166-1 alpha-2) that each name or adjective of a country can mean, by key."""
        found: dict[str, set[str]] = {}
        for key, country in self._db.execute("SELECT key, country FROM plain WHERE kind = 'country'"):
            found.setdefault(key, set()).add(country)
        return {key: frozenset(countries) for key, countries in found.items()}

    @cached_property
    def country_adjectives(self) -> frozenset[str]:
        """Return the keys of the adjectives and demonyms of countries."""
        return frozenset(key for (key,) in self._db.execute("SELECT key FROM plain WHERE role = ?", (ADJECTIVE,)))

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """Return the keys of the names of countries, capitals and first-order units that name little else."""
        return frozenset(key for (key,) in self._db.execute("SELECT key FROM plain WHERE role = ?", (MAIN,)))

    def inside(self, entry: Entry, container: Entry) -> bool:
        """Say whether a place lies in a country, a first- or a second-order unit."""
        if container.kind == "country":
            return entry.country == container.country and entry.id != container.id
        return container.id in (entry.admin1, entry.admin2)


def kilometres(a: Entry, b: Entry) -> float | None:
    """Return the great-circle distance of two places, ``None`` where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    half = sin(radians(b.lat - a.lat) / 2) ** 2
    half += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


CHOSEN = "SAYSO_GAZETTEER"
"""The environment variable that names a gazetteer to use in the packaged one's place."""


def packaged_path() -> Path:
    """Return where the gazetteer that comes with sayso lies."""
    return Path(str(files("sayso.where").joinpath("data/gazetteer.sqlite")))


@cache
def opened(path: Path) -> Gazetteer:
    """Return the gazetteer of a file, opened once a process; raise `BadUsage` where it is none of ours."""
    if not path.is_file():
        raise BadUsage("there is no such gazetteer", source=str(path), remedy=f"Mend {CHOSEN}, or unset it")
    gazetteer = Gazetteer(path)
    if not gazetteer.readable():
        raise BadUsage("is no gazetteer that this version of sayso reads", source=str(path),
                       remedy="Build it anew with sayso gazetteer build")  # fmt: skip
    return gazetteer


def current() -> Gazetteer:
    """Return the gazetteer that ``SAYSO_GAZETTEER`` names, else the packaged one."""
    return opened(Path(chosen) if (chosen := os.environ.get(CHOSEN)) else packaged_path())
