"""From scored pairs to groups: what is most alike is put together first, and groups by the mean of their pairs.

Average linkage keeps a chain of half-alike reports from growing into one group, as single linkage would let it. A
group is compared by a few of its members, so that cost does not grow with the square of its size.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from itertools import product

EXEMPLARS = 5
"""Members of a group that stand for it in comparisons: those that came together first, which are the most alike."""
MARGIN = 1.5
"""How far under the threshold a pair may be for its groups to be held against each other later."""
LIMIT = 6.0
"""Log-odds are held within this, so that one odd pair does not outweigh the others."""

Pair = tuple[int, int]
Score = Callable[[int, int], float]


def components(count: int, pairs: Iterable[Pair]) -> list[int]:
    """Return, for each of the items 0 … *count* - 1, the first of the items that *pairs* join it with, near or far."""
    first = list(range(count))
    for left, right in pairs:
        a, b = _first(first, left), _first(first, right)
        first[max(a, b)] = min(a, b)
    return [_first(first, item) for item in range(count)]


def _first(first: list[int], item: int) -> int:
    while first[item] != item:
        first[item] = item = first[first[item]]
    return item


def clusters(
    items: Iterable[int],
    pairs: Mapping[Pair, float],
    score: Score,
    *,
    threshold: float,
    together: Iterable[Pair] = (),
) -> list[list[int]]:
    """Return the groups of *items*, each sorted, by their first items.

    *pairs* are the log-odds of those that were compared; *score* gives those of others where a group needs them.
    Items *together* are in one group whatever the log-odds say.
    """
    return _Clusters(items, pairs, score, threshold).run(together)


class _Clusters:
    def __init__(self, items: Iterable[int], pairs: Mapping[Pair, float], score: Score, threshold: float) -> None:
        self.scores = dict(pairs)
        self.score = score
        self.threshold = threshold
        self.members: dict[int, list[int]] = {item: [item] for item in items}
        self.near: dict[int, set[int]] = {item: set() for item in self.members}
        self.heap: list[tuple[float, int, int, int, int]] = []

    def run(self, together: Iterable[Pair]) -> list[list[int]]:
        for (left, right), odds in self.scores.items():
            if odds >= self.threshold - MARGIN:
                self.near[left].add(right)
                self.near[right].add(left)
        group = {item: item for item in self.members}
        for left, right in together:
            a, b = self._find(group, left), self._find(group, right)
            if a != b:
                self._merge(min(a, b), max(a, b))
                group[max(a, b)] = min(a, b)
        for left in list(self.members):
            for right in self.near[left]:
                if left < right:
                    self._offer(left, right)
        while self.heap:
            _, left, right, size_left, size_right = heapq.heappop(self.heap)
            if len(self.members.get(left, ())) != size_left or len(self.members.get(right, ())) != size_right:
                continue
            self._merge(left, right)
            for other in self.near[left]:
                self._offer(min(left, other), max(left, other))
        return sorted(sorted(items) for items in self.members.values())

    def _find(self, group: dict[int, int], item: int) -> int:
        while group[item] != item:
            item = group[item]
        return item

    def _offer(self, left: int, right: int) -> None:
        ours, theirs = self.members[left][:EXEMPLARS], self.members[right][:EXEMPLARS]
        if not self._promising(ours, theirs):
            return
        mean = self._mean(ours, theirs)
        if mean >= self.threshold:
            sizes = len(self.members[left]), len(self.members[right])
            heapq.heappush(self.heap, (-mean, left, right, *sizes))

    def _promising(self, left: list[int], right: list[int]) -> bool:
        """Tell whether the pairs that were compared let a link be hoped for; only then are the others compared."""
        known = [odds for a, b in product(left, right) if (odds := self.scores.get((a, b) if a < b else (b, a)))]
        known = known or [self._mean(left[:1], right[:1])]
        return sum(max(-LIMIT, min(LIMIT, odds)) for odds in known) / len(known) >= self.threshold

    def _mean(self, left: list[int], right: list[int]) -> float:
        total = 0.0
        for a, b in product(left, right):
            pair = (a, b) if a < b else (b, a)
            found = self.scores.get(pair)
            if found is None:
                found = self.scores[pair] = self.score(*pair)
            total += max(-LIMIT, min(LIMIT, found))
        return total / (len(left) * len(right))

    def _merge(self, left: int, right: int) -> None:
        """Put group *right* into group *left*; its neighbours become the other's."""
        ours, theirs = self.members[left], self.members.pop(right)
        few = (EXEMPLARS + 1) // 2
        self.members[left] = [*ours[:few], *theirs[:few], *ours[few:], *theirs[few:]]
        for other in self.near.pop(right):
            self.near[other].discard(right)
            if other != left:
                self.near[left].add(other)
                self.near[other].add(left)
        self.near[left].discard(right)
