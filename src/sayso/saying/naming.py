"""Names within one report: the fuller form of a short name, what an acronym stands for, whom a pronoun means."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.saying.phrases import ENDS, paragraph_of
from sayso.saying.vocabulary import listed

CAPITALISED = r"(?:[A-Z][a-z]{0,4}\.|(?:[A-Z]\.)+|[A-Z][\w’'&-]*)"
JOINER = r"(?:\s+(?:(?:of|for)(?:\s+the)?|al|de|bin|ul|du|van|von|der))"
NAME = re.compile(rf"(?:The\s+)?{CAPITALISED}(?:{JOINER}?[ \xa0]{CAPITALISED})*")
ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
APPOSITION = re.compile(r"\s*(?:,|\(|\s[—–-]\s|--)")
GOVERNING = frozenset({"of", "for", "the"})
LONGEST = 80
MOST_WORDS = 7
POSSESSIVE = re.compile(r"['’]s?$")


def bare_name(source: str) -> str:
    """Return a source without its apposition, possessive and closing stops.

    >>> bare_name("Gen. Ada Okoro, the corps commander,")
    'Gen. Ada Okoro'
    """
    cut = APPOSITION.search(source, 1)
    head = source[: cut.start()] if cut else source
    if not head[:1].isupper() and cut and not any(c.isupper() for c in head):
        head = source
    return POSSESSIVE.sub("", head.strip(' ,.;:"“”'))


@lru_cache(maxsize=4096)
def fuller_name(text: str, name: str, before: int, known: str | None = None) -> str:
    """Return the fullest name that stands in ``text[:before]`` (or is *known*) and that *name* shortens.

    "the Post" is short for "The Washington Post", "Okoro" for "Gen. Ada Okoro", "KLF" for the name that it abbreviates.
    The short form must be the last words of the full one; where two full names end so, the last one read counts.
    """
    short = ARTICLE.sub("", name, count=1).strip()
    if not short or not short[0].isupper():
        return name
    if short.isupper() and len(short) > 1:
        return _spelt_out(text, short) or name
    best = known if known and _shortens(short, known) else None
    for match in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text[:before]):
        paragraph = paragraph_of(text, match.start())
        if not ENDS.search(text, *paragraph):  # a headline has capitals that make no name
            continue
        opened = max(paragraph[0], match.start() - LONGEST)
        full = _name_ending_at(text, opened, match.end())
        if full and len(full.split()) <= MOST_WORDS and _shortens(short, full) and len(full) >= len(best or name):
            best = full
    return best or name


def _name_ending_at(text: str, opened: int, end: int) -> str | None:
    for match in NAME.finditer(text, opened, end):
        if match.end() == end:
            return _without_sentence_word(text, match)
    return None


def _without_sentence_word(text: str, match: re.Match[str]) -> str:
    """Leave out a capital that only opens the sentence ("In", "But", "When")."""
    name = match[0]
    first, _, rest = name.partition(" ")
    opens = (
        not text[: match.start()].strip()
        or text[: match.start()].rstrip()[-1:] in '.!?”"\n'
        or "\n" in text[match.start() - 1 : match.start()]
    )
    if opens and rest and first != "The" and first.lower() in listed("sources", "not_in_names", "openers"):
        return rest
    return name


def _shortens(short: str, full: str) -> bool:
    plain = ARTICLE.sub("", full, count=1)
    before = plain.removesuffix(f" {short}")
    return before != plain and before.split()[-1].lower() not in GOVERNING  # "the Bank of Teal" is not Teal


def _spelt_out(text: str, acronym: str) -> str | None:
    """Return the name that an acronym in brackets follows: "Joint Kestrel Command (JKC)"."""
    at = text.find(f"({acronym})")
    if at < 0:
        return None
    words = list(re.finditer(r"[\w’'&-]+", text[max(0, at - 90) : at]))
    letters = len(acronym)
    for count in range(letters, min(len(words), letters + 4) + 1):
        chosen = words[-count:]
        initials = "".join(w[0][0] for w in chosen if w[0].lower() not in {"of", "the", "and", "for", "in", "on", "to"})
        if initials.upper() == acronym.replace(".", ""):
            return text[max(0, at - 90) : at][chosen[0].start() :].strip()
    return None


def is_pronoun(source: str) -> bool:
    """Return whether a source is a pronoun that stands for one named before."""
    words = source.lower().split()
    return len(words) == 1 and any(
        words[0] in listed("sources", "pronouns", k) for k in ("person", "many", "thing", "speaker")
    )


def pronoun_class(source: str) -> str:
    """Return ``person``, ``many``, ``thing`` or ``speaker``."""
    word = source.lower().strip()
    return next(k for k in ("speaker", "person", "many", "thing") if word in listed("sources", "pronouns", k))
