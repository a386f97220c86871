"""Toponyms that the tagger missed: names that can hardly be anything else, found by the gazetteer alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where.gazetteer import packaged
from sayso.where.names import abbreviation, key

_WORD = r"[A-Z][\w’-]*"
_NAME = re.compile(
    rf"(?<![\w’'@#.-]){_WORD}(?:\.[A-Z]\.?)*(?:(?: (?:of|and|the|al|el|de) | ){_WORD}){{0,4}}(?:\.(?=\s*[,;)]))?"
)
SCORE = 0.5
"""Given to a span that the gazetteer found and no model scored."""


_LEADING = re.compile(r"^(?:The|In|At|From|For|And|But|Near|Outside|Across|Former|Acting) ")
_TOWN_AND_STATE = re.compile(
    rf"(?<![\w’'@#.-])(?P<town>{_WORD}(?: {_WORD}){{0,2}}), (?P<state>(?:{_WORD}\.?){{1,3}}(?: {_WORD}\.?)?)"
)


def recognise(report: Report, spans: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Return *spans* and, beside them, plain toponyms that they leave out, in text order.

    These are: exact names of countries, capitals and first-order units, where no longer capitalised phrase holds
    them ("Jordan Peterson", "Paris Agreement"); a town before its state ("Fort Mill, S.C."); and the same name
    that a span gives elsewhere in the report. None overlaps a span.
    """
    gazetteer, text = packaged(), report.text
    told = {text[span.start : span.end] for span in spans} & {m.group() for m in _NAME.finditer(text)}
    found = _Found(spans)
    for match in _TOWN_AND_STATE.finditer(text):
        towns = gazetteer.named(key(match["town"]))
        for state in (match["state"], match["state"].rstrip("."), match["state"].partition(" ")[0]):
            units = (*gazetteer.named(abbreviation(state) or ""), *gazetteer.named(key(state)))
            if any(gazetteer.inside(t.entry, u.entry) for u in units if u.entry.kind == "admin1" for t in towns):
                found.add(match.start("town"), match.end("town"))
                found.add(match.start("state"), match.start("state") + len(state))
                break
    for match in _NAME.finditer(text):
        lead = _LEADING.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        for piece in re.finditer(r"[^-]+(?:-[a-z][^-]*)?", text[start : match.end()]) if "-" in match.group() else ():
            if key(piece.group()) in gazetteer.plain_names:
                found.add(start + piece.start(), start + piece.end())
        name = text[start : match.end()]
        if name in told or key(name) in gazetteer.plain_names:
            found.add(start, match.end())
    return found.in_order()


class _Found:
    """Spans that don't overlap."""

    def __init__(self, spans: Sequence[Tagged]) -> None:
        self._spans = list(spans)

    def add(self, start: int, end: int) -> None:
        """Keep one more span, unless it overlaps one."""
        if not any(start < span.end and span.start < end for span in self._spans):
            self._spans.append(Tagged(start, end, "place", SCORE))

    def in_order(self) -> tuple[Tagged, ...]:
        """Return the spans in text order."""
        return tuple(sorted(self._spans, key=lambda s: (s.start, s.end)))
