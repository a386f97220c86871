"""Why a claim says what it says."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from sayso.claim import Claim, Reason
from sayso.errors import NoSuchClaim
from sayso.pipeline import Reader
from sayso.report import Report

TEXT = (
    "Gunmen shot dead three herders near Gao on Monday, the governor said. "
    "He said that the attack lasted an hour. The rebels denied that they had burned a school."
)


@cache
def reader() -> Reader:
    """Return the reader, loaded once."""
    return Reader()


def report() -> Report:
    """Return the report of `TEXT`."""
    return Report.from_text(TEXT, outlet="The Quayside Post", published=dt.date(2023, 3, 16))


def claims() -> tuple[Claim, ...]:
    """Return its claims."""
    return reader().read(report()).claims


def by_cell(claim: Claim) -> dict[str, Reason]:
    """Return the reasons for a claim by their cells."""
    return {reason.cell: reason for reason in reader().explain(report(), claim.id)}


def test_each_filled_cell_has_a_reason_with_its_words() -> None:
    """Whatever a claim says has a step that said it, and the words that it went by."""
    for claim in claims():
        found = by_cell(claim)
        wanted = {"event.type", "status", "confidence", *(f"actors[{n}]" for n in range(len(claim.actors)))}
        wanted |= {
            f"{field}[{n}]" for field in ("recipients", "toll", "chain") for n in range(len(getattr(claim, field)))
        }
        wanted |= {field for field in ("place", "when") if getattr(claim, field) is not None}
        assert wanted <= set(found)
        assert all(reason.step and TEXT[reason.start : reason.end] == reason.text for reason in found.values())


def test_a_relative_day_names_the_day_that_it_was_counted_from() -> None:
    """Where the day of publication was needed, the reason says so."""
    dated = next(c for c in claims() if c.when is not None and c.when.anchored)
    assert "2023-03-16" in by_cell(dated)["when"].step


def test_the_beginning_of_an_id_is_enough_and_a_wrong_one_is_an_error() -> None:
    """Ids are long; what names no claim is told."""
    claim = claims()[0]
    assert reader().explain(report(), claim.id) == reader().explain(report(), claim.id[:10])
    with pytest.raises(NoSuchClaim):
        reader().explain(report(), "nothing")
