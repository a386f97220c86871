"""A room opened on this machine: which cases, who is let in, at which address."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from sayso.casefile import Case
from sayso.casefile.database import is_address
from sayso.errors import BadUsage
from sayso.room.app import application
from sayso.room.asking import Room
from sayso.room.visitors import EVERY, OneUser

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
NAMES = {
    "127.0.0.1": ("127.0.0.1", "localhost"),
    "::1": ("[::1]", "localhost"),
    "localhost": ("localhost", "127.0.0.1"),
}


def named(locations: Sequence[str]) -> Mapping[str, str]:
    """Return what the cases at *locations* are called in addresses: the name of the file, or of the database."""
    found: dict[str, str] = {}
    for location in locations:
        name = urlsplit(location).path.strip("/") if is_address(location) else Path(location).stem
        name, number = name.replace("/", "-") or "case", 1
        while name in found or name in {EVERY, ".", ".."}:
            number += 1
            name = f"{name}-{number}"
        found[name] = location
    return found


def room_of(
    locations: Sequence[str],
    *,
    host: str,
    port: int,
    by: str,
    users: Path | None = None,
    origins: Sequence[str] = (),
    blind: bool | None = None,
    create: bool = False,
) -> Room:
    """Return a room of the cases at *locations*. Raise `NoCase` and its like where one can't be opened."""
    for location in locations:
        Case(location, create=create).close()
    allowed = frozenset(origins) or frozenset(f"http://{name}:{port}" for name in NAMES.get(host, (host,)))
    if users is None and host not in LOCAL:
        remedy = "Serve several people with --users FILE, or leave --host out."
        raise BadUsage(f"{host} can be reached from other machines", source="sayso serve", remedy=remedy)
    for origin in allowed:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise BadUsage(f"{origin} is no origin", remedy="Write it as https://room.example.org.")
    accounts = None
    if users is not None:
        from sayso.room.accounts import Accounts

        accounts = Accounts(users)
    alone = OneUser(by, role="coder" if blind else "admin")
    return Room(
        cases=named(locations), doorman=accounts or alone, key=secrets.token_bytes(32), origins=allowed,
        blind=(users is not None) if blind is None else blind, accounts=accounts,
    )  # fmt: skip


def launch_address(room: Room) -> str:
    """Return the address that opens *room*."""
    origin = min(room.origins, key=lambda one: ("localhost" in one, one))
    return f"{origin}/enter?token={room.doorman.token}" if isinstance(room.doorman, OneUser) else f"{origin}/"


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at *host* and *port*, 0 for a free one. Raise `BadUsage` where that can't be."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen()
    except OSError as error:
        found.close()
        remedy = "Take another with --port, or 0 for a free one."
        raise BadUsage(f"Port {port} can't be had ({error.strerror})", source="sayso serve", remedy=remedy) from error
    return found


def server_of(room: Room) -> uvicorn.Server:
    """Return the server of *room*, which is to be given a socket."""
    app: Starlette = application(room)
    return uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
                       timeout_graceful_shutdown=5)
    )  # fmt: skip
