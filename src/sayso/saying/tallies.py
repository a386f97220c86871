"""Whose figure it is: sources that give a toll without a verb of saying.

"A rights group *put* the toll at 20", "the Red Crescent's *count* stands at 19", "officials *raised* the toll to 25":
the model's statements, which follow PolNeAR, hold few of these, and a toll without its source is worth little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claim import Fragment
from sayso.model.layers import Layers
from sayso.model.tree import Tree
from sayso.saying.vocabulary import noun_forms, word_forms

BESIDE = ("conj", "cc", "parataxis", "advcl")
"""Relations of what is no part of the clause that gives a figure."""


def tallied(layers: Layers) -> Iterator[tuple[Fragment, Fragment, Fragment]]:
    """Yield source, cue and content of each figure of harm that somebody gives, by the tree."""
    tree = layers.tree
    for index, word in enumerate(tree.words):
        if word.text.lower() not in noun_forms("cues", "tallies", "figures") or not _of_harm(tree, index):
            continue
        owner = next((c for c in tree.children(index, "nmod:poss") if _somebody(layers, c)), None)
        by = any(tree.words[c].text.lower() == "by" for c in tree.children(index, "case"))
        if owner is not None and word.head >= 0 and (word.deprel == "nsubj" or by):
            content = _clause(tree, word.head, without=tree.subtree(index), after=-1 if by else index)
            yield tree.phrase(owner), (word.start, word.end), content
        verb = _giver(tree, index)
        source = None if verb is None else next((s for s in _givers(tree, verb) if _somebody(layers, s)), None)
        if verb is not None and source is not None:
            after = verb if tree.words[index].deprel == "obj" else -1
            content = _clause(tree, verb, without=(*tree.subtree(source), verb), after=after)
            yield tree.phrase(source), (tree.words[verb].start, tree.words[verb].end), content


def _of_harm(tree: Tree, figure: int) -> bool:
    """Return whether a figure counts people harmed: "the number of *dead*", not "the number of troops"."""
    counted = [tree.words[c].text.lower() for c in tree.children(figure, "nmod") if tree.words[c].deprel == "nmod"]
    return not counted or any(word in noun_forms("cues", "tallies", "harmed") for word in counted)


def _giver(tree: Tree, figure: int) -> int | None:
    """Return the verb by which somebody gives the figure that a noun stands for; ``None`` where there is none."""
    word = tree.words[figure]
    given = word.head >= 0 and word.deprel in {"obj", "nsubj:pass"}
    listed = given and tree.words[word.head].text.lower() in word_forms("cues", "tallies", "verbs")
    return word.head if listed else None


def _givers(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return who does what a verb says: its active subjects, or those after "by"."""
    return tuple(c for c in tree.children(verb, "nsubj", "obl") if tree.words[c].deprel in {"nsubj", "obl:agent"})


def _somebody(layers: Layers, index: int) -> bool:
    """Return whether a word stands in the name or description of a person or an organisation."""
    word = layers.words[index]
    return any(a.start <= word.start and word.end <= a.end for a in (*layers.actors, *layers.names))


def _clause(tree: Tree, head: int, *, without: Sequence[int], after: int) -> Fragment:
    """Return the span of a verb's clause that comes *after* a word, but for some words and what is coordinated."""
    beside = {i for c in tree.children(head, *BESIDE) for i in tree.subtree(c)}
    inside = [i for i in tree.subtree(head) if i > after and i not in beside and i not in without]
    told = [i for i in inside if tree.words[i].upos != "PUNCT"]
    return (tree.words[told[0]].start, tree.words[told[-1]].end) if told else (0, 0)
