"""Characters of a report that a screen must not obey."""

from __future__ import annotations

import re

REPLACEMENT = "�"
_SPACE = {ord(character): " " for character in "\t\n\r\v\f\x85\u2028\u2029"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates reorder what stands around them (Unicode UAX #9); CVE-2021-42574.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Return *text* as one line that a terminal prints and does not obey.

    Line breaks and tabs become spaces, runs of space one space; escape, other control characters and lone
    surrogates become U+FFFD; characters that turn the direction of the text around them are left out.
    """
    shown = _DIRECTION.sub("", _CONTROL.sub(REPLACEMENT, text.translate(_SPACE)))
    return " ".join(shown.split())


def same_length(text: str) -> str:
    """Return *text* with U+FFFD for each control character (tab and line breaks stay) and lone surrogate.

    Every code point stays in its place, so that spans into *text* are spans into the result.
    """
    return _UNPRINTABLE.sub(REPLACEMENT, text)
