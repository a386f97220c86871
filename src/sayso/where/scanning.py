"""Toponyms that the tagger missed: names that can hardly be anything else, found by the gazetteer alone."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where.forms import MAIN
from sayso.where.gazetteer import Gazetteer, current
from sayso.where.names import abbreviation, key
from sayso.where.owners import owner
from sayso.where.toponyms import UPPER, is_acronym

_WORD = r"[A-Z][\w’-]*"
_NAME = re.compile(
    rf"(?<![\w’'@#.-]){_WORD}(?:\.[A-Z]\.?)*(?:(?: (?:of|and|the|al|el|de) | ){_WORD}){{0,4}}(?:\.(?=\s*[,;)]))?"
)
SCORE = 0.5
"""Given to a span that the gazetteer found and no model scored."""


_DATELINE = re.compile(
    rf"(?:^|[.?!”\"]\s+|\n\s*)(?P<town>[{UPPER}]{{3,}}(?:[ -][{UPPER}]{{2,}}){{0,2}})"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?: \([^)\n]{2,30}\))? ?(?:--|[-–—]) "
)
_PIECE = re.compile(r"[^-]+(?:-[a-z][^-]*)?")
LONGEST_WORD = 24
"""Characters of a capitalised word, looked at before a name."""
REACH = 8
"""Spans before a place in the text that may reach over it."""
_CAPITAL_BEFORE = re.compile(r"(?<![.?!] )(?<!^)\b(?!The |In |At |From )[A-Z][\w’'.-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z]")
_LEADERS = frozenset(("The", "In", "At", "From", "For", "And", "But", "Near", "Outside", "Across", "Former", "Acting"))
_LEADING = re.compile(rf"^(?:{'|'.join(sorted(_LEADERS))}) ")
_MANY_OF = re.compile(rf"(?:^|[.?!”\"]\s+|\n\s*)[A-Z][a-z]+s of (?P<name>{_WORD}(?: {_WORD})?)(?!\w| [A-Z])")
_TOWN_AND_STATE = re.compile(
    rf"(?<![\w’'@#.-])(?P<town>{_WORD}(?: {_WORD}){{0,2}}), (?P<state>(?:{_WORD}\.?){{1,3}}(?: {_WORD}\.?)?)"
)


def recognise(report: Report, spans: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """Return *spans* and, beside them, plain toponyms that they leave out, in text order.

    These are: exact names of countries, capitals and first-order units, where no longer capitalised phrase holds
    them ("Jordan Peterson", "Paris Agreement"); a town before its state ("Fort Mill, S.C."); and the same name
    that a span gives elsewhere in the report. None overlaps a span.
    """
    gazetteer, text = current(), report.text
    printed = {text[span.start : span.end] for span in spans}
    told = {name for name in printed if name[:1].isupper() and not is_acronym(name, gazetteer)} - _LEADERS
    found = sorted(spans, key=lambda s: (s.start, s.end))
    for start, end in chain(
        _towns_in_states(text, gazetteer),
        _plain(text, told, gazetteer),
        _after_people(text, gazetteer),
        _again(text, told),
        _datelines(text, gazetteer),
    ):
        at = bisect_left(found, end, key=lambda s: s.start)
        if not any(start < span.end and span.start < end for span in found[max(0, at - REACH) : at]):
            insort(found, Tagged(start, end, "place", SCORE), key=lambda s: s.start)
    return tuple(found)


def _towns_in_states(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    for match in _TOWN_AND_STATE.finditer(text):
        towns = gazetteer.named(key(match["town"]))
        for state in (match["state"], match["state"].rstrip("."), match["state"].partition(" ")[0]):
            units = (*gazetteer.named(abbreviation(state) or ""), *gazetteer.named(key(state)))
            if any(gazetteer.inside(t.entry, u.entry) for u in units if u.entry.kind == "admin1" for t in towns):
                yield match.span("town")
                yield match.start("state"), match.start("state") + len(state)
                break


def _plain(text: str, told: Set[str], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(text):
        lead = _LEADING.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = text[start : match.end()]
        for piece in _PIECE.finditer(name) if "-" in name else ():
            if key(piece.group()) in gazetteer.plain_names:
                yield start + piece.start(), start + piece.end()
        if key(name) in gazetteer.plain_names:
            yield start, match.end()
        elif length := owner(name, told, gazetteer):
            yield start, start + length


def _after_people(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield a name behind a word that has its capital from the sentence: "Residents of Kidal"."""
    for match in _MANY_OF.finditer(text):
        if key(match["name"]) in gazetteer.plain_names:
            yield match.span("name")


def _again(text: str, told: Set[str]) -> Iterator[tuple[int, int]]:
    """Yield where a name that a span gives stands again, not within a longer name."""
    if not told:
        return
    names = "|".join(re.escape(name) for name in sorted(told, key=lambda n: (-len(n), n)))
    for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text):
        before = text[max(0, match.start() - LONGEST_WORD) : match.start()]
        if not _CAPITAL_BEFORE.search(before) and not _CAPITAL_AFTER.match(text, match.end()):
            yield match.span()


def _datelines(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    for match in _DATELINE.finditer(text):
        if any(named.role == MAIN for named in gazetteer.named(key(match["town"]))):
            yield match.span("town")
