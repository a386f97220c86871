"""The seam between the case file and the two databases that can hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

Cell = str | int | float | bool | bytes | None
Row = tuple[Cell, ...]
Dialect = Literal["sqlite", "postgresql"]
ADDRESSES = ("postgresql://", "postgres://")
"""How the address of a case on a PostgreSQL server begins."""


class Database(Protocol):
    """A connection to a database. SQL is what both databases understand, with ``?`` for each parameter."""

    name: str
    """What the user called it, without a password."""

    @property
    def dialect(self) -> Dialect:
        """Which of the two it is."""
        ...

    def query(self, sql: str, parameters: Sequence[Cell] = ()) -> list[Row]:
        """Run one statement and return all its rows. Raise `CaseUnavailable` where the database refuses."""
        ...

    def execute_many(self, sql: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Run one statement for each of *rows*."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Return a transaction: what is done in it is kept as a whole once it ends, or not at all.

        One connection writes at a time; the others wait at the beginning of theirs. Readers wait for nobody.
        """
        ...

    def has_table(self, name: str) -> bool:
        """Tell whether there is a table of that name."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


def is_address(location: str) -> bool:
    """Tell whether *location* names a case on a PostgreSQL server; else it is a path."""
    return location.startswith(ADDRESSES)


def connect(location: str, *, create: bool) -> Database:
    """Return a connection to the database at *location*, a path or the address of a PostgreSQL server.

    Raise `NoCase` where there is no file and it is not to be made; `NotACase` where it is another's;
    `CaseUnavailable` where it can't be opened.
    """
    if is_address(location):
        from sayso.casefile.postgresql import PostgresqlDatabase

        return PostgresqlDatabase(location)
    from sayso.casefile.sqlite import SqliteDatabase

    return SqliteDatabase(location, create=create)
