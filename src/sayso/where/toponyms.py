"""The toponyms in what a tagger marks as places: "the Somali town of Bur Hakaba" → "Bur Hakaba".

Taggers mark whole phrases, with what kind of place it is and what it lies in; some are no names at all
("a village", "the northern districts of"). A place of a reading is a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence, Set
from dataclasses import replace
from importlib.resources import files

from sayso.model.layers import Tagged
from sayso.where.forms import MAIN
from sayso.where.gazetteer import Gazetteer
from sayso.where.names import ARTICLES, abbreviation, key, stem
from sayso.where.owners import owner

_TABLE = tomllib.loads(files("sayso.where").joinpath("data/phrases.toml").read_text("utf-8"))
_UNITS = tomllib.loads(files("sayso.where").joinpath("data/units.toml").read_text("utf-8"))


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))


UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĠĢĦĪİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽṢṬḤḨḌḎẔẒʿʾ"
_CAPITALISED = rf"(?<!\w)(?:(?:{_any(sorted(ARTICLES - {'the'}))})[- ])?[‘’']?[{UPPER}0-9](?:[\w‘’'.-]*\w)?\.?"
_RUN = re.compile(
    rf"(?:\b(?:{_any(_TABLE['part']['directions'])})[ -])?{_CAPITALISED}"
    rf"(?:[ \n]+(?:(?:de|del|la|le|du|bin|ben|i) )?{_CAPITALISED})*"
    rf"(?:[ \n]+(?:{_any(list(_UNITS['after']))})s?\b)?"
)
_POSSESSED = re.compile(rf"(?<=\w)['’]s (?=[{UPPER}])")
_NEXT = re.compile(rf"\.?[ ]{_CAPITALISED}")
_BEFORE = re.compile(rf"{_CAPITALISED}[ ]$")
_HAS_CAPITAL = re.compile(rf"[{UPPER}]")
_POSSESSIVE = re.compile(r"['’]s?$")
_HYPHEN = re.compile(
    rf"(?<=[a-z]{{3}})-(?=[{UPPER}][a-z])|(?<=^[A-Z])-(?=[{UPPER}][a-z])|(?<=[a-z])-(?=US\b|EU\b|UN\b)"
)
LONGEST_WORD = 24
"""Characters of a capitalised word, looked at before a span."""
ACRONYM, INITIALS = 6, 3
"""Letters: a longer word in capitals is a word; so few are never a town."""
_FACILITY = re.compile(rf" (?:{_any(_TABLE['inside']['facilities'])})s?$")
_ENDED = re.compile(rf"(?:\s*(?:$|[.,;:!?)”\"])|\s+(?:{_any(_TABLE['inside']['functions'])})\b)")
TOWNS = frozenset(("capital", "seat1", "seat2", "city", "section", "village"))
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
    told = {text[span.start : span.end] for _, span in ordered}
    found: list[Tagged] = []
    for _, span in ordered:
        for name in _names(text, span, told, gazetteer):
            apart = not found or name.start >= found[-1].end
            if apart and (not _is_definite(text, name) or _takes_article(text[name.start : name.end], gazetteer)):
                found.append(name)
    return tuple(found)


def _names(text: str, span: Tagged, told: Set[str], gazetteer: Gazetteer) -> list[Tagged]:
    span = _grown(text, _whole_words(text, span), gazetteer)
    printed = text[span.start : span.end]
    whole = key(_POSSESSIVE.sub("", printed.strip()))
    if not _HAS_CAPITAL.search(printed) or whole in ARTICLES or is_acronym(printed, gazetteer):
        return []
    if gazetteer.named(whole) or gazetteer.named(stem(whole).key):
        return [span]
    runs = []
    for run in _RUN.finditer(printed):
        at = run.start()
        for piece in _pieces(run.group()):
            start = printed.index(piece, at)
            at = start + len(piece)
            name = _POSSESSIVE.sub("", piece)
            if _HAS_CAPITAL.search(name) and len(name) > 1:
                runs.append((start, start + len(name), name))
    runs = [run for run in runs if not is_acronym(run[2], gazetteer) and key(run[2]) not in ARTICLES]
    names = [run for run in runs if not _only_describes(run[2], gazetteer)] or runs
    names = [_without_body(run, told, gazetteer) for run in names]
    return [
        _without_stop(text, replace(span, start=span.start + start, end=span.start + end), gazetteer)
        for start, end, _ in names
    ]


def _without_body(run: tuple[int, int, str], told: Set[str], gazetteer: Gazetteer) -> tuple[int, int, str]:
    """Return a name without the body that it is the beginning of: "Oxford" of "Oxford Police Department"."""
    start, _, name = run
    if gazetteer.named(key(name)) or gazetteer.named(stem(key(name)).key) or is_facility(key(name)):
        return run
    length = owner(name, told, gazetteer)
    return (start, start + length, name[:length]) if length else run


def is_facility(name_key: str) -> bool:
    """Say whether a name is that of a building or the like, which stands somewhere: "mosul general hospital"."""
    return bool(_FACILITY.search(name_key))


def is_acronym(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name is initials that no place is known by: "JSOC" is, "UAE", "KPK" and "HOMS" are not."""
    letters = name.replace(".", "")
    if not (letters.isupper() and letters.isalpha() and len(letters) <= ACRONYM):
        return False
    if gazetteer.named(abbreviation(name) or ""):
        return False
    known = gazetteer.named(key(name))
    return not any(n.entry.kind == "country" or (n.role == MAIN and len(letters) > INITIALS) for n in known)


def _is_definite(text: str, span: Tagged) -> bool:
    """Say whether a single word stands with an article and without a noun of its own: "told the Post that"."""
    printed = text[span.start : span.end]
    before = text[max(0, span.start - 5) : span.start].lower()
    return " " not in printed and before.endswith("the ") and bool(_ENDED.match(text, span.end))


def _takes_article(name: str, gazetteer: Gazetteer) -> bool:
    known = gazetteer.named(key(name))
    return bool(gazetteer.named(f"the {key(name)}")) or any(n.entry.kind not in TOWNS for n in known)


def _pieces(run: str) -> list[str]:
    """Return the names of a run of capitalised words: "Moscow's Domodedovo Airport" has two, and so "Tehran-Ankara"."""
    pieces = _POSSESSED.split(run)
    return [part for piece in pieces for part in (_HYPHEN.split(piece) if piece.count("-") == 1 else [piece])]


def _grown(text: str, span: Tagged, gazetteer: Gazetteer) -> Tagged:
    """Return a span with the capitalised word beside it, where only both are a name: "Fort" of "Fort Mill"."""
    after = _NEXT.match(text, span.end)
    before = _BEFORE.search(text, max(0, span.start - LONGEST_WORD), span.start)
    for grown in (
        after and replace(span, end=after.end()),
        before and replace(span, start=before.start()),
    ):
        if grown and gazetteer.named(key(_POSSESSIVE.sub("", text[grown.start : grown.end]))):
            return _without_stop(text, grown, gazetteer)
    return span


def _without_stop(text: str, span: Tagged, gazetteer: Gazetteer) -> Tagged:
    """Return a span without the full stop that ends its sentence, but with that of "S.C."."""
    last = text[span.start : span.end].rpartition(" ")[2]
    stops = last.endswith(".") and "." not in last[:-1] and not gazetteer.named(abbreviation(last) or "")
    return replace(span, end=span.end - 1) if stops and span.end - span.start > 1 else span


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
