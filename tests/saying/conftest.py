"""Layers from marked-up text: an attribution's words are given, its offsets found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from sayso.claim import SourceKind
from sayso.model.layers import Attribution, Layers, Tagged

SENTENCE = re.compile(r"\S[^\n]*?(?:(?<!Gen)[.?!][\"”’)]*(?=\s)|$)", re.MULTILINE)
AGENCIES = {"Kestrel": "agency"}


def tagged(text: str, phrase: str, label: str, *, after: int = 0) -> Tagged:
    """Return the first place after *after* where *phrase* stands."""
    start = text.index(phrase, after)
    return Tagged(start, start + len(phrase), label, 0.9)


@pytest.fixture
def said() -> Callable[..., Layers]:
    """Return a builder of layers without words: ``(cue, sources, contents)`` by phrase, times, actors and places."""

    def build(
        text: str,
        *attributions: tuple[str, Sequence[str], Sequence[str]],
        times: Sequence[str] = (),
        actors: Sequence[tuple[str, str]] = (),
        places: Sequence[str] = (),
    ) -> Layers:
        found = []
        for cue, sources, contents in attributions:
            found.append(
                Attribution(
                    tagged(text, cue, "cue"),
                    tuple(tagged(text, s, "source") for s in sources),
                    tuple(tagged(text, c, "content") for c in contents),
                    0.9,
                )
            )
        return Layers(
            sentences=tuple(m.span() for m in SENTENCE.finditer(text)),
            words=(),
            attributions=tuple(found),
            actors=tuple(tagged(text, *a) for a in actors),
            names=(),
            places=tuple(tagged(text, p, "place") for p in places),
            times=tuple(tagged(text, t, "DATE") for t in times),
            things=(),
        )

    return build


@pytest.fixture
def outlets() -> Callable[[str], SourceKind | None]:
    """Return a table of the world's media that knows one invented agency."""
    return lambda name: "agency" if name in AGENCIES else None
