"""What an incident is, from its claims, and how it stands: who says so, how many of them, and who says that it is not.

The standing is the first row of the table of rules (``data/standing.toml``, or a user's own) that holds.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from sayso.casefile.ledger import ledger
from sayso.casefile.standing_fields import days, fields, parties, scene
from sayso.casefile.standing_voices import Origins, Voice, independent, origins, speaks_for, voice
from sayso.claim import Claim, Status
from sayso.errors import Malformed
from sayso.incident import Copies, Group, Incident, Part, Standing
from sayso.report import Report

ASSERTS = frozenset({"occurred", "ongoing"})
Told = tuple[Claim, Voice]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row: the standing that holds where every measure is at least, and at most, what the row says."""

    name: str
    standing: Standing
    at_least: dict[str, int] = {}
    at_most: dict[str, int] = {}

    def holds(self, measures: Mapping[str, int]) -> bool:
        """Tell whether the row applies."""
        return all(measures[name] >= least for name, least in self.at_least.items()) and all(
            measures[name] <= most for name, most in self.at_most.items()
        )


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table: how independent sources are counted, and the rows in their order."""

    own_origins: bool
    rule: tuple[Rule, ...]


MEASURES = ("asserting", "denying", "admitting", "reports", "tolls_apart", "blamed")


@cache
def packaged() -> Rules:
    """Return the packaged table."""
    text = files("sayso.casefile").joinpath("data", "standing.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Rules)


def load_rules(path: Path) -> Rules:
    """Return a user's table. Raise `Malformed` where it is none, or a row has a measure that does not exist."""
    try:
        rules = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Rules)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as problem:
        raise Malformed(f"The table of standings is broken: {problem}", source=str(path)) from problem
    named = {name for rule in rules.rule for name in (*rule.at_least, *rule.at_most)}
    if unknown := sorted(named - set(MEASURES)):
        raise Malformed(
            f"The table of standings asks for {', '.join(unknown)}",
            source=str(path),
            remedy=f"The measures are {', '.join(MEASURES)}.",
        )
    if not rules.rule or rules.rule[-1].at_least or rules.rule[-1].at_most:
        raise Malformed("The last rule of the table of standings must hold always", source=str(path))
    return rules


def describe(
    group: Group,
    members: Sequence[tuple[Report, Claim]],
    *,
    copies: Origins | Sequence[Copies] = (),
    rules: Rules | None = None,
) -> Incident:
    """Return what *group* is, from its claims with their reports.

    *copies* are the case's, best as `origins` makes them where many groups are described.
    """
    rules = rules or packaged()
    copied = copies if isinstance(copies, Origins) else origins(copies)
    outlets = {report.id: report.outlet for report, _ in members}
    told = [(claim, voice(report, claim, copied=copied, outlets=outlets)) for report, claim in members]
    actors = parties(told, "actors")
    said = {**fields(told), **ledger(told)}
    measures = _measures(told, rules=rules, reports=len(outlets))
    rule = next(rule for rule in rules.rule if rule.holds(measures))
    affirmed = [entry for entry in told if entry[0].status in ASSERTS] or told
    return Incident(
        id=group.id,
        type=_commonest([claim.event.type for claim, _ in told]),
        mode=_commonest([claim.event.mode for claim, _ in told if claim.event.mode]),
        status=_status(told),
        place=scene(affirmed) or scene(told),
        when=days(affirmed) or days(told),
        actors=actors,
        recipients=parties(told, "recipients"),
        standing=rule.standing,
        rule=rule.name,
        independent_sources=measures["asserting"],
        denying_sources=measures["denying"],
        reports=_parts(group),
        fields=dict(sorted(said.items())),
        why=group.why,
    )


def _measures(told: Sequence[Told], *, rules: Rules, reports: int) -> dict[str, int]:
    """Return what the rules go by."""
    asserting = [(claim, one) for claim, one in told if claim.status in ASSERTS]
    denying = [one for claim, one in told if claim.status == "denied"]
    blamed = parties(asserting, "actors")
    admitting = [one for claim, one in asserting if speaks_for(one.speaker, parties([(claim, one)], "actors"))]
    tolls = ledger(told).values()
    return {
        "asserting": independent([one for _, one in asserting], apart=rules.own_origins),
        "denying": independent(denying, apart=rules.own_origins),
        "admitting": len({one.origin for one in admitting}),
        "reports": reports,
        "tolls_apart": sum(field.agreement == "differ" for field in tolls),
        "blamed": sum(not party.id.startswith("unnamed:") for party in blamed),
    }


_STRONGEST: tuple[Status, ...] = (
    "occurred", "ongoing", "denied", "planned", "threatened", "possible", "hypothetical",
)  # fmt: skip


def _status(told: Sequence[Told]) -> Status | None:
    """Return the most that any claim says: that it happened, before that it did not, before that it may."""
    return min((claim.status for claim, _ in told), key=_STRONGEST.index, default=None)


def _commonest(values: Sequence[Any]) -> Any:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], values.index(value)), default=None)


def _parts(group: Group) -> tuple[Part, ...]:
    """Return each report's part in a group, in the order in which the group names them."""
    claims: dict[str, list[str]] = defaultdict(list)
    for report, claim in group.claims:
        claims[report].append(claim)
    main = set(group.main)
    return tuple(
        Part(id=report, claims=tuple(claims.get(report, ())), main=report in main)
        for report in dict.fromkeys([*claims, *group.main])
    )
