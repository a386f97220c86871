"""The records of a case file: what the claims of many reports are about together, and who took what from whom.

An incident keeps every claim that is linked to it; nothing is merged away. Names follow the contract of
``sayso incidents``; keys are added, never renamed. Unknown is ``None`` or an empty tuple.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

from sayso.claim import ActorKind, EventType, PlacePrecision, Status, TimePrecision
from sayso.report import Quote

Standing = Literal["single-source", "corroborated", "admitted", "contested", "denied"]
CopyKind = Literal["copy", "wire", "rewrite"]
"""``copy``: the same words; ``wire``: the same story, edited; ``rewrite``: told anew, citing whom it took it from."""
Agreement = Literal["alone", "agree", "differ"]
"""``alone``: one value on one source's word; ``agree``: all values can be true together; ``differ``: they can't."""
TieKind = Literal["fight", "help", "talk", "oppose"]


class Taking(msgspec.Struct, frozen=True, kw_only=True):
    """One branch of the tree of who took it from whom: *report* took its story from *source*, both report ids.

    ``likeness`` is the share, 0 to 1, of the report's own words that the source has too; ``None`` for a rewrite.
    ``credit`` is where the report names an agency or outlet that it has the story from.
    """

    report: str
    source: str
    kind: CopyKind
    likeness: float | None = None
    credit: Quote | None = None


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """The reports that hang from one *root*, of one kind: they tell what it told and are no sources of their own.

    ``members`` leave the root out and are in the order of the case. ``taken`` says from whom each of them took it,
    which need not be the root itself.
    """

    root: str
    members: tuple[str, ...]
    kind: CopyKind
    taken: tuple[Taking, ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What one feature adds to the log-odds of a link: ``value`` times its weight; ``note`` names what was shared."""

    feature: str
    value: float
    adds: float
    note: str | None = None


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Why two reports' claims were put together: the model's probability, and its reasons, the heaviest first."""

    left: str
    right: str
    probability: float
    reasons: tuple[Reason, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The claims that are about one event: pairs of report id and claim id, and the reports chiefly about it.

    A report may be chiefly about an event of which the reader found no claim in it; it is then in ``main`` alone.
    """

    id: str
    claims: tuple[tuple[str, str], ...]
    main: tuple[str, ...] = ()
    why: tuple[Join, ...] = ()


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Where an incident took place: the most precise place on which its claims agree best."""

    name: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: PlacePrecision = "unknown"


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """When an incident took place: the narrowest interval of days that its claims leave, both ends included."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    edtf: str | None = None
    precision: TimePrecision = "unknown"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts or is acted on in an incident. ``id`` holds across the case for actors that the tables know."""

    id: str
    name: str
    kind: ActorKind | None = None
    country: str | None = None


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """What one source's claims say of one field.

    ``value`` is ``[low, high]`` for a toll and ``[earliest, latest]`` for days (``null`` where no bound is set), a
    list of names for parties, else a name. ``source`` is on whose word: the innermost link; ``chain`` is all of them.
    """

    value: Any
    claims: tuple[str, ...]
    source: str | None = None
    chain: tuple[str, ...] = ()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """What an incident's claims say of one thing: every value with its chain; of a toll the lowest and highest, too."""

    agreement: Agreement
    low: int | None = None
    high: int | None = None
    values: tuple[Value, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One report's part in an incident: its claims of it, and whether it is what the report is chiefly about."""

    id: str
    claims: tuple[str, ...] = ()
    main: bool = False


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What claims from several reports are about together.

    ``independent_sources`` counts those who say that it took place: as many as there are outlets, copies folded, that
    each stand on a source of their own. ``denying_sources`` counts those who say that it did not. ``rule`` names the
    row of the table of standings that applied.
    """

    id: str
    type: EventType | None = None
    mode: str | None = None
    status: Status | None = None
    place: Scene | None = None
    when: Days | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    standing: Standing
    rule: str
    independent_sources: int
    denying_sources: int = 0
    reports: tuple[Part, ...] = ()
    fields: dict[str, Field] = {}
    why: tuple[Join, ...] = ()


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What two actors did to each other in one month, by incidents: they fight, help, talk to or oppose each other.

    ``first`` and ``second`` are actor ids, sorted; ``month`` is its first day.
    """

    first: str
    second: str
    month: dt.date
    kind: TieKind
    incidents: tuple[str, ...]


class Dyad(msgspec.Struct, frozen=True, kw_only=True):
    """Two actors who both fight and help each other within one period: the months from *start* to *end*."""

    first: str
    second: str
    start: dt.date
    end: dt.date
    fights: tuple[str, ...]
    helps: tuple[str, ...]


class Triad(msgspec.Struct, frozen=True, kw_only=True):
    """Three actors with a tie between each two (Heider 1946; Cartwright and Harary 1956).

    ``signs`` are of first–second, second–third and first–third: 1 helps, -1 fights. It is balanced where their
    product is positive: the enemy of my enemy is my friend.
    """

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]
    balanced: bool


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """Who fights, helps and talks to whom over time; ``names`` are those of the actors' ids."""

    names: dict[str, str]
    ties: tuple[Tie, ...] = ()
    ambivalent: tuple[Dyad, ...] = ()
    triads: tuple[Triad, ...] = ()
