"""Syntactic words: the tokenisation of UD English (EWT), by rule."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

CLOSED = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
"""Parts of speech whose words can be listed."""
_WORD = re.compile(
    r"""
    (?:https?://|www\.)\S+[\w/]                                     # addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [@\#]\w+
    | (?:[A-Za-z]\.){2,}                                            # U.S., a.m.
    | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Brig|Adm|Cmdr|Gov|Sen|Rep|Rev|Prof|St|Jr|Sr|No|Inc|Corp|Co|Ltd
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|vs|etc)\.(?!\w)
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?!\w)                        # 2,300  1.5  7:30  21st
    | (?:\w[̀-ͯ‌‍]*)+?(?=n['’]t\b)                # do|n't
    | n['’]t\b
    | ['’](?:s|S|ll|re|ve|d|m)\b                                    # Kabul|'s
    | (?:\w[̀-ͯ‌‍]*)+
    | ([^\w\s])\1*                                                  # one mark, or a run of one
    """,
    re.VERBOSE,
)


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the half-open offsets of the words of ``text[start:end]``.

    Clitics stand alone ("Kabul|'s", "did|n't"), hyphenated words are split, numbers, abbreviations
    and addresses are whole.
    """
    return [match.span() for match in _WORD.finditer(text, start, end)]


def may_name_event(word: str) -> bool:
    """Tell whether a word may name an event: letters, three at least, and none of those in silent.txt.

    The encoder was taught kinds of events at such words alone; what it says of others means nothing.
    """
    return len(word) > 2 and word.isalpha() and word.lower() not in _silent()


@cache
def _silent() -> frozenset[str]:
    return frozenset((files("sayso.model") / "silent.txt").read_text(encoding="utf-8").split())


def may_be(word: str, upos: str) -> bool:
    """Tell whether a word may have a part of speech: one of the closed ones only where closed.tsv lists it."""
    if upos not in CLOSED or not word.isalpha():
        return True
    form = word.lower()
    return upos in _closed().get(form, ()) or (upos == "ADV" and form.endswith("ly"))


@cache
def _closed() -> dict[str, frozenset[str]]:
    lines = (files("sayso.model") / "closed.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {form: frozenset(tags.split()) for form, tags in rows}
