"""Measure how many pages the reading room serves at a time: ``python -m bench.room --case CASE``.

Sixteen clients ask for the pages that people open: the overview through filters, incidents, reports, the queue, the
API. Then four readers go on while reports are added. Exit status: 0 measured, 1 a goal was
missed or an answer was wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx

from bench.__main__ import machine
from evaluation import record

RESULTS = Path(__file__).parent / "room.jsonl"
CLIENTS, READERS = 16, 4
LEAST_A_SECOND = 150.0
LONGEST_MS = 150.0
"""Milliseconds within which 95 of 100 answers are there."""
PATIENCE = 120.0
TEXT = "Gunmen shot three traders at the market in Malakal on {day} March 2021, the police said.\n"
FILTERS = ("", "type=ASSAULT", "type=AID&type=COERCE", "standing=contested", "sources=2", "since=2016-01-01",
           "until=2016-06-30&type=ASSAULT", "sort=newest", "sort=toll&page=2", "box=20,-10,40,20",
           "by=month")  # fmt: skip


def main() -> int:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(prog="python -m bench.room", description=__doc__)
    parser.add_argument("--case", required=True, help="a case whose incidents are worked out (`python -m bench.case`)")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--keep", action="store_true", help="record the result in bench/room.jsonl")
    options = parser.parse_args()
    result = measured(options.case, options.seconds)
    print(result)
    if options.keep:
        record.append(RESULTS, {**record.stamp(), **machine(), **result})
    good = result["a_second"] >= LEAST_A_SECOND and result["p95_ms"] <= LONGEST_MS
    return 0 if good and not result["wrong"] and not result["wrong_while_adding"] else 1


def measured(case: str, seconds: float) -> dict[str, Any]:
    """Return the figures of a room of *case*."""
    command = [sys.executable, "-c", "from sayso.cli import main; main()"]
    serving = [*command, "serve", case, "--port", "0", "--no-browser"]
    with subprocess.Popen(serving, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = re.search(r"http\S+", (server.stderr or sys.stdin).readline())
            if address is None:
                raise RuntimeError("the room did not open")
            base, token = address[0].split("/enter?token=")
            headers = {"authorization": f"Bearer {token}"}
            addresses = _addresses(base, headers)
            before = _processor(server.pid)
            times, wrong = _asked(addresses, headers, CLIENTS, _for(seconds))
            spent = _processor(server.pid) - before
            with tempfile.TemporaryDirectory() as folder:
                for day in range(1, 9):
                    (Path(folder) / f"{day}.txt").write_text(TEXT.format(day=day) * day, encoding="utf-8")
                with subprocess.Popen([*command, "add", case, folder], stdout=subprocess.DEVNULL) as adding:
                    reading = _asked(addresses, headers, READERS, lambda: adding.poll() is None)
                added = adding.returncode
        finally:
            server.terminate()
    times.sort()
    return {
        "requests": len(times), "a_second": round(len(times) / seconds, 1), "wrong": wrong,
        "p50_ms": round(times[len(times) // 2] * 1000), "p95_ms": round(times[len(times) * 95 // 100] * 1000),
        "server_cpu_ms_a_request": round(spent / len(times) * 1000, 1), "while_adding": len(reading[0]),
        "wrong_while_adding": reading[1] + (added != 0),
    }  # fmt: skip


def _addresses(base: str, headers: dict[str, str]) -> list[str]:
    with httpx.Client(headers=headers, timeout=PATIENCE) as client:
        (name,) = (one["name"] for one in client.get(f"{base}/api/cases").json()["items"])
        found = client.get(f"{base}/api/cases/{name}/incidents?limit=100").json()["items"]
        client.get(f"{base}/c/{name}/review")
    pages = [f"{base}/c/{name}/?{one}" for one in FILTERS]
    pages += [f"{base}/c/{name}/incidents/{one['id']}" for one in found[:60]]
    pages += [f"{base}/c/{name}/reports/{number}" for number in range(1, 81)]
    pages += [f"{base}/api/cases/{name}/reports/{number}" for number in range(1, 41)]
    return [*pages, f"{base}/c/{name}/review", f"{base}/c/{name}/reports", f"{base}/c/{name}/export"]


def _for(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def _asked(
    addresses: Sequence[str], headers: dict[str, str], clients: int, going: Callable[[], bool]
) -> tuple[list[float], int]:
    """Return how long each answer took while *going* holds, and how many were wrong."""
    times: list[float] = []
    wrong: list[str] = []

    def client(number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(headers=headers, timeout=PATIENCE) as asking:
            while going():
                address = chance.choice(addresses)
                began = time.monotonic()
                answer = asking.get(address)
                times.append(time.monotonic() - began)
                if answer.status_code != httpx.codes.OK:
                    wrong.append(address)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(wrong)


def _processor(pid: int) -> float:
    """Return the seconds of processor that a process has used (proc(5), stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
