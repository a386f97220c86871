"""Accounts of a case file: its incidents as last gathered, with their claims as people left them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sayso.casefile import Case
from sayso.casefile.attaching import Judged
from sayso.casefile.gathered import current
from sayso.casefile.gathering import each_copies, incidents
from sayso.claim import Claim
from sayso.export.account import Account, Told
from sayso.incident import Incident
from sayso.report import Report


def accounts(case: Case, *, only: Collection[str] | None = None, alone: bool = False) -> Iterator[Account]:
    """Yield an account for each incident of *case*, or those with the ids *only*, a page at a time in memory.

    A report that was taken from another one speaks with that one's voice. With *alone* incidents and claims
    are as the machine alone made them.
    """
    judged = Judged.these(()) if alone else Judged.of(case)
    gathering = current(case, alone=alone)
    held = each_copies(case, gathering=gathering)
    origins = {report: copies.root for copies in held for report in (copies.root, *copies.members)}
    after = -1
    while page := incidents(case, after=after, gathering=gathering):
        after = page[-1][0]
        some = [incident for _, incident in page if only is None or incident.id in only]
        yield from _described(case, judged, some, origins)


def _described(case: Case, judged: Judged, some: Sequence[Incident], origins: Mapping[str, str]) -> Iterator[Account]:
    claims = case.claims(claim for incident in some for part in incident.reports for claim in part.claims)
    for incident in some:
        held = [claims[claim] for part in incident.reports for claim in part.claims if claim in claims]
        told = tuple(
            Told(report=report, claim=_as_judged(case, judged, report, claim), origin=origins.get(report.id))
            for report, claim in held
        )
        if told:
            yield Account(id=incident.id, told=told, incident=incident)


def _as_judged(case: Case, judged: Judged, report: Report, claim: Claim) -> Claim:
    if report.sha256 not in judged.by_report:
        return claim
    whole = judged.over(report.sha256, case.reading(report.id).claims)
    return next((one for one in whole if one.id == claim.id), claim)
