"""Published dates are read as they stand, or refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadDate
from sayso.reading.dates import published_date

DAY = dt.date(2021, 3, 4)
DAYS = st.dates(min_value=dt.date(1700, 1, 1))


@pytest.mark.parametrize(
    "value",
    [
        "2021-03-04", "2021/03/04", "20210304", "2021-03-04T23:59:59-11:00", "2021-03-04 00:00:01", "4 March 2021",
        "March 4, 2021", "Mar. 4, 2021", "4th Mar 2021", "Thu, 04 Mar 2021 23:30:00 -0500", "Thursday, March 4, 2021",
        " 2021-03-04\n",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(value: str) -> None:
    """The day is the one that is written, in whatever time zone."""
    assert DAY == published_date(value)


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "2021-02-30", "2021-13-01", "03/04/2021", "2021-03", "2021", "4 Brumaire 2021", "0001-01-01",
     "32 March 2021", "2021-0304"],
)  # fmt: skip
def test_no_date(value: str) -> None:
    """What is no day, or could be two, is refused with a way to write it."""
    with pytest.raises(BadDate, match="YYYY-MM-DD") as caught:
        published_date(value, source="row 7 of a.csv")
    assert "row 7 of a.csv" == caught.value.source


@given(day=DAYS)
@settings(deadline=None)
def test_round_trip(day: dt.date) -> None:
    """Every day is read back from its ISO form and from English words."""
    words = f"{day.day} {day:%B} {day.year:04}"
    assert (day, day) == (published_date(day.isoformat()), published_date(words))
