"""Which pieces of content a cue really has: pieces that lie elsewhere in the text are dropped or joined.

The network links each piece by itself, so a cue can be given a few words of another sentence. PolNeAR's contents hang
together: docs/methods/saying.md gives the counts behind each rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.claim import Fragment
from sayso.model.layers import Attribution, Layers, Tagged
from sayso.saying.fragments import Spans
from sayso.saying.phrases import paragraph_of, sentence_at
from sayso.saying.quoting import passage_at

WORDS = re.compile(r"\w[\w’'.-]*")
COMMA = re.compile(r",[ \t\xa0]+")
FEW_WORDS = 3
"""So many words a piece has at most that is dropped beside a longer one when other words part the two."""
ASIDE_WORDS = 5
"""From so many words on, what stands between a piece and the source after it is a clause of its own."""


def belonging(
    text: str, layers: Layers, *, source: Spans, cue: Spans, content: Spans, other_cues: Sequence[Fragment]
) -> Spans:
    """Return the pieces of *content* that the cue can have said; all of them where none can.

    A piece belongs that lies in the cue's sentence, or in quotation marks near by. Within the sentence, words before
    the source belong where the source follows them closely, and pieces that only a comma parts are one.
    """
    if not cue or len(content) < 2:
        return content
    kept = tuple(p for p in content if _in_reach(text, layers, p, cue, other_cues)) or content
    kept = tuple(p for p in kept if not _left_behind(text, layers, p, kept, (*source, *cue))) or kept
    kept = _without_scraps(text, kept, source=source, cue=cue)
    return _joined_by_comma(text, kept, (*source, *cue))


def _in_reach(text: str, layers: Layers, piece: Fragment, cue: Spans, other_cues: Sequence[Fragment]) -> bool:
    """Return whether a piece touches the cue's sentence, or is quoted with no other cue between it and this one."""
    sentence = layers.sentences[sentence_at(layers, cue[0][0])] if layers.sentences else (0, len(text))
    if piece[0] < sentence[1] and sentence[0] < piece[1]:
        return True
    if not _quoted(text, piece):
        return False
    low, high = min(piece[1], cue[-1][1]), max(piece[0], cue[0][0])
    between = any(low <= start and end <= high for start, end in other_cues)
    return not between or paragraph_of(text, piece[0]) == paragraph_of(text, cue[0][0])


def _quoted(text: str, piece: Fragment) -> bool:
    passage = passage_at(text, piece[0])
    return passage is not None and passage[1] >= piece[1] - 1


def _left_behind(text: str, layers: Layers, piece: Fragment, pieces: Spans, own: Spans) -> bool:
    """Return whether words before the source and cue belong to an earlier clause than what follows them."""
    first = min(own)
    following = [p for p in pieces if p[0] >= piece[1]]
    if _quoted(text, piece) or piece[1] > first[0] or not following or following[0][0] < first[0]:
        return False
    gap = text[piece[1] : first[0]]
    words = len(WORDS.findall(gap))
    sentence = layers.sentences[sentence_at(layers, piece[0])] if layers.sentences else piece
    if not WORDS.search(text, sentence[0], piece[0]):
        return words >= ASIDE_WORDS
    last = max((o for o in own if o[1] <= following[0][0]), default=first)
    aside = "," in text[last[1] - 1 : following[0][0]]
    return words > 0 or ("," in gap and not aside)


def _without_scraps(text: str, pieces: Spans, *, source: Spans, cue: Spans) -> Spans:
    """Drop a piece of few unquoted words that other words, not the source or cue, part from a longer piece."""
    kept = list(pieces)
    for piece in pieces:
        words = len(WORDS.findall(text[slice(*piece)]))
        if words > FEW_WORDS or _quoted(text, piece):
            continue
        nearest = min(
            (p for p in kept if p != piece), key=lambda p: max(p[0] - piece[1], piece[0] - p[1]), default=None
        )
        if nearest is None:
            break
        low, high = min(piece[1], nearest[1]), max(piece[0], nearest[0])
        claimed = any(start < high and low < end for start, end in (*source, *cue))
        farther = _apart(piece, cue) > _apart(nearest, cue)
        if not claimed and farther and WORDS.search(text, low, high):
            kept.remove(piece)
    return tuple(kept)


def _apart(piece: Fragment, cue: Spans) -> int:
    return max(0, piece[0] - cue[-1][1], cue[0][0] - piece[1])


def _joined_by_comma(text: str, pieces: Spans, own: Spans) -> Spans:
    """Join pieces of one sentence that a comma alone parts."""
    joined: list[Fragment] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before
            and COMMA.fullmatch(text, before[1], piece[0])
            and not any(start < piece[0] and before[1] < end for start, end in own)
        ):
            joined[-1] = (before[0], piece[1])
        else:
            joined.append(piece)
    return tuple(joined)


def with_nearest_cue(text: str, layers: Layers, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give a cue without content the piece right beside it that hangs on a cue of another sentence."""
    found = list(attributions)
    for number, bare in enumerate(found):
        if bare.content:
            continue
        for other, giver in enumerate(found):
            piece = next((p for p in giver.content if _beside(text, p, bare)), None)
            if piece is None or _shares_sentence(layers, piece, giver.cue):
                continue
            found[number] = replace(bare, content=(piece,))
            found[other] = replace(giver, content=tuple(p for p in giver.content if p is not piece))
            break
    return found


def _shares_sentence(layers: Layers, piece: Tagged, cue: Tagged) -> bool:
    first, last = sentence_at(layers, piece.start), sentence_at(layers, max(piece.start, piece.end - 1))
    return first <= sentence_at(layers, cue.start) <= last


def _beside(text: str, piece: Tagged, bare: Attribution) -> bool:
    """Return whether a piece follows the cue, or stands before the cue and its source, with no word between."""
    if piece.start >= bare.cue.end:
        return not WORDS.search(text, bare.cue.end, piece.start)
    first = min(t.start for t in (bare.cue, *bare.source))
    return piece.end <= first and not WORDS.search(text, piece.end, first) and "\n" not in text[piece.end : first]
