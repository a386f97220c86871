"""Quotation marks of every style that news texts use, and how much of a span stands inside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from sayso.claim import Fragment, QuoteKind

OPENING = ("“", '"', "''", "«", "„", "``", "‘", "'")
# A passage that is not closed runs to the end of its paragraph: a quotation of several paragraphs is
# opened in each and closed in the last. Single marks also are apostrophes, so they must stand like
# quotation marks: a blank or bracket before, a letter after, and a close that no letter follows.
PASSAGE = re.compile(
    r"""[“„][^“”\n]*(?:“[^“”\n]*”[^“”\n]*)*(?:”|“(?=[\s,.]|$)|(?=\n)|\Z)
      | "[^"\n]*(?:"|(?=\n)|\Z)
      | «[^»\n]*(?:»|(?=\n)|\Z)
      | (?:''|``)[^\n]*?(?:''|(?=\n)|\Z)
      | (?<![\w.,!?])‘(?=\w)[^‘\n]{1,400}?(?<=[\w.,!?…])’(?!\w)
      | (?<![\w.,!?'])'(?=\w)[^'\n]{1,400}?(?:(?<=\w)'\w[^'\n]{0,400}?)*(?<=[\w.,!?…])'(?!\w)
    """,
    re.VERBOSE | re.MULTILINE,
)
NEARLY_ALL = 0.9


@lru_cache(maxsize=16)
def passages(text: str) -> tuple[Fragment, ...]:
    """Return the quoted passages of a text, their marks included, in order and apart."""
    return tuple(match.span() for match in PASSAGE.finditer(text) if match.end() - match.start() > 1)


@lru_cache(maxsize=16)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(start for start, _ in passages(text))


def passage_at(text: str, offset: int) -> Fragment | None:
    """Return the quoted passage that holds the character at *offset*."""
    index = bisect_right(_starts(text), offset) - 1
    if index < 0:
        return None
    start, end = passages(text)[index]
    return (start, end) if offset < end else None


def quote_kind(text: str, content: tuple[Fragment, ...]) -> QuoteKind:
    """Return ``direct`` where nearly all letters of *content* are quoted, ``mixed`` where some are, else ``indirect``.

    A content fragment without its marks counts as quoted where the passage around it is.
    """
    letters = quoted = 0
    for start, end in content:
        letters += sum(map(str.isalnum, text[start:end]))
        index = max(0, bisect_right(_starts(text), start) - 1)
        for opened, closed in passages(text)[index:]:
            if opened >= end:
                break
            quoted += sum(map(str.isalnum, text[max(start, opened) : min(end, closed)]))
    if not letters:
        return "none"
    if quoted >= NEARLY_ALL * letters:
        return "direct"
    return "mixed" if quoted else "indirect"
