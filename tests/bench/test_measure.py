"""What a run costs."""

from __future__ import annotations

import sys

import pytest

from bench.measure import FailedError, measure


def test_what_a_command_prints_comes_back():
    """Output is kept whole, and the first byte comes no later than the end."""
    cost = measure([sys.executable, "-c", "print('one'); print('two')"])
    assert b"one\ntwo\n" == cost.output.replace(b"\r\n", b"\n")
    assert 0 < cost.first_s <= cost.wall_s


def test_work_counts_as_cpu_time_also_in_a_child():
    """A process that leaves its work to another is charged for it; one that sleeps is not."""
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    assert 0.3 <= measure([sys.executable, "-c", parent]).cpu_s


def test_memory_that_is_held_is_seen():
    """A block of 80 MB that is touched and held for a while shows in the peak."""
    hold = "import time; block = bytearray(b'x') * 80_000_000; time.sleep(0.3)"
    assert 80 < measure([sys.executable, "-c", hold]).peak_mb


def test_a_command_that_fails_is_no_measurement():
    """A non-zero exit status raises."""
    with pytest.raises(FailedError, match="status 3"):
        measure([sys.executable, "-c", "raise SystemExit(3)"])
