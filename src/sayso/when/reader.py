"""Reading one time expression: its words against the rules, in order, and what surrounds them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from sayso.when import lasting, relative, senses
from sayso.when.setting import Meaning, Setting
from sayso.when.vocabulary import Rule, normalise, rules, words

LONGEST = 120
"""No expression of time has more characters; what a rule costs grows faster than its length."""
Sense = Callable[..., Meaning | None]


@cache
def _sense(name: str) -> Sense:
    """Return the function that a rule names."""
    found: Sense = next(getattr(module, name) for module in (senses, relative, lasting) if hasattr(module, name))
    return found


@cache
def _takes_rest(name: str) -> bool:
    return "rest" in inspect.signature(_sense(name)).parameters


def read(expression: str, setting: Setting) -> Meaning | None:
    """Return what a time *expression* means in its *setting*; None where no rule knows it.

    Words that qualify a time without moving it ("early", "at least", "since") are left off until a rule fits.
    """
    return _read(normalise(expression), setting) if len(expression) <= LONGEST else None


def _read(plain: str, setting: Setting) -> Meaning | None:
    while plain:
        meaning = _by_rule(plain, setting)
        if meaning is not None:
            return meaning
        shorter = _without_qualifier(plain)
        if shorter is None:
            return None
        plain = shorter
    return None


def _by_rule(plain: str, setting: Setting) -> Meaning | None:
    for rule, groups in _matches(plain):
        given: dict[str, Any] = dict(rule.given)
        if "rest" in groups:
            given["rest"] = _read(groups["rest"], setting)
        meaning = _sense(rule.sense)(groups, setting, **given)
        if meaning is not None:
            return meaning
    return None


@lru_cache(maxsize=8192)
def _matches(plain: str) -> tuple[tuple[Rule, dict[str, str]], ...]:
    """Return the rules that fit, in order, with what each group says."""
    return tuple(
        (rule, {name: said for name, said in matched.groupdict().items() if said is not None})
        for rule in rules()
        if (matched := rule.pattern.fullmatch(plain))
    )


@lru_cache(maxsize=8192)
def shape(expression: str) -> Rule | None:
    """Return the rule that an expression looks like by its words alone, qualifiers but no preposition before it.

    >>> shape("early October 2020").sense, shape("in October")
    ('month', None)
    """
    return _shape(normalise(expression)) if len(expression) <= LONGEST else None


@lru_cache(maxsize=8192)
def _shape(words_left: str) -> Rule | None:
    plain: str | None = words_left
    while plain:
        for rule, groups in _matches(plain):
            if "rest" not in groups or _shape(groups["rest"]) is not None:
                return rule
        plain = _without(plain, _longest_first("words"), words()["openers"]["closers"])
    return None


def _without_qualifier(plain: str) -> str | None:
    return _without(plain, _longest_first("words") + _longest_first("prepositions"), words()["openers"]["closers"])


def _without(plain: str, openers: Iterable[str], closers: Iterable[str]) -> str | None:
    for opener in openers:
        if plain.startswith(opener + " "):
            return plain[len(opener) + 1 :]
    for closer in closers:
        if plain.endswith(" " + closer):
            return plain[: -len(closer) - 1]
    return None


@cache
def _longest_first(kind: str) -> tuple[str, ...]:
    return tuple(sorted(words()["openers"][kind], key=len, reverse=True))
