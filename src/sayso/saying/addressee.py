"""Whom a source spoke to: "told the Post", "in a letter to the council"."""

from __future__ import annotations

import re
from functools import cache

from sayso.claim import Fragment
from sayso.model.layers import Layers
from sayso.model.tree import Tree
from sayso.saying.fragments import Spans, overlaps
from sayso.saying.phrases import noun_phrase_after, paragraph_of
from sayso.saying.vocabulary import alternatives, listed, word_forms

REACH = 120
PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|am|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


def addressee(text: str, layers: Layers, tree: Tree, *, source: Spans, cue: Spans, content: Spans) -> Spans:
    """Return the span of whom the source spoke to, or nothing.

    The object of a verb of telling by the tree where there is one, else the noun phrase between that verb and the
    content; or the object of a phrase such as "in a letter to", near the cue and outside the content.
    """
    if not cue:
        return ()
    taken = (*source, *content)
    for start, end in cue:
        for verb in _telling().finditer(text, start, end):
            if PASSIVE.search(text, max(0, verb.start() - 20), verb.start()):
                continue
            limit = _limit(text, verb.end(), content)
            found = _whole(text, _object(layers, tree, verb.start(), limit), noun_phrase_after(text, verb.end(), limit))
            if found and not overlaps((found,), taken):
                return (found,)
    first, last = min(s for s, _ in cue), max(e for _, e in cue)
    opened, closed = paragraph_of(text, first)
    for match in _phrases().finditer(text, max(opened, first - REACH), min(closed, last + REACH)):
        if overlaps((match.span(),), content) or not _same_breath(text, match.span(), (first, last), content):
            continue
        found = noun_phrase_after(text, match.end(), min(closed, match.end() + REACH))
        if found and not overlaps((found,), taken):
            return (found,)
    return ()


def _whole(text: str, parsed: Fragment | None, read: Fragment | None) -> Fragment | None:
    """Return the parsed phrase, or the one read from the text where that begins alike and goes on to a later name."""
    if parsed is None or read is None:
        return parsed or read
    last_word = text[slice(*read)].split()[-1]
    return read if read[0] == parsed[0] and read[1] > parsed[1] and last_word[0].isupper() else parsed


def _limit(text: str, offset: int, content: Spans) -> int:
    later = [start for start, _ in content if start >= offset]
    return min([paragraph_of(text, offset)[1], offset + REACH, *later])


def _object(layers: Layers, tree: Tree, verb: int, limit: int) -> Fragment | None:
    """Return the phrase of the verb's object; the longest tagged actor that begins there where one does."""
    head = next((i for i, w in enumerate(tree.words) if w.start == verb), None) if tree.words else None
    if head is None:
        return None
    for child in tree.children(head, "iobj", "obj"):
        start, end = tree.phrase(child)
        if verb < start and end <= limit:
            ends = [a.end for a in layers.actors if a.start == start and a.end <= limit]
            return start, max([end, *ends])
    return None


def _same_breath(text: str, phrase: Fragment, cue: Fragment, content: Spans) -> bool:
    """Return whether no full stop outside the content parts a phrase from the cue."""
    left, right = sorted((phrase, cue))
    gap = "".join(c for i, c in enumerate(text[left[1] : right[0]], left[1]) if not any(s <= i < e for s, e in content))
    return re.search(r"[.!?][\s”\"']+(?=[A-Z“\"]|$)", gap) is None


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(word_forms('media', 'addressee', 'telling'))}\b", re.IGNORECASE)


@cache
def _phrases() -> re.Pattern[str]:
    stems = (p.replace("{X}", "").strip() for p in listed("media", "addressee", "phrases"))
    return re.compile(rf"\b(?:{'|'.join(stems)})(?=\s)", re.IGNORECASE)
