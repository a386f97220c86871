"""Walking the dependency trees of `Layers.words` (Universal Dependencies 2)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from sayso.model.layers import Layers, Word

OUTSIDE_PHRASE = frozenset({"acl:relcl", "punct", "conj", "cc", "appos", "parataxis", "cop", "case", "mark", "aux",
                            "nsubj", "advcl", "advmod", "orphan", "dep", "discourse", "list"})  # fmt: skip
"""Relations whose dependents do not belong to the noun phrase that names the head."""


class Tree:
    """The words of a report as one forest, a tree a sentence. Indexes are those of ``layers.words``."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.words: tuple[Word, ...] = layers.words

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(self.words):
            if word.head >= 0:
                children[word.head].append(index)
        return children

    @cached_property
    def _labels(self) -> list[tuple[str, str]]:
        """Each word's relation, and the same without its subtype."""
        return [(word.deprel, word.deprel.partition(":")[0]) for word in self.words]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    def children(self, index: int, *relations: str) -> tuple[int, ...]:
        """Return the dependents of a word, in text order, of *relations* alone where any are given.

        A relation without a subtype stands for its subtypes too: ``nsubj`` for ``nsubj:pass``.
        """
        found = self._children.get(index)
        if not found:
            return ()
        if not relations:
            return tuple(found)
        labels = self._labels
        return tuple([i for i in found if labels[i][0] in relations or labels[i][1] in relations])

    def subtree(self, index: int, *, without: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """Return a word and all below it in text order, leaving out branches whose relation is in *without*."""
        found, queue = [index], list(self._children.get(index, ()))
        while queue:
            child = queue.pop()
            if self.words[child].deprel in without or self.words[child].deprel.partition(":")[0] in without:
                continue
            found.append(child)
            queue.extend(self._children.get(child, ()))
        return tuple(sorted(found))

    def ancestors(self, index: int) -> tuple[int, ...]:
        """Return the governors of a word from the nearest up to the root."""
        found: list[int] = []
        head = self.words[index].head
        while head >= 0 and head not in found:
            found.append(head)
            head = self.words[head].head
        return tuple(found)

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """Return a word and those coordinated with it ("the army and the police"), in text order."""
        return tuple(sorted({index, *self.children(index, "conj")}))

    def phrase(self, index: int) -> tuple[int, int]:
        """Return the offsets of the noun phrase that a word heads, without clauses, coordination or preposition."""
        inside = set(self.subtree(index)) - self._outside(index)
        first = last = index
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return self.words[first].start, self.words[last].end

    def _outside(self, index: int) -> set[int]:
        outside: set[int] = set()
        for child in self.children(index):
            deprel = self.words[child].deprel
            if deprel in OUTSIDE_PHRASE or deprel.partition(":")[0] in OUTSIDE_PHRASE:
                outside.update(self.subtree(child))
        return outside

    def at(self, start: int, end: int) -> int | None:
        """Return the head word of a span, the first whose governor lies outside; ``None`` where it has no word."""
        inside = self.within(start, end)
        for index in inside:
            if self.words[index].head not in inside:
                return index
        return inside[0] if inside else None

    def within(self, start: int, end: int) -> range:
        """Return the indexes of the words that a span touches."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))
