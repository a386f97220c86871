"""What a source is: its name in full, its kind, whether it is named and on the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.claim import Fragment, SourceKind, Statement
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying.media import ARTICLE, POSSESSIVE, Outlets, outlet_kind
from sayso.saying.naming import bare_name, fuller_name, is_pronoun, pronoun_class
from sayso.saying.phrases import complement, head_phrase, noun_phrase_after, paragraph_of
from sayso.saying.vocabulary import alternatives, head_kinds, listed, noun_forms, phrase_pattern, table

NEAR = 200
ANTECEDENT_REACH = 900
HEAD_WORDS = 3
AUTHOR = re.compile(r"\b(?:by|from|in)\s+", re.IGNORECASE)
COLLECTIVE = frozenset({"military", "police", "group", "organisation"})
PERSONS = frozenset({"person", "official", "military", "police", "witness", "unknown"})
BODIES = frozenset({"organisation", "group", "outlet", "agency", "document", "official", "military", "police"})


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
    name = bare_name(printed)
    proper = _proper(name)
    full = fuller_name(text, name, start, report.outlet) if proper else printed
    outlet = outlet_kind(full, outlets) or (outlet_kind(printed, outlets) if not proper else None)
    if outlet:
        return Source(_titled(full if proper else printed), outlet, named=True, on_record=True, start=start, end=end)
    kind = _kind(report, layers, span, full if proper else printed, printed)
    named = proper or _institution(printed)
    secret = _anonymous(text, span, printed)
    if kind == "document" and any(c.isupper() for c in printed):
        named = True
    speaks_for = any(w in listed("sources", "unnamed", "on_the_record") for w in printed.lower().split())
    return Source(full, kind, named and not secret, (named or speaks_for) and not secret, start, end)


def source_of(
    report: Report, layers: Layers, statement: Statement, statements: Sequence[Statement], outlets: Outlets
) -> tuple[Source | None, Statement | None]:
    """Return the source of a statement, a pronoun or bare "the group" resolved, and the statement it was found in.

    The antecedent is the source of the nearest earlier statement that fits the pronoun, within some 900 characters;
    where none fits, the words stand as they are. A report's own "I" and "we" are no source beside its outlet.
    """
    if not statement.source:
        return None, None
    span = statement.source[0]
    printed = report.text[span[0] : span[1]].strip(" ,.;:")
    if not any(c.isalnum() for c in printed):
        return None, None
    pronoun = is_pronoun(printed)
    if pronoun and pronoun_class(printed) == "speaker":
        return None, None
    if printed.lower() == "who":
        return _relative(report, layers, span, outlets), None
    own = describe(report, layers, span, outlets)
    if not pronoun and not _bare_institution(printed):
        return own, None
    wanted = pronoun_class(printed) if pronoun else None
    earlier = [
        s for s in statements if s.source and not s.inherited and span[0] - ANTECEDENT_REACH <= s.source[0][0] < span[0]
    ]
    for other in sorted(earlier, key=lambda s: -s.source[0][0]):
        words = report.text[slice(*other.source[0])].strip(" ,.;:")
        if is_pronoun(words) or _bare_institution(words):
            continue
        found = describe(report, layers, other.source[0], outlets)
        if _fits(wanted, words, found, own):
            return Source(found.name, found.kind, found.named, found.on_record, *span), other
    return own, None


def _fits(wanted: str | None, words: str, found: Source, own: Source) -> bool:
    if wanted is None:
        return found.named and found.kind == own.kind
    plural = _plural(words)
    if wanted == "person":
        return found.kind in PERSONS and not plural and not _institution(words)
    if wanted == "many":
        return plural or found.kind in COLLECTIVE
    return found.kind in BODIES and not plural


def _plural(words: str) -> bool:
    head = head_phrase(words).split()[-1:] or [""]
    return " and " in words or (
        head[0].islower() and head[0].endswith(("s", "men", "people")) and not head[0].endswith("ss")
    )


def _relative(report: Report, layers: Layers, span: Fragment, outlets: Outlets) -> Source | None:
    """Resolve "who" to the tagged actor that ends right before it."""
    before = [a for a in layers.actors if a.end <= span[0] and not report.text[a.end : span[0]].strip(" ,—–-")]
    if not before:
        return None
    nearest = min(before, key=lambda a: a.start)
    found = describe(report, layers, (nearest.start, nearest.end), outlets)
    return Source(found.name, found.kind, found.named, found.on_record, *span)


def _author(text: str, span: Fragment, outlets: Outlets) -> Fragment | None:
    """Return who put out the publication that a source names ("a report by X", "X's report", "an X report")."""
    start, end = span
    head = head_phrase(text[start:end])
    last = head.split()[-1:] or [""]
    if last[0].lower() not in noun_forms("sources", "documents", "publications"):
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


def _institution(printed: str) -> bool:
    """Return whether a body speaks that a description names ("the defence ministry", "police")."""
    return _institutions().search(head_phrase(printed).lower()) is not None


@cache
def _institutions() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\s)){alternatives(listed('sources', 'unnamed', 'institutions'))}$")


def _bare_institution(printed: str) -> bool:
    """Return whether a source is "the group" or "the newspaper", without a word to say which."""
    words = printed.lower().split()
    nouns = noun_forms("sources", "heads", "outlet") | noun_forms("sources", "unnamed", "institutions")
    return len(words) == 2 and words[0] in {"the", "that", "this"} and words[1] in nouns


def _anonymous(text: str, span: Fragment, printed: str) -> bool:
    """Return whether the report says that this source hides its name."""
    if any(w in listed("sources", "unnamed", "words") for w in printed.lower().split()):
        return True
    opened, closed = paragraph_of(text, span[0])
    near = text[max(opened, span[0] - NEAR) : min(closed, span[1] + NEAR)]
    return phrase_pattern("sources", "unnamed", "anonymity").search(near) is not None
