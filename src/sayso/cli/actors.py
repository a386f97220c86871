"""`sayso actors`: look through the actor table, and keep a table of one's own that wins over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.errors import BadUsage

if TYPE_CHECKING:
    from sayso.who import Listing

MOST = 40
"""So many lines are shown of what was found."""

TABLE = click.option("--table", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                     help="Your table, instead of the one in your configuration folder.")  # fmt: skip


@click.group()
def actors() -> None:
    """Look through the table of actors, and add your own.

    Your own table is a CSV file in your configuration folder, or the one that the environment variable SAYSO_ACTORS
    names. Every command of sayso reads it, and where it knows a name, the table that comes with sayso is not asked.
    """


@actors.command()
@click.argument("name")
@click.option("--country", metavar="XX", help="Only actors of this country (ISO 3166-1 alpha-2, such as ML).")
def search(*, name: str, country: str | None) -> None:
    """Show the actors with NAME in one of their names, with the times at which each is what.

    Exit status: 0 something was found, 1 nothing.
    """
    from sayso.who import search as look

    found = look(name, country=country.upper() if country else None)
    for one in found[:MOST]:
        click.echo(_line(one))
    if len(found) > MOST:
        click.echo(f"… and {len(found) - MOST} more; a longer name finds fewer.")
    if not found:
        click.echo(f"no actor has {name!r} in a name", err=True)
        raise click.exceptions.Exit(1)


@actors.command()
@click.argument("name")
@click.option("--id", "actor", metavar="ID", help="An id of sayso's, to add to it, or one of your own.")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name; may be given several times.")
@click.option("--kind", metavar="KIND", help="rebels, militia, government, military, ngo, media …")
@click.option("--country", metavar="XX", help="Its country (ISO 3166-1 alpha-2).")
@click.option("--part-of", metavar="ID", help="The actor that it belongs to.")
@click.option("--start", metavar="YYYY-MM-DD", help="The first day on which it is so.")
@click.option("--end", metavar="YYYY-MM-DD", help="The last day on which it is so.")
@TABLE
def add(
    *,
    name: str,
    actor: str | None,
    aliases: tuple[str, ...],
    kind: str | None,
    country: str | None,
    part_of: str | None,
    start: str | None,
    end: str | None,
    table: Path | None,
) -> None:
    """Add an actor called NAME to your own table."""
    where = country.upper() if country else None
    cells = {"id": actor, "name": name, "aliases": "|".join(aliases), "kind": kind, "country": where,
             "part_of": part_of, "start": start, "end": end}  # fmt: skip
    _added([{column: cell for column, cell in cells.items() if cell}], table)


@actors.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@TABLE
def import_(*, file: Path, table: Path | None) -> None:
    """Add the actors of the CSV FILE to your own table.

    Its columns are name (the only one that it must have), id, aliases (parted by |), kind, country, part_of, start
    and end. Nothing is added where a row is wrong.
    """
    from sayso.who.own import rows_of

    _added(rows_of(file), table)


def _added(rows: list[dict[str, str]], table: Path | None) -> None:
    from sayso.who.own import add as put
    from sayso.who.own import own_path

    path = table or own_path()
    try:
        count = put(path, rows)
    except OSError as error:
        raise BadUsage(f"can't be written: {error.strerror}", source=str(path)) from error
    known = len(rows) - count
    click.echo(f"{path}: {count} added" + (f", {known} known already" if known else ""))


def _line(one: Listing) -> str:
    what = ", ".join(part for part in (one.office or one.kind, one.country, one.part_of) if part)
    times = f" from {one.start}" if one.start else ""
    times += f" until {one.end}" if one.end else ""
    return f"{one.id}  {one.name} ({what}){times}{'  [yours]' if one.own else ''}"
