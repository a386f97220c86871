"""Cells of a table as text: written so that no spreadsheet takes a report's words for a formula.

A report's words can begin with ``=`` or hold ``;=``. A program that opens the file could run that as a formula, the
second where it takes another sign than the comma for the separator. An apostrophe goes before each such place (the
advice of OWASP, "CSV Injection"), and `unguarded` takes exactly those out again. Numbers are never touched.
"""

from __future__ import annotations

import datetime as dt
import re

from sayso.export.rows import Cell

_OPENS = r"[\"“” \xa0]*(?:[=+\-@＝＋－＠]|[\t\r\n])"
_START = re.compile(rf"'*(?={_OPENS})")
_LATER = re.compile(r"(?<=[;,|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029])([\"“”' \xa0]*)(?=[=+\-@＝＋－＠])")


def guarded(text: str) -> str:
    """Return *text* with an apostrophe wherever a spreadsheet could begin a formula.

    >>> guarded("=1+1"), guarded("a;=1+1"), guarded("plain - text")
    ("'=1+1", "a;'=1+1", 'plain - text')
    """
    text = _LATER.sub(lambda found: "'" + found[1], text)
    return "'" + text if _START.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    if text.startswith("'") and _START.match(text[1:]):
        text = text[1:]
    return _LATER.sub(lambda found: found[1][1:] if found[1].startswith("'") else found[1], text)


def plain(value: Cell) -> str:
    """Return a cell as text: nothing for unknown, ISO 8601 for a day, ``true`` and ``false``.

    A number is written in full, without an exponent where that is shorter to read. A lone surrogate, which UTF-8
    can't hold, becomes U+FFFD.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value) if value != int(value) or abs(value) >= 2**53 else str(int(value))
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def cell(value: Cell) -> str:
    """Return a cell as it stands in a CSV file: `plain`, and text `guarded`."""
    text = plain(value)
    return guarded(text) if isinstance(value, str) else text
