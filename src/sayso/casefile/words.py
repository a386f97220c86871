"""The words of a text as both databases index them, so that they find the same."""

from __future__ import annotations

import re
import unicodedata

MOST_WORDS = 100_000
"""Words of one report that are indexed: PostgreSQL bounds an indexed text at 1 MiB (its documentation, 12.11)."""
LONGEST_WORD = 100
_WORD = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'"(?P<phrase>[^"]*)"|(?P<word>\S+)')


def words(text: str) -> list[str]:
    """Return the words of *text* without case, accents and punctuation.

    >>> words("Général's “état-major”")
    ['general', 's', 'etat', 'major']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return [word for word in _WORD.findall(bare) if len(word) <= LONGEST_WORD]


def folded(name: str | None) -> str | None:
    """Return *name* as it is searched for, ``None`` where nothing is left of it.

    >>> folded("Dr. Émile  N'Dour")
    'dr emile n dour'
    """
    return " ".join(words(name or "")) or None


def indexed(*texts: str | None) -> str:
    """Return what is indexed of a report that has *texts*: their words, spaces between."""
    found = [word for text in texts if text for word in words(text)]
    return " ".join(found[:MOST_WORDS])


def phrases(query: str) -> list[list[str]]:
    """Return what a report must have, all of it: phrases of words, those in double quotes of several.

    >>> phrases('"river market" shelled')
    [['river', 'market'], ['shelled']]
    """
    found = (words(match["phrase"] or match["word"] or "") for match in _QUERY.finditer(query))
    return [phrase for phrase in found if phrase]
