"""What days a TIMEX3 value covers, how EDTF writes it, how precise it is, and steps from one value to another.

Values follow TimeML 1.2.1 (ISO 8601 with seasons ``1998-SU``, quarters ``1989-Q3``, weekends ``1990-W32-WE``,
parts of the day ``1991-02-23TNI``, decades ``199``, centuries ``19``, years BC ``BC0493``). A range is two values
with a slash between them, as ISO 8601 writes intervals; TimeML has no value for one.

Seasons are meteorological and of the northern hemisphere: spring March to May, summer June to August, autumn
September to November, winter December to February, named by the year in which it begins (winter 2019 is
December 2019 to February 2020). EDTF codes: ISO 8601-2:2019, level 1 (seasons 21 to 24) and level 2 (quarters
33 to 36, halves 40 and 41).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from sayso.claim import TimePrecision

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
FIRST_QUARTER_CODE, FIRST_HALF_CODE = 33, 40
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
DAYS_IN = {"D": 1, "W": 7, "F": 14}
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[A-Z0-9:]+))?)?"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
    r"|(?P<decade>\d{3})|(?P<century>\d\d)"
)


@dataclass(frozen=True, slots=True)
class Extent:
    """The days a value covers, both ends included, its EDTF string and its precision."""

    earliest: dt.date | None
    latest: dt.date | None
    edtf: str | None
    precision: TimePrecision


UNKNOWN = Extent(None, None, None, "unknown")


def extent(value: str | None) -> Extent:
    """Return what a TIMEX3 *value* covers; without days where it names none (``PRESENT_REF``, ``P2Y``)."""
    if value is None:
        return UNKNOWN
    if "/" in value:
        return _range(value)
    if value.startswith("P") and not value.startswith(("PAST", "PRES")):
        return Extent(None, None, None, "duration")
    if value.endswith("_REF") or value.startswith("XXXX"):
        return Extent(None, None, None, "vague" if value.endswith("_REF") else "frequency")
    if value.startswith("BC"):
        return _before_christ(value)
    matched = VALUE.fullmatch(value)
    return _calendar(matched) if matched else UNKNOWN


def between(earliest: dt.date, latest: dt.date, precision: TimePrecision = "range") -> Extent:
    """Return the extent from one day to another."""
    edtf = f"{earliest.isoformat()}/{latest.isoformat()}" if earliest != latest else earliest.isoformat()
    return Extent(earliest, latest, edtf, precision)


def _range(value: str) -> Extent:
    first, last = (extent(part) for part in value.split("/", 1))
    if first.earliest is None or last.latest is None or first.earliest > last.latest:
        return UNKNOWN
    level_two = any(re.search(r"-(3[3-6]|4[01])$|/", part.edtf or "/") for part in (first, last))
    if level_two:
        return between(first.earliest, last.latest)
    return Extent(first.earliest, last.latest, f"{first.edtf}/{last.edtf}", "range")


def _before_christ(value: str) -> Extent:
    matched = re.fullmatch(r"BC(\d{4})(-\d\d)?(-\d\d)?", value)
    if not matched:
        return Extent(None, None, None, "vague" if "X" in value else "season" if value[-2:].isalpha() else "unknown")
    year, month, day = matched.groups()
    edtf = f"-{int(year) - 1:04d}{month or ''}{day or ''}" if int(year) > 1 else None
    return Extent(None, None, edtf, "day" if day else "month" if month else "year")


def _calendar(matched: re.Match[str]) -> Extent:
    if matched["decade"]:
        start = int(matched["decade"]) * 10
        return _years(start, start + 9, f"{matched['decade']}X", "decade")
    if matched["century"]:
        start = int(matched["century"]) * 100
        return _years(start, start + 99, f"{matched['century']}XX", "century")
    year = int(matched["year"])
    if not 1 <= year <= dt.MAXYEAR - 1:
        return UNKNOWN
    if matched["month"]:
        return _month_or_day(year, matched)
    if matched["week"]:
        return _week(year, int(matched["week"]), weekend=matched["weekend"] is not None)
    if matched["quarter"]:
        number = int(matched["quarter"])
        return _months(year, number * 3 - 2, 3, f"{year:04d}-{FIRST_QUARTER_CODE + number - 1}", "range")
    if matched["half"]:
        number = int(matched["half"])
        return _months(year, number * 6 - 5, 6, f"{year:04d}-{FIRST_HALF_CODE + number - 1}", "range")
    if matched["season"]:
        code = matched["season"]
        return _months(year, SEASON_STARTS[code], 3, f"{year:04d}-{SEASON_CODES[code]}", "season")
    return _years(year, year, f"{year:04d}", "year")


def _years(first: int, last: int, edtf: str, precision: TimePrecision) -> Extent:
    if first < 1:
        return UNKNOWN
    return Extent(dt.date(first, 1, 1), dt.date(last, 12, 31), edtf, precision)


def _months(year: int, month: int, count: int, edtf: str, precision: TimePrecision) -> Extent:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return Extent(dt.date(year, month, 1), dt.date(last_year, last_month + 1, last_day), edtf, precision)


def _month_or_day(year: int, matched: re.Match[str]) -> Extent:
    month = int(matched["month"])
    if not 1 <= month <= 12:
        return UNKNOWN
    if not matched["day"]:
        return _months(year, month, 1, f"{year:04d}-{month:02d}", "month")
    if not 1 <= int(matched["day"]) <= calendar.monthrange(year, month)[1]:
        return UNKNOWN
    day = dt.date(year, month, int(matched["day"]))
    time = matched["time"]
    precision: TimePrecision = "day" if not time else "hour" if time[0].isdigit() else "part-of-day"
    return Extent(day, day, day.isoformat(), precision)


def _week(year: int, week: int, *, weekend: bool) -> Extent:
    if not 1 <= week <= dt.date(year, 12, 28).isocalendar().week:
        return UNKNOWN
    first = dt.date.fromisocalendar(year, week, 6 if weekend else 1)
    return between(first, dt.date.fromisocalendar(year, week, 7), "range" if weekend else "week")


def containing(day: dt.date, unit: str) -> str | None:
    """Return the value of the day, week, month, quarter, year … (*unit*, an ISO designator) that *day* lies in."""
    iso = day.isocalendar()
    season_year, season = season_of(day)
    return {
        "D": day.isoformat(),
        "W": f"{iso.year:04d}-W{iso.week:02d}",
        "WE": f"{iso.year:04d}-W{iso.week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "S": f"{season_year:04d}-{season}",
        "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}",
        "C": f"{day.year // 100:02d}",
    }.get(unit)


def season_of(day: dt.date) -> tuple[int, str]:
    """Return the season of a day and the year in which that season began."""
    if day.month < SEASON_STARTS["SP"]:
        return day.year - 1, "WI"
    return day.year, next(code for code, month in reversed(SEASON_STARTS.items()) if day.month >= month)


def step(day: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the day *count* units from *day* (negative: before), on the last of a shorter month; None out of range."""
    try:
        if unit in DAYS_IN:
            return day + dt.timedelta(days=count * DAYS_IN[unit])
        if unit == "WE":
            return day + dt.timedelta(weeks=count)
        year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS_IN[unit], 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):  # before year 1 or after 9999
        return None


def unit_of(value: str) -> str | None:
    """Return the unit a calendar value is given in: ``D``, ``W``, ``WE``, ``M``, ``Q``, ``S``, ``Y``, ``E``, ``C``."""
    matched = VALUE.fullmatch(value)
    if not matched:
        return None
    names = (("weekend", "WE"), ("week", "W"), ("quarter", "Q"), ("half", "Q"), ("season", "S"), ("day", "D"),
             ("month", "M"), ("year", "Y"), ("decade", "E"), ("century", "C"))  # fmt: skip
    return next((unit for group, unit in names if matched[group]), None)


def weekday_near(day: dt.date, weekday: int, *, steps: int, strictly: bool = False) -> dt.date:
    """Return the nearest *weekday* (Monday is 1) on or before (*steps* < 0) or after *day*; not *day* if *strictly*."""
    sign = -1 if steps < 0 else 1
    distance = (weekday - day.isoweekday()) * sign % 7
    if strictly and not distance:
        distance = 7
    return day + dt.timedelta(days=sign * distance)


def easter(year: int) -> dt.date:
    """Return Western Easter Sunday of a year (Meeus/Jones/Butcher algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    remainder = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * remainder) // 451
    month, day = divmod(h + remainder - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
