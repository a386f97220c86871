"""Number expressions in news English, and the least, best and greatest count that their words allow.

What the words set no bound to stays ``None``: "dozens" is at least 24 and no more is said. What a codebook then
makes of it (ACLED's 12 for "dozens") is an export's rule. The table is ``data/counts.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.what.lexicon import table, words

TOKEN = re.compile(r"\d+(?:[,.]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*|\S")
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A bare four-digit number in this range is a year unless people follow it."""
LAST_DAY = 31
LONGEST_FIGURE = 15
"""Characters of the longest figure read as a count; what is longer is some identifier."""
ARTICLE_REACH = 7
"""How many words after "a" the person counted may come ("a 12-year-old boy")."""
GROUP = re.compile(r"\d{1,3}(?:,\d{2,3})+$")
SHORT_MULTIPLIERS = {"m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "k": 1_000}
JOINERS = frozenset({"to", "-", "–", "—", "or", "through"})
HEDGES = frozenset({"and", "but", "possibly", "perhaps", "maybe", "probably", "even", ","})
UNKNOWN = frozenset({"unknown", "unspecified", "undetermined", "untold", "undisclosed", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Count:
    """Offsets of a number expression and the counts that it allows; ``None`` where it sets no bound."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    lower: str
    text: str


@dataclass(frozen=True, slots=True)
class _Number:
    """A number without its hedges: the tokens ``[first, last]``, its value, and whether the word itself is vague."""

    first: int
    last: int
    value: int | None
    vague: bool = False


def counts(text: str) -> tuple[Count, ...]:
    """Return the number expressions of *text* that may count people, in order.

    Dates, times, ages, money, measures and ordinals are left out. A sole "a" counts before a word for a person.

    >>> [(c.low, c.best, c.high) for c in counts("Between 30 and 40 rebels and at least two guards died.")]
    [(30, None, 40), (2, 2, None)]
    """
    tokens = tuple(
        _Token(m.start(), m.end(), m.group().lower().replace("’", "'"), m.group()) for m in TOKEN.finditer(text)
    )
    found: list[Count] = []
    at = floor = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        count, last = _expression(tokens, number, floor)
        if count is not None:
            found.append(count)
        at = floor = last + 1
    return tuple(found)


def _number(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    word = tokens[at].lower
    if not word[0].isdecimal() and word not in _starters():
        return None
    for read in (_phrase, _figure, _spelled, _vague, _none, _article):
        number = read(tokens, at)
        if number is not None:
            return number
    return None


@cache
def _starters() -> frozenset[str]:
    """Return the words that a number expression in words may begin with."""
    listed = table("counts.toml")
    firsts = {phrase[0] for phrase, _ in _phrases("halves")} | {"a", "an", "no", "without"}
    return frozenset(firsts | UNKNOWN | set(listed["cardinals"]) | set(listed["vague"]) | set(listed["fixed"]))


def _lower(tokens: tuple[_Token, ...], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _starts(tokens: tuple[_Token, ...], at: int, phrase: tuple[str, ...]) -> bool:
    return all(_lower(tokens, at + n) == part for n, part in enumerate(phrase))


@cache
def _phrases(section: str, key: str | None = None) -> tuple[tuple[tuple[str, ...], str], ...]:
    listed = table("counts.toml")[section]
    pairs = [(p, p) for p in listed[key]] if key else [(p, p) for p in listed]
    return tuple(sorted(((tuple(p.split()), name) for p, name in pairs), key=lambda x: -len(x[0])))


def _phrase(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    for phrase, name in _phrases("halves"):
        if _starts(tokens, at, phrase):
            return _Number(at, at + len(phrase) - 1, table("counts.toml")["halves"][name])
    return None


def _figure(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    """Read digits, with the multiplier that may follow ("1.5 million", "1.2m")."""
    text = _lower(tokens, at)
    if not text[:1].isdecimal() or len(text) > LONGEST_FIGURE:
        return None
    multipliers = table("counts.toml")["multipliers"]
    after = _lower(tokens, at + 1)
    factor = multipliers.get(after) or SHORT_MULTIPLIERS.get(after)
    touching = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    if after in SHORT_MULTIPLIERS and not touching:
        factor = None
    grouped = GROUP.match(text) is not None
    if not grouped and ("," in text or text.count(".") > 1 or ("." in text and factor is None)):
        return None
    value = float(text.replace(",", "")) * (factor or 1)
    last = at + 1 if factor else at
    if not factor and touching and after not in JOINERS | {"+", ",", ".", ";", ":", ")", "-", '"', "”", "?", "!"}:
        return None
    return _Number(at, last, round(value))


def _spelled(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    """Read a number in words: "twenty-three", "one hundred and five", "two dozen", "one and a half million"."""
    cardinals, multipliers = table("counts.toml")["cardinals"], table("counts.toml")["multipliers"]
    total, current, last, here = 0.0, None, at - 1, at
    while here < len(tokens):
        word = tokens[here].lower
        if word in cardinals:
            if current is not None and not _continues(int(current), cardinals[word]):
                break
            current = (current or 0) + cardinals[word]
        elif word in multipliers and (current is not None or (last >= at and total)):
            current = (current or 1) * multipliers[word]
            if multipliers[word] > 100:
                total, current = total + current, None
        elif word in {"a", "an"} and last < at and _lower(tokens, here + 1) in multipliers:
            current = 1
        elif word == "and" and _starts(tokens, here, ("and", "a", "half")) and current is not None:
            current, here = current + 0.5, here + 2
        elif (
            (word in {"-", "and"})
            and last >= at
            and _lower(tokens, here + 1) in cardinals
            and _joins(word, current, total)
        ):
            here += 1
            continue
        else:
            break
        last, here = here, here + 1
    return None if last < at else _Number(at, last, round(total + (current or 0)))


def _continues(current: int, value: int) -> bool:
    """Return whether a number word adds to those before it ("twenty" + "three", "hundred" + "five")."""
    return (current % 100 == 0 and current >= 100) or (current % 10 == 0 and current % 100 >= 20 and value < 10)


def _joins(word: str, current: float | None, total: float) -> bool:
    whole = int(current or total)
    if word == "-":
        return current is not None and whole % 10 == 0 and whole % 100 >= 20
    return whole >= 100 and whole % 100 == 0


def _vague(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    """Read "dozens", "hundreds of thousands", "several dozen", "a couple", "a large number", "both"."""
    vague, fixed = table("counts.toml")["vague"], table("counts.toml")["fixed"]
    multipliers = table("counts.toml")["multipliers"]
    here = at + 1 if _lower(tokens, at) in {"a", "an"} else at
    unknown = _lower(tokens, here) in UNKNOWN
    described = here > at and _lower(tokens, here + 1) in {"number", "numbers"} and _lower(tokens, here + 2) == "of"
    here = here + 1 if described or (unknown and here > at) else here
    word = _lower(tokens, here)
    if word in {"number", "numbers"} and (here == at or _lower(tokens, here + 1) != "of"):
        return None
    if unknown and word in vague:
        return _Number(at, here, None, vague=True)
    if word in fixed:
        return None if here > at and word == "both" else _Number(at, here, fixed[word])
    if word not in vague or (
        word in {"many", "few"} and _lower(tokens, here - 1) in {"as", "how", "so", "too", "very"}
    ):
        return None
    value, after = vague[word], here + 1
    if _lower(tokens, after) == "of" and _lower(tokens, after + 1) in vague and word.endswith("s"):
        factor = multipliers.get(_lower(tokens, after + 1).removesuffix("s"))
        if factor:
            return _Number(at, after + 1, value * factor, vague=True)
    if word in {"several", "few", "many"} and _lower(tokens, after) in multipliers:
        return _Number(at, after, value * multipliers[_lower(tokens, after)], vague=True)
    if word == "many" and _lower(tokens, after) in vague:
        return _Number(at, after, vague[_lower(tokens, after)], vague=True)
    return _Number(at, here, value, vague=True)


def _people_within(tokens: tuple[_Token, ...], at: int, reach: int, *, plural: bool) -> bool:
    people = words("harms.toml", "people") | words("harms.toml", "casualties") | words("harms.toml", "nouns", "killed")
    people = people | words("harms.toml", "nouns", "injured")
    for word in (t.lower for t in tokens[at : at + reach]):
        if word in people or (
            plural and (word.removesuffix("s") in people or word.removesuffix("ies") + "y" in people)
        ):
            return True
        if not (word.isalpha() or word.isdecimal() or word == "-") or word in {
            "of",
            "in",
            "on",
            "to",
            "by",
            "and",
            "the",
            "was",
        }:
            return False
    return False


def _none(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    if _starts(tokens, at, ("no", "one")):
        return _Number(at, at + 1, 0)
    if _lower(tokens, at) in {"no", "without"} and _people_within(tokens, at + 1, 3, plural=True):
        return None if _lower(tokens, at + 1) in {"more", "fewer", "less"} else _Number(at, at, 0)
    return None


def _article(tokens: tuple[_Token, ...], at: int) -> _Number | None:
    if _lower(tokens, at) not in {"a", "an"} or not _people_within(tokens, at + 1, ARTICLE_REACH, plural=False):
        return None
    figure = _lower(tokens, at + 1).isdecimal() and _lower(tokens, at + 2) != "-"
    hedged = any(_starts(tokens, at, p) for kind in table("counts.toml")["prefix"] for p, _ in _phrases("prefix", kind))
    return None if figure or hedged else _Number(at, at, 1)


def _expression(tokens: tuple[_Token, ...], number: _Number, floor: int) -> tuple[Count | None, int]:
    """Return the count of a number with its hedges, and the last token read."""
    if _never(tokens, number):
        return None, number.last
    kind, first = _before(tokens, number.first, floor)
    last = number.last
    low, best, high = _bounds(kind, number)
    upper = _range(tokens, number, kind)
    if upper is not None and upper.value is not None and number.value is not None and upper.value > number.value:
        low, best, high, last = number.value, None, upper.value, upper.last
        if first > floor and _lower(tokens, first - 1) in {"between", "from"}:
            first -= 1
        if first > floor and _starts(tokens, first - 1, ("anywhere",)):
            first -= 1
    else:
        suffix, last = _after(tokens, last)
        if suffix is not None and kind in {None, "exact"}:
            low, best, high = _bounds(suffix, number)
        ceiling = _ceiling(tokens, last) if kind == "least" else None
        if ceiling is not None and ceiling.value is not None:
            high, last = ceiling.value, ceiling.last
    return Count(tokens[first].start, tokens[last].end, low, best, high), last


def _bounds(kind: str | None, number: _Number) -> tuple[int | None, int | None, int | None]:
    value = number.value
    if value is None:
        return None, None, None
    if number.vague:
        return (None, None, None) if kind in {"most", "under"} else (value, None, None)
    table_of_bounds: dict[str | None, tuple[int | None, int | None, int | None]] = {
        "least": (value, value, None),
        "more": (value + 1, None, None),
        "under": (None, None, max(0, value - 1)),
        "most": (None, None, value),
        "near": (None, value, value),
        "about": (None, value, None),
    }
    return table_of_bounds.get(kind, (value, value, value))


def _before(tokens: tuple[_Token, ...], first: int, floor: int) -> tuple[str | None, int]:
    """Return the kind of hedge that stands before a number, and the first token of both."""
    best: tuple[str | None, int] = (None, first)
    for kind in table("counts.toml")["prefix"]:
        for phrase, _ in _phrases("prefix", kind):
            start = first - len(phrase)
            if start >= floor and start < best[1] and _starts(tokens, start, phrase):
                best = (kind, start)
    if best[0] == "exact":
        outer, start = _before(tokens, best[1], floor)
        if outer is not None and outer != "exact":
            return outer, start
    return best


def _after(tokens: tuple[_Token, ...], last: int) -> tuple[str | None, int]:
    at = last + 1
    if _lower(tokens, at) == "+":
        return "least", at
    dash = 1 if _lower(tokens, at) == "-" else 0
    for kind in table("counts.toml")["suffix"]:
        for phrase, _ in _phrases("suffix", kind):
            if _starts(tokens, at + dash, phrase) and (dash == 0 or len(phrase) == 1):
                return kind, at + dash + len(phrase) - 1
    return None, last


def _range(tokens: tuple[_Token, ...], number: _Number, kind: str | None) -> _Number | None:
    """Return the upper number of a range that begins with *number* ("8 to 10", "between 30 and 40", "two or three")."""
    at = number.last + 1
    joiner = _lower(tokens, at)
    between = joiner == "and" and _lower(tokens, number.first - 1) == "between"
    if kind not in {None, "exact", "about", "least"} or not (between or joiner in JOINERS):
        return None
    at += 1
    while _lower(tokens, at) in {"possibly", "perhaps", "maybe", "even"}:
        at += 1
    upper = _figure(tokens, at) or _spelled(tokens, at)
    return None if upper is None or _never_after(tokens, upper.last) else upper


def _ceiling(tokens: tuple[_Token, ...], last: int) -> _Number | None:
    """Return the greatest count that follows a least one ("at least 30 and possibly as many as 50")."""
    at = last + 1
    if _lower(tokens, at) not in {"and", "but", ","}:
        return None
    while _lower(tokens, at) in HEDGES:
        at += 1
    for phrase, _ in _phrases("prefix", "most"):
        if _starts(tokens, at, phrase):
            return _figure(tokens, at + len(phrase)) or _spelled(tokens, at + len(phrase))
    return None


def _never(tokens: tuple[_Token, ...], number: _Number) -> bool:
    """Return whether a number is part of a date, a time, an age, money, a measure or a name."""
    before, after = _lower(tokens, number.first - 1), _lower(tokens, number.last + 1)
    if number.value == 0 or number.vague:
        return False
    lone = number.first == number.last
    if before in words("counts.toml", "never", "before") and not _people_within(
        tokens, number.last + 1, 2, plural=True
    ):
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
    if after == "one" or (before, after) == (":", ":") or _starts(tokens, number.last + 1, ("another",)):
        return True
    digits = tokens[number.first].text
    if lone and digits.isdecimal() and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return not _people_within(tokens, number.last + 1, 2, plural=True)
    clock = after == ":" and _lower(tokens, number.last + 2).isdecimal()
    score = before == ":" and _lower(tokens, number.first - 2).isdecimal()
    return clock or score or _never_after(tokens, number.last)


@cache
def _months() -> frozenset[str]:
    listed = table("counts.toml")["never"]["after"]
    first, last = listed.index("january"), listed.index("dec")
    return frozenset(listed[first : last + 1]) | {"may"}


def _never_after(tokens: tuple[_Token, ...], last: int) -> bool:
    after = [_lower(tokens, last + n) for n in (1, 2, 3)]
    if after[0] == "-" and not (after[1][:1].isdecimal() or after[1] in _number_words() | {"odd", "plus"}):
        return True
    if after[0] == "may" and tokens[last + 1].text[0].isupper():
        return True
    never = words("counts.toml", "never", "after")
    unit = any(a in never or a.removesuffix("s") in never for a in after[:1] if a != "-")
    joined = any((a, b) == ("per", "cent") for a, b in pairwise(after))
    return unit or joined


@cache
def _number_words() -> frozenset[str]:
    numbers = table("counts.toml")
    return frozenset(numbers["cardinals"]) | frozenset(numbers["multipliers"])
