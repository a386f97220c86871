"""Layers from hand-made trees, so that the five questions are tested without a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, settings

from bench import servers
from sayso.model.layers import Attribution, Layers, Tagged, Word
from sayso.report import Report

ROW_FIELDS = 5

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a busy machine is no failure


def parse(text: str, sentences: Sequence[str]) -> tuple[Word, ...]:
    """Return the words of *text*. A sentence is lines ``form lemma UPOS head deprel``, heads counted from 1 in it."""
    words: list[Word] = []
    at = 0
    for number, block in enumerate(sentences):
        rows = [line.split() for line in block.strip().splitlines()]
        first = len(words)
        for row in rows:
            assert len(row) == ROW_FIELDS, row
            form, lemma, upos, head, deprel = row
            start = text.index(form, at)
            at = start + len(form)
            governor = int(head) - 1 + first if int(head) else -1
            words.append(Word(start, at, form, lemma, upos, governor, deprel, number))
    return tuple(words)


@pytest.fixture
def layers_of() -> Callable[..., Layers]:
    """Return a builder: text, trees, and tagged phrases by layer (``(phrase, label)``, first match in the text)."""

    def build(
        text: str,
        *trees: str,
        actors: Sequence[tuple[str, str]] = (),
        names: Sequence[tuple[str, str]] = (),
        places: Sequence[str] = (),
        times: Sequence[tuple[str, str]] = (),
        things: Sequence[tuple[str, str]] = (),
        attributions: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (),
    ) -> Layers:
        def tagged(phrase: str, label: str) -> Tagged:
            start = text.index(phrase)
            return Tagged(start, start + len(phrase), label, 0.9)

        words = parse(text, trees)
        spans = [[w for w in words if w.sentence == n] for n in range(len(trees))]
        return Layers(
            sentences=tuple((s[0].start, s[-1].end) for s in spans) if trees else ((0, len(text)),),
            words=words,
            attributions=tuple(
                Attribution(
                    tagged(cue, "cue"),
                    tuple(tagged(s, "source") for s in source),
                    tuple(tagged(c, "content") for c in content),
                    0.9,
                )
                for cue, source, content in attributions
            ),
            actors=tuple(tagged(*a) for a in actors),
            names=tuple(tagged(*n) for n in names),
            places=tuple(tagged(p, "place") for p in places),
            times=tuple(tagged(*t) for t in times),
            things=tuple(tagged(*t) for t in things),
        )

    return build


@pytest.fixture
def report_of() -> Callable[..., Report]:
    """Return a report of a text and what else is known of it."""
    return Report.from_text


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the address of a PostgreSQL server that lives as long as the tests."""
    folder = servers.programs()
    if folder is None:
        pytest.skip(servers.MISSING)
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'sayso[postgres]')")
    with servers.running(folder) as address:
        yield address
