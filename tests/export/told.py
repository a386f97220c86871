"""Accounts made by hand for the tests of exports: invented, at real places."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

from sayso.claim import Actor, Claim, Event, Link, Place, Toll, Weapon, When
from sayso.export.account import Account, Told
from sayso.report import Quote, Report

NUMBERS: Iterator[int] = itertools.count(1)
ANSONGO = {"name": "Ansongo", "lat": 15.6597, "lon": 0.5022, "country": "ML", "admin1": "Gao", "geonameid": 2460954}
DAY = dt.date(2023, 3, 14)


def report(text: str, *, outlet: str | None = "The Niger Bend Courier", published: dt.date | None = DAY) -> Report:
    """Return a report of *text*."""
    number = next(NUMBERS)
    return Report.from_text(text, id=f"r{number}", outlet=outlet, title=f"Story {number}", published=published,
                            language="en")  # fmt: skip


def words(of: Report, text: str) -> dict[str, object]:
    """Return start, end and text of the first *text* in a report."""
    start = of.text.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def actor(of: Report, text: str, kind: str | None, *, name: str | None = None, country: str | None = None) -> Actor:
    """Return an actor that *text* names."""
    name = name or text
    return Actor(**words(of, text), name=name, id=f"actor:{name.lower().replace(' ', '-')}", kind=kind, country=country)


def toll(of: Report, text: str, who: str | None, *bounds: int | None, harm: str = "killed") -> Toll:
    """Return a toll; *bounds* are low, best and high."""
    low, best, high = bounds
    return Toll(**words(of, text), harm=harm, who=who, low=low, best=best, high=high)


def told(
    of: Report,
    trigger: str,
    *,
    type: str = "ASSAULT",
    mode: str | None = None,
    actors: Sequence[Actor] = (),
    recipients: Sequence[Actor] = (),
    tolls: Sequence[Toll] = (),
    place: str | None = "point",
    at: dict[str, object] | None = None,
    days: tuple[dt.date, dt.date] | None = (DAY, DAY),
    precision: str = "day",
    status: str = "occurred",
    habitual: bool = False,
    sources: Sequence[tuple[str, str, bool]] = (),
    weapons: Sequence[str] = (),
    contexts: Sequence[str] = (),
    confidence: float = 0.8,
) -> Told:
    """Return a claim of *of* whose event word is *trigger*."""
    number = next(NUMBERS)
    quote = Quote(**words(of, trigger))
    where = None if place is None else Place(**words(of, "Ansongo"), **ANSONGO | (at or {}), precision=place)
    when = None
    if days is not None:
        when = When(**words(of, trigger), earliest=days[0], latest=days[1], precision=precision)
    chain = [Link(source=of.outlet, kind="outlet", named=True, on_record=True)] if of.outlet else []
    chain += [Link(source=name, kind=kind, named=named, on_record=named) for name, kind, named in sources]
    claim = Claim(
        id=f"c{number}",
        event=Event(id=f"e{number}", type=type, mode=mode, contexts=tuple(contexts), trigger=quote),
        actors=tuple(actors),
        recipients=tuple(recipients),
        weapons=tuple(Weapon(**words(of, text), id=f"weapon:{text}") for text in weapons),
        place=where,
        when=when,
        toll=tuple(tolls),
        status=status,
        habitual=habitual,
        chain=tuple(chain),
        evidence=(Quote(start=0, end=len(of.text), text=of.text),),
        confidence=confidence,
    )
    return Told(report=of, claim=claim)


def account(*of: Told) -> Account:
    """Return the account of these claims."""
    return Account(id=of[0].claim.event.id, told=of)


def shelling(
    text: str = "The River Bend Front shelled villagers in Ansongo, killing 19 people", **rest: object
) -> Told:
    """Return a claim of a shelling by a group of civilians, with 19 dead."""
    of = report(text)
    given: dict[str, object] = {
        "mode": "heavy-weapons",
        "actors": [actor(of, "River Bend Front", "rebels")],
        "recipients": [actor(of, "villagers", "civilians")],
        "tolls": [toll(of, "19", "people", 19, 19, 19)],
    }
    return told(of, "shelled", **given | rest)  # type: ignore[arg-type]
