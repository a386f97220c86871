"""The word lists of `saying`, read once from the TOML tables beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

VOWELS = "aeiou"


@cache
def table(name: str) -> dict[str, Any]:
    """Return one TOML table of this package: ``cues``, ``sources``, ``media`` or ``carrying``."""
    return tomllib.loads(files(__package__).joinpath("tables", f"{name}.toml").read_text("utf-8"))


def inflections(lemma: str) -> set[str]:
    """Return a word with its regular English inflections, as verb and as noun.

    >>> sorted(inflections("deny"))
    ['denied', 'denies', 'deny', 'denying', 'denys']
    """
    forms = {lemma, f"{lemma}s", f"{lemma}ed", f"{lemma}ing"}
    if lemma.endswith("e"):
        forms = {lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"}
    elif lemma.endswith(("s", "x", "z", "ch", "sh")):
        forms = {lemma, f"{lemma}es", f"{lemma}ed", f"{lemma}ing"}
    elif lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        forms = {lemma, f"{lemma}s", f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"}
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", lemma):
        forms |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return forms


@cache
def word_forms(name: str, *path: str) -> frozenset[str]:
    """Return the words listed at *path* of a table with their inflections, lower case."""
    return frozenset(form for lemma in listed(name, *path) for form in inflections(lemma.lower()))


@cache
def listed(name: str, *path: str) -> tuple[str, ...]:
    """Return the list at *path* of a table, as it stands there."""
    found: Any = table(name)
    for key in path:
        found = found[key]
    return tuple(found)


@cache
def phrase_pattern(name: str, *path: str) -> re.Pattern[str]:
    """Return a pattern that finds any phrase of a list as whole words, whatever the case."""
    return re.compile(rf"(?<!\w){alternatives(listed(name, *path))}(?!\w)", re.IGNORECASE)


def alternatives(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of *phrases*, longest first, with runs of blanks and any apostrophe."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+").replace("'", "['’]") for p in ordered) + ")"


@cache
def head_kinds() -> dict[str, str]:
    """Return the kind of source for each head noun, its plural among the forms."""
    kinds: dict[str, str] = {}
    for kind in (k for k in table("sources")["heads"] if k != "of_body"):
        for noun in listed("sources", "heads", kind):
            for form in (noun, *plurals(noun)):
                kinds.setdefault(form.lower(), kind)
    return kinds


@cache
def noun_forms(name: str, *path: str) -> frozenset[str]:
    """Return the nouns listed at *path* of a table with their plurals, lower case."""
    return frozenset(form for noun in listed(name, *path) for form in (noun.lower(), *plurals(noun.lower())))


def plurals(noun: str) -> tuple[str, ...]:
    """Return the regular plurals of a noun, "men" for "man" among them."""
    if noun.endswith("man"):
        return (f"{noun[:-3]}men",)
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return (f"{noun[:-1]}ies",)
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return (f"{noun}es",)
    return (f"{noun}s",)
