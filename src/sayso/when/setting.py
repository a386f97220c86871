"""What a time expression is read against: the published date, the dates told before it, the tense around it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.when.calendar_value import Extent, extent
from sayso.when.vocabulary import words

Tense = Literal["past", "future"]
EXPLICIT_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
BEFORE_CHRIST = re.compile(r"\b\d{1,4}s? (?:BC|BCE|B\.C\.)(?!\w)")
HISTORY_YEARS = 5
"""A text is a history when it names at least so many years …"""
YEARS_PER_DAY = 20
"""… so many for each day that it counts from its own ("yesterday", a weekday), as news does …"""
HISTORY_SHARE = 0.9
"""… and this share of them lies more than `HISTORY_DISTANCE` years before it was published …"""
HISTORY_DISTANCE = 2
CHRONICLE_YEARS, CHRONICLE_DENSITY = 20, 0.01
"""… or it names so many years, and so many a word, that it is a chronicle, of whatever time."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: its TIMEX3 value, and the days where the value alone does not give them.

    ``value=None`` is an expression that was understood as one of time but can't be dated. ``compared`` marks the
    period that a figure is compared with ("a year earlier"), which does not become the one reported on.
    """

    value: str | None
    anchored: bool = False
    window: Extent | None = None
    compared: bool = False

    @property
    def extent(self) -> Extent:
        """The days, the EDTF string and the precision."""
        return self.window or extent(self.value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known where an expression stands.

    ``told`` is the last date told before it, ``thread`` the one that the story is at, ``frame`` the last that
    opened its sentence, ``quarter`` the last quarter that a figure is reported for. In a ``history`` dates without a
    year are counted from ``thread``, not from ``published``. ``lasts`` says that the tagger takes the expression for a
    duration.
    """

    published: dt.date | None
    told: Meaning | None = None
    thread: Meaning | None = None
    frame: Meaning | None = None
    quarter: Meaning | None = None
    history: bool = False
    tense: Tense | None = None
    lasts: bool = False

    @property
    def told_day(self) -> dt.date | None:
        """The first day of the last date told."""
        return self.told.extent.earliest if self.told else None


def is_history(text: str, published: dt.date | None) -> bool:
    """Say whether *text* tells of years long before it was published, rather than news.

    Without a published date any text that names enough years for its days is one.
    """
    years = [int(found) for found in EXPLICIT_YEAR.findall(text)]
    before_christ = len(BEFORE_CHRIST.findall(text))
    named = len(years) + before_christ
    if named < max(HISTORY_YEARS, YEARS_PER_DAY * len(_news().findall(text))):
        return False
    if published is None or named >= max(CHRONICLE_YEARS, CHRONICLE_DENSITY * len(text.split())):
        return True
    old = before_christ + sum(published.year - year > HISTORY_DISTANCE for year in years)
    return old >= HISTORY_SHARE * named


@cache
def _news() -> re.Pattern[str]:
    """Return the words that count from the day of the report."""
    days = [day.capitalize() for day in words()["weekdays"] if len(day) >= len("Friday")]
    return re.compile(rf"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|{'|'.join(days)})\b")
