"""What the claims of an incident say of each field, where they agree and where they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

from sayso.casefile.linking_gist import actor_key, spot
from sayso.casefile.scoring import agreement
from sayso.casefile.standing_voices import Voice
from sayso.claim import Actor, Claim, Place, When
from sayso.incident import Days, Field, Party, Scene, Value

Told = tuple[Claim, Voice]
Alike = Callable[[Any, Any], bool]


def fields(told: Sequence[Told]) -> dict[str, Field]:
    """Return the fields other than the toll that some claim fills, by name."""
    found = {
        "type": _field(told, lambda c: c.event.type, lambda c: c.event.type, lambda a, b: a == b),
        "mode": _field(told, lambda c: c.event.mode, lambda c: c.event.mode, lambda a, b: a == b),
        "status": _field(told, lambda c: c.status, lambda c: c.status, lambda a, b: a == b),
        "actors": _field(told, lambda c: _names(c.actors), lambda c: _keys(c.actors), _share),
        "recipients": _field(told, lambda c: _names(c.recipients), lambda c: _keys(c.recipients), _share),
        "weapons": _field(told, _weapons, _weapons, _share),
        "place": _field(told, lambda c: c.place and (c.place.name or c.place.text), lambda c: c.place, _near),
        "when": _field(told, _interval, _interval, _overlap),
    }
    return {name: field for name, field in found.items() if field is not None}


def _field(
    told: Sequence[Told], shown: Callable[[Claim], Any], compared: Callable[[Claim], Any], alike: Alike
) -> Field | None:
    """Return a field: *shown* is a claim's value for people, *compared* what *alike* tells apart."""
    by_value: dict[tuple[Any, str | None, tuple[str, ...]], list[str]] = defaultdict(list)
    keys: dict[Any, Any] = {}
    for claim, voice in told:
        value = shown(claim)
        if value:
            keys.setdefault(value, compared(claim))
            by_value[value, voice.source, voice.chain].append(claim.id)
    if not by_value:
        return None
    values = tuple(
        Value(
            value=list(value) if isinstance(value, tuple) else value, claims=tuple(claims), source=source, chain=chain
        )
        for (value, source, chain), claims in by_value.items()
    )
    if len(by_value) == 1:
        return Field(agreement="alone", values=values)
    agree = all(alike(a, b) for a, b in combinations(keys.values(), 2))
    return Field(agreement="agree" if agree else "differ", values=values)


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.name for actor in actors))


def _keys(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(key for actor in actors if (key := actor_key(actor)) is not None)


def _weapons(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(weapon.type or weapon.text for weapon in claim.weapons))


def _share(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two sets share a member; who has no name ("gunmen") contradicts nobody."""
    first, second = set(one), set(other)
    return not first or not second or bool(first & second)


def _near(one: Place, other: Place) -> bool:
    first, second = spot(one), spot(other)
    return first is None or second is None or agreement(first, second) >= 0


def _interval(claim: Claim) -> tuple[str | None, str | None] | None:
    when = claim.when
    if when is None or (when.earliest is None and when.latest is None):
        return None
    return tuple(day.isoformat() if day else None for day in (when.earliest, when.latest))  # type: ignore[return-value]


def _overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    starts = [day for day in (one[0], other[0]) if day is not None]
    ends = [day for day in (one[1], other[1]) if day is not None]
    return not starts or not ends or max(starts) <= min(ends)


def scene(told: Sequence[Told]) -> Scene | None:
    """Return the place on which most roots agree, the most precise of equals."""
    by_key: dict[str, set[str]] = defaultdict(set)
    places: dict[str, Place] = {}
    for claim, voice in told:
        found = spot(claim.place)
        if found is not None and claim.place is not None:
            by_key[found.key].add(voice.root)
            held = places.get(found.key)
            if held is None or found.rank > (spot(held) or found).rank:
                places[found.key] = claim.place
    if not places:
        return next((Scene(name=c.place.name or c.place.text) for c, _ in told if c.place is not None), None)

    def support(key: str) -> tuple[int, int, str]:
        """Count the roots of this place and of the wider ones that hold it."""
        mine = spot(places[key])
        roots = set(by_key[key])
        for other, place in places.items():
            theirs = spot(place)
            if mine and theirs and theirs.rank < mine.rank and agreement(mine, theirs) > 0:
                roots |= by_key[other]
        return len(roots), mine.rank if mine else 0, key

    place = places[max(places, key=support)]
    return Scene(
        name=place.name, geonameid=place.geonameid, lat=place.lat, lon=place.lon, country=place.country,
        admin1=place.admin1, admin2=place.admin2, precision=place.precision,
    )  # fmt: skip


def days(told: Sequence[Told]) -> Days | None:
    """Return the interval of days that most roots can agree on; of equals the narrowest, then what more of them say."""
    known: list[tuple[When, str]] = [
        (claim.when, voice.root)
        for claim, voice in told
        if claim.when is not None and (claim.when.earliest or claim.when.latest)
    ]
    if not known:
        return None

    def support(when: When) -> tuple[int, int, int, str]:
        agreeing = {(root, _ends(other)) for other, root in known if _overlap(_ends(when), _ends(other))}
        return len({root for root, _ in agreeing}), -_width(when), len(agreeing), when.edtf or ""

    best = max((when for when, _ in known), key=support)
    return Days(earliest=best.earliest, latest=best.latest, edtf=best.edtf, precision=best.precision)


def _ends(when: When) -> tuple[str | None, str | None]:
    return (
        when.earliest.isoformat() if when.earliest else None,
        when.latest.isoformat() if when.latest else None,
    )


def _width(when: When) -> int:
    return (when.latest - when.earliest).days if when.earliest and when.latest else 10**6


def parties(told: Sequence[Told], role: str) -> tuple[Party, ...]:
    """Return who is named as ``actors`` or ``recipients``, those that more claims name first."""
    counts: Counter[str] = Counter()
    found: dict[str, Party] = {}
    for claim, _ in told:
        for actor in getattr(claim, role):
            key = actor_key(actor) or f"unnamed:{actor.name.casefold()}"
            counts[key] += 1
            found.setdefault(key, Party(id=key, name=actor.name, kind=actor.kind, country=actor.country))
    return tuple(found[key] for key in sorted(counts, key=lambda key: (key.startswith("unnamed:"), -counts[key], key)))
