"""A text cut at every boundary of the spans laid over it, so that spans may overlap and nest as they like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BLANK_LINES = re.compile(r"[ \t]*\r?\n(?:[ \t]*\r?\n)+")


@dataclass(frozen=True, slots=True)
class Layer:
    """A span and the layer that it belongs to (``actor``, ``cue``, …); *claim* is the claim whose trigger it is."""

    start: int
    end: int
    name: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that no boundary cuts: the layers over it, sorted, and the claims triggered in it.

    ``opens`` are those of ``claims`` whose trigger starts here.
    """

    start: int
    end: int
    text: str
    layers: tuple[str, ...]
    claims: tuple[str, ...]
    opens: tuple[str, ...]


def paragraphs(text: str, spans: Sequence[Layer]) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of *text* by paragraph; blank lines part paragraphs and are left out.

    The segments of a paragraph join to its text, in order, without gap or overlap.
    """
    found = []
    for start, end in _blocks(text):
        inside = [span for span in spans if span.start < end and span.end > start]
        found.append(tuple(_segments(text, start, end, inside)))
    return tuple(found)


def _blocks(text: str) -> Iterable[tuple[int, int]]:
    start = len(text) - len(text.lstrip("\r\n"))
    for blank in _BLANK_LINES.finditer(text, start):
        yield start, blank.start()
        start = blank.end()
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _segments(text: str, start: int, end: int, spans: Sequence[Layer]) -> Iterable[Segment]:
    cuts = sorted({start, end, *(min(max(cut, start), end) for span in spans for cut in (span.start, span.end))})
    opening = sorted(spans, key=lambda span: span.start)
    active: list[Layer] = []
    following = 0
    for begin, stop in pairwise(cuts):
        active = [span for span in active if span.end > begin]
        while following < len(opening) and opening[following].start <= begin:
            if opening[following].end > begin:
                active.append(opening[following])
            following += 1
        claims = {span.claim: span.start == begin for span in active if span.claim is not None}
        yield Segment(
            start=begin,
            end=stop,
            text=text[begin:stop],
            layers=tuple(sorted({span.name for span in active})),
            claims=tuple(claims),
            opens=tuple(claim for claim, opens in claims.items() if opens),
        )
