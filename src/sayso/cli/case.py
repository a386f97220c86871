"""The commands on a case file: ``add``, ``read-again``, ``incidents``, ``copies``, ``verify``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from sayso.cli.case_people import agreement, judge
from sayso.cli.case_search import find
from sayso.cli.options import SOME_FAILED, day, known_encoding

CASE = click.argument("location", metavar="CASE")
TABLE = click.option("--format", "format_name", type=click.Choice(("table", "json", "jsonl")), default="table",
                     show_default=True, help="A table for the terminal, JSON, or JSON lines.")  # fmt: skip
OUTPUT = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                      help="Write here instead of to standard output.")  # fmt: skip
WORKERS = click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
                       help="Read this many reports at a time.")  # fmt: skip
PROGRESS = click.option("--progress/--no-progress", default=True, help="Show a progress bar (on a terminal).")


@click.command()
@CASE
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--published", callback=day, metavar="YYYY-MM-DD",
              help="The day the reports were published, where they don't say it.")  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Who published the reports, where they don't say it.")
@click.option("--encoding", callback=known_encoding, metavar="NAME",
              help="The encoding of text files that are not UTF-8: windows-1252, koi8-r, …")  # fmt: skip
@click.option("--format", "format_name", type=click.Choice(("table", "jsonl")), default="table", show_default=True,
              help="The sums and what failed, or a line a report as soon as it is kept.")  # fmt: skip
@WORKERS
@PROGRESS
@click.pass_context
def add(
    ctx: click.Context,
    *,
    location: str,
    inputs: tuple[str, ...],
    published: dt.date | None,
    outlet: str | None,
    encoding: str | None,
    format_name: str,
    workers: int,
    progress: bool,
) -> None:
    """Read reports into a case file, which is made where there is none.

    CASE is a file, or the address of a PostgreSQL database: postgresql://user@server/database. INPUT is what
    `sayso read` takes. A report that the case has already changes nothing; a call that was cut short is taken up
    again by the same call.

    Exit status: 0 all reports are in the case, 1 some can't be read, 2 the command could not start.
    """
    from sayso.casefile import Case
    from sayso.casefile.adding import add as added
    from sayso.cli.case_run import report_outcomes
    from sayso.pipeline import Reader
    from sayso.reading import count

    with Case(location, create=True) as case:
        outcomes = added(
            case, inputs, reader=Reader(), published=published, outlet=outlet, encoding=encoding, workers=workers
        )
        failures = report_outcomes(outcomes, format_name=format_name, total=count(inputs) if progress else None,
                                   progress=progress, case=case)  # fmt: skip
    ctx.exit(SOME_FAILED if failures else 0)


@click.command("read-again")
@CASE
@click.option("--format", "format_name", type=click.Choice(("table", "jsonl")), default="table", show_default=True,
              help="The sums, or a line a report as soon as it is kept.")  # fmt: skip
@WORKERS
@PROGRESS
def read_again(*, location: str, format_name: str, workers: int, progress: bool) -> None:
    """Read the reports of a case again that an older model or an older version of sayso has read.

    Earlier readings are kept. Judgements move to the claims that stand on the same words now; those that find none
    are listed by `sayso judge list CASE --unmatched`.
    """
    from sayso.casefile import Case
    from sayso.casefile.adding import outdated
    from sayso.casefile.adding import read_again as again
    from sayso.cli.case_run import report_outcomes
    from sayso.pipeline import Reader

    with Case(location) as case:
        reader = Reader()
        model = reader.model.card.sha256
        total = outdated(case, model)
        outcomes = again(case, reader=reader, model=model, workers=workers)
        report_outcomes(outcomes, format_name=format_name, total=total, progress=progress, case=case)


@click.command()
@CASE
@click.option("--rules", metavar="FILE",
              help="A table of standings that holds in this case from now on; `packaged` is sayso's own.")  # fmt: skip
@TABLE
@OUTPUT
@PROGRESS
def incidents(*, location: str, rules: str | None, format_name: str, output: Path | None, progress: bool) -> None:
    """Say what the reports of a case are about together: incidents, with who stands behind them and who differs.

    They are worked out where reports or judgements came in since the last time.
    """
    from sayso.casefile import Case, gathering
    from sayso.casefile.rules import choose
    from sayso.cli.case_run import gathered, write_records
    from sayso.cli.case_tables import incident_table

    with Case(location) as case:
        if rules is not None:
            choose(case, rules)
        gathered(case, progress=progress)
        found = gathering.each_incident(case)
        write_records(found, format_name=format_name, output=output, table=incident_table)


@click.command()
@CASE
@TABLE
@OUTPUT
@PROGRESS
def copies(*, location: str, format_name: str, output: Path | None, progress: bool) -> None:
    """Say which reports of a case tell what they took from another: copies, wire copies, rewrites."""
    from sayso.casefile import Case, gathering
    from sayso.cli.case_run import gathered, write_records
    from sayso.cli.case_tables import copies_table

    with Case(location) as case:
        gathered(case, progress=progress)
        found = gathering.each_copies(case)
        write_records(found, format_name=format_name, output=output, table=copies_table)


@click.command()
@CASE
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="What the page is called; else the name of the case.")
@PROGRESS
def picture(*, location: str, output: Path | None, title: str | None, progress: bool) -> None:
    """Write one self-contained web page of a case: its incidents in time and place, and who does what to whom."""
    from sayso.casefile import Case, gathering
    from sayso.casefile.relations import relate
    from sayso.cli.case_run import called, gathered
    from sayso.cli.run import binary
    from sayso.export.picture import render

    with Case(location) as case:
        gathered(case, progress=progress)
        relations = relate(gathering.each_incident(case))
        page = render(
            gathering.each_incident(case),
            relations,
            title=title or called(location),
            copies=gathering.each_copies(case),
        )
    with binary(output) as stream:
        stream.write(page.encode())


@click.command()
@CASE
@click.option("--format", "format_name", type=click.Choice(("table", "json")), default="table", show_default=True,
              help="A table for the terminal, or JSON.")  # fmt: skip
@OUTPUT
@PROGRESS
def relations(*, location: str, format_name: str, output: Path | None, progress: bool) -> None:
    """Say who fights, helps, talks to and opposes whom, month by month, and who does several of these at once."""
    from sayso.casefile import Case, gathering
    from sayso.casefile.relations import relate
    from sayso.cli.case_run import gathered, write_record
    from sayso.cli.case_tables import relations_table

    with Case(location) as case:
        gathered(case, progress=progress)
        found = relate(gathering.each_incident(case))
    write_record(found, format_name=format_name, output=output, table=relations_table)


@click.command()
@CASE
@click.option("--head", metavar="HASH", help="The hash that an earlier check gave: the log must still contain it.")
@click.option("--format", "format_name", type=click.Choice(("table", "json")), default="table", show_default=True,
              help="For people, or JSON.")  # fmt: skip
@click.pass_context
def verify(ctx: click.Context, *, location: str, head: str | None, format_name: str) -> None:
    """Check that everything in a case is as it was put in, byte by byte.

    It prints the hash of the log's last entry. Keep it elsewhere and give it as --head next time, so that nobody can
    have made the case anew in between.

    Exit status: 0 all is as it was, 1 something was altered, 2 the command could not start.
    """
    from sayso.casefile import Case
    from sayso.casefile.verifying import verify as checked
    from sayso.cli.case_tables import print_verified

    with Case(location) as case:
        result = checked(case, head=head)
    print_verified(result, format_name=format_name)
    ctx.exit(SOME_FAILED if result.faults else 0)


COMMANDS: tuple[click.Command | Any, ...] = (
    add, read_again, incidents, copies, relations, picture, find, judge, agreement, verify,
)  # fmt: skip
