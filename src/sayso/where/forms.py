"""The keys that a place is found by: what a gazetteer's name becomes when it is put into one.

Used by the scripts that make the packaged gazetteer and by ``sayso gazetteer build``, so that both find alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.where.names import ARTICLES, key, stem, without_article

MAIN, OTHER, ADJECTIVE, SHORT, ROUGH = range(5)
"""What a key is of its place: its name, another, an adjective or demonym, a case-sensitive short form, its sound."""
KINDS = ("country", "admin1", "admin2", "capital", "seat1", "seat2", "city", "section", "village", "region", "water",
         "continent")  # fmt: skip
"""Kinds of places in the order of their numbers in the file: only ever added to."""
SCHEMA = """
CREATE TABLE kind (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, kind INTEGER NOT NULL,
  lat_e4 INTEGER, lon_e4 INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, role INTEGER NOT NULL, PRIMARY KEY (key, place))
  WITHOUT ROWID;
CREATE TABLE plain (key TEXT NOT NULL, country TEXT, kind TEXT NOT NULL, role INTEGER NOT NULL);
"""
"""Of a gazetteer file. ``place`` has the more populous first, so that the places of a key come out best first."""
ARABIC = frozenset({
    "AE", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LB", "LY", "MA", "MR",
    "OM", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "YE",
})  # fmt: skip
"""Countries whose places are printed with and without an Arabic article."""
SHORTEST_ALTERNATE, LONGEST_CODE = 3, 4
_LATIN, _LATIN_ADDITIONAL = 0x250, range(0x1E00, 0x1F00)


def forms_of(name: str, *, kind: str, country: str | None, role: int) -> Iterator[str]:
    """Yield the keys of one name of a place: in full, without the unit's word, without an Arabic article."""
    forms = [key(name)]
    if role in (MAIN, OTHER) and kind in ("admin1", "admin2"):
        forms.append(stem(forms[0]).key)
    if country in ARABIC:
        forms += [short for form in forms if (short := without_article(form))]
    yield from (form for form in forms if len(form) > 1)


def is_latin(name: str) -> bool:
    """Say whether a name is in Latin letters alone."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(ord(c) < _LATIN or ord(c) in _LATIN_ADDITIONAL for c in letters)


def printable(name: str) -> bool:
    """Say whether an alternate name can stand in an English report: Latin, capitalised, no airport code.

    GeoNames' machine transliterations ("sheng hu li ya") are in lower case throughout.
    """
    if not is_latin(name) or len(name) < SHORTEST_ALTERNATE or (name.isupper() and len(name) <= LONGEST_CODE):
        return False
    first = name.lstrip("'’‘`")
    return first[:1].isupper() or (first.partition("-")[0] in ARTICLES and any(c.isupper() for c in first))
