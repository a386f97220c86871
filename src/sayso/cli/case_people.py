"""The commands for what people say of a case's records: ``judge`` and ``agreement``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.casefile.judgements import Verb

CASE = click.argument("location", metavar="CASE")
BY = click.option("--by", required=True, metavar="NAME", help="Whose judgement it is.")
NOTE = click.option("--note", metavar="TEXT", help="Why.")
NUMBER = click.option("--format", "format_name", type=click.Choice(("table", "json")), default="table",
                      show_default=True, help="A line for people, or JSON.")  # fmt: skip
EXPECTED_PARTS = 2


def _changes(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    changes = {}
    for value in values:
        parts = value.split("=", 1)
        if len(parts) != EXPECTED_PARTS:
            raise click.BadParameter(f"{value!r} is not FIELD=VALUE", ctx, param)
        changes[parts[0].strip()] = parts[1]
    return changes


def _judged(
    location: str,
    verb: Verb,
    targets: tuple[str, ...],
    *,
    by: str,
    note: str | None,
    format_name: str,
    changes: dict[str, str] | None = None,
) -> None:
    import msgspec

    from sayso.casefile import Case
    from sayso.casefile.judgements import judge as judged

    with Case(location) as case:
        judgement = judged(case, verb, targets, by=by, note=note, changes=changes)
    if format_name == "json":
        sys.stdout.buffer.write(msgspec.json.encode(judgement) + b"\n")
    else:
        claims = len(judgement.claims)
        click.echo(f"{verb}: {claims} {'claim' if claims == 1 else 'claims'}, entry {judgement.number} of the log.")


@click.group()
def judge() -> None:
    """Say what you make of claims and incidents.

    Judgements are added to the case's log, over the machine's records and never instead of them. Each has a name and
    a time; a later one holds against an earlier one, and your own you can take back: they stay in the log and count no
    more. Where a report is read again, they move to the claims that stand on the same words.
    """


@judge.command()
@CASE
@click.argument("targets", nargs=-1, required=True, metavar="CLAIM|INCIDENT...")
@BY
@NOTE
@NUMBER
def confirm(*, location: str, targets: tuple[str, ...], by: str, note: str | None, format_name: str) -> None:
    """Say that the report says so (not that it is true). An incident stands for all of its claims."""
    _judged(location, "confirm", targets, by=by, note=note, format_name=format_name)


@judge.command()
@CASE
@click.argument("targets", nargs=-1, required=True, metavar="CLAIM|INCIDENT...")
@BY
@NOTE
@NUMBER
def reject(*, location: str, targets: tuple[str, ...], by: str, note: str | None, format_name: str) -> None:
    """Say that the report does not say so. The claim stays in the case and takes no part in incidents."""
    _judged(location, "reject", targets, by=by, note=note, format_name=format_name)


@judge.command()
@CASE
@click.argument("target", metavar="CLAIM")
@click.option("--set", "changes", multiple=True, required=True, callback=_changes, metavar="FIELD=VALUE",
              help="What the report says of a field; can be given several times.")  # fmt: skip
@BY
@NOTE
@NUMBER
def correct(
    *, location: str, target: str, changes: dict[str, str], by: str, note: str | None, format_name: str
) -> None:
    """Say what the report says instead.

    \b
    type=ASSAULT                        PLOVER's type; likewise mode=drone
    status=denied                       occurred ongoing planned threatened possible hypothetical denied
    when=2020-10-22                     or 2020-10, 2020, 2020-10-01/2020-10-22
    place=Kunduz                        or Kunduz@36.73,68.86,AF with latitude, longitude, country
    killed=9                            or 9-14, 9- (at least), -14 (up to); likewise injured, detained,
                                        displaced, missing
    actors=Amber Front (rebels, SS); army    likewise recipients

    The value `none` says that the report leaves it open.
    """  # noqa: D301 - click takes \b for "leave these lines as they are"
    _judged(location, "correct", (target,), by=by, note=note, format_name=format_name, changes=changes)


@judge.command()
@CASE
@click.argument("targets", nargs=-1, required=True, metavar="INCIDENT|CLAIM...")
@BY
@NOTE
@NUMBER
def merge(*, location: str, targets: tuple[str, ...], by: str, note: str | None, format_name: str) -> None:
    """Say that incidents, or claims, are about one and the same."""
    _judged(location, "merge", targets, by=by, note=note, format_name=format_name)


@judge.command()
@CASE
@click.argument("targets", nargs=-1, required=True, metavar="CLAIM...")
@BY
@NOTE
@NUMBER
def split(*, location: str, targets: tuple[str, ...], by: str, note: str | None, format_name: str) -> None:
    """Say that claims are about something else than the rest of their incident."""
    _judged(location, "split", targets, by=by, note=note, format_name=format_name)


@judge.command()
@CASE
@click.argument("targets", nargs=-1, required=True, metavar="CLAIM|INCIDENT...")
@BY
@click.option("--note", required=True, metavar="TEXT", help="What you have to say.")
@NUMBER
def comment(*, location: str, targets: tuple[str, ...], by: str, note: str, format_name: str) -> None:
    """Say something else."""
    _judged(location, "comment", targets, by=by, note=note, format_name=format_name)


@judge.command()
@CASE
@click.argument("number", type=click.IntRange(min=1))
@BY
@NOTE
@NUMBER
def retract(*, location: str, number: int, by: str, note: str | None, format_name: str) -> None:
    """Take back what you said in entry NUMBER of the log. It stays in the log and counts no more."""
    import msgspec

    from sayso.casefile import Case
    from sayso.casefile.judgements import retract as taken_back

    with Case(location) as case:
        judgement = taken_back(case, number, by=by, note=note)
    if format_name == "json":
        sys.stdout.buffer.write(msgspec.json.encode(judgement) + b"\n")
    else:
        click.echo(f"retract: entry {number} counts no more, entry {judgement.number} of the log.")


@judge.command("list")
@CASE
@click.option("--by", metavar="NAME", help="Those of one person.")
@click.option("--unmatched", is_flag=True, help="Those with claims that are in no reading any more.")
@click.option("--format", "format_name", type=click.Choice(("table", "json", "jsonl")), default="table",
              show_default=True, help="A table for the terminal, JSON, or JSON lines.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")  # fmt: skip
def list_judgements(*, location: str, by: str | None, unmatched: bool, format_name: str, output: Path | None) -> None:
    """List what people said, the oldest first."""
    from sayso.casefile import Case
    from sayso.casefile.attaching import listed
    from sayso.cli.case_run import write_records
    from sayso.cli.case_tables import judgements_table

    with Case(location) as case:
        found = (one for one in listed(case) if by in (None, one.by) and (one.unmatched or not unmatched))
        write_records(found, format_name=format_name, output=output, table=judgements_table)


@click.command()
@CASE
@click.argument("first", metavar="CODER")
@click.argument("second", metavar="CODER")
@click.option("--format", "format_name", type=click.Choice(("table", "json")), default="table", show_default=True,
              help="A table for the terminal, or JSON.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output.")  # fmt: skip
def agreement(*, location: str, first: str, second: str, format_name: str, output: Path | None) -> None:
    """Say how far two people agree, field by field, and what they differ on.

    A CODER is a name that was given to `sayso judge --by`, or `machine` for the claims as they were read. Compared
    are the claims that both confirmed, rejected or corrected: Cohen's kappa and Krippendorff's alpha.
    """
    from sayso.casefile import Case
    from sayso.casefile.agreement import agreement as agreed
    from sayso.cli.case_run import write_record
    from sayso.cli.case_tables import agreement_table

    with Case(location) as case:
        report = agreed(case, first, second)
    write_record(report, format_name=format_name, output=output, table=agreement_table)
