"""Which reports are compared at all: those that share rare words, within a window of days.

Of the many reports that have one word, each is compared with its neighbours in time alone, so that cost grows with the
number of reports and not of their pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.casefile.linking_gist import Gist

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEYS = 24
"""Rarest words of a report by which it is looked up."""
NEIGHBOURS = 16
"""Reports with the same word, before it in time, that a report is compared with by that word."""
WINDOW_DAYS = 730
"""Days between two reports' publication beyond which they are not compared."""
CANDIDATES = 12
"""Reports that a report is compared with in full: those whose shared rare words weigh most."""
LEAST_SHARED = 9.0
"""Least sum of the weights of the rare words that two reports share: one that next to no other has, or two that few."""
CHUNK = 2_000_000


def candidates(gists: Sequence[Gist], weights: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Return the pairs of reports, earlier place first, that are worth comparing.

    *weights* are the words' weights by their numbers.
    """
    import numpy as np

    if len(gists) < 2:
        return []
    reports, terms = _keys(gists, weights)
    if not len(reports):
        return []
    days = np.array([g.day if g.day is not None else 0 for g in gists], dtype=np.int64)
    order = np.lexsort((reports, days[reports], terms))
    reports, terms = reports[order], terms[order]
    held: list[NDArray[np.uint64]] = []
    weighed: list[NDArray[np.float32]] = []
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(terms[step:] == terms[:-step])
        left, right = reports[same], reports[same + step]
        apart = np.abs(days[left] - days[right])
        near = (apart <= WINDOW_DAYS) | (days[left] == 0) | (days[right] == 0)
        left, right, words = left[near], right[near], terms[same][near]
        low, high = np.minimum(left, right), np.maximum(left, right)
        held.append((low.astype(np.uint64) << np.uint64(32)) | high.astype(np.uint64))
        weighed.append(weights[words])
        if sum(map(len, held)) > CHUNK:
            held, weighed = _summed(held, weighed)
    pairs, sums = _summed(held, weighed)
    return _best(pairs[0], sums[0], len(gists))


def _keys(gists: Sequence[Gist], weights: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each report's rarest words that another report has, too, as two columns: report and word."""
    import numpy as np

    shared = np.zeros(len(weights), dtype=np.uint32)
    for g in gists:
        shared[np.frombuffer(g.terms, dtype=np.uint32)] += 1
    reports, terms = [], []
    for place, g in enumerate(gists):
        own = np.frombuffer(g.terms, dtype=np.uint32)
        own = own[shared[own] > 1]
        rarest = own[np.argsort(-weights[own], kind="stable")[:KEYS]]
        terms.append(rarest.astype(np.int64))
        reports.append(np.full(len(rarest), place, dtype=np.int64))
    return np.concatenate(reports), np.concatenate(terms)


def _summed(
    held: list[NDArray[np.uint64]], weighed: list[NDArray[np.float32]]
) -> tuple[list[NDArray[np.uint64]], list[NDArray[np.float32]]]:
    """Return each pair once with the sum of its words' weights."""
    import numpy as np

    pairs, inverse = np.unique(np.concatenate(held), return_inverse=True)
    sums = np.bincount(inverse, weights=np.concatenate(weighed), minlength=len(pairs)).astype(np.float32)
    return [pairs], [sums]


def _best(pairs: NDArray[np.uint64], sums: NDArray[np.float32], count: int) -> list[tuple[int, int]]:
    """Return the pairs that share enough and are among the `CANDIDATES` heaviest of either of their reports."""
    import numpy as np

    left = (pairs >> np.uint64(32)).astype(np.int64)
    right = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    enough = sums >= LEAST_SHARED
    pairs, sums, left, right = pairs[enough], sums[enough], left[enough], right[enough]
    kept = np.zeros(len(pairs), dtype=bool)
    for side in (left, right):
        order = np.lexsort((pairs, -sums, side))
        sides = side[order]
        begins = np.searchsorted(sides, np.arange(count))
        rank = np.arange(len(sides)) - begins[sides]
        kept[order[rank < CANDIDATES]] = True
    return list(zip(left[kept].tolist(), right[kept].tolist(), strict=True))
