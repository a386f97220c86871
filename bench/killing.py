"""Kill ``sayso add`` in the middle of it, again and again: ``python -m bench.killing --points 50``.

At each point a process that adds reports is killed, wherever it is. Then everything that it had
acknowledged must be in the case, the case must be whole, and adding the same reports again must complete it. Runs on
a SQLite file and on a PostgreSQL server of its own, where one is installed. A reader without a model reads, so that
the time goes into storing. Exit status: 0 nothing was lost, 1 something was, 2 nothing could be tried.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from bench import servers
from sayso.casefile import Case
from sayso.casefile.adding import Outcome, Rhythm, add
from sayso.casefile.verifying import verify
from sayso.claim import Claim, Event, Failure, ModelCard, Reading
from sayso.errors import InputError
from sayso.reading.language import language_of
from sayso.report import Report

REPORTS = 200
EACH = 2
"""Kills on one case."""
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
    """When a process is killed: once it has used so many seconds of processor, or acknowledged so many reports.

    The first is the kernel's work (a timer whose signal has no handler, which ends a process as SIGKILL does), so that
    it falls anywhere in the process's own time, also within a commit, however busy the machine is. The second is
    SIGKILL from outside.
    """

    cpu_s: float | None = None
    told: int | None = None


def run(location: str, inputs: Path, *, kill: Kill | None = None) -> Run:
    """Add *inputs* to the case at *location* in a process of its own, killed where *kill* says."""
    listening, speaking = os.pipe()
    child = os.fork()
    if not child:
        _add(location, inputs, listening, speaking, cpu_s=kill.cpu_s if kill is not None else None)
    os.close(speaking)
    with os.fdopen(listening, "rb") as pipe:
        lines = []
        if kill is not None and kill.told is not None:
            while len(lines) < kill.told and (line := pipe.readline()):
                lines.append(line)
            os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    _, status, usage = os.wait4(child, 0)
    outcomes = [msgspec.json.decode(line, type=Outcome) for line in lines if line.endswith(b"\n")]
    return Run(
        acknowledged=frozenset(str(outcome.sha256) for outcome in outcomes),
        ended=os.waitstatus_to_exitcode(status) == 0,
        cpu_s=usage.ru_utime + usage.ru_stime,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a process acknowledged, whether it came to its end, and the seconds of processor that it took."""

    acknowledged: frozenset[str]
    ended: bool
    cpu_s: float


def _add(location: str, inputs: Path, listening: int, speaking: int, *, cpu_s: float | None) -> NoReturn:
    """Be the process that adds."""
    status = 1
    try:  # it never returns to its caller
        os.close(listening)
        if cpu_s is not None:
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, cpu_s)
        with Case(location, create=True) as case:
            for outcome in add(case, [str(inputs)], reader=PlainReader(), rhythm=RHYTHM):
                os.write(speaking, msgspec.json.encode(outcome) + b"\n")
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
    """Kill at each of *kills*, then let it complete; return how many reports were there each time."""
    acknowledged: frozenset[str] = frozenset()
    counts = []
    for kill in kills:
        acknowledged |= run(location, inputs, kill=kill).acknowledged
        counts.append(check(location, acknowledged))
    last = run(location, inputs)
    if not last.ended or check(location, acknowledged | last.acknowledged) != count:
        raise LostError("adding the same reports again does not complete the case")
    return counts


def kills(chance: random.Random, *, points: int, count: int, cpu_s: float) -> list[Kill]:
    """Return random kills: three of four by the time of a whole run, one by the *count* of what is acknowledged."""
    return [
        Kill(told=chance.randrange(count)) if point % 4 == 3 else Kill(cpu_s=chance.uniform(0, cpu_s))
        for point in range(points)
    ]


def try_store(name: str, fresh: Iterator[str], inputs: Path, *, points: int, count: int, seed: int) -> None:
    """Kill at *points* moments on one kind of store, a few on each case. Print what was found."""
    chance = random.Random(seed)
    # What is loaded here need not be loaded in each process, so that kills fall into adding.
    language_of("It never happened.")
    check(next(fresh), frozenset())
    whole = run(next(fresh), inputs)
    counts: list[int] = []
    while len(counts) < points:
        some = kills(chance, points=min(EACH, points - len(counts)), count=count, cpu_s=whole.cpu_s)
        counts += kill_at(next(fresh), inputs, kills=some, count=count)
    middle = sum(0 < held < count for held in counts)
    early = counts.count(0)
    print(f"{name}: {points} kills, {early} before the first batch was kept and {middle} after it and before the last;"
          " nothing was lost")  # fmt: skip


def main() -> int:
    """Try both stores."""
    parser = argparse.ArgumentParser(prog="python -m bench.killing", description=__doc__)
    parser.add_argument("--points", type=int, default=50, help="how many kills on each store")
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many reports are added")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "reports.jsonl"
        write_reports(inputs, count=options.reports, seed=options.seed)
        chosen = {"points": options.points, "count": options.reports, "seed": options.seed}
        try:
            files = (str(Path(folder) / f"{number}.case") for number in range(options.points + 3))
            try_store("SQLite", files, inputs, **chosen)
            programs = servers.programs()
            if programs is None:
                print(f"PostgreSQL: {servers.MISSING}", file=sys.stderr)
                return 2
            with servers.running(programs, careful=True) as server:
                schemas = (servers.new_schema(server) for _ in range(options.points + 3))
                try_store("PostgreSQL", schemas, inputs, **chosen)
        except LostError as lost:
            print(f"Lost: {lost}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
