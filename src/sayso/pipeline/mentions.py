"""The places and mentions of a report, put together from what places, actors, times and things are tagged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import sayso.where as where
from sayso.claim import Mention, Place, When
from sayso.model.layers import Layers, Tagged
from sayso.pipeline.claims import slug
from sayso.report import Quote, Report

if TYPE_CHECKING:
    from sayso.who import Cast

MENTION_THINGS = {"weapon": "weapon", "vehicle": "weapon", "quantity": "quantity", "money": "quantity"}
"""Labels of the layer ``things`` → kinds of mention."""
GROUP_KINDS = frozenset({"rebels", "militia", "criminal"})
"""Kinds of actor whose names hold names of places that they don't speak of ("Boko Haram")."""


def places_of(report: Report, layers: Layers, cast: Cast) -> tuple[Place, ...]:
    """Return the named places: without nouns alone ("the town"), what is known as somebody, and parts of groups' names.

    The tagger takes some armed groups and agencies for places; where an actor of the table or of the report
    has the same name, it is one, unless it is a state or a people.
    """
    known = [(m.text, m.type, m.entity or "") for m in cast.mentions] + [(a.text, a.kind, a.id) for a in cast.actors]
    actors = {
        _bare(text)
        for text, kind, name in known
        if kind in GROUP_KINDS or (name.startswith("actor:") and kind not in {None, "government", "people"})
    }
    named = where.recognise(report, [t for t in layers.places if _is_named(layers, t)])
    toponyms = [t for t in named if _bare(report.text[t.start : t.end]) not in actors]
    places = where.resolve(report, toponyms, sentences=layers.sentences)
    groups = {m.text for m in cast.mentions if m.type in GROUP_KINDS}
    bodies = [match.span() for name in sorted(groups) for match in re.finditer(re.escape(name), report.text)]
    return tuple(
        place
        for place in places
        if _bare(place.text) not in actors
        and not any(a <= place.start and place.end <= b and place.end - place.start < b - a for a, b in bodies)
    )


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _is_named(layers: Layers, tagged: Tagged) -> bool:
    """Tell whether a tagged place has a proper noun or an adjective ("Syrian") in it."""
    words = layers.tree.within(tagged.start, tagged.end)
    return any(layers.words[i].upos in {"PROPN", "ADJ"} and layers.words[i].text[:1].isupper() for i in words)


def mentions_of(
    report: Report, layers: Layers, cast: Cast, places: Sequence[Place], times: Sequence[When]
) -> tuple[Mention, ...]:
    """Return what the report mentions, in text order: actors, places, times, weapons and quantities."""
    found = list(cast.mentions)
    found.extend(_place_mentions(report, layers, places))
    found.extend(_mention(time, "time", type=time.precision) for time in times)
    for thing in layers.things:
        quote = report.quote(thing.start, thing.end)
        kind = MENTION_THINGS[thing.label]
        entity = f"weapon:{slug(quote.text)}" if kind == "weapon" else None
        found.append(_mention(quote, kind, entity=entity, type=thing.label))
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind, m.entity or "")))


def _place_mentions(report: Report, layers: Layers, places: Sequence[Place]) -> Iterator[Mention]:
    """Yield the phrases that mention places: the tagged ones ("the city of Mosul", "the camp"), else the toponyms.

    A toponym within a phrase is what the phrase resolves to; one within an actor's phrase ("US forces") mentions none.
    """
    phrases = [(t.start, t.end) for t in layers.places]
    for start, end in sorted(set(phrases)):
        inside = [p for p in places if p.start < end and start < p.end]
        common = any(w.upos == "NOUN" for w in layers.words if w.start < end and start < w.end)
        if inside or common:
            named = next((p for p in reversed(inside) if p.geonameid is not None), inside[-1] if inside else None)
            yield _place_mention(report.quote(start, end), named)
    taken = [*phrases, *((t.start, t.end) for t in layers.actors)]
    for place in places:
        if not any(start < place.end and place.start < end for start, end in taken):
            yield _place_mention(place, place)


def _place_mention(quote: Quote, place: Place | None) -> Mention:
    known = place is not None and place.geonameid is not None
    entity = f"geonames:{place.geonameid}" if place is not None and known else None
    return _mention(quote, "place", entity=entity, type=place.precision if place is not None else "unknown")


def _mention(quote: Quote, kind: str, *, entity: str | None = None, type: str | None = None) -> Mention:
    return Mention(start=quote.start, end=quote.end, text=quote.text, kind=kind, entity=entity, type=type)  # type: ignore[arg-type]
