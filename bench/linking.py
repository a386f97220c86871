"""Measure what it costs to work out incidents: ``python -m bench.linking [10000 100000 …]``.

For each size, in a process of its own: seconds of processor time for copies and for linking, the peak of memory, and
how many incidents came out. The reports are made as they are asked for (`bench.mixed`), which is not counted, nor is
the store, which ``python -m bench.case`` measures. Exit status: 0 measured, 1 a goal was missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import case
from bench.__main__ import machine
from bench.measure import measure
from bench.mixed import readings
from evaluation import record
from sayso.claim import Reading

RESULTS = Path(__file__).parent / "linking.jsonl"


class Making:
    """Readings, and the seconds of processor time that it took to make them."""

    def __init__(self) -> None:
        self.cpu_s = 0.0

    def each(self, items: Iterable[Reading]) -> Iterator[Reading]:
        """Yield *items*, timing each."""
        made = iter(items)
        while True:
            begun = time.process_time()
            item = next(made, None)
            self.cpu_s += time.process_time() - begun
            if item is None:
                return
            yield item


def run(count: int) -> dict[str, Any]:
    """Return the cost of one case of *count* reports, made as it is read."""
    from sayso.casefile.copies import copies
    from sayso.casefile.linking import link

    making = Making()
    begun, wall = time.process_time(), time.monotonic()
    found = copies(reading.report for reading in making.each(readings(count)))
    copied, copied_making = time.process_time(), making.cpu_s
    groups = link(making.each(readings(count)), copies=found)
    linked = time.process_time()
    return {
        "reports": count,
        "copies_cpu_s": round(copied - begun - copied_making, 1),
        "link_cpu_s": round(linked - copied - (making.cpu_s - copied_making), 1),
        "making_cpu_s": round(making.cpu_s, 1),
        "wall_s": round(time.monotonic() - wall, 1),
        "copies": sum(len(tree.members) for tree in found),
        "incidents": len(groups),
        "incidents_of_several_reports": sum(len({report for report, _ in group.claims}) > 1 for group in groups),
    }


def misses(results: Sequence[dict[str, Any]]) -> list[str]:
    """Return which goals *results* miss, those of `bench.case`."""
    counted = [one | {"incidents_cpu_s": round(one["copies_cpu_s"] + one["link_cpu_s"], 1)} for one in results]
    return case.misses(counted)


def main() -> int:
    """Measure the sizes asked for; print a line of JSON each, and keep it."""
    parser = argparse.ArgumentParser(prog="python -m bench.linking", description=__doc__)
    parser.add_argument("reports", type=int, nargs="*", default=list(case.SIZES), help="how many, smallest first")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(run(options.one)))
        return 0
    results = []
    for size in options.reports:
        cost = measure([sys.executable, "-m", "bench.linking", "--one", str(size)])
        results.append({**json.loads(cost.output), "peak_mb": round(cost.peak_mb)})
        print(json.dumps(results[-1]), flush=True)
        if size in case.SIZES:
            record.append(RESULTS, {**record.stamp(), **machine(), **results[-1]})
    missed = misses(results)
    for what in missed:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
