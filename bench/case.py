"""Measure what it takes to keep reports in a case and to work out its incidents: ``python -m bench.case``.

The readings are made up from mixed text (`bench.mixed`) and not read by the encoder, whose speed ``python -m bench``
measures. Each size runs in a process of its own. Exit status: 0 measured, 1 a goal was missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.__main__ import machine
from bench.measure import measure
from evaluation import record

if TYPE_CHECKING:
    from sayso.casefile import Case

RESULTS = Path(__file__).parent / "case.jsonl"
SIZES = (10_000, 100_000)
BATCH = 500
LONGEST_S = 600.0
"""Seconds that working out the incidents of the largest case may take."""
LARGEST_MB = 2_000.0
STEEPEST = 13.0
"""How many times as long ten times as many reports may take."""


def main() -> int:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(prog="python -m bench.case", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=list(SIZES), help="how many reports, smallest first")
    parser.add_argument("--case", help="where to make the cases; a temporary folder where it is not given")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(run(options.one, options.case)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        results = [measured(size, options.case or f"{folder}/{size}.case") for size in options.reports]
    show(results)
    missed = misses(results)
    if tuple(options.reports) == SIZES:
        record.append(RESULTS, {**record.stamp(), **machine(), "sizes": results})
        print(f"Recorded in {RESULTS.name}.")
    for what in missed:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if missed else 0


def measured(size: int, location: str) -> dict[str, Any]:
    """Return the figures of a case of *size* reports, made in a process of its own."""
    cost = measure([sys.executable, "-m", "bench.case", "--one", str(size), "--case", location])
    return {**json.loads(cost.output), "cpu_s": round(cost.cpu_s, 1), "peak_mb": round(cost.peak_mb)}


def run(size: int, location: str) -> dict[str, Any]:
    """Make a case of *size* reports at *location* and work out its incidents; return the seconds of each step."""
    from bench.mixed import readings
    from sayso.casefile import Case, gathering

    stages: dict[str, tuple[float, float]] = {}

    def told(stage: str, done: int, total: int) -> None:
        del done, total
        now = time.monotonic()
        stages[stage] = (stages.get(stage, (now, now))[0], now)

    with Case(location, create=True) as case:
        began, cpu = time.monotonic(), time.process_time()
        made = readings(size)
        while batch := list(islice(made, BATCH)):
            case.put((reading, reading.report.text.encode()) for reading in batch)
        filled, filled_cpu = time.monotonic(), time.process_time()
        gathering.gather(case, told=told)
        done, done_cpu = time.monotonic(), time.process_time()
        gathering.gather(case)
        again_cpu = time.process_time()
        after = {f"{what}_cpu_s": round(seconds, 1) for what, seconds in asked(case)}
        counts = case.counts()
        incidents = int(case.database.query("SELECT count(*) FROM incidents")[0][0] or 0)
    return {
        **counts,
        "incidents": incidents,
        "put_s": round(filled - began, 1),
        "put_cpu_s": round(filled_cpu - cpu, 1),
        "incidents_s": round(done - filled, 1),
        "incidents_cpu_s": round(done_cpu - filled_cpu, 1),
        "incidents_again_cpu_s": round(again_cpu - done_cpu, 2),
        **after,
        "stages_s": {stage: round(last - first, 1) for stage, (first, last) in stages.items()},
    }


def asked(case: Case) -> Iterator[tuple[str, float]]:
    """Yield what else is asked of a case, each with the seconds of processor that the answer took, all of it."""
    from sayso.casefile import finding, gathering
    from sayso.casefile.relations import relate
    from sayso.export.picture import render

    def answers() -> Iterator[tuple[str, Callable[[], object]]]:
        yield "find_claims", lambda: drained(finding.each_claim(case, finding.Query(type="ASSAULT")))
        yield "find_incidents", lambda: drained(finding.each_incident(case, finding.Query(actor="force 7")))
        yield "find_reports", lambda: drained(finding.each_report(case, finding.Query(words="town7")))
        yield "find_standing", lambda: drained(finding.each_claim(case, finding.Query(standing="corroborated")))
        yield "relations", lambda: relate(gathering.each_incident(case))
        relations = relate(gathering.each_incident(case))
        yield "picture", lambda: render(gathering.each_incident(case), relations, title="bench")

    for what, answer in answers():
        begun = time.process_time()
        answer()
        yield what, time.process_time() - begun


def drained(items: Iterable[object]) -> int:
    """Return how many *items* there are, and keep none."""
    return sum(1 for _ in items)


def misses(results: Sequence[dict[str, Any]]) -> list[str]:
    """Return which goals *results* miss. Time is the processor's, so that a busy machine changes nothing."""
    largest = results[-1]
    found = []
    if largest["incidents_cpu_s"] > LONGEST_S:
        found.append(f"incidents took {largest['incidents_cpu_s']} s, goal {LONGEST_S:g}")
    if largest["peak_mb"] > LARGEST_MB:
        found.append(f"it took {largest['peak_mb']} MB, goal {LARGEST_MB:g}")
    if len(results) > 1:
        growth = largest["incidents_cpu_s"] / results[0]["incidents_cpu_s"]
        allowed = STEEPEST * largest["reports"] / results[0]["reports"] / 10
        if growth > allowed:
            found.append(f"it took {growth:.1f} times as long, goal {allowed:g}")
    return found


def show(results: Sequence[dict[str, Any]]) -> None:
    """Print the figures."""
    for one in results:
        stages = ", ".join(f"{stage.lower()} {seconds} s" for stage, seconds in one["stages_s"].items())
        print(
            f"{one['reports']:,} reports, {one['claims']:,} claims, {one['incidents']:,} incidents:"
            f" kept in {one['put_s']} s; incidents in {one['incidents_s']} s ({one['incidents_cpu_s']} s of processor;"
            f" {stages}); {one['peak_mb']} MB"
        )
        print("  " + ", ".join(f"{what} {value}" for what, value in one.items() if what.endswith("cpu_s")))


if __name__ == "__main__":
    sys.exit(main())
