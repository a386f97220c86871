"""Misspelt names: only long ones, only by a letter or two, only where one name is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

LONG, VERY_LONG = 12, 24
"""Names of so many letters may differ in one, in two of them."""


class Near:
    """Names to compare with, by number of words and first letter, so that few are compared."""

    def __init__(self, names: Iterable[str]) -> None:
        self._shelves: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name in names:
            if len(name) >= LONG and not any(c.isdigit() for c in name):
                self._shelves[name.count(" "), name[0]].append(name)

    def best(self, name: str) -> str | None:
        """Return the one name that *name* misspells, ``None`` for none or several.

        Every word but one must be the same, and that one must be long: a short word that differs is another name
        ("Army of Islam", "Army of Imam").
        """
        if len(name) < LONG:
            return None
        from rapidfuzz.distance import DamerauLevenshtein

        allowed = 2 if len(name) >= VERY_LONG else 1
        found: list[tuple[int, str]] = []
        for other in self._shelves.get((name.count(" "), name[0]), ()):
            if abs(len(other) - len(name)) > allowed:
                continue
            pairs = [(a, b) for a, b in zip(name.split(), other.split(), strict=True) if a != b]
            if len(pairs) != 1 or min(map(len, pairs[0])) <= LONG // 2 or pairs[0][0][0] != pairs[0][1][0]:
                continue
            distance = DamerauLevenshtein.distance(*pairs[0], score_cutoff=allowed)
            if distance <= allowed:
                found.append((distance, other))
        nearest = [other for distance, other in found if distance == min(found)[0]]
        return nearest[0] if len(nearest) == 1 else None
