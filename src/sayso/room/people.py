"""What people said of claims, as far as the one who looks may know it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Literal

import msgspec

from sayso.casefile import Case, log
from sayso.casefile.attaching import Judged, claim_of, laid_over
from sayso.casefile.judgements import Judgement, in_force
from sayso.claim import Claim, Reading

OF_CLAIMS = frozenset({"confirm", "reject", "correct"})
Verdict = Literal["confirmed", "rejected"]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one claim: the last verdict, the fields that were corrected, comments, and by whom.

    ``mine`` is the looker's own last judgement of it, which can be taken back.
    """

    verdict: Verdict | None = None
    changed: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    comments: tuple[Judgement, ...] = ()
    mine: Judgement | None = None
    judged_by_me: bool = False


class Counts:
    """How many reports and claims each case has, counted anew where its log has grown."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[int, dict[str, int]]] = {}

    def of(self, case: Case) -> dict[str, int]:
        """Return what `Case.counts` counts."""
        last, _ = log.head(case.database)
        held = self._held.get(case.name)
        if held is None or held[0] != last:
            before = held[1] if held is not None and _only_judged(case, held[0]) else None
            held = (last, before or case.counts())
            self._held[case.name] = held
        return held[1]


def _only_judged(case: Case, after: int) -> bool:
    """Tell whether nothing but judgements came in after entry *after* of the log."""
    sql = "SELECT 1 FROM log WHERE number > ? AND kind != 'judgement' LIMIT 1"
    return not case.database.query(sql, (after,))


class Judgements:
    """The judgements of each case; only what was added since the last look is read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, tuple[int, list[Judgement]]] = {}

    def all(self, case: Case) -> list[Judgement]:
        """Return all judgements of *case*, those that were taken back too, the oldest first."""
        with self._lock:
            after, held = self._held.get(case.name, (0, []))
            last = case.database.query("SELECT max(number) FROM log WHERE kind = 'judgement'")[0][0]
            if last is not None and int(last) > after:
                held = [*held, *(_judgement(entry) for entry in log.entries(case.database, kind="judgement",
                                                                            after=after))]  # fmt: skip
                self._held[case.name] = (int(last), held)
            return held

    def seen_by(self, case: Case, name: str, *, blind: bool) -> Judged:
        """Return the judgements that count and that *name* may know: their own alone where they are *blind*."""
        return Judged.these(one for one in in_force(self.all(case)) if not blind or one.by == name)

    def since(self, case: Case, entry: int) -> int:
        """Return how many judgements were added after *entry* of the log."""
        return sum(one.number > entry for one in self.all(case))


def _judgement(entry: log.Entry) -> Judgement:
    held = msgspec.json.decode(entry.payload, type=Judgement)
    return msgspec.structs.replace(held, number=entry.number, at=entry.at)


def overlaid(reading: Reading, judged: Judged, *, name: str) -> tuple[Reading, dict[str, Said]]:
    """Return *reading* with its claims as corrected, rejected ones too, and what was said of each."""
    sha256 = reading.report.sha256
    if sha256 not in judged.by_report:
        return reading, {}
    attached = judged.attached(sha256, reading.claims)
    claims = tuple(laid_over(claim, attached.get(claim.id, ())) for claim in reading.claims)
    said = {claim: _said(judgements, name) for claim, judgements in attached.items()}
    return msgspec.structs.replace(reading, claims=claims), said


def _said(judgements: Sequence[Judgement], name: str) -> Said:
    verdicts = [one.verb for one in judgements if one.verb in {"confirm", "reject"}]
    mine = [one for one in judgements if one.by == name]
    return Said(
        verdict=None if not verdicts else "confirmed" if verdicts[-1] == "confirm" else "rejected",
        changed=tuple(dict.fromkeys(field for one in judgements for field in one.changes)),
        by=tuple(dict.fromkeys(one.by for one in judgements if one.verb in OF_CLAIMS)),
        comments=tuple(one for one in judgements if one.verb == "comment"),
        mine=mine[-1] if mine else None,
        judged_by_me=any(one.verb in OF_CLAIMS for one in mine),
    )


def judged_claims(case: Case, judged: Judged, *, by: str) -> set[str]:
    """Return the ids of the claims that *by* confirmed, rejected or corrected, in the readings that there are now."""
    anchors = [a for one in judged.all if one.by == by and one.verb in OF_CLAIMS for a in one.claims]
    ids = {anchor.claim for anchor in anchors}
    known = case.claims(ids)
    found = {name for name in ids if name in known}
    for anchor in anchors:
        if anchor.claim not in known:
            number = case.number_of(anchor.report)
            claims: Sequence[Claim] = () if number is None else case.readings(after=number - 1, limit=1)[0][1].claims
            claim = claim_of(anchor, claims)
            if claim is not None:
                found.add(claim.id)
    return found
