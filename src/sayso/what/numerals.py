"""Numbers as they are written: digits, words, vague quantities, "no", "a" before a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.what.lexicon import table, words

ARTICLE_REACH = 7
"""How many words after "a" the person counted may come ("a 12-year-old boy")."""
AGENTS = ("er", "or", "ist", "ian", "ant", "ent", "eer", "man", "woman", "ee", "ard", "ess")
"""Endings of words that may name a person; whoever counts people must ask the tree."""
AGENT_REACH = 5
LONGEST_FIGURE = 15
"""Characters of the longest figure read as a count; what is longer is some identifier."""
GROUP = re.compile(r"\d{1,3}(?:,\d{2,3})+$")
SHORT_MULTIPLIERS = {"m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "k": 1_000}
JOINERS = frozenset({"to", "-", "–", "—", "or", "through"})
UNKNOWN = frozenset({"unknown", "unspecified", "undetermined", "untold", "undisclosed", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or mark of a text, as printed and in lower case."""

    start: int
    end: int
    lower: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number without its hedges: the tokens ``[first, last]``, its value, and whether the word itself is vague.

    *half* marks "half", whose value is that of the number which follows it ("half of the 60").
    """

    first: int
    last: int
    value: int | None
    vague: bool = False
    half: bool = False


def number_at(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Return the number that begins at a token, ``None`` where none does."""
    word = tokens[at].lower
    if not word[0].isdecimal() and word not in _starters():
        return None
    for read in (_phrase, _half, figure, spelled, _vague, _none, _article):
        number = read(tokens, at)
        if number is not None:
            return number
    return None


@cache
def _starters() -> frozenset[str]:
    """Return the words that a number expression in words may begin with."""
    listed = table("counts.toml")
    firsts = {phrase[0] for phrase, _ in phrases("halves")} | {"a", "an", "no", "not", "without", "half"}
    return frozenset(firsts | UNKNOWN | set(listed["cardinals"]) | set(listed["vague"]) | set(listed["fixed"]))


def lower(tokens: tuple[Token, ...], at: int) -> str:
    """Return a token in lower case, the empty string beyond the ends of the text."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def starts(tokens: tuple[Token, ...], at: int, phrase: tuple[str, ...]) -> bool:
    """Return whether a phrase begins at a token."""
    return all(lower(tokens, at + n) == part for n, part in enumerate(phrase))


@cache
def phrases(section: str, key: str | None = None) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the phrases of one part of the table, split into words, longest first, each with its name."""
    listed = table("counts.toml")[section]
    pairs = [(p, p) for p in listed[key]] if key else [(p, p) for p in listed]
    return tuple(sorted(((tuple(p.split()), name) for p, name in pairs), key=lambda x: -len(x[0])))


def _phrase(tokens: tuple[Token, ...], at: int) -> Number | None:
    for phrase, name in phrases("halves"):
        if starts(tokens, at, phrase):
            return Number(at, at + len(phrase) - 1, table("counts.toml")["halves"][name])
    return None


def _half(tokens: tuple[Token, ...], at: int) -> Number | None:
    return Number(at, at, None, half=True) if lower(tokens, at) == "half" else None


def number_like(word: str) -> bool:
    """Return whether a word is a figure or a number word."""
    return word[:1].isdecimal() or word in number_words()


def figure(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read digits, with the multiplier that may follow ("1.5 million", "1.2m")."""
    text = lower(tokens, at)
    if not text[:1].isdecimal() or len(text) > LONGEST_FIGURE:
        return None
    multipliers = table("counts.toml")["multipliers"]
    after = lower(tokens, at + 1)
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
    return Number(at, last, round(value))


def spelled(tokens: tuple[Token, ...], at: int) -> Number | None:
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
        elif word in {"a", "an"} and last < at and lower(tokens, here + 1) in multipliers:
            current = 1
        elif word == "and" and starts(tokens, here, ("and", "a", "half")) and current is not None:
            current, here = current + 0.5, here + 2
        elif (
            (word in {"-", "and"})
            and last >= at
            and lower(tokens, here + 1) in cardinals
            and _joins(word, current, total)
        ):
            here += 1
            continue
        else:
            break
        last, here = here, here + 1
    return None if last < at else Number(at, last, round(total + (current or 0)))


def _continues(current: int, value: int) -> bool:
    """Return whether a number word adds to those before it ("twenty" + "three", "hundred" + "five")."""
    return (current % 100 == 0 and current >= 100) or (current % 10 == 0 and current % 100 >= 20 and value < 10)


def _joins(word: str, current: float | None, total: float) -> bool:
    whole = int(current or total)
    if word == "-":
        return current is not None and whole % 10 == 0 and whole % 100 >= 20
    return whole >= 100 and whole % 100 == 0


def _vague(tokens: tuple[Token, ...], at: int) -> Number | None:
    """Read "dozens", "hundreds of thousands", "several dozen", "a couple", "a large number", "both"."""
    vague, fixed = table("counts.toml")["vague"], table("counts.toml")["fixed"]
    multipliers = table("counts.toml")["multipliers"]
    here = at + 1 if lower(tokens, at) in {"a", "an"} else at
    unknown = lower(tokens, here) in UNKNOWN
    described = here > at and lower(tokens, here + 1) in {"number", "numbers"} and lower(tokens, here + 2) == "of"
    here = here + 1 if described or (unknown and here > at) else here
    word = lower(tokens, here)
    if word in {"number", "numbers"} and (here == at or lower(tokens, here + 1) != "of"):
        return None
    if unknown and word in vague:
        return Number(at, here, None, vague=True)
    if word in fixed:
        twin = word == "twin" and not lower(tokens, here + 1).endswith("s")
        if lower(tokens, here + 1) == "of" and lower(tokens, here + 2) in multipliers:
            return Number(at, here + 2, fixed[word] * multipliers[lower(tokens, here + 2)])
        return None if twin or (here > at and word == "both") else Number(at, here, fixed[word])
    if word not in vague or (word in {"many", "few"} and lower(tokens, here - 1) in {"as", "how", "so", "too", "very"}):
        return None
    value, after = vague[word], here + 1
    if lower(tokens, after) == "of" and lower(tokens, after + 1) in vague and word.endswith("s"):
        factor = multipliers.get(lower(tokens, after + 1).removesuffix("s"))
        if factor:
            return Number(at, after + 1, value * factor, vague=True)
    if word in {"several", "few", "many"} and lower(tokens, after) in multipliers:
        return Number(at, after, value * multipliers[lower(tokens, after)], vague=True)
    if word == "many" and lower(tokens, after) in vague:
        return Number(at, after, vague[lower(tokens, after)], vague=True)
    return Number(at, here, value, vague=True)


def people_within(tokens: tuple[Token, ...], at: int, reach: int, *, plural: bool) -> bool:
    """Return whether a word for a person comes within so many words, before any that ends the phrase."""
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


def _none(tokens: tuple[Token, ...], at: int) -> Number | None:
    for phrase in (("no", "one"), ("not", "a", "single"), ("not", "one"), ("not", "a")):
        if starts(tokens, at, phrase):
            counted = phrase[0] == "no" or people_within(tokens, at + len(phrase), 3, plural=True)
            return Number(at, at + len(phrase) - 1, 0) if counted else None
    reports = lower(tokens, at) == "no" and lower(tokens, at + 2) == "of"
    if reports and lower(tokens, at + 1) in {"report", "reports", "word", "sign", "signs", "loss"}:
        return Number(at, at, 0) if people_within(tokens, at + 3, 2, plural=True) else None
    if lower(tokens, at) in {"no", "without"} and people_within(tokens, at + 1, 3, plural=True):
        return None if lower(tokens, at + 1) in {"more", "fewer", "less"} else Number(at, at, 0)
    return None


def _article(tokens: tuple[Token, ...], at: int) -> Number | None:
    if lower(tokens, at) not in {"a", "an"}:
        return None
    known = people_within(tokens, at + 1, ARTICLE_REACH, plural=False)
    if not known and not any(lower(tokens, at + n).endswith(AGENTS) for n in range(1, AGENT_REACH)):
        return None
    figure = lower(tokens, at + 1).isdecimal() and lower(tokens, at + 2) != "-"
    hedged = any(starts(tokens, at, p) for kind in table("counts.toml")["prefix"] for p, _ in phrases("prefix", kind))
    return None if figure or hedged else Number(at, at, 1)


@cache
def number_words() -> frozenset[str]:
    """Return the words that numbers are written with."""
    numbers = table("counts.toml")
    return frozenset(numbers["cardinals"]) | frozenset(numbers["multipliers"])
