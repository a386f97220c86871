"""Putting actors together from parts: a state and its organ, a group and its fighters, a title and a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claim import ActorKind
from sayso.model.layers import Word
from sayso.who.names import key
from sayso.who.phrase import HYPHENS
from sayso.who.table import Noun, Table, TermForm

LONGEST_TITLE = 3
LONGEST_ORGAN = 4
PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "ben",
        "de",
        "da",
        "del",
        "der",
        "di",
        "la",
        "le",
        "van",
        "von",
        "ul",
        "ud",
        "ur",
        "dos",
        "du",
        "e",
        "y",
        "ag",
        "ould",
        "umm",
    ]
)
"""Small words inside a person's name."""


@dataclass(frozen=True, slots=True)
class StateTerm:
    """A word for a state in a phrase: its ISO code, the form it has, and the words ``[first, last)`` that it takes."""

    iso: str
    form: TermForm
    first: int
    last: int


def surface(words: Sequence[Word]) -> str:
    """Return the words with the gaps that they have in the text."""
    parts = []
    for index, word in enumerate(words):
        if index and word.start > words[index - 1].end:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def state_term(words: Sequence[Word], table: Table, *, countries: frozenset[str]) -> StateTerm | None:
    """Return the first word for a state in *words*.

    "pro-Russian", "anti-US", "Saudi-led" and "US-backed" say nothing of whose actor it is, and do not count.
    """
    for first in range(len(words)):
        if first and words[first - 1].text in HYPHENS and words[first - 1].start == words[first - 2].end:
            continue
        if not words[first].text[:1].isupper():
            continue
        for last in range(min(len(words), first + 4), first, -1):
            text = surface(words[first:last])
            found = None if words[last - 1].text in HYPHENS else table.lexicon.terms.get(key(text))
            hyphen = last < len(words) and words[last].text in HYPHENS and words[last].start == words[last - 1].end
            if found is None or hyphen or not table.written_as_name(text):
                continue
            form, iso = found
            if iso == "CD" and form == "adjective" and "CG" in countries and "CD" not in countries:
                iso = "CG"
            return StateTerm(iso, form, first, last)
    return None


def organ(words: Sequence[Word], table: Table) -> tuple[str | None, ActorKind, str | None] | None:
    """Return the organ that the last words name, longest first: slug, kind, name; "national army" before "army"."""
    for size in range(min(LONGEST_ORGAN, len(words)), 0, -1):
        found = table.lexicon.organs.get(key(surface(words[-size:])))
        if found is not None:
            return found
    return None


def noun_of(words: Sequence[Word], table: Table) -> tuple[str, Noun] | None:
    """Return the noun that *words* end with, by words or lemmas, longest first, and what it says."""
    for size in range(min(3, len(words)), 0, -1):
        last = words[-1]
        before = surface(words[-size:-1])
        for form in (last.lemma, last.text, *_singulars(last.text)):
            noun = key(f"{before} {form}" if before else form)
            found = table.lexicon.nouns.get(noun)
            if found is not None:
                return noun, found
    return None


def _singulars(form: str) -> Iterator[str]:
    """Yield what a plural may be the plural of, for words that the lemmatiser left as they are.

    >>> list(_singulars("civilians")), list(_singulars("GUNMEN")), list(_singulars("embassies"))
    (['civilian'], ['GUNman'], ['embassie', 'embassy'])
    """
    lower = form.lower()
    if lower.endswith("men"):
        yield f"{form[:-3]}man"
    if lower.endswith("s") and not lower.endswith("ss"):
        yield form[:-1]
    if lower.endswith("ies"):
        yield f"{form[:-3]}y"
    if lower.endswith(("ches", "shes", "ses", "xes", "zes")):
        yield form[:-2]


@dataclass(frozen=True, slots=True)
class Titled:
    """A person's name and what stands before it. ``sex`` and ``office`` come from the title."""

    name: tuple[Word, ...]
    before: tuple[Word, ...]
    title: str | None
    kind: ActorKind | None
    office: str | None
    sex: str | None


def person_in(core: Sequence[Word], table: Table) -> Titled | None:
    """Return the person's name that *core* ends with; ``None`` where it does not end with a capitalised name."""
    start = len(core)
    while start:
        word = core[start - 1]
        joins = word.text.lower() in PARTICLES or word.text in HYPHENS
        if not (word.text[:1].isupper() or (joins and start < len(core))):
            break
        start -= 1
    title_at = None
    # A title may be capitalised as the name is: "Foreign Minister Lavrov". The last one before the name counts.
    for first in range(len(core)):
        for last in range(min(len(core) - 1, first + LONGEST_TITLE), max(first, start - 1), -1):
            if last < len(core) and key(surface(core[first:last])) in table.lexicon.titles and last >= start:
                title_at = (first, last) if title_at is None or last > title_at[1] else title_at
                break
    if title_at is None:
        name = tuple(core[start:])
        return Titled(name, tuple(core[:start]), None, None, None, None) if name else None
    first, last = title_at
    name = tuple(core[last:])
    if not name or not (name[0].text[:1].isupper() or name[0].text.lower() in PARTICLES):
        return None
    title = key(surface(core[first:last]))
    kind, office, sex = table.lexicon.titles[title]
    return Titled(name, tuple(core[:first]), title, kind, office, sex)
