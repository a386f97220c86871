"""From what the user named to reports: open, recognise, parse; an error stands in a report's place."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from sayso.errors import EmptyInput, InputError, Malformed, TooLarge, Truncated, Unreadable
from sayso.reading import language
from sayso.reading.limits import DEFAULT, MIB, Limits
from sayso.reading.plain import parse_text
from sayso.reading.rows import parse_csv, parse_jsonl
from sayso.reading.sniffing import format_of, is_gzip
from sayso.reading.sources import Source, sources
from sayso.report import Report

HEAD = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An input that is open: where its bytes come from and what is known beside them."""

    name: str
    stream: io.BufferedReader[_Borrowed]
    suffix: str


def read(
    inputs: Iterable[str | Path],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Report | InputError]:
    """Yield every report of *inputs* in order, and an `InputError` in the place of each that can't be read.

    An input is a file, a folder, a URL or ``-`` for *stdin* (the process's own where that is ``None``).
    *published* and *outlet* hold for the reports that do not say theirs. *encoding* is that of text files
    that are not UTF-8. Nothing is opened before its turn.
    """
    for given in inputs:
        for source in sources(given):
            if isinstance(source, InputError):
                yield source
                continue
            try:
                for found in _reports(source, stdin=stdin, outlet=outlet, encoding=encoding, limits=limits):
                    yield _complete(found, published=published, outlet=outlet)
            except InputError as error:
                yield error


def _complete(found: Report | InputError, *, published: dt.date | None, outlet: str | None) -> Report | InputError:
    if isinstance(found, InputError):
        return found
    return msgspec.structs.replace(
        found,
        published=found.published or published,
        outlet=found.outlet or outlet,
        language=found.language or language.language_of(found.text),
    )


def _reports(
    source: Source, *, stdin: BinaryIO | None, outlet: str | None, encoding: str | None, limits: Limits
) -> Iterator[Report | InputError]:
    try:
        with _raw(source, stdin) as raw:
            opened = _opened(raw, source)
            yield from _parsed(opened, outlet=outlet, encoding=encoding, limits=limits)
    except EOFError:
        raise Truncated(
            "The compressed data ends early", source=source.name, remedy="Download or copy the file again."
        ) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Malformed(
            f"The compressed data is broken ({error})", source=source.name, remedy="Download or copy the file again."
        ) from None
    except OSError as error:
        raise Unreadable(
            f"It can't be read ({error.strerror or error})", source=source.name, remedy="Check that you may read it."
        ) from None


def _raw(source: Source, stdin: BinaryIO | None) -> BinaryIO:
    if source.path is not None:
        return source.path.open("rb")
    # A copy of the handle's reader: closing it must not close the caller's stream.
    return io.BufferedReader(_Borrowed(stdin or sys.stdin.buffer), HEAD)


class _Borrowed(io.RawIOBase):
    """A stream of somebody else's: read to its end, never closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        # read1 gives what a pipe holds by now; read would wait for the whole buffer.
        read = getattr(self._stream, "read1", self._stream.read)
        data = read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _opened(raw: BinaryIO, source: Source) -> Opened:
    stream = io.BufferedReader(_Borrowed(raw), HEAD)
    if is_gzip(stream.peek(HEAD)):
        stream = io.BufferedReader(_Borrowed(gzip.GzipFile(fileobj=stream)), HEAD)
    return Opened(name=source.name, stream=stream, suffix=source.suffix)


def _parsed(
    opened: Opened, *, outlet: str | None, encoding: str | None, limits: Limits
) -> Iterator[Report | InputError]:
    head = opened.stream.peek(HEAD)
    name = opened.name
    if not head:
        raise EmptyInput("There is nothing in it", source=name, remedy="Check that the file was saved in full.")
    match format_of(head, suffix=opened.suffix, source=name):
        case "jsonl":
            yield from parse_jsonl(opened.stream, source=name, limits=limits)
        case "csv":
            yield from parse_csv(opened.stream, source=name, limits=limits, head=head)
        case "text":
            data = whole(opened.stream, at_most=limits.report, source=name)
            yield parse_text(data, source=name, encoding=encoding, outlet=outlet)
        case other:
            raise NotImplementedError(other)


def whole(stream: BinaryIO, *, at_most: int, source: str) -> bytes:
    """Return all bytes of *stream*; raise `TooLarge` as soon as there are more than *at_most*."""
    data = stream.read(at_most + 1)
    if len(data) > at_most:
        remedy = "Give the report alone, or its text."
        raise TooLarge(f"It is over {at_most / MIB:g} MiB", source=source, remedy=remedy)
    return data
