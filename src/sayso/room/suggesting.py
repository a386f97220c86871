"""What selected words say of a field, as a correction is written: from the report's reading, else by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args

from sayso import when, where
from sayso.casefile.corrections import NONE
from sayso.claim import Actor, Claim, Harm, Place, Reading, Toll, When
from sayso.what.counts import counts

HARMS: tuple[str, ...] = get_args(Harm)
LONGEST = 300
"""Characters of words that can be a field."""


def suggested(reading: Reading, field: str, start: int, end: int) -> str:
    """Return what the words at ``[start, end)`` say of *field*, as `sayso.casefile.corrections.checked` reads it.

    Raise `ValueError` where there are no such words, or too many.
    """
    words = " ".join(reading.report.quote(start, end).text.split())
    if not words or len(words) > LONGEST:
        raise ValueError(f"select up to {LONGEST} characters")
    if field == "place":
        return _place(reading, words, start, end)
    if field == "when":
        return _when(reading, words, start, end)
    if field in HARMS:
        counted = _over([toll for claim in reading.claims for toll in claim.toll], start, end)
        return count_written(counted) if counted is not None else _number(words)
    if field in {"actors", "recipients"}:
        sides = [side for claim in reading.claims for side in (*claim.actors, *claim.recipients)]
        side = _over(sides, start, end)
        return party_written(side) if side is not None else _plain(words)
    return words


def written(claim: Claim, field: str) -> str:
    """Return what *claim* has in *field* as a correction is written."""
    if field in {"type", "mode"}:
        return getattr(claim.event, field) or NONE
    if field == "status":
        return claim.status
    if field == "place":
        return place_written(claim.place)
    if field == "when":
        return when_written(claim.when)
    if field in HARMS:
        return count_written(next((toll for toll in claim.toll if toll.harm == field), None))
    return "; ".join(party_written(side) for side in getattr(claim, field)) or NONE


def place_written(place: Place | None) -> str:
    """Return ``Name@latitude,longitude,COUNTRY`` as far as it is known."""
    if place is None:
        return NONE
    name = (place.name or place.text).replace("@", " ")
    if place.lat is None or place.lon is None:
        return name
    return f"{name}@{place.lat:g},{place.lon:g}" + (f",{place.country}" if place.country else "")


def when_written(time: When | None) -> str:
    """Return one day, or two with a slash between."""
    if time is None or (time.earliest is None and time.latest is None):
        return NONE
    first, last = time.earliest or time.latest, time.latest or time.earliest
    return f"{first}" if first == last else f"{first}/{last}"


def count_written(toll: Toll | None) -> str:
    """Return ``9``, ``9-14``, ``9-`` or ``-14``."""
    if toll is None or (toll.low, toll.high) == (None, None):
        return NONE if toll is None or toll.best is None else str(toll.best)
    if toll.low == toll.high:
        return str(toll.low)
    return f"{'' if toll.low is None else toll.low}-{'' if toll.high is None else toll.high}"


def party_written(side: Actor) -> str:
    """Return ``Name (kind, COUNTRY)`` as far as it is known."""
    about = ", ".join(part for part in (side.kind, side.country) if part)
    return _plain(side.name) + (f" ({about})" if about else "")


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[;()]", " ", name).split()) or NONE


def _place(reading: Reading, words: str, start: int, end: int) -> str:
    found = _over([*reading.places, *(c.place for c in reading.claims if c.place)], start, end)
    if found is not None and found.lat is not None:
        return place_written(found)
    alone = where.resolve_names([words])
    return place_written(alone[0]) if alone else words.replace("@", " ")


def _number(words: str) -> str:
    """Return the first count in *words*, with the bounds that they set."""
    found = next((c for c in counts(words) if (c.low, c.high) != (None, None)), None)
    if found is None:
        return words
    if found.low == found.high:
        return str(found.low)
    return f"{'' if found.low is None else found.low}-{'' if found.high is None else found.high}"


def _when(reading: Reading, words: str, start: int, end: int) -> str:
    found = _over([*reading.times, *(c.when for c in reading.claims if c.when)], start, end)
    if found is None or when_written(found) == NONE:
        found = next(iter(when.read(words, published=reading.report.published)), None)
    return words if when_written(found) == NONE else when_written(found)


def _over(quotes: Iterable[Any], start: int, end: int) -> Any:
    """Return the one of *quotes* that has most of ``[start, end)``, and least beside it."""
    shared = [(min(q.end, end) - max(q.start, start), q.start - q.end, q) for q in quotes]
    best = max((entry for entry in shared if entry[0] > 0), key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None else None
