"""The day that a report states for itself: in its dateline, or in a line of its own above the text.

Wire copy opens with place, day and agency ("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- …"), clippings and web copies with
the day of publication on a line of its own or behind the author's name, archives with a document's number that begins
with the day ("APW_ENG_19980213.1320"). A dateline without a year says too little, days in figures whose order is open
("01/08/1998") too unless a weekday tells it, and no other date of a text is ever taken for its own day.
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
        end = at + len(line.rstrip())
        alone = _line().fullmatch(head, at, end) or NUMBER.fullmatch(head, at, end)
        found = _found(alone) if alone else None
        if found:
            return found
        at += len(line)
    stamp = STAMP.match(head)
    return _found(stamp) if stamp else None


DAY_IN_FIGURES = r"(?P<whole>(?P<y>(?:19|20)\d\d)(?P<month>\d\d)(?P<d>\d\d))"
STAMP = re.compile(rf"\s*{DAY_IN_FIGURES}(?=\s)")
NUMBER = re.compile(
    r"\s*(?:(?i:<?doc(?:no|id| id| no\.?|ument(?: number| id)?)?[>:]?)\s*)?"
    rf"(?:[A-Z]{{2,6}}[-_]?){{0,3}}{DAY_IN_FIGURES}"
    r"(?:[.\-_]\d+)*(?:\s*</DOC\w*>)?"
)
"""A line that is a document's number as archives of wires give it: letters, the day, running numbers (as LDC's do)."""


@cache
def _written() -> str:
    """Return the pattern of a whole date: 4 FEB 90, 22 October 2020, Oct. 22, 2020, 2020-10-22, 22/10/2020."""
    months = either(words()["months"])
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    return (
        rf"(?P<whole>(?P<d1>{day})[ -](?P<m1>{months})\.?,?[ -](?P<y1>\d{{4}}|\d\d)"
        rf"|(?P<m2>{months})\.? (?P<d2>{day}),? (?P<y2>\d{{4}})"
        r"|(?P<n1>\d\d?)(?P<sign>[/.-])(?P<n2>\d\d?)(?P=sign)(?P<y3>\d{4})"
        r"|(?P<y>\d{4})(?P<parts>[-/.])(?P<month>\d\d)(?P=parts)(?P<d>\d\d))"
    )


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"\s*{PLACE}, {_written()}(?!\d)\s*(?:{SOURCE}\s*{BREAK}?|{BREAK})", re.IGNORECASE)


@cache
def _line() -> re.Pattern[str]:
    table = words()["own_day"]
    days = either(words()["weekdays"])
    return re.compile(
        rf"\s*(?:by [^\n\d]{{3,60}}?\s*[,|·•–-]\s*)?(?:(?:{either(table['labels'])})(?: on)?:? ?)?"
        rf"(?:(?P<weekday>{days})\.?,? )?{_written()}(?:,? (?P<weekday_after>{days}))?"
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
    days = [day for year, month, day_said in _orders(groups) if (day := _day(year, month, day_said)) is not None]
    if len(days) > 1 and (weekday := groups.get("weekday") or groups.get("weekday_after")):
        named = words()["weekdays"][weekday.lower()]
        days = [day for day in days if day.isoweekday() == named]
    found = days[0] if len(set(days)) == 1 else None
    if found is None or found.year < FIRST_NEWSPAPER:
        return None
    end = matched.end("weekday_after") if "weekday_after" in groups else matched.end("whole")
    return OwnDay(matched.start("whole"), end, found)


def _orders(groups: dict[str, str]) -> list[tuple[int, int, int]]:
    """Return the years, months and days that a date can mean: two for figures whose order is open."""
    if "n1" in groups:
        first, second, year = int(groups["n1"]), int(groups["n2"]), int(groups["y3"])
        return [(year, second, first), (year, first, second)]
    year_said = groups.get("y") or groups.get("y1") or groups["y2"]
    year = int(year_said)
    if len(year_said) == len("90"):
        year += 2000 if year <= LAST_YEAR_OF_THIS_CENTURY else 1900
    named = groups.get("m1") or groups.get("m2")
    month = words()["months"][named.lower()] if named else int(groups["month"])
    return [(year, month, int(re.sub(r"\D", "", groups.get("d") or groups.get("d1") or groups["d2"])))]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
