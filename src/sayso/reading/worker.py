"""Parsers that may hang or grow without end run in a process of their own, which is killed when they do."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Self, cast

import msgspec

from sayso.errors import InputError, Malformed, TooSlow
from sayso.reading.child import OUT_OF_MEMORY
from sayso.reading.jobs import Answer, Done, Found, Job, Keep, Original, Passed, Ready, Wrong, receive_answer, send
from sayso.reading.limits import MIB
from sayso.report import Report

START_SECONDS = 60.0
"""How long a fresh process may take to load its parser, on a busy machine."""
QUEUED = 4
KILLED_BY_SYSTEM = -9
REMEDY = "Give its text alone, in a .txt file."


class Worker:
    """One process for all the parsers of a batch: started when first needed, restarted after it was killed."""

    def __init__(self) -> None:
        self._process: _Process | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def run(self, job: Job, *, keep: Keep | None = None) -> Iterator[Report | InputError]:
        """Yield what the parser of *job* finds; an error where it took too much time or memory or crashed.

        Time is counted from result to result. Where a job has a ``path``, so that it can be taken up again,
        the reports after the one that stopped the parser are still read. *keep* takes the originals that the
        parser gives (see `Job`).
        """
        stopped_at: int | None = None
        while True:
            results = 0
            failure: InputError | None = None
            for answer in self._answers(job):
                if isinstance(answer, InputError):
                    failure = answer
                    break
                if isinstance(answer, Original):
                    if keep is not None:
                        keep(answer.sha256, answer.data)
                    continue
                results += 1
                if isinstance(answer, Found):
                    yield answer.report
                elif isinstance(answer, Wrong):
                    yield answer.error()
            if failure is None:
                return
            yield failure
            reached = job.start + results
            # A second stop at the very next result: what fails is the file, not a report in it.
            if job.path is None or reached == stopped_at:
                return
            stopped_at = reached + 1
            job = msgspec.structs.replace(job, start=stopped_at)

    def _answers(self, job: Job) -> Iterator[Original | Found | Wrong | Passed | InputError]:
        """Yield the answers to one run of *job*; an error, last, where the process did not come to its end."""
        process = self._process or _Process()
        self._process = None  # it is handed back below, when it has come to the end of the job
        try:
            process.ask(job)
            patience = START_SECONDS
            while True:
                answer = process.answer(patience)
                patience = job.limits.seconds
                match answer:
                    case Ready():
                        continue
                    case Done():
                        self._process = process
                        return
                    case None:
                        yield process.obituary(job)
                        return
                    case found:
                        yield found
        except queue.Empty:
            taken = f"Reading it took over {job.limits.seconds:g} seconds"
            yield TooSlow(f"{taken} and was stopped", source=job.source, remedy=REMEDY)
        finally:
            if self._process is not process:
                process.kill()


class _Process:
    """A running child and the thread that listens to it (pipes can't be waited for with a time limit on Windows)."""

    def __init__(self) -> None:
        # -P keeps the working folder, where strangers' files may lie, out of what modules are imported from.
        command = [sys.executable, "-P", "-m", "sayso.reading.child"]
        # One thread each in the libraries of linear algebra that a parser may load: they reserve memory by thread.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": _path()}
        self._popen = subprocess.Popen(  # noqa: S603  # our own module, by the interpreter that runs us
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._jobs = cast("IO[bytes]", self._popen.stdin)
        self._answers: queue.Queue[Answer | None] = queue.Queue(QUEUED)
        self._abandoned = threading.Event()
        self._listener = threading.Thread(target=self._listen, args=(self._popen.stdout,), daemon=True)
        self._listener.start()

    def _listen(self, stream: IO[bytes]) -> None:
        with stream:
            answer: Answer | None = Ready()
            while answer is not None and not self._abandoned.is_set():
                answer = receive_answer(stream)
                self._answers.put(answer)

    def ask(self, job: Job) -> None:
        try:
            send(self._jobs, job)
        except OSError:
            return  # it is dead: its answers end, and say so

    def answer(self, seconds: float) -> Answer | None:
        return self._answers.get(timeout=seconds)

    def obituary(self, job: Job) -> InputError:
        status = self._popen.wait()
        if status in {OUT_OF_MEMORY, KILLED_BY_SYSTEM}:
            memory = f"Reading it took over {job.limits.memory / MIB:g} MiB of memory"
            return TooSlow(f"{memory} and was stopped", source=job.source, remedy=REMEDY)
        return Malformed("The parser crashed on it", source=job.source, remedy=REMEDY)

    def kill(self) -> None:
        self._abandoned.set()
        self._popen.kill()
        self._popen.wait()
        # Unblock a listener that waits for room, then let it see the end of its pipe.
        while self._listener.is_alive():
            try:
                self._answers.get(timeout=0.01)
            except queue.Empty:
                self._listener.join(0.01)
        try:
            self._jobs.close()
        except OSError:
            return  # what was still to be written has nowhere to go


def _path() -> str:
    """The child looks for modules where this process does."""
    return os.pathsep.join(entry for entry in sys.path if entry)
