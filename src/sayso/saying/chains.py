"""Who vouches for some words of a report, outermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.claim import Link, Statement
from sayso.model.layers import Layers
from sayso.report import Quote, Report
from sayso.saying.antecedents import Referents, nobody_known, source_of
from sayso.saying.carrying import WORDS, only, vouches
from sayso.saying.media import Outlets, outlet_kind
from sayso.saying.passing import MEDIA, hands, same_outlet
from sayso.saying.sources import Source
from sayso.saying.vocabulary import listed, noun_forms

DATELINE = re.compile(r"\s*[A-Z][^\n()]{2,60}\((?P<agency>[A-Z][\w .]{1,30})\)\s*[—–-]")
HEADLINES = 4


def chain(
    report: Report,
    layers: Layers,
    statements: Sequence[Statement],
    start: int,
    end: int,
    *,
    outlets: Outlets,
    referents: Referents = nobody_known,
) -> tuple[Link, ...]:
    """Return the chain for the words at ``[start, end)``, an event's trigger: a link for each source, outermost first.

    The first link is the outlet that published the report, where that is known, then the agency of its dateline. Then
    come the sources of the statements whose content holds the words, the one with most content first: nested sayings
    nest by size. *statements* are those of `statements` and of `carry_over` together. *outlets* says which names are
    media; *referents* gives the actor that a phrase stands for, by its offsets. A statement passes through the
    outlet that was told or that saw the document before it reaches the report.
    Statements that only react to an event or wish for it ("condemned the raid", "plan to leave") vouch for nothing and
    give no link.
    """
    links = list(_published(report, outlets))
    for statement in _holding(report, statements, start, end):
        for link in _links(report, layers, statement, statements, outlets, referents):
            if not any(_same_source(link, before) for before in links):
                links.append(link)
    return tuple(links)


def _published(report: Report, outlets: Outlets) -> Iterator[Link]:
    if report.outlet:
        kind = outlets(report.outlet)
        yield Link(
            source=report.outlet,
            kind=kind if kind in MEDIA and kind else outlet_kind(report.outlet, outlets) or "outlet",
            named=True,
            on_record=True,
        )
    at = 0
    for _ in range(HEADLINES):
        dateline = DATELINE.match(report.text, at)
        if dateline and outlets(dateline["agency"]) == "agency" and not same_outlet(dateline["agency"], report.outlet):
            first, last = dateline.span("agency")
            yield Link(source=dateline["agency"], kind="agency", named=True, on_record=True, start=first, end=last)
            return
        at = report.text.find("\n", at) + 1
        if not at:
            return


def _holding(report: Report, statements: Sequence[Statement], start: int, end: int) -> list[Statement]:
    """Return the statements that say the words, outermost first, without those that vouch for nothing."""
    holding = [s for s in statements if any(a <= start and end <= b for a, b in s.content)]
    holding.sort(key=lambda s: -sum(b - a for a, b in s.content))
    documents = [s for s in holding if _agreement(report.text, s)]
    return [
        s
        for s in holding
        if vouches(report.text, s) and not (documents and s not in documents and only(report.text, s, "commits"))
    ]


def _agreement(text: str, statement: Statement) -> bool:
    """Return whether the source is a document that binds parties."""
    words = {w.lower() for a, b in statement.source for w in WORDS.findall(text[a:b])}
    opener = " ".join(text[a:b].lower() for a, b in statement.cue)
    return opener in listed("sources", "documents", "openers") and bool(
        words & noun_forms("sources", "documents", "agreements")
    )


def _links(
    report: Report,
    layers: Layers,
    statement: Statement,
    statements: Sequence[Statement],
    outlets: Outlets,
    referents: Referents,
) -> Iterator[Link]:
    source, antecedent = source_of(report, layers, statement, statements, outlets, referents)
    between = list(hands(report, layers, statement, outlets))
    inherited_from = antecedent is not None and not between
    if antecedent is not None and inherited_from:
        between = list(hands(report, layers, antecedent, outlets))
    for hand in between:
        if source is None or not same_outlet(hand.name, source.name):
            yield _link(report, statement, hand, inherited=statement.inherited or inherited_from)
    if source is not None:
        yield _link(report, statement, source, inherited=statement.inherited)


def _link(report: Report, statement: Statement, source: Source, *, inherited: bool) -> Link:
    spoken = [report.text[a:b] for a, b in statement.addressee[:1] if (a, b) != (source.start, source.end)]
    return Link(
        source=source.name,
        kind=source.kind,
        named=source.named,
        on_record=source.on_record,
        start=source.start,
        end=source.end,
        cue=_cue(report, statement),
        quote=statement.quote,
        addressee=spoken[0] if spoken else None,
        inherited=inherited,
    )


def _cue(report: Report, statement: Statement) -> Quote | None:
    return report.quote(*statement.cue[0]) if statement.cue else None


def _same_source(link: Link, before: Link) -> bool:
    if link.kind in MEDIA and before.kind in MEDIA:
        return same_outlet(link.source, before.source)
    return link.source.casefold() == before.source.casefold()
