"""Times that last or come again: durations, windows, frequencies, and times too vague for a day.

What `senses` says of ``None`` and ``Meaning(None)`` holds here too.
"""

from __future__ import annotations

from sayso.when.calendar_value import between, step
from sayso.when.senses import UNDATED, Groups
from sayso.when.setting import Meaning, Setting
from sayso.when.vocabulary import number, words

WEEKEND = "WE"


def unit_code(name: str) -> str:
    """Return the ISO designator of a unit of time, ``WE`` for a weekend."""
    return WEEKEND if name.startswith("weekend") else str(words()["units"][name])


def window(count: float, code: str, sign: int, setting: Setting) -> Meaning:
    """The past two months: a duration (TimeML), with the days from or to the report's date where that is known."""
    value = duration(count, code)
    if setting.published is None or code.startswith("T") or code == WEEKEND or count != int(count):
        return Meaning(value)
    other = step(setting.published, sign * int(count), code)
    if other is None:
        return Meaning(value)
    return Meaning(value, anchored=True, window=between(min(setting.published, other), max(setting.published, other)))


def duration(count: float | None, code: str) -> str:
    """Return the TIMEX3 duration; None is an unknown number, X."""
    if code in {"E", "F"} and count is not None:
        count, code = (count * 10, "Y") if code == "E" else (count * 2, "W")
    if code == WEEKEND:
        return "P" + ("X" if count is None else f"{count:g}") + WEEKEND
    clock, code = ("T", code[1:]) if code.startswith("T") else ("", code)
    if count is None:
        return f"P{clock}X{code}"
    halves = {"Y": ("6", "M"), "H": ("30", "M"), "M": ("30", "S") if clock else ("15", "D")}
    if count % 1 == 0.5 and code in halves:
        amount, finer = halves[code]
        whole = f"{int(count)}{code}" if count > 1 else ""
        return f"P{clock}{whole}{amount}{finer}"
    return f"P{clock}{count:g}{code}"


def lasting_window(groups: Groups, setting: Setting, *, sign: int) -> Meaning | None:
    """The past two months, the next few days."""
    code = unit_code(groups["u"])
    count = number(groups["n"]) if "n" in groups else None
    return Meaning(duration(None, code)) if count is None else window(count, code, sign, setting)


def lasting(groups: Groups, _setting: Setting, *, half: bool = False) -> Meaning | None:
    """Two years, several weeks, a minute and a half."""
    code = unit_code(groups.get("u") or groups["u2"])
    said = groups.get("n") or groups.get("n2")
    count = number(said) if said else None
    if said and count is None:
        return UNDATED
    if not said and "few" not in groups and not groups["u"].endswith("s"):
        return Meaning(duration(1, code))
    return Meaning(duration(count + 0.5 if half and count is not None else count, code))


def lasting_some(groups: Groups, _setting: Setting) -> Meaning | None:
    """The next 12 to 18 months: some months."""
    return Meaning(duration(None, unit_code(groups["u"])))


def often(groups: Groups, _setting: Setting) -> Meaning | None:
    """Every day, daily, twice a year: TimeML gives the period."""
    adverb = groups.get("adverb")
    if adverb:
        return Meaning(words()["adverbs"][adverb])
    count = number(groups["n"]) if "n" in groups else 1
    return Meaning(duration(count or 1, unit_code(groups.get("u") or groups["u2"])))


def often_named(groups: Groups, _setting: Setting) -> Meaning | None:
    """Every Monday, each July, Sundays, every morning."""
    table = words()
    said = groups.get("w") or groups.get("weekdays", "").removesuffix("s")
    part = groups.get("p") or groups.get("p2") or groups.get("p3")
    if said in table["weekdays"]:
        value = f"XXXX-WXX-{table['weekdays'][said]}"
    elif "m" in groups:
        value = f"XXXX-{table['months'][groups['m']]:02d}"
    elif "s" in groups:
        value = f"XXXX-{table['seasons'][groups['s']]}"
    else:
        value = "XXXX-XX-XX"
    return Meaning(value + (table["parts_of_day"][part] if part else ""))


def vague(groups: Groups, setting: Setting, *, value: str) -> Meaning:
    """Now, recently, soon; "recent months" where they are told as a time that lasts."""
    said = groups.get("u") or groups.get("u2")
    return Meaning(duration(None, unit_code(said)) if said and setting.lasts else value)


def some_day(_groups: Groups, setting: Setting) -> Meaning:
    """One day: some time to come after "will", else a duration."""
    return Meaning("FUTURE_REF" if setting.tense == "future" else duration(1, "D"))
