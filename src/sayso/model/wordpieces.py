"""Text to wordpieces with offsets, and the features that an uncased vocabulary lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

NO_LETTERS, LOWER, TITLE, UPPER, MIXED = range(5)
CASES = 5


@dataclass(frozen=True, slots=True)
class Wordpieces:
    """The wordpieces of a text: vocabulary ids, code-point offsets, and two features a piece.

    All arrays have one entry a piece. ``cases`` is the letter case of the whole word that the piece
    belongs to; ``breaks`` is 1 where a line break stands before the piece.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    cases: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.ids)


@cache
def tokenizer() -> Tokenizer:
    """Return the packaged WordPiece tokenizer of the encoder."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_buffer(files("sayso.model").joinpath("weights/tokenizer.json").read_bytes())
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def case_of(word: str) -> int:
    """Return the letter case of a word: none, lower, Title, UPPER (two letters at least) or miXed."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return NO_LETTERS
    if all(not c.isupper() for c in letters):
        return LOWER
    if all(c.isupper() for c in letters):
        return UPPER if len(letters) > 1 else TITLE
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return TITLE
    return MIXED


def encode(text: str) -> Wordpieces:
    """Return the wordpieces of *text*; control characters and white space have none."""
    encoding = tokenizer().encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    word_of = [-1 if word is None else word for word in encoding.word_ids]
    bounds: dict[int, tuple[int, int]] = {}
    for index, word in enumerate(word_of):
        first, _ = bounds.get(word, (starts[index], 0))
        bounds[word] = (first, ends[index])
    by_word = {word: case_of(text[a:b]) for word, (a, b) in bounds.items()}
    breaks = np.zeros(len(offsets), dtype=np.int64)
    for index in range(1, len(offsets)):
        gap = text[ends[index - 1] : starts[index]]
        breaks[index] = "\n" in gap
    return Wordpieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        cases=np.array([by_word[word] for word in word_of], dtype=np.int64),
        breaks=breaks,
    )
