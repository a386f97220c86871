"""A case file in SQLite: one file, in WAL mode, so that it can be read while it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.casefile.database import Cell, Dialect, Row
from sayso.errors import CaseUnavailable, NoCase, NotACase

APPLICATION = 0x5341_5953
"""What the header of a SQLite file of ours says of its application (``PRAGMA application_id``): ``SAYS``."""
PATIENCE = 60.0
"""Seconds that a writer waits for another to finish a batch."""
CACHE_KIB = 65_536


class SqliteDatabase:
    """A connection to a case file on this machine."""

    dialect: Dialect = "sqlite"

    def __init__(self, location: str, *, create: bool) -> None:
        self.name = location
        path = Path(location)
        if not create and not path.is_file():
            raise NoCase("There is no case file", source=location, remedy="Make one with `sayso add`.")
        self._connection = self._opened(path)

    def _opened(self, path: Path) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise self._unavailable(error) from error
        try:
            self._prepare(connection)
        except BaseException as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError):
                raise self._unavailable(error) from error
            if isinstance(error, sqlite3.DatabaseError):
                remedy = "Name another file for the case."
                raise NotACase("It is no case file", source=self.name, remedy=remedy) from error
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if application != APPLICATION and not empty:
            what = "It is a SQLite file, but no case file"
            raise NotACase(what, source=self.name, remedy="Name another file for the case.")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged outlives a power cut, too
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if empty and application != APPLICATION:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")

    def query(self, sql: str, parameters: Sequence[Cell] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._unavailable(error) from error

    def execute_many(self, sql: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Run one statement for each of *rows*."""
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.DatabaseError as error:
            raise self._unavailable(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Give a transaction that no other writer shares."""
        self.query("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self.query("COMMIT")

    def has_table(self, name: str) -> bool:
        """Tell whether there is a table of that name."""
        return bool(self.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)))

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _unavailable(self, error: sqlite3.DatabaseError) -> CaseUnavailable:
        remedy = "Check that the file is whole, that you may write to it and that the disk has room."
        if "locked" in str(error):
            remedy = "Another command is writing to it: try again when that is done."
        return CaseUnavailable(f"SQLite says: {error}", source=self.name, remedy=remedy)
