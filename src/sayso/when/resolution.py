"""Resolving every time expression of a report, in the order in which it tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.claim import When
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when.calendar_value import extent
from sayso.when.reader import read
from sayso.when.setting import Meaning, Setting, is_history, opens_sentence, tense_around
from sayso.when.vocabulary import either, normalise, words


def resolve(report: Report, spans: Sequence[Tagged]) -> tuple[When, ...]:
    """Return one `When` for each tagged time expression of *report*, in text order.

    Relative dates count from ``report.published``, or from the last date told ("two days earlier"); without what
    they need they keep ``value=None`` and no days. A span that no rule knows stays unknown.
    """
    setting = Setting(report.published, history=is_history(report.text, report.published))
    found = []
    for span in sorted(spans, key=lambda tagged: (tagged.start, tagged.end)):
        setting = replace(setting, tense=tense_around(report.text, span.start, span.end))
        meaning = read(_completed(report.text, span.start, span.end, report.published), setting) or Meaning(None)
        found.append(_when(report, span, meaning))
        setting = _after(setting, meaning, opens=opens_sentence(report.text, span.start, span.end))
    return tuple(found)


def _completed(text: str, start: int, end: int, published: dt.date | None) -> str:
    """Return an expression with the month and year that it shares with the next ("3" of "from 3 to 5 May 2020").

    "The year ended June 30" is a year long, whatever year is told of; the September 11 attacks have their own year.
    """
    said = text[start:end]
    if said.lower() == "the year" and ENDING.match(text, end):
        return "one year"
    attack = words()["attacks"].get(normalise(said).removeprefix("the "))
    if attack and ATTACK.match(text, end) and (published is None or published.isoformat() > attack):
        return str(attack)
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


FOUR_DIGITS = re.compile(r"\d{4}")
ATTACK = re.compile(r"\s(?:terror(?:ist)?\s)?(?:attack|assault|bombing|massacre)", re.IGNORECASE)
ENDING = re.compile(r"\s(?:ended|ending)\b")


@cache
def _shared() -> re.Pattern[str]:
    months = either(words()["months"])
    return re.compile(
        r"\s?(?:[-–—,]|and|to|or|until|till|through)\s?(?:(?:early|mid|late)[\s-])?"
        rf"(?:(?P<day>\d\d?)\s)?(?P<month>(?:{months})\b)\.?(?:\s\d\d?\b(?!\d))?(?:,?\s(?P<year>\d{{4}})\b)?",
        re.IGNORECASE,
    )


def _after(setting: Setting, meaning: Meaning, *, opens: bool) -> Setting:
    """Return the setting of what follows a date."""
    if meaning.value is None or meaning.window is not None or extent(meaning.value).earliest is None:
        return setting
    return replace(
        setting,
        told=meaning,
        frame=meaning if opens else setting.frame,
        quarter=meaning if "-Q" in meaning.value and not meaning.compared else setting.quarter,
    )


def _when(report: Report, span: Tagged, meaning: Meaning) -> When:
    quote = report.quote(span.start, span.end)
    days = meaning.extent
    precision = days.precision
    if span.label == "SET" and precision == "duration":
        precision = "frequency"
    return When(
        start=quote.start,
        end=quote.end,
        text=quote.text,
        value=meaning.value,
        edtf=days.edtf,
        earliest=days.earliest,
        latest=days.latest,
        precision=precision,
        anchored=meaning.anchored and meaning.value is not None,
    )
