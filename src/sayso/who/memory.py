"""What "the group", "its", "they" and "he" refer back to: the most salient fitting actor told so far.

Salience follows centering theory (Grosz, Joshi and Weinstein 1995): near before far, subjects before objects
before the rest, main clauses before what is embedded in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sayso.model.tree import Tree
from sayso.who.referent import Referent

REACH = 3
"""How many sentences back a pronoun or nominal looks for what it refers to."""
FAR = 1.5
"""What a sentence of distance costs, in steps of grammatical rank."""
DEEP = 0.1
"""What each level of embedding costs."""
CLAUSE = 0.6
"""What each clause costs that lies between a pronoun and an argument of an outer verb of its sentence."""
OUTSIDE = 4
"""As many clauses away counts what is no argument of an outer verb, or is told in an earlier sentence."""
OFTEN, MOST = 0.5, 10
"""What each earlier mention adds to an actor's salience, and how many count: a report is about somebody.

Chosen on GUM's train part (docs/methods/who.md).
"""
RANKS = {"nsubj": 0.0, "obj": 1.0, "iobj": 1.0, "obl": 1.5, "nmod": 2.0, "root": 0.5, "conj": 0.5, "appos": 0.5}
OTHER_RANK = 2.0
ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention: what it stands for, the word that heads it, where it lies and how salient it is."""

    referent: Referent
    head: int
    sentence: int
    cost: float
    governor: int | None


class Memory:
    """The mentions of a report, in the order that they are told."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._seen: list[Seen] = []
        self._told: Counter[int] = Counter()

    def add(self, referent: Referent, head: int) -> None:
        """Remember that the phrase headed by word *head* stands for *referent*."""
        word = self.tree.words[head]
        relation = word.deprel.partition(":")[0]
        cost = RANKS.get(relation, OTHER_RANK) + DEEP * min(len(self.tree.ancestors(head)), 6)
        governor = word.head if relation in ARGUMENTS else None
        self._told[id(referent)] += 1
        self._seen.append(Seen(referent, head, word.sentence, cost, governor))

    def at(self, head: int) -> Referent | None:
        """Return what the phrase headed by word *head* stands for."""
        return next((s.referent for s in self._seen if s.head == head), None)

    def best(
        self, head: int, fits: Callable[[Referent], bool], *, reach: int = REACH, apart: bool = True
    ) -> Referent | None:
        """Return the most salient fitting actor told before word *head*.

        *apart*: the subject and the object of one verb are never the same actor ("the army bombed them").
        """
        here = self.tree.words[head]
        governor = here.head if here.deprel.partition(":")[0] in ARGUMENTS else None
        rivals = {id(s.referent) for s in self._seen if apart and governor is not None and s.governor == governor
                  and s.head != head}  # fmt: skip
        verbs = [i for i in self.tree.ancestors(head) if self.tree.words[i].upos in {"VERB", "AUX", "ADJ"}]
        clauses: dict[int | None, int] = {verb: up for up, verb in enumerate(verbs)}
        found: tuple[float, int] | None = None
        best: Referent | None = None
        for order, seen in enumerate(self._seen):
            distance = here.sentence - seen.sentence
            if seen.head >= head or distance > reach or id(seen.referent) in rivals or not fits(seen.referent):
                continue
            near = CLAUSE * clauses.get(seen.governor, OUTSIDE) if distance == 0 else CLAUSE * OUTSIDE
            often = min(self._told[id(seen.referent)], MOST) - 1
            score = (seen.cost + FAR * distance + near - OFTEN * often, order)
            if found is None or score < found:
                found, best = score, seen.referent
        return best
