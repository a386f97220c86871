"""The layouts of a case file's tables, one after the other: ``NNNN.sql``, and what only one database has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from sayso.casefile.database import Database, Dialect
from sayso.errors import NewerCase, NotACase

LAYOUT = 2
"""The layout that this version of sayso works on."""


def layout_of(database: Database) -> int:
    """Return which layout the tables of *database* have; 0 where there are none."""
    if not database.has_table("layout"):
        return 0
    (version,) = database.query("SELECT version FROM layout")[0]
    return int(version or 0)


def migrate(database: Database, *, to: int = LAYOUT) -> None:
    """Bring the tables of *database* to the layout *to*, each step whole or not at all.

    Raise `NewerCase` where they have a later one.
    """
    found = layout_of(database)
    if found > to:
        raise NewerCase(
            f"It has layout {found}, and this version of sayso knows {to}", source=database.name,
            remedy="Install a newer sayso.",
        )  # fmt: skip
    if found == to:
        return
    with database.writing():
        for version in range(layout_of(database) + 1, to + 1):
            if version == 1 and database.has_table("reports"):
                raise NotACase(
                    "It has tables of another program's", source=database.name, remedy="Name another database."
                )
            for statement in statements(version, database.dialect):
                database.query(statement)
            database.query("DELETE FROM layout")
            database.query("INSERT INTO layout (version) VALUES (?)", (version,))


def statements(version: int, dialect: Dialect) -> Iterator[str]:
    """Yield the SQL that leads to layout *version*."""
    folder = files("sayso.casefile.migrations")
    for name in (f"{version:04}.sql", f"{version:04}.{dialect}.sql"):
        file = folder / name
        if file.is_file():
            text = re.sub(r"^\s*--.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            yield from (part.strip() for part in text.split(";\n") if part.strip())
