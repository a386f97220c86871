"""The web application of the reading room: its routes, and who may take which."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from sayso.claim import Problem
from sayso.errors import CaseUnavailable, NotInCase, SaysoError
from sayso.room import adding, api, coding, entering, exporting, looking
from sayso.room.asking import Ask, Room, inside
from sayso.room.guard import SAFE, Guard, TooMuch
from sayso.room.visitors import Role, Visitor, same

Handler = Callable[[Ask], Awaitable[Response]]
CSRF = "x-csrf-token"
MOST_FIELDS = 2000
LONGEST_FIELD = 32 * 2**20
"""Bytes of one field of a form, as for a text that is pasted."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route: where, how, what answers, and the role that it takes; ``None`` lets everybody who is known.

    An answer that is ``kept`` depends on nothing but who asks, the address and what the case holds.
    """

    path: str
    methods: tuple[str, ...]
    handler: Handler
    role: Role | None = "reader"
    kept: bool = False

    @property
    def api(self) -> bool:
        """Whether it speaks JSON."""
        return self.path.startswith("/api/")


WAYS: tuple[Way, ...] = (
    Way("/", ("GET",), looking.cases, None),
    Way("/c/{case}/", ("GET",), looking.overview, kept=True),
    Way("/c/{case}/incidents/{incident}", ("GET",), looking.incident, kept=True),
    Way("/c/{case}/reports", ("GET",), looking.reports, kept=True),
    Way("/c/{case}/reports/{number:int}", ("GET",), looking.report, kept=True),
    Way("/c/{case}/claims/{claim:path}", ("GET",), looking.claim),
    Way("/c/{case}/review", ("GET",), coding.review, "coder", kept=True),
    Way("/c/{case}/reports/{number:int}/words", ("GET",), coding.words, "coder"),
    Way("/c/{case}/judge", ("POST",), coding.judge, "coder"),
    Way("/c/{case}/retract", ("POST",), coding.retract, "coder"),
    Way("/c/{case}/adjudicate", ("GET",), coding.adjudicate, "adjudicator", kept=True),
    Way("/c/{case}/judgements", ("GET",), coding.judgements, kept=True),
    Way("/c/{case}/add", ("GET",), adding.form, "coder"),
    Way("/c/{case}/add", ("POST",), adding.take, "coder"),
    Way("/c/{case}/gather", ("POST",), adding.gather, "coder"),
    Way("/c/{case}/jobs/{job}", ("GET",), adding.job),
    Way("/c/{case}/export", ("GET",), exporting.form, kept=True),
    Way("/c/{case}/export/{format}", ("GET",), exporting.download),
    Way("/people", ("GET",), entering.people, None),
    Way("/people", ("POST",), entering.change, None),
    Way("/password", ("POST",), entering.password, None),
    Way("/leave", ("POST",), entering.leave, None),
    Way("/api/cases", ("GET",), api.cases, None),
    Way("/api/openapi.json", ("GET",), api.description, None),
    Way("/api/cases/{case}/incidents", ("GET",), api.incidents, kept=True),
    Way("/api/cases/{case}/incidents/{incident}", ("GET",), api.incident, kept=True),
    Way("/api/cases/{case}/reports", ("GET",), api.reports, kept=True),
    Way("/api/cases/{case}/reports/{number:int}", ("GET",), api.reading, kept=True),
    Way("/api/cases/{case}/copies", ("GET",), api.copies, kept=True),
    Way("/api/cases/{case}/relations", ("GET",), api.relations, kept=True),
    Way("/api/cases/{case}/judgements", ("GET",), api.judgements, kept=True),
    Way("/api/cases/{case}/judgements", ("POST",), api.judge, "coder"),
)


def application(room: Room) -> Starlette:
    """Return the application of *room*, guarded."""
    room.templates.globals["stamp"] = stamp()

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        del app
        warming = [
            asyncio.create_task(room.desk.at(location, room.indexes.of, alone=room.blind))
            for location in room.cases.values()
        ]
        yield
        await asyncio.gather(*warming, return_exceptions=True)
        await room.jobs.close()
        room.desk.close()

    routes = [Route(way.path, _guarded(way), methods=list(way.methods)) for way in WAYS]
    routes.append(Route("/enter", entering.enter, methods=["GET"]))
    routes.append(Route("/sign-in", entering.sign_in_form, methods=["GET"]))
    routes.append(Route("/sign-in", entering.sign_in, methods=["POST"]))
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    app = Starlette(
        routes=routes, lifespan=living,
        exception_handlers={HTTPException: _http_error, TooMuch: _too_much, Exception: _broken},
    )  # fmt: skip
    app.state.room = room
    app.add_middleware(Guard, origins=room.origins)
    return app


def _guarded(way: Way) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers requests on *way*, once it is known that who asks may."""

    async def answer(request: Request) -> Response:
        room: Room = request.app.state.room
        visitor, bearer = entering.who(room, request)
        if visitor is None:
            return _unknown(request, room, api=way.api)
        case = str(request.path_params.get("case", ""))
        ask = Ask(room, request, visitor, case if case in room.cases else "")
        try:
            if case and not (case in room.cases and visitor.may(case, "reader")):
                ask.case = ""
                raise NotInCase(f"There is no case {case}", remedy="Go back to the list of cases.")
            if case and way.role is not None and not visitor.may(case, way.role):
                return await _told(ask, way, 403, Problem(code="role", input=case, message=_takes(way.role)))
            if request.method not in SAFE:
                if not way.api:
                    ask.form = await request.form(
                        max_files=MOST_FIELDS, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD
                    )
                if not bearer and not same(str(_token(ask)), ask.proof()):
                    problem = Problem(code="csrf", input=request.url.path, message=STALE)
                    return await _told(ask, way, 403, problem)
                room.answers.changed(case)
                try:
                    return await way.handler(ask)
                finally:
                    room.answers.changed(case)
            if way.kept and request.method == "GET":
                return await room.answers.to(ask, lambda: way.handler(ask))
            return await way.handler(ask)
        except SaysoError as error:
            return await _told(ask, way, _status(error), Problem(
                code=error.code, input=error.source or "", message=error.message, remedy=error.remedy))  # fmt: skip
        finally:
            if ask.form is not None:
                await ask.form.close()

    return answer


STALE = "This form is not from a page of this visit; load the page again and send it once more"


def _token(ask: Ask) -> object:
    held = ask.request.headers.get(CSRF)
    return held if held is not None else (ask.form or {}).get("csrf", "")


def _takes(role: Role) -> str:
    return f"That takes somebody who is {'an' if role[0] in 'a' else 'a'} {role} of this case"


def _status(error: SaysoError) -> int:
    if isinstance(error, NotInCase):
        return 404
    return 503 if isinstance(error, CaseUnavailable) else 400


async def _told(ask: Ask, way: Way, status: int, problem: Problem) -> Response:
    """Return a page, or JSON, that says what is wrong."""
    if way.api:
        return JSONResponse({"error": msgspec.to_builtins(problem)}, status_code=status)
    return await ask.page("problem.html.jinja", status=status, problem=problem)


def _unknown(request: Request, room: Room, *, api: bool) -> Response:
    """Return what somebody gets who is not known."""
    if api:
        problem = {"code": "unknown", "input": "", "message": "Send the token as  Authorization: Bearer …"}
        return JSONResponse({"error": problem}, status_code=401, headers={"www-authenticate": "Bearer"})
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    onward = inside(here, "/") if request.method in SAFE else "/"
    return entering.door(room, request, onward, status=401)


def _bare(request: Request, status: int, message: str, remedy: str | None = None) -> Response:
    room: Room = request.app.state.room
    problem = Problem(code=str(status), input=request.url.path, message=message, remedy=remedy)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": msgspec.to_builtins(problem)}, status_code=status)
    visitor = Visitor("", "")
    html = room.templates.get_template("problem.html.jinja").render(
        ask=None, visitor=visitor, case="", csrf="", here="/", cases=[], problem=problem
    )
    return HTMLResponse(html, status_code=status)


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    messages = {404: "There is no such page", 405: "That can't be done with this page"}
    response = _bare(request, status, messages.get(status, str(getattr(error, "detail", "It could not be answered"))))
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


async def _too_much(request: Request, error: Exception) -> Response:
    del error
    return _bare(request, 413, "That is too much at once", "Add large folders with `sayso add`.")


async def _broken(request: Request, error: Exception) -> Response:
    del error  # the server's log has it
    return _bare(
        request, 500, "Something is wrong with the room itself", "What was kept is kept. Please tell its makers."
    )


# Files that are shipped

KINDS: Mapping[str, str] = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
                            ".mjs": "text/javascript; charset=utf-8", ".json": "application/json",
                            ".svg": "image/svg+xml"}  # fmt: skip


@cache
def shipped() -> Mapping[str, bytes]:
    """Return every file that pages load, by name."""
    found: dict[str, bytes] = {}
    places: tuple[Traversable, ...] = (files("sayso.room") / "static", files("sayso.export") / "templates")
    for place in places:
        for file in place.iterdir():
            if any(file.name.endswith(suffix) for suffix in KINDS):
                found[file.name] = file.read_bytes()
    found["world.json"] = (files("sayso.export") / "data" / "world.json").read_bytes()
    return found


@cache
def stamp() -> str:
    """Return what stands in the addresses of the shipped files, so that a browser keeps them until they change."""
    total = sha256()
    for name, data in sorted(shipped().items()):
        total.update(name.encode() + data)
    return total.hexdigest()[:12]


@cache
def _squeezed(name: str) -> bytes:
    import gzip

    return gzip.compress(shipped()[name], mtime=0)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in shipped():
        raise HTTPException(404)
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    kind = next(kind for suffix, kind in KINDS.items() if name.endswith(suffix))
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(_squeezed(name), media_type=kind, headers={**headers, "content-encoding": "gzip"})
    return Response(shipped()[name], media_type=kind, headers=headers)
