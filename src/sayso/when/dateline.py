"""The day that a report states for itself: in its dateline, or in a line of its own above the text.

Wire copy opens with place, day and agency ("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- …"), clippings and web copies with
the day of publication on a line of its own. A dateline without a year says too little, and no other date of a text is
ever taken for its own day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from sayso.when.vocabulary import LAST_YEAR_OF_THIS_CENTURY, either, words

HEAD = 600
"""How many characters of a text its own day is looked for in."""
HEAD_LINES = 6
FIRST_NEWSPAPER = 1605
"""The year of the first printed newspaper: no report states an earlier day as its own."""
PLACE = r"(?P<place>[^\W\d_][^\n\d]{1,60}?)"
SOURCE = r"(?:\((?P<source>[^()\n]{2,60})\))"
BREAK = r"(?:--|[—–_:]|-(?=\s))"


@dataclass(frozen=True, slots=True)
class OwnDay:
    """The day that a report states for itself, and where it does."""

    start: int
    end: int
    day: dt.date


def own_day(text: str) -> OwnDay | None:
    """Return the day that *text* states as its own, None where it states none or only a part of one.

    >>> own_day("KABUL, 22 October 2020 (AFP) -- Shells fell today.").day
    datetime.date(2020, 10, 22)
    >>> own_day("KABUL, October 22 (AFP) -- Shells fell today.") is None
    True
    """
    head = text[:HEAD]
    dateline = _dateline().match(head)
    if dateline and _names_place(dateline["place"]):
        return _found(dateline)
    at = 0
    for line in head.splitlines(keepends=True)[:HEAD_LINES]:
        alone = _line().fullmatch(head, at, at + len(line.rstrip()))
        found = _found(alone) if alone else None
        if found:
            return found
        at += len(line)
    stamp = STAMP.match(head)
    return _found(stamp) if stamp else None


STAMP = re.compile(r"\s*(?P<whole>(?P<y>(?:19|20)\d\d)(?P<month>\d\d)(?P<d>\d\d))(?=\s)")


@cache
def _written() -> str:
    """Return the pattern of a whole date: 4 FEB 90, 22 October 2020, Oct. 22, 2020, 2020-10-22."""
    months = either(words()["months"])
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    return (
        rf"(?P<whole>(?P<d1>{day})[ -](?P<m1>{months})\.?,?[ -](?P<y1>\d{{4}}|\d\d)"
        rf"|(?P<m2>{months})\.? (?P<d2>{day}),? (?P<y2>\d{{4}})"
        r"|(?P<y>\d{4})-(?P<month>\d\d)-(?P<d>\d\d))"
    )


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"\s*{PLACE}, {_written()}(?!\d)\s*(?:{SOURCE}\s*{BREAK}?|{BREAK})", re.IGNORECASE)


@cache
def _line() -> re.Pattern[str]:
    table = words()["own_day"]
    days = either(words()["weekdays"])
    return re.compile(
        rf"\s*(?:(?:{either(table['labels'])})(?: on)?:? ?)?(?:(?:{days})\.?,? )?{_written()}"
        rf"(?:,?\s?(?:at |[|·•–-] ?)?\d\d?[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?(?:{either(table['zones'])}))?)?",
        re.IGNORECASE,
    )


def _names_place(place: str) -> bool:
    """Say whether what stands before a date can be the place of a dateline: names, and no opening of a sentence."""
    said = place.split()
    opening = words()["openers"]["prepositions"]
    names = [word for word in said if len(word) > len("del")]
    return said[0].lower() not in opening and all(any(letter.isupper() for letter in word) for word in names)


def _found(matched: re.Match[str]) -> OwnDay | None:
    groups = {name: said for name, said in matched.groupdict().items() if said}
    year_said = groups.get("y") or groups.get("y1") or groups["y2"]
    a_year = int(year_said)
    if len(year_said) == len("90"):
        a_year += 2000 if a_year <= LAST_YEAR_OF_THIS_CENTURY else 1900
    named = groups.get("m1") or groups.get("m2")
    month = words()["months"][named.lower()] if named else int(groups["month"])
    day = int(re.sub(r"\D", "", groups.get("d") or groups.get("d1") or groups["d2"]))
    try:
        found = dt.date(a_year, month, day)
    except ValueError:
        return None
    return OwnDay(*matched.span("whole"), found) if a_year >= FIRST_NEWSPAPER else None
