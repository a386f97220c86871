"""The words by which reports are told apart, and how rare each is.

A word's weight is the logarithm of its rarity in news at large and in the case together, so that what all reports of a
case speak of ("shelling", the name of the town) tells no two of its reports apart.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")
AGE = re.compile(
    r"\b\d{1,3}[- ]years?[- ]old\b|,\s\d{1,3},|\b(?:aged?|ages)\s+\d{1,3}(?:(?:,|\s+and|\s+to)\s+\d{1,3})*\b"
)
"""Ages of persons, which are no business of the case's."""
HEAD_WORDS = 60
"""Words of the title and the first sentences, in which news says what it is about (the inverted pyramid)."""
BODY_WORDS = 400
SHARE_AT_LARGE = 0.5
"""Share of news at large in a word's rarity; the rest is the case's own."""
FEW = 60
"""Reports without a word that are added to a case's own: what two of its three reports share is not common for that."""


@lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """Return *word*, lower case, without the endings of number, tense and possession.

    >>> [stem(w) for w in ("Shells", "shelled", "shelling", "mayor's", "was")]
    ['shell', 'shell', 'shell', 'mayor', 'was']
    """
    plain = word.casefold().replace("’", "'")
    plain = plain.removesuffix("'s").removesuffix("'")
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 4 and not plain.endswith("ss"):
            bare = plain[: -len(ending)]
            return bare + "y" if ending in {"ied", "ies"} else bare
    return plain


@dataclass
class Vocabulary:
    """The words of a case by number, and in how many of its reports each is."""

    numbers: dict[str, int] = field(default_factory=dict)
    reports: array[int] = field(default_factory=lambda: array("I"))
    size: int = 0

    def count(self, words: Iterable[str]) -> list[int]:
        """Count one report that has these *words*, each given once; return their numbers, new ones for new words."""
        self.size += 1
        found = []
        for word in words:
            number = self.numbers.setdefault(word, len(self.numbers))
            if number == len(self.reports):
                self.reports.append(1)
            else:
                self.reports[number] += 1
            found.append(number)
        return found

    def weights(self) -> NDArray[np.float32]:
        """Return the weight of each word by its number, between 0 and about 9."""
        import numpy as np

        documents, known = at_large()
        least = 0.5 / documents
        general = np.fromiter((known.get(word, 0) / documents for word in self.numbers), float, len(self.numbers))
        own = np.frombuffer(self.reports, dtype=np.uint32) / (self.size + FEW)
        rarity = SHARE_AT_LARGE * np.maximum(general, least) + (1 - SHARE_AT_LARGE) * own
        weights: NDArray[np.float32] = (-np.log(np.minimum(rarity, 1.0))).astype(np.float32)
        return weights

    def words(self) -> list[str]:
        """Return the words by their numbers."""
        return list(self.numbers)


@cache
def at_large() -> tuple[int, dict[str, int]]:
    """Return how many reports of news at large were counted, and of them those with each word (`training.linking`)."""
    lines = files("sayso.casefile").joinpath("data", "words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return int(rows[0][1]), {word: int(reports) for word, reports in rows[1:]}


def tokens(text: str) -> list[tuple[str, bool]]:
    """Return the words and numbers of *text* without persons' ages, and whether each is written as a name is.

    A name has a capital and no full stop before it; in a text that is all capitals nothing is one.
    """
    plain = AGE.sub(" , ", text)
    found = _PLACED.findall(plain)
    if plain.upper() == plain:
        return [(word, False) for _, word in found]
    return [(word, at > 0 and not opening and word[0].isupper()) for at, (opening, word) in enumerate(found)]


_PLACED = re.compile(rf"([.!?:\n\r\u2028][ \t\"'“‘(\[]*)?({TOKEN.pattern})")
"""A word, and what ends the sentence before it where it opens one."""


def spoken(text: str, *, most: int = BODY_WORDS) -> tuple[list[str], set[str]]:
    """Return the stems of the first *most* words of *text*, in order, and those that are names."""
    first = tokens(text)[:most]
    return [stem(word) for word, _ in first], {stem(word) for word, name in first if name}
