"""The same as JSON: the records of ``sayso incidents`` and ``sayso read``, a page at a time, described by OpenAPI."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from sayso import __version__
from sayso.casefile import Case, finding
from sayso.casefile import judgements as judging
from sayso.casefile.gathering import each_copies
from sayso.casefile.judgements import Judgement, Verb
from sayso.casefile.relations import relate
from sayso.claim import Problem, Reading
from sayso.errors import BadUsage
from sayso.incident import Copies, Incident, Relations
from sayso.report import Report
from sayso.room.asking import Ask
from sayso.room.coding import judged_now, taken_back
from sayso.room.lens import KEYS, MANY, SORTS, Lens, chosen, page_number
from sayso.room.looking import incident_of, reading_of
from sayso.room.people import overlaid

PAGE, MOST = 50, 200


class CaseAbout(msgspec.Struct, frozen=True):
    """A case that can be looked at, and as what."""

    name: str
    reports: int
    claims: int
    role: str


class Cases(msgspec.Struct, frozen=True):
    """The cases of the room."""

    items: tuple[CaseAbout, ...]


class Incidents(msgspec.Struct, frozen=True):
    """A page of incidents; ``next`` is the address of the one after."""

    items: tuple[Incident, ...]
    total: int
    next: str | None


class NumberedReport(msgspec.Struct, frozen=True):
    """A report with its number in the case."""

    number: int
    report: Report


class Reports(msgspec.Struct, frozen=True):
    """A page of reports."""

    items: tuple[NumberedReport, ...]
    next: str | None


class AllCopies(msgspec.Struct, frozen=True):
    """Which reports were taken from which."""

    items: tuple[Copies, ...]


class Judgements(msgspec.Struct, frozen=True):
    """A page of judgements, the oldest first."""

    items: tuple[Judgement, ...]
    next: str | None


class Judging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A judgement to be kept: of claims or incidents by their ids, as `sayso judge` takes it.

    ``retract`` takes ``retracts``, the number of a judgement of one's own.
    """

    verb: Verb
    targets: tuple[str, ...] = ()
    changes: dict[str, str] = {}
    words: dict[str, tuple[int, int]] = {}
    retracts: int | None = None
    note: str | None = None


class Wrong(msgspec.Struct, frozen=True):
    """What is wrong with a request."""

    error: Problem


def _json(value: Any, *, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


async def cases(ask: Ask) -> Response:
    """List the cases."""
    found = []
    for name in ask.cases():
        counts = await ask.room.desk.at(ask.room.cases[name], ask.room.counts.of)
        found.append(CaseAbout(name, counts["reports"], counts["claims"], ask.visitor.role(name) or ""))
    return _json(Cases(tuple(found)))


async def incidents(ask: Ask) -> Response:
    """List the incidents that a filter shows."""
    query = ask.request.query_params
    sort = chosen(query.get("sort"), SORTS, key="sort")
    return _json(await ask.at(_incidents, ask, ask.lens, sort, page_number(query.get("page")), _limit(ask)))


def _incidents(case: Case, ask: Ask, lens: Lens, sort: str, page: int, limit: int) -> Incidents:
    index = ask.index(case)
    if index is None:
        return Incidents((), 0, None)
    rows = index.rows(index.mask(case, lens), sort=sort)
    some = rows[(page - 1) * limit : page * limit].tolist()
    marks = ", ".join("?" * len(some)) or "NULL"
    held = case.database.query(
        f"SELECT position, record FROM incidents WHERE gathering = ? AND position IN ({marks})",
        (index.gathering.number, *(index.heads[row].position for row in some)),
    )
    records = {row[0]: row[1] for row in held}
    items = (records.get(index.heads[row].position) for row in some)
    found = tuple(msgspec.json.decode(str(text), type=Incident) for text in items if text is not None)
    onward = None
    if page * limit < len(rows):
        parameters = [*lens.parameters(), ("sort", sort), ("limit", str(limit)), ("page", str(page + 1))]
        onward = f"{ask.request.url.path}?{urlencode(parameters)}"
    return Incidents(found, len(rows), onward)


async def incident(ask: Ask) -> Response:
    """Return one incident."""
    return _json(await ask.at(incident_of, ask, ask.request.path_params["incident"]))


async def reports(ask: Ask) -> Response:
    """List reports, those with certain words or of an outlet where they are asked for."""
    query, limit = ask.request.query_params, _limit(ask)
    words, outlet = query.get("words") or None, query.get("outlet") or None
    after = _number(ask, "after")
    found = await ask.at(finding.find_reports, finding.Query(words=words, outlet=outlet), after=after, limit=limit + 1)
    items = tuple(NumberedReport(number, report) for number, report in found[:limit])
    onward = None
    if len(found) > limit:
        given = {"words": words, "outlet": outlet, "limit": limit, "after": items[-1].number}
        onward = f"{ask.request.url.path}?{urlencode({k: v for k, v in given.items() if v is not None})}"
    return _json(Reports(items, onward))


async def reading(ask: Ask) -> Response:
    """Return what was read from one report, with its claims as they were corrected."""
    return _json(await ask.at(_reading, ask, int(ask.request.path_params["number"])))


def _reading(case: Case, ask: Ask, number: int) -> Reading:
    return overlaid(reading_of(case, number), ask.judged(case), name=ask.visitor.name)[0]


async def copies(ask: Ask) -> Response:
    """Return which reports were taken from which."""
    return _json(AllCopies(tuple(await ask.at(lambda case: list(each_copies(case, gathering=ask.gathering(case)))))))


async def relations(ask: Ask) -> Response:
    """Return who fights and helps whom, in the incidents that a filter shows."""
    return _json(await ask.at(_relations, ask, ask.lens))


def _relations(case: Case, ask: Ask, lens: Lens) -> Relations:
    index = ask.index(case)
    if index is None:
        return Relations(names={})
    wanted = index.ids(index.mask(case, lens))
    from sayso.casefile.gathering import each_incident

    return relate(one for one in each_incident(case, gathering=index.gathering) if one.id in wanted)


async def judgements(ask: Ask) -> Response:
    """List what was said, as far as one may know it."""
    after, limit = _number(ask, "after"), _limit(ask)
    every = await ask.at(ask.room.judgements.all)
    seen = [one for one in every if one.number > after and (not ask.blind or one.by == ask.visitor.name)]
    onward = None
    if len(seen) > limit:
        onward = f"{ask.request.url.path}?{urlencode({'limit': limit, 'after': seen[limit - 1].number})}"
    return _json(Judgements(tuple(seen[:limit]), onward))


async def judge(ask: Ask) -> Response:
    """Keep a judgement."""
    try:
        given = msgspec.json.decode(await ask.request.body(), type=Judging)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadUsage(f"It is no judgement: {error}", remedy="See /api/openapi.json.") from error
    kept = await ask.at(_judged, ask, given)
    await judged_now(ask)
    return _json(kept, status=201)


def _judged(case: Case, ask: Ask, given: Judging) -> Judgement:
    if given.verb == "retract":
        if given.retracts is None or not 0 < given.retracts < 2**62:
            raise BadUsage("Say which judgement", remedy="Give its number as `retracts`.")
        return taken_back(case, ask, given.retracts, note=given.note)
    if given.words and given.verb != "correct":
        raise BadUsage("Words go with a correction", remedy="Leave `words` out.")
    return judging.judge(case, given.verb, given.targets, by=ask.visitor.name, note=given.note, changes=given.changes,
                         words=given.words, gathering=ask.gathering(case))  # fmt: skip


def _limit(ask: Ask) -> int:
    value = ask.request.query_params.get("limit") or str(PAGE)
    if not (value.isascii() and value.isdecimal() and len(value) < 6 and 1 <= int(value) <= MOST):
        raise BadUsage(f"limit {value!r} can't be", remedy=f"Give 1 to {MOST}.")
    return int(value)


def _number(ask: Ask, key: str) -> int:
    value = ask.request.query_params.get(key) or "0"
    if not (value.isascii() and value.isdecimal() and len(value) < 18):
        raise BadUsage(f"{key} {value!r} is no number", remedy="Take the address under `next`.")
    return int(value)


# The description


async def description(ask: Ask) -> Response:
    """Return the OpenAPI description."""
    del ask
    return _json(openapi())


_ANSWERS: tuple[tuple[str, str, str, Any, tuple[str, ...]], ...] = (
    ("/api/cases", "get", "The cases of the room", Cases, ()),
    ("/api/cases/{case}/incidents", "get", "The incidents that a filter shows", Incidents,
     (*KEYS, "sort", "page", "limit")),
    ("/api/cases/{case}/incidents/{incident}", "get", "One incident", Incident, ()),
    ("/api/cases/{case}/reports", "get", "Reports", Reports, ("words", "outlet", "after", "limit")),
    ("/api/cases/{case}/reports/{number}", "get", "What was read from one report, as corrected", Reading, ()),
    ("/api/cases/{case}/copies", "get", "Which reports were taken from which", AllCopies, ()),
    ("/api/cases/{case}/relations", "get", "Who fights and helps whom, through a filter", Relations, KEYS),
    ("/api/cases/{case}/judgements", "get", "What was said", Judgements, ("after", "limit")),
    ("/api/cases/{case}/judgements", "post", "Say something: confirm, reject, correct, merge, split, comment, retract",
     Judgement, ()),
)  # fmt: skip


def openapi() -> dict[str, Any]:
    """Return the description of the API (OpenAPI 3.1)."""
    records = [*(answer for _, _, _, answer, _ in _ANSWERS), Judging, Wrong]
    schemas, components = msgspec.json.schema_components(records, ref_template="#/components/schemas/{name}")
    by_record = dict(zip(records, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for path, method, says, answer, query in _ANSWERS:
        post = method == "post"
        wrong = {"description": "What is wrong", "content": {"application/json": {"schema": by_record[Wrong]}}}
        responses: dict[str, Any] = {
            "201" if post else "200": {
                "description": says,
                "content": {"application/json": {"schema": by_record[answer]}},
            }
        }
        responses |= dict.fromkeys(("400", "401", "403", "404", "421"), wrong)
        operation: dict[str, Any] = {"summary": says, "responses": responses, "parameters": [
            *(_in_path(name) for name in ("case", "incident", "number") if f"{{{name}}}" in path),
            *(_in_query(name) for name in query)]}  # fmt: skip
        if post:
            body = {"required": True, "content": {"application/json": {"schema": by_record[Judging]}}}
            operation["requestBody"] = body
        paths.setdefault(path, {})[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "sayso, the reading room", "version": __version__},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _in_path(name: str) -> dict[str, Any]:
    kind = {"type": "integer", "minimum": 1} if name == "number" else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "schema": kind}


def _in_query(name: str) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "string"}
    if name in MANY:
        kind = {"type": "array", "items": {"type": "string"}}
    elif name in {"page", "limit", "after", "sources"}:
        kind = {"type": "integer", "minimum": 0}
    elif name == "sort":
        kind = {"type": "string", "enum": list(SORTS)}
    elif name in {"since", "until"}:
        kind = {"type": "string", "format": "date"}
    return {"name": name, "in": "query", "required": False, "schema": kind}
