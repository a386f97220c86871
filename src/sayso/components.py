"""Who, where and when as components of a spaCy pipeline: ``nlp.add_pipe("sayso_when")``, with the extra ``spacy``.

They need no trained spaCy pipeline: ``spacy.blank("en")`` does, since the packaged model reads the text once for all
three. What they find are spans, in ``doc.spans["sayso_when"]`` and so on, and records of `sayso.claim`, at
``span._.sayso_when`` and, all of them, at ``doc._.sayso_when``. The day of publication goes into
``doc._.sayso_published`` beforehand.

Records are kept as plain values in ``doc.user_data``, so that documents can be stored and sent between processes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

import sayso.when as when
import sayso.where as where
import sayso.who as who
from sayso.claim import Actor, Place, When
from sayso.model.layers import Layers
from sayso.report import Report

Record = TypeVar("Record", Actor, Place, When)
PUBLISHED = "sayso_published"
AT_ONCE = 4
"""Texts whose layers are kept, until the components after the first have had them."""


@lru_cache(maxsize=AT_ONCE)
def _layers(text: str) -> Layers:
    from sayso.model import session

    return session.load().read(Report.from_text(text))


def _day(doc: Doc) -> dt.date | None:
    said = doc.user_data.get(PUBLISHED)
    return None if said is None else dt.date.fromisoformat(said)


def _set_day(doc: Doc, day: dt.date | str | None) -> None:
    if isinstance(day, str):
        day = dt.date.fromisoformat(day)
    doc.user_data[PUBLISHED] = None if day is None else day.isoformat()


def _keep(doc: Doc, name: str, found: Iterable[tuple[Actor | Place | When, str | None, str | None]]) -> Doc:
    """Set the spans of what was found, each with its record, label and knowledge-base id."""
    spans, kept = [], []
    for record, label, number in found:
        span = doc.char_span(record.start, record.end, label=label or "", kb_id=number or "", alignment_mode="expand")
        if span is not None:
            spans.append(span)
            kept.append([span.start, span.end, msgspec.to_builtins(record)])
    doc.spans[name] = spans
    doc.user_data[name] = kept
    return doc


def _extend(name: str, record: type[Record]) -> None:
    """Give documents and spans the extension *name*."""

    def of_doc(doc: Doc) -> tuple[Record, ...]:
        return tuple(msgspec.convert(values, record) for _, _, values in doc.user_data.get(name, ()))

    def of_span(span: Span) -> Record | None:
        found = (values for a, b, values in span.doc.user_data.get(name, ()) if (a, b) == (span.start, span.end))
        values = next(found, None)
        return None if values is None else msgspec.convert(values, record)

    Doc.set_extension(name, getter=of_doc, force=True)
    Span.set_extension(name, getter=of_span, force=True)


def make_who(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - what spaCy calls a factory with
    """Return the component ``sayso_who``: the label of a span is the actor's kind, its ``kb_id_`` the actor's id."""

    def component(doc: Doc) -> Doc:
        if not doc.text.strip():
            return _keep(doc, "sayso_who", ())
        found = who.read(doc.text, published=_day(doc), layers=_layers(doc.text)).mentioned
        return _keep(doc, "sayso_who", ((actor, actor.kind, actor.id) for actor in found))

    return component


def make_where(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component ``sayso_where``: the label of a span is the precision, its ``kb_id_`` the GeoNames id."""

    def component(doc: Doc) -> Doc:
        found = where.read(doc.text, layers=_layers(doc.text)) if doc.text.strip() else ()
        numbered = ((place, None if place.geonameid is None else str(place.geonameid)) for place in found)
        return _keep(doc, "sayso_where", ((place, place.precision, number) for place, number in numbered))

    return component


def make_when(nlp: Language, name: str, *, rules_alone: bool) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component ``sayso_when``: the label of a span is the precision, its ``kb_id_`` the TIMEX3 value.

    With *rules_alone* the model is not loaded and only what is surely a time is found.
    """

    def component(doc: Doc) -> Doc:
        layers = None if rules_alone or not doc.text.strip() else _layers(doc.text)
        found = when.read(doc.text, published=_day(doc), layers=layers)
        return _keep(doc, "sayso_when", ((one, one.precision, one.value) for one in found))

    return component


Doc.set_extension(PUBLISHED, getter=_day, setter=_set_day, force=True)
_extend("sayso_who", Actor)
_extend("sayso_where", Place)
_extend("sayso_when", When)
Language.factory("sayso_who", func=make_who)
Language.factory("sayso_where", func=make_where)
Language.factory("sayso_when", default_config={"rules_alone": False}, func=make_when)
