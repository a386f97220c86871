"""An input, opened: a stream that can be looked into, decompressed, and what is known beside the bytes."""

from __future__ import annotations

import gzip
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast
from urllib.parse import urlsplit

from sayso.errors import TooLarge
from sayso.reading.limits import MIB, Limits
from sayso.reading.network import Network
from sayso.reading.sniffing import is_gzip
from sayso.reading.sources import Source, suffix_of

HEAD = 64 * 1024
SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An input that is open. ``stream`` gives its bytes, decompressed; ``path`` is where they lie as they are.

    ``charset`` is the encoding that a server declared, ``url`` the address that the bytes came from.
    """

    name: str
    stream: io.BufferedReader[Borrowed]
    suffix: str
    path: Path | None = None
    charset: str | None = None
    url: str | None = None

    @property
    def head(self) -> bytes:
        """The first bytes, left to be read."""
        return self.stream.peek(HEAD)

    def whole(self, *, at_most: int) -> bytes:
        """Return all bytes; raise `TooLarge` as soon as there are more than *at_most*."""
        data = self.stream.read(at_most + 1)
        if len(data) > at_most:
            remedy = "Give the report alone, or its text."
            raise TooLarge(f"It is over {at_most / MIB:g} MiB", source=self.name, remedy=remedy)
        return data

    @contextmanager
    def on_disk(self, *, at_most: int) -> Iterator[Path]:
        """Give the path of a file with the bytes: the input's own, or a copy that is removed afterwards."""
        if self.path is not None:
            yield self.path
            return
        with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
            path = Path(folder) / "input"
            size = 0
            with path.open("wb") as copy:
                while chunk := self.stream.read(MIB):
                    size += copy.write(chunk)
                    if size > at_most:
                        remedy = "Save it to a file and give that."
                        raise TooLarge(f"It is over {at_most / MIB:g} MiB", source=self.name, remedy=remedy)
            yield path


class Borrowed(io.RawIOBase):
    """A stream of somebody else's: read to its end, never closed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """It is read, and nothing else."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill *buffer* with what there is by now; the number of bytes, 0 at the end."""
        # read1 gives what a pipe holds by now; read would wait for the whole buffer.
        read = getattr(self._stream, "read1", self._stream.read)
        data = read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(source: Source, *, stdin: BinaryIO | None, limits: Limits, network: Network) -> Iterator[Opened]:
    """Open *source* for reading; what is compressed with gzip is read decompressed."""
    if source.url is not None:
        from sayso.reading.fetching import fetch

        page = fetch(source.url, limits=limits, network=network)
        suffix = SUFFIX_OF_TYPE.get(page.content_type or "") or suffix_of(urlsplit(page.url).path)
        stream = _decompressed(io.BytesIO(page.data))
        yield Opened(name=source.name, stream=stream, suffix=suffix, charset=page.charset, url=page.url)
    elif source.path is not None:
        with source.path.open("rb") as file:
            yield Opened(name=source.name, stream=_decompressed(file), suffix=source.suffix, path=source.path)
    else:
        yield Opened(name=source.name, stream=_decompressed(stdin or sys.stdin.buffer), suffix="")


def _decompressed(raw: IO[bytes]) -> io.BufferedReader[Borrowed]:
    stream = io.BufferedReader(Borrowed(raw), HEAD)
    if is_gzip(stream.peek(HEAD)):
        return io.BufferedReader(Borrowed(cast("IO[bytes]", gzip.GzipFile(fileobj=stream))), HEAD)
    return stream
