"""What stands before every request: who may ask from where, how much, and what a browser may do with the answer.

The page shows words of strangers. A policy lets no script run and nothing load but the room's own files; only the
room's own pages can change anything (OWASP, "Cross-Site Request Forgery Prevention"; Fetch Standard, "Origin header").
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": with it a browser sends "Origin: null" with a form.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES = 256 * 2**20
"""Bytes of one request, as for files that are dropped."""


class TooMuch(Exception):
    """A request is larger than it may be."""


class Guard:
    """Refuses what does not come from the room's own pages, and sets the headers of every answer.

    *origins* are those that the room is at, as ``http://127.0.0.1:8765``.
    """

    def __init__(self, app: ASGIApp, *, origins: frozenset[str], most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._origins = origins
        self._hosts = {urlsplit(origin).netloc for origin in origins}
        self._most_bytes = most_bytes
        self._headers = dict(HEADERS)
        if all(origin.startswith("https://") for origin in origins):
            self._headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", "private, no-store")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            status, why = refusal
            await PlainTextResponse(why, status_code=status)(scope, receive, sending)
            return
        await self._app(scope, self._counted(receive), sending)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [headers.get("host")] or headers["host"] not in self._hosts:
            return 421, "This room is at another address.\n"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most_bytes:
            return 413, f"That is too much at once: {self._most_bytes} bytes at most.\n"
        if scope["method"] in SAFE:
            return None
        if headers.get("origin") not in self._origins or urlsplit(headers["origin"]).netloc != headers["host"]:
            return 403, "Changes come from the room's own pages alone (Origin).\n"
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "Changes come from the room's own pages alone (Sec-Fetch-Site).\n"
        return None

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most_bytes:
                raise TooMuch
            return message

        return receiving
