"""Parsers that do what no parser should, for the process that must bear it."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path

from sayso.reading.jobs import Job
from sayso.report import Report


def hang(job: Job) -> Iterator[Report]:
    """Never come to an end."""
    while True:
        time.sleep(60)
    yield Report.from_text(job.source)


def grow(job: Job) -> Iterator[Report]:
    """Ask for ever more memory."""
    held = []
    while True:
        held.append(bytearray(b"x" * 2**24))
    yield Report.from_text(job.source)


def crash(job: Job) -> Iterator[Report]:
    """Read an address that is nobody's."""
    ctypes.string_at(1)
    yield Report.from_text(job.source)


def fail(job: Job) -> Iterator[Report]:
    """Raise an error of one's own."""
    raise ZeroDivisionError(job.source)
    yield Report.from_text(job.source)


def chatter(job: Job) -> Iterator[Report]:
    """Print where the answers go."""
    os.write(1, job.source.encode())
    print("and more of them", flush=True)  # noqa: T201
    yield Report.from_text(f"{os.getpid()}")


def hang_at_lines(job: Job) -> Iterator[Report | None]:
    """Give each line of a file, but hang at those that say so; pass empty ones over."""
    assert job.path is not None
    for number, line in enumerate(Path(job.path).read_text("utf-8").splitlines()):
        if number < job.start or not line:
            yield None
            continue
        if line == "hang":
            time.sleep(60)
        yield Report.from_text(line)
