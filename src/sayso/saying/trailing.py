"""Attributions that the tagger missed where they are plainest: a sentence that ends with who said it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.layers import Attribution, Layers, Tagged
from sayso.saying.vocabulary import listed

SCORE = 0.5
"""The score of an attribution that only the tree speaks for."""
LONGEST_TAIL = 8
"""Words that may follow the verb ("said in a statement on Monday")."""


def trailing(layers: Layers) -> Iterator[Attribution]:
    """Yield "…, the governor of Gao said" in sentences without any tagged cue: what stands before is the content."""
    cues = [attribution.cue.start for attribution in layers.attributions]
    cued = {n for n, (start, end) in enumerate(layers.sentences) if any(start <= cue < end for cue in cues)}
    for index, word in enumerate(layers.words):
        if word.sentence in cued or word.upos != "VERB" or word.text.lower() not in listed("cues", "trailing", "verbs"):
            continue
        inside = [i for i, w in enumerate(layers.words) if w.sentence == word.sentence]
        comma = max((i for i in inside if i < index and layers.words[i].text == ","), default=None)
        if comma is None or comma == inside[0] or inside[-1] - index > LONGEST_TAIL:
            continue
        between = range(comma + 1, index)
        nominal = any(layers.words[i].upos in {"NOUN", "PROPN", "PRON"} for i in between)
        if not between or not nominal or any(layers.words[i].upos == "VERB" for i in between):
            continue
        first, last = layers.words[comma + 1], layers.words[index - 1]
        yield Attribution(
            cue=Tagged(word.start, word.end, "cue", SCORE),
            source=(Tagged(first.start, last.end, "source", SCORE),),
            content=(Tagged(layers.words[inside[0]].start, layers.words[comma - 1].end, "content", SCORE),),
            score=SCORE,
        )
