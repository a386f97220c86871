"""Accounts of a room for several people: names, passwords (argon2id), roles by case, sessions; one SQLite file."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import BadUsage, CaseUnavailable, NotInCase
from sayso.room.visitors import EVERY, ROLES, Role, Visitor

IDLE, LONGEST = 12 * 3600.0, 7 * 86400.0
"""Seconds that a session lasts unused, and at all."""
SHORTEST = 10
"""Characters of a password, at least (NIST SP 800-63B asks for eight)."""
MOST = 200
FREE_TRIES = 5
"""Wrong passwords after which one has to wait, twice as long each time."""
LONGEST_WAIT = 900.0
APPLICATION = 0x5341_5955
_TABLES = """
CREATE TABLE IF NOT EXISTS people (name TEXT PRIMARY KEY, password TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS grants (name TEXT NOT NULL REFERENCES people, scope TEXT NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (name, scope));
CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES people,
  began REAL NOT NULL, seen REAL NOT NULL);
"""


class Person(msgspec.Struct, frozen=True):
    """An account: its name, whether it is closed, and its roles by case."""

    name: str
    closed: bool
    roles: Mapping[str, Role]


class Accounts:
    """The accounts in the file at *path*, which is made where there is none.

    Raise `CaseUnavailable` where it can't be opened. Passwords are kept as argon2id hashes, sessions as the sha256 of
    what the cookie holds, so that the file lets nobody in.
    """

    accounts = True

    def __init__(self, path: Path, *, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(8))
        self._lock = threading.Lock()
        self._tries: dict[tuple[str, str], tuple[int, float]] = {}
        try:
            made = not path.exists()
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
            if made:
                path.chmod(0o600)
            self._prepare(path)
        except (sqlite3.Error, OSError) as error:
            remedy = "Name a file of accounts, or one that is not there yet."
            raise CaseUnavailable(f"The accounts can't be opened ({error})", source=str(path), remedy=remedy) from error

    def _prepare(self, path: Path) -> None:
        found = self._database.execute("PRAGMA application_id").fetchone()[0]
        tables = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and found != APPLICATION:
            raise CaseUnavailable("It is no file of accounts", source=str(path), remedy="Name another file.")
        self._database.execute(f"PRAGMA application_id = {APPLICATION}")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA foreign_keys = ON")
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.rollback()
                raise
            self._database.commit()

    # Sessions

    def visitor(self, session: str | None) -> Visitor | None:
        """Return whose *session* it is, ``None`` where it is nobody's any more."""
        if not session:
            return None
        now, key = time.time(), _key(session)
        with self._lock:
            row = self._database.execute(
                "SELECT people.name, began, seen FROM sessions JOIN people USING (name) WHERE hash = ? AND NOT closed",
                (key,),
            ).fetchone()
            if row is None or now - row[1] > LONGEST or now - row[2] > IDLE:
                return None
            if now - row[2] > 60:
                self._database.execute("UPDATE sessions SET seen = ? WHERE hash = ?", (now, key))
            roles = dict(self._database.execute("SELECT scope, role FROM grants WHERE name = ?", (row[0],)))
        return Visitor(row[0], session, roles)

    async def sign_in(self, name: str, password: str, *, client: str) -> str:
        """Return a new session for *name*. Raise `BadUsage` where the password is wrong, or it was wrong too often."""
        now = time.monotonic()
        keys = [("name", name[:MOST]), ("client", client)]
        wait = max((self._wait(key, now) for key in keys), default=0.0)
        if wait > 0:
            raise BadUsage("That was wrong too often", remedy=f"Wait {wait:.0f} seconds.")
        if not await asyncio.to_thread(self._right, name, password):
            for key in keys:
                count = self._tries.get(key, (0, 0.0))[0] + 1
                self._tries[key] = (count, now)
            raise BadUsage("Name or password is wrong", remedy="Try again, or ask an admin.")
        for key in keys:
            self._tries.pop(key, None)
        return self._begun(name)

    def _wait(self, key: tuple[str, str], now: float) -> float:
        count, at = self._tries.get(key, (0, 0.0))
        free = FREE_TRIES if key[0] == "name" else FREE_TRIES * 4
        return 0.0 if count < free else at + min(2.0 ** (count - free), LONGEST_WAIT) - now

    def _right(self, name: str, password: str) -> bool:
        with self._lock:
            row = self._database.execute(
                "SELECT password FROM people WHERE name = ? AND NOT closed", (name,)
            ).fetchone()
        try:
            # Who is not there takes as long as who is.
            self._hasher.verify(row[0] if row else self._nobody, password[: MOST * 5])
        except (VerificationError, InvalidHashError):
            return False
        return row is not None

    def _begun(self, name: str) -> str:
        session, now = secrets.token_urlsafe(32), time.time()
        with self._using() as database:
            database.execute("DELETE FROM sessions WHERE began < ? OR seen < ?", (now - LONGEST, now - IDLE))
            database.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_key(session), name, now, now))
        return session

    async def leave(self, session: str) -> None:
        """End *session*."""
        with self._using() as database:
            database.execute("DELETE FROM sessions WHERE hash = ?", (_key(session),))

    # People

    def people(self) -> list[Person]:
        """Return all accounts, by name."""
        with self._lock:
            rows = self._database.execute("SELECT name, closed FROM people ORDER BY name").fetchall()
            grants = self._database.execute("SELECT name, scope, role FROM grants ORDER BY scope").fetchall()
        roles: dict[str, dict[str, Role]] = {}
        for name, scope, role in grants:
            roles.setdefault(name, {})[scope] = role
        return [Person(name, bool(closed), roles.get(name, {})) for name, closed in rows]

    async def listed(self) -> list[Person]:
        """Return all accounts, by name."""
        return await asyncio.to_thread(self.people)

    def add(self, name: str, password: str) -> None:
        """Make an account. Raise `BadUsage` where there is one of that name, or name or password will not do."""
        name = name.strip()
        if not name or len(name) > MOST or not name.isprintable() or name == EVERY:
            raise BadUsage(f"{name!r} is no name", remedy=f"Give up to {MOST} characters.")
        hashed = self._hashed(password)
        with self._using() as database:
            if database.execute("SELECT 1 FROM people WHERE name = ?", (name,)).fetchone():
                raise BadUsage(f"There is an account {name}", remedy="Choose another name.")
            database.execute("INSERT INTO people (name, password) VALUES (?, ?)", (name, hashed))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password, and end its sessions."""
        hashed = self._hashed(password)
        with self._using() as database:
            self._known(name)
            database.execute("UPDATE people SET password = ? WHERE name = ?", (hashed, name))
            database.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def grant(self, name: str, scope: str, role: Role | None) -> None:
        """Let *name* do with a case, or with all (``*``), what *role* may; ``None`` takes it away.

        Raise `BadUsage` where nobody would be left who may say who may what.
        """
        with self._using() as database:
            self._known(name)
            database.execute("DELETE FROM grants WHERE name = ? AND scope = ?", (name, scope))
            if role is not None:
                if role not in ROLES:
                    raise BadUsage(f"There is no role {role}", remedy=f"There are {', '.join(ROLES)}.")
                database.execute("INSERT INTO grants VALUES (?, ?, ?)", (name, scope, role))
            self._governed()

    def close_account(self, name: str, *, closed: bool) -> None:
        """Close an account, or open it again; its judgements stay."""
        with self._using() as database:
            self._known(name)
            database.execute("UPDATE people SET closed = ? WHERE name = ?", (int(closed), name))
            database.execute("DELETE FROM sessions WHERE name = ?", (name,))
            self._governed()

    def _known(self, name: str) -> None:
        if not self._database.execute("SELECT 1 FROM people WHERE name = ?", (name,)).fetchone():
            raise NotInCase(f"There is no account {name}", remedy="Add it first.")

    def _governed(self) -> None:
        left = self._database.execute(
            "SELECT count(*) FROM grants JOIN people USING (name) WHERE role = 'admin' AND scope = ? AND NOT closed",
            (EVERY,),
        ).fetchone()[0]
        others = self._database.execute("SELECT count(*) FROM grants").fetchone()[0]
        if not left and others:
            raise BadUsage(
                "Nobody would be left who may change accounts", remedy="Make somebody else admin of all first."
            )

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= MOST * 5:
            raise BadUsage("The password is too short", remedy=f"Give at least {SHORTEST} characters.")
        return self._hasher.hash(password)

    async def change(self, form: Mapping[str, str], *, cases: Sequence[str], by: Visitor) -> str:
        """Do what the form of an admin says, and return what was done in words."""
        del by
        name, scope, role = (form.get(key, "") for key in ("name", "scope", "role"))
        what: dict[str, tuple[Any, tuple[Any, ...]]] = {
            "add": (self._added, (name, form.get("password", ""), scope, role, cases)),
            "grant": (self._granted, (name, scope, role, cases)),
            "password": (self.set_password, (name, form.get("password", ""))),
        }
        if form.get("do") in what:
            work, arguments = what[form["do"]]
            await asyncio.to_thread(work, *arguments)
        elif form.get("do") in {"close", "open"}:
            await asyncio.to_thread(self.close_account, name, closed=form["do"] == "close")
        else:
            raise BadUsage("There is no such change", remedy="Use the form.")
        return f"{name.strip()}: done"

    def _added(self, name: str, password: str, scope: str, role: Role, cases: Sequence[str]) -> None:
        self._checked(scope, cases)
        self.add(name, password)
        self.grant(name.strip(), scope, role)

    def _granted(self, name: str, scope: str, role: str, cases: Sequence[str]) -> None:
        self._checked(scope, cases)
        self.grant(name, scope, role or None)  # type: ignore[arg-type]

    def _checked(self, scope: str, cases: Sequence[str]) -> None:
        if scope not in cases:
            raise NotInCase(f"There is no case {scope}", remedy=f"There are {', '.join(cases)}.")

    async def own_password(self, visitor: Visitor, old: str, new: str) -> None:
        """Set somebody's own password; they sign in anew with it. Raise `BadUsage` where the old one is wrong."""
        if not await asyncio.to_thread(self._right, visitor.name, old):
            raise BadUsage("The old password is wrong", remedy="Try again, or ask an admin.")
        await asyncio.to_thread(self.set_password, visitor.name, new)


def _key(session: str) -> str:
    return sha256(session.encode("utf-8", "surrogatepass")).hexdigest()
