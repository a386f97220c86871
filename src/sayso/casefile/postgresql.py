"""A case file on a PostgreSQL server, for several people at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from sayso.casefile.database import Cell, Dialect, Row
from sayso.errors import BadUsage, CaseUnavailable

if TYPE_CHECKING:
    from types import ModuleType

WRITERS = 0x5341_5953
"""The advisory lock that whoever writes to a case holds: ``SAYS``."""
HIDDEN = "***"


class PostgresqlDatabase:
    """A connection to a case in a database of a PostgreSQL server, in the first schema of its search path."""

    dialect: Dialect = "postgresql"

    def __init__(self, address: str) -> None:
        self.name = without_password(address)
        self._psycopg = _driver()
        try:
            self._connection = self._psycopg.connect(address, autocommit=True, connect_timeout=10)
        except self._psycopg.Error as error:
            raise self._unavailable(error) from error
        self.query("SET client_min_messages = warning")
        encoding = str(self.query("SELECT current_setting('server_encoding')")[0][0])
        if encoding != "UTF8":
            self.close()
            remedy = "Make a database WITH ENCODING 'UTF8' TEMPLATE template0."
            raise CaseUnavailable(f"The database is in {encoding}, not UTF8", source=self.name, remedy=remedy)

    def query(self, sql: str, parameters: Sequence[Cell] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        try:
            cursor = self._connection.execute(_translated(sql), parameters)
            return cursor.fetchall() if cursor.description is not None else []
        except self._psycopg.Error as error:
            raise self._unavailable(error) from error

    def execute_many(self, sql: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Run one statement for each of *rows*."""
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(_translated(sql), rows)
        except self._psycopg.Error as error:
            raise self._unavailable(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Give a transaction that no other writer shares."""
        try:
            with self._connection.transaction():
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITERS,))
                yield
        except self._psycopg.Error as error:
            raise self._unavailable(error) from error

    def has_table(self, name: str) -> bool:
        """Tell whether there is a table of that name in the schema that is written to."""
        sql = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"
        return bool(self.query(sql, (name,)))

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _unavailable(self, error: Exception) -> CaseUnavailable:
        what = " ".join(str(error).split())
        remedy = "Check the address, that the server runs, and that you may write to the database."
        return CaseUnavailable(f"PostgreSQL says: {what}", source=self.name, remedy=remedy)


def without_password(address: str) -> str:
    """Return *address* as it may be printed.

    >>> without_password("postgresql://ana:secret@server/case")
    'postgresql://ana:***@server/case'
    """
    parts = urlsplit(address)
    if parts.password is None:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", f":{HIDDEN}@", 1)))


@cache
def _translated(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def _driver() -> ModuleType | Any:
    try:
        import psycopg
    except ImportError as error:
        raise BadUsage(
            "A case on a PostgreSQL server needs psycopg", remedy="Install it with `pip install 'sayso[postgres]'`."
        ) from error
    return psycopg
