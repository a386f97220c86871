"""Toponyms that the tagger missed: names that can hardly be anything else, found by the gazetteer alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where.gazetteer import packaged
from sayso.where.names import key

_WORD = r"[A-Z][\w’-]*"
_NAME = re.compile(
    rf"(?<![\w’'@#.-]){_WORD}(?:\.[A-Z]\.?)*(?:(?: (?:of|and|the|al|el|de) | ){_WORD}){{0,4}}(?:\.(?=\s*[,;)]))?"
)
SCORE = 0.5
"""Given to a span that the gazetteer found and no model scored."""


def recognise(report: Report, spans: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Return *spans* and, beside them, the countries, capitals and first-order units that they leave out.

    Exact names alone, capitalised as in the gazetteer, none that a longer capitalised phrase holds ("Jordan Peterson",
    "Paris Agreement"), none that overlaps a span. In text order.
    """
    known = packaged().plain_names
    taken = [(span.start, span.end) for span in spans]
    found = list(spans)
    for match in _NAME.finditer(report.text):
        start, end = match.span()
        if key(match.group()) in known and not any(start < b and a < end for a, b in taken):
            found.append(Tagged(start, end, "place", SCORE))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))
