"""Spans as PolNeAR's annotators draw them.

The conventions are those of its guidelines (Newell, Margolin and Ruths 2018, "An attribution relations corpus for
political news", LREC) as counted on its training texts: docs/methods/saying.md gives the counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claim import Fragment
from sayso.model.layers import Tagged
from sayso.saying.quoting import OPENING, passage_at

Spans = tuple[Fragment, ...]
ABBREVIATION = re.compile(
    r"(?:\b\w\.\w|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|St|etc|Calif|Mass|Fla|Gov|Gen|Sen|Rep|No|a\.m|p\.m))$"
)
TO_CLOSING = re.compile(r"[\w’'-]{0,2}[,.?!…;:]{0,3}(?:”|\"|''|»|“(?=\s|$))")
LOOSE_START = re.compile(r"[\s,;:.)\]]+")
ONE_WORD = re.compile(r"[ \t\xa0]*(?:\w+(?:[’'-]\w+)*|[’'$%&/-])?[ \t\xa0]*")
HANGING = re.compile(r"(?:\s+(?:in|on|of|an?|the|at|with|and|or|for|from|by|but|as|than))+$", re.IGNORECASE)
BY = re.compile(r"by\s+", re.IGNORECASE)


def trim(text: str, start: int, end: int) -> Fragment:
    """Return a span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def source_spans(text: str, tagged: Sequence[Tagged], cue: Spans, *, names: Sequence[Tagged] = ()) -> Spans:
    """Return the one span that names who speaks, to the end of the name of *names* that it stops in or before.

    PolNeAR's sources are in one piece, and keep the comma that closes an apposition
    ("Joe Bloggs, the mayor," said) and that alone.
    """
    if not tagged:
        return ()
    joined = _joined(text, [(t.start, t.end) for t in tagged], forbidden=cue)
    start, end = max(joined, key=lambda s: (s[1] - s[0] - _distance(s, cue), -s[0])) if len(joined) > 1 else joined[0]
    start, end = trim(text, start, end)
    if HANGING.search(text, start, end):
        following = (n.end for n in names if n.start >= end and text[end : n.start].strip().lower() in {"", "the"})
        end = next((last for last in following if not overlaps(((end, last),), cue)), end)
    start, end = _without_hanging(text, start, end)
    end = next((n.end for n in names if n.start < end < n.end and not overlaps(((end, n.end),), cue)), end)
    by = BY.match(text, start, end)
    if by and by.end() < end:
        start = by.end()
    while end > start and text[end - 1] in ",;:" and not _closes_apposition(text, start, end):
        end -= 1
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    if any(end < c[0] <= end + 2 for c in cue) and _closes_apposition(text, start, end + 1):
        end += 1
    return ((start, end),) if start < end else ()


def _closes_apposition(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "," and "," in text[start : end - 1]


def cue_spans(text: str, cue: Tagged) -> Spans:
    """Return the cue's span: a colon that brings the content belongs to it, other stops do not."""
    start, end = trim(text, cue.start, cue.end)
    while end - start > 1 and text[end - 1] in ",;":
        end -= 1
    if text[end : end + 1] == ":" and text[end + 1 : end + 2].strip() == "":
        end += 1
    return ((start, end),) if start < end else ()


def content_spans(text: str, tagged: Sequence[Tagged], forbidden: Spans) -> Spans:
    """Return what is said: with its quotation marks, without the stop that ends the sentence outside them.

    *forbidden* are the spans of the statement's own source and cue, which a hole between two pieces must not hold.
    """
    pieces = (_piece(text, t.start, t.end) for t in tagged)
    return tuple(_joined(text, [p for p in pieces if p[0] < p[1]], forbidden=forbidden))


def _piece(text: str, start: int, end: int) -> Fragment:
    start, end = trim(text, start, end)
    loose = LOOSE_START.match(text, start, end)
    if loose and not text.startswith("...", start):
        start = loose.end()
    start = _opened(text, start)
    end = _closed(text, start, end)
    start, end = _without_hanging(text, start, end)
    return trim(text, start, end) if start < end else (start, end)


def _without_hanging(text: str, start: int, end: int) -> Fragment:
    """Drop the articles, prepositions and conjunctions that a tagger left hanging at the end ("her presence on")."""
    hanging = HANGING.search(text, start, end)
    return start, hanging.start() if hanging else end


def _opened(text: str, start: int) -> int:
    """Take in an opening mark that stands right before."""
    for mark in OPENING:
        if text.startswith(mark, start - len(mark)) and start >= len(mark):
            passage = passage_at(text, start - len(mark))
            if passage and passage[0] == start - len(mark):
                return passage[0]
    return start


def _closed(text: str, start: int, end: int) -> int:
    """Take in the closing mark of a passage opened inside; drop a stop that no passage or abbreviation owns."""
    passage = passage_at(text, end - 1) if end > start else None
    if passage and passage[0] >= start:
        rest = TO_CLOSING.match(text, end)
        if end < passage[1] and rest and rest.end() >= passage[1]:
            return passage[1]
        if end <= passage[1]:
            return end
    if text[end - 1 : end].isalnum() and text[end : end + 1] == "." and re.search(r"\b\w\.\w$", text[start:end]):
        return end + 1
    while end > start and text[end - 1] in ",;:.":
        if text[end - 1] == "." and (ABBREVIATION.search(text[max(start, end - 12) : end - 1]) or text[end - 2] == "."):
            break
        end -= 1
    return end


def _joined(text: str, spans: Sequence[Fragment], *, forbidden: Spans) -> list[Fragment]:
    """Join pieces with nothing but blanks between them, or one word that no other role claims."""
    joined: list[Fragment] = []
    for start, end in sorted(spans):
        if joined:
            before = joined[-1]
            gap = text[before[1] : start]
            claimed = any(s < start and before[1] < e for s, e in forbidden)
            if start <= before[1] or not gap.strip() or (not claimed and _hole(gap)):
                joined[-1] = (before[0], max(end, before[1]))
                continue
        joined.append((start, end))
    return joined


def _hole(gap: str) -> bool:
    """Tell a word that the model skipped from a parenthesis that the annotators leave out."""
    return ONE_WORD.fullmatch(gap) is not None


def _distance(span: Fragment, cue: Spans) -> int:
    return min((max(0, span[0] - end, start - span[1]) for start, end in cue), default=0)


def overlaps(one: Spans, other: Spans) -> bool:
    """Return whether any two pieces share a character."""
    return any(s < b and a < e for s, e in one for a, b in other)
