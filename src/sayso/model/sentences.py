"""Sentences of a text, as spans."""

from __future__ import annotations

import re

_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_LINE_BREAK = re.compile(r"\n\s*")
_DATELINE = re.compile(
    r"""
    [ \t]* [A-Z][A-Z'’.\-]+ (?:[ ][A-Z][A-Z'’.\-]+)*             # KABUL
    (?:,[^()\n]{0,40}?)?                                         # , Afghanistan
    (?:[ ]*\([^()\n]{2,40}\)[ ]* | [ ]+) (?:--|[-–—_]) [ ]* (?=\S)  # (Agency) —
    """,
    re.VERBOSE,
)
"""Where a report was written, before its first words: KABUL, Afghanistan (Agency) — """
_UNFINISHED = re.compile(
    r"""
    (?: \b(?: Ms|Mr|Mrs|Mx|Dr|Mme|Mlle|Messrs|Prof|Msgr|Rev|Hon|Reps?|Sens?|Govs?|Pres|Gens?|Lt|Cols?|Maj|Capts?|Sgt
            | Cpl|Pvt|Brig|Adm|Cmdr|Supt|Insp|Det )
      | \b[RDI]-(?:[A-Z]\.)*[A-Z][a-z]{0,4}
    ) \. \s* \Z
    """,
    re.VERBOSE,
)
"""The end of what is no sentence yet: a title before a name, a legislator's party and state."""
_WRAP_COLUMNS = range(48, 90)
"""Lengths of a line that a mail or wire program broke."""


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open offsets of the sentences of *text*, without the white space around them.

    A line break ends a sentence (news text breaks lines between paragraphs), but in text that is
    wrapped at a column only an empty line does. A dateline stands alone, since it is no part of the clause
    that follows. Within a line the library sentencex decides.
    """
    from sentencex import get_sentence_boundaries

    found: list[tuple[int, int]] = []
    for line, end in _lines(text):
        start = line
        dateline = _DATELINE.match(text, line, end)
        if dateline:
            start = dateline.end()
            found.append((line + len(dateline[0]) - len(dateline[0].lstrip()), line + len(dateline[0].rstrip())))
        for first, last in _joined(text, [(start + b["start_index"], start + b["end_index"])
                                          for b in get_sentence_boundaries("en", text[start:end])]):  # fmt: skip
            inner = text[first:last]
            if inner.strip():
                found.append((first + len(inner) - len(inner.lstrip()), last - len(inner) + len(inner.rstrip())))
    return tuple(found)


def _joined(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences, those joined that were parted after a title ("Ms.") or a seat ("R-N.Y.")."""
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        if joined and _UNFINISHED.search(text, joined[-1][0], joined[-1][1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _lines(text: str) -> list[tuple[int, int]]:
    lines, at = [], 0
    for gap in (_PARAGRAPH_BREAK if _is_wrapped(text) else _LINE_BREAK).finditer(text):
        lines.append((at, gap.start()))
        at = gap.end()
    lines.append((at, len(text)))
    return lines


def _is_wrapped(text: str) -> bool:
    """Tell whether most lines inside paragraphs end near one column, in mid-sentence."""
    inner = [line.rstrip() for block in _PARAGRAPH_BREAK.split(text) for line in block.split("\n")[:-1]]
    broken = [line for line in inner if len(line) in _WRAP_COLUMNS and not line.endswith((".", "!", "?", '"', "”"))]
    return len(inner) >= 3 and len(broken) > len(inner) / 2
