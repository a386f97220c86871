"""How far two people agree on what reports say: Cohen's kappa and Krippendorff's alpha, field by field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, get_args

import msgspec

from sayso.casefile.attaching import Judged, laid_over, stands
from sayso.casefile.store import Case
from sayso.claim import Claim, Harm
from sayso.errors import NotInCase
from sayso.report import Report

MACHINE = "machine"
"""The name that stands for the claims as they were read."""
Distance = Callable[[Any, Any], float]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What two coders make of one field of one claim, where it is not the same."""

    report: str
    claim: str
    words: str
    field: str
    first: Any
    second: Any


class FieldAgreement(msgspec.Struct, frozen=True, kw_only=True):
    """How two coders agree on one field.

    ``units`` is how many claims both coded; ``agreed`` the share on which they gave the same value. ``kappa`` is
    Cohen's (1960), ``alpha`` Krippendorff's (2011) at the field's ``level``; ``None`` where the values don't vary, so
    that agreement beyond chance is not defined.
    """

    field: str
    level: str
    units: int
    agreed: float | None
    kappa: float | None
    alpha: float | None


class AgreementReport(msgspec.Struct, frozen=True, kw_only=True):
    """How far two coders agree, and on what they differ."""

    first: str
    second: str
    claims: int
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two coders' values, a pair a unit; ``None`` where chance alone would agree on all.

    Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20.
    """
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(one == other for one, other in pairs) / total
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ours[value] * theirs[value] for value in ours) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def nominal(one: Any, other: Any) -> float:
    """Values are the same or not."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Values differ by their distance, squared."""
    return float(one - other) ** 2


def ratio(one: float, other: float) -> float:
    """Values differ by their distance in proportion to their sum, squared: 10 to 20 as 100 to 200."""
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def krippendorff_alpha(units: Iterable[Sequence[Any]], *, distance: Distance = nominal) -> float | None:
    """Return Krippendorff's alpha; each of *units* is the values that its coders gave, those who gave none left out.

    ``None`` where no unit has two values or all values are the same. Krippendorff, K. (2011): Computing
    Krippendorff's Alpha-Reliability, section C to E.
    """
    paired = [list(values) for values in units if len(values) > 1]
    pool = [value for values in paired for value in values]
    if not pool:
        return None
    observed = sum(
        2 * sum(distance(one, other) for one, other in combinations(values, 2)) / (len(values) - 1) for values in paired
    ) / len(pool)
    counts = list(Counter(pool).items())
    apart = sum(2 * n * m * distance(one, other) for (one, n), (other, m) in combinations(counts, 2))
    expected = apart / (len(pool) * (len(pool) - 1)) if len(pool) > 1 else 0.0
    return None if expected == 0 else 1 - observed / expected


def _place(claim: Claim) -> Hashable:
    return (claim.place.name or claim.place.text).casefold() if claim.place else None


def _when(claim: Claim) -> Hashable:
    return (claim.when.earliest, claim.when.latest) if claim.when else None


def _names(field: str) -> Callable[[Claim], Hashable]:
    return lambda claim: tuple(sorted({side.name.casefold() for side in getattr(claim, field)}))


def _toll(harm: str) -> Callable[[Claim], Hashable]:
    def count(claim: Claim) -> float | None:
        found = next((toll for toll in claim.toll if toll.harm == harm), None)
        bounds = [] if found is None else [bound for bound in (found.low, found.high) if bound is not None]
        if found is not None and found.best is not None:
            return float(found.best)
        return sum(bounds) / len(bounds) if bounds else None

    return count


FIELDS: Mapping[str, tuple[str, Distance, Callable[[Claim], Hashable]]] = {
    "type": ("nominal", nominal, lambda claim: claim.event.type),
    "mode": ("nominal", nominal, lambda claim: claim.event.mode),
    "status": ("nominal", nominal, lambda claim: claim.status),
    "actors": ("nominal", nominal, _names("actors")),
    "recipients": ("nominal", nominal, _names("recipients")),
    "place": ("nominal", nominal, _place),
    "when": ("nominal", nominal, _when),
    **{harm: ("ratio", ratio, _toll(harm)) for harm in get_args(Harm)},
}
"""Fields → level of measurement, how far two values are apart, and the value of a claim. A toll is compared by its
best count, else by the middle of its bounds; a claim without one has no value there."""


def coders(case: Case) -> tuple[str, ...]:
    """Return who judged claims of *case*, in the order of their first judgement."""
    return tuple(dict.fromkeys(one.by for one in Judged.of(case).all if one.verb in {"confirm", "reject", "correct"}))


def agreement(case: Case, first: str, second: str) -> AgreementReport:
    """Return how far *first* and *second* agree on the claims that both confirmed, rejected or corrected.

    ``machine`` is who leaves each claim as it was read. The field ``kept`` is whether the report says so at all; the
    others are compared on claims that both keep. Raise `NotInCase` where one judged nothing.
    """
    judged = Judged.of(case)
    for coder in (first, second):
        if coder != MACHINE and not any(one.by == coder for one in judged.all):
            known = ", ".join(coders(case)) or "nobody yet"
            remedy = f"These did: {known}. {MACHINE} stands for the claims as they were read."
            raise NotInCase(f"{coder} judged nothing", source=case.name, remedy=remedy)
    values: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    differences: list[Difference] = []
    units = 0
    for sha256 in judged.by_report:
        if case.number_of(sha256) is None:
            continue
        report = case.report(sha256)
        reading = case.reading(report.id)
        said = judged.attached(sha256, reading.claims)
        for claim in reading.claims:
            both = [_coded(claim, said.get(claim.id, ()), coder) for coder in (first, second)]
            if both[0] is None or both[1] is None:
                continue
            units += 1
            for field, one, other in _compared(both[0], both[1]):
                values[field].append((one, other))
                if one != other:
                    differences.append(_difference(report, claim, field, one, other))
    fields = tuple(_of_field(field, values[field]) for field in ("kept", *FIELDS) if values[field])
    return AgreementReport(first=first, second=second, claims=units, fields=fields, differences=tuple(differences))


def _coded(claim: Claim, said: Sequence[Any], coder: str) -> tuple[bool, Claim] | None:
    """Return whether *coder* keeps *claim*, and as what; ``None`` where the coder did not look at it."""
    if coder == MACHINE:
        return True, claim
    mine = [one for one in said if one.by == coder and one.verb in {"confirm", "reject", "correct"}]
    return (stands(mine), laid_over(claim, mine)) if mine else None


def _compared(one: tuple[bool, Claim], other: tuple[bool, Claim]) -> Iterable[tuple[str, Any, Any]]:
    yield "kept", one[0], other[0]
    if one[0] and other[0]:
        for field, (level, _, value) in FIELDS.items():
            ours, theirs = value(one[1]), value(other[1])
            # A toll that neither sees is nothing that they agree on.
            if level == "nominal" or ours is not None or theirs is not None:
                yield field, ours, theirs


def _of_field(field: str, pairs: Sequence[tuple[Any, Any]]) -> FieldAgreement:
    level, distance, _ = FIELDS.get(field, ("nominal", nominal, None))
    if level != "nominal":
        given = [[value for value in pair if value is not None] for pair in pairs]
    else:
        given = [list(pair) for pair in pairs]
    alpha = krippendorff_alpha(given, distance=distance)
    kappa = cohen_kappa(pairs)
    return FieldAgreement(
        field=field,
        level=level,
        units=len(pairs),
        agreed=round(sum(one == other for one, other in pairs) / len(pairs), 4) if pairs else None,
        kappa=None if kappa is None else round(kappa, 4),
        alpha=None if alpha is None else round(alpha, 4),
    )


def _difference(report: Report, claim: Claim, field: str, one: Any, other: Any) -> Difference:
    return Difference(
        report=report.id, claim=claim.id, words=claim.event.trigger.text, field=field, first=one, second=other
    )
