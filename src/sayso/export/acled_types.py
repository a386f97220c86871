"""Which of ACLED's event and sub-event types an event is, by the packaged crosswalk from PLOVER."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

import msgspec

from sayso.export.account import Account
from sayso.export.deaths import STATE_KINDS, civilians_killed, fighters_killed, lowest
from sayso.export.ucdp import CIVIL_KINDS, ORGANISED_KINDS, organised

CROWD_KINDS = frozenset({"people", "civilians"})


class Crossing(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the crosswalk, with its reasoning."""

    type: str
    mode: str
    when: str
    event: str
    sub_event: str
    because: str


@cache
def crosswalk() -> tuple[Crossing, ...]:
    """Return the rows of the crosswalk, in the order in which they are tried."""
    text = files("sayso.export").joinpath("data", "acled_types.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(Crossing(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def crossing(account: Account) -> Crossing | str:
    """Return the row that fits *account*, or the code of why none does."""
    for row in crosswalk():
        if row.type != account.type or row.mode not in {"*", account.mode or "-"}:
            continue
        if all(_holds(condition, account) for condition in _conditions(row)):
            return row.sub_event.removeprefix("!") if row.sub_event.startswith("!") else row
    return "other-type"


def civilian_target(account: Account) -> bool:
    """Whether those whom it hit are civilians: all who are named are, or, where nobody is named, the dead."""
    named = account.hit
    return all(party.kind in CIVIL_KINDS for party in named) if named else civilians_killed(account)


def armed_target(account: Account) -> bool:
    """Whether an armed side was hit: one is named, or, where nobody is named, some of the dead fought."""
    named = account.hit
    return any(organised(party) for party in named) if named else fighters_killed(account)


def _conditions(row: Crossing) -> tuple[str, ...]:
    """Return the conditions of a row. Words of one condition may hold spaces: a new one begins at its name."""
    names = r"(?:actor|target|both|weapon|trigger|context):|killed\b|unhurt\b"
    return () if row.when == "-" else tuple(re.split(rf"\s+(?={names})", row.when))


def _holds(condition: str, account: Account) -> bool:
    name, _, words = condition.partition(":")
    if name in {"weapon", "trigger"}:
        return _told(name, words, account)
    if name == "context":
        return words in account.contexts
    return _facts(account)[condition]


def _told(name: str, words: str, account: Account) -> bool:
    """Say whether a claim's weapons or trigger begin with one of *words*; no words: whether any weapon is named."""
    claims = [told.claim for told in account.asserted]
    if name == "weapon":
        texts = [weapon.text.casefold() for claim in claims for weapon in claim.weapons]
    else:
        texts = [claim.event.trigger.text.casefold() for claim in claims]
    return any(text.startswith(tuple(words.split("|"))) for text in texts)


def _facts(account: Account) -> dict[str, bool]:
    actors, recipients = account.actors, account.recipients
    killed = bool(lowest(account))
    return {
        "actor:state": any(party.kind in STATE_KINDS for party in actors),
        "actor:armed": any(party.kind in ORGANISED_KINDS for party in actors),
        "actor:crowd": bool(actors) and all(party.kind in CROWD_KINDS for party in actors),
        "target:civilians": civilian_target(account),
        "target:armed": armed_target(account),
        "both:armed": sum(organised(party) for party in (*actors, *recipients)) > 1,
        "killed": killed,
        "unhurt": not killed,
    }
