"""Text in capitals alone, as headlines and old wires are: its common words in small letters, its names as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.layers import Layers, Word
from sayso.who.compose import noun_of
from sayso.who.names import key
from sayso.who.table import Table

SHOUTED = 4
"""A sentence of so many words in capitals is written so throughout; a shorter one may be a name."""


def recased(layers: Layers, table: Table) -> Layers:
    """Return *layers* with sentences in capitals read as though only the proper nouns of the model had them."""
    loud = _loud(layers)
    if not loud:
        return layers
    words = tuple(
        _lowered(word) if word.sentence in loud and not _name(layers.words, index, table) else word
        for index, word in enumerate(layers.words)
    )
    return replace(layers, words=words)


def _loud(layers: Layers) -> set[int]:
    lettered: dict[int, int] = {}
    quiet: set[int] = set()
    for word in layers.words:
        if word.text.isalpha():
            lettered[word.sentence] = lettered.get(word.sentence, 0) + 1
        if any(c.islower() for c in word.text):
            quiet.add(word.sentence)
    return {sentence for sentence, count in lettered.items() if count >= SHOUTED and sentence not in quiet}


def _name(words: Sequence[Word], index: int, table: Table) -> bool:
    """Say whether a word is a name, as the model or the table has it: "SALVADORAN", "FMLN", never "PYLON" alone."""
    word, norm = words[index], key(words[index].text)
    if norm in table.lexicon.terms or norm in table.lexicon.aliases:
        return norm not in table.lexicon.ordinary
    if word.upos != "PROPN":
        return False
    beside = (*words[max(0, index - 1) : index], *words[index + 1 : index + 2])
    return noun_of([word], table) is None or any(w.upos == "PROPN" for w in beside)


def _lowered(word: Word) -> Word:
    if word.upos == "PROPN":
        word = replace(word, upos="NOUN")
    return replace(word, text=word.text.lower(), lemma=word.lemma.lower())
