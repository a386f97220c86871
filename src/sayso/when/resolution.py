"""Resolving every time expression of a report, in the order in which it tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.claim import When
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when.calendar_value import Extent, extent
from sayso.when.dateline import own_day
from sayso.when.reader import read
from sayso.when.setting import Meaning, Setting, is_history
from sayso.when.surroundings import Surroundings, completed, hangs, sentence_breaks

STRETCH = re.compile(r"P\d+[DWMY]")
"""A duration of so many days, weeks, months or years."""
ASIDE_YEARS = 5
"""A year told in passing that is so many years or fewer from the story moves the story."""


def resolve(report: Report, spans: Sequence[Tagged]) -> tuple[When, ...]:
    """Return one `When` for each tagged time expression of *report*, in text order.

    Relative dates count from `day_of` the report, or from the last date told ("two days earlier"), or, where none
    was, from the next one of the sentence ("… two days earlier, he said on Thursday"); without what they need they
    keep ``value=None`` and no days. A span that no rule knows stays unknown.
    """
    text, breaks = report.text, sentence_breaks(report.text)
    stated = own_day(text)
    published = day_of(report)
    setting = Setting(published, history=is_history(text, published))
    found = []
    ordered = sorted(spans, key=lambda tagged: (tagged.start, tagged.end))
    for number, span in enumerate(ordered, 1):
        around = Surroundings.of(text, span.start, span.end, breaks)
        said = completed(text, span.start, span.end, published)
        here = replace(setting, tense=around.tense, lasts=span.label == "DURATION")
        if stated is not None and (span.start, span.end) == (stated.start, stated.end):
            meaning = Meaning(stated.day.isoformat())
        else:
            meaning = Meaning(None) if hangs(text, span.start, span.end) else read(said, here) or Meaning(None)
        if around.ahead_by and STRETCH.fullmatch(meaning.value or ""):
            meaning = read(f"{said} from now", here) or meaning
        if meaning.value is None and setting.told is None:
            ahead = _told_next(text, span.end, ordered[number:], breaks, setting)
            told = read(said, replace(here, told=ahead)) if ahead else None
            meaning = told or meaning
        found.append(_when(report, span, meaning if meaning.value else _undated(said, here)))
        setting = _after(here, meaning, opens=around.opens)
    return tuple(found)


def meant(report: Report, span: Tagged, setting: Setting) -> When:
    """Return what one expression means in a *setting*, whatever stands around it."""
    said = report.text[span.start : span.end]
    meaning = read(said, setting) or Meaning(None)
    return _when(report, span, meaning if meaning.value else _undated(said, setting))


def day_of(report: Report) -> dt.date | None:
    """Return the day that a report counts from: the published date, else the one that its own text states."""
    if report.published is not None:
        return report.published
    stated = own_day(report.text)
    return stated.day if stated else None


def _told_next(
    text: str, end: int, following: Sequence[Tagged], breaks: Sequence[int], setting: Setting
) -> Meaning | None:
    """Return the first day that the rest of the sentence tells, of itself or by the published date."""
    for span in following:
        if any(end <= at <= span.start for at in breaks):
            return None
        around = Surroundings.of(text, span.start, span.end, breaks)
        meaning = read(completed(text, span.start, span.end, setting.published), replace(setting, tense=around.tense))
        if meaning is not None and meaning.value is not None and extent(meaning.value).earliest is not None:
            return meaning
    return None


def _after(setting: Setting, meaning: Meaning, *, opens: bool) -> Setting:
    """Return the setting of what follows a date."""
    if meaning.value is None or meaning.window is not None or extent(meaning.value).earliest is None:
        return setting
    reported = "-Q" in meaning.value and not meaning.compared and setting.tense != "future"
    return replace(
        setting,
        told=meaning,
        thread=_thread(setting, meaning, opens=opens),
        frame=meaning if opens else setting.frame,
        quarter=meaning if reported else setting.quarter,
    )


def _thread(setting: Setting, meaning: Meaning, *, opens: bool) -> Meaning:
    """Return the date that the story is at after *meaning*.

    A year told in passing, far from it ("documents declassified in 2005 show that …"), is an aside.
    """
    before, day = setting.thread, meaning.extent.earliest
    if before is None or opens or meaning.extent.precision not in {"year", "decade", "century"} or day is None:
        return meaning
    known = before.extent.earliest
    aside = known is not None and abs(day.year - known.year) > ASIDE_YEARS
    return before if aside else meaning


def _undated(said: str, here: Setting) -> Meaning:
    """Return the meaning of what can't be dated: no value and no days, the precision that its words tell all the same.

    "Thursday" is a day whenever the report was published.
    """
    supposed = Meaning(SUPPOSED.isoformat())
    meaning = read(said, replace(here, published=SUPPOSED, told=supposed, thread=supposed, frame=supposed))
    precision = meaning.extent.precision if meaning else "unknown"
    return Meaning(None, window=Extent(None, None, None, precision))


SUPPOSED = dt.date(2001, 1, 1)
"""Stands in for the day that is unknown where only the precision of an expression is asked for."""


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
