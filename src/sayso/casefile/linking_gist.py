"""The gist of a report: what linking needs of it, small enough to hold a hundred thousand at once.

An *account* is what one report tells of one event: its claims with the same event id.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from sayso.casefile.linking_terms import HEAD_WORDS, Vocabulary, spoken, stem
from sayso.claim import Actor, Claim, Place, Reading

REAL = frozenset({"occurred", "ongoing", "denied"})
"""What may be about an event that took place; what is planned, threatened, possible or hypothetical is another."""
MOST_SPOTS = 4
FULL_COUNT = 255
SENTENCES = 256
"""Sentences whose words are kept at hand."""
SPOTS = 2**15
"""Places that are kept at hand, so that the reports of one share one record."""


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place as linking compares it; ``rank`` is 3 for a point, 2 a district, 1 a province, 0 a country."""

    key: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    rank: int


class Account(msgspec.Struct, frozen=True, array_like=True):
    """What one report tells of one event. ``days`` are ordinals; ``weight`` is how chiefly the report is about it.

    Actors are ids where the tables know them, else the names as the report writes them; who has no name is left out.
    """

    claims: tuple[str, ...]
    type: str
    mode: str | None
    stem: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    spot: Spot | None
    days: tuple[int | None, int | None] | None
    toll: tuple[tuple[str, int | None, int | None], ...]
    real: bool
    words: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Gist:
    """One report. ``terms`` are the sorted numbers of its words and ``counts`` how often each is there."""

    id: str
    day: int | None
    terms: array[int]
    counts: bytes
    head: array[int]
    names: array[int]
    spots: tuple[Spot, ...]
    accounts: bytes

    def told(self) -> tuple[Account, ...]:
        """Return the report's accounts, the weightiest first."""
        return msgspec.msgpack.decode(self.accounts, type=tuple[Account, ...])


_RANKS = {"point": 3, "near": 3, "admin2": 2, "part": 1, "admin1": 1, "country": 0, "region": 0}


def gist(reading: Reading, vocabulary: Vocabulary) -> Gist:
    """Return the gist of one reading; its words are counted in *vocabulary*."""
    report = reading.report
    title = f"{report.title}.\n" if report.title and not report.text.startswith(report.title) else ""
    text = f"{title}{report.text}"
    stems, named = spoken(text)
    words = Counter(stems)
    numbers = dict(zip(words, vocabulary.count(words), strict=True))
    counts = {numbers[word]: min(count, FULL_COUNT) for word, count in words.items()}
    terms = sorted(counts)
    return Gist(
        id=report.id,
        day=report.published.toordinal() if report.published else None,
        terms=array("I", terms),
        counts=bytes([counts[term] for term in terms]),
        head=array("I", sorted({numbers[word] for word in stems[:HEAD_WORDS]})),
        names=array("I", sorted({numbers[word] for word in named})),
        spots=_spots(reading),
        accounts=msgspec.msgpack.encode(_accounts(reading, vocabulary)),
    )


def _spots(reading: Reading) -> tuple[Spot, ...]:
    """Return the places that the report speaks of most, those of its first words counted twice."""
    counts: Counter[Spot] = Counter()
    early = len(reading.report.text) // 5 + 200
    for place in reading.places:
        found = spot(place)
        if found is not None and found.rank > 0:
            counts[found] += 2 if place.start < early else 1
    for claim in reading.claims:
        found = spot(claim.place)
        if found is not None and found.rank > 0:
            counts[found] += 1
    ranked = sorted(counts, key=lambda s: (-counts[s], -s.rank, s.key))
    return tuple(ranked[:MOST_SPOTS])


def spot(place: Place | None) -> Spot | None:
    """Return *place* as it is compared, ``None`` where the gazetteer does not know it."""
    if place is None or place.precision == "unknown" or (place.geonameid is None and place.lat is None):
        return None
    key = str(place.geonameid) if place.geonameid is not None else f"{place.lat:.2f},{place.lon:.2f}"
    rank = _RANKS.get(place.precision, 0)
    return _spot(key, place.country, place.admin1, place.lat, place.lon, rank)


_spot = lru_cache(maxsize=SPOTS)(Spot)


def _accounts(reading: Reading, vocabulary: Vocabulary) -> tuple[Account, ...]:
    """Return what the report tells of each event, the weightiest first."""
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        by_event[claim.event.id].append(claim)
    found = [_account(claims, reading, vocabulary) for claims in by_event.values()]
    return tuple(sorted(found, key=lambda account: (-account.weight, account.claims)))


def _account(claims: Sequence[Claim], reading: Reading, vocabulary: Vocabulary) -> Account:
    first = claims[0]
    places = [s for s in (spot(claim.place) for claim in claims) if s is not None]
    evidence = {word for claim in claims for quote in claim.evidence[:1] for word in _stems(quote.text)}
    known = vocabulary.numbers
    return Account(
        claims=tuple(claim.id for claim in claims),
        type=first.event.type,
        mode=next((claim.event.mode for claim in claims if claim.event.mode), None),
        stem=stem(first.event.trigger.text.split()[-1]),
        actors=_keys(actor for claim in claims for actor in claim.actors),
        recipients=_keys(actor for claim in claims for actor in claim.recipients),
        spot=max(places, key=lambda s: (s.rank, s.key), default=None),
        days=_days(claims),
        toll=tuple(sorted({(t.harm, t.low, t.high) for claim in claims for t in claim.toll}, key=str)),
        real=any(claim.status in REAL and not claim.habitual for claim in claims),
        words=tuple(sorted({known[word] for word in evidence if word in known})),
        weight=round(_weight(claims, reading), 3),
    )


@lru_cache(maxsize=SENTENCES)
def _stems(sentence: str) -> frozenset[str]:
    """Return the stems of a sentence, which is often the evidence of several claims."""
    return frozenset(spoken(sentence)[0])


def _days(claims: Iterable[Claim]) -> tuple[int | None, int | None] | None:
    """Return the narrowest interval of days that a claim gives."""
    found: list[tuple[int | None, int | None]] = []
    for claim in claims:
        when = claim.when
        if when is not None and (when.earliest or when.latest):
            found.append((_ordinal(when.earliest), _ordinal(when.latest)))
    return min(found, key=_width, default=None)


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None


def _width(days: tuple[int | None, int | None]) -> float:
    earliest, latest = days
    return math.inf if earliest is None or latest is None else latest - earliest


def _keys(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(sorted({key for actor in actors if (key := actor_key(actor)) is not None}))


def actor_key(actor: Actor) -> str | None:
    """Return what an actor is known by across reports: its id in the tables, else its name where it has one."""
    if actor.id.startswith("actor:"):
        return actor.id
    words = actor.name.removeprefix("the ").removeprefix("The ").split()
    return " ".join(words).casefold() if words and all(word[:1].isupper() for word in words[-1:]) else None


@cache
def prominence() -> dict[str, Any]:
    """Return what makes an event the one that a report is chiefly about, from ``data/main.toml``."""
    return tomllib.loads(files("sayso.casefile").joinpath("data", "main.toml").read_text("utf-8"))


def _weight(claims: Sequence[Claim], reading: Reading) -> float:
    rules = prominence()
    text = reading.report.text
    start = min(claim.event.trigger.start for claim in claims)
    total: float = rules["types"].get(claims[0].event.type, 0.0)
    total += rules["early"] * max(0.0, 1 - start / (rules["early_share"] * len(text) + rules["early_characters"]))
    total += rules["claims"] * math.log1p(len(claims))
    total += rules["toll"] * any(claim.toll for claim in claims)
    total += rules["place"] * any(claim.place for claim in claims) + rules["when"] * any(c.when for c in claims)
    title = {stem(word) for word in (reading.report.title or "").split()}
    total += rules["title"] * (stem(claims[0].event.trigger.text) in title)
    if not any(claim.status in REAL for claim in claims):
        total += rules["unreal"]
    total += rules["habitual"] * all(claim.habitual for claim in claims)
    return total
