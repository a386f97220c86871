"""Rows to files: tables as CSV, TSV or Parquet, objects as JSON lines or within one document.

Every writer takes rows as they come and holds none back; the same rows give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from sayso.errors import BadUsage
from sayso.export.cells import cell, guarded
from sayso.export.rows import Cell, CellType, Table

_BREAKS = re.compile(r"[\t\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")
PARQUET: Mapping[CellType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
"""DuckDB's type for each of ours."""

Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the objects of a document: its own keys, and the key of the list of objects.

    Where *page* is given, the list is the ``items`` of such a page under the key (W3C Web Annotation, section 5).
    """

    keys: Mapping[str, Cell]
    list: str
    page: str | None = None
    more: Mapping[str, Cell] = field(default_factory=dict)


def write_csv(table: Table, rows: Iterable[Cells], stream: BinaryIO) -> None:
    """Write a table with its heading as CSV (RFC 4180), in UTF-8, safe to open in a spreadsheet.

    It is safe where the first column holds no negative numbers: what identifies a row never does.
    """
    for part in _csv(table, rows):
        stream.write(part)


def write_tsv(rows: Iterable[Cells], stream: BinaryIO) -> None:
    """Write a table without its heading, separated by tabs; a break within a cell becomes a space."""
    for row in rows:
        stream.write("\t".join(guarded(_BREAKS.sub(" ", cell(value))) if isinstance(value, str) else cell(value)
                               for value in row.values()).encode() + b"\n")  # fmt: skip


def write_jsonl(rows: Iterable[Cells], stream: BinaryIO) -> None:
    """Write one object a line."""
    for row in rows:
        stream.write(encoded(row) + b"\n")


def write_document(frame: Frame, rows: Iterable[Cells], stream: BinaryIO, *, name: str) -> None:
    """Write one JSON document with the objects in its list, one a line. *name* is what a paged list is called."""
    head = dict(frame.keys)
    closing = b"\n]"
    if frame.page is None:
        opening = encoded(frame.list) + b":["
    else:
        head["id"] = name
        page = {"id": f"{name}#page", "type": frame.page, "partOf": name, "startIndex": 0}
        opening = encoded(frame.list) + b":" + encoded(page)[:-1] + b',"items":['
        closing += b"}"
    stream.write(encoded(head)[:-1] + b"," + opening)
    number = -1
    for number, row in enumerate(rows):
        stream.write((b"," if number else b"") + b"\n" + encoded(row))
    total = b"" if frame.page is None else b',"total":' + str(number + 1).encode()
    stream.write(closing + total + b"}\n")


def write_parquet(table: Table, rows: Iterable[Cells], path: Path) -> None:
    """Write a table as Parquet through DuckDB. Raise `BadUsage` where that is not installed.

    The rows go through a file of JSON lines beside *path*, so that memory does not grow with them.
    """
    try:
        import duckdb  # type: ignore[import-not-found,unused-ignore]  # an extra
    except ImportError as error:
        message = "Parquet files are written by DuckDB, which is not installed"
        raise BadUsage(message, remedy="Install it: pip install 'sayso[parquet]'.") from error
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        lines = Path(folder) / "rows.jsonl"
        with lines.open("wb") as stream:
            write_jsonl(rows, stream)
        columns = {column.name: PARQUET[column.type] for column in table.columns}
        with duckdb.connect(":memory:", config={"threads": 1, "autoinstall_known_extensions": False}) as connection:
            relation = connection.read_json(str(lines), columns=columns, format="newline_delimited")
            relation.write_parquet(str(path), compression="zstd")


def encoded(value: Cell) -> bytes:
    """Return *value* as one line of UTF-8 JSON. A lone surrogate, which UTF-8 can't hold, becomes U+FFFD."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _csv(table: Table, rows: Iterable[Cells]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.names)
    for row in rows:
        writer.writerow([cell(row[name]) for name in table.names])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()
