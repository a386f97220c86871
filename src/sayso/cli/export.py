"""The command ``sayso export``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.errors import BadUsage, Malformed, NotFound

if TYPE_CHECKING:
    from sayso.claim import Reading
    from sayso.export.account import Account

FORMATS = ("ucdp", "acled", "polecat", "gdelt", "geojson", "csv", "parquet", "annotation", "prov", "schema-org", "ftm")


@click.command()
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--from", "files", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Export what `sayso read --format jsonl` wrote here, not a case file. Repeatable.")  # fmt: skip
@click.option("--format", "format_name", type=click.Choice(FORMATS), required=True, help="What it is to be.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here. The list of claims and the codebook are written beside it.")  # fmt: skip
@click.option("--filter", "filters", multiple=True, metavar="KEY=VALUE",
              help="Export only what passes. KEY is type, mode, country, place, actor, since, until, box, standing, "
                   "sources, words, outlet or confidence. Repeatable; all must hold.")  # fmt: skip
@click.option("--progress/--no-progress", default=True, help="Show a progress bar (on a terminal).")
@click.option("--codebook", "only_codebook", is_flag=True, help="Print the format's codebook and export nothing.")
def export(
    *,
    case: str | None,
    files: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    filters: tuple[str, ...],
    progress: bool,
    only_codebook: bool,
) -> None:
    """Export a case file, or readings, for other programs.

    Writes three files: FILE, the list of the claims behind each row (its name with .claims.csv), and a codebook (with
    .codebook.md) that says what each column holds, and what was left out, why, and how much.

    ucdp, acled, polecat and gdelt are columns of event data; geojson is for maps; csv and parquet have every claim;
    annotation, prov and schema-org are linked data; ftm is for Aleph.
    """
    from sayso.export.codebook import amounts, codebook
    from sayso.export.exporting import BOOK, LIST, beside
    from sayso.export.exporting import export as written
    from sayso.export.selecting import chosen

    if only_codebook:
        click.echo(codebook(format_name), nl=False)
        return
    if output is None:
        raise BadUsage("there is no file to write to", source="sayso export", remedy="Name one with -o FILE.")
    if (case is None) == (not files):
        remedy = "Name a case file, or readings with --from FILE."
        raise BadUsage("an export is either of a case file or of readings", source="sayso export", remedy=remedy)
    with _of_case(case, progress=progress) if case is not None else _of_readings(files) as accounts:
        counts = written(chosen(accounts, filters), format_name, output)
    click.echo(f"{output}: {amounts(counts)}", err=True)
    click.echo(f"The claims behind each row: {beside(output, LIST)}", err=True)
    click.echo(f"What it holds and leaves out: {beside(output, BOOK)}", err=True)


@contextmanager
def _of_case(location: str, *, progress: bool) -> Iterator[Iterator[Account]]:
    from sayso.casefile import Case
    from sayso.cli.case_run import gathered
    from sayso.export.casework import accounts

    with Case(location) as case:
        gathered(case, progress=progress)
        yield accounts(case)


@contextmanager
def _of_readings(files: tuple[Path, ...]) -> Iterator[Iterator[Account]]:
    from sayso.export.account import from_readings

    yield from_readings(reading for path in files for reading in _readings(path))


def _readings(path: Path) -> Iterator[Reading]:
    """Yield the readings of a file of JSON lines; reports that could not be read have none."""
    import msgspec

    from sayso.claim import Reading
    from sayso.export.records import decode

    try:
        stream = path.open("rb")
    except OSError as error:
        raise NotFound(f"can't be read: {error.strerror}", source=str(path)) from error
    with stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                entry = decode(line)
            except msgspec.DecodeError as error:
                remedy = "It takes what `sayso read --format jsonl` writes."
                raise Malformed(f"is no reading ({error})", source=f"{path}, line {number}", remedy=remedy) from error
            if isinstance(entry, Reading):
                yield entry
