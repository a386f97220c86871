"""From what the five questions answer to claims: sides, scene, event, chain and evidence of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

import sayso.when as when
import sayso.where as where
import sayso.who as who
from sayso import saying
from sayso.claim import Actor, Claim, Event, Fragment, Link, Place, SourceKind, Statement, Status, Weapon, When
from sayso.model.layers import Layers, Tagged
from sayso.report import Quote, Report

if TYPE_CHECKING:
    from sayso.what import EventFrame
    from sayso.who import Cast

T = TypeVar("T")
STATE_KINDS = frozenset({"government", "military", "police", "intelligence"})
"""Kinds of actor that act for their country."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who, where and when of one event, and on whose word."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    chain: tuple[Link, ...]
    place: Place | None
    when: When | None


def scene_of(
    report: Report,
    layers: Layers,
    frame: EventFrame,
    *,
    cast: Cast,
    places: Sequence[Place],
    times: Sequence[When],
    spoken: Sequence[Statement],
    linked: Mapping[int, Sequence[Tagged]],
) -> Scene:
    """Return who an event's own words say did it to whom, where and when, and whose words these are."""
    labels = {(f.start, f.end): f.label for f in frame.fillers}
    actors, recipients = _actors(cast, frame.actors, labels), _actors(cast, frame.recipients, labels)
    chain = saying.chain(report, layers, spoken, frame.start, frame.end, outlets=outlet_kind, referents=cast.actor)
    scenes, told = _scenes(layers, places, (*actors, *recipients), chain), (frame.trigger, *frame.also)
    return Scene(
        actors=actors,
        recipients=recipients,
        chain=chain,
        place=_first(where.pick(report, layers, scenes, word, linked=linked) for word in told),
        when=_first(when.pick(report, layers, times, word) for word in told),
    )


def _first(found: Iterable[T | None]) -> T | None:
    return next((one for one in found if one is not None), None)


def claim_of(
    report: Report, layers: Layers, frame: EventFrame, scene: Scene, group: int, *, spoken: Sequence[Statement]
) -> Claim:
    """Return the claim that an event makes; those of one *group* are on the same event."""
    return Claim(
        id=_name(report, "claim", frame.start, frame.end, frame.type),
        event=Event(
            id=_name(report, "event", group),
            type=frame.type,
            mode=frame.mode,
            contexts=frame.contexts,
            trigger=report.quote(frame.start, frame.end),
        ),
        actors=scene.actors,
        recipients=scene.recipients,
        weapons=tuple(
            Weapon(start=w.start, end=w.end, text=w.text, id=f"weapon:{slug(w.text)}", type=w.type)
            for w in frame.weapons
        ),
        place=scene.place,
        when=scene.when,
        toll=frame.toll,
        status=_status(layers, frame, spoken),
        habitual=frame.habitual,
        chain=scene.chain,
        evidence=_evidence(report, layers, frame, scene.chain),
        confidence=round(frame.score, 3),
    )


def _scenes(
    layers: Layers, places: Sequence[Place], sides: Sequence[Actor], chain: Sequence[Link]
) -> tuple[Place, ...]:
    """Return the places where an event may have been: not its sides, nor those that its sources are named by.

    In "the Chad–Libya accord" Chad is no scene, nor is Gao where the governor of Gao says something, or Bogotá
    "according to the ministry in Bogotá".
    """
    starts = {side.start for side in sides}
    sources = [(link.start, link.end) for link in chain if link.start is not None and link.end is not None]
    return tuple(
        place
        for place in places
        if place.start not in starts and not any(_belongs(layers, place, source) for source in sources)
    )


def _belongs(layers: Layers, place: Place, source: Fragment) -> bool:
    """Tell whether a place is in the words that name a source, or hangs from them: "the ministry in Bogotá"."""
    if source[0] <= place.start < source[1]:
        return True
    at = layers.tree.at(place.start, place.end)
    while at is not None and layers.words[at].deprel in {"nmod", "nmod:poss", "appos", "flat", "compound"}:
        at = layers.words[at].head
        if source[0] <= layers.words[at].start < source[1]:
            return True
    return False


def completed(report: Report, layers: Layers, frame: EventFrame, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return *claim* with what its words in *frame* leave open filled from the nearest other claim on the same event.

    A report tells where and when once and leaves them out when it comes back to the event; who did it, it leaves
    out too, but one source's accusation is no other's: actors and recipients come from claims on the same chain
    alone, and only where the claim's own words name nobody, known or not. The cells keep pointing to the words they
    came from, and those words' sentences join the evidence. Tolls, status and chain are each claim's own.
    """
    at = claim.event.trigger.start
    others = sorted(
        (c for c in claims if c.event.id == claim.event.id and c.id != claim.id),
        key=lambda c: abs(c.event.trigger.start - at),
    )
    filled: dict[str, Any] = {}
    for field in ("actors", "recipients", "place", "when"):
        if not getattr(claim, field) and not _named(layers, getattr(frame, field, ())):
            voices = [o for o in others if field in {"place", "when"} or _same_voice(o, claim)]
            found = next((value for other in voices if (value := _free(getattr(other, field), claim, field))), None)
            if found:
                filled[field] = found
    if not filled:
        return claim
    starts = [a.start for key in ("actors", "recipients") for a in filled.get(key, ())]
    starts += [filled[key].start for key in ("place", "when") if key in filled]
    evidence = {(quote.start, quote.end): quote for quote in (*claim.evidence, *_sentences(report, layers, starts))}
    return replace(claim, **filled, evidence=tuple(evidence[span] for span in sorted(evidence)))


def _named(layers: Layers, phrases: Sequence[Fragment]) -> bool:
    """Return whether any of the phrases holds a noun, a name or a number, and not pronouns alone."""
    inside = (layers.words[i] for start, end in phrases for i in layers.tree.within(start, end))
    return any(word.upos in {"NOUN", "PROPN", "NUM"} for word in inside)


def _free(value: Any, claim: Claim, field: str) -> Any:
    """Return what may fill a field of a claim: whom it was done to did not do it, nor the other way round."""
    if field not in {"actors", "recipients"}:
        return value
    taken = {actor.id for actor in (*claim.actors, *claim.recipients)}
    return tuple(actor for actor in value if actor.id not in taken)


def _same_voice(one: Claim, other: Claim) -> bool:
    """Tell whether two claims hang from the same sources, and neither denies what the other asserts."""
    if (one.status == "denied") != (other.status == "denied"):
        return False
    return [link.source for link in one.chain] == [link.source for link in other.chain]


def _name(report: Report, *parts: object) -> str:
    """Return an id that the report and *parts* determine."""
    digest = sha256("\0".join([report.id, report.sha256, *map(str, parts)]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def slug(text: str) -> str:
    """Return the words of *text*, in small letters, with hyphens between them."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _actors(cast: Cast, phrases: Sequence[Fragment], labels: Mapping[Fragment, str]) -> tuple[Actor, ...]:
    """Return who the phrases stand for, each actor once; *labels* are the roles of incidents that some of them fill."""
    found: dict[str, Actor] = {}
    for phrase in phrases:
        actor = cast.actor(*phrase)
        if actor is not None and not who.unresolved(actor):
            found.setdefault(actor.id, who.in_role(actor, labels.get(phrase)))
    return tuple(found.values())


def sides(report: Report, cast: Cast, phrase: Fragment) -> frozenset[str]:
    """Return who a phrase stands for, and the state or body that it belongs to; its words where nobody is known."""
    actor = cast.actor(*phrase)
    if actor is None:
        return frozenset(report.text[slice(*phrase)].casefold().split())
    state = {f"actor:{actor.country.lower()}"} if actor.country and actor.kind in STATE_KINDS else set()
    return frozenset({actor.id, *state, *([actor.part_of] if actor.part_of else [])})


def outlet_kind(name: str) -> SourceKind | None:
    """Return what kind of medium a name is in the packaged table, for `sayso.saying`."""
    outlet = who.outlet(name)
    if outlet is None:
        return None
    return "agency" if outlet.kind == "agency" else "outlet"


def _status(layers: Layers, frame: EventFrame, spoken: Sequence[Statement]) -> Status:
    """Return an event's status as its innermost statement leaves it: what a source denies, the claim denies.

    That is what the denied words say, not what they are about: who "denied any knowledge of the bombing" denies none.
    """
    holding = [s for s in spoken if any(a <= frame.start and frame.end <= b for a, b in s.content)]
    innermost = min(holding, key=lambda s: sum(b - a for a, b in s.content), default=None)
    if innermost is None or innermost.polarity != "denies":
        return frame.status
    at = frame.trigger
    for above in layers.tree.ancestors(frame.trigger):
        inside = any(a <= layers.words[above].start < b for a, b in innermost.content)
        if inside and layers.words[at].deprel not in {"conj", "xcomp", "ccomp", "parataxis"}:
            return frame.status
        at = above
    return "denied"


def _evidence(report: Report, layers: Layers, frame: EventFrame, chain: Sequence[Link]) -> tuple[Quote, ...]:
    """Return the sentences that the claim stands on: the trigger's, and those that name its sources."""
    return _sentences(report, layers, [frame.start, *(link.start for link in chain if link.start is not None)])


def _sentences(report: Report, layers: Layers, offsets: Sequence[int]) -> tuple[Quote, ...]:
    found = {s for s in layers.sentences for offset in offsets if s[0] <= offset < s[1]}
    return tuple(report.quote(start, end) for start, end in sorted(found))
