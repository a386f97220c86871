"""Which other incidents may be the same event as one: near it in time and place, with the same actors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.room.index import NONE, Head, Index

DAYS: tuple[tuple[int, float], ...] = ((0, 2.0), (1, 1.5), (3, 1.0), (7, 0.5))
"""What it counts that two incidents are at most so many days apart."""
DEGREES = 0.5
"""How far apart two places are at most that count as near: some fifty kilometres."""
SAME_PLACE, NEAR_PLACE, SAME_COUNTRY = 2.0, 1.2, 0.3
EACH_ACTOR, MOST_ACTORS = 1.0, 2
SAME_TYPE = 0.5
LIKELY = 2.5
"""What an incident must count at least to be offered."""
MOST = 6


def alike(index: Index, id: str, *, most: int = MOST) -> list[Head]:
    """Return the *most* incidents that are likeliest to be the same event as the incident *id*, the likeliest first.

    One that is known to be of another week, or that is like it in one respect alone, is none of them.
    """
    row = next((number for number, head in enumerate(index.heads) if head.id == id), None)
    if row is None:
        return []
    days, places, actors = _days(index, row), _places(index, row), _actors(index, row)
    respects = (days > 0).astype(int) + (places >= NEAR_PLACE) + (actors > 0)
    total = days + places + actors + SAME_TYPE * (index.type == index.type[row])
    total[(respects < 2) | _of_another_week(index, row)] = 0
    total[row] = 0
    order = np.argsort(-total, kind="stable")[:most]
    return [index.heads[number] for number in order.tolist() if total[number] >= LIKELY]


def _apart(index: Index, row: int) -> NDArray[np.int64]:
    """Return how many days lie between the incident and each other; 0 where their intervals meet."""
    gap = np.maximum(index.first - index.last[row], index.first[row] - index.last)
    return np.asarray(np.maximum(gap, 0), dtype=np.int64)


def _dated(index: Index, row: int) -> NDArray[np.bool_]:
    return np.asarray((index.first > 0) & (index.first[row] > 0), dtype=bool)


def _of_another_week(index: Index, row: int) -> NDArray[np.bool_]:
    return np.asarray(_dated(index, row) & (_apart(index, row) > DAYS[-1][0]), dtype=bool)


def _days(index: Index, row: int) -> NDArray[np.float64]:
    apart, dated = _apart(index, row), _dated(index, row)
    found = np.zeros(len(index))
    for most, counts in reversed(DAYS):
        found[dated & (apart <= most)] = counts
    return found


def _places(index: Index, row: int) -> NDArray[np.float64]:
    found = np.zeros(len(index))
    if index.country[row] != NONE:
        found[index.country == index.country[row]] = SAME_COUNTRY
    if index.spot[row] != NONE:
        with np.errstate(invalid="ignore"):
            across = np.abs(index.lon - index.lon[row])
            across = np.minimum(across, 360 - across) * np.cos(np.radians(index.lat[row]))
            found[np.hypot(index.lat - index.lat[row], across) <= DEGREES] = NEAR_PLACE
        found[index.spot == index.spot[row]] = SAME_PLACE
    return found


def _actors(index: Index, row: int) -> NDArray[np.float64]:
    counts = np.zeros(len(index), dtype=np.int64)
    if len(index.parts):
        mine = index.parts[index.parts[:, 0] == row, 1]
        named = [code for code in mine.tolist() if not index.actors[code].startswith("unnamed:")]
        counts = np.bincount(index.parts[np.isin(index.parts[:, 1], named), 0], minlength=len(index))
    return EACH_ACTOR * np.minimum(counts, MOST_ACTORS)
