"""The words of time, and the patterns made of them: packaged tables, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SPACED = re.compile(r"\s+|(?<=[^\d\s])[-–—‑](?=\w)|(?<=\w)[-–—‑](?=[^\W\d])")
POSSESSIVE = re.compile(r"(?<=\w)(?:'s|')(?=\s|$)")
SHORT_YEAR = re.compile(r"(?<!\w)'(\d\d)(?=s?\b)")
ABBREVIATION = re.compile(r"(?<=[a-z])\.")
LAST_YEAR_OF_THIS_CENTURY = 30
"""Two digits after an apostrophe: '30 is 2030, '31 is 1931."""


FILLERS = frozenset({"a", "an", "of", "and"})
MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to read a whole expression; *sense* names a function, *given* its fixed arguments.

    The function is one of `senses`, `relative` or `lasting`. *label* is the TIMEX3 type of what the rule surely finds
    in a text by itself; None where only a tagger can tell.
    """

    sense: str
    pattern: re.Pattern[str]
    given: dict[str, Any]
    label: str | None


@cache
def words() -> dict[str, dict[str, Any]]:
    """Return the tables of ``words.toml``."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def either(names: Any) -> str:
    """Return a pattern for any of *names*, the longest first."""
    return "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(names, key=lambda n: (-len(n), n)))


@cache
def macros() -> dict[str, str]:
    """Return what the names in braces of ``rules.toml`` stand for, as patterns without groups of their own."""
    table = words()
    small = either(word for word in table["numbers"] if word not in {"couple", "half"})
    ordinal = rf"(?:(?:twenty|thirty) )?(?:{either(table['ordinals'])})"
    number = (
        rf"(?:\d+(?:\.\d+)?(?: \d/\d)?|(?:{small}|a|an)(?: (?:and )?(?:{small}))*"
        r"|(?:a )?(?:couple(?: of)?|half(?: an?)?|dozen))"
    )
    tens = [word for word, value in table["numbers"].items() if 20 <= value <= 90 and value % 10 == 0]
    whole = [unit for unit, code in table["units"].items() if not code.startswith("T")]
    steps, told = either(table["steps"]), either(table["told_steps"])
    year = (
        r"(?:1\d{3}|20\d\d|2100|two thousand(?: (?:and )?(?:" + small + r"))?"
        rf"|(?:eighteen|nineteen) (?:hundred|(?:{either(tens)})(?: (?:{small}))?|(?:ten|eleven|twelve|\w+teen))"
        rf"|twenty (?:(?:twenty|thirty)(?: (?:{small}))?|(?:ten|eleven|twelve|\w+teen)))"
    )
    return {
        "w": rf"(?:{either(table['weekdays'])})",
        "weekdays": rf"(?:{either(w + 's' for w in table['weekdays'])})",
        "weekday_phrase": rf"(?:(?:{steps}|{told}) )?(?:{either(table['weekdays'])})",
        "m": rf"(?:{either(table['months'])})",
        "d": rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{ordinal})",
        "s": rf"(?:{either(table['seasons'])})",
        "p": rf"(?:{either(table['parts_of_day'])})",
        "u": rf"(?:{either(table['units'])}|weekends?)",
        "whole_unit": rf"(?:{either(whole)}|weekends?)",
        "time_unit": rf"(?:{either(u for u in table['units'] if table['units'][u] not in {'Q', 'TS'})})",
        "o": rf"(?:[1-4](?:st|nd|rd|th)|{either(list(table['ordinals'])[:4])})",
        "n": number,
        "y": year,
        "century": rf"(?:\d\d?(?:st|nd|rd|th)|{ordinal})",
        "tens": rf"(?:{either(t[:-1] + 'ies' for t in tens)})",
        "step": rf"(?:{steps})",
        "told_step": rf"(?:{told})",
        "few": (
            r"(?:(?:a |the |very |only |just |first |quite )*"
            r"(?:few|several|many|some|dozens of|hundreds of|handful of|number of))"
        ),
        "year_phrase": rf"(?:(?:{steps}|{told}) year)",
        "year_ago": r"(?:(?:a )?year ago)",
        "year_earlier": r"(?:(?:a )?year (?:earlier|before))",
        "holiday": rf"(?:{either(table['holidays'])})",
        "named_day": rf"(?:{either(table['named_days'])})",
        "hijri": rf"(?:{either(table['hijri']['months'])})",
        "zone": r"(?:e[sd]t|gmt|utc|[pcm][sd]t|local time)",
        "adverb": rf"(?:{either(table['adverbs'])})",
        "clock": (
            r"(?:\d\d?(?::\d\d)?(?: o'clock)? in the (?:early )?(?:morning|afternoon|evening)"
            r"|\d\d?(?::\d\d)? ?(?:am|pm)|\d\d?:\d\d(?: ?(?:hrs|hours))?"
            r"|\d{4} ?(?:hrs|hours)|noon|midnight|midday)"
        ),
    }


def expand(pattern: str) -> str:
    """Return *pattern* with each ``{name}`` or ``{name2}`` as a named group of its macro, any unit as ``u``."""
    table = macros()

    def group(found: re.Match[str]) -> str:
        name = "u" if found[1].endswith("_unit") else found[1]
        return f"(?P<{name}{found[2]}>{table[found[1]]})"

    return re.sub(r"\{([a-z_]+)(\d?)\}", group, pattern)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of ``rules.toml`` in order, compiled."""
    table = tomllib.loads((files(__package__) / "rules.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            rule["sense"],
            re.compile(expand(rule["pattern"])),
            {key: value for key, value in rule.items() if key not in {"sense", "pattern", "label"}},
            rule.get("label"),
        )
        for rule in table["rule"]
    )


def normalise(text: str) -> str:
    """Return an expression as the rules expect it.

    >>> normalise("the year’s third-quarter,  Oct. 3")
    'the year third quarter oct 3'
    """
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("`", "'").replace(",", "")
    plain = SHORT_YEAR.sub(_four_digits, plain)
    plain = POSSESSIVE.sub("", ABBREVIATION.sub("", plain))
    return SPACED.sub(" ", plain).strip(" .;:!?\"'()-")


def _four_digits(found: re.Match[str]) -> str:
    century = 20 if int(found[1]) <= LAST_YEAR_OF_THIS_CENTURY else 19
    return f"{century}{found[1]}"


def number(text: str) -> float | None:
    """Return the number that digits or words say, None where they say none.

    >>> number("twenty five"), number("2 1/2"), number("a couple of"), number("a hundred and two")
    (25.0, 2.5, 2.0, 102.0)
    """
    total, current = 0.0, 0.0
    for word in text.split():
        if word in FILLERS:
            continue
        if word in MULTIPLES:
            current = (current or 1) * MULTIPLES[word]
            if word == "thousand":
                total, current = total + current, 0
            continue
        plain = _plain_number(word)
        if plain is None:
            return None
        current += plain
    return total + current or (1.0 if text.split()[0] in FILLERS else 0.0)


def _plain_number(word: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    if re.fullmatch(r"\d/[1-9]", word):
        return int(word[0]) / int(word[2])
    known = words()["numbers"].get(word)
    return None if known is None else float(known)


def ordinal(text: str) -> int | None:
    """Return the number of "3rd", "3", "third" or "twenty third"."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    named = words()
    parts = [named["ordinals"].get(word, named["numbers"].get(word)) for word in text.split()]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def year(text: str) -> int | None:
    """Return the year that four digits or spoken words name ("nineteen ninety six", "two thousand and three")."""
    if text.isdigit():
        return int(text)
    head, _, tail = text.partition(" ")
    if head == "two":
        return int(number(text) or 0) or None
    century, rest = number(head), number(tail.replace("hundred", "zero"))
    return None if century is None or rest is None else int(century * 100 + rest)
