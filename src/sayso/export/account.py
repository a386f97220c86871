"""What the exports are made of: the claims of one event, with the reports that make them.

An account is all that is told of one event: the claims of one report that share an event, or those of an incident.
Nothing is merged away: an export shows one row for an account and names every claim behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TypeVar

import msgspec

from sayso.claim import Actor, ActorKind, Claim, EventType, ModelCard, Place, Reading, Status, When
from sayso.incident import Days, Incident, Party, Scene
from sayso.report import Report

T = TypeVar("T")

TOOK_PLACE: frozenset[Status] = frozenset({"occurred", "ongoing"})
"""What was reported as fact. Everything else is a claim, but no event that may be counted."""
THINGS: frozenset[ActorKind] = frozenset({"facility", "object"})
"""Kinds of recipient that are nobody."""
PLACES = ("point", "near", "admin2", "admin1", "part", "country", "region", "unknown")
"""Precisions of a place, the finest first."""
TIMES = ("hour", "part-of-day", "day", "week", "month", "season", "year", "range", "decade", "century", "duration",
         "frequency", "vague", "unknown")  # fmt: skip


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and the report that makes it; the model that read it, where that is known.

    ``origin`` is the report whose story it is, where reports are copies of one another.
    """

    report: Report
    claim: Claim
    model: ModelCard | None = None
    origin: str | None = None

    @property
    def took_place(self) -> bool:
        """Whether the claim says that one event took place: it is no denial, plan, threat, guess or habit."""
        return self.claim.status in TOOK_PLACE and not self.claim.habitual

    @property
    def voice(self) -> str:
        """What makes it one voice with others: the story that it is a copy of, else its outlet."""
        return self.origin or self.report.outlet or self.report.id

    @property
    def source(self) -> str | None:
        """On whose word it is: the innermost link of the chain."""
        return self.claim.chain[-1].source if self.claim.chain else self.report.outlet


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told of one event. ``incident`` is there where the reports are of a case file.

    ``id`` is the incident's, else the event's, which names one report's event.
    """

    id: str
    told: tuple[Told, ...]
    incident: Incident | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What names it among all accounts: the incident, else the report and its event."""
        return (self.id,) if self.incident is not None else (self.told[0].report.id, self.id)

    @property
    def asserted(self) -> tuple[Told, ...]:
        """The claims that say that it took place, in the order of the reports."""
        return tuple(told for told in self.told if told.took_place)

    @property
    def type(self) -> EventType | None:
        """The PLOVER type that most of the claims give."""
        if self.incident is not None and self.incident.type is not None:
            return self.incident.type
        return most([told.claim.event.type for told in self.asserted or self.told])

    @property
    def mode(self) -> str | None:
        """The PLOVER mode that most of the claims of this type give, ``None`` where none does."""
        if self.incident is not None and self.incident.mode is not None:
            return self.incident.mode
        events = [told.claim.event for told in self.asserted or self.told]
        return most([event.mode for event in events if event.mode is not None and event.type == self.type])

    @property
    def contexts(self) -> tuple[str, ...]:
        """The PLOVER contexts of all claims that say that it took place, in their order."""
        return distinct(context for told in self.asserted for context in told.claim.event.contexts)

    @property
    def scene(self) -> Scene | None:
        """Where: the incident's place, else the finest place that a claim gives."""
        if self.incident is not None and self.incident.place is not None:
            return self.incident.place
        places = [told.claim.place for told in self.asserted if told.claim.place is not None]
        found = min(places, key=lambda place: PLACES.index(place.precision), default=None)
        return None if found is None else scene_of(found)

    @property
    def days(self) -> Days | None:
        """When: the incident's days, else the narrowest interval that a claim gives."""
        if self.incident is not None and self.incident.when is not None:
            return self.incident.when
        whens = [told.claim.when for told in self.asserted if told.claim.when is not None]
        return None if not whens else days_of(min(whens, key=_width))

    @property
    def actors(self) -> tuple[Party, ...]:
        """Who acts, by the incident, else by the claims that say that it took place; each once."""
        return self._parties("actors")

    @property
    def recipients(self) -> tuple[Party, ...]:
        """Who is acted on, as `actors`."""
        return self._parties("recipients")

    @property
    def hit(self) -> tuple[Party, ...]:
        """Those acted on who are somebody: no buildings and things, and no word of unknown sort that is no name."""
        return tuple(party for party in self.recipients if is_somebody(party))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, each once."""
        return distinct(told.report.outlet for told in self.asserted if told.report.outlet)

    def _parties(self, role: str) -> tuple[Party, ...]:
        if self.incident is not None and getattr(self.incident, role):
            return tuple(getattr(self.incident, role))
        found: dict[str, Party] = {}
        for told in self.asserted:
            for actor in getattr(told.claim, role):
                found.setdefault(actor.id, party_of(actor))
        return tuple(found.values())


def from_readings(readings: Iterable[Reading]) -> Iterator[Account]:
    """Yield an account for each event of each reading, in the order of the text."""
    for reading in readings:
        events: dict[str, list[Told]] = {}
        for claim in reading.claims:
            events.setdefault(claim.event.id, []).append(Told(report=reading.report, claim=claim, model=reading.model))
        for event, told in events.items():
            yield Account(id=event, told=tuple(told))


def distinct(values: Iterable[T]) -> tuple[T, ...]:
    """Return *values*, each once, in order of first appearance."""
    return tuple(dict.fromkeys(values))


def most(values: Sequence[T]) -> T | None:
    """Return the value that appears most often, the first of several; ``None`` of none."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default=None)


def is_fine(place: Scene | Place | None) -> bool:
    """Say whether a place is known finer than a country, so that a point of it may stand for it on a map."""
    if place is None or place.precision in {"country", "region", "unknown"}:
        return False
    return place.precision != "part" or place.admin1 is not None


def is_somebody(party: Party) -> bool:
    """Say whether a party is people or a body of people, as far as its kind, or else its capital letter, says."""
    return party.name[:1].isupper() if party.kind is None else party.kind not in THINGS


def number(*parts: str) -> int:
    """Return a whole number that *parts* determine, for formats whose ids are numbers: 10¹² to 2⁵³, exact in a float.

    It is above every id that UCDP or GDELT has given, so that it can't be taken for one of theirs.
    """
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
    return 10**12 + int.from_bytes(digest[:8], "big") % (2**53 - 10**12)


def scene_of(place: Place) -> Scene:
    """Return where a claim's place is, without the words that name it."""
    return Scene(
        name=place.name,
        geonameid=place.geonameid,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        precision=place.precision,
    )


def days_of(when: When) -> Days:
    """Return the days of a claim's time, without the words that name it."""
    return Days(earliest=when.earliest, latest=when.latest, edtf=when.edtf, precision=when.precision)


def party_of(actor: Actor) -> Party:
    """Return who an actor is, without the words that name it."""
    return Party(id=actor.id, name=actor.name, kind=actor.kind, country=actor.country)


def _width(when: When) -> tuple[bool, int, int]:
    """Order times by how much they leave open: the bounded first, the narrowest first."""
    bounded = when.earliest is not None and when.latest is not None
    days = (when.latest - when.earliest).days if when.earliest is not None and when.latest is not None else 0
    return not bounded, days, TIMES.index(when.precision)
