"""Place names as keys: one spelling for the many that a name is printed in.

Case, diacritics, hyphens, apostrophes and ayns, "St." and "Saint" don't tell two places apart, and an Arabic
article or a word for the kind of unit ("Province", "City of") may come or go.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
    "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "_": " ", "/": " ", ",": " ",
    "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʾ": "", "ʿ": "", "`": "", "´": "", "ʹ": "", "ʽ": "", "′": "", "″": "",
    ".": "", '"': "", "“": "", "”": "", "(": " ", ")": " ", "&": " and ",
})  # fmt: skip


def _pattern(words: dict[str, str], shape: str) -> re.Pattern[str]:
    return re.compile(shape.format("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))))


_TABLE = tomllib.loads(files("sayso.where").joinpath("data/units.toml").read_text("utf-8"))
_SHORT: dict[str, str] = _TABLE["short"]
_AFTER = _pattern(_TABLE["after"], r"^(?P<stem>.+?) (?P<unit>{})(?:e?s)?$")
_BEFORE = _pattern(_TABLE["before"], r"^(?P<unit>{}) (?P<stem>.+)$")
ARTICLES = frozenset(_TABLE["articles"]["words"])


class Stem(NamedTuple):
    """A key without the word for its unit, and the kind of unit that the word names (``None`` where it has none)."""

    key: str
    unit: str | None


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Return the key of a printed name: lower case, Latin letters without marks, single spaces.

    >>> key("Dayr az-Zawr"), key("St. Louis"), key("‘Ayn al ‘Arab"), key("Şırnak")
    ('dayr az zawr', 'saint louis', 'ayn al arab', 'sirnak')
    """
    text = name.lower().translate(_LETTERS)
    if not text.isascii():
        marked = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in marked if not unicodedata.combining(c)).lower().translate(_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in text.split())


def without_article(name_key: str) -> str | None:
    """Return the key without its leading article, ``None`` where it has none or too little would be left.

    >>> without_article("al hasakah"), without_article("as sa"), without_article("paris")
    ('hasakah', None, None)
    """
    first, _, rest = name_key.partition(" ")
    return rest if first in ARTICLES and len(rest) >= 4 else None


def stem(name_key: str) -> Stem:
    """Return the key without "province", "district of" and the like, and which kind of unit the word names.

    >>> stem("kunar province"), stem("city of basra"), stem("kunar")
    (Stem(key='kunar', unit='admin1'), Stem(key='basra', unit='city'), Stem(key='kunar', unit=None))
    """
    if found := _AFTER.match(name_key):
        return Stem(found["stem"], _TABLE["after"][found["unit"]])
    if found := _BEFORE.match(name_key):
        return Stem(found["stem"], _TABLE["before"][found["unit"]])
    return Stem(name_key, None)


_SOUNDS = (("tch", "C"), ("ch", "C"), ("sh", "S"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
           ("dj", "j"), ("zh", "j"), ("ck", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"),
           ("x", "ks"))  # fmt: skip
_UNHEARD = re.compile(r"(?<=.)[aeiouh]")
_DOUBLED = re.compile(r"(.)\1+")
LEAST_SOUND = 3
"""Sounds: a shorter name has too many that sound like it."""


def sound(name_key: str) -> str | None:
    """Return the key of how a name sounds, ``None`` where that is too short to tell: consonants and how it begins.

    Transliterations write one name with different vowels, doubled letters and signs for one consonant.

    >>> sound("hilmand"), sound("helmand"), sound("mourzouq"), sound("murzuq"), sound("ur")
    ('~hlmnd', '~hlmnd', '~mrzk', '~mrzk', None)
    """
    text = name_key.replace(" ", "")
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    text = _DOUBLED.sub(r"\1", text)
    if text[:1] in "aeiou":
        text = f"a{text[1:]}"
    text = _DOUBLED.sub(r"\1", _UNHEARD.sub("", text))
    return f"~{text}" if len(text) >= LEAST_SOUND else None


def abbreviation(name: str) -> str | None:
    """Return the case-sensitive key of a short form ("Calif.", "N.M.", "KPK"), ``None`` where the name is too long.

    >>> abbreviation("N.M."), abbreviation("Calif."), abbreviation("Kabul City")
    ('=NM', '=Calif', None)
    """
    letters = name.replace(".", "").replace(" ", "")
    return f"={letters}" if 2 <= len(letters) <= 5 and letters[0].isupper() else None
