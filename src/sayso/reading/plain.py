"""Plain text and Markdown to a report: what the text says of itself, and the words as they stand."""

from __future__ import annotations

import re
from hashlib import sha256

from sayso.errors import EmptyInput
from sayso.reading.dates import published_date
from sayso.reading.decoding import decode
from sayso.reading.fields import field_of
from sayso.report import Report

HEADER_LINE = re.compile(r"([A-Za-z][\w .-]{0,30}):[ \t]*(.*)")
FENCE = re.compile(r"---[ \t]*\r?\n")
DATELINE = re.compile(
    r"[A-Z][\w.'’-]*(?:[ ,/]+[\w.'’-]+){0,8}\s*\((?P<outlet>[A-Z][\w.&'’ -]{1,30})\)\s*(?:[-–—]{1,2}|:)\s"
)
SIGNED = re.compile(r"(?:Author|Byline|Written by|Reported by):?[ \t]+(?P<name>\S.{1,98})")
BY = re.compile(r"(?:By|BY)[ \t]+(?P<name>[A-Z].{1,98})")
MAX_TITLE = 200
NEAR_TOP = 6
NEAR_END = 3


def parse_text(data: bytes, *, source: str, encoding: str | None = None, outlet: str | None = None) -> Report:
    """Return the report that a text file holds.

    A block of ``Title: …`` lines before the first empty line, or fenced by ``---``, gives fields and is
    left out of the text; all else is kept as it stands. Without one, the title is a first paragraph of
    one line that ends without a full stop; the outlet is *outlet*, else the agency in a dateline
    (``KABUL, Oct 22 (Agency) -``); the byline a ``By …`` line near the top or an ``Author: …`` line at the end.
    A dateline has no year, so it gives no published date.
    """
    digest = sha256(data).hexdigest()
    stated, text = _header(decode(data, source=source, encoding=encoding))
    if not text.strip():
        raise EmptyInput("There is no text in it", source=source, remedy="Check that the file was saved in full.")
    published = stated.get("published")
    return Report(
        id=stated.get("id") or digest,
        sha256=digest,
        title=stated.get("title") or _title(text),
        outlet=stated.get("outlet") or outlet or dateline_outlet(text),
        byline=stated.get("byline") or byline_of(text),
        published=published_date(published, source=source) if published else None,
        language=stated.get("language"),
        url=stated.get("url"),
        text=text,
    )


def _header(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a leading block of header lines, and the text after it."""
    fence = FENCE.match(text)
    body = text[fence.end() :] if fence else text
    close = re.search(r"^---[ \t]*$\r?\n?" if fence else r"^[ \t]*$\r?\n?", body, re.MULTILINE)
    if close is None:
        return {}, text
    fields: dict[str, str] = {}
    lines = body[: close.start()].splitlines()
    for line in lines:
        match = HEADER_LINE.fullmatch(line.strip())
        if match is None:
            return {}, text
        field = field_of(match[1])
        value = match[2].strip().strip("\"'")
        if field and field != "text" and value:
            fields.setdefault(field, value)
    # One "Note: …" line is a sentence; two lines that both name fields of a report are a header.
    if len(fields) < (1 if fence else 2):
        return {}, text
    return fields, body[close.end() :]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _title(text: str) -> str | None:
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip().lstrip("#").strip()
    apart = not rest.split("\n", 1)[0].strip() and bool(rest.strip())
    if not apart or not line or len(line) > MAX_TITLE or line[-1] in ".:;," or DATELINE.match(line):
        return None
    return line


def dateline_outlet(text: str) -> str | None:
    """Return the agency that a dateline at the top of *text* names: ``KABUL, Oct 22 (Agency) -``."""
    found = (DATELINE.match(line) for line in _lines(text)[:NEAR_TOP])
    return next((match["outlet"].strip() for match in found if match), None)


def byline_of(text: str) -> str | None:
    """Return the name in a ``By …`` line at the top of *text* or in an ``Author: …`` line at its end."""
    lines = _lines(text)
    found = [BY.fullmatch(line) for line in lines[:NEAR_TOP]] + [SIGNED.fullmatch(line) for line in lines[-NEAR_END:]]
    names = (match["name"].strip() for match in found if match)
    return next((name for name in names if not name.endswith(".")), None)
