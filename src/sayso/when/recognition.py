"""Finding time expressions by their words where that is surer than the tagger, and mending the tagger's spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when.dateline import own_day
from sayso.when.reader import shape
from sayso.when.vocabulary import normalise, words

TOKEN = re.compile(
    r"\d+(?:[-–/:.,]\d+)*(?:st|nd|rd|th|s|am|pm|hrs)?\b|(?:FY|[QH])\d+(?:[-/]\d+)?|(?<!['’])[A-Za-z]+(?:\.[a-z]\b)*"
)
GAP = re.compile(r"(?:\s|, ?|-|['’]s?\s|\.(?=[\s,])\s?){1,2}")
LONGEST = 9
"""No sure expression has more words."""
LONGEST_RUN = 40
"""A longer run of words of time is a table or a list: it is read in pieces."""
SURE = 0.95
"""The probability given to a span that a rule found alone."""


def recognise(report: Report, spans: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Return the tagger's time *spans* mended by rules, in text order, none overlapping.

    A rule adds what a tagger missed only where its words leave no doubt (``label`` in ``rules.toml``). It widens
    a span that is part of a longer expression ("2020" of "22 October 2020"), cuts one that takes in a preposition
    or a clause, and otherwise leaves the tagger's as they are (extents: TimeML 1.2.1, sections 2.3 and 3.1).
    """
    sure = tuple(_sure(report.text))
    kept = [span for span in (_trimmed(report.text, s) for s in spans) if span is not None]
    found: list[Tagged] = []
    for rule_span in sure:
        rivals = [span for span in kept if span.start < rule_span.end and rule_span.start < span.end]
        if any(_prefers_tagger(report.text, span, rule_span) for span in rivals):
            continue
        kept = [span for span in kept if span not in rivals]
        found.append(rule_span)
    return _apart([*kept, *found])


def _prefers_tagger(text: str, tagged: Tagged, by_rule: Tagged) -> bool:
    """Say whether the tagger's span stands: it takes in the rule's and reads as one expression."""
    covers = tagged.start <= by_rule.start and by_rule.end <= tagged.end
    return covers and shape(text[tagged.start : tagged.end]) is not None


def _apart(spans: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Return spans in text order, the longer of two that overlap."""
    found: list[Tagged] = []
    for span in sorted(spans, key=lambda tagged: (tagged.start, -tagged.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _trimmed(text: str, span: Tagged) -> Tagged | None:
    """Return a span without what is no part of its expression; None where nothing is left.

    That is punctuation around it, a preposition before it, any other word before or after where it reads as an
    expression without ("Post last week"), and all of a span without a word of time ("both").
    """
    start, end = span.start, span.end
    while start < end and not text[start].isalnum() and text[start] not in "'’‘":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ".":
        end -= 1
    if shape(text[start:end]) is None:
        first = re.match(r"[A-Za-z]+\s+", text[start:end])
        last = re.search(r"\s+[A-Za-z]+$", text[start:end])
        if first and (
            first[0].strip().lower() in _trimmable()
            or (not _tells_time(first[0]) and shape(text[start + first.end() : end]))
        ):
            start += first.end()
        elif last and not _tells_time(last[0]) and shape(text[start : start + last.start()]):
            end = start + last.start()
        elif not _tells_time(text[start:end]):
            return None
    return Tagged(start, end, span.label, span.score) if start < end else None


def _tells_time(said: str) -> bool:
    """Say whether any word of a span has to do with time."""
    words_said = [token[0].lower() for token in TOKEN.finditer(said)]
    return any(word[0].isdigit() or word in _timely() or word.endswith(("time", "term", "day")) for word in words_said)


@cache
def _timely() -> frozenset[str]:
    table = words()
    return (
        _vocabulary()[1] | frozenset(table["spelling"]["timely"]) | table["numbers"].keys() | table["ordinals"].keys()
    )


@cache
def _trimmable() -> frozenset[str]:
    return frozenset(words()["openers"]["prepositions"])


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that an expression may consist of, and those of which it must have one."""
    table = words()
    core: set[str] = set()
    for name in ("months", "weekdays", "seasons", "parts_of_day", "units", "adverbs", "named_days"):
        core.update(table[name])
    core.update(day + "s" for day in table["weekdays"] if day.endswith("day"))
    core.update(word for month in table["hijri"]["months"] for word in month.split())
    core |= {
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "weekend",
        "weekends",
        "century",
        "time",
        "period",
        "am",
        "pm",
        "a.m",
        "p.m",
        "fiscal",
        "financial",
        "fy",
        "eighteen",
        "nineteen",
    }
    core.update(f"{word[:-1]}ies" for word in table["numbers"] if word.endswith("ty"))
    phrases = [*table["openers"]["words"], *table["openers"]["closers"], *table["steps"], *table["told_steps"],
               *table["holidays"]]  # fmt: skip
    all_words = set(core) | set(table["numbers"]) | set(table["ordinals"])
    for phrase in phrases:
        all_words.update(phrase.split())
    for holiday in table["holidays"]:
        core.update(word for word in holiday.split() if len(word) > len("year"))
    return frozenset(all_words | set(table["spelling"]["connectives"])), frozenset(core)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield unbroken runs of words of time that hold at least one that makes a date."""
    run: list[re.Match[str]] = []
    for token in TOKEN.finditer(text):
        allowed = _is_of_time(token[0])
        unbroken = run and allowed and len(run) < LONGEST_RUN and GAP.fullmatch(text, run[-1].end(), token.start())
        if not unbroken:
            if _makes_date(run):
                yield run
            run = []
        if allowed:
            run.append(token)
    if _makes_date(run):
        yield run


@lru_cache(maxsize=8192)
def _is_of_time(word: str) -> bool:
    """Say whether a word can stand in an expression; names of months and weekdays only with a capital."""
    plain = word.lower()
    named = plain in words()["months"] or plain in words()["weekdays"]
    if any(character.isdigit() for character in word):
        return True
    return plain in _vocabulary()[0] and not (named and word[0].islower())


def _makes_date(run: Sequence[re.Match[str]]) -> bool:
    core = _vocabulary()[1]
    if any(token[0].lower() in core or (token[0][0].isdigit() and len(token[0]) >= len("1999")) for token in run):
        return True
    said = normalise(" ".join(token[0] for token in run))
    return any(holiday in said for holiday in words()["holidays"])


def _sure(text: str) -> Iterator[Tagged]:
    """Yield the expressions that a rule is sure of, in each run the longest first and then what is left beside it."""
    stated = own_day(text)
    if stated:
        yield Tagged(stated.start, stated.end, "DATE", SURE)
    for run in _runs(text):
        for span in _longest(text, run):
            if not (stated and span.start < stated.end and stated.start < span.end):
                yield span


def _longest(text: str, run: Sequence[re.Match[str]]) -> Iterator[Tagged]:
    for length in range(min(len(run), LONGEST), 0, -1):
        for at in range(len(run) - length + 1):
            label = _label(text, run[at].start(), run[at + length - 1].end())
            if label:
                yield from _longest(text, run[:at])
                yield Tagged(run[at].start(), run[at + length - 1].end(), label, SURE)
                yield from _longest(text, run[at + length :])
                return


def _label(text: str, start: int, end: int) -> str | None:
    """Return the TIMEX3 type of a sure expression."""
    said = text[start:end]
    rule = shape(said)
    if rule is None or rule.label is None or THOUSANDS.search(said):
        return None
    spelling, plain = words()["spelling"], said.lower().rstrip(".")
    if plain in spelling["never_alone"] or (rule.label == "DURATION" and AGE.match(text, end)):
        return None
    if rule.sense == "holiday" and _word_after(text, end) in spelling["never_before"]:
        return None
    if plain in spelling["only_during"]:
        return rule.label if _word_before(text, start) in spelling["during"] else None
    if plain in spelling["doubtful"] or plain.isdigit():
        dated = _word_before(text, start) in spelling["before_date"] and not PLURAL.match(text, end)
        return rule.label if dated else None
    return rule.label


THOUSANDS = re.compile(r"\d,\d{3}")
AGE = re.compile(r"[\s-]olds?\b")
PRECEDING_WORD = re.compile(r"([A-Za-z]+)\W{1,2}$")
FOLLOWING_WORD = re.compile(r"\s([A-Za-z]+)")
PLURAL = re.compile(r"[\s-][a-z]+s\b")


def _word_before(text: str, start: int) -> str | None:
    before = PRECEDING_WORD.search(text[max(0, start - 20) : start])
    return before[1].lower() if before else None


def _word_after(text: str, end: int) -> str | None:
    after = FOLLOWING_WORD.match(text, end)
    return after[1].lower() if after else None
