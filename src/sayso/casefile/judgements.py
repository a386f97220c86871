"""What people say of the machine's records: added to the log, over the record, never instead of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from sayso.casefile import log
from sayso.casefile.corrections import checked
from sayso.casefile.gathered import Gathering, chosen
from sayso.casefile.store import Case
from sayso.claim import Claim
from sayso.errors import BadUsage, NotInCase
from sayso.report import Quote, Report

Verb = Literal["confirm", "reject", "correct", "merge", "split", "comment", "retract"]
LIST = "`sayso incidents --format jsonl` and `sayso find --format jsonl` list the ids."


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """What a judgement holds on to: the words of a claim in a report, by which it is found in a later reading.

    ``trigger`` and ``evidence`` are half-open code-point offsets into the text of the report with that sha256;
    ``words`` are those of the trigger, so that a person can find them, too.
    """

    report: str
    claim: str
    type: str
    trigger: tuple[int, int]
    words: str
    evidence: tuple[tuple[int, int], ...] = ()


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said of claims, and when. ``number`` is its place in the log.

    ``confirm`` and ``reject`` say that the report does or doesn't say so; ``correct`` gives other values for fields of
    one claim (``changes``); ``merge`` says that ``claims`` are about one incident; ``split`` that ``claims`` are about
    another than ``rest``. ``retract`` takes back what the same person said in entry ``retracts`` of the log.
    ``incidents`` are the ids by which they were named then; ``words`` are those that a corrected field stands on.
    """

    verb: Verb
    by: str
    claims: tuple[Anchor, ...]
    rest: tuple[Anchor, ...] = ()
    incidents: tuple[str, ...] = ()
    changes: dict[str, Any] = {}
    words: dict[str, Quote] = {}
    retracts: int | None = None
    note: str | None = None
    number: int = 0
    at: str = ""


def anchor(report: Report, claim: Claim) -> Anchor:
    """Return what holds on to *claim* of *report*."""
    trigger = claim.event.trigger
    return Anchor(
        report=report.sha256,
        claim=claim.id,
        type=claim.event.type,
        trigger=(trigger.start, trigger.end),
        words=trigger.text,
        evidence=tuple((quote.start, quote.end) for quote in claim.evidence),
    )


def judge(
    case: Case,
    verb: Verb,
    targets: Sequence[str],
    *,
    by: str,
    note: str | None = None,
    changes: Mapping[str, str] | None = None,
    words: Mapping[str, tuple[int, int]] | None = None,
    gathering: Gathering | None = None,
) -> Judgement:
    """Add a judgement to *case* and return it as it is held.

    *targets* are ids of claims or incidents; an incident stands for all of its claims. ``split`` takes the claims that
    leave their incident; ``merge`` two or more incidents or claims; ``correct`` one claim, and *changes* as
    `sayso.casefile.corrections.checked` reads them; *words* are the spans that the changed fields stand on, where they
    differ from before. Incidents are those of *gathering*, or as last gathered. Raise
    `NotInCase` for an id that is not there, `BadUsage` where the judgement makes no sense.
    """
    if verb == "retract":
        raise BadUsage("A judgement is taken back by its number", remedy="Use `retract`.")
    _somebody(by)
    incidents, ids = _targets(case, targets, gathering)
    if not ids:
        raise BadUsage("A judgement is of something", remedy="Name claims or incidents.")
    found = case.claims(ids)
    missing = next((name for name in ids if name not in found), None)
    if missing is not None:
        raise NotInCase(f"There is no claim or incident {missing}", source=case.name, remedy=LIST)
    given = checked(changes or {})
    rest = _rest(case, ids, gathering) if verb == "split" else []
    _sensible(verb, incidents, ids, rest, given, note)
    quotes = _quotes(found, words or {}, given)
    kept = case.claims(rest)
    judgement = Judgement(
        verb=verb,
        by=by.strip(),
        claims=tuple(anchor(*found[name]) for name in ids),
        rest=tuple(anchor(*kept[name]) for name in rest if name in kept),
        incidents=tuple(incidents),
        changes=given,
        words=quotes,
        note=note,
    )
    return add(case, judgement)


def retract(case: Case, number: int, *, by: str, note: str | None = None) -> Judgement:
    """Take back the judgement that is entry *number* of the log, and return what now says so.

    It stays in the log and counts no more. Raise `NotInCase` where there is none, `BadUsage` where it is somebody
    else's or was taken back before.
    """
    _somebody(by)
    every = list(judgements(case))
    held = next((one for one in every if one.number == number and one.verb != "retract"), None)
    if held is None:
        raise NotInCase(f"There is no judgement {number}", source=case.name, remedy="`sayso judge list` has them.")
    if held.by != by.strip():
        raise BadUsage(f"Judgement {number} is {held.by}'s", remedy="Only who said it can take it back.")
    if any(one.retracts == number for one in every):
        raise BadUsage(f"Judgement {number} was taken back before", remedy="`sayso judge list` has them.")
    back = Judgement(
        verb="retract", by=held.by, claims=held.claims, incidents=held.incidents, retracts=number, note=note
    )
    return add(case, back)


def add(case: Case, judgement: Judgement) -> Judgement:
    """Add *judgement* to the log of *case*; return it with its number and time."""
    content = {key: value for key, value in msgspec.to_builtins(judgement).items() if key not in {"number", "at"}}
    with case.database.writing():
        (entry,) = log.append(case.database, [("judgement", content)], at=log.now())
    return msgspec.structs.replace(judgement, number=entry.number, at=entry.at)


def judgements(case: Case) -> Iterator[Judgement]:
    """Yield all judgements of *case*, the oldest first."""
    for entry in log.entries(case.database, kind="judgement"):
        held = msgspec.json.decode(entry.payload, type=Judgement)
        yield msgspec.structs.replace(held, number=entry.number, at=entry.at)


def in_force(every: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that count: neither those that were taken back nor those that took them back."""
    held = tuple(every)
    back = {one.retracts for one in held}
    return tuple(one for one in held if one.verb != "retract" and one.number not in back)


def _somebody(by: str) -> None:
    if not by.strip():
        raise BadUsage("A judgement is somebody's", remedy="Say whose, with --by NAME.")


def _quotes(
    found: Mapping[str, tuple[Report, Claim]], words: Mapping[str, tuple[int, int]], changes: Mapping[str, Any]
) -> dict[str, Quote]:
    """Return the words of the one claim's report that *words* point to. Raise `BadUsage` where they point nowhere."""
    if not words:
        return {}
    if unknown := sorted(set(words) - set(changes)):
        raise BadUsage(f"There are words for {', '.join(unknown)}, and no value", remedy="Give both, or neither.")
    (report, _), *_ = found.values()
    try:
        return {field: report.quote(start, end) for field, (start, end) in words.items()}
    except ValueError as error:
        raise BadUsage(f"The words are not in the report: {error}", remedy="Give offsets into its text.") from error


def _targets(case: Case, targets: Iterable[str], gathering: Gathering | None) -> tuple[list[str], list[str]]:
    """Return the incidents that are named, and the claims that are meant."""
    incidents: list[str] = []
    ids: list[str] = []
    for target in dict.fromkeys(targets):
        members = _members(case, target, gathering)
        if members:
            incidents.append(target)
        ids.extend(members or [target])
    return incidents, list(dict.fromkeys(ids))


def _members(case: Case, incident: str, gathering: Gathering | None) -> list[str]:
    rows = case.database.query(
        "SELECT members.claim FROM incidents JOIN members ON members.gathering = incidents.gathering"
        " AND members.position = incidents.position WHERE incidents.id = ? AND members.claim IS NOT NULL"
        f" AND incidents.gathering = {chosen(gathering)} ORDER BY members.claim",
        (incident,),
    )
    return [str(row[0]) for row in rows]


def _rest(case: Case, ids: Sequence[str], gathering: Gathering | None) -> list[str]:
    """Return the claims that stand with those of *ids* in an incident."""
    found: dict[str, None] = {}
    for name in ids:
        rows = case.database.query(  # the plus keeps SQLite from looking through all members of the gathering
            "SELECT others.claim FROM members JOIN members AS others ON others.gathering = members.gathering"
            " AND others.position = members.position WHERE members.claim = ? AND others.claim IS NOT NULL"
            f" AND +members.gathering = {chosen(gathering)} ORDER BY others.claim",
            (name,),
        )
        found.update(dict.fromkeys(str(row[0]) for row in rows))
    return [name for name in found if name not in set(ids)]


def _sensible(
    verb: Verb,
    incidents: Sequence[str],
    ids: Sequence[str],
    rest: Sequence[str],
    changes: Mapping[str, Any],
    note: str | None,
) -> None:
    many = 2
    if verb == "correct" and (len(ids) != 1 or incidents or not changes):
        raise BadUsage("A correction is of one claim and says what", remedy="Name a claim, and --set FIELD=VALUE.")
    if verb != "correct" and changes:
        raise BadUsage(f"`{verb}` changes no field", remedy="Use `correct`.")
    if verb == "merge" and len(ids) < many:
        raise BadUsage("There is nothing to merge", remedy="Name two or more incidents or claims.")
    if verb == "split" and (incidents or not rest):
        what = "Only some claims of an incident can be split off"
        raise BadUsage(what, remedy="Name the claims that leave; others must stay.")
    if verb == "comment" and not (note or "").strip():
        raise BadUsage("The comment is empty", remedy="Write it with --note TEXT.")
