"""The words of a report as the comparison of copies sees them, and the agency that it credits.

Shingles are runs of three words (Broder 1997). Words are compared without case and punctuation, in which desks differ.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

import sayso.who as who
from sayso.report import Quote, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"\w+")
SHINGLE = 3
"""Words of a shingle. Two reports on one event that were written apart share a twentieth of their shingles of three,
and two copies with two words of five changed a fifth; of shingles of five, both share next to none."""
MOST_WORDS = 4000
"""Words of a report that are compared; a longer one is compared by its first."""
PERMUTATIONS = 128
SEED = 20201022
HEAD, TAIL = 400, 300
"""Characters at a report's head and tail in which a credit is looked for."""


class Signer(Protocol):
    """Turns sets of numbers into MinHash signatures: one row of minima for each set."""

    def sign(self, sets: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint32]:
        """Return a row of `PERMUTATIONS` minima for each of *sets*."""
        ...


class RensaSigner:
    """Signs with rensa, about 40,000 reports a second."""

    def sign(self, sets: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint32]:
        """Return a row of `PERMUTATIONS` minima for each of *sets*."""
        import numpy as np
        from rensa import RMinHash

        if not sets:
            return np.empty((0, PERMUTATIONS), dtype=np.uint32)
        offsets = np.cumsum([0, *(len(numbers) for numbers in sets)]).tolist()
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(sets), offsets, PERMUTATIONS, SEED)
        return np.array(matrix.to_rows(), dtype=np.uint32)


@cache
def table() -> dict[str, Any]:
    """Return the patterns of credits and the limits of likeness, from ``data/wire.toml``."""
    return tomllib.loads(files("sayso.casefile").joinpath("data", "wire.toml").read_text("utf-8"))


@lru_cache(maxsize=2**16)
def number(word: str) -> int:
    """Return the number that stands for a word: CRC-32 of its UTF-8 bytes, the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def words(text: str) -> array[int]:
    """Return the numbers of the words of *text*, in order, at most `MOST_WORDS`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return array("I", [number(word) for word in WORD.findall(plain)[:MOST_WORDS]])


def shingles(numbers: Sequence[int]) -> NDArray[np.uint64]:
    """Return the sorted shingles of a report's words; the whole of a report that is shorter than one is one."""
    import numpy as np

    row = np.asarray(numbers, dtype=np.uint64)
    count = max(len(row) - SHINGLE + 1, 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for position in range(min(SHINGLE, len(row))):
        mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) ^ row[position : position + count]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def credit(report: Report) -> Quote | None:
    """Return where *report* names an agency that it has its words from, by the patterns of ``data/wire.toml``.

    A name counts where the packaged table of media knows it as an agency, or ends as agencies' names do.
    """
    text = report.text
    found = [(m.start("agency"), m.end("agency")) for m in _credits(text) if is_agency(m["agency"])]
    return report.quote(*min(found)) if found else None


def _credits(text: str) -> Iterator[re.Match[str]]:
    tail = max(len(text) - TAIL, 0)
    for pattern in _patterns("head"):
        yield from pattern.finditer(text, 0, min(len(text), HEAD))
    for pattern in _patterns("tail"):
        yield from pattern.finditer(text, tail)


@cache
def _patterns(where: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in table()["credit"][where])


@cache
def is_agency(name: str) -> bool:
    """Tell whether *name* is a news agency's."""
    known = who.outlet(name)
    if known is not None:
        return known.kind == "agency"
    return any(name.endswith(ending) for ending in table()["credit"]["endings"])
