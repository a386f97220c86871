"""Times counted from another: from the report's date, or from the last date that the text told.

What `senses` says of ``None`` and ``Meaning(None)`` holds here too.
"""

from __future__ import annotations

import datetime as dt
import re

from sayso.when.calendar_value import containing, easter, step, unit_of, weekday_near
from sayso.when.lasting import WEEKEND, unit_code, window
from sayso.when.senses import UNDATED, Groups, dated, read_year, told_anchored, told_quarter, valid_day
from sayso.when.setting import Meaning, Setting
from sayso.when.vocabulary import number, ordinal, words

ISO_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def deictic(groups: Groups, setting: Setting, *, days: int, part: str | None = None) -> Meaning | None:
    """Today, yesterday, tonight, this morning: counted from the report's date."""
    if setting.published is None:
        return UNDATED
    code = part or (words()["parts_of_day"][groups["p"]] if "p" in groups else "")
    day = setting.published + dt.timedelta(days=days)
    return Meaning(day.isoformat() + code, anchored=True)


def part_of(groups: Groups, _setting: Setting, *, rest: Meaning | None) -> Meaning | None:
    """Tuesday night, the morning of April 19."""
    if rest is None:
        return None
    if rest.value is None:
        return UNDATED
    first, _, last = rest.value.partition("/")
    if unit_of(first) != "D" or "T" in first:
        return None
    if last:  # the night of 3-4 May
        return Meaning(first + words()["parts_of_day"][groups["p"]], rest.anchored, window=rest.extent)
    return dated(rest.value + words()["parts_of_day"][groups["p"]], anchored=rest.anchored)


def told_part(groups: Groups, setting: Setting, *, days: int) -> Meaning | None:
    """The morning, the next morning: of the last day told."""
    if setting.told is None or setting.told_day is None or unit_of(setting.told.value or "") != "D":
        return UNDATED
    day = setting.told_day + dt.timedelta(days=days)
    return Meaning(day.isoformat() + words()["parts_of_day"][groups["p"]], anchored=setting.told.anchored)


def now_part(groups: Groups, _setting: Setting) -> Meaning:
    """Night, without a day: TimeML's day of X."""
    return Meaning(f"XXXX-XX-XX{words()['parts_of_day'][groups['p']]}")


def weekday(groups: Groups, setting: Setting) -> Meaning | None:
    """Thursday, last Thursday, next Thursday, Thursday of last week.

    A bare weekday is the last one on or before the report's date, the next where the verb looks ahead
    (TimeML 1.2.1, and what news does: a report printed on Thursday says "Thursday" for today).
    """
    anchor = setting.published
    if anchor is None:
        return UNDATED
    wanted = words()["weekdays"][groups["w"]]
    which = groups.get("step")
    count = words()["steps"][which] if which else None
    if count is None:
        ahead = setting.tense == "future"
        day = weekday_near(anchor, wanted, steps=1 if ahead else -1)
    elif count == 0:
        day = weekday_near(anchor, wanted, steps=-1 if setting.tense == "past" else 1)
    else:
        day = weekday_near(anchor, wanted, steps=count, strictly=True)
    return Meaning(day.isoformat(), anchored=True)


def weekday_of_week(groups: Groups, setting: Setting) -> Meaning | None:
    """Thursday of last week."""
    if setting.published is None:
        return UNDATED
    week = step(setting.published, words()["steps"][groups["step"]], "W")
    if week is None:
        return UNDATED
    iso = week.isocalendar()
    day = dt.date.fromisocalendar(iso.year, iso.week, words()["weekdays"][groups["w"]])
    return Meaning(day.isoformat(), anchored=True)


def told_weekday(groups: Groups, setting: Setting) -> Meaning | None:
    """The following Thursday, the previous Friday: from the last day told."""
    if setting.told_day is None or not _reaches(setting.told, "W"):
        return UNDATED
    count = words()["told_steps"][groups["told_step"]]
    wanted = words()["weekdays"][groups["w"]]
    day = weekday_near(setting.told_day, wanted, steps=count or -1, strictly=bool(count))
    return Meaning(day.isoformat(), anchored=told_anchored(setting))


def beside(_groups: Groups, _setting: Setting, *, rest: Meaning | None, days: int) -> Meaning | None:
    """The day before last Tuesday."""
    if rest is None:
        return None
    first = rest.extent.earliest
    if first is None or first != rest.extent.latest:
        return UNDATED
    return Meaning((first + dt.timedelta(days=days)).isoformat(), anchored=rest.anchored)


def unit_around(groups: Groups, _setting: Setting, *, rest: Meaning | None) -> Meaning | None:
    """The week of March 6."""
    if rest is None:
        return None
    first = rest.extent.earliest
    if first is None or first != rest.extent.latest:
        return UNDATED
    return Meaning(containing(first, unit_code(groups["u"])), anchored=rest.anchored)


def unit(groups: Groups, setting: Setting) -> Meaning | None:
    """Last week, this year, next month; "the past year" is the year that ends with the report."""
    which, code = groups["step"], unit_code(groups["u"])
    if groups["u"].endswith("s") and code != WEEKEND:
        return None
    if which in {"the past", "past", "the last"} and code != WEEKEND:
        return window(1, code, -1, setting)
    return _stepped_unit(setting.published, words()["steps"][which], code, anchored=True)


def unit_beyond(groups: Groups, setting: Setting, *, steps: int) -> Meaning | None:
    """The week before last, the month after next."""
    return _stepped_unit(setting.published, steps, unit_code(groups["u"]), anchored=True)


def told_unit(groups: Groups, setting: Setting, *, steps: int | None = None) -> Meaning | None:
    """The following year, that day, the week before: counted from the last date told.

    "The end of the month" is of the month told where a day of one was, else in news of the report's own.
    """
    code = unit_code(groups["u"])
    if groups["u"].endswith("s") and code != WEEKEND:
        return None
    which = groups.get("told_step", "the")
    count = words()["told_steps"][which] if steps is None else steps
    if code == WEEKEND and count == 0 and not setting.history:
        return _last_weekend(setting)
    if which == "the" and not steps and not _reaches(setting.told, code):
        own = code in {"W", "M", "Y"} and not setting.history
        return _stepped_unit(setting.published if own else None, 0, code, anchored=True)
    if not _reaches(setting.told, code):
        return UNDATED
    return _stepped_unit(setting.told_day, count, code, anchored=told_anchored(setting))


def full_year(_groups: Groups, setting: Setting) -> Meaning | None:
    """The full year: that of the report, in a history that of the last date told."""
    if setting.history:
        return _stepped_unit(setting.told_day, 0, "Y", anchored=told_anchored(setting))
    return _stepped_unit(setting.published, 0, "Y", anchored=True)


def _reaches(told: Meaning | None, code: str) -> bool:
    """Say whether a step of a unit can be counted from the last date told: not days from "February 2019"."""
    order = ["D", "WE", "W", "F", "M", "S", "Q", "Y", "E", "C", "L"]
    finer = unit_of(told.value or "") if told else None
    return finer in order and code in order and order.index(finer) <= order.index(code)


def _last_weekend(setting: Setting) -> Meaning:
    if setting.published is None:
        return UNDATED
    saturday = weekday_near(setting.published, 6, steps=-1)
    return Meaning(containing(saturday, WEEKEND), anchored=True)


def _stepped_unit(anchor: dt.date | None, count: int, code: str, *, anchored: bool) -> Meaning | None:
    if code.startswith("T"):
        return None
    if anchor is None or code in {"F", "L"}:
        return UNDATED
    day = step(anchor, count, code)
    return Meaning(containing(day, code), anchored=anchored) if day else UNDATED


def told(_groups: Groups, setting: Setting) -> Meaning:
    """That time, that period: the date that opened a sentence last, else the last one told."""
    earlier = setting.frame or setting.told
    return earlier or UNDATED


def unit_end(groups: Groups, setting: Setting) -> Meaning | None:
    """The year's end: a date in that year."""
    return _stepped_unit(setting.told_day or setting.published, 0, unit_code(groups["u"]), anchored=True)


def ago(groups: Groups, setting: Setting) -> Meaning | None:
    """Two weeks ago: days and weeks give a day, months a month, years a year."""
    count, code = _count(groups)
    if count is None:
        return UNDATED
    if setting.quarter and (count, code) == (1, "Y"):  # figures of a quarter are compared with the same one
        return told_quarter(groups, setting, years=-1)
    return _moved(setting.published, -count, code, anchored=True)


def hence(groups: Groups, setting: Setting) -> Meaning | None:
    """Two years from now."""
    count, code = _count(groups)
    return UNDATED if count is None else _moved(setting.published, count, code, anchored=True)


def from_told(groups: Groups, setting: Setting, *, sign: int) -> Meaning | None:
    """Two days earlier, a year later: counted from the last date told."""
    count, code = _count(groups)
    if setting.quarter and (count, code) == (1, "Y"):
        return told_quarter(groups, setting, years=sign)
    if count is None or setting.told is None or not _reaches(setting.told, code):
        return UNDATED
    return _moved(setting.told_day, sign * count, code, anchored=setting.told.anchored)


def _count(groups: Groups) -> tuple[float | None, str]:
    if "year_ago" in groups or "year_earlier" in groups:
        return 1, "Y"
    return number(groups["n"]), unit_code(groups["u"])


def _moved(anchor: dt.date | None, count: float, code: str, *, anchored: bool) -> Meaning | None:
    if anchor is None or code.startswith("T") or code == WEEKEND:
        return UNDATED
    if code == "E":
        count, code = count * 10, "Y"
    elif code == "C":
        count, code = count * 100, "Y"
    if count != int(count):
        count, code = (count * 12, "M") if code == "Y" else (round(count * 7), "D") if code == "W" else (count, code)
    day = step(anchor, int(count), code)
    if day is None:
        return UNDATED
    return Meaning(containing(day, "D" if code in {"D", "W", "F"} else code), anchored=anchored)


def holiday(groups: Groups, setting: Setting) -> Meaning | None:
    """Christmas 2007, last Thanksgiving, Easter."""
    rule = words()["holidays"][groups["holiday"]]
    said = read_year(groups, setting)
    if said is not None:
        return UNDATED if said[0] is None else _holiday_in(said[0], rule, anchored=said[1])
    anchor = setting.told_day if setting.history else setting.published
    if anchor is None:
        return UNDATED
    which = groups.get("step")
    backwards = words()["steps"][which] < 0 if which else setting.tense == "past"
    days = [day for shift in (-1, 0, 1) if (day := holiday_day(anchor.year + shift, rule))]
    chosen = max((d for d in days if d <= anchor), default=None) if backwards else None
    if chosen is None:
        chosen = min(days, key=lambda day: abs((day - anchor).days))
    return Meaning(chosen.isoformat(), anchored=not setting.history or told_anchored(setting))


def _holiday_in(a_year: int, rule: str, *, anchored: bool) -> Meaning | None:
    day = holiday_day(a_year, rule)
    return Meaning(day.isoformat(), anchored=anchored) if day else UNDATED


def holiday_day(a_year: int, rule: str) -> dt.date | None:
    """Return the day that a rule of ``words.toml`` gives in a year."""
    if rule.startswith("easter"):
        return easter(a_year) + dt.timedelta(days=int(rule.removeprefix("easter")))
    if rule == "election":  # United States: the Tuesday after the first Monday of November
        return weekday_near(dt.date(a_year, 11, 1), 1, steps=1) + dt.timedelta(days=1)
    nth = re.fullmatch(r"(\d)(\w{3})(\d+)", rule)
    if nth:
        first = weekday_near(dt.date(a_year, int(nth[3]), 1), ISO_WEEKDAYS[nth[2]], steps=1)
        return first + dt.timedelta(weeks=int(nth[1]) - 1)
    month, day = rule.split("-")
    return valid_day(a_year, int(month), int(day))


CLOCK = re.compile(r"(\d\d?):?(\d\d)? ?(?:o'clock )?(am|pm|hrs|hours|in the (?:early )?(?:morning|afternoon|evening))?")
HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm"}


def clock(groups: Groups, setting: Setting, *, rest: Meaning | None = None) -> Meaning | None:
    """10 p.m. Wednesday, noon, 19:00: on the day named, else on the last day told or the report's own."""
    time = _time_of_day(groups["clock"])
    if time is None or ("rest" in groups and rest is None):
        return None
    if rest is not None and rest.value and unit_of(rest.value) != "D":
        return None
    day, anchored = rest, rest.anchored if rest else True
    if rest is None:
        if setting.told is not None and unit_of(setting.told.value or "") == "D":
            day, anchored = setting.told, setting.told.anchored
        elif setting.published is not None:
            day = Meaning(setting.published.isoformat())
    if day is None or day.value is None:
        return Meaning(f"XXXX-XX-XX{time}") if rest is None else UNDATED
    return dated(day.value.partition("T")[0] + time, anchored=anchored)


def _time_of_day(said: str) -> str | None:
    named = words()["parts_of_day"].get(said)
    if named:
        return str(named)
    found = CLOCK.fullmatch(said)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").rpartition(" ")[2]
    half = HALVES.get(half, half)
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def bare_day(groups: Groups, setting: Setting) -> Meaning | None:
    """The 13th: of the month of the last date told."""
    day = ordinal(groups["d"])
    if setting.told_day is None or day is None or _is_coarse(setting.told):
        return UNDATED
    return dated(f"{setting.told_day.year:04d}-{setting.told_day.month:02d}-{day:02d}", anchored=told_anchored(setting))


def _is_coarse(told_before: Meaning | None) -> bool:
    return told_before is None or unit_of(told_before.value or "") not in {"D", "M"}
