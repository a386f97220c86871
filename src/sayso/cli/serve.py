"""The commands ``serve`` and ``people``: the reading room, and who may come in."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.errors import BadUsage

if TYPE_CHECKING:
    from sayso.room.accounts import Accounts

PORT = 8765
USERS = click.argument("users", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
ROLE = click.option("--role", type=click.Choice(("reader", "coder", "adjudicator", "admin")), required=True)
CASE = click.option("--case", "scope", default="*", show_default=True, metavar="NAME", help="The case; * is all.")


@click.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--by", metavar="NAME", help="Whose judgements are kept; else your name on this machine.")
@click.option("--blind/--open", "blind", default=None,
              help="Show coders their own judgements alone. So it is with --users.")  # fmt: skip
@click.option("--create", is_flag=True, help="Make the case where there is none.")
@click.option("--users", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Serve several people, with the accounts in FILE (`sayso people`).")  # fmt: skip
@click.option("--origin", "origins", multiple=True, metavar="URL",
              help="The address that people reach it at: https://room.example.org. Repeatable.")  # fmt: skip
@click.option("--browser/--no-browser", default=True, help="Open the browser.")
def serve(
    *,
    cases: tuple[str, ...],
    port: int,
    host: str,
    by: str | None,
    blind: bool | None,
    create: bool,
    users: Path | None,
    origins: tuple[str, ...],
    browser: bool,
) -> None:
    """Open the reading room: a web page to look at a case, check it and correct it.

    It is for you alone and listens on this machine only: the address that it prints lets in whoever has it. With
    --users it is for a team, whose members sign in.
    """
    try:
        from sayso.room import serving
    except ImportError as error:
        remedy = "Install what it takes: pip install 'sayso[serve]'"
        raise BadUsage(f"The reading room lacks {error.name}", source="sayso serve", remedy=remedy) from error
    with serving.listening(host, port) as listening:
        port = listening.getsockname()[1]
        room = serving.room_of(cases, host=host, port=port, by=by or getpass.getuser(), users=users, origins=origins,
                               blind=blind, create=create)  # fmt: skip
        address = serving.launch_address(room)
        server = serving.server_of(room)
        click.echo(f"The reading room is open: {address}\nClose it with Ctrl+C.", err=True)
        if browser and users is None and sys.stderr.isatty():
            click.launch(address)
        server.run(sockets=[listening])


@click.group()
def people() -> None:
    """Keep the accounts of a reading room for several people."""


def _opened(users: Path) -> Accounts:
    try:
        from sayso.room.accounts import Accounts
    except ImportError as error:
        remedy = "Install what it takes: pip install 'sayso[serve]'"
        raise BadUsage(f"Accounts lack {error.name}", source="sayso people", remedy=remedy) from error
    return Accounts(users)


def _password() -> str:
    """Ask for a password on a terminal, else read it from standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\n")


@people.command("add")
@USERS
@click.argument("name")
@ROLE
@CASE
def add_person(*, users: Path, name: str, role: str, scope: str) -> None:
    """Add somebody, with a password that is asked for (or comes on standard input)."""
    accounts = _opened(users)
    if not accounts.people() and (role, scope) != ("admin", "*"):
        accounts.close()
        raise BadUsage("The first account must be an admin's", source=str(users), remedy="Add one with --role admin.")
    accounts.add(name, _password())
    accounts.grant(name.strip(), scope, role)  # type: ignore[arg-type]
    accounts.close()
    click.echo(f"{name.strip()} is {role} of {'all cases' if scope == '*' else scope}.", err=True)


@people.command()
@USERS
@click.argument("name")
@click.option("--role", type=click.Choice(("reader", "coder", "adjudicator", "admin", "none")), required=True)
@CASE
def role(*, users: Path, name: str, role: str, scope: str) -> None:
    """Give somebody a role with a case, or take it away (none)."""
    accounts = _opened(users)
    accounts.grant(name, scope, None if role == "none" else role)  # type: ignore[arg-type]
    accounts.close()


@people.command()
@USERS
@click.argument("name")
def password(*, users: Path, name: str) -> None:
    """Give somebody another password; they are signed out."""
    accounts = _opened(users)
    accounts.set_password(name, _password())
    accounts.close()


@people.command("list")
@USERS
def list_people(*, users: Path) -> None:
    """List the accounts."""
    accounts = _opened(users)
    for person in accounts.people():
        held = ", ".join(f"{role} of {'all cases' if scope == '*' else scope}" for scope, role in person.roles.items())
        click.echo(f"{person.name}: {held or 'nothing'}{' (closed)' if person.closed else ''}")
    accounts.close()
