"""What pages draw: incidents over time, who does what to whom, and a toll as each source gives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.export.actor_graph import SIZE, Graph, drawn
from sayso.export.polecat import QUADS
from sayso.export.wording import MONTHS
from sayso.incident import Field, Incident, TieKind
from sayso.room.index import TYPES, Index, Mask, Spot

WIDTH, HEIGHT = 720.0, 130.0
LONGEST = {"day": 1, "month": 31, "year": 366}
"""Days that an incident's interval may have to be drawn in a bar of a unit."""
MOST_BARS = 240
MANY = 40
"""Incidents from which those far from all others in time are left out of the picture, and counted beside it."""
EDGES = (1.0, 99.5)
"""Between which percentiles those that are drawn then lie."""
QUAD_SAYS = {
    "Q4": "force", "Q3": "words against", "Q2": "help and withdrawal", "Q1": "words for",
}  # fmt: skip
"""What the quad classes are called, in the order in which they are stacked, from below."""
_QUAD_OF: NDArray[np.int64] = np.array([*(list(QUAD_SAYS).index(QUADS[kind]) for kind in TYPES), 0])
EPOCH = dt.date(1970, 1, 1).toordinal()
LABEL_APART = 70.0
MOST_PAIRS = 60
"""Pairs of actors that are drawn, those with the most incidents."""
HARMS = ("killed", "injured", "detained", "displaced", "missing")


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit of time: where its bar stands, its stacked parts, and the days that it stands for."""

    x: float
    width: float
    label: str
    count: int
    parts: tuple[tuple[str, float, float, int], ...]
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Incidents over time. ``rough`` are those known only to a longer span than a bar, ``undated`` to none."""

    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    most: int
    rough: int
    undated: int
    before: tuple[int, dt.date] | None
    after: tuple[int, dt.date] | None


def timeline(index: Index, shown: Mask, *, unit: str | None) -> Timeline | None:
    """Return the incidents *shown* over time, by *unit* or by one that suits; ``None`` where no day is known."""
    dated = shown & (index.first > 0)
    first, last = index.first[dated], index.last[dated]
    undated = int(np.count_nonzero(shown) - len(first))
    if not len(first):
        return None
    unit = unit or _suiting(first, last)
    fits = last - first < LONGEST[unit] if unit != "year" else last - first <= LONGEST[unit]
    rough = int(np.count_nonzero(~fits))
    first, kinds = first[fits], _QUAD_OF[index.type[dated][fits]]
    if not len(first):
        return Timeline(unit, (), (), 0, rough, undated, None, None)
    bins = _bins(first, unit)
    low, high = int(bins.min()), int(bins.max())
    before = after = None
    if len(first) >= MANY:
        least, greatest = (int(value) for value in np.percentile(bins, EDGES))
        low, high = least, max(greatest, least)
    if high - low >= MOST_BARS:
        coarser = {"day": "month", "month": "year"}.get(unit)
        if coarser is not None:
            return timeline(index, shown, unit=coarser)
        low = high - MOST_BARS + 1
    if early := int(np.count_nonzero(bins < low)):
        before = (early, _start(low, unit) - dt.timedelta(days=1))
    if late := int(np.count_nonzero(bins > high)):
        after = (late, _start(high + 1, unit))
    within = (bins >= low) & (bins <= high)
    table = np.zeros((high - low + 1, len(QUAD_SAYS)), dtype=np.int64)
    np.add.at(table, (bins[within] - low, kinds[within]), 1)
    most = int(table.sum(axis=1).max())
    step = WIDTH / max(high - low + 1, 12)
    bars = tuple(_bar(n, low + n, row, unit, step, most) for n, row in enumerate(table) if row.any())
    return Timeline(unit, bars, tuple(_ticks(low, high, unit, step)), most, rough, undated, before, after)


def _suiting(first: NDArray[np.int64], last: NDArray[np.int64]) -> str:
    """Return the unit in which what there is can be told apart: days for a season, months for some years."""
    short = first[last - first < LONGEST["month"]]
    if not len(short):
        return "year"
    low, high = np.percentile(short, EDGES) if len(short) >= MANY else (short.min(), short.max())
    days = high - low
    return "day" if days <= 100 else "month" if days <= 366 * 12 else "year"


def _bins(ordinals: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
    days = (ordinals - EPOCH).astype("datetime64[D]")
    return days.astype({"day": "datetime64[D]", "month": "datetime64[M]", "year": "datetime64[Y]"}[unit]).astype(
        np.int64
    )


def _start(number: int, unit: str) -> dt.date:
    if unit == "day":
        return dt.date.fromordinal(min(number + EPOCH, dt.date.max.toordinal()))
    year, month = (1970 + number // 12, number % 12 + 1) if unit == "month" else (1970 + number, 1)
    return dt.date(year, month, 1) if year <= dt.MAXYEAR else dt.date.max


def _bar(place: int, number: int, row: NDArray[np.int64], unit: str, step: float, most: int) -> Bar:
    parts, y = [], HEIGHT
    for quad, count in zip(QUAD_SAYS, row.tolist(), strict=True):
        if count:
            height = max(count / most * HEIGHT, 1.5)
            y -= height
            parts.append((quad, round(y, 1), round(height, 1), count))
    since = _start(number, unit)
    until = _start(number + 1, unit) - dt.timedelta(days=1)
    gap = min(step * 0.18, 3.0)
    return Bar(round(place * step + gap / 2, 2), round(step - gap, 2), _name(since, unit), int(row.sum()), tuple(parts),
               since, until)  # fmt: skip


def _name(day: dt.date, unit: str) -> str:
    if unit == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if unit == "month" else f"{day.day} {month}"


def _ticks(low: int, high: int, unit: str, step: float) -> list[tuple[float, str]]:
    """Return where units are named: round ones, as many as there is room for."""
    strides = {"day": (1, 2, 7, 14, 28), "month": (1, 3, 6, 12, 24, 60, 120), "year": (1, 2, 5, 10, 20, 50, 100)}[unit]
    stride = next((s for s in strides if s * step >= LABEL_APART), strides[-1])
    found = []
    for number in range(low, high + 1):
        if (number % stride if unit != "day" else (number - low) % stride) == 0:
            day = _start(number, unit)
            label = {"year": str(day.year), "month": f"{MONTHS[day.month - 1][:3]} {day.year}",
                     "day": f"{day.day} {MONTHS[day.month - 1][:3]}"}[unit]  # fmt: skip
            found.append((round((number - low) * step, 1), label))
    return found


@dataclass(frozen=True, slots=True)
class Ties:
    """Who fights and helps whom: the graph, and the pairs that do both."""

    graph: Graph
    size: int
    both: tuple[tuple[str, str, str, str, int, int], ...]
    both_ids: frozenset[tuple[str, str]]
    pairs_left: int


def ties(index: Index, shown: Mask) -> Ties:
    """Return the graph of the incidents *shown*: a line a pair, coloured by fight, help, both, talk or oppose."""
    counts = index.by_pair(shown)
    pairs: dict[tuple[str, str], dict[TieKind, int]] = {}
    for (first, second, kind), count in counts.items():
        pairs.setdefault((first, second), {})[kind] = count
    merged: dict[tuple[str, str, TieKind], int] = {}
    both = []
    order: tuple[TieKind, ...] = ("fight", "help", "oppose", "talk")
    for (first, second), kinds in pairs.items():
        strongest = next(kind for kind in order if kind in kinds)
        merged[first, second, strongest] = sum(kinds.values())
        if "fight" in kinds and "help" in kinds:
            names = (index.names[first], index.names[second])
            both.append((first, second, *names, kinds["fight"], kinds["help"]))
    closest = dict(sorted(merged.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_PAIRS])
    both.sort(key=lambda entry: (-min(entry[4:]), entry[:2]))
    return Ties(drawn(closest, index.names), SIZE, tuple(both), frozenset((one[0], one[1]) for one in both),
                len(merged) - len(closest))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One source's count: the words, and where its range is drawn, in per cent of the widest."""

    words: str
    chain: tuple[str, ...]
    claims: tuple[str, ...]
    x: float
    width: float
    open_end: bool


@dataclass(frozen=True, slots=True)
class Harm:
    """What the sources say of one kind of harm; ``agreement`` is whether all can be true."""

    harm: str
    field: Field
    told: tuple[Told, ...]


def ledger(incident: Incident) -> tuple[Harm, ...]:
    """Return the toll of *incident*, each source's count on one scale a harm."""
    return tuple(_harm(harm, incident.fields[harm]) for harm in HARMS if harm in incident.fields)


def _harm(harm: str, field: Field) -> Harm:
    numbers = [n for value in field.values for n in value.value if n is not None]
    most = max([*numbers, 1]) * 1.08
    return Harm(harm, field, tuple(_told(value, most) for value in field.values))


def _told(value: Any, most: float) -> Told:
    low, high = value.value
    words = (
        str(low) if low == high else f"at least {low}" if high is None else f"up to {high}" if low is None
        else f"{low}–{high}"
    )  # fmt: skip
    left = (low or 0) / most * 100
    right = 100.0 if high is None else high / most * 100
    return Told(words, value.chain, value.claims, round(left, 2), round(max(right - left, 1.2), 2), high is None)


def spot_of(incident: Incident) -> Spot | None:
    """Return where *incident* is drawn on the map, ``None`` where nobody knows."""
    place = incident.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return Spot(place.name or "", place.lat, place.lon, place.precision, place.country)
