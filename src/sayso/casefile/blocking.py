"""Which reports are compared at all: those that share rare words, within a window of days.

Of the many reports that have one word, each is compared with its neighbours in time alone, so that cost grows with the
number of reports and not of their pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
BLOCK = 10_000
"""Reports whose pairs are gathered together: each has at most `KEYS` × `NEIGHBOURS` of them."""


def candidates(gists: Sequence[Gist], weights: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the pairs of reports, earlier place first, that are worth comparing, one a row, sorted.

    *weights* are the words' weights by their numbers.
    """
    import numpy as np

    if len(gists) < 2:
        return np.empty((0, 2), dtype=np.int64)
    reports, terms = _keys(gists, weights)
    days = np.array([g.day if g.day is not None else 0 for g in gists], dtype=np.int32)
    order = np.lexsort((reports, days[reports], terms))
    reports, terms = reports[order], terms[order]
    # The earlier of two reports is so by each word that they share: all their words are met in its block.
    by_report = np.argsort(reports, kind="stable")
    ends = np.searchsorted(reports[by_report], np.arange(0, len(gists) + BLOCK, BLOCK))
    pairs, sums = [], []
    for first, last in pairwise(ends.tolist()):
        postings = np.sort(by_report[first:last])
        some, weighed = _shared(postings, reports, terms, days, weights)
        enough = weighed >= LEAST_SHARED
        pairs.append(some[enough])
        sums.append(weighed[enough])
    return _best(np.concatenate(pairs), np.concatenate(sums), len(gists))


def _keys(gists: Sequence[Gist], weights: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
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
        terms.append(rarest.astype(np.int32))
        reports.append(np.full(len(rarest), place, dtype=np.int32))
    return np.concatenate(reports), np.concatenate(terms)


def _shared(
    postings: NDArray[np.int64],
    reports: NDArray[np.int32],
    terms: NDArray[np.int32],
    days: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Return the pairs that the *postings* make with those after them, each once with the sum of its words' weights.

    A pair is one number, its lower place in the upper half.
    """
    import numpy as np

    held, weighed = [], []
    for step in range(1, NEIGHBOURS + 1):
        one = postings[postings < len(terms) - step]
        one = one[terms[one] == terms[one + step]]
        left, right = reports[one], reports[one + step]
        apart = np.abs(days[left] - days[right])
        near = (apart <= WINDOW_DAYS) | (days[left] == 0) | (days[right] == 0)
        left, right = left[near], right[near]
        low, high = np.minimum(left, right), np.maximum(left, right)
        held.append((low.astype(np.uint64) << np.uint64(32)) | high.astype(np.uint64))
        weighed.append(weights[terms[one][near]])
    pairs, inverse = np.unique(np.concatenate(held), return_inverse=True)
    sums = np.bincount(inverse, weights=np.concatenate(weighed), minlength=len(pairs)).astype(np.float32)
    return pairs, sums


def _best(pairs: NDArray[np.uint64], sums: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the pairs that are among the `CANDIDATES` heaviest of either of their reports, one a row."""
    import numpy as np

    order = np.argsort(pairs)
    pairs, sums = pairs[order], sums[order]
    left = (pairs >> np.uint64(32)).astype(np.int64)
    right = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    kept = np.zeros(len(pairs), dtype=bool)
    for side in (left, right):
        order = np.lexsort((pairs, -sums, side))
        sides = side[order]
        begins = np.searchsorted(sides, np.arange(count))
        rank = np.arange(len(sides)) - begins[sides]
        kept[order[rank < CANDIDATES]] = True
    return np.column_stack((left[kept], right[kept]))
