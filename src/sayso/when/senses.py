"""Dates: what each rule of ``rules.toml`` that names a day, a month, a season or a year means in its setting.

A sense returns ``None`` where the rule does not fit after all, and ``Meaning(None)`` where the expression is one of
time that can't be dated: without a published date nothing is counted from today.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from sayso.claim import TimePrecision
from sayso.when.calendar_value import (
    SEASON_STARTS,
    Extent,
    between,
    containing,
    extent,
    season_of,
    step,
    unit_of,
)
from sayso.when.setting import Meaning, Setting
from sayso.when.vocabulary import LAST_YEAR_OF_THIS_CENTURY, number, ordinal, words, year

Groups = Mapping[str, str]
UNDATED = Meaning(None)
HISTORY_BEHIND = 2.0
PAST_MONTH_AHEAD, PAST_DAY_AHEAD, FUTURE_BEHIND = 100.0, 3.0, 3.0
MONTH_AHEAD = 3.0
FISCAL = Extent(None, None, None, "year")


def read_year(groups: Groups, setting: Setting) -> tuple[int | None, bool] | None:
    """Return the year an expression names and whether the published date gave it; None where it names none."""
    said = groups.get("y") or groups.get("y2")
    if said:
        return year(said), False
    if any(name.startswith(("year_ago", "year_earlier")) for name in groups):
        return (setting.published.year - 1, True) if setting.published else (None, False)
    phrase = groups.get("year_phrase") or groups.get("year_phrase2")
    if not phrase:
        return None
    which = phrase.removesuffix(" year")
    if which in words()["steps"]:
        return (setting.published.year + words()["steps"][which], True) if setting.published else (None, False)
    told = setting.told_day
    return (told.year + words()["told_steps"][which], told_anchored(setting)) if told else (None, False)


def told_anchored(setting: Setting) -> bool:
    """Say whether the last date told needed the published date itself."""
    return setting.told is not None and setting.told.anchored


def nearest_year(month: int, day: int, length: int, setting: Setting) -> tuple[int | None, bool]:
    """Return the year of a date told without one, *length* days long, and whether the published date gave it.

    The candidate nearest to the published date wins; in a history the one nearest to the last date told, and
    rather after it. A verb in the past keeps months and seasons in the past, and counts a day ahead as thrice as
    far: news that says "December 15" in November without a year means the coming one, whatever the verb.
    """
    told = setting.thread.extent if setting.thread else None
    if setting.history:
        first, last = (told.earliest, told.latest) if told else (None, None)
        anchored = setting.thread is not None and setting.thread.anchored
    else:
        first = last = setting.published
        anchored = True
    if first is None or last is None:
        return None, False
    ahead, behind = _weights(setting, whole_month=length > 1)
    best, best_distance = None, math.inf
    for a_year in range(first.year - 1, last.year + 2):
        start = valid_day(a_year, month, day)
        if start is None:
            continue
        end = start + dt.timedelta(days=length - 1)
        distance = (start - last).days * ahead if start > last else max(0, (first - end).days) * behind
        if distance < best_distance:
            best, best_distance = a_year, distance
    return best, anchored


def _weights(setting: Setting, *, whole_month: bool) -> tuple[float, float]:
    """Return by how much days ahead of the anchor, and days behind it, count as farther than they are."""
    if setting.history:
        return 1, HISTORY_BEHIND
    if setting.tense == "past":
        return (PAST_MONTH_AHEAD if whole_month else PAST_DAY_AHEAD), 1
    if setting.tense == "future":
        return 1, FUTURE_BEHIND
    return (MONTH_AHEAD if whole_month else 1), 1


def valid_day(a_year: int, month: int, day: int) -> dt.date | None:
    """Return the day, None where the month has no such day."""
    try:
        return dt.date(a_year, month, day)
    except ValueError:
        return None


def dated(value: str, *, anchored: bool = False) -> Meaning | None:
    """Return a meaning for *value* where it is a date that exists."""
    return Meaning(value, anchored) if extent(value).earliest else None


def iso(groups: Groups, _setting: Setting) -> Meaning | None:
    """2020-10-22."""
    return dated(f"{groups['y']}-{groups['month']}-{groups['d']}")


def named_day(groups: Groups, setting: Setting) -> Meaning | None:
    """9/11: a day that is known by a number, in any report after it."""
    day = str(words()["named_days"][groups["named_day"]])
    return Meaning(day) if setting.published is None or setting.published.isoformat() > day else None


def slashed(groups: Groups, _setting: Setting) -> Meaning | None:
    """22/10/2020: dated where only one order of day and month makes a date, else unknown."""
    first, second, a_year = int(groups["first"]), int(groups["second"]), int(groups["y"])
    readings = {valid_day(a_year, first, second), valid_day(a_year, second, first)} - {None}
    if len(readings) == 1:
        (day,) = readings
        assert day is not None  # noqa: S101 - for the type checker: None was taken out
        return Meaning(day.isoformat())
    return UNDATED if readings else None


def _month_day(month: int, day: int, groups: Groups, setting: Setting) -> Meaning | None:
    said = read_year(groups, setting)
    a_year, anchored = said if said is not None else nearest_year(month, day, 1, setting)
    return UNDATED if a_year is None else dated(f"{a_year:04d}-{month:02d}-{day:02d}", anchored=anchored)


def day_of_month(groups: Groups, setting: Setting) -> Meaning | None:
    """22 October 2020, Oct. 22, the 22nd of October last year."""
    day = ordinal(groups["d"])
    return _month_day(words()["months"][groups["m"]], day, groups, setting) if day else None


def short_year(groups: Groups, setting: Setting) -> Meaning | None:
    """4 FEB 90, as datelines write it."""
    short = int(groups["yy"])
    century = 2000 if short <= LAST_YEAR_OF_THIS_CENTURY else 1900
    return day_of_month({**groups, "y": str(century + short)}, setting)


def day_range(groups: Groups, setting: Setting) -> Meaning | None:
    """From 3 to 5 May 2020."""
    first, last = ordinal(groups["d"]), ordinal(groups["d2"])
    month = words()["months"][groups["m"]]
    start = _month_day(month, first, groups, setting) if first else None
    if start is None or start.value is None:
        return start
    return _ranging(start.value, f"{start.value[:-2]}{last:02d}", anchored=start.anchored)


def _ranging(first: str, last: str, *, anchored: bool) -> Meaning | None:
    return dated(f"{first}/{last}", anchored=anchored)


def month(groups: Groups, setting: Setting) -> Meaning | None:
    """March 2019; March: with the year as `nearest_year` says."""
    number_of_month = words()["months"][groups["m"]]
    said = read_year(groups, setting)
    a_year, anchored = said if said is not None else nearest_year(number_of_month, 1, 28, setting)
    return UNDATED if a_year is None else dated(f"{a_year:04d}-{number_of_month:02d}", anchored=anchored)


def week_of_month(groups: Groups, _setting: Setting, *, rest: Meaning | None) -> Meaning | None:
    """The first week of March 2020: seven days of it, the last ones for the last week."""
    if rest is None or rest.value is None:
        return rest
    first, last = rest.extent.earliest, rest.extent.latest
    if first is None or last is None or unit_of(rest.value) != "M":
        return None
    which = ordinal(groups["o"]) if "o" in groups else None
    start = first + dt.timedelta(weeks=which - 1) if which else last - dt.timedelta(days=6)
    return Meaning(rest.value, rest.anchored, window=between(start, start + dt.timedelta(days=6), "week"))


def month_range(groups: Groups, setting: Setting) -> Meaning | None:
    """Between January and March 2020: the year belongs to the last; from November to February crosses New Year."""
    last = month({**groups, "m": groups["m2"]}, setting)
    if last is None or last.value is None:
        return last
    first_month = words()["months"][groups["m"]]
    a_year = int(last.value[:4]) - (first_month > int(last.value[5:7]))
    return _ranging(f"{a_year:04d}-{first_month:02d}", last.value, anchored=last.anchored)


def season(groups: Groups, setting: Setting) -> Meaning | None:
    """The winter of 2019; summer: with the year as `nearest_year` says."""
    code = words()["seasons"][groups["s"]]
    said = read_year(groups, setting)
    a_year, anchored = said if said is not None else nearest_year(SEASON_STARTS[code], 1, 90, setting)
    return UNDATED if a_year is None else dated(f"{a_year:04d}-{code}", anchored=anchored)


def season_range(groups: Groups, setting: Setting) -> Meaning | None:
    """The fall and winter of 2019."""
    first, last = season(groups, setting), season({**groups, "s": groups["s2"]}, setting)
    if not (first and last and first.value and last.value):
        return UNDATED
    return _ranging(first.value, last.value, anchored=first.anchored)


def season_over_new_year(groups: Groups, _setting: Setting) -> Meaning | None:
    """The winter of 2019-20: the one that began in 2019."""
    first = int(groups["y"])
    return dated(f"{first:04d}-WI") if (first + 1) % 100 == int(groups["y2"]) % 100 else None


def named_step(groups: Groups, setting: Setting) -> Meaning | None:
    """Last March, next summer, this past spring, the following June."""
    table = words()
    if "step" in groups:
        anchor, anchored, count = setting.published, True, table["steps"][groups["step"]]
    else:
        anchor, anchored, count = setting.told_day, told_anchored(setting), table["told_steps"][groups["told_step"]]
    if anchor is None:
        return UNDATED
    if "m" in groups:
        number_of_month = table["months"][groups["m"]]
        current = (anchor.year, anchor.month)
        years = [(anchor.year + shift, number_of_month) for shift in (-1, 0, 1)]
        chosen = _stepped(years, current, count)
        return dated(f"{chosen[0]:04d}-{chosen[1]:02d}", anchored=anchored)
    code = table["seasons"][groups["s"]]
    began, running = season_of(anchor)
    seasons = [(anchor.year + shift, SEASON_STARTS[code]) for shift in (-2, -1, 0, 1)]
    current = (began, SEASON_STARTS[running])
    if count == 0 and running != code:
        current = (anchor.year, SEASON_STARTS[running])
    chosen = _stepped(seasons, current, count)
    return dated(f"{chosen[0]:04d}-{code}", anchored=anchored)


def _stepped(choices: list[tuple[int, int]], current: tuple[int, int], count: int) -> tuple[int, int]:
    """Return the last choice before *current*, the one in its year, or the first after it."""
    if count < 0:
        return max(choice for choice in choices if choice < current)
    if count > 0:
        return min(choice for choice in choices if choice > current)
    return current if current in choices else next(choice for choice in choices if choice[0] == current[0])


def quarter(groups: Groups, setting: Setting) -> Meaning | None:
    """The third quarter of 1990; without a year the last that had begun when the report was published."""
    which = ordinal(groups["o"]) or int(groups["o"])
    said = read_year(groups, setting)
    if said is None:
        if setting.published is None:
            return UNDATED
        start_month = which * 3 - 2
        a_year, anchored = setting.published.year - (start_month > setting.published.month), True
        return dated(f"{a_year:04d}-Q{which}", anchored=anchored)
    return UNDATED if said[0] is None else dated(f"{said[0]:04d}-Q{which}", anchored=said[1])


def half(groups: Groups, setting: Setting) -> Meaning | None:
    """The second half of 2008."""
    said = read_year(groups, setting)
    if said is None or said[0] is None:
        return UNDATED
    return dated(f"{said[0]:04d}-H{1 if groups['which'] in {'first', '1'} else 2}", anchored=said[1])


def told_quarter(groups: Groups, setting: Setting, *, years: int) -> Meaning | None:
    """The quarter, the year-ago quarter: from the last quarter told, else the last complete one."""
    running = setting.quarter
    if running is None and setting.published is not None:
        day = step(setting.published, -1, "Q")
        running = Meaning(containing(day, "Q"), anchored=True) if day else None
    if running is None or running.value is None:
        return UNDATED
    a_year = year(groups["y"]) if "y" in groups else int(running.value[:4]) + years
    return Meaning(f"{a_year:04d}{running.value[4:]}", running.anchored, compared=a_year != int(running.value[:4]))


def year_named(groups: Groups, _setting: Setting) -> Meaning | None:
    """1998, nineteen ninety-six, the year 2000."""
    a_year = year(groups["y"])
    return dated(f"{a_year:04d}") if a_year else None


def year_range(groups: Groups, _setting: Setting) -> Meaning | None:
    """2003-2004, from 2003 to 2004, 2003-04."""
    first, said = int(groups["y"]), groups["y2"]
    last = int(said) if len(said) == 4 else first // 100 * 100 + int(said)
    return _ranging(f"{first:04d}", f"{last:04d}", anchored=False) if first < last else None


def fiscal(groups: Groups, setting: Setting) -> Meaning:
    """Fiscal 1989, the fiscal year 2019-20, the current fiscal year: named as TimeML does, but without days.

    Nothing says when that year begins.
    """
    a_year, anchored = year(groups.get("y") or groups.get("y3") or "0"), False
    if "step" in groups and setting.published is not None:
        a_year, anchored = setting.published.year + words()["steps"][groups["step"]], True
    if not a_year:
        return Meaning(None, window=FISCAL)
    last = groups.get("last") or groups.get("last3")
    value = f"{a_year:04d}/{f'{a_year:04d}'[: 4 - len(last)]}{last}" if last else f"{a_year:04d}"
    return Meaning(value, anchored, window=FISCAL)


def hijri(_groups: Groups, _setting: Setting, *, precision: TimePrecision = "unknown") -> Meaning:
    """15 Ramadan 1441: recognised and left undated, since the sighting of the moon decides the day."""
    return Meaning(None, window=Extent(None, None, None, precision))


def before_christ(groups: Groups, _setting: Setting) -> Meaning:
    """August 480 BC, as TIMEX2 and TimeML write it: BC0480-08."""
    table = words()
    value = f"BC{int(groups['n']):04d}"
    if "s" in groups:
        return Meaning(f"{value}-{table['seasons'][groups['s']]}")
    if "m" in groups:
        value += f"-{table['months'][groups['m']]:02d}"
        if "day" in groups:
            value += f"-{int(groups['day']):02d}"
    return Meaning(value)


def decade(groups: Groups, _setting: Setting) -> Meaning | None:
    """The 1990s, the nineties: of the twentieth century unless digits say otherwise."""
    if "decade" in groups:
        return dated(groups["decade"])
    tens = number(groups["tens"].replace("ies", "y"))
    return dated(f"19{int(tens) // 10}") if tens else None


def century(groups: Groups, _setting: Setting) -> Meaning | None:
    """The 20th century: 19."""
    which = ordinal(groups["century"])
    return dated(f"{which - 1:02d}") if which and 1 < which <= 99 else None
