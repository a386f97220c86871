"""Make a case of any size: readings of invented reports, some on one event, some copies, most on events of their own.

Words are drawn as they are in news, a few often and most seldom (Zipf 1949); each event has a town, a day, actors, a
toll and rare words of its own, as events have names. The same number makes the same case. No report is anybody's.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from sayso.claim import Actor, Claim, Event, Link, Mention, ModelCard, Place, Reading, Toll, When
from sayso.report import Quote, Report

CARD = ModelCard(name="bench", version="0", sha256="0" * 64)
FIRST_DAY = dt.date(2015, 1, 1)
EVENTS_A_DAY = 12
VOCABULARY = 60_000
WORDS = (90, 420)
TOLD_BY = (1, 1, 1, 1, 1, 2, 2, 3, 4, 8)
"""How many reports tell of an event: half of the events are in one report alone."""
COPIED = 0.25
"""Share of an event's reports after the first that are wire copies of it, cut and with a word in ten changed."""
SYLLABLES = ("ka", "ro", "mi", "te", "su", "la", "ne", "vo", "di", "ha", "bre", "sto", "gul", "pan", "zir", "ost")
TYPES = ("ASSAULT", "ASSAULT", "ASSAULT", "COERCE", "PROTEST", "AID", "CONSULT", "AGREE", "ACCUSE", "MOBILIZE")
VERBS = ("shelled", "killed", "stormed", "detained", "marched", "supplied", "met", "signed", "blamed", "deployed")


@dataclass(frozen=True, slots=True)
class _Happening:
    """One event: when, where, who, how many, and the words that are its own."""

    day: dt.date
    place: int
    actors: tuple[int, int]
    dead: int
    words: tuple[str, ...]


@cache
def _word(number: int) -> str:
    """Return the invented word of a number."""
    parts = []
    while True:
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
        if not number:
            return "".join(parts)


@cache
def _shares() -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


def _draw(chance: random.Random, count: int) -> list[str]:
    shares = _shares()
    return [_word(bisect(shares, chance.random() * shares[-1])) for _ in range(count)]


def readings(count: int, *, seed: int = 5) -> Iterator[Reading]:
    """Yield *count* readings in the order of their days."""
    chance = random.Random(seed)
    made = 0
    number = 0
    while made < count:
        day = FIRST_DAY + dt.timedelta(days=number // EVENTS_A_DAY)
        told = min(chance.choice(TOLD_BY), count - made)
        first: list[str] | None = None
        happening = _happening(chance, day, number)
        for place in range(told):
            copied = first is not None and chance.random() < COPIED
            words = _copied(first, chance) if copied and first is not None else _told(happening, chance)
            first = first or words
            yield _reading(f"{number}-{place}", words, happening, chance)
            made += 1
        number += 1


def _happening(chance: random.Random, day: dt.date, number: int) -> _Happening:
    own = tuple(_word(VOCABULARY + 7 * number + at).capitalize() for at in range(5))
    actors = (chance.randrange(200), chance.randrange(200))
    return _Happening(day, chance.randrange(3000), actors, chance.randrange(1, 40), own)


def _told(happening: _Happening, chance: random.Random) -> list[str]:
    words = _draw(chance, chance.randint(*WORDS))
    for word in (*happening.words, f"Town{happening.place}", f"Town{happening.place}", str(happening.dead)):
        if chance.random() < 0.8:
            words.insert(chance.randrange(min(len(words), 60)), word)
    return words


def _copied(words: list[str], chance: random.Random) -> list[str]:
    kept = words[: max(40, int(len(words) * chance.uniform(0.5, 1.0)))]
    return [chance.choice(words) if chance.random() < 0.1 else word for word in kept]


def _reading(name: str, words: list[str], happening: _Happening, chance: random.Random) -> Reading:
    text = " ".join(word if at % 17 else f"{word}." for at, word in enumerate(words, start=1))
    published = happening.day + dt.timedelta(days=chance.choice((0, 0, 1, 1, 2, 5)))
    outlet = f"Outlet {chance.randrange(400)}"
    report = Report.from_text(text, id=name, outlet=outlet, published=published)
    end = min(len(text), 60)
    place = Place(
        start=0, end=end, text=text[:end], name=f"Town{happening.place}", geonameid=happening.place,
        lat=(happening.place * 7 % 1200) / 10 - 60, lon=(happening.place * 13 % 3600) / 10 - 180,
        country=f"{chr(65 + happening.place % 26)}{chr(65 + happening.place % 13)}", admin1=f"A{happening.place // 10}",
        precision="point",
    )  # fmt: skip
    claims = tuple(_claim(report, place, happening, chance, at) for at in range(chance.randint(2, 9)))
    mentions = tuple(
        Mention(start=at * 7, end=at * 7 + 5, text=text[at * 7 : at * 7 + 5], kind="actor", entity=f"report:{at}")
        for at in range(8)
    )
    return Reading(report=report, mentions=mentions, places=(place, place), claims=claims, model=CARD)


def _claim(report: Report, place: Place, happening: _Happening, chance: random.Random, at: int) -> Claim:
    text = report.text
    main = at == 0
    kind = 0 if main else chance.randrange(len(TYPES))
    start = at * 30
    quote = Quote(start=start, end=min(len(text), start + 120), text=text[start : start + 120])
    actors = [
        Actor(start=0, end=1, text=text[0], name=f"Force {n}", id=f"actor:force-{n}", kind="rebels")
        for n in (happening.actors if main else (chance.randrange(200), chance.randrange(200)))
    ]
    day = happening.day
    return Claim(
        id=f"{report.sha256[:12]}{at}",
        event=Event(
            id=f"{report.sha256[:12]}e{at if chance.random() < 0.7 else max(at - 1, 0)}",
            type=TYPES[kind],  # type: ignore[arg-type]
            trigger=Quote(start=start, end=start + 5, text=VERBS[kind]),
        ),
        actors=(actors[0],),
        recipients=(actors[1],),
        place=place if main or chance.random() < 0.4 else None,
        when=When(start=0, end=1, text=text[0], earliest=day, latest=day, precision="day", edtf=day.isoformat())
        if main or chance.random() < 0.3
        else None,
        toll=(Toll(start=0, end=1, text=text[0], harm="killed", low=happening.dead, high=happening.dead),)
        if main
        else (),
        chain=(Link(source=report.outlet or "", kind="outlet", named=True, on_record=True),),
        evidence=(quote,),
        confidence=0.8,
    )
