"""A web archive to reports: each archived page, text or PDF is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.errors import EmptyInput, InputError, Malformed, TooLarge, Truncated
from sayso.reading import pdf
from sayso.reading.html import of_page
from sayso.reading.jobs import Original
from sayso.reading.limits import MIB
from sayso.reading.plain import parse_text
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.reading.jobs import Job

KINDS = frozenset({"response", "resource", "conversion"})
OK = "200"


def parse(job: Job) -> Iterator[Report | Original | InputError | None]:
    """Yield one result a record of the archive at ``job.path``; ``None`` for those that are no report.

    The first ``job.start`` records are passed over. The date of a crawl is not a published date, and is not
    taken for one. Redirects, errors, pictures, scripts and the like are no reports.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    if job.path is None:
        raise ValueError("an archive is read from a file")
    with Path(job.path).open("rb") as stream:
        records = iter(ArchiveIterator(stream))
        number = results = 0
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, UnicodeDecodeError) as error:
                remedy = "Download or copy the archive again."
                raise Malformed(f"The archive is broken ({error})", source=job.source, remedy=remedy) from None
            if record is None:
                break
            number += 1
            try:
                found = _of_record(record, job=job) if number > job.start else None
            except InputError as error:
                results += 1
                yield error
                continue
            if found is None:
                yield None
                continue
            results += 1
            report, data = found
            if job.keep:
                yield Original(report.sha256, data)
            yield report
    if not results and not job.start:
        remedy = "Give an archive of web pages that was saved in full."
        raise EmptyInput("The archive holds no page, text or PDF", source=job.source, remedy=remedy)


def _of_record(record: Any, *, job: Job) -> tuple[Report, bytes] | None:  # warcio is untyped
    kind, charset = _content_type(record)
    if record.rec_type not in KINDS or kind not in {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
    }:
        return None
    if record.http_headers is not None and record.http_headers.get_statuscode() != OK:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    source = f"{url or 'a record'} in {job.source}"
    at_most = job.limits.page
    data = record.content_stream().read(at_most + 1)
    if len(data) > at_most:
        raise TooLarge(f"It is over {at_most / MIB:g} MiB", source=source, remedy="Give the report alone, or its text.")
    if record.raw_stream.limit > 0:
        raise Truncated("The archive ends early", source=source, remedy="Download or copy the archive again.")
    match kind:
        case "text/plain":
            report = msgspec.structs.replace(parse_text(data, source=source, encoding=charset), url=url)
        case "application/pdf":
            report = pdf.of_document(data, source=source, url=url, at_most=job.limits.report)
        case _:
            report = of_page(data, source=source, url=url, charset=charset, at_most=job.limits.report)
    return report, data


def _content_type(record: Any) -> tuple[str, str | None]:
    headers = record.http_headers or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    name, _, charset = rest.strip().partition("=")
    return kind.strip().lower(), charset.strip("\"' ") or None if name.strip().lower() == "charset" else None
