"""What the words around a time expression add to it: its sentence, the tense of its verb, a year it shares."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.when.setting import Tense
from sayso.when.vocabulary import either, normalise, words

SENTENCE_END = re.compile(r"[.!?][”\"’']*\s+(?=[A-Z“\"‘`])|\n\s*\n|;\s")
TITLE_BEFORE = re.compile(r"\b([A-Z][a-z]*)$")
LONGEST_TITLE = 6
TOKEN = re.compile(r"'ll\b|[A-Za-z]+")
REACH = 140
"""How far, in characters, a sentence is looked at on either side of a date."""
WORDS_BEFORE, WORDS_AFTER = 10, 10
"""How far, in words, the tense of a verb carries to a date after it, and to one that opens the sentence."""
PAST_FORM = re.compile(r"[a-z]{2}(?<!e)ed$")
OPENING_WORDS = 2
"""A date opens its sentence where at most so many words stand before it ("In", "Early on")."""


def sentence_breaks(text: str) -> tuple[int, ...]:
    """Return where sentences end: at a full stop before a capital but not after a title, at an empty line."""
    return tuple(found.end() for found in SENTENCE_END.finditer(text) if not _is_title(text, found))


def _is_title(text: str, found: re.Match[str]) -> bool:
    if text[found.start()] != ".":
        return False
    word = TITLE_BEFORE.search(text[max(0, found.start() - LONGEST_TITLE) : found.start()])
    return word is not None and (word[1] in words()["titles"]["short"] or len(word[1]) == 1)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words before and after an expression in its sentence, in lower case."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int, breaks: Sequence[int]) -> Surroundings:
        """Return what surrounds ``[start, end)``; *breaks* are those of `sentence_breaks`."""
        at = bisect_right(breaks, start)
        first = max(start - REACH, breaks[at - 1] if at else 0)
        last = min(end + REACH, max(end, breaks[at]) if at < len(breaks) else len(text))
        before, after = (TOKEN.findall(text[a:b].lower()) for a, b in ((first, start), (end, last)))
        return cls(tuple(before), tuple(after))

    @property
    def opens(self) -> bool:
        """Whether the expression opens its sentence, and so sets the time of what follows."""
        return len(self.before) <= OPENING_WORDS

    @property
    def tense(self) -> Tense | None:
        """The tense of the verb nearest before a date, or after one that opens its sentence.

        News puts a date after its verb ("said Tuesday", "will meet on Tuesday") or in front ("On Tuesday, it will").
        "Until Tuesday" after a verb looks ahead, and so does what is planned to be done on Tuesday.
        """
        cues = words()["cues"]
        if not self.opens and self.before[-1] in cues["deadline"] and self.before[-2] != "not":
            return "future"
        if " ".join(self.before[-3:]) in cues["soonest"]:
            return "future"
        reach = WORDS_BEFORE // 2 if self.after[:1] == ("s",) else WORDS_BEFORE
        found = _tense_before(self.before[-reach:])
        if found:
            return found
        following = self.after[:WORDS_AFTER] if self.opens else ()
        return next((tense for word in following if (tense := _tense_of(word))), None)

    @property
    def ahead_by(self) -> bool:
        """Whether a stretch of time is how far ahead something lies: "will withdraw in two weeks".

        "It will be the first vote in two years" tells how long there was none.
        """
        if self.before[-1:] != ("in",) or self.tense != "future":
            return False
        near = self.before[-WORDS_BEFORE:]
        return not any(word in words()["cues"]["since_when"] or word.endswith("est") for word in near)


def _tense_before(before: Sequence[str]) -> Tense | None:
    """Return the tense of the last verb of *before*: of "be named" that of what stands before "be"."""
    cues = words()["cues"]
    followed_by = ""
    for number, word in reversed(list(enumerate(before))):
        tense: Tense | None = _tense_of(word)
        if word in cues["slated"] and tuple(before[max(0, number - 2) : number]) == ("had", "been"):
            tense = "past"
        elif word in cues["intending"] and followed_by in cues["intended"]:
            tense = "future"
        elif tense == "past" and number and before[number - 1] in cues["bare"]:
            tense = None
        if tense:
            return tense
        followed_by = word
    return None


@cache
def _cues() -> dict[str, Tense]:
    table = words()["cues"]
    tenses: tuple[Tense, ...] = ("past", "future")
    return {word: tense for tense in tenses for word in table[tense]}


def _tense_of(word: str) -> Tense | None:
    known = _cues().get(word)
    if known:
        return known
    return "past" if PAST_FORM.search(word) else None


def completed(text: str, start: int, end: int, published: dt.date | None) -> str:
    """Return an expression with the month and year that it shares with the next ("3" of "from 3 to 5 May 2020").

    "The year ended June 30" is a year long, whatever year is told of; the September 11 attacks have their own year.
    """
    said = text[start:end]
    if said.lower() == "the year" and ENDING.match(text, end):
        return "one year"
    attack = words()["attacks"].get(normalise(said).removeprefix("the "))
    if attack and ATTACK.match(text, end) and (published is None or published.isoformat() > attack):
        return str(attack)
    of_year = _of_year().match(text, end)
    if of_year and set(normalise(said).split(" ")) & words()["months"].keys() and not FOUR_DIGITS.search(said):
        return f"{said} {of_year[1]}"
    shared = _shared().match(text, end)
    if shared is None:
        return said
    day = re.fullmatch(r"\d\d?", said) is not None
    if day and shared["month"] and shared["day"]:
        return " ".join(filter(None, (said, shared["month"], shared["year"])))
    if (
        not day
        and shared["year"]
        and not FOUR_DIGITS.search(said)
        and set(normalise(said).split(" ")) & words()["months"].keys()
    ):
        return f"{said} {shared['year']}"
    return said


def hangs(text: str, start: int, end: int) -> bool:
    """Say whether an expression counts from an event that follows it: "the morning after the vote".

    Nothing says when that was, and the last date told need not be it.
    """
    said, after = normalise(text[start:end]), text[end:]
    if said.endswith((" after", " before")):
        return _event_next().match(after) is not None
    return _lone_part().fullmatch(said) is not None and SINCE_EVENT.match(after) is not None


SINCE_EVENT = re.compile(r"\s(?:after|before)\s(?!(?:that|this|then|dawn|noon|dusk)\b)\w")


@cache
def _lone_part() -> re.Pattern[str]:
    return re.compile(rf"(?:the|that) (?:{either(words()['parts_of_day'])}|day|week|weekend|month|year)")


@cache
def _event_next() -> re.Pattern[str]:
    return re.compile(rf"\s(?:(?:{either(words()['spelling']['of_event'])})\b|[A-Z][a-z])")


FOUR_DIGITS = re.compile(r"\d{4}")
ATTACK = re.compile(r"\s(?:terror(?:ist)?\s)?(?:attack|assault|bombing|massacre)", re.IGNORECASE)
ENDING = re.compile(r"\s(?:ended|ending)\b")


@cache
def _of_year() -> re.Pattern[str]:
    steps = either([*words()["steps"], *words()["told_steps"]])
    return re.compile(rf"\s(?:of\s|in\s)?((?:{steps})\syear)\b", re.IGNORECASE)


@cache
def _shared() -> re.Pattern[str]:
    months = either(words()["months"])
    return re.compile(
        r"\s?(?:[-–—,]|and|to|or|until|till|through)\s?(?:(?:early|mid|late)[\s-])?"
        rf"(?:(?P<day>\d\d?)\s)?(?P<month>(?:{months})\b)\.?(?:\s\d\d?\b(?!\d))?(?:,?\s(?P<year>\d{{4}})\b)?",
        re.IGNORECASE,
    )
