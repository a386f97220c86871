"""Which spans of a report are actor mentions: the tagged ones put right, and states that act.

Chosen by re3d's train and dev figures (docs/methods/who.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from sayso.model.layers import Layers, Word
from sayso.who.names import key
from sayso.who.table import Table

PEOPLED = frozenset({"person", "organisation"})
"""Labels of tagged spans that name actors."""
TELLING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "X"})
"""Parts of speech of which a mention has one at least: never "the" or "40" alone."""
HANGING = frozenset({"ADP", "CCONJ", "DET"})
"""Parts of speech that no mention ends with."""


def actor_spans(layers: Layers, table: Table) -> set[tuple[int, int]]:
    """Return the actor mentions of a report: phrases, names of persons and organisations outside them, acting states.

    A phrase loses a hanging preposition, conjunction or article at its end and takes in "the" before a common noun.
    """
    phrases = set(_put_right(layers, ((t.start, t.end) for t in layers.actors)))
    names = _put_right(layers, ((t.start, t.end) for t in layers.names if t.label in PEOPLED))
    found = phrases | {span for span in names if not _touches(span, phrases)}
    return found | {span for span in _acting_states(layers, table) if not _touches(span, found)}


def words_in(layers: Layers, start: int, end: int) -> tuple[int, int]:
    """Return the indexes ``[first, last)`` of the words that a span touches."""
    first = bisect_right(layers.words, start, key=lambda w: w.end)
    return first, bisect_left(layers.words, end, key=lambda w: w.start)


def _put_right(layers: Layers, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        first, last = words_in(layers, start, end)
        words = list(layers.words[first:last])
        while len(words) > 1 and words[-1].upos in HANGING:
            words.pop()
        if not any(w.upos in TELLING for w in words):
            continue
        before = layers.words[first - 1] if first else None
        if before is not None and _opens(before, words[0]):
            words.insert(0, before)
        # A tagged span may end within a word; only what was cut off changes an edge.
        cut = words[-1] is not layers.words[last - 1]
        yield min(start, words[0].start), words[-1].end if cut else end


def _opens(before: Word, word: Word) -> bool:
    return before.text.lower() == "the" and before.sentence == word.sentence and word.text[:1].islower()


def _acting_states(layers: Layers, table: Table) -> Iterator[tuple[int, int]]:
    """Yield states that are tagged as places but are the subject of a verb ("Russia has used its influence")."""
    tree = layers.tree
    for tagged in (*layers.places, *layers.names):
        first, last = words_in(layers, tagged.start, tagged.end)
        text = " ".join(w.text for w in layers.words[first:last])
        term = table.lexicon.terms.get(key(text))
        if term is None or term[0] != "name":
            continue
        head = tree.at(tagged.start, tagged.end)
        while head is not None and layers.words[head].deprel == "conj":
            head = layers.words[head].head
        if head is not None and layers.words[head].deprel == "nsubj":
            yield tagged.start, tagged.end


def _touches(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
