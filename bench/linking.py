"""Measure what it costs to work out incidents: ``python -m bench.linking [10000 100000 …]``.

For each size, in a process of its own: seconds of processor time for copies and for linking, the peak of memory, and
how many incidents came out. The readings are made beforehand (`bench.mixed`) and taken from a file, which is not
counted; what the store adds ``python -m bench.case`` measures. Exit status: 0 measured, 1 a goal was missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from bench import case
from bench.__main__ import machine
from bench.measure import MB
from bench.mixed import readings
from evaluation import record
from sayso.claim import Reading

RESULTS = Path(__file__).parent / "linking.jsonl"


def run(count: int) -> dict[str, Any]:
    """Return the cost of one case of *count* reports, made beforehand."""
    from sayso.casefile.copies import copies
    from sayso.casefile.linking import link

    with tempfile.TemporaryFile() as made:
        _write(made, count)
        making = _time_to_read(made)
        begun, wall = time.process_time(), time.monotonic()
        found = copies(reading.report for reading in _read(made))
        copied = time.process_time()
        groups = link(_read(made), copies=found)
        linked = time.process_time()
    return {
        "reports": count,
        "copies_cpu_s": round(copied - begun - making, 1),
        "link_cpu_s": round(linked - copied - making, 1),
        "reading_cpu_s": round(2 * making, 1),
        "wall_s": round(time.monotonic() - wall, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB),
        "copies": sum(len(tree.members) for tree in found),
        "incidents": len(groups),
        "incidents_of_several_reports": sum(len({report for report, _ in group.claims}) > 1 for group in groups),
    }


def _write(made: BinaryIO, count: int) -> None:
    encode = msgspec.msgpack.Encoder().encode
    for reading in readings(count):
        data = encode(reading)
        made.write(len(data).to_bytes(4) + data)


def _read(made: BinaryIO) -> Iterator[Reading]:
    decode = msgspec.msgpack.Decoder(Reading).decode
    made.seek(0)
    while size := made.read(4):
        yield decode(made.read(int.from_bytes(size)))


def _time_to_read(made: BinaryIO) -> float:
    """Return the seconds that it takes to take the readings from the disk, which are no part of the work."""
    begun = time.process_time()
    for _ in _read(made):
        pass
    return time.process_time() - begun


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
        command = [sys.executable, "-m", "bench.linking", "--one", str(size)]
        results.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
        print(json.dumps(results[-1]), flush=True)
        if size in case.SIZES:
            record.append(RESULTS, {**record.stamp(), **machine(), **results[-1]})
    missed = misses(results)
    for what in missed:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
