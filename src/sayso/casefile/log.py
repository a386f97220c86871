"""The log of a case: what was put in and when, each entry's hash covering all before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

import msgspec

from sayso.casefile.database import Database, Row

Kind = Literal["case", "report", "reading", "judgement", "rules"]
PAGE = 1000
BEGINNING = sha256(b"sayso case file").hexdigest()
"""What stands in the place of a hash before the first entry."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: ``payload`` is JSON, ``hash`` covers the entry and the hash of the one before."""

    number: int
    at: str
    kind: Kind
    payload: str
    hash: str


def hash_of(previous: str, *, number: int, at: str, kind: str, payload: str) -> str:
    """Return the hash of an entry that follows one with the hash *previous*."""
    return sha256(msgspec.json.encode([previous, number, at, kind, payload])).hexdigest()


def now() -> str:
    """Return the time in UTC, to the second (ISO 8601)."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def head(database: Database) -> tuple[int, str]:
    """Return the number and the hash of the last entry."""
    rows = database.query("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
    return (int(rows[0][0] or 0), str(rows[0][1])) if rows else (0, BEGINNING)


def append(database: Database, payloads: Sequence[tuple[Kind, Mapping[str, Any]]], *, at: str) -> list[Entry]:
    """Add an entry for each of *payloads*. Belongs into a transaction."""
    number, previous = head(database)
    entries = []
    for kind, content in payloads:
        number += 1
        payload = msgspec.json.encode(content).decode()
        previous = hash_of(previous, number=number, at=at, kind=kind, payload=payload)
        entries.append(Entry(number=number, at=at, kind=kind, payload=payload, hash=previous))
    database.execute_many(
        "INSERT INTO log (number, at, kind, payload, hash) VALUES (?, ?, ?, ?, ?)",
        [(entry.number, entry.at, entry.kind, entry.payload, entry.hash) for entry in entries],
    )
    return entries


def entries(database: Database, *, kind: Kind | None = None, after: int = 0) -> Iterator[Entry]:
    """Yield the entries in their order, those of one *kind* alone where it is given."""
    where = "number > ?" if kind is None else "number > ? AND kind = ?"
    sql = f"SELECT number, at, kind, payload, hash FROM log WHERE {where} ORDER BY number LIMIT {PAGE}"
    while rows := database.query(sql, (after,) if kind is None else (after, kind)):
        for row in rows:
            entry = _entry(row)
            yield entry
            after = entry.number


def _entry(row: Row) -> Entry:
    number, at, kind, payload, hashed = row
    return msgspec.convert({"number": number, "at": at, "kind": kind, "payload": payload, "hash": hashed}, Entry)
