"""Attributions that the tagger missed or cut where they are plainest: a sentence that ends with who said it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.layers import Attribution, Layers, Tagged
from sayso.saying.vocabulary import listed

SCORE = 0.5
"""The score of an attribution that only the tree speaks for."""
LONGEST_TAIL = 8
"""Words that may follow the verb ("said in a statement on Monday")."""


def trailing(layers: Layers) -> Iterator[Attribution]:
    """Yield "…, the governor of Gao said", with what stands before it, in sentences without a cue that has a source."""
    cues = [attribution.cue.start for attribution in layers.attributions if attribution.source]
    cued = {n for n, (start, end) in enumerate(layers.sentences) if any(start <= cue < end for cue in cues)}
    for index, word in enumerate(layers.words):
        if word.sentence in cued or word.upos != "VERB" or word.text.lower() not in listed("cues", "trailing", "verbs"):
            continue
        inside = [i for i, w in enumerate(layers.words) if w.sentence == word.sentence]
        first = _source(layers, inside[0], index)
        if first is None or inside[-1] - index > LONGEST_TAIL:
            continue
        yield Attribution(
            cue=Tagged(word.start, word.end, "cue", SCORE),
            source=(Tagged(layers.words[first].start, _end(layers, index), "source", SCORE),),
            content=(Tagged(layers.words[inside[0]].start, layers.words[first - 2].end, "content", SCORE),),
            score=SCORE,
        )


def completed(layers: Layers) -> list[Attribution]:
    """Return the tagger's attributions, those replaced or added that end a sentence."""
    found = list(trailing(layers))
    replaced = {attribution.cue.start for attribution in found}
    return [*(a for a in layers.attributions if a.cue.start not in replaced), *found]


def _source(layers: Layers, opening: int, verb: int) -> int | None:
    """Return the first word of who says it, after the comma that ends what is said; ``None`` where nobody does.

    A name beside a description stands between commas of its own: ", the police chief, Tomas Reku, said".
    """
    words = layers.words
    apposed = words[verb - 1].text == ","
    at = verb - 2 if apposed else verb - 1
    for segment in range(2 if apposed else 1):
        first = at
        while first > opening and words[first - 1].text != ",":
            first -= 1
        nominal = any(words[i].upos in {"NOUN", "PROPN", "PRON"} for i in range(first, at + 1))
        if first <= opening + 1 or not nominal or any(words[i].upos in {"VERB", "AUX"} for i in range(first, at + 1)):
            return None
        if segment == int(apposed):
            return first
        at = first - 2
    return None


def _end(layers: Layers, verb: int) -> int:
    before = layers.words[verb - 1]
    return layers.words[verb - 2].end if before.text == "," else before.end
