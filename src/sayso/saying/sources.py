"""What a source is: its name in full, its kind, whether it is named and on the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.claim import Fragment, SourceKind
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying.media import ARTICLE, POSSESSIVE, Outlets, outlet_kind
from sayso.saying.naming import bare_name, fuller_name, is_pronoun
from sayso.saying.phrases import complement, head_phrase, noun_phrase_after, paragraph_of
from sayso.saying.vocabulary import alternatives, head_kinds, listed, noun_forms, phrase_pattern, table

NEAR = 200
HEAD_WORDS = 3
LONGEST_TITLE = 30
"""So many letters a title has at most that stands between a comma and a name."""
AUTHOR = re.compile(r"\b(?:by|from|in)\s+", re.IGNORECASE)
COLLECTIVE = frozenset({"military", "police", "group", "organisation"})
PERSONS = frozenset({"person", "official", "military", "police", "witness", "unknown"})
OWNED = frozenset({"his", "her", "its", "their"})
PARTICLES = frozenset(
    ["al", "el", "ag", "bin", "ibn", "abu", "de", "da", "del", "der", "di", "la", "le", "van", "von", "ul", "du"]
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a chain names it. ``start`` and ``end`` are the words that stand for it in the text."""

    name: str
    kind: SourceKind
    named: bool
    on_record: bool
    start: int
    end: int


def describe(report: Report, layers: Layers, span: Fragment, outlets: Outlets) -> Source:
    """Return what ``text[start:end]`` says of a source, by titles, head nouns and complements (``sources.toml``)."""
    text, (start, end) = report.text, span
    printed = text[start:end].strip(" ,.;:")
    author = _author(text, span, outlets)
    if author is not None:
        return describe(report, layers, author, outlets)
    apposed = _apposed_name(layers, span, printed) or _name_behind(report.text, layers, span, printed)
    name = apposed or bare_name(printed)
    proper = (apposed is not None or _proper(name)) and not is_pronoun(printed)
    full = fuller_name(text, name, start, report.outlet) if proper else printed
    outlet = outlet_kind(full, outlets) or (outlet_kind(printed, outlets) if not proper else None)
    if outlet:
        return Source(_titled(full if proper else printed), outlet, named=True, on_record=True, start=start, end=end)
    kind = _kind(report, layers, span, full if proper else printed, printed.partition(",")[0] if apposed else printed)
    if apposed and kind in {"group", "organisation", "unknown"}:
        kind = "person"
    institution = institution_named(printed)
    named = proper or (institution and printed.split()[0].lower() not in OWNED)
    secret = _anonymous(text, span, printed, pseudonym=proper or institution)
    if kind == "document" and any(c.isupper() for c in printed):
        named = True
    speaks_for = institution or any(w in listed("sources", "unnamed", "on_the_record") for w in printed.lower().split())
    return Source(full, kind, named and not secret, (named or speaks_for) and not secret, start, end)


def _author(text: str, span: Fragment, outlets: Outlets) -> Fragment | None:
    """Return who put out the publication that a source names ("a report by X", "X's report", "an X report")."""
    start, end = span
    published = noun_forms("sources", "documents", "publications")
    last = [word for word in head_phrase(text[start:end]).split()[-2:] if word.lower() in published]
    if not last:
        return None
    for match in AUTHOR.finditer(text, start, end):
        found = noun_phrase_after(text, match.end(), end)
        if found and any(c.isupper() for c in text[slice(*found)]) and _speaks(text[slice(*found)], match[0], outlets):
            return found
    before = re.search(
        rf"((?:the\s+)?[A-Z][\w’'.&-]*(?:\s+[A-Z][\w’'.&-]*)*)\s+(?:\w+\s+){{0,2}}?{re.escape(last[0])}",
        text[start:end],
    )
    if before:
        name = POSSESSIVE.sub("", before[1])
        article = ARTICLE.match(name)
        if len(name.split()) > bool(article) and (
            name != before[1] or outlet_kind(f"the {ARTICLE.sub('', name)}", outlets)
        ):
            return start + before.start(1), start + before.start(1) + len(name)
    return None


def _speaks(name: str, preposition: str, outlets: Outlets) -> bool:
    """A report *in* a paper is the paper's; a report *in* Kabul is not the city's."""
    return preposition.strip().lower() != "in" or outlet_kind(name, outlets) is not None


def _proper(name: str) -> bool:
    words = ARTICLE.sub("", name, count=1).split()
    return bool(words) and words[-1][:1].isupper() and not _common(words)


def _common(words: list[str]) -> bool:
    """Tell "US" in "members of the US" from a name: a phrase whose head comes before is no name."""
    text = " ".join(words)
    head = head_phrase(text).split()
    return bool(head) and head[-1][:1].islower()


def _titled(name: str) -> str:
    return name[0].upper() + name[1:] if name.startswith("the ") and name[4:5].isupper() else name


def _kind(report: Report, layers: Layers, span: Fragment, name: str, printed: str) -> SourceKind:
    titled = _title_kind(name)
    if titled:
        return titled
    spelt = fuller_name(report.text, name, span[0])
    found = _head_kind(report, spelt) or (_head_kind(report, printed) if spelt != printed else None)
    if found:
        return found
    beside = complement(printed)
    if beside and (kind := _head_kind(report, beside)):
        return kind
    return _tagged_kind(layers, span, name)


def _title_kind(name: str) -> SourceKind | None:
    first = name.split(" ")[0].rstrip(".")
    if len(name.split()) < 2 or not name.split()[-1][:1].isupper():
        return None
    kinds: tuple[SourceKind, ...] = ("military", "police", "official", "person")
    heads = head_kinds()
    if name.split()[-1].lower() in heads:
        return None
    return next((kind for kind in kinds if first in listed("sources", "titles", kind)), None)


def _head_kind(report: Report, phrase: str) -> SourceKind | None:
    """Return the kind that the head noun of a phrase gives, or the body that it belongs to."""
    heads = head_kinds()
    words = re.findall(r"[\w’'-]+", POSSESSIVE.sub("", head_phrase(phrase)))
    lower = [w.lower() for w in words]
    for count in range(min(HEAD_WORDS, len(words)), 0, -1):
        kind = heads.get(" ".join(lower[-count:]))
        if " ".join(lower[-count:]) in listed("sources", "unnamed", "seats"):
            owner = next((k for w in reversed(lower[:-count]) if (k := heads.get(POSSESSIVE.sub("", w)))), None)
            return _as_kind(owner if owner in PERSONS else kind)
        body = lower[-1] in noun_forms("sources", "heads", "of_body")
        if kind is None and not (body and count == 1):
            continue
        if body:
            return _body_kind(report, phrase, words[:-count]) or _as_kind(kind)
        return _as_kind(kind)
    return None


def _body_kind(report: Report, phrase: str, modifiers: Sequence[str]) -> SourceKind | None:
    """Return the kind of the body in "army officials", "a member of the militia", "a KLF commander"."""
    heads = head_kinds()
    for word in reversed(modifiers):
        kind = heads.get(word.lower())
        if kind is None and word.isupper():
            kind = heads.get(fuller_name(report.text, word, len(report.text)).split()[-1].lower())
        if kind in COLLECTIVE:
            return _as_kind(kind)
    after = complement(phrase)
    if not after:
        return None
    core = head_phrase(after)
    spelt = fuller_name(report.text, core, len(report.text)) if core else ""
    for words in (core.lower().split(), spelt.lower().split()):
        for count in range(min(HEAD_WORDS, len(words)), 0, -1):
            kind = heads.get(" ".join(words[-count:]))
            if kind and kind not in {"person", "document", "witness"}:
                return _as_kind(kind)
    return None


def _as_kind(kind: str | None) -> SourceKind | None:
    return kind if kind in _kinds() else None  # type: ignore[return-value]


@cache
def _kinds() -> frozenset[str]:
    return frozenset(table("sources")["heads"]) - {"of_body"}


def _tagged_kind(layers: Layers, span: Fragment, name: str) -> SourceKind:
    start, end = span
    if any(p.start < end and start < p.end and p.end - p.start >= len(name) - 4 for p in layers.places):
        return "official"
    for tagged in (*layers.names, *layers.actors):
        if tagged.start < end and start < tagged.end and tagged.label in {"person", "organisation"}:
            if tagged.label == "person":
                return "person"
            return "group" if name.lower().startswith("the ") else "organisation"
    words = name.split()
    if len(words) > 1 and all(w[:1].isupper() for w in words) and not name.startswith("The "):
        return "person"
    return "person" if name.lower() in listed("sources", "pronouns", "person") else "unknown"


def institution_named(printed: str) -> bool:
    """Return whether a body speaks that a description names ("the defence ministry", "police")."""
    return _institutions().search(head_phrase(printed).lower()) is not None


@cache
def _institutions() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\s)){alternatives(listed('sources', 'unnamed', 'institutions'))}$")


def _anonymous(text: str, span: Fragment, printed: str, *, pseudonym: bool) -> bool:
    """Return whether the report says that this source hides its name; a *pseudonym* only that it is another's."""
    if any(w in listed("sources", "unnamed", "words") for w in printed.lower().split()):
        return True
    opened, closed = paragraph_of(text, span[0])
    near = text[max(opened, span[0] - NEAR) : min(closed, span[1] + NEAR)]
    phrases = "pseudonyms" if pseudonym else "anonymity"
    return phrase_pattern("sources", "unnamed", phrases).search(near) is not None


def _name_behind(text: str, layers: Layers, span: Fragment, printed: str) -> str | None:
    """Return the person's name that stands right behind a description, between commas, outside its span."""
    for tagged in layers.names:
        if tagged.label == "person" and span[1] < tagged.start <= span[1] + LONGEST_TITLE:
            between, after = text[span[1] : tagged.start], text[tagged.end : tagged.end + 1]
            if between.startswith(", ") and all(w[:1].isupper() for w in between[2:].split()) and after == ",":
                return _apposed_name(
                    layers, (span[0], tagged.end), f"{printed}{between}{text[tagged.start : tagged.end]}"
                )
    return None


def _apposed_name(layers: Layers, span: Fragment, printed: str) -> str | None:
    """Return the person's name that follows a description: "its spokesman, Idris Kolo"."""
    described, comma, name = printed.partition(", ")
    while ", " in name:
        more, _, name = name.partition(", ")
        described = f"{described}, {more}"
    head = head_phrase(described).split()
    if not comma or not head or head[-1][:1].isupper() or not name:
        return None
    start = span[0] + len(printed) - len(name)
    place = any(t.start < start + len(name) and start < t.end for t in layers.places)
    person = any(t.label == "person" and t.start < start + len(name) and start < t.end for t in layers.names)
    spelt = all(w[:1].isupper() or w in PARTICLES for w in name.split())
    return name if spelt and (person or (not place and len(name.split()) > 1)) else None
