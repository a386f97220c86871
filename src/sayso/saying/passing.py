"""Outlets between a source and the report: the paper that cites it, that was told, that saw the document."""

from __future__ import annotations

from sayso.claim import Fragment, Statement
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying.media import ARTICLE, Outlets, handed_on, own_words
from sayso.saying.sources import Source, describe

MEDIA = frozenset({"outlet", "agency"})


def hands(report: Report, layers: Layers, statement: Statement, outlets: Outlets) -> tuple[Source, ...]:
    """Return the outlets that a statement passed through, outermost first: the one told, then its source if an outlet.

    "A member of the corps told the Herald", in another outlet's report, is the Herald's word for what the member said.
    """
    found: list[Source] = []
    between = _told(report, layers, statement, outlets)
    if between:
        found.append(between)
    if statement.source:
        source = describe(report, layers, statement.source[0], outlets)
        if source.kind in MEDIA and not any(same_outlet(source.name, f.name) for f in found):
            found.append(source)
    return tuple(found)


def _told(report: Report, layers: Layers, statement: Statement, outlets: Outlets) -> Source | None:
    text = report.text
    spans: list[Fragment] = list(statement.addressee[:1])
    if statement.cue:
        around = (
            min(s for s, _ in (*statement.cue, *statement.source)),
            max(e for _, e in (*statement.cue, *statement.source)),
        )
        handed = handed_on(text, around, statement.content, outlets)
        spans += [handed] if handed else []
    for span in spans:
        if own_words(text[slice(*span)]):
            continue
        outlet = _outlet_in(report, layers, span, outlets)
        if outlet and not same_outlet(outlet.name, report.outlet):
            return outlet
    return None


def _outlet_in(report: Report, layers: Layers, span: Fragment, outlets: Outlets) -> Source | None:
    """Return the outlet that a phrase names, or whose journalist it names ("the Herald's correspondent")."""
    found = describe(report, layers, span, outlets)
    if found.kind in MEDIA and found.named:
        return found
    start, end = span
    words = report.text[start:end]
    for mark in ("’s ", "'s "):
        at = words.find(mark)
        if at > 0:
            return _outlet_in(report, layers, (start, start + at), outlets)
    return None


def same_outlet(one: str | None, other: str | None) -> bool:
    """Return whether two names are one outlet's, its article and a shortened form aside."""
    if not one or not other:
        return False
    first, second = (ARTICLE.sub("", name, count=1).casefold() for name in (one, other))
    return (
        first == second
        or f" {first}" in f" {second}"[-len(first) - 1 :]
        or f" {second}" in f" {first}"[-len(second) - 1 :]
    )
