"""From a report to its reading: the one place where the five questions are composed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso import saying, what, when, where, who
from sayso.claim import (
    Actor,
    Claim,
    Event,
    Failure,
    Fragment,
    Link,
    Mention,
    Place,
    Problem,
    Reading,
    SourceKind,
    Statement,
    Status,
    Weapon,
    When,
)
from sayso.errors import InputError
from sayso.model import session
from sayso.model.layers import Layers, Tagged
from sayso.report import Quote, Report

if TYPE_CHECKING:
    from sayso.what import EventFrame
    from sayso.who import Cast

IN_FLIGHT = 4
"""Reports that wait for each worker process, so that a long input is never held in memory whole."""
MENTION_THINGS = {"weapon": "weapon", "vehicle": "weapon", "quantity": "quantity", "money": "quantity"}
"""Labels of the layer ``things`` → kinds of mention."""


GROUP_KINDS = frozenset({"rebels", "militia", "criminal"})
"""Kinds of actor whose names hold names of places that they don't speak of ("Boko Haram")."""
STATE_KINDS = frozenset({"government", "military", "police", "intelligence"})
"""Kinds of actor that act for their country."""


class Reader:
    """Reads reports with the packaged model. Loading takes a fraction of a second, once."""

    def __init__(self) -> None:
        self.model = session.load()

    def read(self, report: Report) -> Reading:
        """Return all that is read from *report*; the same report gives the same reading."""
        layers = self.model.read(report)
        frames = what.events(report, layers)
        statements = saying.statements(report, layers)
        spoken = (*statements, *saying.carry_over(report, layers, statements, outlets=_outlet_kind))
        roles = {span for frame in frames for span in (*frame.actors, *frame.recipients)}
        sources = {span for statement in spoken for span in (*statement.source, *statement.addressee)}
        cast = who.cast(report, layers, sorted(roles | sources))
        places = _places(report, layers, cast)
        times = when.resolve(report, when.recognise(report, layers.times))
        groups = what.same_event(report, frames, names=lambda span: _sides(report, cast, span))
        claims = tuple(
            _claim(report, layers, frame, group, cast=cast, places=places, times=times, spoken=spoken)
            for frame, group in zip(frames, groups, strict=True)
            if frame.content_of is None
        )
        claims = tuple(_completed(report, layers, claim, claims) for claim in claims)
        return Reading(
            report=report,
            mentions=_mentions(report, layers, cast, places, times),
            places=places,
            times=times,
            statements=statements,
            claims=claims,
            model=self.model.card,
        )

    def read_all(self, reports: Iterable[Report | InputError], *, workers: int = 1) -> Iterator[Reading | Failure]:
        """Yield a reading, or a failure, for each of *reports*, in their order.

        With more than one of *workers*, processes share the work; what comes out is the same.
        """
        if workers <= 1:
            for report in reports:
                yield failure(report) if isinstance(report, InputError) else self.read(report)
            return
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            waiting: deque[Failure | Future[Reading]] = deque()
            for report in reports:
                waiting.append(failure(report) if isinstance(report, InputError) else pool.submit(_read, report))
                if len(waiting) > workers * IN_FLIGHT:
                    yield _settled(waiting.popleft())
            while waiting:
                yield _settled(waiting.popleft())


def failure(error: InputError) -> Failure:
    """Return the entry that stands in the place of a report that could not be read."""
    return Failure(error=Problem(code=error.code, input=error.source or "", message=error.message, remedy=error.remedy))


@cache
def _reader() -> Reader:
    return Reader()


def _read(report: Report) -> Reading:
    return _reader().read(report)


def _settled(entry: Failure | Future[Reading]) -> Reading | Failure:
    return entry if isinstance(entry, Failure) else entry.result()


def _claim(
    report: Report,
    layers: Layers,
    frame: EventFrame,
    group: int,
    *,
    cast: Cast,
    places: Sequence[Place],
    times: Sequence[When],
    spoken: Sequence[Statement],
) -> Claim:
    actors, recipients = _actors(cast, frame.actors), _actors(cast, frame.recipients)
    chain = saying.chain(report, layers, spoken, frame.start, frame.end, outlets=_outlet_kind, referents=cast.actor)
    return Claim(
        id=_name(report, "claim", frame.start, frame.end, frame.type),
        event=Event(
            id=_name(report, "event", group),
            type=frame.type,
            mode=frame.mode,
            contexts=frame.contexts,
            trigger=report.quote(frame.start, frame.end),
        ),
        actors=actors,
        recipients=recipients,
        weapons=tuple(
            Weapon(start=w.start, end=w.end, text=w.text, id=f"weapon:{_slug(w.text)}", type=w.type)
            for w in frame.weapons
        ),
        place=where.pick(report, layers, _scenes(places, (*actors, *recipients), chain), frame.trigger),
        when=when.pick(report, layers, times, frame.trigger),
        toll=frame.toll,
        status=_status(frame.status, spoken, frame.start, frame.end),
        habitual=frame.habitual,
        chain=chain,
        evidence=_evidence(report, layers, frame, chain),
        confidence=round(frame.score, 3),
    )


def _scenes(places: Sequence[Place], sides: Sequence[Actor], chain: Sequence[Link]) -> tuple[Place, ...]:
    """Return the places where an event may have been: not its sides, nor those that its sources are named by.

    In "the Chad–Libya accord" Chad is no scene, nor is Gao where the governor of Gao says something.
    """
    starts = {side.start for side in sides}
    sources = [(link.start, link.end) for link in chain if link.start is not None and link.end is not None]
    return tuple(
        place
        for place in places
        if place.start not in starts and not any(first <= place.start < last for first, last in sources)
    )


def _completed(report: Report, layers: Layers, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return *claim* with what it leaves open filled from the nearest other claim on the same event.

    A report tells where and when once and leaves them out when it comes back to the event; who did it, it leaves
    out too, but one source's accusation is no other's: actors and recipients come from claims on the same chain
    alone. The cells keep pointing to the words they came from, and those words' sentences join the evidence.
    Tolls, status and chain are each claim's own.
    """
    at = claim.event.trigger.start
    others = sorted(
        (c for c in claims if c.event.id == claim.event.id and c.id != claim.id),
        key=lambda c: abs(c.event.trigger.start - at),
    )
    filled: dict[str, Any] = {}
    for field in ("actors", "recipients", "place", "when"):
        if not getattr(claim, field):
            voices = [o for o in others if field in {"place", "when"} or _same_voice(o, claim)]
            found = next((value for other in voices if (value := getattr(other, field))), None)
            if found:
                filled[field] = found
    if not filled:
        return claim
    starts = [a.start for key in ("actors", "recipients") for a in filled.get(key, ())]
    starts += [filled[key].start for key in ("place", "when") if key in filled]
    evidence = {(quote.start, quote.end): quote for quote in (*claim.evidence, *_sentences(report, layers, starts))}
    return replace(claim, **filled, evidence=tuple(evidence[span] for span in sorted(evidence)))


def _same_voice(one: Claim, other: Claim) -> bool:
    """Tell whether two claims hang from the same sources, and neither denies what the other asserts."""
    if (one.status == "denied") != (other.status == "denied"):
        return False
    return [link.source for link in one.chain] == [link.source for link in other.chain]


def _name(report: Report, *parts: object) -> str:
    """Return an id that the report and *parts* determine."""
    digest = sha256("\0".join([report.id, report.sha256, *map(str, parts)]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _actors(cast: Cast, phrases: Sequence[Fragment]) -> tuple[Actor, ...]:
    """Return who the phrases stand for, each actor once."""
    found: dict[str, Actor] = {}
    for start, end in phrases:
        actor = cast.actor(start, end)
        if actor is not None:
            found.setdefault(actor.id, actor)
    return tuple(found.values())


def _sides(report: Report, cast: Cast, phrase: Fragment) -> frozenset[str]:
    """Return who a phrase stands for, and the state or body that it belongs to; its words where nobody is known."""
    actor = cast.actor(*phrase)
    if actor is None:
        return frozenset(report.text[slice(*phrase)].casefold().split())
    state = {f"actor:{actor.country.lower()}"} if actor.country and actor.kind in STATE_KINDS else set()
    return frozenset({actor.id, *state, *([actor.part_of] if actor.part_of else [])})


def _outlet_kind(name: str) -> SourceKind | None:
    """Return what kind of medium a name is in the packaged table, for `sayso.saying`."""
    outlet = who.outlet(name)
    if outlet is None:
        return None
    return "agency" if outlet.kind == "agency" else "outlet"


def _places(report: Report, layers: Layers, cast: Cast) -> tuple[Place, ...]:
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


def _status(status: Status, spoken: Sequence[Statement], start: int, end: int) -> Status:
    """Return an event's status as its innermost statement leaves it: what a source denies, the claim denies."""
    holding = [s for s in spoken if any(a <= start and end <= b for a, b in s.content)]
    innermost = min(holding, key=lambda s: sum(b - a for a, b in s.content), default=None)
    return "denied" if innermost is not None and innermost.polarity == "denies" else status


def _evidence(report: Report, layers: Layers, frame: EventFrame, chain: Sequence[Link]) -> tuple[Quote, ...]:
    """Return the sentences that the claim stands on: the trigger's, and those that name its sources."""
    return _sentences(report, layers, [frame.start, *(link.start for link in chain if link.start is not None)])


def _sentences(report: Report, layers: Layers, offsets: Sequence[int]) -> tuple[Quote, ...]:
    found = {s for s in layers.sentences for offset in offsets if s[0] <= offset < s[1]}
    return tuple(report.quote(start, end) for start, end in sorted(found))


def _mentions(
    report: Report, layers: Layers, cast: Cast, places: Sequence[Place], times: Sequence[When]
) -> tuple[Mention, ...]:
    found = list(cast.mentions)
    found.extend(_place_mentions(report, layers, places))
    found.extend(_mention(time, "time", type=time.precision) for time in times)
    for thing in layers.things:
        quote = report.quote(thing.start, thing.end)
        kind = MENTION_THINGS[thing.label]
        entity = f"weapon:{_slug(quote.text)}" if kind == "weapon" else None
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
