"""The toponyms in what a tagger marks as places: "the Somali town of Bur Hakaba" → "Bur Hakaba".

Taggers mark whole phrases, with what kind of place it is and what it lies in; some are no names at all
("a village", "the northern districts of"). A place of a reading is a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

from sayso.model.layers import Tagged
from sayso.where.gazetteer import Gazetteer
from sayso.where.names import ARTICLES, key, stem

_TABLE = tomllib.loads(files("sayso.where").joinpath("data/phrases.toml").read_text("utf-8"))
_UNITS = tomllib.loads(files("sayso.where").joinpath("data/units.toml").read_text("utf-8"))


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))


_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĠĢĦĪİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽṢṬḤḨḌḎẔẒʿʾ"
_CAPITALISED = rf"(?<!\w)(?:(?:{_any(sorted(ARTICLES - {'the'}))})[- ])?[‘’']?[{_UPPER}0-9](?:[\w‘’'.-]*\w)?\.?"
_RUN = re.compile(
    rf"(?:\b(?:{_any(_TABLE['part']['directions'])})[ -])?{_CAPITALISED}"
    rf"(?:[ \n]+(?:(?:de|del|la|le|du|bin|ben|i) )?{_CAPITALISED})*"
    rf"(?:[ \n]+(?:{_any(list(_UNITS['after']))})s?\b)?"
)
_HAS_CAPITAL = re.compile(rf"[{_UPPER}]")
_POSSESSIVE = re.compile(r"['’]s?$")
CASED = 0.6
"""Share of capital letters from which a text is in capitals throughout, so that case tells nothing."""


def toponyms(text: str, spans: Sequence[Tagged], gazetteer: Gazetteer) -> tuple[Tagged, ...]:
    """Return the names in *spans*, in text order, each with its direction and the word for its unit.

    A span that the gazetteer knows as it stands stays whole. In a text without capitals, or in nothing else,
    every span stays.
    """
    letters = sum(c.isalpha() for c in text)
    capitals = sum(c.isupper() for c in text)
    ordered = sorted({(s.start, s.end): s for s in spans if 0 <= s.start < s.end <= len(text)}.items())
    if not capitals or capitals > CASED * letters:
        return tuple(span for _, span in ordered)
    found: list[Tagged] = []
    for _, span in ordered:
        found += [name for name in _names(text, span, gazetteer) if not found or name.start >= found[-1].end]
    return tuple(found)


def _names(text: str, span: Tagged, gazetteer: Gazetteer) -> list[Tagged]:
    span = _whole_words(text, span)
    printed = text[span.start : span.end]
    whole = key(_POSSESSIVE.sub("", printed.strip()))
    if not _HAS_CAPITAL.search(printed) or whole in ARTICLES:
        return []
    if gazetteer.named(whole) or gazetteer.named(stem(whole).key):
        return [span]
    runs = []
    for run in _RUN.finditer(printed):
        name = _POSSESSIVE.sub("", run.group())
        if _HAS_CAPITAL.search(name):
            runs.append((run.start(), run.start() + len(name), name))
    names = [run for run in runs if not _only_describes(run[2], gazetteer)] or runs
    return [replace(span, start=span.start + start, end=span.start + end) for start, end, _ in names]


def _whole_words(text: str, span: Tagged) -> Tagged:
    """Return a span that begins or ends within a word widened to all of it."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return replace(span, start=start, end=end)


def _only_describes(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name is an adjective for the people there: "the Somali town", "a Kurdish village"."""
    word = stem(key(name)).key
    return word in gazetteer.country_adjectives or word in _TABLE["inside"]["peoples"]
