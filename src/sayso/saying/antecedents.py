"""Whom a source means that has no name of its own: a pronoun, "the group", "the officer"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.claim import Actor, Fragment, Statement
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying.media import Outlets, outlet_kind
from sayso.saying.naming import is_pronoun, pronoun_class
from sayso.saying.phrases import head_phrase
from sayso.saying.sources import COLLECTIVE, PERSONS, Source, describe, institution_named
from sayso.saying.vocabulary import listed, noun_forms, table

ANTECEDENT_REACH = 900
MOST_WORDS = 8
"""An actor's name of more words is a headline's or a description's, and says no more than the source does."""
BODIES = frozenset({"organisation", "group", "outlet", "agency", "document"})
POINTING = frozenset({"the", "this", "that", "these", "those"})
VAGUE = frozenset({"person", "unknown", "group", "organisation"})
"""Kinds that a source has where nothing but the tagger or the shape of its name says so."""
RELATIVES = frozenset({"who", "which", "that"})

Referents = Callable[[int, int], Actor | None]
"""The actor that a phrase of the report stands for, ``None`` where that is not known."""


def nobody_known(_start: int, _end: int) -> Actor | None:
    """Know no referent, so that earlier sources alone resolve a pronoun."""
    return None


def source_of(
    report: Report,
    layers: Layers,
    statement: Statement,
    statements: Sequence[Statement],
    outlets: Outlets,
    referents: Referents,
) -> tuple[Source | None, Statement | None]:
    """Return the source of a statement, a pronoun or bare "the group" resolved, and the statement it was found in.

    *referents* knows best whom a phrase means. Without it, the antecedent is the source of the nearest earlier
    statement that fits, within some 900 characters; where none fits, the words stand as they are. A report's own "I"
    and "we" are no source beside its outlet, and neither is "no group".
    """
    if not statement.source:
        return None, None
    span = statement.source[0]
    printed = report.text[span[0] : span[1]].strip(" ,.;:")
    words = printed.lower().split()
    if not any(c.isalnum() for c in printed) or _nobody(printed):
        return None, None
    pronoun = is_pronoun(printed)
    if pronoun and pronoun_class(printed) == "speaker":
        return None, None
    own = _of_kind(describe(report, layers, span, outlets), referents(*span))
    if not pronoun and (own.named or words[0] not in POINTING) and not _bare_institution(printed):
        return own, None
    earlier = [
        s for s in statements if s.source and not s.inherited and span[0] - ANTECEDENT_REACH <= s.source[0][0] < span[0]
    ]
    earlier.sort(key=lambda s: -s.source[0][0])
    actor = referents(*span)
    told = 1 if actor is None else len(actor.name.split())
    if actor is not None and (told > MOST_WORDS or (told == 1 and actor.name.lower() in words)):
        actor = None
    if actor is not None:
        known = _known(report, layers, actor, span, earlier, outlets, referents)
        if known is not None:
            return known
    if words[0] in RELATIVES:
        return _relative(report, layers, span, outlets), None
    wanted = pronoun_class(printed) if pronoun else None
    for other in earlier:
        spelt = report.text[slice(*other.source[0])].strip(" ,.;:")
        if is_pronoun(spelt) or _bare_institution(spelt) or _nobody(spelt):
            continue
        found = describe(report, layers, other.source[0], outlets)
        if _fits(wanted, spelt, found, own) or (wanted is None and _same_noun(printed, spelt)):
            return Source(found.name, found.kind, found.named, found.on_record, *span), other
    return own, None


def _nobody(printed: str) -> bool:
    """Return whether a source is none ("no group", "nobody")."""
    return printed.lower().partition(" ")[0] in listed("sources", "unnamed", "nobody")


def _of_kind(source: Source, actor: Actor | None) -> Source:
    """Return a source with the kind of the actor that it is, where its own words say little of it."""
    if actor is None or source.kind not in VAGUE:
        return source
    kind = table("sources")["actors"].get(actor.kind)
    guessed = (
        source.kind != "person" or not source.named or actor.id.startswith("actor:")
    )  # only a table knows better that it is nobody
    if kind is None or kind in {"person", "witness"} or not guessed:
        return source
    return replace(source, kind=kind)


def _known(
    report: Report,
    layers: Layers,
    actor: Actor,
    span: Fragment,
    earlier: Sequence[Statement],
    outlets: Outlets,
    referents: Referents,
) -> tuple[Source, Statement | None] | None:
    """Return the source that *actor* is, as an earlier statement names it where one does, else by its own name."""
    for other in earlier:
        before = referents(*other.source[0])
        if before is not None and before.id == actor.id:
            words = report.text[slice(*other.source[0])].strip(" ,.;:")
            if not is_pronoun(words):
                found = _of_kind(describe(report, layers, other.source[0], outlets), before)
                return Source(found.name, found.kind, found.named, found.on_record, *span), other
    kind = outlet_kind(actor.name, outlets) or table("sources")["actors"].get(actor.kind or "", "unknown")
    if any(c.isupper() for c in actor.name.split()[-1]):
        return Source(actor.name, kind, named=True, on_record=True, start=span[0], end=span[1]), None
    if institution_named(actor.name):
        return Source(f"the {actor.name}", kind, named=True, on_record=True, start=span[0], end=span[1]), None
    return None


def _same_noun(printed: str, other: str) -> bool:
    """Return whether "the officer" comes back to "a police officer who survived"."""
    one, before = head_phrase(printed).lower().split(), head_phrase(other).lower().split()
    return bool(one and before) and one[-1] == before[-1] and other.split()[0].lower() not in POINTING


def _fits(wanted: str | None, words: str, found: Source, own: Source) -> bool:
    if wanted is None:
        return _bare_institution(own.name) and found.named and found.kind == own.kind
    plural = _plural(words)
    if wanted == "person":
        return found.kind in PERSONS and not plural and not institution_named(words)
    if wanted == "many":
        return plural or found.kind in COLLECTIVE
    return not plural and (institution_named(words) or found.kind in BODIES)


def _relative(report: Report, layers: Layers, span: Fragment, outlets: Outlets) -> Source | None:
    """Resolve "who" and "which" to the tagged actor that ends right before it."""
    tagged = (*layers.actors, *layers.names, *layers.places)  # a group named after a place may be tagged as one
    before = [a for a in tagged if a.end <= span[0] and not report.text[a.end : span[0]].strip(" ,—–-")]
    if not before:
        return None
    nearest = min(before, key=lambda a: a.start)
    found = describe(report, layers, (nearest.start, nearest.end), outlets)
    return Source(found.name, found.kind, found.named, found.on_record, *span)


def _plural(words: str) -> bool:
    head = head_phrase(words).split()[-1:] or [""]
    return " and " in words or (
        head[0].islower() and head[0].endswith(("s", "men", "people")) and not head[0].endswith("ss")
    )


def _bare_institution(printed: str) -> bool:
    """Return whether a source is "the group" or "the newspaper", without a word to say which."""
    words = printed.lower().split()
    nouns = noun_forms("sources", "heads", "outlet") | noun_forms("sources", "unnamed", "institutions")
    return len(words) == 2 and words[0] in {"the", "that", "this"} and words[1] in nouns
