"""A report's own day is what its text states as such, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from sayso.report import Report
from sayso.when import own_day, read, recognise, resolve

OCTOBER_22 = dt.date(2020, 10, 22)


@pytest.mark.parametrize(
    "text",
    [
        "ORSK, 22 October 2020 (Courier) -- Shells fell today.",
        "ORSK, Oct. 22, 2020 (Courier) - Shells fell today.",
        "PORT ORSK (NORTHLAND), 22 OCT 20 (RADIO ORSK) -- [TEXT] SHELLS FELL TODAY.",
        "Orsk al-Bahr, 2020-10-22 — Shells fell today.",
        "Shells fall on Orsk\nPublished: Thursday, 22 October 2020 at 10:30 GMT\n\nShells fell today.",
        "October 22, 2020\n\nShells fell today.",
        "Shells fall\n2020-10-22\nShells fell today.",
        "20201022 Shells fell today.",
    ],
)
def test_stated(text: str) -> None:
    """A dateline, a line that is a date and nothing else, and a stamp in front state the day of a report."""
    stated = own_day(text)
    assert stated is not None
    assert OCTOBER_22 == stated.day
    assert ["2020-10-22", "2020-10-22"] == [when.value for when in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ORSK, October 22 (Courier) -- Shells fell today.",
        "In Orsk, 22 October 2020 -- a Thursday -- shells fell today.",
        "On 22 October 2020 shells fell. They fall today.",
        "The town of Orsk was shelled, 22 October 2020 is told, and today.",
        "ORSK, 31 FEB 90 (Courier) -- Shells fell today.",
        "22 October 2020 was quiet.\nShells fell today.",
        "99999999 shells fell today.",
        "",
    ],
)
def test_not_stated(text: str) -> None:
    """A dateline without a year, a date that a sentence tells and a day that never was state nothing."""
    assert own_day(text) is None
    assert all(when.value != OCTOBER_22.isoformat() for when in read(text) if when.text == "today")


def test_two_digits_of_a_year() -> None:
    """Datelines of the last century write "4 FEB 90"."""
    stated = own_day("ORSK, 4 FEB 90 (RADIO ORSK) -- SHELLS FELL.")
    assert stated is not None
    assert dt.date(1990, 2, 4) == stated.day


def test_published_wins() -> None:
    """A published date that the input gives is not overruled by the text."""
    text = "ORSK, 22 October 2020 (Courier) -- Shells fell today."
    report = Report.from_text(text, published=dt.date(2020, 10, 23))
    assert "2020-10-23" == resolve(report, recognise(report, ()))[1].value


def test_counting_from_a_dateline_says_so() -> None:
    """What counts from the report's own day is anchored, the dateline itself is not."""
    got = read("ORSK, 22 October 2020 (Courier) -- Shells fell on Tuesday.")
    assert [False, True] == [when.anchored for when in got]
