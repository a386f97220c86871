"""Why a claim says what it says: for each cell the words that it goes by and the step that took them for it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claim import Actor, Claim, Place, Reason, Toll, When
from sayso.model.layers import Layers
from sayso.report import Quote, Report
from sayso.what import EventFrame

NOWHERE = Quote(start=0, end=0, text="")


def reasons(report: Report, layers: Layers, frame: EventFrame, own: Claim, claim: Claim) -> tuple[Reason, ...]:
    """Return the reasons for the cells of *claim*, in the order of its fields.

    *frame* is the event as its own words tell it, *own* the claim before it was completed from others on the event.
    """

    def because(cell: str, step: str, quote: Quote) -> Reason:
        return Reason(start=quote.start, end=quote.end, text=quote.text, cell=cell, step=step)

    def found() -> Iterator[Reason]:
        event = claim.event
        yield because("event.type", f"{event.type} by {frame.why}", event.trigger)
        if event.mode is not None:
            weapon = next((w for w in claim.weapons if w.type is not None), None)
            step = "the trigger's own mode" if weapon is None else "the trigger's mode, or the weapon's"
            yield because("event.mode", f"{event.mode}: {step}", weapon or event.trigger)
        by = dict(frame.by)
        for cell, actors, had in (
            ("actors", claim.actors, own.actors),
            ("recipients", claim.recipients, own.recipients),
        ):
            for number, actor in enumerate(actors):
                step = by.get((actor.start, actor.end), "argument of the event") if had else TAKEN_OVER
                yield because(f"{cell}[{number}]", f"{step}; {_resolved(actor)}", actor)
        for number, weapon in enumerate(claim.weapons):
            step = by.get((weapon.start, weapon.end), "the weapon table, in the event's clause")
            yield because(f"weapons[{number}]", f"{step}; type {weapon.type or 'unknown'}", weapon)
        if claim.place is not None:
            step = _near(layers, own, claim.place) if own.place else TAKEN_OVER
            yield because("place", f"{step}; {_located(claim.place)}", claim.place)
        if claim.when is not None:
            step = _near(layers, own, claim.when) if own.when else TAKEN_OVER
            yield because("when", f"{step}; {_dated(report, claim.when)}", claim.when)
        for number, toll in enumerate(claim.toll):
            yield because(f"toll[{number}]", _counted(toll), toll)
        yield because("status", _stood(layers, frame, claim), event.trigger)
        for number, link in enumerate(claim.chain):
            quote = NOWHERE if link.start is None or link.end is None else report.quote(link.start, link.end)
            cue = "the report's outlet" if link.cue is None and link.start is None else "named as a source"
            if link.cue is not None:
                cue = f"source of what is said with “{link.cue.text}”" + (", carried on" if link.inherited else "")
            yield because(f"chain[{number}]", cue, quote)
        yield because("confidence", f"{claim.confidence}", event.trigger)

    return tuple(found())


TAKEN_OVER = "told by another claim on the same event and the same word"


def _resolved(actor: Actor) -> str:
    kind = actor.kind or "of unknown kind"
    if actor.id.startswith("report:"):
        return f"known from this report alone ({kind})"
    return f"{actor.name} ({kind}), the table's {actor.id}"


def _near(layers: Layers, own: Claim, quote: Quote) -> str:
    def sentence(offset: int) -> int:
        return next((n for n, (start, end) in enumerate(layers.sentences) if start <= offset < end), -1)

    apart = sentence(own.event.trigger.start) - sentence(quote.start)
    if not apart:
        return "told in the event's own sentence"
    return "carried on from " + ("the sentence before" if apart == 1 else "another sentence")


def _located(place: Place) -> str:
    if place.geonameid is None:
        return "not in the gazetteer, so without coordinates"
    parts = [part for part in (place.name, place.admin2, place.admin1, place.country) if part]
    return f"GeoNames {place.geonameid}: {', '.join(dict.fromkeys(parts))} (precision: {place.precision})"


def _dated(report: Report, when: When) -> str:
    days = "unknown days" if when.earliest is None else f"{when.earliest} to {when.latest}"
    anchor = f", counted from the day of publication, {report.published}" if when.anchored else ""
    return f"{when.value or 'no value'} ({days}, precision: {when.precision}){anchor}"


def _counted(toll: Toll) -> str:
    bounds = ", ".join(f"{name} {n if n is not None else 'open'}" for name, n in _bounds(toll))
    return f"{toll.harm}: {bounds}" + (f"; {toll.who}" if toll.who else "")


def _bounds(toll: Toll) -> tuple[tuple[str, int | None], ...]:
    return ("low", toll.low), ("best", toll.best), ("high", toll.high)


def _stood(layers: Layers, frame: EventFrame, claim: Claim) -> str:
    word = layers.words[frame.trigger]
    if claim.status != frame.status:
        return f"{claim.status}: its source denies what is said here"
    chance = dict(word.statuses).get(claim.status, 0.0)
    return f"{claim.status} by tense, negation and what governs the word, and by the encoder ({chance:.2f})"
