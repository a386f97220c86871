"""Coming in and going: the launch address, signing in, and who may do what."""

from __future__ import annotations

import secrets
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.errors import BadUsage, NotInCase
from sayso.room.asking import Ask, Room, inside
from sayso.room.visitors import EVERY, OneUser, Visitor, proof, same

BEARER = "bearer "


def who(room: Room, request: Request) -> tuple[Visitor | None, bool]:
    """Return who asks, and whether a program said so itself (``Authorization: Bearer …``), not a browser's cookie."""
    given = request.headers.get("authorization")
    if given is not None:
        known = given[: len(BEARER)].lower() == BEARER
        return (room.doorman.visitor(given[len(BEARER) :].strip()) if known else None), True
    return room.doorman.visitor(request.cookies.get(room.cookie)), False


async def enter(request: Request) -> Response:
    """Take the token of the launch address, and put a cookie in its place."""
    room: Room = request.app.state.room
    token = request.query_params.get("token", "")
    visitor = room.doorman.opened(token) if isinstance(room.doorman, OneUser) else None
    if visitor is None:
        return door(room, request, "/", status=401)
    response = RedirectResponse(inside(request.query_params.get("to", "/"), "/"), status_code=303)
    _keep(room, response, visitor.session)
    return response


def door(room: Room, request: Request, onward: str, *, status: int, problem: str | None = None) -> Response:
    """Return the page for somebody who is not known: how to come in, and where that leads.

    Where people sign in, a cookie of its own ties the form to the browser that got it.
    """
    held = request.cookies.get(f"{room.cookie}-door")
    session = held or secrets.token_urlsafe(32)
    html = room.templates.get_template("door.html.jinja").render(
        ask=None, visitor=Visitor("", ""), case="", cases=[], here=onward, csrf=proof(room.key, session),
        accounts=room.doorman.accounts, problem=problem, onward=onward,
    )  # fmt: skip
    response = HTMLResponse(html, status_code=status)
    if room.doorman.accounts and held is None:
        _keep(room, response, session, name=f"{room.cookie}-door")
    return response


async def sign_in_form(request: Request) -> Response:
    """Show the form to sign in."""
    room: Room = request.app.state.room
    return door(room, request, inside(request.query_params.get("to", "/"), "/"), status=200)


async def sign_in(request: Request) -> Response:
    """Sign somebody in."""
    room: Room = request.app.state.room
    if room.accounts is None:
        return door(room, request, "/", status=404)
    async with request.form(max_files=0, max_fields=10) as form:
        given = {key: str(form.get(key, "")) for key in ("name", "password", "onward", "csrf")}
    onward = inside(given["onward"], "/")
    held = request.cookies.get(f"{room.cookie}-door", "")
    if not held or not same(given["csrf"], proof(room.key, held)):
        return door(room, request, onward, status=403, problem="The form was too old. Please try again.")
    client = request.client.host if request.client else ""
    try:
        session = await room.accounts.sign_in(given["name"], given["password"], client=client)
    except BadUsage as error:
        return door(room, request, onward, status=403, problem=str(error))
    response = RedirectResponse(onward, status_code=303)
    _keep(room, response, session)
    return response


async def leave(ask: Ask) -> Response:
    """Sign out."""
    if ask.room.accounts is not None:
        await ask.room.accounts.leave(ask.visitor.session)
    response = RedirectResponse("/sign-in" if ask.room.accounts else "/", status_code=303)
    if ask.room.accounts is not None:
        response.delete_cookie(ask.room.cookie, path="/", secure=ask.room.secure, httponly=True, samesite="strict")
    return response


async def people(ask: Ask) -> Response:
    """List the accounts, to those who may change them."""
    accounts = _accounts(ask)
    return await ask.page("people.html.jinja", people=await accounts.listed(), every=EVERY, done=None)


async def change(ask: Ask) -> Response:
    """Change an account: add it, give it a role, take one away, set a password, close it."""
    accounts = _accounts(ask)
    form = {key: str(value) for key, value in ask.form.items()}
    done = await accounts.change(form, cases=(EVERY, *ask.room.cases), by=ask.visitor)
    return RedirectResponse(f"/people?done={quote(done)}", status_code=303)


async def password(ask: Ask) -> Response:
    """Set one's own password."""
    if ask.room.accounts is None:
        raise NotInCase("There are no accounts here")
    form = {key: str(value) for key, value in ask.form.items()}
    await ask.room.accounts.own_password(ask.visitor, form.get("old", ""), form.get("new", ""))
    return RedirectResponse("/", status_code=303)


def _accounts(ask: Ask):  # type: ignore[no-untyped-def]
    if ask.room.accounts is None or not ask.visitor.may(EVERY, "admin"):
        raise NotInCase("There is no such page", remedy="Accounts are kept by admins of all cases.")
    return ask.room.accounts


def _keep(room: Room, response: Response, session: str, *, name: str | None = None) -> None:
    response.set_cookie(name or room.cookie, session, httponly=True, samesite="strict", secure=room.secure, path="/")
