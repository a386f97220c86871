"""The published date of a report, as inputs write it."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from sayso.errors import BadDate

REMEDY = "Write the date as YYYY-MM-DD."
DAY = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?=$|[T\s])")
NAMED = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)
FIRST_NEWSPAPER = 1605
"""Year of the first printed newspaper; databases write 0001-01-01 and the like where they know no date."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "sept")  # fmt: skip


def published_date(value: str, *, source: str | None = None) -> dt.date:
    """Return the day that *value* names, as it stands there: no time zone is converted.

    Read are ISO 8601 days and moments, RFC 2822 moments (feeds) and English dates with the month in
    letters. ``03/04/2021`` is a `BadDate`: it is a different day on each side of the Atlantic.

    >>> published_date("2020-10-22T23:30:00-05:00")
    datetime.date(2020, 10, 22)
    >>> published_date("Oct. 22, 2020")
    datetime.date(2020, 10, 22)
    """
    text = value.strip()
    try:
        found = _iso(text) or _named(text) or _rfc(text)
    except ValueError:
        found = None
    if found is None or found.year < FIRST_NEWSPAPER:
        raise BadDate(f"“{value[:60]}” is not a date", source=source, remedy=REMEDY)
    return found


def _iso(text: str) -> dt.date | None:
    match = DAY.match(text)
    return dt.date(int(match[1]), int(match[3]), int(match[4])) if match else None


def _named(text: str) -> dt.date | None:
    for pattern in NAMED:
        match = pattern.search(text)
        if match and (match["month"].lower() in FULL or match["month"].lower() in MONTHS):
            month = MONTHS.index(match["month"].lower()[:3]) + 1
            return dt.date(int(match["year"]), month, int(match["day"]))
    return None


def _rfc(text: str) -> dt.date | None:
    """Two-digit years and the like, as RFC 2822 allows them."""
    return parsedate_to_datetime(text).date()
