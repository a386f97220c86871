"""Number expressions in news English, and the least, best and greatest count that their words allow.

What the words set no bound to stays ``None``: "dozens" is at least 24 and no more is said. What a codebook then
makes of it (ACLED's 12 for "dozens") is an export's rule. The table is ``data/counts.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from sayso.what.lexicon import table, words
from sayso.what.numerals import (
    JOINERS,
    Number,
    Token,
    figure,
    lower,
    number_at,
    number_like,
    number_words,
    people_within,
    phrases,
    spelled,
    starts,
)

TOKEN = re.compile(r"\d+(?:[,.]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*|\S")
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A bare four-digit number in this range is a year unless people follow it."""
LAST_DAY = 31
CHANGE_REACH = 6
"""How far before a count that no longer stands the word that says so may be."""
GUESSES = frozenset({"possibly", "perhaps", "maybe", "probably"})
HEDGES = frozenset({"and", "but", "possibly", "perhaps", "maybe", "probably", "even", ",", "or"})


@dataclass(frozen=True, slots=True)
class Count:
    """Offsets of a number expression and the counts that it allows; ``None`` where it sets no bound."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None


def counts(text: str) -> tuple[Count, ...]:
    """Return the number expressions of *text* that may count people, in order.

    Dates, times, ages, money, measures and ordinals are left out. A sole "a" counts before a word for a person.

    >>> [(c.low, c.best, c.high) for c in counts("Between 30 and 40 rebels and at least two guards died.")]
    [(30, None, 40), (2, 2, None)]
    """
    tokens = tuple(
        Token(m.start(), m.end(), m.group().lower().replace("’", "'"), m.group()) for m in TOKEN.finditer(text)
    )
    found: list[Count] = []
    at = floor = 0
    while at < len(tokens):
        number = number_at(tokens, at)
        if number is None:
            at += 1
            continue
        count, last = _expression(tokens, number, floor)
        if count is not None:
            found.append(count)
        at = floor = last + 1
    return tuple(found)


def _expression(tokens: tuple[Token, ...], number: Number, floor: int) -> tuple[Count | None, int]:
    """Return the count of a number with its hedges, and the last token read."""
    if _never(tokens, number) or _aged(tokens, number) or _former(tokens, number):
        return None, number.last
    kind, first = _before(tokens, number.first, floor)
    last = number.last
    low, best, high = _bounds(kind, number)
    upper = _range(tokens, number, kind)
    if upper is not None and upper.value is not None and number.value is not None and upper.value > number.value:
        low, best, high, last = _scaled(tokens, number, upper), None, upper.value, upper.last
        if first > floor and lower(tokens, first - 1) in {"between", "from"}:
            first -= 1
        if first > floor and starts(tokens, first - 1, ("anywhere",)):
            first -= 1
    else:
        suffix, last = _after(tokens, last)
        if suffix is not None and kind in {None, "exact"}:
            low, best, high = _bounds(suffix, number)
        ceiling = _ceiling(tokens, last) if kind == "least" else None
        if ceiling is not None and ceiling.value is not None:
            high, last = ceiling.value, ceiling.last
    whole = _whole(tokens, last)
    if whole is None and number.half:
        return None, last
    if whole is not None:
        last = whole.last
        if number.half and whole.value is not None:
            low, best, high = _bounds(kind, replace(number, value=whole.value // 2))
    return Count(tokens[first].start, tokens[last].end, low, best, high), last


def _whole(tokens: tuple[Token, ...], last: int) -> Number | None:
    """Return the number that a count is a part of, which counts nobody itself ("none of *the 14* crew")."""
    at = last + 1
    if lower(tokens, at) == "of":
        at += 1
    elif lower(tokens, last) != "half":
        return None
    if lower(tokens, at) not in {"the", "its", "their", "his", "those", "these", "all", "some", "our"}:
        return None
    return figure(tokens, at + 1) or spelled(tokens, at + 1)


def _scaled(tokens: tuple[Token, ...], number: Number, upper: Number) -> int | None:
    """Return the lower end of a range, which shares the multiplier of the upper one ("two or three *hundred*")."""
    multipliers = table("counts.toml")["multipliers"]
    factor = multipliers.get(tokens[upper.last].lower)
    if factor is None or number.value is None or upper.value is None or tokens[number.last].lower in multipliers:
        return number.value
    return number.value * factor if number.value < upper.value / factor else number.value


def _aged(tokens: tuple[Token, ...], number: Number) -> bool:
    """Return whether a number is one of several ages ("aged nine and 12")."""
    if people_within(tokens, number.last + 1, 2, plural=True):
        return False
    at = number.first - 1
    while at >= 0 and (tokens[at].lower in {"and", ",", "to", "-", "between", "or"} or number_like(tokens[at].lower)):
        at -= 1
    return at >= 0 and tokens[at].lower in {"aged", "ages"}


def _former(tokens: tuple[Token, ...], number: Number) -> bool:
    """Return whether a number is what a count was before ("rose *from 8* to 11", "up from an earlier 8")."""
    at = number.first - 1
    while lower(tokens, at) in {"an", "a", "the", "earlier", "previous", "initial", "original", "around", "about"}:
        at -= 1
    if lower(tokens, at) != "from":
        return False
    before = tokens[max(0, at - CHANGE_REACH) : at]
    return any(t.lower in words("counts.toml", "change") for t in before)


def _bounds(kind: str | None, number: Number) -> tuple[int | None, int | None, int | None]:
    value = number.value
    if value is None:
        return None, None, None
    if number.vague:
        return (None, None, None) if kind in {"most", "under"} else (value, None, None)
    table_of_bounds: dict[str | None, tuple[int | None, int | None, int | None]] = {
        "least": (value, value, None),
        "few": (value, None, None),
        "more": (value + 1, None, None),
        "under": (None, None, max(0, value - 1)),
        "most": (None, None, value),
        "near": (None, value, value),
        "about": (None, value, None),
    }
    return table_of_bounds.get(kind, (value, value, value))


def _before(tokens: tuple[Token, ...], first: int, floor: int) -> tuple[str | None, int]:
    """Return the kind of hedge that stands before a number, and the first token of both."""
    best: tuple[str | None, int] = (None, first)
    for kind in table("counts.toml")["prefix"]:
        for phrase, _ in phrases("prefix", kind):
            start = first - len(phrase)
            if start >= floor and start < best[1] and starts(tokens, start, phrase):
                best = (kind, start)
    if best[0] == "exact":
        outer, start = _before(tokens, best[1], floor)
        if outer is not None and outer != "exact":
            return outer, start
    return best


def _after(tokens: tuple[Token, ...], last: int) -> tuple[str | None, int]:
    at = last + 1
    if lower(tokens, at) == "+":
        return "least", at
    dash = 1 if lower(tokens, at) == "-" else 0
    for kind in table("counts.toml")["suffix"]:
        for phrase, _ in phrases("suffix", kind):
            if starts(tokens, at + dash, phrase) and (dash == 0 or len(phrase) == 1):
                return kind, at + dash + len(phrase) - 1
    return None, last


def _range(tokens: tuple[Token, ...], number: Number, kind: str | None) -> Number | None:
    """Return the upper number of a range that begins with *number* ("8 to 10", "between 30 and 40", "two or three")."""
    at = number.last + 1
    joiner = lower(tokens, at)
    between = joiner == "and" and lower(tokens, number.first - 1) == "between"
    if kind not in {None, "exact", "about", "least"} or not (between or joiner in JOINERS):
        return None
    at += 1
    while lower(tokens, at) in {"possibly", "perhaps", "maybe", "even"}:
        at += 1
    upper = figure(tokens, at) or spelled(tokens, at)
    return None if upper is None or _never_after(tokens, upper.last) else upper


def _ceiling(tokens: tuple[Token, ...], last: int) -> Number | None:
    """Return the greatest count that follows a least one ("at least 30 and possibly as many as 50")."""
    at = last + 1
    if lower(tokens, at) not in {"and", "but", ",", "or"}:
        return None
    guessed = False
    while lower(tokens, at) in HEDGES:
        guessed = guessed or lower(tokens, at) in GUESSES
        at += 1
    if guessed and (number := figure(tokens, at) or spelled(tokens, at)) is not None:
        return number
    for phrase, _ in phrases("prefix", "most"):
        if starts(tokens, at, phrase):
            return figure(tokens, at + len(phrase)) or spelled(tokens, at + len(phrase))
    return None


def _never(tokens: tuple[Token, ...], number: Number) -> bool:
    """Return whether a number is part of a date, a time, an age, money, a measure or a name."""
    before, after = lower(tokens, number.first - 1), lower(tokens, number.last + 1)
    if number.value == 0 or number.vague:
        return False
    lone = number.first == number.last
    if before in words("counts.toml", "never", "before") and not people_within(tokens, number.last + 1, 2, plural=True):
        return True
    months = _months()
    if (
        lone
        and before.rstrip(".") in months
        and (number.value or 0) <= LAST_DAY
        and tokens[number.first].text.isdecimal()
    ):
        return True
    if after == ")" and before != "(":
        return True
    if after == "one" or (before, after) == (":", ":") or starts(tokens, number.last + 1, ("another",)):
        return True
    digits = tokens[number.first].text
    if lone and digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return not people_within(tokens, number.last + 1, 2, plural=True)
    clock = after == ":" and lower(tokens, number.last + 2).isdecimal()
    score = before == ":" and lower(tokens, number.first - 2).isdecimal()
    return clock or score or _never_after(tokens, number.last)


@cache
def _months() -> frozenset[str]:
    listed = table("counts.toml")["never"]["after"]
    first, last = listed.index("january"), listed.index("dec")
    return frozenset(listed[first : last + 1]) | {"may"}


def _never_after(tokens: tuple[Token, ...], last: int) -> bool:
    after = [lower(tokens, last + n) for n in (1, 2, 3)]
    if after[0] == "-" and not (after[1][:1].isdecimal() or after[1] in number_words() | {"odd", "plus"}):
        return True
    if after[0] == "may" and tokens[last + 1].text[0].isupper():
        return True
    never = words("counts.toml", "never", "after")
    unit = any(a in never or a.removesuffix("s") in never for a in after[:1] if a != "-")
    joined = any((a, b) == ("per", "cent") for a, b in pairwise(after))
    return unit or joined
