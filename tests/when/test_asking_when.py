"""One expression of time and the days that it means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.errors import BadDate
from sayso.when import interpret

PUBLISHED = dt.date(2020, 10, 22)


def test_the_package_answers_when_called() -> None:
    """`sayso.when` is the package and the function in one."""
    assert interpret("last winter", published=PUBLISHED) == sayso.when("last winter", published=PUBLISHED)


@pytest.mark.parametrize(
    ("last", "value"), [(dt.date(2020, 3, 3), "2020-03-01"), ("2019-12-31", "2019-12-29"), (None, None)]
)
def test_two_days_earlier_counts_from_the_last_date_told(last: dt.date | str | None, value: str | None) -> None:
    """Never from the day of publication: without a date told before it stays unknown."""
    assert value == interpret("two days earlier", published=PUBLISHED, last=last).value


def test_a_month_told_before_is_enough_for_a_month() -> None:
    """The last date may be any TIMEX3 value that has days."""
    assert "2019-03" == interpret("the same month", last="2019-03").value


def test_all_fields_are_filled() -> None:
    """Value, EDTF, both ends, precision, and whether the day of publication was needed."""
    found = interpret("the Fall and Winter of 2019", published=PUBLISHED)
    assert ("2019-FA/2019-WI", "2019-23/2019-24", "range", False) == (
        found.value, found.edtf, found.precision, found.anchored,
    )  # fmt: skip
    assert (dt.date(2019, 9, 1), dt.date(2020, 2, 29)) == (found.earliest, found.latest)


def test_without_a_day_to_count_from_precision_is_all() -> None:
    """Nothing counts from today: a weekday alone is a day that is not known."""
    found = interpret("Thursday")
    assert (None, None, None, "day") == (found.value, found.earliest, found.latest, found.precision)


@pytest.mark.parametrize("words", ["", "goats", "Kunar"])
def test_what_is_no_time_is_unknown(words: str) -> None:
    """Words that no rule knows have no days and no precision."""
    assert (None, "unknown") == (interpret(words).value, interpret(words).precision)


def test_a_last_date_must_be_one() -> None:
    """A value without days says nothing that could be counted from."""
    with pytest.raises(BadDate):
        interpret("two days earlier", last="soon")


@given(st.text(max_size=20))
def test_any_words_are_answered(words: str) -> None:
    """Whatever is asked, the answer quotes it and its ends are in order."""
    found = interpret(words, published=PUBLISHED, last=PUBLISHED)
    assert words == found.text
    assert found.earliest is None or (found.latest is not None and found.earliest <= found.latest)
