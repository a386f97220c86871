"""The commands and their options."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from sayso.cli.actors import actors
from sayso.cli.case import COMMANDS
from sayso.cli.export import export
from sayso.cli.gazetteer import gazetteer
from sayso.cli.options import COULD_NOT_START, SOME_FAILED, day, known_encoding
from sayso.cli.serve import people, serve
from sayso.errors import BadUsage, SaysoError

FORMATS = ("table", "json", "jsonl", "html")
DEMO_SHOWS = {
    "incidents": "a toll on which sources differ, and denials beside the claims",
    "copies": "wire copies under other outlets' names",
    "relations": "two groups that fight and help each other within a month",
    "picture -o demo.html": "all of it on one page",
}
"""What can be seen in the example reports' case, by the command that shows it."""


class _Commands(click.Group):
    """Commands whose errors end in one line and an exit status, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            click.echo(f"sayso: {error}", err=True)
            ctx.exit(COULD_NOT_START)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sayso", prog_name="sayso", message="%(prog)s %(version)s")
def main() -> None:
    """Who did what to whom, where, when, and on whose say-so.

    sayso reads news reports on armed conflict and turns them into claims that can be checked: every cell points to
    the words that it came from. Start with `sayso demo`, or `sayso read REPORT.txt`.
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--published", callback=day, metavar="YYYY-MM-DD",
              help="The day the reports were published, where they don't say it.")  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Who published the reports, where they don't say it.")
@click.option("--encoding", callback=known_encoding, metavar="NAME",
              help="The encoding of text files that are not UTF-8: windows-1252, koi8-r, …")  # fmt: skip
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="table", show_default=True,
              help="A table for the terminal, JSON, JSON lines, or one self-contained web page.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")  # fmt: skip
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="Read this many reports at a time. The output is the same.")  # fmt: skip
@click.option("--progress/--no-progress", default=True, help="Show a progress bar on many reports (on a terminal).")
@click.pass_context
def read(
    ctx: click.Context,
    *,
    inputs: tuple[str, ...],
    published: dt.date | None,
    outlet: str | None,
    encoding: str | None,
    format_name: str,
    output: Path | None,
    workers: int,
    progress: bool,
) -> None:
    """Read reports and say who did what to whom, on whose say-so.

    INPUT is a file (.txt .html .pdf .jsonl .csv .warc .warc.gz, a feed as .xml), a folder, a URL, or - for standard
    input. A report that can't be read is listed with its error and the others are read.

    Exit status: 0 all reports were read, 1 some were not, 2 the command could not start.
    """
    from sayso.cli.run import entries_of, tallied, watched, write

    tally, entries = tallied(entries_of(inputs, published=published, outlet=outlet, encoding=encoding, workers=workers))
    if progress:
        entries = watched(entries, streaming=output is None and format_name in {"table", "jsonl"})
    write(entries, format_name=format_name, output=output)
    ctx.exit(SOME_FAILED if tally.failures else 0)


@main.command()
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the web page of the same reports here.")  # fmt: skip
@click.option("--case", metavar="CASE", help="Put them, and four more, into a case file here instead.")
@click.pass_context
def demo(ctx: click.Context, *, html: Path | None, case: str | None) -> None:
    """Read the eight example reports that come with sayso.

    They tell of events that never happened, in invented outlets, at real places.
    """
    from sayso.cli.run import entries_of, example_reports, tallied, write

    if case is not None:
        if html is not None:
            raise click.UsageError("--html goes with the table; of a case, `sayso picture` writes a page.")
        ctx.exit(SOME_FAILED if _demo_case(case) else 0)
    with example_reports() as path:
        tally, stream = tallied(entries_of((str(path),)))
        entries = tuple(stream)
    write(entries, format_name="table", output=None)
    if html is not None:
        write(entries, format_name="html", output=html)
        click.echo(f"The same as a web page: {html}", err=True)
    ctx.exit(SOME_FAILED if tally.failures else 0)


def _demo_case(location: str) -> int:
    """Put all example reports into a case, and say what to try on it; return how many can't be read."""
    from sayso.casefile import Case
    from sayso.casefile.adding import add
    from sayso.cli.case_run import report_outcomes
    from sayso.cli.run import example_reports
    from sayso.pipeline import Reader

    with example_reports() as eight, example_reports("more.jsonl") as more, Case(location, create=True) as case:
        outcomes = add(case, (str(eight), str(more)), reader=Reader())
        failures = report_outcomes(outcomes, format_name="table", total=None, progress=False, case=case)
    for command, shows in DEMO_SHOWS.items():
        name, *options = command.split(maxsplit=1)
        click.echo(f"{shows[:1].upper()}{shows[1:]}:\n  sayso {' '.join([name, location, *options])}")
    return failures


@main.command()
@click.argument("source", metavar="INPUT")
@click.argument("claim", metavar="CLAIM-ID")
@click.option("--published", callback=day, metavar="YYYY-MM-DD",
              help="The day the report was published, as given when it was read.")  # fmt: skip
@click.option("--outlet", metavar="NAME", help="Who published the report, as given when it was read.")
@click.option("--format", "format_name", type=click.Choice(("table", "json")), default="table", show_default=True)
def explain(*, source: str, claim: str, published: dt.date | None, outlet: str | None, format_name: str) -> None:
    """Show which words and which step gave each cell of a claim.

    CLAIM-ID is the claim's id in the output of `sayso read`, or the beginning of it. INPUT and the options are those
    that it was read with.
    """
    from sayso.cli.explain import reasons_for, write

    write(reasons_for(source, claim, published=published, outlet=outlet), format_name=format_name)


@main.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")  # fmt: skip
def schema(*, output: Path | None) -> None:
    """Print the JSON Schema of what `sayso read` writes."""
    from sayso.export.schema import schema_text

    if output is None:
        sys.stdout.buffer.write(schema_text())
        return
    try:
        output.write_bytes(schema_text())
    except OSError as error:
        raise BadUsage(f"can't be written: {error.strerror}", source=str(output)) from error


for command in (*COMMANDS, export, actors, gazetteer, serve, people):
    main.add_command(command)
