"""The records that a reading of one report consists of: the contract's JSON, as frozen values.

Spans are half-open code-point offsets into the report's text. Unknown is ``None`` or an empty
tuple, never ``""``, 0 or today's date. Names follow the PLOVER codebook (event types and modes)
and PolNeAR's guidelines (source, cue, content).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from sayso.report import Quote, Report

Fragment = tuple[int, int]
"""Half-open offsets of one piece of a source, cue or content; the pieces of one role may lie apart."""

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["occurred", "ongoing", "planned", "threatened", "possible", "hypothetical", "denied"]
MentionKind = Literal["actor", "place", "time", "weapon", "quantity"]
ActorKind = Literal[
    "government", "military", "police", "intelligence", "rebels", "militia", "party", "igo", "ngo", "media",
    "business", "religious", "ethnic", "civilians", "person", "people", "criminal", "facility", "object",
]  # fmt: skip
PlacePrecision = Literal["point", "near", "admin2", "admin1", "part", "country", "region", "unknown"]
TimePrecision = Literal["hour", "part-of-day", "day", "week", "month", "season", "year", "decade", "century", "range",
                        "duration", "frequency", "vague", "unknown"]  # fmt: skip
Harm = Literal["killed", "injured", "detained", "displaced", "missing"]
QuoteKind = Literal["direct", "indirect", "mixed", "none"]
Polarity = Literal["asserts", "denies", "unsure"]
SourceKind = Literal[
    "outlet", "agency", "person", "official", "military", "police", "organisation", "group", "document",
    "witness", "unknown",
]  # fmt: skip


class Mention(Quote, frozen=True, kw_only=True):
    """A span and what kind of thing it names; ``entity`` is what it resolves to, where that is known."""

    kind: MentionKind
    entity: str | None = None
    type: str | None = None


class Place(Quote, frozen=True, kw_only=True):
    """A toponym and the gazetteer entry that it resolves to.

    ``precision`` says how precise the mention is, not the entry: "near Kabul" is ``near``,
    "northern Kunar" is ``part``. ``lat`` and ``lon`` are WGS 84 degrees. ``country`` is ISO 3166-1 alpha-2.
    A toponym that can't be resolved has ``precision="unknown"`` and no coordinates.
    """

    name: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: PlacePrecision = "unknown"


class When(Quote, frozen=True, kw_only=True):
    """A time expression and the days that it can mean.

    ``value`` is the TIMEX3 value; ``edtf`` the Extended Date/Time Format string (ISO 8601-2);
    ``earliest`` and ``latest`` the interval of days, both included. ``anchored`` says that the
    report's published date was needed to work it out.
    """

    value: str | None = None
    edtf: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: TimePrecision = "unknown"
    anchored: bool = False


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution in the text: who says (source), by which words (cue), what (content).

    ``inherited`` marks a statement without a cue of its own that carries on the one before
    (PolNeAR guidelines, section 4).
    """

    source: tuple[Fragment, ...] = ()
    cue: tuple[Fragment, ...] = ()
    content: tuple[Fragment, ...] = ()
    addressee: tuple[Fragment, ...] = ()
    quote: QuoteKind = "indirect"
    polarity: Polarity = "asserts"
    inherited: bool = False


class Actor(Quote, frozen=True, kw_only=True):
    """Who acts or is acted on: the words, and the actor that they resolve to.

    ``id`` is the same for every mention of one actor within a report. ``country`` is ISO 3166-1 alpha-2.
    ``part_of`` is the id of the actor that this one belongs to.
    """

    name: str
    id: str
    kind: ActorKind | None = None
    country: str | None = None
    part_of: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, by PLOVER: type, mode and contexts, and the word that says so."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    trigger: Quote


class Weapon(Quote, frozen=True, kw_only=True):
    """What it was done with; ``id`` is the same for every mention of one weapon within a report."""

    id: str
    type: str | None = None


class Toll(Quote, frozen=True, kw_only=True):
    """Persons harmed: low, best and high count as the words allow; ``None`` where they set no bound."""

    harm: Harm
    who: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a chain: a source and how it came to speak.

    ``start`` and ``end`` are where the text names it, ``None`` for the outlet that published the report.
    """

    source: str
    kind: SourceKind
    named: bool
    on_record: bool
    start: int | None = None
    end: int | None = None
    cue: Quote | None = None
    quote: QuoteKind = "none"
    addressee: str | None = None
    inherited: bool = False


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One event as one chain asserts it. ``chain`` is outermost first."""

    id: str
    event: Event
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    place: Place | None = None
    when: When | None = None
    toll: tuple[Toll, ...] = ()
    status: Status = "occurred"
    habitual: bool = False
    chain: tuple[Link, ...] = ()
    evidence: tuple[Quote, ...] = ()
    confidence: float


class Reason(Quote, frozen=True, kw_only=True):
    """Why a cell of a claim says what it says: the words that it goes by, and the step that took them for it.

    ``cell`` is the claim's field, with a number where it holds several (``actors[0]``). Words that stand nowhere in
    the text, as the outlet's name, have ``start == end == 0`` and an empty text.
    """

    cell: str
    step: str


class ModelCard(msgspec.Struct, frozen=True, kw_only=True):
    """Which weights read the report."""

    name: str
    version: str
    sha256: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one report."""

    report: Report
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: ModelCard


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong with one input: a stable code, the input, what happened and what to do."""

    code: str
    input: str
    message: str
    remedy: str | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A report that could not be read, in its place among the readings."""

    error: Problem
