"""Names in the form that they are looked up by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile(r"[.'’‘`ʼʿʾ“”\"]")
_SPACING = re.compile(r"[^\w]+")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Return *name* without case, accents, points, quotes, a leading "the" and a closing "'s".

    >>> key("The U.S."), key("al‑Qa'ida"), key("Séléka’s")
    ('us', 'al qaida', 'seleka')
    """
    if name.isascii():
        plain = name
    else:
        decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _DROPPED.sub("", _POSSESSIVE.sub("", plain.strip())).casefold().replace("&", " and ").replace("ı", "i")
    words = _SPACING.sub(" ", plain).replace("_", " ").split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def slug(name: str) -> str:
    """Return *name* as the readable part of an actor's id: ``key`` with hyphens.

    >>> slug("Lord's Resistance Army")
    'lords-resistance-army'
    """
    return key(name).replace(" ", "-")


def is_acronym(name: str) -> bool:
    """Say whether *name* is written as an acronym: one word, mostly capitals or with a digit ("JNIM", "M23", "LeT")."""
    letters = name.replace(".", "").replace("-", "")
    if not letters.isalnum() or letters.isdigit() or " " in name:
        return False
    return 2 * sum(c.isupper() or c.isdigit() for c in letters) > len(letters)
