"""Is everything in the case as it was put in? Every record is held against the log, and the log against itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Literal

import msgspec

from sayso.casefile import columns, log
from sayso.casefile.database import Cell, Row
from sayso.casefile.store import Case
from sayso.claim import Claim
from sayso.errors import CaseUnavailable

Part = Literal["log", "original", "report", "reading", "claim", "judgement", "database"]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it was put in: what part of the case, which of them, and what is wrong."""

    part: Part
    name: str
    message: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: how many entries the log has, the hash of the last, and every fault."""

    entries: int
    head: str
    faults: tuple[Fault, ...] = ()


def verify(case: Case, *, head: str | None = None) -> Verified:
    """Return whether *case* is whole.

    Whoever can write to the case could make it anew, log and all, and it would be whole again. So keep the last
    entry's hash somewhere else and give it as *head*: the log must still contain it.
    """
    checking = _Checking(case)
    faults = [*checking.database(), *checking.entries(), *checking.reports(), *checking.readings()]
    if head is not None and head not in checking.hashes:
        faults.append(Fault(part="log", name=head, message="no entry has this hash: the log was made anew"))
    number, last = log.head(case.database)
    return Verified(entries=number, head=last, faults=tuple(faults))


class _Checking:
    """One walk through the case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.hashes: set[str] = set()
        self._reports: dict[str, dict[str, Any]] = {}
        self._readings: dict[int, dict[str, Any]] = {}
        self._last: dict[str, int] = {}

    def database(self) -> Iterator[Fault]:
        """Yield what the database itself finds wrong with its file."""
        if self.case.database.dialect != "sqlite":
            return
        try:
            found = [str(row[0]) for row in self.case.database.query("PRAGMA integrity_check")]
        except CaseUnavailable as error:
            found = [error.message]
        yield from (Fault(part="database", name=self.case.name, message=what) for what in found if what != "ok")

    def entries(self) -> Iterator[Fault]:
        """Yield the entries that don't follow from the one before; note what the others say."""
        previous, expected = log.BEGINNING, 1
        for entry in log.entries(self.case.database):
            if entry.number != expected:
                yield Fault(part="log", name=f"entry {expected}", message="is missing")
            wanted = log.hash_of(previous, number=entry.number, at=entry.at, kind=entry.kind, payload=entry.payload)
            if wanted != entry.hash:
                part: Part = "judgement" if entry.kind == "judgement" else "log"
                yield Fault(part=part, name=f"entry {entry.number}", message="was altered, or the one before it")
            self.hashes.add(entry.hash)
            previous, expected = entry.hash, entry.number + 1
            yield from self._noted(entry)

    def _noted(self, entry: log.Entry) -> Iterator[Fault]:
        try:
            content = msgspec.json.decode(entry.payload, type=dict[str, Any])
            if entry.kind == "report":
                self._reports[content["sha256"]] = content
            elif entry.kind == "reading":
                self._readings[content["number"]] = content
                self._last[content["report"]] = content["number"]
        except (msgspec.DecodeError, KeyError):
            yield Fault(part="log", name=f"entry {entry.number}", message="can't be understood")

    def reports(self) -> Iterator[Fault]:
        """Yield the reports and originals that are not as the log has them, are missing, or are in no entry."""
        left = dict(self._reports)
        kept = {name for name, content in left.items() if content.get("original") is not None}
        after = -1
        sql = (
            "SELECT number, id, sha256, outlet, published, record FROM reports WHERE number > ? ORDER BY number"
            " LIMIT 200"
        )
        while rows := self.case.database.query(sql, (after,)):
            after = int(rows[-1][0] or 0)
            for row in rows:
                yield from self._report(row, left.pop(str(row[2]), None))
        yield from (Fault(part="report", name=name, message="is missing") for name in left)
        names = [str(row[0]) for row in self.case.database.query("SELECT sha256 FROM originals ORDER BY sha256")]
        for name in names:
            yield from self._original(name, self._reports.get(name))
        yield from (Fault(part="original", name=name, message="is missing") for name in sorted(kept - set(names)))

    def _report(self, row: Row, content: dict[str, Any] | None) -> Iterator[Fault]:
        number, name, hashed, *shown, text = row
        if content is None:
            yield Fault(part="report", name=str(name), message="no entry of the log speaks of it")
            return
        if columns.digest(str(text)) != content.get("record"):
            yield Fault(part="report", name=str(name), message="its record was altered")
            return
        report = columns.report_from(str(text))
        facts = (content.get("number"), report.id, report.sha256, *columns.report_columns(report))
        if facts != (number, name, hashed, *shown):
            yield Fault(part="report", name=str(name), message="its columns don't say what its record says")

    def _original(self, name: str, content: dict[str, Any] | None) -> Iterator[Fault]:
        if content is None or content.get("original") is None:
            yield Fault(part="original", name=name, message="no entry of the log speaks of it")
            return
        data = self.case.database.query("SELECT bytes FROM originals WHERE sha256 = ?", (name,))[0][0]
        stored = data if isinstance(data, bytes) else b""
        if columns.digest(stored) != content["original"]:
            yield Fault(part="original", name=name, message="its bytes were altered")
        elif sha256(zlib.decompress(stored)).hexdigest() != name:
            yield Fault(part="original", name=name, message="its bytes are not those of that sha256")

    def readings(self) -> Iterator[Fault]:
        """Yield the readings that are not as the log has them, are missing, or are in no entry."""
        left = dict(self._readings)
        after = 0
        sql = (
            "SELECT readings.number, reports.sha256, readings.model, readings.program, readings.record FROM readings"
            " LEFT JOIN reports ON reports.number = readings.report WHERE readings.number > ?"
            " ORDER BY readings.number LIMIT 200"
        )
        while rows := self.case.database.query(sql, (after,)):
            claims = self._claims(after, int(rows[-1][0] or 0))
            for row in rows:
                number = int(row[0] or 0)
                yield from self._reading(row, left.pop(number, None), claims.pop(number, []))
            yield from (self._stray(number) for number in claims)
            after = int(rows[-1][0] or 0)
        yield from (self._stray(number) for number in self._claims(after, None))
        yield from (Fault(part="reading", name=str(number), message="is missing") for number in left)

    def _stray(self, number: int) -> Fault:
        return Fault(part="claim", name=f"of reading {number}", message="no entry of the log speaks of it")

    def _reading(
        self, row: Row, content: dict[str, Any] | None, claims: list[tuple[Row, list[Row]]]
    ) -> Iterator[Fault]:
        number, report, model, program, data = row
        name = " of report ".join((str(number), str(report)))
        if content is None:
            yield Fault(part="reading", name=name, message="no entry of the log speaks of it")
            return
        found = columns.digest(data if isinstance(data, bytes) else b"")
        facts = {"report": report, "model": model, "program": program, "record": found}
        if any(content.get(key) != value for key, value in facts.items()):
            yield Fault(part="reading", name=name, message="was altered")
        if columns.digest(*(str(claim[-1]) for claim, _ in claims)) != content.get("claims"):
            yield Fault(part="claim", name=f"of reading {name}", message="records were altered, added or taken away")
            return
        in_force = self._last.get(str(report)) == number
        for position, (claim, parties) in enumerate(claims):
            yield from self._claim(claim, parties, position=position, in_force=in_force)

    def _claim(self, row: Row, parties: list[Row], *, position: int, in_force: bool) -> Iterator[Fault]:
        place, name, force, *shown, text = row
        claim = msgspec.json.decode(str(text), type=Claim)
        facts = (position, claim.id, in_force, *columns.claim_columns(claim))
        sides: list[tuple[Cell, ...]] = sorted(columns.party_columns(claim), key=repr)
        if facts != (place, name, bool(force), *shown) or sides != sorted(parties, key=repr):
            yield Fault(part="claim", name=claim.id, message="its columns don't say what its record says")

    def _claims(self, after: int, until: int | None) -> dict[int, list[tuple[Row, list[Row]]]]:
        """Return the claims of the readings from *after* (not included) to *until*, with their parties."""
        where, parameters = (
            ("reading > ?", (after,)) if until is None else ("reading > ? AND reading <= ?", (after, until))
        )
        found: dict[int, list[tuple[Row, list[Row]]]] = {}
        sides: dict[tuple[Cell, Cell], list[Row]] = {}
        for reading, position, *rest in self.case.database.query(
            f"SELECT reading, position, role, actor, name, kind, country FROM parties WHERE {where}", parameters
        ):
            sides.setdefault((reading, position), []).append(tuple(rest))
        for reading, *rest in self.case.database.query(
            "SELECT reading, position, id, in_force, type, mode, status, place, country, lat, lon, earliest, latest,"
            f" record FROM claims WHERE {where} ORDER BY reading, position",
            parameters,
        ):
            found.setdefault(int(reading or 0), []).append((tuple(rest), sides.get((reading, rest[0]), [])))
        return found
