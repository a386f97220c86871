"""Answers that are kept: what somebody asks for again is what it was, until something changes in the case."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

from sayso.casefile import Case, log

if TYPE_CHECKING:
    from sayso.room.asking import Ask

ROOM = 64 * 2**20
"""Bytes of answers that are kept; of more, those asked for longest ago go."""
LARGEST = 2**20
"""Bytes of the largest answer that is kept."""
GLANCE = 0.05
"""Seconds for which a look at what a case holds is good; what other processes write shows after them."""
Key = tuple[Hashable, ...]
Held = tuple[dict[str, str], bytes]


class Answers:
    """The answers to each visitor's questions about a case, for as long as it holds what it held."""

    def __init__(self) -> None:
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._size = 0
        self._seen: dict[str, tuple[float, Hashable]] = {}

    def changed(self, case: str) -> None:
        """Note that the room itself is about to change *case*, or has: the next question looks at it anew."""
        self._seen.pop(case, None)

    async def to(self, ask: Ask, answer: Callable[[], Awaitable[Response]]) -> Response:
        """Return the answer to *ask*: the one that is kept, or what *answer* makes."""
        key = (ask.case, await self._state(ask), *_asked(ask))
        held = self._held.get(key)
        if held is not None:
            self._held.move_to_end(key)
            headers, body = held
            return Response(body, headers=headers)
        made = await answer()
        if made.status_code == HTTPStatus.OK and len(made.body) <= LARGEST:
            self._keep(key, made)
        return made

    async def _state(self, ask: Ask) -> Hashable:
        """Return what any answer depends on besides the question: what the case holds, and whether it is worked on."""
        jobs = tuple((job.id, job.ended) for job in ask.room.jobs.of(ask.case))
        seen, now = self._seen.get(ask.case), time.monotonic()
        if seen is None or now - seen[0] > GLANCE:
            seen = (now, await ask.at(_state))
            self._seen[ask.case] = seen
        return jobs, seen[1]

    def _keep(self, key: Key, made: Response) -> None:
        headers = {name: value for name, value in made.headers.items() if name != "content-length"}
        before = self._held.pop(key, None)  # two may have asked at a time
        self._held[key] = (headers, bytes(made.body))
        self._size += len(made.body) - (len(before[1]) if before else 0)
        while self._size > ROOM:
            _, (_, body) = self._held.popitem(last=False)
            self._size -= len(body)


def _state(case: Case) -> Hashable:
    gathered = case.database.query("SELECT max(number) FROM gatherings WHERE complete")[0][0]
    return log.head(case.database)[0], gathered


def _asked(ask: Ask) -> Key:
    """Return who asks, as whom, for what, and whether for a part of a page."""
    part = ask.request.headers.get("hx-request") == "true"
    return ask.visitor.session, ask.visitor.name, tuple(sorted(ask.visitor.roles.items())), ask.here, part
