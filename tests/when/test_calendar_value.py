"""A TIMEX3 value gives its days, its EDTF string and its precision."""

from __future__ import annotations

import datetime as dt

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.when.calendar_value import containing, easter, extent, season_of, step, weekday_near

DAYS = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31))
UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "S", "Y", "E", "C"])


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "string", "precision"),
    [
        ("2020-10-22", "2020-10-22", "2020-10-22", "2020-10-22", "day"),
        ("2020-10-22TNI", "2020-10-22", "2020-10-22", "2020-10-22", "part-of-day"),
        ("2020-10-22T14:00", "2020-10-22", "2020-10-22", "2020-10-22", "hour"),
        ("2020-02", "2020-02-01", "2020-02-29", "2020-02", "month"),
        ("2020-W43", "2020-10-19", "2020-10-25", "2020-10-19/2020-10-25", "week"),
        ("2020-W43-WE", "2020-10-24", "2020-10-25", "2020-10-24/2020-10-25", "range"),
        ("2019-WI", "2019-12-01", "2020-02-29", "2019-24", "season"),
        ("2019-FA/2019-WI", "2019-09-01", "2020-02-29", "2019-23/2019-24", "range"),
        ("2020-Q3", "2020-07-01", "2020-09-30", "2020-35", "range"),
        ("2020-H2", "2020-07-01", "2020-12-31", "2020-41", "range"),
        ("199", "1990-01-01", "1999-12-31", "199X", "decade"),
        ("19", "1900-01-01", "1999-12-31", "19XX", "century"),
    ],
)
def test_extent(value: str, earliest: str, latest: str, string: str, precision: str) -> None:
    """Days, EDTF and precision follow from the value alone."""
    got = extent(value)
    expected = (dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest), string, precision)
    assert expected == (got.earliest, got.latest, got.edtf, got.precision)


@pytest.mark.parametrize(
    "value", ["PRESENT_REF", "P2Y", "PXD", "XXXX-WXX-1", None, "2020-02-30", "2020-W60", "nonsense"]
)
def test_no_days(value: str | None) -> None:
    """What names no day of the calendar has no days."""
    assert (None, None) == (extent(value).earliest, extent(value).latest)


def test_before_christ() -> None:
    """The year 480 BC is the astronomical year -479, and has no days in this calendar."""
    assert ("-0479", None) == (extent("BC0480").edtf, extent("BC0480").earliest)


@given(DAYS, UNITS)
def test_containing(day: dt.date, unit: str) -> None:
    """The unit that contains a day covers it, except a weekend, which covers its week's last two days."""
    got = extent(containing(day, unit))
    assert got.earliest is not None
    assert got.latest is not None
    assert got.latest >= day
    assert unit == "WE" or got.earliest <= day


@settings(max_examples=25, deadline=None)
@given(DAYS, UNITS)
def test_edtf_parses(day: dt.date, unit: str) -> None:
    """Every EDTF string is one that the standard's grammar knows."""
    string = extent(containing(day, unit)).edtf
    assert string is not None
    assert edtf.parse_edtf(string) is not None


@given(DAYS, st.integers(-50, 50), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_step_keeps_order(day: dt.date, count: int, unit: str) -> None:
    """A step back is never after a step forward."""
    back, forward = step(day, -abs(count), unit), step(day, abs(count), unit)
    assert back is not None
    assert forward is not None
    assert back <= day <= forward


@given(DAYS, st.integers(1, 7))
def test_weekday_near(day: dt.date, weekday: int) -> None:
    """The last such weekday is at most six days back, the next strictly ahead at most seven."""
    last = weekday_near(day, weekday, steps=-1)
    ahead = weekday_near(day, weekday, steps=1, strictly=True)
    assert last.isoweekday() == ahead.isoweekday() == weekday
    assert 0 <= (day - last).days <= 6
    assert 1 <= (ahead - day).days <= 7


@pytest.mark.parametrize("day", ["1961-04-02", "2000-04-23", "2019-04-21", "2024-03-31"])
def test_easter(day: str) -> None:
    """Easter Sundays as the calendars print them."""
    assert dt.date.fromisoformat(day) == easter(int(day[:4]))


def test_winter_belongs_to_its_first_year() -> None:
    """January is of the winter that began in the year before."""
    assert (2019, "WI") == season_of(dt.date(2020, 1, 15))
