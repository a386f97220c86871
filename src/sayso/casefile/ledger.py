"""The toll ledger: what each source says of the killed, injured, detained, displaced and missing.

Figures are kept beside each other; none is averaged, and the lowest and the highest are those that somebody gave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from sayso.casefile.standing_voices import Voice
from sayso.claim import Claim, Toll
from sayso.incident import Agreement, Field, Value

Told = tuple[Claim, Voice]
Bounds = tuple[int | None, int | None]


def ledger(told: Sequence[Told]) -> dict[str, Field]:
    """Return a field for each kind of harm that the claims count, from those that nobody in them denies."""
    by_harm: dict[str, list[tuple[Bounds, Told]]] = defaultdict(list)
    for claim, voice in told:
        if claim.status == "denied":
            continue
        for harm, toll in _largest(claim).items():
            by_harm[harm].append(((toll.low, toll.high), (claim, voice)))
    return {harm: _field(entries) for harm, entries in sorted(by_harm.items())}


def _largest(claim: Claim) -> dict[str, Toll]:
    """Return a claim's largest toll of each harm: smaller ones beside it count a part of the same ("two children")."""
    found: dict[str, Toll] = {}
    for toll in claim.toll:
        if (toll.low, toll.high) == (None, None):
            continue
        held = found.get(toll.harm)
        if held is None or _size(toll) > _size(held):
            found[toll.harm] = toll
    return found


def _size(toll: Toll) -> int:
    return max(number for number in (toll.low, toll.best, toll.high, 0) if number is not None)


def _field(entries: Sequence[tuple[Bounds, Told]]) -> Field:
    by_source: dict[tuple[Bounds, str | None, tuple[str, ...]], list[str]] = defaultdict(list)
    for bounds, (claim, voice) in entries:
        by_source[bounds, voice.source, voice.chain].append(claim.id)
    values = [
        Value(value=list(bounds), claims=tuple(claims), source=source, chain=chain)
        for (bounds, source, chain), claims in by_source.items()
    ]
    given = {bounds for bounds, _ in entries}
    numbers = [number for bounds in given for number in bounds if number is not None]
    return Field(
        agreement=_agreement(given, {source for _, source, _ in by_source}),
        low=min(numbers),
        high=max(numbers),
        values=tuple(sorted(values, key=lambda value: (_order(value.value), value.source or "", value.claims))),
    )


def _order(value: list[int | None]) -> tuple[int, int]:
    low, high = value
    return (low if low is not None else -1, high if high is not None else 10**12)


def _agreement(given: set[Bounds], sources: set[str | None]) -> Agreement:
    if len(sources) == 1 and len(given) == 1:
        return "alone"
    return "agree" if all(meet(a, b) for a, b in combinations(sorted(given, key=str), 2)) else "differ"


def meet(one: Bounds, other: Bounds) -> bool:
    """Tell whether two counts can both be true; a bound that is ``None`` is open.

    >>> meet((9, 9), (9, 14)), meet((9, 9), (14, None))
    (True, False)
    """
    lows = [bounds[0] for bounds in (one, other) if bounds[0] is not None]
    highs = [bounds[1] for bounds in (one, other) if bounds[1] is not None]
    return not lows or not highs or max(lows) <= min(highs)
