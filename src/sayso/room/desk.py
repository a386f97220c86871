"""Where cases are read: a few threads, each with connections of its own, beside the loop that answers requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sayso.casefile import Case

P = ParamSpec("P")
R = TypeVar("R")
SEATS = 4
"""Requests that are worked on at a time."""


class _Seat:
    """One thread and the cases that are open in it: a connection to SQLite belongs to the thread that made it."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seat")
        self._cases: dict[str, Case] = {}

    def open(self, location: str) -> Case:
        """Return the case at *location*; it is opened once. Runs in the seat's thread."""
        if location not in self._cases:
            self._cases[location] = Case(location)
        return self._cases[location]

    def close(self) -> None:
        """Close all cases. Runs in the seat's thread."""
        for case in self._cases.values():
            case.close()
        self._cases.clear()


class Desk:
    """Work on cases for requests, so many at a time."""

    def __init__(self, *, seats: int = SEATS) -> None:
        self._seats = [_Seat() for _ in range(seats)]
        self._free: asyncio.LifoQueue[_Seat] | None = None

    async def at(self, location: str, work: Callable[Concatenate[Case, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what *work* makes of the case at *location*, in a thread."""
        if self._free is None:
            self._free = asyncio.LifoQueue()
            for seat in reversed(self._seats):
                self._free.put_nowait(seat)
        seat = await self._free.get()
        loop = asyncio.get_running_loop()
        task = loop.run_in_executor(seat.thread, partial(_with, seat, location, work, args, kwargs))
        # A request that is given up leaves its seat only once the work in it has ended.
        task.add_done_callback(lambda _: self._free.put_nowait(seat) if self._free is not None else None)
        return await asyncio.shield(task)

    def close(self) -> None:
        """Close all cases and end the threads."""
        for seat in self._seats:
            seat.thread.submit(seat.close).result()
            seat.thread.shutdown()


def _with(seat: _Seat, location: str, work: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    return work(seat.open(location), *args, **kwargs)
