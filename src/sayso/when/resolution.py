"""Resolving every time expression of a report, in the order in which it tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claim import When
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when.calendar_value import extent
from sayso.when.reader import read
from sayso.when.setting import Meaning, Setting, is_history, opens_sentence, tense_around


def resolve(report: Report, spans: Sequence[Tagged]) -> tuple[When, ...]:
    """Return one `When` for each tagged time expression of *report*, in text order.

    Relative dates count from ``report.published``, or from the last date told ("two days earlier"); without what
    they need they keep ``value=None`` and no days. A span that no rule knows stays unknown.
    """
    setting = Setting(report.published, history=is_history(report.text, report.published))
    found = []
    for span in sorted(spans, key=lambda tagged: (tagged.start, tagged.end)):
        setting = replace(setting, tense=tense_around(report.text, span.start, span.end))
        meaning = read(report.text[span.start : span.end], setting) or Meaning(None)
        found.append(_when(report, span, meaning))
        if meaning.value and meaning.window is None and extent(meaning.value).earliest:
            setting = replace(setting, told=meaning)
            if opens_sentence(report.text, span.start, span.end):
                setting = replace(setting, frame=meaning)
    return tuple(found)


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
