"""Countries as other data sets number and group them, and the grid that they lay over the world."""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib.resources import files

import msgspec

from sayso.export.countries import country_name

DEGREES, ROWS, COLUMNS = 0.5, 360, 720
"""PRIO-GRID: the side of a cell, rows from the south pole, columns from 180° west (Tollefsen and others 2012)."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """One country's codes; ``None`` where a list does not have it. ``gwno`` is Gleditsch and Ward's number."""

    iso2: str
    name: str
    iso3: str | None = None
    isonumeric: int | None = None
    gwno: int | None = None
    ucdp_region: str | None = None
    ucdp_name: str | None = None
    acled_region: str | None = None


def state(code: str | None) -> State | None:
    """Return the country with the ISO 3166-1 alpha-2 *code*; ``None`` for none and for one that is in no list."""
    return None if code is None else _states().get(code)


def priogrid(lat: float, lon: float) -> int | None:
    """Return the number of the PRIO-GRID cell that a point lies in, 1 in the south-west, by rows to the north-east.

    ``None`` for what is no point on the globe.

    >>> priogrid(35.763369, 36.558974)
    181154
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    row = min(math.floor((lat + 90) / DEGREES), ROWS - 1)
    column = min(math.floor((lon + 180) / DEGREES), COLUMNS - 1)
    return row * COLUMNS + column + 1


@cache
def _states() -> dict[str, State]:
    text = files("sayso.export").joinpath("data", "states.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["iso2"]: _state(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _state(row: dict[str, str]) -> State:
    name = country_name(row["iso2"]) or row["iso2"]
    return State(
        iso2=row["iso2"],
        name=name,
        iso3=row["iso3"] or None,
        isonumeric=int(row["isonumeric"]) if row["isonumeric"] else None,
        gwno=int(row["gwno"]) if row["gwno"] else None,
        ucdp_region=row["ucdp_region"] or None,
        ucdp_name=row["ucdp_name"] or (name if row["gwno"] else None),
        acled_region=row["acled_region"] or None,
    )
