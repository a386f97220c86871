"""What passes between sayso and the process that runs its parsers: framed MessagePack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

import msgspec

from sayso import errors
from sayso.reading.limits import Limits
from sayso.report import Report

LENGTH = 4


class Job(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One input to parse: its bytes, or the ``path`` of a file that holds many reports.

    ``parser`` names a `Parser` as ``module:function``. ``charset`` is the encoding that a transport declared,
    ``start`` how many results to pass over (where a former process was stopped), ``limits`` what bounds it.
    Where ``keep`` holds, a parser of many reports gives the `Original` of each before it.
    """

    parser: str
    source: str
    data: bytes = b""
    path: str | None = None
    charset: str | None = None
    url: str | None = None
    start: int = 0
    keep: bool = False
    limits: Limits


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The parser is loaded; its time counts from now."""


class Original(msgspec.Struct, frozen=True, tag=True):
    """The bytes that name the report after it."""

    sha256: str
    data: bytes


class Found(msgspec.Struct, frozen=True, tag=True):
    """One report."""

    report: Report


class Wrong(msgspec.Struct, frozen=True, tag=True):
    """One report that can't be read."""

    code: str
    message: str
    source: str | None
    remedy: str | None

    @classmethod
    def of(cls, error: errors.InputError) -> Wrong:
        """Return *error* as a message."""
        return cls(error.code, error.message, error.source, error.remedy)

    def error(self) -> errors.InputError:
        """Return the error that was sent, in its own class."""
        kinds = {kind.code: kind for kind in errors.InputError.__subclasses__()}
        kind = kinds.get(self.code, errors.InputError)
        return kind(self.message, source=self.source, remedy=self.remedy)


class Passed(msgspec.Struct, frozen=True, tag=True):
    """A piece of the input that is no report was dealt with; the clock starts anew."""


class Done(msgspec.Struct, frozen=True, tag=True):
    """The input is at its end."""


Answer = Ready | Original | Found | Wrong | Passed | Done
Keep = Callable[[str, bytes], object]
"""Takes the sha256 that names a report, and the bytes that it is of."""
Parser = Callable[[Job], Iterator[Report | Original | errors.InputError | None]]
"""Reads one job; yields ``None`` for a piece of the input that is no report."""

_encoder = msgspec.msgpack.Encoder()
_answers = msgspec.msgpack.Decoder(Answer)
_jobs = msgspec.msgpack.Decoder(Job)


def send(stream: IO[bytes], message: Job | Answer) -> None:
    """Write *message* with its length before it."""
    body = _encoder.encode(message)
    stream.write(len(body).to_bytes(LENGTH, "big") + body)
    stream.flush()


def receive_answer(stream: IO[bytes]) -> Answer | None:
    """Return the next answer, ``None`` where the other side is gone."""
    body = _frame(stream)
    return None if body is None else _answers.decode(body)


def receive_job(stream: IO[bytes]) -> Job | None:
    """Return the next job, ``None`` where the other side is gone."""
    body = _frame(stream)
    return None if body is None else _jobs.decode(body)


def _frame(stream: IO[bytes]) -> bytes | None:
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return body if len(body) == size else None
