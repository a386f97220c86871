"""Reports into a case: open, read, keep in batches, so that what was acknowledged is there whatever happens next."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Protocol

import msgspec

from sayso import __version__
from sayso.casefile.columns import storable
from sayso.casefile.store import Case
from sayso.claim import Failure, Problem, Reading
from sayso.errors import InputError
from sayso.report import Report

BATCH = 50
"""Reports that are kept together, at most."""
SECONDS = 5.0
"""How long a report that is read waits to be kept, about."""


class Reads(Protocol):
    """What makes readings of reports: `sayso.pipeline.Reader`."""

    def read_all(self, reports: Iterable[Report | InputError], *, workers: int) -> Iterator[Reading | Failure]:
        """Yield a reading, or a failure, for each of *reports*, in their order."""
        ...


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one input, told once it is kept.

    ``added``: it is in the case now; ``known``: it was before, and nothing changed; ``failed``: it can't be read.
    """

    state: Literal["added", "known", "failed"]
    id: str | None = None
    sha256: str | None = None
    claims: int | None = None
    error: Problem | None = None


@dataclass(kw_only=True, slots=True)
class Rhythm:
    """How often what was read is kept: after so many reports, or so many seconds, whichever is first."""

    reports: int = BATCH
    seconds: float = SECONDS


def add(
    case: Case,
    inputs: Sequence[str],
    *,
    reader: Reads,
    published: dt.date | None = None,
    outlet: str | None = None,
    encoding: str | None = None,
    workers: int = 1,
    rhythm: Rhythm | None = None,
) -> Iterator[Outcome]:
    """Add the reports of *inputs* to *case*; yield what became of each, after it is kept.

    *published* and *outlet* hold for reports that don't say theirs. An outcome that was yielded is never lost; a call
    that was cut short is taken up again by the same call, which passes over what is there.
    """
    from sayso.reading import read

    adding = _Adding(case, rhythm or Rhythm())
    reports = read(inputs, published=published, outlet=outlet, encoding=encoding, keep=adding.keep)
    return adding.outcomes(reader, reports, workers=workers)


class _Adding:
    """The way of reports from the inputs into the case."""

    def __init__(self, case: Case, rhythm: Rhythm) -> None:
        self.case = case
        self.rhythm = rhythm
        self._originals: dict[str, bytes] = {}
        self._known: list[Outcome] = []
        self._under_way: set[str] = set()
        self._ids: set[str] = set()
        self._read: list[Reading] = []
        self._failed: list[Outcome] = []
        self._due = time.monotonic() + rhythm.seconds

    def keep(self, sha256: str, data: bytes) -> None:
        """Take the bytes that a report is read from; they are held until the report is kept."""
        self._originals[sha256] = data

    def outcomes(self, reader: Reads, reports: Iterable[Report | InputError], *, workers: int) -> Iterator[Outcome]:
        """Yield what becomes of *reports*."""
        rest = iter(reports)
        # A call that is taken up again has what is known at its beginning: that need not wait for a batch.
        for item in rest:
            if isinstance(item, InputError) or not self._is_known(item):
                rest = chain((item,), rest)
                break
            yield from self._told_known()
        entries = reader.read_all(self._new(rest), workers=workers)
        try:
            for entry in entries:
                if isinstance(entry, Failure):
                    self._failed.append(Outcome(state="failed", error=entry.error))
                else:
                    self._read.append(entry)
                if len(self._read) >= self.rhythm.reports or time.monotonic() >= self._due:
                    yield from self._settled()
        except GeneratorExit:
            raise
        except BaseException:
            yield from self._settled()  # what was read before the interruption is kept
            raise
        yield from self._settled()

    def _new(self, reports: Iterable[Report | InputError]) -> Iterator[Report | InputError]:
        """Yield what is to be read: not what the case has, and each report under the id that it will have."""
        for item in reports:
            if isinstance(item, InputError):
                yield item
                continue
            if self._is_known(item):
                continue
            report = self.case.free_id(storable(item), taken=self._ids)
            self._under_way.add(report.sha256)
            self._ids.add(report.id)
            yield report

    def _is_known(self, report: Report) -> bool:
        """Tell whether the case has *report*, or will have; if so, note it."""
        under_way = report.sha256 in self._under_way
        if not under_way and self.case.number_of(report.sha256) is None:
            return False
        if not under_way:
            self._originals.pop(report.sha256, None)
        self._known.append(Outcome(state="known", id=report.id, sha256=report.sha256))
        return True

    def _told_known(self) -> list[Outcome]:
        known, self._known = self._known, []
        return known

    def _settled(self) -> Iterator[Outcome]:
        """Keep what was read, then tell of it."""
        read, self._read = self._read, []
        failed, self._failed = self._failed, []
        known = self._told_known()
        kept = self.case.put((reading, self._originals.get(reading.report.sha256)) for reading in read)
        held = {reading.report.sha256: reading for reading in kept}
        for reading in read:
            sha256 = reading.report.sha256
            self._originals.pop(sha256, None)
            self._under_way.discard(sha256)
            self._ids.discard(reading.report.id)
        self._due = time.monotonic() + self.rhythm.seconds
        yield from known
        for reading in read:
            report = held.get(reading.report.sha256, reading).report
            state: Literal["added", "known"] = "added" if reading.report.sha256 in held else "known"
            claims = len(reading.claims)
            yield Outcome(state=state, id=report.id, sha256=report.sha256, claims=claims)
        yield from failed


def read_again(
    case: Case, *, reader: Reads, model: str, workers: int = 1, rhythm: Rhythm | None = None
) -> Iterator[Outcome]:
    """Read again every report whose last reading is not by *model*, a sha256, and this version of sayso.

    Yield what became of each, after it is kept. Earlier readings stay; judgements find their claims in the new ones.
    """
    rhythm = rhythm or Rhythm()
    batch: list[Reading] = []
    due = time.monotonic() + rhythm.seconds
    for entry in reader.read_all(_outdated(case, model), workers=workers):
        if isinstance(entry, Failure):
            yield Outcome(state="failed", error=entry.error)
            continue
        batch.append(entry)
        if len(batch) >= rhythm.reports or time.monotonic() >= due:
            yield from _kept_again(case, batch)
            batch, due = [], time.monotonic() + rhythm.seconds
    yield from _kept_again(case, batch)


def outdated(case: Case, model: str) -> int:
    """Return how many reports `read_again` would read."""
    return int(case.database.query(f"SELECT count(*) {_OUTDATED}", (0, model, __version__))[0][0] or 0)


_OUTDATED = (
    "FROM reports JOIN readings ON readings.number = (SELECT max(number) FROM readings WHERE report = reports.number)"
    " WHERE reports.number > ? AND NOT (readings.model = ? AND readings.program = ?)"
)


def _outdated(case: Case, model: str) -> Iterator[Report]:
    after = 0
    sql = f"SELECT reports.number {_OUTDATED} ORDER BY reports.number LIMIT 1"
    while rows := case.database.query(sql, (after, model, __version__)):
        after = int(rows[0][0] or 0)
        yield case.reports(after=after - 1, limit=1)[0].report


def _kept_again(case: Case, batch: list[Reading]) -> Iterator[Outcome]:
    if batch:
        case.put_again(batch)
    for reading in batch:
        yield Outcome(state="added", id=reading.report.id, sha256=reading.report.sha256, claims=len(reading.claims))
