"""Which spans of a report are actor mentions: the tagged ones put right, and states that act.

Chosen by re3d's train and dev figures (docs/methods/who.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model.layers import Layers, Tagged
from sayso.who.edges import Edges
from sayso.who.names import key
from sayso.who.phrase import POSSESSIVES
from sayso.who.table import Table

PEOPLED = frozenset({"person", "organisation"})
"""Labels of tagged spans that name actors."""
PAIRING = frozenset({"with", "between"})
"""Prepositions after which a state acts: of talks, deals and wars."""
FULL_NAME = 2
"""Of so many words at least is a person's name that counts within a longer mention."""

Span = tuple[int, int]


def actor_spans(layers: Layers, table: Table) -> set[Span]:
    """Return the actor mentions of a report: phrases, names of persons and organisations outside them, acting states.

    A person's full name counts within a phrase too ("[Defence Secretary [Ash Carter]]"), a possessive never on its own.
    """
    edges = Edges(layers, table)
    alone = (t for t in layers.actors if not _owning(layers, (t.start, t.end)))
    phrases = _longest(layers, {span for span in _put_right(layers, edges, alone) if not edges.thing(*span)})
    named = [t for t in layers.names if t.label in PEOPLED]
    names = set(_put_right(layers, edges, (t for t in named if not _touches((t.start, t.end), phrases))))
    found = phrases | {span for span in names if not _touches(span, phrases)}
    found |= {span for span in _acting_states(layers, table) if not _touches(span, found)}
    found |= {span for span in _full_names(layers) if _touches(span, found)}
    return found


def _put_right(layers: Layers, edges: Edges, tagged: Iterable[Tagged]) -> Iterator[Span]:
    for phrase in tagged:
        within = layers.tree.within(phrase.start, phrase.end)
        for first, last in edges.put_right(within.start, within.stop) if within else ():
            # A tagged span may begin or end within a word; only what was cut off or added changes an edge.
            start = phrase.start if first == within.start else layers.words[first].start
            end = phrase.end if last == within.stop else layers.words[last - 1].end
            yield start, end


def _longest(layers: Layers, spans: set[Span]) -> set[Span]:
    """Return the spans without those that lie within another of the same head: "civilians" in "innocent civilians"."""
    by_head: dict[int | None, Span] = {}
    for span in sorted(spans, key=lambda s: s[0] - s[1]):
        by_head.setdefault(layers.tree.at(*span), span)
    return set(by_head.values())


def _owning(layers: Layers, span: Span) -> bool:
    """Say whether a span is a possessive alone: "its" is a part of "its fighters"."""
    within = layers.tree.within(*span)
    word = layers.words[within.start]
    return len(within) == 1 and word.text.lower() in POSSESSIVES and word.deprel.startswith("nmod")


def _full_names(layers: Layers) -> Iterator[Span]:
    for name in layers.names:
        within = layers.tree.within(name.start, name.end)
        # "[Defense Ash Carter]" after "Secretary of" is tagged wrongly.
        inside_title = within.start > 0 and layers.words[within.start - 1].upos == "ADP"
        if name.label == "person" and len(within) >= FULL_NAME and not inside_title:
            yield name.start, name.end


def _acting_states(layers: Layers, table: Table) -> Iterator[Span]:
    """Yield states that are tagged as places but act: subjects of verbs, and those that a pact or war is "with"."""
    tree, words = layers.tree, layers.words
    for tagged in (*layers.places, *layers.names):
        within = tree.within(tagged.start, tagged.end)
        term = table.lexicon.terms.get(key(" ".join(words[i].text for i in within)))
        if term is None or term[0] != "name":
            continue
        head = tree.at(tagged.start, tagged.end)
        while head is not None and words[head].deprel == "conj":
            head = words[head].head
        if head is None:
            continue
        paired = any(words[i].text.lower() in PAIRING for i in tree.children(head, "case"))
        if paired or words[head].deprel in {"nsubj", "nsubj:pass"}:
            before = within.start - 1
            article = before >= 0 and words[before].text.lower() == "the"
            yield words[before].start if article else tagged.start, tagged.end


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
