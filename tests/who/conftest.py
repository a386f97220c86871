"""Casts of short invented reports, written as tagged words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest

from sayso.claim import Actor
from sayso.model.layers import Attribution, Layers, Tagged, Word
from sayso.report import Report
from sayso.who import Cast, Table, cast

NOMINAL = {"NOUN", "PROPN", "PRON"}
OPENING = {"[": "organisation", "{": "person"}


@dataclass(frozen=True)
class Read:
    """A cast and the phrases that were bracketed in its report, in order."""

    report: Report
    layers: Layers
    cast: Cast
    spans: tuple[tuple[int, int], ...]

    def actor(self, number: int) -> Actor:
        """Return who the bracketed phrase of that number is."""
        found = self.cast.actor(*self.spans[number])
        assert found is not None
        return found

    @property
    def ids(self) -> list[str]:
        """The id of every bracketed phrase."""
        return [self.actor(number).id for number in range(len(self.spans))]


def parse(tagged: str) -> tuple[str, Layers, tuple[tuple[int, int], ...]]:
    """Return text and layers of sentences written ``[The/DET army/NOUN] fired/VERB ./PUNCT``, a line each.

    ``[…]`` is an organisation or a nominal, ``{…}`` a person; "+" glues a word to the one before. A word is
    form/UPOS, then lemma and relation where they are not plain. Brackets hang from the line's first verb: a subject
    before it, an object behind it.
    """
    text, words, spans, labels = "", [], [], []
    sentences: list[tuple[int, int]] = []
    for number, line in enumerate(tagged.strip().splitlines()):
        first, open_at, phrases = len(words), None, []
        for token in line.split():
            label = OPENING.get(token[0]) if len(token) > 1 else None
            body = token[1:] if label else token
            closes = body[-1] in "]}" and body[0] not in "]}"
            form, upos, lemma, relation = [*body.rstrip("]}").split("/"), "", "", ""][:4]
            glued = form.startswith("+") or (upos == "PUNCT" and form in ".,)”") or (words and words[-1].text in "(“")
            form = form.removeprefix("+")
            text += "" if glued or not text else " "
            if label:
                open_at = (len(words), label)
            lemma = lemma or (form if upos == "PROPN" else form.lower())
            words.append(Word(len(text), len(text) + len(form), form, lemma, upos, -1, relation, number))
            text += form
            if closes and open_at:
                phrases.append((open_at[0], len(words)))
                spans.append((words[open_at[0]].start, words[-1].end))
                labels.append(open_at[1])
                open_at = None
        words[first:] = _tree(words[first:], [(a - first, b - first) for a, b in phrases], first)
        sentences.append((words[first].start, words[-1].end))
    actors = tuple(Tagged(*span, label, 0.9) for span, label in zip(spans, labels, strict=True))
    return text, Layers(tuple(sentences), tuple(words), (), actors, (), (), (), ()), tuple(spans)


def _tree(words: Sequence[Word], phrases: Sequence[tuple[int, int]], offset: int) -> list[Word]:
    root = next((i for i, w in enumerate(words) if w.upos == "VERB" and not w.deprel), 0)
    heads = dict.fromkeys(range(len(words)), (root, "dep"))
    before = root
    for first, last in phrases:
        cut = next((i for i in range(first + 1, last) if words[i].upos == "ADP"), last)
        head = next((i for i in range(cut - 1, first - 1, -1) if words[i].upos in NOMINAL), last - 1)
        heads |= dict.fromkeys(range(first, last), (head, "dep"))
        heads[head] = (root, "nsubj" if head < root else "obj")
        if words[head].deprel == "appos":
            heads[head] = (before, "appos")
        before = head
    heads[root] = (-1 - offset, "root")
    return [
        Word(w.start, w.end, w.text, w.lemma, w.upos, heads[i][0] + offset, w.deprel or heads[i][1], w.sentence)
        for i, w in enumerate(words)
    ]


@pytest.fixture
def cast_of() -> Callable[..., Read]:
    """Return a reader of tagged reports: the bracketed phrases are mentions and are asked for."""

    def build(
        tagged: str,
        *,
        published: str | None = None,
        table: Table | None = None,
        said: tuple[int, tuple[int, int]] | None = None,
    ) -> Read:
        text, layers, spans = parse(tagged)
        if said is not None:
            source, (first, last) = spans[said[0]], said[1]
            attribution = Attribution(
                Tagged(*source, "cue", 0.9),
                (Tagged(*source, "source", 0.9),),
                (Tagged(spans[first][0], spans[last][1], "content", 0.9),),
                0.9,
            )
            layers = replace(layers, attributions=(attribution,))
        report = Report.from_text(text, published=dt.date.fromisoformat(published) if published else None)
        return Read(report, layers, cast(report, layers, spans, table=table), spans)

    return build
