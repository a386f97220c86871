"""A user's own actor table: a CSV that wins over the packaged one, read and written here."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from sayso.claim import ActorKind
from sayso.errors import BadDate, Malformed, MissingColumn
from sayso.who.names import slug
from sayso.who.table import Entry, Row, Table, packaged

COLUMNS = ("id", "name", "aliases", "kind", "country", "part_of", "start", "end")
"""Columns of a user's table, in the order in which they are written."""
WHERE = "SAYSO_ACTORS"
"""The environment variable that names a user's table."""


class _KindCell(msgspec.Struct, frozen=True):
    kind: ActorKind


def own_path() -> Path:
    """Return where the user's own table is, or would be: ``$SAYSO_ACTORS``, else in the user's configuration."""
    named = os.environ.get(WHERE)
    if named:
        return Path(named)
    configuration = os.environ.get("XDG_CONFIG_HOME")
    return (Path(configuration) if configuration else Path.home() / ".config") / "sayso" / "actors.csv"


def in_use() -> Table:
    """Return the user's own table before the packaged one, or the packaged one where there is none."""
    path = own_path()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return packaged()
    return _loaded(path, changed)


@lru_cache(maxsize=1)
def _loaded(path: Path, changed: int) -> Table:  # noqa: ARG001 - a file that has changed is another file
    return load_table(path)


def add(path: Path, rows: Sequence[dict[str, str]]) -> int:
    """Add *rows* (cells by the names of `COLUMNS`) to the table at *path* and return how many are new.

    The table is made where there is none. A row that it holds already is left out; nothing is written where any row
    is wrong: `Malformed` or `BadDate` says which.
    """
    held = []
    if path.exists():
        load_table(path)
        with path.open(encoding="utf-8-sig", newline="") as lines:
            held = [_cells(row) for row in csv.DictReader(lines)]
    wanted = [_cells(row) for row in rows]
    for number, cells in enumerate(wanted, start=1):
        _entry(cells, f"row {number}")
    new = [cells for index, cells in enumerate(wanted) if cells not in held and cells not in wanted[:index]]
    if not new:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(".new")
    with written.open("w", encoding="utf-8", newline="") as out:
        sink = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
        sink.writeheader()
        sink.writerows([*held, *new])
    written.replace(path)
    return len(new)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV of actors, checked as `load_table` checks them."""
    load_table(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_cells(row) for row in csv.DictReader(lines)]


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
        yield _entry(_cells(row), f"line {rows.line_num} of {path}")


def _cells(row: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row that hold something, without blanks around it."""
    return {k: v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str) and v.strip()}


def _entry(cells: dict[str, str], source: str) -> Entry:
    name = cells.get("name")
    if name is None:
        raise Malformed("an actor has no name", source=source, remedy="Name it or take the line out.")
    kind = _kind(cells.get("kind"), source)
    days = {edge: _day(cells.get(edge), source) for edge in ("start", "end")}
    aliases = tuple(a.strip() for a in cells.get("aliases", "").split("|") if a.strip())
    row_of = Row(name, kind, cells.get("country"), cells.get("part_of"), days["start"], days["end"])
    return Entry(id=cells.get("id", f"actor:{slug(name)}"), aliases=aliases, row=row_of)


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
