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
HISTORY_YEARS = 3
"""A text is a history when it names at least so many years …"""
HISTORY_SHARE = 0.7
"""… of which this share lies more than `HISTORY_DISTANCE` years before it was published …"""
HISTORY_DISTANCE = 2
"""… and when it counts no day from its own ("yesterday", a weekday): that is news with a background."""


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

    ``told`` is the last date told before it, ``frame`` the last that opened its sentence, ``quarter`` the
    last quarter that a figure is reported for. In a ``history``
    dates without a year are counted from the last date told, not from ``published``.
    """

    published: dt.date | None
    told: Meaning | None = None
    frame: Meaning | None = None
    quarter: Meaning | None = None
    history: bool = False
    tense: Tense | None = None

    @property
    def told_day(self) -> dt.date | None:
        """The first day of the last date told."""
        return self.told.extent.earliest if self.told else None


def is_history(text: str, published: dt.date | None) -> bool:
    """Say whether *text* tells of years long before it was published, or has no published date at all."""
    if published is None:
        return True
    if _news().search(text):
        return False
    years = [int(found) for found in EXPLICIT_YEAR.findall(text)]
    old = [year for year in years if published.year - year > HISTORY_DISTANCE]
    return len(years) >= HISTORY_YEARS and len(old) >= HISTORY_SHARE * len(years)


@cache
def _news() -> re.Pattern[str]:
    """Return the words that count from the day of the report."""
    days = [day.capitalize() for day in words()["weekdays"] if len(day) >= len("Friday")]
    return re.compile(rf"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|{'|'.join(days)})\b")


@cache
def _cues() -> dict[str, Tense]:
    table = words()["cues"]
    tenses: tuple[Tense, ...] = ("past", "future")
    return {word: tense for tense in tenses for word in table[tense]}


@cache
def _sentence_end() -> re.Pattern[str]:
    """Return what ends a sentence: a full stop before a capital, not after a title; an empty line; a semicolon."""
    no_title = "".join(rf"(?<!\b{title})" for title in words()["titles"]["short"])
    return re.compile(rf"(?<=[a-z0-9)”\"’']){no_title}[.!?][”\"’']*\s+(?=[A-Z“\"‘`])|\n\s*\n|;\s")


TOKEN = re.compile(r"'ll\b|[A-Za-z]+")
REACH = 140
"""How far, in characters, a sentence is looked at on either side of a date."""
WORDS_BEFORE, WORDS_AFTER = 5, 4
"""How far, in words, the tense of a verb carries to a date after it, and to one that opens the sentence."""
OPENING_WORDS = 2
"""A date opens its sentence where at most so many words stand before it ("In", "Early on")."""


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after ``[start, end)`` in its sentence, at most `REACH` characters each."""
    before = text[max(0, start - REACH) : start]
    after = text[end : end + REACH]
    breaks = list(_sentence_end().finditer(before))
    closing = _sentence_end().search(after)
    return before[breaks[-1].end() :] if breaks else before, after[: closing.start()] if closing else after


def opens_sentence(text: str, start: int, end: int) -> bool:
    """Say whether ``[start, end)`` opens its sentence, and so sets the time of what follows."""
    return len(TOKEN.findall(sentence_around(text, start, end)[0])) <= OPENING_WORDS


def tense_around(text: str, start: int, end: int) -> Tense | None:
    """Return the tense of the verb nearest before a date, or after one that opens its sentence.

    News puts a date after its verb ("said Tuesday", "will meet on Tuesday") or in front ("On Tuesday, it will").
    "Until Tuesday" after a verb looks ahead, and so does what is planned to be done on Tuesday.
    """
    before, after = (TOKEN.findall(side.lower()) for side in sentence_around(text, start, end))
    if len(before) > OPENING_WORDS and before[-1] in words()["cues"]["deadline"] and before[-2] != "not":
        return "future"
    nearby = list(enumerate(before))[: -WORDS_BEFORE - 1 : -1]
    for at, word in nearby:
        if word in words()["cues"]["intending"] and before[at + 1 : at + 2] == ["to"]:
            return "future"
        tense = _tense_of(word)
        if tense:
            return tense
    if len(before) > OPENING_WORDS:
        return None
    return next((tense for word in after[:WORDS_AFTER] if (tense := _tense_of(word))), None)


def _tense_of(word: str) -> Tense | None:
    known = _cues().get(word)
    if known:
        return known
    return "past" if word.endswith("ed") and len(word) > len("need") else None
