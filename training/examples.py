"""Documents cut into windows of wordpieces with a target for every head: what the network is trained on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from sayso.model.sentences import split
from sayso.model.windows import WINDOW, plan
from sayso.model.wordpieces import LOWER, NO_LETTERS, UPPER, Wordpieces, encode
from sayso.model.words import may_name_event
from sayso.what.lexicon import senses
from training.corpora import Document
from training.event_corpora import INCIDENTS, own_sentences
from training.labels import LINKS, SPAN_LABELS, WORD_LABELS, lemma_script

IGNORE = -100
CLS, SEP = 101, 102
STEM, ENDING = 6, 4
"""Letters that a word is known by, and how many more a word of fewer letters may end in ("bomb", "bombings")."""
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """One window. Arrays have one entry a wordpiece, the special ones included; a missing target is `IGNORE`.

    ``sentence`` is 0 at wordpieces that do not stand for a syntactic word; ``candidate`` is 1 at those that may be an
    event's word. ``bags`` are half-open ranges of wordpieces with their scheme and target, ``incidents`` is 1, 0 or
    `IGNORE` for each kind of incident, or ``None`` where nobody looked for them.
    """

    ids: Ints
    cases: Ints
    breaks: Ints
    sentence: Ints
    targets: dict[str, Ints]
    happened: npt.NDArray[np.float32]
    candidate: Ints
    bags: tuple[tuple[int, int, str, int], ...] = ()
    incidents: tuple[int, ...] | None = None


@cache
def violence() -> frozenset[str]:
    """Return what words of violence begin with: the first letters of the trigger table's ASSAULT."""
    found = (sense for group in senses().values() for sense in group if sense.type == "ASSAULT")
    return frozenset(sense.lemma[0][:STEM] for sense in found if len(sense.lemma) == 1 and not sense.conditions)


@cache
def eventful() -> frozenset[str]:
    """Return what words begin with that may name an event by the trigger table or in our own sentences.

    Where the table does not mark one of them, it may name an event all the same.
    """
    table = {sense.lemma[0][:STEM] for group in senses().values() for sense in group if sense.type is not None}
    own = (span for document in own_sentences(apart=False) for span in _named(document))
    return frozenset(table) | {word[:STEM] for word in own}


def _named(document: Document) -> Iterator[str]:
    for start, end, kind in document.spans["kind"]:
        if kind != "NONE":
            yield document.text[start:end].lower()


class Prepared:
    """A document, tokenised once, from which windows are cut again and again."""

    def __init__(self, document: Document, heads: dict[str, tuple[str, ...]]) -> None:
        self.document = document
        self.pieces: Wordpieces = encode(document.text)
        self.heads = heads
        sentences = document.sentences or split(document.text)
        edges = np.searchsorted(self.pieces.starts, [start for start, _ in sentences])
        self.sentences = [(int(a), int(b)) for a, b in zip(edges, [*edges[1:], len(self.pieces)], strict=True) if b > a]
        self.targets, self.sentence, self.happened = self._targets()
        self.candidate = self._candidates()
        self.violent = self._beginning(violence())
        if "kind" in document.spans and "status" not in document.spans:
            kinds = self.targets["kind"]
            kinds[(kinds == IGNORE) & (self.candidate == 1) & (self._beginning(eventful()) == 0)] = 0

    def _piece(self, offset: int) -> int:
        """Return the wordpiece that covers an offset, or the first after it."""
        return int(np.searchsorted(self.pieces.ends, offset, side="right"))

    def _targets(self) -> tuple[dict[str, Ints], Ints, npt.NDArray[np.float32]]:
        size, document = len(self.pieces), self.document
        targets: dict[str, Ints] = {}
        for layer in SPAN_LABELS:
            if layer not in document.spans:
                continue
            tags = np.zeros(size, dtype=np.int64)
            for start, end, label in document.spans[layer]:
                a, b = self._piece(start), int(np.searchsorted(self.pieces.starts, end))
                if a < b:
                    tags[a] = self.heads[layer].index(f"B-{label}")
                    tags[a + 1 : b] = self.heads[layer].index(f"I-{label}")
            targets[layer] = tags
        for layer in WORD_LABELS:
            if layer in document.spans:
                tags = np.full(size, IGNORE, dtype=np.int64)
                for start, _, label in document.spans[layer]:
                    if self._piece(start) < size:
                        tags[self._piece(start)] = self.heads[layer].index(label)
                targets[layer] = tags
        sentence = np.zeros(size, dtype=np.int64)
        happened = np.full(size, np.nan, dtype=np.float32)
        if document.words is not None:
            self._syntax(targets, sentence, happened)
        pairs = (
            document.cue_sources, document.content_cues, document.antecedents, document.event_places,
            document.event_actors, document.event_recipients,
        )  # fmt: skip
        for name, linked in zip(LINKS, pairs, strict=True):
            if linked:
                targets[name] = self._links(linked)
        return targets, sentence, happened

    def _candidates(self) -> Ints:
        """Return 1 at each wordpiece that begins a word which may name an event, else 0."""
        found = np.zeros(len(self.pieces), dtype=np.int64)
        text = self.document.text
        for index, (start, end) in enumerate(zip(self.pieces.starts, self.pieces.ends, strict=True)):
            inside = index and self.pieces.ends[index - 1] == start and text[start - 1].isalnum()
            found[index] = not inside and may_name_event(text[start:end])
        return found

    def _beginning(self, stems: frozenset[str]) -> Ints:
        """Return 1 at each wordpiece of a word that begins with one of *stems*, else 0."""
        found = np.zeros(len(self.pieces), dtype=np.int64)
        for match in re.finditer(r"\w+", self.document.text.lower()):
            if any(match[0][:size] in stems for size in range(min(STEM, max(3, len(match[0]) - ENDING)), STEM + 1)):
                found[self._piece(match.start()) : self._piece(match.end())] = 1
        return found

    def _links(self, pairs: list[tuple[int, int | None]]) -> Ints:
        """Return, at each span's first wordpiece, the linked span's first wordpiece; -1 where it has none."""
        linked = np.full(len(self.pieces), IGNORE, dtype=np.int64)
        for start, other in pairs:
            linked[self._piece(start)] = -1 if other is None else self._piece(other)
        return linked

    def _syntax(self, targets: dict[str, Ints], sentence: Ints, happened: npt.NDArray[np.float32]) -> None:
        size, words = len(self.pieces), self.document.words or []
        for head in ("upos", "lemma", "relation", "governor"):
            targets[head] = np.full(size, IGNORE, dtype=np.int64)
        number_of = {}
        for number, (a, b) in enumerate(self.sentences, 1):
            number_of.update(dict.fromkeys(range(a, b), number))
        place: dict[int, int] = {}
        for index, word in enumerate(words):
            piece = int(np.searchsorted(self.pieces.starts, word.start))
            if piece < size and self.pieces.starts[piece] < word.end and sentence[piece] == 0:
                place[index] = piece
                sentence[piece] = number_of[piece]
        for index, piece in place.items():
            word = words[index]
            upos, relation = self.heads["upos"], self.heads["relation"]
            script = lemma_script(self.document.text[word.start : word.end], word.lemma)
            targets["upos"][piece] = upos.index(word.upos) if word.upos in upos else IGNORE
            targets["relation"][piece] = relation.index(word.deprel) if word.deprel in relation else IGNORE
            targets["lemma"][piece] = self.heads["lemma"].index(script) if script in self.heads["lemma"] else IGNORE
            if word.head in place and sentence[place[word.head]] == sentence[piece]:
                targets["governor"][piece] = place[word.head]
            if word.happened is not None:
                happened[piece] = word.happened

    def windows(self, shuffle: random.Random | None = None, *, recase: float = 0.0) -> Iterator[Example]:
        """Yield the windows; with *shuffle* they begin at another sentence each time, without overlap."""
        sentences = self.sentences
        if shuffle is None:
            planned = plan(sentences)
        else:
            room = shuffle.choice((WINDOW - 2, shuffle.randint(64, WINDOW - 2)))
            first = 1
            while first < len(sentences) and sentences[first][1] - sentences[0][0] <= room:
                first += 1
            planned = plan(sentences[:first], overlap=0) + plan(sentences[first:], overlap=0)
        for a, b in planned:
            cases = self.pieces.cases[a:b]
            if shuffle is not None and shuffle.random() < recase:
                cases = np.where(cases == NO_LETTERS, NO_LETTERS, shuffle.choice((UPPER, UPPER, LOWER)))
            yield self._window(a, b, cases)

    def _window(self, a: int, b: int, cases: Ints) -> Example:
        targets = {}
        for head, whole in self.targets.items():
            target = whole[a:b].copy()
            if head == "governor" or head in LINKS:
                inside = (target >= a) & (target < b)
                none = target != IGNORE
                outside = IGNORE if head == "governor" else 0  # a link that leaves the window points at [CLS]
                target = np.where(inside, target - a + 1, np.where(none, outside, IGNORE))
            targets[head] = np.pad(target, 1, constant_values=IGNORE)
        return Example(
            ids=np.concatenate([[CLS], self.pieces.ids[a:b], [SEP]]),
            cases=np.pad(cases, 1),
            breaks=np.pad(self.pieces.breaks[a:b], 1),
            sentence=np.pad(self.sentence[a:b], 1),
            targets=targets,
            happened=np.pad(self.happened[a:b], 1, constant_values=np.nan),
            candidate=np.pad(self.candidate[a:b], 1),
            bags=tuple(self._bags(a, b)),
            incidents=self._incidents(a, b),
        )

    def _bags(self, a: int, b: int) -> Iterator[tuple[int, int, str, int]]:
        """Yield the bags of which a window holds the beginning, cut to the window."""
        for bag in self.document.bags:
            first, last = self._piece(bag.start), int(np.searchsorted(self.pieces.starts, bag.end))
            if a <= first < b:
                yield first - a + 1, min(last, b) - a + 1, bag.scheme, bag.target

    def _incidents(self, a: int, b: int) -> tuple[int, ...] | None:
        """Return whether a window tells of each kind of incident: surely where words of its roles are in it.

        A window of a text that nobody looked through tells of none where it has no word of violence.
        """
        incidents = self.document.incidents
        if incidents is None:
            return None if self.violent[a:b].any() else (0,) * len(INCIDENTS)
        whole = b - a == len(self.pieces)
        inside = {kind for kind, starts in incidents.items() if any(a <= self._piece(s) < b for s in starts)}
        return tuple(
            0 if kind not in incidents else 1 if whole or kind in inside else IGNORE for kind in INCIDENTS
        )  # fmt: skip
