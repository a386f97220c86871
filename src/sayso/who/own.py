"""A user's own actor table: a CSV that wins over the packaged one."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec

from sayso.claim import ActorKind
from sayso.errors import BadDate, Malformed, MissingColumn
from sayso.who.names import slug
from sayso.who.table import Entry, Row, Table, packaged


class _KindCell(msgspec.Struct, frozen=True):
    kind: ActorKind


def load_table(path: Path) -> Table:
    """Return the packaged table with the actors of the CSV at *path* before it.

    Columns: ``name`` (required), ``id``, ``aliases`` (parted by ``|``), ``kind``, ``country`` (ISO 3166-1 alpha-2),
    ``part_of`` (an id), ``start`` and ``end`` (ISO days). Raises `MissingColumn`, `Malformed` or `BadDate`.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if "name" not in (reader.fieldnames or ()):
            raise MissingColumn("the actor table has no column `name`", source=str(path), remedy="Add one.")
        return Table(packaged().lexicon, own=tuple(_entries(reader, path)))


def _entries(rows: csv.DictReader[str], path: Path) -> Iterator[Entry]:
    for row in rows:
        source = f"line {rows.line_num} of {path}"
        cells = {k: v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str) and v.strip()}
        name = cells.get("name")
        if name is None:
            raise Malformed("an actor has no name", source=source, remedy="Name it or take the line out.")
        kind = _kind(cells.get("kind"), source)
        days = {edge: _day(cells.get(edge), source) for edge in ("start", "end")}
        aliases = tuple(a.strip() for a in cells.get("aliases", "").split("|") if a.strip())
        row_of = Row(name, kind, cells.get("country"), cells.get("part_of"), days["start"], days["end"])
        yield Entry(id=cells.get("id", f"actor:{slug(name)}"), aliases=aliases, row=row_of)


def _kind(text: str | None, source: str) -> ActorKind | None:
    if text is None:
        return None
    try:
        return msgspec.convert({"kind": text}, _KindCell).kind
    except msgspec.ValidationError as error:
        remedy = f"Use one of {', '.join(get_args(ActorKind))}."
        raise Malformed(f"{text!r} is no kind of actor", source=source, remedy=remedy) from error


def _day(text: str | None, source: str) -> str | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadDate(f"{text!r} is no date", source=source, remedy="Write it as 2020-10-22.") from error
