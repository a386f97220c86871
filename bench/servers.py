"""A PostgreSQL server of one's own, from the programs that the system has, for as long as it is needed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = ("/usr/lib/postgresql", "/usr/pgsql-*", "/usr/local/pgsql", "/opt/homebrew/opt")
"""Where systems keep the server's programs, which are seldom on the path."""
ACCOUNTS = ("postgres", "nobody")
"""Who runs the server where the tests run as root: it refuses root."""
MISSING = "no PostgreSQL server is installed (Debian: apt-get install postgresql)"


def programs() -> Path | None:
    """Return the folder with PostgreSQL's programs, the newest, ``None`` where there is none."""
    found = [path for folder in FOLDERS for root in Path("/").glob(folder[1:]) for path in root.glob("**/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path is not None:
        found.append(Path(on_path).resolve())
    return max((path.parent for path in found), key=str, default=None)


def _account() -> int | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)


@contextmanager
def running(folder: Path, *, careful: bool = False) -> Iterator[str]:
    """Give the address of a server that listens on a socket alone; *careful* has it wait for the disk."""
    account = _account()
    home = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    if account is not None:
        os.chown(home, account, -1)
    data = home / "data"

    def call(*command: str) -> None:
        subprocess.run(command, user=account, cwd=home, check=True, capture_output=True, text=True, timeout=600)

    options = f"-k {home} -c listen_addresses="
    if not careful:
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        call(str(folder / "initdb"), "-D", str(data), "-U", "sayso", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        call(
            str(folder / "pg_ctl"), "-D", str(data), "-w", "-t", "300", "-l", str(home / "log"), "-o", options, "start"
        )
        yield f"postgresql://sayso@/postgres?host={home}"
    finally:
        stop = [str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        subprocess.run(stop, user=account, cwd=home, check=False, capture_output=True, timeout=300)
        shutil.rmtree(home, ignore_errors=True)


def new_schema(server: str) -> str:
    """Return the address of a new, empty schema of *server*, which is made much faster than a database."""
    import psycopg

    name = "case_" + os.urandom(6).hex()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"
