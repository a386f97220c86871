"""Reading the times of a text without the rest of the pipeline."""

from __future__ import annotations

import datetime as dt

from sayso.claim import When
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.when.recognition import recognise
from sayso.when.resolution import resolve


def read(text: str, *, published: dt.date | None = None, layers: Layers | None = None) -> tuple[When, ...]:
    """Return the expressions of time in *text* and the days that they mean, in text order.

    *published* is the day from which "Thursday" and "last winter" count; without it they count from the day that the
    text states for itself (`sayso.when.dateline`), and stay unknown where it states none. With the *layers* of the
    encoder the tagger finds the expressions and rules mend them; without, rules alone find those that are sure, and no
    model is loaded.

    >>> [(when.text, when.value) for when in read("Shells fell on Thursday.", published=dt.date(2020, 10, 24))]
    [('Thursday', '2020-10-22')]
    """
    report = Report.from_text(text, published=published)
    return resolve(report, recognise(report, layers.times if layers else ()))
