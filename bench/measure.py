"""Run a command and measure what it costs: CPU-seconds, memory, and when its first result came."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MB = 1_000_000
EVERY_S = 0.05
SHARE = 0.01
"""Share of a processor that looking at the memory may take: the more there is, the longer it takes."""


class FailedError(Exception):
    """The command that was to be measured did not end well."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took.

    ``cpu_s`` counts user and system time of the process and all it started. ``peak_mb`` is the largest
    proportional set size (Linux: shared pages counted once) of them together, in 10^6 bytes, sampled every
    50 ms, less often where that takes long; elsewhere the resident set of the largest single process. ``first_s``
    and ``wall_s`` are seconds from the start to the first byte of output and to the end.
    """

    cpu_s: float
    wall_s: float
    first_s: float
    peak_mb: float
    output: bytes


def measure(command: Sequence[str]) -> Cost:
    """Run *command* and return what it cost; raise `FailedError` where it fails."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    peak = _Peak(process.pid)
    peak.start()
    with process.stdout as stream:
        first = stream.read(1)
        first_s = time.monotonic() - begun
        output = first + stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.monotonic() - begun
    peak.stop()
    if process.returncode:
        raise FailedError(f"{' '.join(command[:4])} … left with status {process.returncode}")
    return Cost(
        cpu_s=usage.ru_utime + usage.ru_stime,
        wall_s=wall_s,
        first_s=first_s,
        peak_mb=peak.bytes / MB or usage.ru_maxrss * 1024 / MB,
        output=output,
    )


class _Peak(threading.Thread):
    """Samples the memory of a process and its descendants until stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        spent = 0.0
        while not self._over.wait(max(EVERY_S, spent / SHARE)):
            begun = time.thread_time()
            self.bytes = max(self.bytes, sum(_memory(pid) for pid in _tree(self._pid)))
            spent = time.thread_time() - begun

    def stop(self) -> None:
        self._over.set()
        self.join()


def _tree(pid: int) -> list[int]:
    """Return *pid* and its descendants; only Linux lists them."""
    found = [pid]
    for parent in found:
        for listed in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in listed.read_text().split())
            except OSError:  # it has ended meanwhile
                continue
    return found


def _memory(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
