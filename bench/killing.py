"""Kill ``sayso add`` in the middle of it, again and again: ``python -m bench.killing --points 50``.

At each point a process that adds reports is killed, wherever it is. Then everything that it had
acknowledged must be in the case, the case must be whole, and adding the same reports again must complete it. Runs on
a SQLite file and on a PostgreSQL server of its own, where one is installed. A reader without a model reads, so that
the time goes into storing. Exit status: 0 nothing was lost, 1 something was, 2 nothing could be tried.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from bench import servers
from bench.__main__ import machine
from evaluation import record
from sayso.casefile import Case
from sayso.casefile.adding import Outcome, Rhythm, add
from sayso.casefile.verifying import verify
from sayso.claim import Claim, Event, Failure, ModelCard, Reading
from sayso.errors import InputError
from sayso.report import Report

RESULTS = Path(__file__).parent / "killing.jsonl"
POINTS = 50
REPORTS = 200
EACH = 3
"""Kills on one case, at most: it may be complete before."""
RHYTHM = Rhythm(reports=10)
CARD = ModelCard(name="bench", version="0", sha256="0" * 64)


class LostError(Exception):
    """Something that was acknowledged is gone, or the case is not whole."""


class PlainReader:
    """Finds a claim in every sentence."""

    def read_all(self, reports: Iterable[Report | InputError], *, workers: int = 1) -> Iterator[Reading | Failure]:
        """Yield one entry a report, as `sayso.pipeline.Reader` does."""
        del workers
        for report in reports:
            if isinstance(report, InputError):
                raise report
            ends = [position + 1 for position, character in enumerate(report.text) if character == "."]
            spans = zip([0, *ends], ends, strict=False)
            yield Reading(report=report, claims=tuple(_claim(report, *span) for span in spans), model=CARD)


def _claim(report: Report, start: int, end: int) -> Claim:
    trigger = report.quote(start, end)
    event = Event(id=f"event:{start}", type="ASSAULT", trigger=trigger)
    return Claim(id=f"{report.sha256[:12]}{start:04}", event=event, evidence=(trigger,), confidence=0.5)


def write_reports(path: Path, *, count: int, seed: int) -> None:
    """Write *count* reports of a few sentences to *path*, as JSON lines."""
    chance = random.Random(seed)
    words = ["army", "front", "market", "river", "shelled", "bridge", "convoy", "talks", "truce", "governor"]
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            sentences = [" ".join(chance.choices(words, k=12)).capitalize() + "." for _ in range(chance.randint(1, 9))]
            row: dict[str, Any] = {"id": f"r{number}", "text": " ".join(sentences), "outlet": "The Bench"}
            lines.write(msgspec.json.encode(row).decode() + "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """When a process is killed: at the first of these that it comes to.

    ``cpu_s``: once it has used so many seconds of processor. That is the kernel's work (a timer whose signal has no
    handler, which ends a process as SIGKILL does), so that it falls anywhere in the process's own time, also within a
    commit, however busy the machine is. ``told``: SIGKILL right after it has acknowledged so many reports. ``wait_s``:
    SIGKILL from outside so many seconds after the first acknowledgement, when it waits for the disk or the server as
    likely as not.
    """

    cpu_s: float | None = None
    told: int | None = None
    wait_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a process acknowledged, whether it came to its end, and the seconds that it took, of processor and in all.

    ``first_s`` is when, of all seconds, the first acknowledgement came.
    """

    acknowledged: frozenset[str]
    ended: bool
    cpu_s: float
    wall_s: float
    first_s: float


def run(location: str, inputs: Path, *, kill: Kill | None = None) -> Run:
    """Add *inputs* to the case at *location* in a process of its own, killed where *kill* says."""
    listening, speaking = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if not child:
        _add(location, inputs, listening, speaking, kill or Kill())
    os.close(speaking)
    with os.fdopen(listening, "rb") as pipe:
        lines = [pipe.readline()]
        first = time.monotonic()
        if kill is not None and kill.wait_s is not None:
            time.sleep(kill.wait_s)
            os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    _, status, usage = os.wait4(child, 0)
    outcomes = [msgspec.json.decode(line, type=Outcome) for line in lines if line.endswith(b"\n")]
    return Run(
        acknowledged=frozenset(str(outcome.sha256) for outcome in outcomes),
        ended=os.waitstatus_to_exitcode(status) == 0,
        cpu_s=usage.ru_utime + usage.ru_stime,
        wall_s=time.monotonic() - begun,
        first_s=first - begun,
    )


def _add(location: str, inputs: Path, listening: int, speaking: int, kill: Kill) -> NoReturn:
    """Be the process that adds."""
    status = 1
    try:  # it never returns to its caller
        os.close(listening)
        if kill.cpu_s is not None:
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, kill.cpu_s)
        with Case(location, create=True) as case:
            for told, outcome in enumerate(add(case, [str(inputs)], reader=PlainReader(), rhythm=RHYTHM), start=1):
                os.write(speaking, msgspec.json.encode(outcome) + b"\n")
                if told == kill.told:
                    os.kill(os.getpid(), signal.SIGKILL)
        status = 0
    finally:
        os._exit(status)


def check(location: str, acknowledged: frozenset[str]) -> int:
    """Return how many reports the case has. Raise `LostError` where one that was acknowledged is not there."""
    with Case(location, create=True) as case:
        held = {report.sha256 for report in case.each_report()}
        if acknowledged - held:
            raise LostError(f"{len(acknowledged - held)} acknowledged reports are gone")
        faults = verify(case).faults
        if faults:
            raise LostError(f"the case is not whole: {faults[0]}")
        bare = case.database.query(
            "SELECT count(*) FROM reports WHERE number NOT IN (SELECT report FROM readings)"
            " OR sha256 NOT IN (SELECT sha256 FROM originals)"
        )
        if bare[0][0]:
            raise LostError(f"{bare[0][0]} reports have no reading, or no original")
    return len(held)


def kill_at(location: str, inputs: Path, *, kills: Iterable[Kill], count: int) -> list[int]:
    """Kill at each of *kills*, one after the other on one case, then let it complete.

    Return how many reports were there after each process that was killed; one that came to its end before is none.
    """
    acknowledged: frozenset[str] = frozenset()
    counts = []
    for kill in kills:
        killed = run(location, inputs, kill=kill)
        acknowledged |= killed.acknowledged
        held = check(location, acknowledged)
        if killed.ended:
            break
        counts.append(held)
    last = run(location, inputs)
    if not last.ended or check(location, acknowledged | last.acknowledged) != count:
        raise LostError("adding the same reports again does not complete the case")
    return counts


def warm(location: str, inputs: Path) -> None:
    """Add *inputs* here, so that what has to be loaded is, and all time of a process that is killed goes into adding.

    *location* is a case in a file: what is forked later shares no connection.
    """
    with Case(location, create=True) as case:
        for _ in add(case, [str(inputs)], reader=PlainReader(), rhythm=RHYTHM):
            pass
    check(location, frozenset())


def kills(chance: random.Random, *, points: int, count: int, whole: Run) -> list[Kill]:
    """Return random kills, spread over the *whole* run that adds *count* reports.

    By turns: at a time of the processor's, once so many reports are acknowledged, and some time after the first is.
    """
    found = []
    for point in range(points):
        if point % 3 == 0:
            found.append(Kill(cpu_s=chance.uniform(0, whole.cpu_s)))
        elif point % 3 == 1:
            found.append(Kill(told=chance.randint(1, count)))
        else:
            found.append(Kill(wait_s=chance.uniform(0, whole.wall_s - whole.first_s)))
    return found


def try_store(name: str, fresh: Iterator[str], inputs: Path, *, points: int, count: int, seed: int) -> dict[str, Any]:
    """Kill *points* processes on one kind of store, a few on each case. Print what was found, and return it."""
    chance = random.Random(seed)
    whole = run(next(fresh), inputs)
    if not whole.ended:
        raise LostError("adding fails")
    counts: list[int] = []
    cases = 0
    while len(counts) < points:
        some = kills(chance, points=EACH, count=count, whole=whole)
        chance.shuffle(some)
        counts += kill_at(next(fresh), inputs, kills=some[: points - len(counts)], count=count)
        cases += 1
    found = {
        "store": name,
        "kills": len(counts),
        "cases": cases,
        "reports": count,
        "before_the_first_batch": counts.count(0),
        "in_between": sum(0 < held < count for held in counts),
        "after_the_last_batch": counts.count(count),
        "reports_held": sorted(counts),
        "lost": 0,
    }
    print(json.dumps(found), flush=True)
    return found


def main() -> int:
    """Try both stores."""
    parser = argparse.ArgumentParser(prog="python -m bench.killing", description=__doc__)
    parser.add_argument("--points", type=int, default=POINTS, help="how many kills on each store")
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many reports are added")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "reports.jsonl"
        write_reports(inputs, count=options.reports, seed=options.seed)
        warm(str(Path(folder) / "warm.case"), inputs)
        chosen = {"points": options.points, "count": options.reports, "seed": options.seed}
        try:
            files = (str(Path(folder) / f"{number}.case") for number in itertools.count())
            found.append(try_store("SQLite", files, inputs, **chosen))
            programs = servers.programs()
            if programs is None:
                print(f"PostgreSQL: {servers.MISSING}", file=sys.stderr)
                return 2
            with servers.running(programs, careful=True) as server:
                schemas = (servers.new_schema(server) for _ in itertools.count())
                found.append(try_store("PostgreSQL", schemas, inputs, **chosen))
        except LostError as lost:
            print(f"Lost: {lost}", file=sys.stderr)
            return 1
    if options.points >= POINTS:
        for one in found:
            record.append(RESULTS, {**record.stamp(), **machine(), **one})
    return 0


if __name__ == "__main__":
    sys.exit(main())
