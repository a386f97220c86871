"""Outlets: known ones, ones that a name's shape gives away, and words that reach the report through one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from sayso.claim import Fragment, SourceKind
from sayso.saying.phrases import noun_phrase_after, paragraph_of
from sayso.saying.vocabulary import alternatives, listed

Outlets = Callable[[str], SourceKind | None]
"""What a name is by a table of the world's media: ``outlet``, ``agency`` or ``None``."""


CAPITAL = re.compile(r"(?<!\w)[A-Z][\w’'.&-]*\w|(?<!\w)[\w-]+\.(?:com|org|net|info|tv)\b")
REACH = 160
ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")


def by_shape(_name: str) -> SourceKind | None:
    """Know no outlet by name, so that the shape of a name alone decides."""
    return None


def outlet_kind(name: str, outlets: Outlets) -> SourceKind | None:
    """Return ``outlet`` or ``agency`` where *name* is one by the table or by its shape, else ``None``.

    A shape is a capitalised name that ends like a paper's ("The Northern Herald", "Kestrel News Agency",
    "example.org"). Endings that other bodies share ("Monitor", "Network") count only after "the".
    """
    bare = POSSESSIVE.sub("", name.strip(" ,.;:\"'“”"))
    if not bare:
        return None
    for form in (bare, ARTICLE.sub("", bare, count=1)):
        known = outlets(form)
        if known in {"outlet", "agency"}:
            return known
    plain = ARTICLE.sub("", bare, count=1)
    if not plain[:1].isupper() and not any(plain.endswith(d) for d in listed("media", "domains")):
        return None
    if _shape("agency_endings").search(plain):
        return "agency"
    ending = _shape("endings").search(plain)
    if ending and (ending[0] not in listed("media", "weak_endings") or plain != bare):
        return "outlet"
    return "outlet" if any(plain.lower().endswith(d) and " " not in plain for d in listed("media", "domains")) else None


@cache
def _shape(endings: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s-])){alternatives(listed('media', endings))}$")


def own_words(name: str) -> bool:
    """Return whether *name* is how a report speaks of itself ("this newspaper")."""
    return name.lower() in listed("media", "own")


def handed_on(text: str, around: Fragment, content: tuple[Fragment, ...], outlets: Outlets) -> Fragment | None:
    """Return the outlet through which the words near a cue came: "quoted by the Herald", "seen by the Herald"."""
    opened, closed = paragraph_of(text, around[0])
    for match in _handing().finditer(text, max(opened, around[0] - REACH), min(closed, around[1] + REACH)):
        if any(s <= match.start() < e for s, e in content) or not _near(text, match.span(), around):
            continue
        found = noun_phrase_after(text, match.end(), min(closed, match.end() + REACH))
        named = _named(text, found) if found else None
        if named and outlet_kind(text[slice(*named)], outlets):
            return named
    return None


def _named(text: str, phrase: Fragment) -> Fragment:
    """Cut a phrase after its last capital word: "the Herald showed" is the Herald and a verb."""
    start, end = phrase
    capitals = [m.end() for m in CAPITAL.finditer(text, start, end)]
    return (start, capitals[-1]) if capitals else phrase


def _near(text: str, phrase: Fragment, around: Fragment) -> bool:
    left, right = sorted((phrase, around))
    return re.search(r"[.!?;][\s”\"]", text[left[1] : right[0]]) is None


@cache
def _handing() -> re.Pattern[str]:
    stems = (p.replace("{X}", "").strip() for p in listed("media", "handed_on"))
    return re.compile(rf"\b(?:{'|'.join(stems)})(?=\s)", re.IGNORECASE)
