"""The case file itself: reports, what was read from them, and the log of what was put in."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import TracebackType
from typing import Any, Self

import msgspec

from sayso import __version__
from sayso.casefile import columns, log
from sayso.casefile.database import Cell, Database, Row, connect
from sayso.casefile.migrations import LAYOUT, migrate
from sayso.claim import Claim, Reading
from sayso.errors import NotInCase
from sayso.report import Report

PAGE = 200
"""Reports that are taken from the database together."""
KEPT = 2048
"""Reports that are kept in memory while claims of many are looked up."""
DIGITS = 8
"""Digits of a report's sha256 that tell it from another of the same id."""
AT_ONCE = 500
"""Ids that one statement asks for."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A report in its place in the case; ``number`` counts from 1, in the order in which they came in."""

    number: int
    report: Report


class Case:
    """A case file, open. Use it in a ``with`` block, or close it."""

    def __init__(self, location: str, *, create: bool = False) -> None:
        """Open the case at *location*, a path or a ``postgresql://`` address; *create* makes it where there is none.

        Raise `NoCase`, `NotACase`, `NewerCase` or `CaseUnavailable` where that can't be.
        """
        self.database: Database = connect(location, create=create)
        try:
            migrate(self.database)
            self._begin()
        except BaseException:
            self.database.close()
            raise
        self._report = lru_cache(KEPT)(self._report_numbered)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the case."""
        self.database.close()

    @property
    def name(self) -> str:
        """What the user called the case."""
        return self.database.name

    def _begin(self) -> None:
        if log.head(self.database)[0]:
            return
        with self.database.writing():
            if not log.head(self.database)[0]:
                first = {"case": uuid.uuid4().hex, "layout": LAYOUT, "program": __version__}
                log.append(self.database, [("case", first)], at=log.now())

    # What goes in

    def put(self, readings: Iterable[tuple[Reading, bytes | None]]) -> tuple[Reading, ...]:
        """Add readings with the bytes that their reports came as; return those that are new, as they are held.

        All of them are kept or none. A report that is there already, by its sha256, is passed over. One whose id
        another report has gets the beginning of its sha256 after it (see `free_id`).
        """
        with self.database.writing():
            batch = _Batch(self.database)
            taken: set[str] = set()
            for reading, original in readings:
                report = reading.report
                if report.sha256 in taken or self.number_of(report.sha256) is not None:
                    continue
                taken.add(report.sha256)
                batch.add(msgspec.structs.replace(reading, report=self.free_id(report, taken=batch.ids)), original)
            return batch.write()

    def put_again(self, readings: Iterable[Reading]) -> None:
        """Add later readings of reports that the case has; they take the place of the earlier ones, which are kept.

        Raise `NotInCase` for a report that is not there.
        """
        with self.database.writing():
            batch = _Batch(self.database)
            for reading in readings:
                number = self.number_of(reading.report.sha256)
                if number is None:
                    raise NotInCase(f"There is no report {reading.report.id}", source=self.name, remedy="Add it first.")
                batch.add_reading(reading, report=number)
            batch.write()

    def free_id(self, report: Report, *, taken: set[str] | frozenset[str] = frozenset()) -> Report:
        """Return *report* under an id that no other has: its own, or ``id~`` and the first digits of its sha256."""
        digits = 0
        name = report.id
        while name in taken or self.database.query("SELECT 1 FROM reports WHERE id = ?", (name,)):
            digits += DIGITS
            name = f"{report.id}~{report.sha256[:digits]}"
        return report if name == report.id else msgspec.structs.replace(report, id=name)

    # What comes out

    def number_of(self, sha256: str) -> int | None:
        """Return the number of the report with that *sha256*, ``None`` where the case has none."""
        rows = self.database.query("SELECT number FROM reports WHERE sha256 = ?", (sha256,))
        return int(rows[0][0] or 0) if rows else None

    def counts(self) -> dict[str, int]:
        """Return how many reports and claims there are."""
        reports, claims = self.database.query(
            "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM claims WHERE in_force)"
        )[0]
        return {"reports": int(reports or 0), "claims": int(claims or 0)}

    def report(self, id: str) -> Report:
        """Return the report of that *id*, or of that sha256. Raise `NotInCase` where there is none."""
        rows = self.database.query("SELECT record FROM reports WHERE id = ? OR sha256 = ?", (id, id))
        if not rows:
            raise NotInCase(f"There is no report {id}", source=self.name, remedy="`sayso find` lists what there is.")
        return columns.report_from(str(rows[0][0]))

    def original(self, sha256: str) -> bytes:
        """Return the bytes that the report with that *sha256* was read from. Raise `NotInCase` where there are none."""
        rows = self.database.query("SELECT bytes FROM originals WHERE sha256 = ?", (sha256,))
        if not rows:
            raise NotInCase(f"The bytes of {sha256} are not kept", source=self.name)
        return zlib.decompress(_bytes(rows[0][0]))

    def reports(self, *, after: int = 0, limit: int = PAGE) -> list[Held]:
        """Return a page of the reports: the first *limit* after number *after*."""
        sql = "SELECT number, record FROM reports WHERE number > ? ORDER BY number LIMIT ?"
        rows = self.database.query(sql, (after, limit))
        return [Held(number=int(number or 0), report=columns.report_from(str(text))) for number, text in rows]

    def each_report(self) -> Iterator[Report]:
        """Yield all reports in order, a page at a time in memory."""
        after = 0
        while page := self.reports(after=after):
            yield from (held.report for held in page)
            after = page[-1].number

    def each_reading(self) -> Iterator[Reading]:
        """Yield the last reading of every report, in order, a page at a time in memory."""
        after = 0
        while page := self.readings(after=after):
            yield from (reading for _, reading in page)
            after = page[-1][0]

    def readings(self, *, after: int = 0, limit: int = PAGE) -> list[tuple[int, Reading]]:
        """Return a page of the reports' last readings, each with its report's number."""
        rows = self.database.query(
            "SELECT reports.number, reports.record, readings.record FROM reports JOIN readings ON readings.number ="
            " (SELECT max(number) FROM readings WHERE report = reports.number)"
            " WHERE reports.number > ? ORDER BY reports.number LIMIT ?",
            (after, limit),
        )
        if not rows:
            return []
        claims: dict[Cell, list[Claim]] = {row[0]: [] for row in rows}
        for report, text in self.database.query(
            "SELECT report, record FROM claims WHERE report BETWEEN ? AND ? AND in_force ORDER BY report, position",
            (rows[0][0], rows[-1][0]),
        ):
            claims[report].append(columns.claim_from(str(text)))
        return [
            (
                int(number or 0),
                columns.reading_of(
                    columns.report_from(str(report)), columns.findings_from(_bytes(found)), claims[number]
                ),
            )
            for number, report, found in rows
        ]

    def reading(self, id: str) -> Reading:
        """Return the last reading of the report of that *id*. Raise `NotInCase` where there is none."""
        number = self.number_of(self.report(id).sha256)
        return self.readings(after=(number or 1) - 1, limit=1)[0][1]

    def claims(self, ids: Iterable[str]) -> dict[str, tuple[Report, Claim]]:
        """Return the claims of those *ids*, each with its report; those that are not there are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, tuple[Report, Claim]] = {}
        for first in range(0, len(wanted), AT_ONCE):
            some = wanted[first : first + AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT id, report, record FROM claims WHERE in_force AND id IN ({marks})"
            for name, report, text in self.database.query(sql, some):
                found[str(name)] = self._report(int(report or 0)), columns.claim_from(str(text))
        return found

    def _report_numbered(self, number: int) -> Report:
        rows = self.database.query("SELECT record FROM reports WHERE number = ?", (number,))
        return columns.report_from(str(rows[0][0]))


class _Batch:
    """Rows that are written together, and their entries in the log. Lives within a transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ids: set[str] = set()
        self._report = self._last("reports")
        self._reading = self._last("readings")
        self._rows: dict[str, list[Row]] = {table: [] for table in INSERTS}
        self._log: list[tuple[log.Kind, dict[str, Any]]] = []
        self._old: list[int] = []
        self._readings: list[Reading] = []

    def _last(self, table: str) -> int:
        rows = self.database.query(f"SELECT max(number) FROM {table}")
        return int(rows[0][0] or 0)

    def add(self, reading: Reading, original: bytes | None) -> None:
        """Note a new report and its reading."""
        report = reading.report
        self._report += 1
        self.ids.add(report.id)
        text = columns.record(report)
        self._rows["reports"].append((self._report, report.id, report.sha256, *columns.report_columns(report), text))
        self._rows[f"report_words.{self.database.dialect}"].append((self._report, columns.report_words(report)))
        kept = None if original is None else zlib.compress(original)
        if kept is not None:
            self._rows["originals"].append((report.sha256, kept))
        content = {"number": self._report, "sha256": report.sha256, "record": columns.digest(text),
                   "original": None if kept is None else columns.digest(kept)}  # fmt: skip
        self._log.append(("report", content))
        self.add_reading(reading, report=self._report)

    def add_reading(self, reading: Reading, *, report: int) -> None:
        """Note a reading of the report that has number *report*."""
        self._reading += 1
        found = columns.findings_record(reading)
        texts = [columns.record(claim) for claim in reading.claims]
        self._old.append(report)
        self._rows["readings"].append((self._reading, report, reading.model.sha256, __version__, found))
        for position, (claim, text) in enumerate(zip(reading.claims, texts, strict=True)):
            shown = columns.claim_columns(claim)
            self._rows["claims"].append((self._reading, position, report, claim.id, True, *shown, text))
            self._rows["parties"].extend((self._reading, position, *row) for row in columns.party_columns(claim))
        content = {"number": self._reading, "report": reading.report.sha256, "model": reading.model.sha256,
                   "program": __version__, "record": columns.digest(found),
                   "claims": columns.digest(*texts)}  # fmt: skip
        self._log.append(("reading", content))
        self._readings.append(reading)

    def write(self) -> tuple[Reading, ...]:
        """Write all rows; return the readings."""
        self.database.execute_many(
            "UPDATE claims SET in_force = ? WHERE report = ? AND in_force", [(False, report) for report in self._old]
        )
        for table, rows in self._rows.items():
            if rows:
                self.database.execute_many(INSERTS[table], rows)
        log.append(self.database, self._log, at=log.now())
        return tuple(self._readings)


INSERTS = {
    "originals": "INSERT INTO originals (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "reports": "INSERT INTO reports (number, id, sha256, outlet, published, record) VALUES (?, ?, ?, ?, ?, ?)",
    "report_words.sqlite": "INSERT INTO report_words (rowid, words) VALUES (?, ?)",
    "report_words.postgresql": "INSERT INTO report_words (report, words) VALUES (?, to_tsvector('simple', ?))",
    "readings": "INSERT INTO readings (number, report, model, program, record) VALUES (?, ?, ?, ?, ?)",
    "claims": "INSERT INTO claims (reading, position, report, id, in_force, type, mode, status, place, country, lat,"
    " lon, earliest, latest, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "parties": "INSERT INTO parties (reading, position, role, actor, name, kind, country) VALUES (?, ?, ?, ?, ?, ?, ?)",
}


def _bytes(cell: Cell) -> bytes:
    if not isinstance(cell, bytes):
        raise TypeError(f"bytes are stored there, not {type(cell).__name__}")
    return cell
