"""JSON lines and CSV: a row is a report, and a bad row does not stop the next."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import BinaryIO

import msgspec

from sayso.errors import BadEncoding, EmptyInput, InputError, Malformed, MissingColumn, TooLarge
from sayso.reading import fields
from sayso.reading.dates import published_date
from sayso.reading.decoding import REMEDY as SAVE_AS_UTF8
from sayso.reading.decoding import bom_of
from sayso.reading.jobs import Keep
from sayso.reading.limits import Limits
from sayso.report import Report

DELIMITERS = ",;\t|"
NEEDS_TEXT = "Each report needs a “text”; see the names that sayso knows in “Give sayso reports to read”."


def parse_jsonl(
    stream: BinaryIO, *, source: str, limits: Limits, keep: Keep | None = None
) -> Iterator[Report | InputError]:
    """Yield a report, or what is wrong with it, for each line of *stream* that is not blank. UTF-8 (RFC 8259).

    *keep* takes the sha256 and the bytes of each report's line before the report is yielded.
    """
    number = 0
    while line := stream.readline(limits.report + 1):
        number += 1
        where = f"line {number} of {source}"
        if len(line) > limits.report:
            _skip_line(stream, line, limits.report)
            yield _too_long(where, limits)
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not line.strip():
            continue
        try:
            report = _of_json(line.strip(), source=where)
        except InputError as error:
            yield error
            continue
        if keep is not None:
            keep(report.sha256, line.strip())
        yield report


def _skip_line(stream: BinaryIO, line: bytes, step: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(step)


def _too_long(where: str, limits: Limits) -> TooLarge:
    size = limits.report // 2**20
    return TooLarge(f"The row is over {size} MiB", source=where, remedy="Split it into one report a row.")


def _of_json(line: bytes, *, source: str) -> Report:
    try:
        row = msgspec.json.decode(line)
    except UnicodeDecodeError:
        raise BadEncoding("The line is not valid UTF-8", source=source, remedy=SAVE_AS_UTF8) from None
    except (msgspec.DecodeError, RecursionError) as error:
        remedy = "Put one JSON object, complete, on each line."
        raise Malformed(f"The line is not JSON ({error})", source=source, remedy=remedy) from None
    if not isinstance(row, dict):
        raise Malformed("The line is not a JSON object", source=source, remedy='Write each line as {"text": "…"}.')
    return of_row(row, columns=fields.columns(row), sha256_of=line, source=source)


def of_row(
    row: Mapping[str, object], *, columns: Mapping[str, str], sha256_of: bytes, source: str, url: str | None = None
) -> Report:
    """Return the report in *row*, whose *columns* hold its fields; *sha256_of* are the bytes that name it."""
    if "text" not in columns:
        found = ", ".join(f"“{name}”" for name in list(row)[:20]) or "none"
        raise MissingColumn(f"There is no “text”; the columns found are: {found}", source=source, remedy=NEEDS_TEXT)
    text = row[columns["text"]]
    if text is not None and not isinstance(text, str):
        raise Malformed(f"“{columns['text']}” is not text", source=source, remedy="Give the text as a string.")
    if text is None or not text.strip():
        raise EmptyInput("The text is empty", source=source, remedy="Fill in the text or leave the row out.")
    given = {
        field: fields.said(row[column], column=column, source=source)
        for field, column in columns.items()
        if field != "text"
    }
    digest = sha256(sha256_of).hexdigest()
    published = given.get("published")
    return Report(
        id=given.get("id") or digest,
        sha256=digest,
        title=given.get("title"),
        outlet=given.get("outlet"),
        byline=given.get("byline"),
        published=published_date(published, source=source) if published else None,
        language=given.get("language"),
        url=given.get("url") or url,
        text=text,
    )


def parse_csv(
    stream: BinaryIO, *, source: str, limits: Limits, head: bytes, keep: Keep | None = None
) -> Iterator[Report | InputError]:
    """Yield a report, or what is wrong with it, for each row of *stream*, which begins with *head*.

    The first row names the columns. The delimiter is the one of ``, ; tab |`` that finds most columns in it.
    UTF-8, or UTF-16 with a byte order mark (as Excel writes "Unicode text"). A row's sha256 is that of its
    cells as a JSON object, keys in the order of the header; *keep* takes it with those bytes.
    """
    # The module's own bound (128 KiB a cell) is under the length of many reports, and is process-wide.
    csv.field_size_limit(limits.report)
    mark = bom_of(head)
    encoding = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(mark[0] if mark else "", "utf-8-sig")
    # Undecodable bytes pass through as lone surrogates, so that only the row that holds them is lost.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    lines = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    delimiter = delimiter_of(head.decode(encoding, "replace"))
    rows = csv.reader(_bounded(lines, limits.report), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    number = 0
    while True:
        number += 1
        where = f"row {number} of {source}"
        try:
            cells = next(rows, None)
        except _LineTooLong:
            yield _too_long(where, limits)
            break
        except csv.Error as error:
            yield Malformed(f"The row is not CSV ({error})", source=where, remedy="Quote cells that hold quotes.")
            continue
        if cells is None:
            break
        if header is None:
            header = [name.strip() for name in cells]
            columns = fields.columns(header)
            if "text" not in columns:
                yield _no_text(header, source)
                break
            continue
        if any(cell.strip() for cell in cells):
            try:
                report, canonical = _of_cells(cells, header=header, columns=columns, source=where)
            except InputError as error:
                yield error
                continue
            if keep is not None:
                keep(report.sha256, canonical)
            yield report
    lines.detach()


class _LineTooLong(Exception):
    """A line of a table is over the size of a report: it is not held, and nothing can be told of what follows."""


def _bounded(lines: io.TextIOWrapper, at_most: int) -> Iterator[str]:
    while line := lines.readline(at_most + 1):
        if len(line) > at_most:
            raise _LineTooLong
        yield line


def delimiter_of(head: str) -> str:
    """Return the delimiter that finds most columns in the first line of *head*."""
    line = head.lstrip("\ufeff").partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _no_text(header: list[str], source: str) -> MissingColumn:
    found = ", ".join(f"“{name}”" for name in header[:20])
    return MissingColumn(f"There is no “text” column; the columns found are: {found}", source=source, remedy=NEEDS_TEXT)


def _of_cells(cells: list[str], *, header: list[str], columns: Mapping[str, str], source: str) -> tuple[Report, bytes]:
    if len(cells) > len(header):
        raise Malformed(
            f"The row has {len(cells)} cells and the header {len(header)}",
            source=source,
            remedy="Put double quotes around cells that hold the delimiter.",
        )
    row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))
    try:
        canonical = msgspec.json.encode(row)
    except UnicodeEncodeError:
        raise BadEncoding("The row is not valid UTF-8", source=source, remedy=SAVE_AS_UTF8) from None
    return of_row(row, columns=columns, sha256_of=canonical, source=source), canonical
