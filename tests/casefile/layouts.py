"""A case in each layout of tables that was ever released, as rows, so that later versions can be held to opening it.

Once a layout is released, ``python tests/casefile/layouts.py`` writes ``layouts/NNNN.jsonl``; neither that file nor
the SQL of the layout is changed any more.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sayso.casefile.database import Database
from sayso.casefile.migrations import LAYOUT, statements

FOLDER = Path(__file__).parent / "layouts"
TABLES = ("layout", "log", "originals", "reports", "report_words", "readings", "claims", "parties", "gatherings",
          "incidents", "members", "copies")  # fmt: skip
"""In an order in which they can be filled."""
BYTES = "base64:"


def load(database: Database, version: int) -> None:
    """Make a case of layout *version* in an empty *database*, from its rows."""
    with database.writing():
        for number in range(1, version + 1):
            for statement in statements(number, database.dialect):
                database.query(statement)
        for table, row in rows(version):
            marks = ["?"] * len(row)
            if table == "report_words":
                if database.dialect == "sqlite":
                    row = {"rowid": row["report"], "words": row["words"]}
                else:
                    marks[list(row).index("words")] = "to_tsvector('simple', ?)"
            sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(marks)})"
            database.query(sql, tuple(row.values()))


def rows(version: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the table and the columns of each row of the case in layout *version*."""
    for line in (FOLDER / f"{version:04}.jsonl").read_bytes().splitlines():
        table, row = msgspec.json.decode(line)
        yield table, {key: _read(value) for key, value in row.items()}


def _read(value: object) -> object:
    if isinstance(value, str) and value.startswith(BYTES):
        return base64.b64decode(value.removeprefix(BYTES))
    return value


def _written(value: object) -> object:
    return BYTES + base64.b64encode(value).decode() if isinstance(value, bytes) else value


def dump(database: Database) -> Iterator[bytes]:
    """Yield a line for each row of *database*, which is SQLite."""
    from sayso.casefile.columns import report_from, report_words

    for table in TABLES:
        if table == "report_words":
            for number, record in database.query("SELECT number, record FROM reports ORDER BY number"):
                words = {"report": number, "words": report_words(report_from(record))}
                yield msgspec.json.encode((table, words))
            continue
        columns = [str(row[0]) for row in database.query("SELECT name FROM pragma_table_info(?)", (table,))]
        booleans = {str(row[0]) for row in database.query(
            "SELECT name FROM pragma_table_info(?) WHERE type = 'BOOLEAN'", (table,))}  # fmt: skip
        for values in database.query(f"SELECT {', '.join(columns)} FROM {table}"):
            row = {name: bool(value) if name in booleans else _written(value)
                   for name, value in zip(columns, values, strict=True)}  # fmt: skip
            yield msgspec.json.encode((table, row))


def main() -> None:
    """Write the rows of a case in the layout that this version makes."""
    import made

    from sayso.casefile import Case, gathering
    from sayso.casefile.judgements import judge

    with tempfile.TemporaryDirectory() as folder, Case(f"{folder}/a.case", create=True) as case:
        case.put(made.readings())
        case.put_again([made.read(made.reports()[0], model=made.NEW, shift=1)])
        judge(case, "correct", [made.readings()[1][0].claims[0].id], by="Ana", changes={"killed": "9-14"})
        judge(case, "merge", [claim.id for claim in made.readings()[3][0].claims], by="Ben", note="One raid.")
        gathering.gather(case)
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{LAYOUT:04}.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line in dump(case.database)))
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
