"""Pages to check and correct: the queue, judgements, what coders differ on."""

from __future__ import annotations

from typing import Any, cast, get_args
from urllib.parse import unquote, urlsplit

from starlette.responses import JSONResponse, RedirectResponse, Response

from sayso.casefile import Case
from sayso.casefile import judgements as judging
from sayso.casefile.agreement import MACHINE, Difference, agreement
from sayso.casefile.attaching import Judged, laid_over
from sayso.casefile.corrections import NONE
from sayso.casefile.judgements import Judgement, Verb, in_force
from sayso.claim import Claim, EventType, Status
from sayso.errors import BadUsage, NotInCase
from sayso.export.page import LAYERS
from sayso.report import Report
from sayso.room.asking import Ask, inside
from sayso.room.lens import Lens
from sayso.room.looking import one_report, reading_of
from sayso.room.people import OF_CLAIMS, judged_claims, overlaid
from sayso.room.queueing import following
from sayso.room.suggesting import HARMS, suggested, written

FIELDS = ("actors", "recipients", "type", "mode", "place", "when", "status", *HARMS)
"""What can be corrected, in the order of the form."""
BY_WORDS = frozenset({"actors", "recipients", "place", "when", *HARMS})
"""Fields that words of the report say."""
FIELD_SAYS = {
    "actors": "Who", "recipients": "To whom", "type": "Type", "mode": "Mode", "place": "Where", "when": "When",
    "status": "Status", "killed": "Killed", "injured": "Injured", "detained": "Detained", "displaced": "Displaced",
    "missing": "Missing",
}  # fmt: skip
SHOWN = 100
"""Judgements on a page."""
MOST_SKIPPED = 200
TWO = 2
ASKED = frozenset({"confirm", "reject", "correct", "comment", "merge", "split"})


async def review(ask: Ask) -> Response:
    """Show the claim that is most worth a look, in its report."""
    query = ask.request.query_params
    skipped = [one for one in query.get("skip", "").split(",") if one][-MOST_SKIPPED:]
    found = await ask.at(_next, ask, ask.lens, set(skipped), query.get("claim") or None)
    said = query.get("said", "")
    context: dict[str, Any] = {
        "lens": ask.lens,
        "skipped": skipped,
        "said_number": int(said) if said.isdecimal() else None,
    }
    if found["focus"] is None:
        return await ask.page("review_done.html.jinja", **found, **context)
    return await ask.page("review.html.jinja", layers=LAYERS, fields=FIELD_SAYS, written=written, by_words=BY_WORDS,
                          types=get_args(EventType), statuses=get_args(Status), **found, **context)  # fmt: skip


def _next(case: Case, ask: Ask, lens: Lens, skipped: set[str], wanted: str | None) -> dict[str, Any]:
    judged = ask.judged(case)
    done = judged_claims(case, judged, by=ask.visitor.name)
    within = None
    if not lens.empty:
        index = ask.index(case)
        within = set() if index is None else set(index.positions[index.mask(case, lens)].tolist())
    queue = ask.room.queues.of(case, alone=ask.blind)
    first, left = following(queue, done=done, skipped=skipped, within=within)
    if wanted is not None:
        first = next((one for one in queue if one.claim == wanted), first)
    if first is None:
        return {"focus": None, "left": left, "done": len(done)}
    found = one_report(case, ask, first.report)
    claims = {view.claim.id: view for view in found["report"].claims}
    return {**found, "focus": claims[first.claim], "left": left, "done": len(done), "queue": first}


async def words(ask: Ask) -> Response:
    """Say what selected words say of a field, as a correction is written."""
    query = ask.request.query_params
    field = query.get("field", "")
    bounds = [query.get(key, "") for key in ("start", "end")]
    if field not in FIELDS or not all(one.isascii() and one.isdecimal() and len(one) < 10 for one in bounds):
        raise BadUsage("A field and two offsets are needed", remedy="Select words of the report.")
    start, end = (int(one) for one in bounds)
    value = await ask.at(_suggested, ask, int(ask.request.path_params["number"]), field, start, end)
    return JSONResponse({"field": field, "value": value, "words": f"{start}-{end}"})


def _suggested(case: Case, ask: Ask, number: int, field: str, start: int, end: int) -> str:
    reading, _ = overlaid(reading_of(case, number), ask.judged(case), name=ask.visitor.name)
    try:
        return suggested(reading, field, start, end)
    except ValueError as error:
        raise BadUsage(f"These words can't be taken: {error}", remedy="Select fewer words.") from error


async def judge(ask: Ask) -> Response:
    """Keep what a coder says of a claim, and go on."""
    verb = str(ask.form.get("verb", ""))
    if verb not in ASKED:
        raise BadUsage(f"There is no judgement {verb!r}", remedy=f"There are {', '.join(sorted(ASKED))}.")
    targets = list(dict.fromkeys(named(str(one)) for one in ask.form.getlist("target") if str(one).strip()))
    if verb == "merge" and len(targets) < TWO:
        raise BadUsage("An incident is the same as itself", remedy="Name another one, by its id or its address.")
    note = str(ask.form.get("note", "")).strip() or None
    kept = await ask.at(_judged, ask, cast("Verb", verb), targets, note)
    await judged_now(ask)
    onward = inside(str(ask.form.get("back") or ""), ask.path(""))
    path, _, anchor = onward.partition("#")
    joint = "&" if "?" in path else "?"
    number = f"{joint}said={kept.number}" if kept is not None else ""
    return RedirectResponse(f"{path}{number}{'#' + anchor if anchor else ''}", status_code=303)


def named(target: str) -> str:
    """Return the id of the claim or incident that *target* names, by its id or by the address of its page.

    >>> named(" 1f2e "), named("http://127.0.0.1:8765/c/river/incidents/1f2e?said=3#toll")
    ('1f2e', '1f2e')
    """
    parts = urlsplit(target.strip())
    for kind in ("/incidents/", "/claims/"):
        _, found, name = parts.path.partition(kind)
        if found:
            return unquote(name)
    return target.strip()


def _judged(case: Case, ask: Ask, verb: Verb, targets: list[str], note: str | None) -> Judgement | None:
    if verb != "correct":
        return judging.judge(case, verb, targets, by=ask.visitor.name, note=note, gathering=ask.gathering(case))
    changes, quotes = _changes(case, ask, targets)
    if not changes:
        return None
    return judging.judge(case, verb, targets, by=ask.visitor.name, note=note, changes=changes, words=quotes)


def _changes(case: Case, ask: Ask, targets: list[str]) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    """Return the fields of the form that say something else than the claim does, and their words."""
    if len(targets) != 1:
        raise BadUsage("A correction is of one claim", remedy="Correct one after the other.")
    claim = _as_seen(case, ask, targets[0])
    changes: dict[str, str] = {}
    quotes: dict[str, tuple[int, int]] = {}
    for field in FIELDS:
        given = ask.form.get(f"set-{field}")
        span = str(ask.form.get(f"words-{field}", ""))
        if not isinstance(given, str):
            continue
        value = given.strip() or "none"
        if claim is not None and value == written(claim, field) and not span and not ask.form.get("settles"):
            continue
        changes[field] = value
        start, _, end = span.partition("-")
        if start.isdecimal() and end.isdecimal() and value != "none":
            quotes[field] = (int(start), int(end))
    return changes, quotes


def _as_seen(case: Case, ask: Ask, name: str) -> Claim | None:
    """Return the claim as the form showed it."""
    found = case.claims([name]).get(name)
    if found is None:
        return None
    reading, _ = overlaid(case.reading(found[0].id), ask.judged(case), name=ask.visitor.name)
    return next((one for one in reading.claims if one.id == name), None)


async def retract(ask: Ask) -> Response:
    """Take back a judgement of one's own."""
    number = str(ask.form.get("number", ""))
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        raise BadUsage(f"There is no judgement {number!r}", remedy="The list of judgements has all.")
    await ask.at(taken_back, ask, int(number))
    await judged_now(ask)
    return ask.back(ask.path("judgements"))


def taken_back(case: Case, ask: Ask, number: int, *, note: str | None = None) -> Judgement:
    """Take back a judgement; of somebody else's who asks learns as much as they may."""
    if ask.blind and not any(one.number == number and one.by == ask.visitor.name for one in judging.judgements(case)):
        raise NotInCase(f"There is no judgement {number} of yours", source=case.name)
    return judging.retract(case, number, by=ask.visitor.name, note=note)


async def judged_now(ask: Ask) -> None:
    """Have the incidents of a small case worked out anew, once there is a pause."""
    pause = ask.room.pause
    if pause is not None and await ask.by_itself():
        ask.room.jobs.soon(ask.case, ask.order(), by=ask.visitor.name, seconds=pause)


async def judgements(ask: Ask) -> Response:
    """List what was said, the latest first."""
    found = await ask.at(_listed, ask)
    return await ask.page("judgements.html.jinja", **found)


def _listed(case: Case, ask: Ask) -> dict[str, Any]:
    every = [one for one in ask.room.judgements.all(case) if not ask.blind or one.by == ask.visitor.name]
    back = {one.retracts for one in every}
    query = ask.request.query_params.get("before", "")
    before = int(query) if query.isascii() and query.isdecimal() and len(query) < 12 else None
    latest = [one for one in reversed(every) if before is None or one.number < before]
    return {"found": latest[:SHOWN], "back": back, "total": len(every),
            "onward": latest[SHOWN - 1].number if len(latest) > SHOWN else None}  # fmt: skip


async def adjudicate(ask: Ask) -> Response:
    """Show how far two coders agree, and what they differ on, to be settled."""
    query = ask.request.query_params
    found = await ask.at(_differences, ask, query.get("first"), query.get("second"))
    return await ask.page("adjudicate.html.jinja", fields=FIELD_SAYS, **found)


def _differences(case: Case, ask: Ask, first: str | None, second: str | None) -> dict[str, Any]:
    every = in_force(ask.room.judgements.all(case))
    known = list(dict.fromkeys(one.by for one in every if one.verb in OF_CLAIMS))
    if first is None and second is None:
        others = [name for name in known if name != ask.visitor.name] or known
        first, second = (others[0], others[1]) if len(others) > 1 else (None, None)
    if first is None or second is None:
        return {"known": known, "report": None, "first": first, "second": second, "machine": MACHINE}
    if first == second:
        raise BadUsage("One coder always agrees", remedy="Choose two.")
    report = agreement(case, first, second)
    judged = Judged.these(every)
    by_claim: dict[str, list[Difference]] = {}
    for one in report.differences:
        by_claim.setdefault(one.claim, []).append(one)
    held = case.claims(by_claim)
    entries = [
        _entry(case, judged, *held[name], differences, (first, second))
        for name, differences in by_claim.items()
        if name in held
    ]
    entries.sort(key=lambda entry: all(one["settled"] for one in entry["differ"]))
    open_fields = sum(not one["settled"] for entry in entries for one in entry["differ"])
    return {"known": known, "report": report, "first": first, "second": second, "machine": MACHINE,
            "entries": entries, "open_fields": open_fields}  # fmt: skip


def _entry(
    case: Case, judged: Judged, report: Report, claim: Claim, differences: list[Difference], coders: tuple[str, str]
) -> dict[str, Any]:
    """Return a claim on which two differ: what each makes of each field, and who settled it."""
    said = judged.attached(report.sha256, case.reading(report.id).claims).get(claim.id, [])
    theirs = [laid_over(claim, [one for one in said if one.by == coder]) for coder in coders]
    settled: dict[str, str] = {}
    for one in said:
        if one.by not in coders:
            fields = ("kept",) if one.verb in {"confirm", "reject"} else tuple(one.changes)
            settled |= dict.fromkeys(fields, one.by)
    differ = [
        {"field": one.field, "settled": settled.get(one.field),
         "values": [_value(one.field, value, coder, mine)
                    for value, coder, mine in zip((one.first, one.second), coders, theirs, strict=True)]}
        for one in differences
    ]  # fmt: skip
    return {"claim": claim, "report": report, "number": case.number_of(report.sha256), "differ": differ}


def _value(field: str, value: Any, coder: str, claim: Claim) -> dict[str, str]:
    if field == "kept":
        shown = "the report says so" if value else "the report does not say so"
        return {"by": coder, "verb": "confirm" if value else "reject", "written": "", "shown": shown}
    text = written(claim, field)
    return {"by": coder, "verb": "correct", "written": text, "shown": "left open" if text == NONE else text}
