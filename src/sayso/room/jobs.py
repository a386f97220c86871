"""Reading reports into a case and working out its incidents, in a process of its own, so that pages stay quick."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from sayso.casefile.adding import Outcome

State = Literal["waiting", "reading", "gathering", "done", "failed", "stopped"]
KEPT = 50
"""Jobs that are remembered."""
MOST_SHOWN = 500
"""Outcomes of one job that are kept to be listed; all are counted."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a working process is to do, as it reads it from its standard input.

    ``alone`` has incidents worked out as the machine alone makes them, too.
    """

    location: str
    alone: bool = False
    inputs: tuple[str, ...] = ()
    published: dt.date | None = None
    outlet: str | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line that a working process writes: what became of a report, how far it is, or why it stopped."""

    outcome: Outcome | None = None
    stage: str | None = None
    done: int = 0
    total: int | None = None
    error: str | None = None


@dataclass(slots=True)
class Job:
    """Work on a case, as its page shows it. ``names`` are what the inputs are called, by their paths."""

    id: str
    case: str
    by: str
    order: Order
    folder: Path | None = None
    names: dict[str, str] = field(default_factory=dict)
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    error: str | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in {"done", "failed", "stopped"}

    def take(self, told: Told) -> None:
        """Note one line of the working process."""
        if told.outcome is not None:
            outcome = self._named(told.outcome)
            self.state = "reading"
            self.counts[outcome.state] = self.counts.get(outcome.state, 0) + 1
            if len(self.outcomes) < MOST_SHOWN:
                self.outcomes.append(outcome)
            self.done = sum(self.counts.values())
        elif told.error is not None:
            self.error = told.error
        elif told.stage is not None:
            self.state = "reading" if told.stage == "reading" else "gathering"
            self.stage, self.done, self.total = told.stage, told.done, told.total

    def _named(self, outcome: Outcome) -> Outcome:
        """Return *outcome* with what the user called the input in place of the path of its draft."""
        if outcome.error is None:
            return outcome
        shown = outcome.error.input
        for path, name in self.names.items():
            shown = shown.replace(path, name)
        return msgspec.structs.replace(outcome, error=msgspec.structs.replace(outcome.error, input=shown))


class Jobs:
    """The jobs of a room, one at a time for each case."""

    def __init__(self, *, ended: Callable[[str], None] = lambda _: None) -> None:
        self._jobs: dict[str, Job] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._due: dict[str, asyncio.TimerHandle] = {}
        self._ended = ended

    def get(self, id: str) -> Job | None:
        """Return the job of that *id*."""
        return self._jobs.get(id)

    def of(self, case: str) -> list[Job]:
        """Return the jobs of *case*, the latest first."""
        return [job for job in reversed(self._jobs.values()) if job.case == case]

    def start(
        self, case: str, order: Order, *, by: str, folder: Path | None = None, names: dict[str, str] | None = None
    ) -> Job:
        """Start a job, which waits for the one of the same case before it. *folder* is thrown away when it is done."""
        job = Job(secrets.token_hex(8), case, by, order, folder, names or {})
        self._jobs[job.id] = job
        for old in [one.id for one in self._jobs.values() if one.ended][: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[old]
        task = asyncio.get_running_loop().create_task(self._run(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def soon(self, case: str, order: Order, *, by: str, seconds: float) -> None:
        """Work incidents out in so many *seconds*, counted anew with each call."""
        if case in self._due:
            self._due[case].cancel()
        self._due[case] = asyncio.get_running_loop().call_later(seconds, lambda: self.start(case, order, by=by))

    async def _run(self, job: Job) -> None:
        try:
            async with self._locks.setdefault(job.case, asyncio.Lock()):
                await self._work(job)
        except asyncio.CancelledError:
            job.state = "stopped"
            raise
        finally:
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)

    async def _work(self, job: Job) -> None:
        job.state = "reading" if job.order.inputs else "gathering"
        process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**24
        )
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process has no pipes")
        try:
            process.stdin.write(msgspec.json.encode(job.order))
            process.stdin.close()
            async for line in process.stdout:
                job.take(msgspec.json.decode(line, type=Told))
            status = await process.wait()
        except BaseException:
            if process.returncode is None:
                process.kill()
                await process.wait()
            raise
        job.state = "done" if status == 0 else "failed"
        if status and job.error is None:
            job.error = f"The reading process ended early (status {status}). What was kept before is in the case."
        self._ended(job.case)

    async def close(self) -> None:
        """Stop all jobs; what they kept stays kept."""
        for handle in self._due.values():
            handle.cancel()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


COMMAND: Sequence[str] = (sys.executable, "-m", "sayso.room.work")
