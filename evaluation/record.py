"""The record of what was measured: one line of JSON a run, with the commit that it was measured at."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


def git(*arguments: str) -> str | None:
    """Return what git prints, ``None`` outside a repository or without git."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def digest(path: Path) -> str:
    """Return the sha256 of a file's bytes."""
    return sha256(path.read_bytes()).hexdigest()


def stamp() -> Entry:
    """Return when and at which commit this is; ``dirty`` where the package's code is not what is committed."""
    changed = git("status", "--porcelain", "--", "src")
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "commit": git("rev-parse", "HEAD"),
        "dirty": None if changed is None else bool(changed),
    }


def last(path: Path) -> Entry | None:
    """Return the newest entry, ``None`` where nothing has been recorded yet."""
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    return json.loads(lines[-1]) if lines else None


def append(path: Path, entry: Mapping[str, Any]) -> None:
    """Add *entry* as the newest."""
    with path.open("a", encoding="utf-8") as sink:
        sink.write(json.dumps(entry, ensure_ascii=False) + "\n")
