"""Which language a report is in, where the input does not say."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SAMPLE = 4000
ENGLISH_SHARE = 0.2
"""Share of words from ``data/english.txt`` from which a text is taken as English without asking the classifier."""
ENOUGH_WORDS = 5
"""Fewer words than this say too little to name a language."""
SURE = 0.5
"""Least calibrated probability (py3langid's, temperature by length) at which a language is named."""
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, ``None`` where that can't be told.

    Loading the classifier takes most of a second, so that a text which is plainly English by its
    function words is not shown to it.
    """
    words = [word.lower() for word in WORD.findall(text[:SAMPLE])]
    if len(words) < ENOUGH_WORDS:
        return None
    if sum(word in _english() for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    label, probability = _classifier().classify(text[:SAMPLE])
    return label if probability >= SURE else None


@cache
def _english() -> frozenset[str]:
    lines = (files("sayso.reading") / "data" / "english.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _classifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
