"""Put what commands really print into the README and the documentation, so that no output there is made up.

    python docs/refresh.py [--check]

A block to fill starts with ``<!-- run: COMMAND -->`` and ends with ``<!-- end -->``. COMMAND is a bash line and runs
in the root of the checkout, 100 columns wide. With ``--check`` nothing is written, and the exit status is 1 where a
block is not what its command prints now.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"<!-- run: (?P<command>[^\n]+?) -->\n.*?<!-- end -->", re.DOTALL)


def pages() -> list[Path]:
    """Return the README and every page of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def printed(command: str) -> str:
    """Return what *command* prints to standard output; raise `CalledProcessError` where it fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")


def filled(page: str) -> str:
    """Return *page* with every block as its command prints it now."""

    def block(found: re.Match[str]) -> str:
        command = found["command"]
        return f"<!-- run: {command} -->\n```text\n{printed(command)}\n```\n<!-- end -->"

    return BLOCK.sub(block, page)


def main() -> int:
    """Fill or check all pages."""
    stale = []
    for path in pages():
        before = path.read_text(encoding="utf-8")
        after = filled(before)
        if before != after:
            stale.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(after, encoding="utf-8")
    print(f"{len(stale)} pages changed: {', '.join(map(str, stale)) or 'none'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
