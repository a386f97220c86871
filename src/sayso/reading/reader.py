"""From what the user named to reports: open, recognise, parse; an error stands in a report's place."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from urllib.parse import urlsplit

import msgspec

from sayso.errors import EmptyInput, InputError, Malformed, Truncated, Unreadable
from sayso.reading.jobs import Job, Keep
from sayso.reading.language import language_of
from sayso.reading.limits import DEFAULT, Limits
from sayso.reading.network import Network, PublicNetwork
from sayso.reading.opening import Opened, opened
from sayso.reading.plain import parse_text
from sayso.reading.rows import parse_csv, parse_jsonl
from sayso.reading.sniffing import Format, format_of
from sayso.reading.sources import Source, sources
from sayso.reading.worker import Worker
from sayso.report import Report

PARSERS: Mapping[Format, str] = MappingProxyType(
    {
        "html": "sayso.reading.html:parse",
        "pdf": "sayso.reading.pdf:parse",
        "feed": "sayso.reading.feed:parse",
        "warc": "sayso.reading.warc:parse",
    }
)
"""The parsers that run in a process of their own, as ``module:function`` (see `sayso.reading.jobs.Parser`)."""
PUBLIC = PublicNetwork()
COPY_AGAIN = "Download or copy the file again."


def read(
    inputs: Iterable[str | Path],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT,
    network: Network = PUBLIC,
    parsers: Mapping[Format, str] = PARSERS,
    keep: Keep | None = None,
) -> Iterator[Report | InputError]:
    """Yield every report of *inputs* in order, and an `InputError` in the place of each that can't be read.

    An input is a file, a folder, a URL or ``-`` for *stdin* (the process's own where that is ``None``).
    *published* and *outlet* hold for the reports that do not say theirs; where neither names an outlet,
    it is the host of the report's address. *encoding* is that of text files
    that are not UTF-8. Nothing is opened before its turn. *network* says which addresses may be fetched,
    *parsers* what reads the formats whose parsers run in a process that can be killed. *keep* takes the
    ``sha256`` of each report and the bytes that it is of, before the report is yielded.
    """
    with Worker() as worker:
        reader = _Reader(
            worker=worker,
            outlet=outlet,
            encoding=encoding,
            stdin=stdin,
            limits=limits,
            network=network,
            parsers=parsers,
            keep=keep,
        )
        for given in inputs:
            for source in sources(given):
                found = iter((source,)) if isinstance(source, InputError) else reader.reports(source)
                for item in found:
                    yield item if isinstance(item, InputError) else _complete(item, published=published, outlet=outlet)


def _complete(report: Report, *, published: dt.date | None, outlet: str | None) -> Report:
    return msgspec.structs.replace(
        report,
        published=report.published or published,
        outlet=report.outlet or outlet or _host(report.url),
        language=report.language or language_of(report.text),
    )


def _host(url: str | None) -> str | None:
    """The site that an address names: who published it, where nothing else says so."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """What holds for all inputs of a batch."""

    worker: Worker
    outlet: str | None
    encoding: str | None
    stdin: BinaryIO | None
    limits: Limits
    network: Network
    parsers: Mapping[Format, str]
    keep: Keep | None

    def reports(self, source: Source) -> Iterator[Report | InputError]:
        """Yield what *source* holds; what stops the reading of it comes last."""
        again = COPY_AGAIN
        try:
            with opened(source, stdin=self.stdin, limits=self.limits, network=self.network) as it:
                yield from self._parsed(it)
        except InputError as error:
            yield error
        except EOFError:
            yield Truncated("The compressed data ends early", source=source.name, remedy=again)
        except (gzip.BadGzipFile, zlib.error) as error:
            yield Malformed(f"The compressed data is broken ({error})", source=source.name, remedy=again)
        except OSError as error:
            what = f"It can't be read ({error.strerror or error})"
            yield Unreadable(what, source=source.name, remedy="Check that you may read it.")

    def _parsed(self, it: Opened) -> Iterator[Report | InputError]:
        head = it.head
        if not head:
            raise EmptyInput("There is nothing in it", source=it.name, remedy="Check that the file was saved in full.")
        match format_of(head, suffix=it.suffix, source=it.name):
            case "jsonl":
                yield from parse_jsonl(it.stream, source=it.name, limits=self.limits, keep=self.keep)
            case "csv":
                yield from parse_csv(it.stream, source=it.name, limits=self.limits, head=head, keep=self.keep)
            case "text":
                data = it.whole(at_most=self.limits.report)
                encoding = self.encoding or it.charset
                report = parse_text(data, source=it.name, encoding=encoding, outlet=self.outlet)
                self._keep(report, data)
                yield msgspec.structs.replace(report, url=report.url or it.url)
            case "warc":
                with it.on_disk(at_most=self.limits.file) as path:
                    yield from self.worker.run(self._job("warc", it, path=str(path)), keep=self.keep)
            case "feed":
                data = it.whole(at_most=self.limits.page)
                yield from self.worker.run(self._job("feed", it, data=data), keep=self.keep)
            case form:
                data = it.whole(at_most=self.limits.file if form == "pdf" else self.limits.page)
                for item in self.worker.run(self._job(form, it, data=data)):
                    if isinstance(item, Report):
                        self._keep(item, data)
                    yield item

    def _keep(self, report: Report, data: bytes) -> None:
        if self.keep is not None:
            self.keep(report.sha256, data)

    def _job(self, form: Format, it: Opened, *, data: bytes = b"", path: str | None = None) -> Job:
        return Job(
            parser=self.parsers[form],
            source=it.name,
            data=data,
            path=path,
            charset=it.charset,
            url=it.url,
            keep=self.keep is not None,
            limits=self.limits,
        )
