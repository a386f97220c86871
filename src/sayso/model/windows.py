"""Windows of wordpieces, packed from whole sentences, that overlap."""

from __future__ import annotations

from collections.abc import Sequence

WINDOW = 256
"""Wordpieces in a window, the two special ones included."""
OVERLAP = 56
"""Wordpieces that a window shares with the one before, at least, where its sentences allow."""


def plan(
    sentences: Sequence[tuple[int, int]], *, size: int = WINDOW - 2, overlap: int = OVERLAP
) -> list[tuple[int, int]]:
    """Return half-open ranges of wordpieces, each of whole sentences and at most *size* long, that cover all.

    *sentences* are the half-open wordpiece ranges of the sentences, in order. A sentence that is longer
    than *size* is cut. Each window but the first starts with sentences of the one before, of up to
    *overlap* wordpieces.
    """
    pieces = [
        (start, min(start + size, end)) for first, end in sentences for start in range(first, max(end, first + 1), size)
    ]
    pieces = [(start, end) for start, end in pieces if start < end]
    planned: list[tuple[int, int]] = []
    first = 0
    while first < len(pieces):
        last = first
        while last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= size:
            last += 1
        planned.append((pieces[first][0], pieces[last][1]))
        if last + 1 == len(pieces):
            break
        following = last + 1
        while (
            following - 1 > first
            and pieces[last][1] - pieces[following - 1][0] <= overlap
            and pieces[last + 1][1] - pieces[following - 1][0] <= size
        ):
            following -= 1
        first = following
    return planned
