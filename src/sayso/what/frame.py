"""One event as a report words it: the record that `sayso.what.events` returns."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claim import EventType, Fragment, Status, Toll
from sayso.report import Quote
from sayso.what.fillers import Filler


class WeaponQuote(Quote, frozen=True, kw_only=True):
    """The words that name a weapon, and its type in the packaged table (``drone``, ``firearm``, …)."""

    type: str | None = None


@dataclass(frozen=True, slots=True)
class EventFrame:
    """An event, the word that says so and the phrases that fill its roles.

    ``trigger`` is an index into `Layers.words`; ``start`` and ``end`` are the offsets of the trigger, which may
    be several words ("air support"). ``actors`` and ``recipients`` are the offsets of noun phrases in text order;
    the sides of a reciprocal event ("Ruritania and Graustark signed") are in both. ``content_of`` is the trigger of
    the verbal event whose content this one is ("agreed to *withdraw*"), for which PLOVER has one code, the outer.
    ``result_of`` is the trigger of the attack whose harm this one tells ("shells struck a market, *killing* 14").
    ``also`` are other words of the sentence for the same event ("died in the *shelling*").
    ``fillers`` are the phrases that the encoder tags as an incident's roles, among them some of the actors,
    recipients and weapons; their labels tell individuals from groups, and people from things.
    ``why`` says what the trigger was taken for this type of event by, and ``by`` what each phrase was taken for an
    argument by. ``signs`` are what speaks for and against the reading (`sayso.what.confidence`), ``score`` how likely
    it is right, from 0 to 1.
    """

    trigger: int
    start: int
    end: int
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    habitual: bool
    actors: tuple[Fragment, ...]
    recipients: tuple[Fragment, ...]
    weapons: tuple[WeaponQuote, ...]
    toll: tuple[Toll, ...]
    score: float
    content_of: int | None = None
    result_of: int | None = None
    also: tuple[int, ...] = ()
    fillers: tuple[Filler, ...] = ()
    why: str = ""
    by: tuple[tuple[Fragment, str], ...] = ()
    signs: tuple[tuple[str, float], ...] = ()
