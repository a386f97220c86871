"""Have reports read by the command that users type, so that the figures are theirs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

Reading = dict[str, Any]


class ReadingError(Exception):
    """The command did not do its work."""


def command() -> str:
    """Return the path of the `sayso` that belongs to this Python; raise `ReadingError` where there is none."""
    beside = Path(sys.executable).with_name("sayso")
    found = str(beside) if beside.exists() else shutil.which("sayso")
    if found is None:
        raise ReadingError("there is no `sayso` command; install the package first (`make demo` does)")
    return found


def read(reports: Path, out: Path) -> list[Reading]:
    """Read the JSONL *reports* into the JSONL *out* and return its rows, one a report.

    A report that could not be read is a row with ``error``, which the scorers count as nothing found.
    """
    with out.open("w", encoding="utf-8") as sink:
        done = subprocess.run([command(), "read", str(reports), "--format", "jsonl"], stdout=sink, check=False)
    wanted = sum(1 for line in reports.open(encoding="utf-8") if line.strip())
    found = [json.loads(line) for line in out.open(encoding="utf-8") if line.strip()]
    if len(found) != wanted:
        raise ReadingError(f"sayso answered for {len(found)} of {wanted} reports (exit status {done.returncode})")
    if all("error" in reading for reading in found):
        raise ReadingError(f"sayso could read none of {wanted} reports; the first says: {found[0]['error']['message']}")
    return found
