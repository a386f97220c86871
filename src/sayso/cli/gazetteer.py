"""``sayso gazetteer``: look names up, and build a gazetteer of one's own from a GeoNames dump."""

from __future__ import annotations

from pathlib import Path

import click

UNPEOPLED = frozenset({"admin1", "admin2", "region", "water", "continent"})
"""Kinds of places whose inhabitants GeoNames does not count: the file has those of their towns, to rank by."""


@click.group()
def gazetteer() -> None:
    """Look up names of places, or build a larger gazetteer."""


@gazetteer.command()
@click.argument("dump", type=click.Path(path_type=Path), metavar="DUMP")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("gazetteer.sqlite"),
              show_default=True, metavar="FILE", help="Write the gazetteer here.")  # fmt: skip
@click.option("--country", "countries", multiple=True, metavar="CODE",
              help="Take the places of this country alone (ISO 3166-1, such as AF); may be given again.")  # fmt: skip
def build(*, dump: Path, output: Path, countries: tuple[str, ...]) -> None:
    """Enlarge the gazetteer that comes with sayso by a GeoNames dump.

    DUMP is allCountries.zip, or the file of one country such as AF.zip, from download.geonames.org/export/dump: some
    twelve million places with villages, mountains, rivers and bases. The file that results is used wherever the
    environment variable SAYSO_GAZETTEER names it.
    """
    from sayso.where.building import build as enlarge

    def watch(lines: int) -> None:
        click.echo(f"\r{lines:,} lines read", err=True, nl=False)

    built = enlarge(dump, output, countries=frozenset(code.upper() for code in countries), watch=watch)
    click.echo("", err=True)
    size = output.stat().st_size / 1_000_000
    more = f"{built.places:,} places and {built.names:,} names more than the packaged gazetteer"
    click.echo(f"{output}: {more}, {size:.1f} MB.")
    click.echo(f"Use it with  export SAYSO_GAZETTEER={output.absolute()}")


@gazetteer.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def search(*, names: tuple[str, ...]) -> None:
    """Show the places that each NAME can mean, the most populous first."""
    from sayso.where.gazetteer import current
    from sayso.where.names import key

    places = current()
    for name in names:
        found = [named.entry for named in places.named(key(name))]
        if not found:
            click.echo(f"{name}: not in the gazetteer")
        for entry in found:
            units = [places.entry(number).name for number in (entry.admin2, entry.admin1) if number]
            point = "no coordinates" if entry.lat is None else f"{entry.lat:.4f} {entry.lon:.4f}"
            told = ", ".join(dict.fromkeys([entry.name, *units, *([entry.country] if entry.country else [])]))
            number = f"geonames:{entry.geonameid}" if entry.geonameid else "no GeoNames id"
            people = "" if entry.kind in UNPEOPLED else f" · {entry.population:,} people"
            click.echo(f"{name}: {told} · {entry.kind} · {point}{people} · {number}")
