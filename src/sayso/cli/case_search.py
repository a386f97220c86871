"""The command that searches a case: ``find``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, get_args

import click

from sayso.claim import EventType, Status
from sayso.cli.options import day
from sayso.incident import Standing


def _box(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, ...] | None:
    if value is None:
        return None
    message = f"{value!r} is no box: write WEST,SOUTH,EAST,NORTH in degrees, such as 68.9,36.5,69.2,37.1"
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(message, ctx, param) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise click.BadParameter(message, ctx, param)
    return west, south, east, north


@click.command()
@click.argument("location", metavar="CASE")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--actor", metavar="NAME", help="Who acts or is acted on: part of a name, or an id.")
@click.option("--type", "event_type", type=click.Choice(get_args(EventType), case_sensitive=False),
              help="PLOVER's event type.")  # fmt: skip
@click.option("--status", type=click.Choice(get_args(Status)), help="What the chain says of it.")
@click.option("--place", metavar="NAME", help="Part of the place's name.")
@click.option("--country", metavar="CODE", help="Two letters (ISO 3166-1).")
@click.option("--box", callback=_box, metavar="W,S,E,N", help="West, south, east and north in degrees.")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="It may have happened on this day or later.")
@click.option("--until", callback=day, metavar="YYYY-MM-DD", help="It may have happened on this day or before.")
@click.option("--standing", type=click.Choice(get_args(Standing)), help="How its incident is supported.")
@click.option("--incident", metavar="ID", help="In this incident.")
@click.option("--outlet", metavar="NAME", help="Part of the outlet's name.")
@click.option("--show", type=click.Choice(("claims", "incidents", "reports")), default="claims", show_default=True,
              help="What to list.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="So many at most.")
@click.option("--format", "format_name", type=click.Choice(("table", "json", "jsonl")), default="table",
              show_default=True, help="A table for the terminal, JSON, or JSON lines.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")  # fmt: skip
@click.option("--progress/--no-progress", default=True, help="Show a progress bar (on a terminal).")
def find(
    *,
    location: str,
    words: tuple[str, ...],
    actor: str | None,
    event_type: Any,
    status: Any,
    place: str | None,
    country: str | None,
    box: Any,
    since: dt.date | None,
    until: dt.date | None,
    standing: Any,
    incident: str | None,
    outlet: str | None,
    show: str,
    limit: int | None,
    format_name: str,
    output: Path | None,
    progress: bool,
) -> None:
    """Search a case; all that is given must hold.

    WORDS are looked for in the reports, without regard to case and accents; put "several words" in double quotes,
    inside single ones, to find them side by side.
    """
    from itertools import islice

    from sayso.casefile import Case, finding
    from sayso.cli import case_tables
    from sayso.cli.case_run import gathered, write_records

    query = finding.Query(
        words=" ".join(words) or None, actor=actor, type=event_type, status=status, place=place, country=country,
        box=box, since=since, until=until, standing=standing, incident=incident, outlet=outlet,
    )  # fmt: skip
    with Case(location) as case:
        if show == "incidents" or standing is not None or incident is not None:
            gathered(case, progress=progress)
        if show == "claims":
            claims = islice(finding.each_claim(case, query), limit)
            write_records(claims, format_name=format_name, output=output, table=case_tables.claims_table)
        elif show == "incidents":
            incidents = islice(finding.each_incident(case, query), limit)
            write_records(incidents, format_name=format_name, output=output, table=case_tables.incident_table)
        else:
            reports = islice(finding.each_report(case, query), limit)
            write_records(reports, format_name=format_name, output=output, table=case_tables.reports_table)
