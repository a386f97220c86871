"""Judgements and the claims that they are of, in whatever reading of the report there is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from sayso.casefile.corrections import corrected
from sayso.casefile.judgements import Anchor, Judgement, in_force, judgements
from sayso.casefile.store import Case
from sayso.claim import Claim

HALF = 0.5
"""The share of the evidence that a claim must have in common with an anchor whose trigger no claim has."""


def claim_of(anchor: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """Return the one of a report's *claims* that *anchor* is of, ``None`` where there is none.

    It is the claim of that id; else one whose trigger shares characters with the anchor's, of the same type where
    there is one; else the one of the same type that stands on most of the same evidence, half of it at least.
    """
    for claim in claims:
        if claim.id == anchor.claim:
            return claim
    touching = [claim for claim in claims if _shared([anchor.trigger], [_trigger(claim)])]
    if touching:
        return min(touching, key=lambda claim: (claim.event.type != anchor.type, _trigger(claim), claim.id))
    whole = sum(end - start for start, end in anchor.evidence)
    shares = [
        (_shared(anchor.evidence, _evidence(claim)), claim) for claim in claims if claim.event.type == anchor.type
    ]
    best = max(shares, key=lambda pair: (pair[0], pair[1].id), default=None)
    return best[1] if best is not None and whole and best[0] >= HALF * whole else None


def _trigger(claim: Claim) -> tuple[int, int]:
    return claim.event.trigger.start, claim.event.trigger.end


def _evidence(claim: Claim) -> list[tuple[int, int]]:
    return [(quote.start, quote.end) for quote in claim.evidence]


def _shared(some: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]) -> int:
    """Return how many characters two sets of spans have in common; the spans of one set lie apart."""
    return sum(max(0, min(end, last) - max(start, first)) for start, end in some for first, last in others)


class Listed(Judgement, frozen=True, kw_only=True):
    """A judgement, and those of its claims that are in no reading any more."""

    unmatched: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements of a case that count, ready to be laid over its claims."""

    all: tuple[Judgement, ...]
    by_report: dict[str, list[tuple[Judgement, Anchor]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, case: Case, *, until: int | None = None) -> Judged:
        """Return the judgements of *case*, up to entry *until* of the log, without those that were taken back."""
        return cls.these(in_force(one for one in judgements(case) if until is None or one.number <= until))

    @classmethod
    def these(cls, chosen: Iterable[Judgement]) -> Judged:
        """Return the judgements *chosen*."""
        judged = cls(tuple(chosen))
        for judgement in judged.all:
            for anchor in judgement.claims:
                judged.by_report[anchor.report].append((judgement, anchor))
        return judged

    def attached(self, report: str, claims: Sequence[Claim]) -> dict[str, list[Judgement]]:
        """Return the judgements of each of *claims*, of the report with that sha256, by the claim's id."""
        found: dict[str, list[Judgement]] = {}
        for judgement, anchor in self.by_report.get(report, ()):
            claim = claim_of(anchor, claims)
            if claim is not None:
                found.setdefault(claim.id, []).append(judgement)
        return found

    def over(self, report: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Return *claims* as people left them: corrected, and without those that were rejected at last."""
        if report not in self.by_report:
            return tuple(claims)
        attached = self.attached(report, claims)
        return tuple(
            laid_over(claim, attached.get(claim.id, ())) for claim in claims if stands(attached.get(claim.id, ()))
        )


def stands(said: Iterable[Judgement]) -> bool:
    """Tell whether a claim of which that was *said*, in that order, was not rejected at last."""
    verdicts = [judgement.verb for judgement in said if judgement.verb in {"confirm", "reject"}]
    return not verdicts or verdicts[-1] == "confirm"


def laid_over(claim: Claim, said: Iterable[Judgement]) -> Claim:
    """Return *claim* with all that was corrected, the last word on each field holding."""
    for judgement in said:
        if judgement.verb == "correct":
            claim = corrected(claim, judgement.changes, words=judgement.words)
    return claim


def claims_now(case: Case, anchors: Sequence[Anchor]) -> dict[Anchor, str | None]:
    """Return the id that the claim of each anchor has now, ``None`` where no claim is left that it fits."""
    found: dict[Anchor, str | None] = {}
    claims: dict[str, Sequence[Claim]] = {}
    for anchor in anchors:
        if anchor.report not in claims:
            number = case.number_of(anchor.report)
            claims[anchor.report] = () if number is None else case.readings(after=number - 1, limit=1)[0][1].claims
        claim = claim_of(anchor, claims[anchor.report])
        found[anchor] = None if claim is None else claim.id
    return found


def listed(case: Case) -> Iterator[Listed]:
    """Yield all judgements, the oldest first, each with those of its claims that are in no reading any more."""
    for judgement in judgements(case):
        now = claims_now(case, (*judgement.claims, *judgement.rest))
        lost = tuple(anchor for anchor, claim in now.items() if claim is None)
        yield Listed(**msgspec.structs.asdict(judgement), unmatched=lost)
