"""When claims place their events: bars on a scale of days, cut where nothing is said to have happened for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.claim import When
from sayso.export.wording import MONTHS

MARGIN = 0.04
"""Share of the drawn days that is left free at either end."""
LONG_GAP = 4
"""A gap this many times as long as all the days that claims speak of is drawn shorter."""
CUT_SHARE = 0.3
"""How long a shortened gap is drawn, as a share of the days that claims speak of."""
TICKS = 5
"""About as many ticks as a phone has room for."""
APART = 17.0
"""Least distance between two ticks, in per cent: the width of a label with its year on a phone."""
_DAYS_A_MONTH = 30.44
_LONGEST_MONTH = 31
_STEPS = ((1, "day"), (2, "day"), (7, "day"), (14, "day"), (1, "month"), (3, "month"), (6, "month"), (12, "month"),
          (24, "month"), (60, "month"), (120, "month"), (300, "month"), (600, "month"), (1200, "month"),
          (3000, "month"), (6000, "month"))  # fmt: skip

Interval = tuple[int, int]
"""Half-open range of proleptic Gregorian ordinals (`datetime.date.toordinal`)."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A named day on the scale, at *x* per cent of its width."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval of days in per cent of the scale's width; an open end runs to the edge."""

    x: float
    width: float
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to per cent of a width, piece by piece: ``(from day, to day, from per cent, to per cent)``."""

    pieces: tuple[tuple[float, float, float, float], ...]

    def x(self, day: float) -> float:
        """Return where *day* is drawn, in per cent; a day outside is drawn at the edge."""
        for first, last, left, right in self.pieces:
            if day <= last:
                return round(left + (right - left) * max(day - first, 0) / (last - first), 3)
        return 100.0

    @property
    def cuts(self) -> tuple[float, ...]:
        """Return the middles of the shortened gaps, in per cent."""
        return tuple((left + right) / 2 for _, _, left, right in self.pieces[1::2])

    def bar(self, when: When) -> Bar:
        """Return the bar of *when*, of which at least one end must be known."""
        left = self.x(when.earliest.toordinal()) if when.earliest else 0.0
        right = self.x(when.latest.toordinal() + 1) if when.latest else 100.0
        return Bar(left, round(right - left, 3), when.earliest is None, when.latest is None)

    def ticks(self) -> tuple[Tick, ...]:
        """Return ticks on days, months or years, so many as fit; each piece between two cuts has its own."""
        ticks: list[Tick] = []
        for first, last, left, right in self.pieces[::2]:
            room = max(TICKS * (right - left) / 100, 1)
            ticks.extend(Tick(self.x(day), label) for day, label in _ticks(first, last, room))
        kept: list[Tick] = []
        for tick in ticks:
            if not kept or tick.x - kept[-1].x >= APART:
                kept.append(tick)
        return tuple(kept)


def dated(when: When | None) -> bool:
    """Return whether *when* has an end that can be drawn."""
    return when is not None and (when.earliest is not None or when.latest is not None)


def scale(whens: Iterable[When]) -> Scale | None:
    """Return a scale that holds all of *whens*; ``None`` where no day is known."""
    spans = sorted(_interval(when) for when in whens if dated(when))
    if not spans:
        return None
    blocks = _joined(spans)
    said = sum(end - start for start, end in blocks)
    blocks = _joined(blocks, gap=max(LONG_GAP * said, 60))
    drawn = sum(end - start for start, end in blocks)
    margin = max(drawn * MARGIN, 1.0)
    padded = [(start - margin, end + margin) for start, end in blocks]
    cut = drawn * CUT_SHARE / len(padded)
    whole = sum(end - start for start, end in padded) + cut * (len(padded) - 1)
    pieces: list[tuple[float, float, float, float]] = []
    at = 0.0
    for position, (start, end) in enumerate(padded):
        if position:
            pieces.append((pieces[-1][1], start, at, at + 100 * cut / whole))
            at += 100 * cut / whole
        pieces.append((start, end, at, at + 100 * (end - start) / whole))
        at += 100 * (end - start) / whole
    return Scale(tuple(pieces))


def _interval(when: When) -> Interval:
    known = [day.toordinal() for day in (when.earliest, when.latest) if day is not None]
    return min(known), max(known) + 1


def _joined(intervals: Sequence[Interval], gap: float = 0) -> list[Interval]:
    """Return sorted *intervals*, those joined that overlap or lie at most *gap* days apart."""
    joined: list[Interval] = []
    for start, end in intervals:
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _ticks(first: float, last: float, room: float) -> Iterable[tuple[int, str]]:
    """Yield the days to mark from *first* to *last*, with their labels, about *room* of them."""
    for step, unit in _STEPS:
        length = step * (_DAYS_A_MONTH if unit == "month" else 1)
        if (last - first) / length <= room:
            break
    start = max(int(first) + 1, 1)
    end = min(int(last), dt.date.max.toordinal())
    if unit == "day":
        dates = [dt.date.fromordinal(day) for day in range(start, end + 1)]
        days = [date for date in dates if (date.day - 1) % step == 0 and date.day + step // 2 <= _LONGEST_MONTH]
    else:
        days = _firsts(dt.date.fromordinal(start), dt.date.fromordinal(end), step)
    before = None
    for day in days:
        yield day.toordinal(), _label(day, before, unit=unit, step=step)
        before = day


def _firsts(start: dt.date, end: dt.date, months: int) -> list[dt.date]:
    """Return the firsts of every *months*-th month, counted from January of year 0."""
    counts = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    days = [dt.date(count // 12, count % 12 + 1, 1) for count in counts if count % months == 0]
    return [day for day in days if start <= day <= end]


def _label(day: dt.date, before: dt.date | None, *, unit: str, step: int) -> str:
    if unit == "month" and step % 12 == 0:
        return str(day.year)
    month = MONTHS[day.month - 1][:3]
    year = "" if before is not None and before.year == day.year else f" {day.year}"
    return f"{month}{year}" if unit == "month" else f"{day.day} {month}{year}"
