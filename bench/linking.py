"""Measure what it costs to work out incidents: ``python -m bench.linking 10000 [100000 …]``.

For each size, in a process of its own: seconds of processor time for copies and for linking, the peak of memory, and
how many incidents came out. Reading the reports is not counted, nor is the store.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from bench.mixed import readings


def measure(count: int) -> dict[str, float]:
    """Return the cost of one case of *count* reports, made as it is read."""
    from sayso.casefile.copies import copies
    from sayso.casefile.linking import link

    making = _made(count)
    begun = time.process_time()
    found = copies(reading.report for reading in readings(count))
    copied = time.process_time()
    groups = link(readings(count), copies=found)
    linked = time.process_time()
    return {
        "reports": count,
        "copies_cpu_s": round(copied - begun - making, 1),
        "link_cpu_s": round(linked - copied - making, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "copies": sum(len(tree.members) for tree in found),
        "incidents": len(groups),
        "incidents_of_several_reports": sum(len({report for report, _ in group.claims}) > 1 for group in groups),
    }


def _made(count: int) -> float:
    """Return the seconds that it takes to make the readings, which are no part of the work."""
    begun = time.process_time()
    for _ in readings(count):
        pass
    return time.process_time() - begun


def main() -> None:
    """Measure the sizes asked for and print a line of JSON each."""
    sizes = [int(size) for size in sys.argv[1:]]
    if len(sizes) == 1:
        print(json.dumps(measure(sizes[0])))
        return
    for size in sizes:
        subprocess.run([sys.executable, "-m", "bench.linking", str(size)], check=True)


if __name__ == "__main__":
    main()
