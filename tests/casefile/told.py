"""Readings made by hand, for tests of what is worked out from many; places and people are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sayso.claim import Actor, Claim, Event, Link, ModelCard, Place, Reading, Toll, When
from sayso.report import Report

CARD = ModelCard(name="none", version="0", sha256="0" * 64)
OSTREVA = {"name": "Ostreva", "geonameid": 1, "lat": 10.0, "lon": 20.0, "country": "XO", "admin1": "Coast"}
BREN = {"name": "Bren", "geonameid": 2, "lat": 14.0, "lon": 27.0, "country": "XO", "admin1": "Hills"}


def day(text: str | None) -> dt.date | None:
    """Return a day written YYYY-MM-DD."""
    return dt.date.fromisoformat(text) if text else None


def actor(name: str, *, id: str | None = None, kind: Any = "rebels") -> Actor:
    """Return an actor; ``actor:`` and the name in lower case is its id unless another is given."""
    return Actor(start=0, end=1, text="x", name=name, id=id or f"actor:{name.casefold()}", kind=kind)


def toll(harm: Any, low: int | None, high: int | None = None) -> Toll:
    """Return a count; exact where only *low* is given."""
    return Toll(start=0, end=1, text="x", harm=harm, low=low, best=low, high=low if high is None else high)


def link(source: str, *, kind: Any = "official", named: bool = False, at: int | None = 0) -> Link:
    """Return a link of a chain; one that stands nowhere in the text is the outlet itself."""
    end = None if at is None else at + 1
    return Link(source=source, kind=kind, named=named, on_record=named, start=at, end=end)


def claim(
    id: str,
    *,
    type: Any = "ASSAULT",
    mode: str | None = None,
    word: str = "shelled",
    actors: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (),
    place: dict[str, Any] | None = None,
    precision: Any = "point",
    when: tuple[str, str] | None = None,
    tolls: tuple[Toll, ...] = (),
    status: Any = "occurred",
    chain: tuple[Link, ...] = (),
    event: str | None = None,
) -> Claim:
    """Return a claim; each is an event of its own unless *event* is given."""
    spot = Place(start=0, end=1, text="x", precision=precision, **place) if place else None
    days = None
    if when is not None:
        days = When(start=0, end=1, text="x", earliest=day(when[0]), latest=day(when[1]), edtf="/".join(when))
    trigger = {"start": 0, "end": len(word), "text": word}
    return Claim(
        id=id,
        event=Event(id=event or f"event {id}", type=type, mode=mode, trigger=_quote(trigger)),
        actors=actors,
        recipients=recipients,
        place=spot,
        when=days,
        toll=tolls,
        status=status,
        chain=chain,
        confidence=0.9,
    )


def _quote(fields: dict[str, Any]) -> Any:
    from sayso.report import Quote

    return Quote(**fields)


def reading(id: str, text: str, *claims: Claim, outlet: str | None = None, published: str | None = None) -> Reading:
    """Return a reading of *text* with the claims and the places that they name."""
    report = Report.from_text(text, id=id, outlet=outlet, published=day(published))
    places = tuple(c.place for c in claims if c.place is not None)
    return Reading(report=report, places=places, claims=claims, model=CARD)
