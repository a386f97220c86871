"""Where sentences, paragraphs and short noun phrases begin and end, by the text alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from sayso.claim import Fragment
from sayso.model.layers import Layers
from sayso.saying.vocabulary import alternatives, listed, table

LONGEST_NAME = 8
WORD = re.compile(r"\w(?:[\w&’'/-]|\.(?=\w|\s+[A-Z]))*")
ENDS = re.compile(r"[.!?…:][”\"'’)\]]*\s*$")
BETWEEN = re.compile(r"[ \t\xa0]+")
PREPOSITION = re.compile(
    r"\b(?:of|in|from|for|with|at|on|by|to|who|whom|which|that|whose|near|inside|among|under|over|as|about|outside|within|and"
    r"|close|familiar|speaking|briefed|involved|based|loyal|allied|affiliated|known|quoted|cited|seen|published|released"
    r"|obtained|told|not|here|there|issued|posted|aired|conducted|dated)\b|[,;:(\[“\"]|\s[—–-]\s|--"
)
DETERMINER = re.compile(
    r"(?:(?:the|a|an|one|two|three|four|five|six|some|several|many|most|another|other|this|that|these|those|his|her|its|their|our"
    r"|both|all|any|each|no|more|few|dozens|hundreds|every|multiple|various|numerous|\d+)\s+)+",
    re.IGNORECASE,
)


def sentence_at(layers: Layers, offset: int) -> int:
    """Return the index of the sentence that holds *offset*, or that ends last before it."""
    return max(0, bisect_right(layers.sentences, (offset, 1 << 60)) - 1)


def paragraph_of(text: str, offset: int) -> Fragment:
    """Return the line of text around *offset*."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def noun_phrase_after(text: str, offset: int, limit: int) -> Fragment | None:
    """Return the short noun phrase that begins at *offset*, blanks aside, and ends before *limit*.

    It ends at any stop or quotation mark, and at a word of ``media.toml``'s ``addressee.ends``.
    """
    ends = _ends()
    blank = BETWEEN.match(text, offset, limit)
    at = start = blank.end() if blank else offset
    end = None
    for _ in range(LONGEST_NAME):
        word = WORD.match(text, at, limit)
        if not word or (ends.fullmatch(word[0]) and not _opens_name(text, start, word)):
            break
        end = word.end()
        if word[0].endswith(".") and not _abbreviates(word[0]):
            end -= 1
            break
        blank = BETWEEN.match(text, end, limit)
        if not blank:
            break
        at = blank.end()
    return (start, end) if end else None


def _abbreviates(word: str) -> bool:
    """Tell the stop of "Gen." and "U.S." from the one that ends a sentence."""
    stem = word[:-1]
    return "." in stem or any(stem in titles for titles in table("sources")["titles"].values()) or len(stem) == 1


def _opens_name(text: str, start: int, word: re.Match[str]) -> bool:
    """Tell "the Today show" from "the Post today": an end word in capitals after the article is a name."""
    return word[0][0].isupper() and text[start : word.start()].strip().lower() in {"the", "bbc", "usa"}


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(alternatives(listed("media", "addressee", "ends")), re.IGNORECASE)


def head_phrase(text: str) -> str:
    """Return the core of a noun phrase: without determiners, and without what follows its head.

    >>> head_phrase("a senior member of the northern brigade")
    'senior member'
    """
    text = DETERMINER.sub("", text.strip(), count=1)
    after = PREPOSITION.search(text, 1)
    return (text[: after.start()] if after else text).strip(" ,.;:’'\"”“")


def complement(text: str) -> str | None:
    """Return what stands after the head of a noun phrase: its complement or apposition.

    >>> complement("a member of the northern brigade")
    'the northern brigade'
    """
    after = PREPOSITION.search(text, 1)
    if not after:
        return None
    return text[after.end() :].strip(" ,.;:") or None
