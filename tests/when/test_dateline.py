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
        "22/10/2020\n\nShells fell today.",
        "Shells fall\n10/22/2020 14:35\n\nShells fell today.",
        "2020/10/22\nShells fell today.",
        "October 22, 2020 Thursday\n\nShells fell today.",
        "Shells fall on Orsk\nBy Ira Venn | Oct. 22, 2020\n\nShells fell today.",
        "ORK_ENG_20201022.0123\n\nShells fell today.",
        "<DOCNO> ORK20201022.0123.0711 </DOCNO>\n\nShells fell today.",
        "Document number: 20201022-17\nShells fell today.",
        "First published: 22.10.2020, 10:30 UTC\n\nShells fell today.",
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
        "10/12/2020\n\nShells fell today.",
        "31/31/2020\n\nShells fell today.",
        "By Ira Venn\nShells fell on 22 October 2020, and today.",
        "ORK_ENG_20201399.0123\n\nShells fell today.",
        "",
    ],
)
def test_not_stated(text: str) -> None:
    """A dateline without a year, a date that a sentence tells and a day that never was state nothing."""
    assert own_day(text) is None
    assert all(when.value != OCTOBER_22.isoformat() for when in read(text) if when.text == "today")


@pytest.mark.parametrize(
    ("text", "day"), [("Thursday, 01/08/1998", (1998, 1, 8)), ("Saturday 01/08/1998", (1998, 8, 1))]
)
def test_a_weekday_tells_the_order_of_figures(text: str, day: tuple[int, int, int]) -> None:
    """The first of August and the eighth of January were not the same day of the week."""
    stated = own_day(f"{text}\n\nShells fell today.")
    assert stated is not None
    assert dt.date(*day) == stated.day


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
