"""The words by which reports are told apart, and how rare each is.

A word's weight is the logarithm of its rarity in news at large and in the case together, so that what all reports of a
case speak of ("shelling", the name of the town) tells no two of its reports apart.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
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

    def number(self, word: str) -> int:
        """Return the number of *word*, a new one where it has none."""
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.numbers)
            self.reports.append(0)
        return found

    def count(self, numbers: set[int]) -> None:
        """Count one report that has these words."""
        self.size += 1
        for number in numbers:
            self.reports[number] += 1

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
    shouted = plain.upper() == plain
    found = []
    before = 0
    for match in TOKEN.finditer(plain):
        between = plain[before : match.start()].rstrip(" \t\"'“‘([")
        opens = before == 0 or between[-1:] in _OPENING
        capital = match[0][0].isupper()
        found.append((match[0], capital and not shouted and not opens))
        before = match.end()
    return found


_OPENING = frozenset(".!?:\n\r\u2028")


def counted(text: str, *, most: int = BODY_WORDS) -> tuple[Counter[str], set[str]]:
    """Return the stems of the first *most* words of *text* with their numbers, and those that are names."""
    first = tokens(text)[:most]
    stems = [(stem(word), name) for word, name in first]
    return Counter(word for word, _ in stems), {word for word, name in stems if name}
