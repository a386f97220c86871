import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claim import When
from sayso.export.timeline import TICKS, scale


def when(earliest, latest):
    """Return the interval from *earliest* to *latest*."""
    return When(start=0, end=1, text="x", earliest=earliest, latest=latest)


def day(iso):
    """Return the day that *iso* writes."""
    return dt.date.fromisoformat(iso)


intervals = st.tuples(st.dates(), st.dates()).map(lambda pair: when(min(pair), max(pair)))


@settings(deadline=None)
@given(st.lists(intervals, min_size=1, max_size=6))
def test_bars_stay_within_the_scale_in_their_order(whens):
    """Whatever the days, no bar leaves the picture, and a later day is never drawn before."""
    drawn = scale(whens)
    for a in whens:
        bar = drawn.bar(a)
        assert 0 <= bar.x <= bar.x + bar.width <= 100.01
        for b in whens:
            if a.earliest < b.earliest:
                assert bar.x <= drawn.bar(b).x


@settings(deadline=None)
@given(st.lists(intervals, min_size=1, max_size=6))
def test_ticks_are_few_and_apart(whens):
    """There is room for each label."""
    places = [tick.x for tick in scale(whens).ticks()]
    assert places == sorted(places)
    assert len(places) <= TICKS + 3
    assert all(after - before > 5 for before, after in pairwise(places))


def test_no_days_no_scale():
    """Without a day that is known there is nothing to draw."""
    assert scale([when(None, None)]) is None


def test_an_open_end_runs_to_the_edge():
    """What is so “since March” has no last day, so none is drawn."""
    since, march = when(day("2021-03-01"), None), when(day("2021-03-01"), day("2021-03-31"))
    bar = scale([since, march]).bar(since)
    assert (100.0, True, False) == (bar.x + bar.width, bar.open_end, bar.open_start)


def test_a_long_silence_is_cut():
    """One old event does not press the others into a line: the years between are drawn short and marked."""
    old, one, two = (when(day(d), day(d)) for d in ("1998-08-20", "2021-03-01", "2021-03-20"))
    drawn = scale([old, one, two])
    assert 1 == len(drawn.cuts)
    assert drawn.bar(two).x - drawn.bar(one).x > 40


@pytest.mark.parametrize(
    ("earliest", "latest", "label"),
    [("2021-03-18", "2021-03-18", "18 Mar 2021"), ("2021-02-01", "2021-05-31", "Feb 2021"),
     ("2001-01-01", "2021-01-01", "2005")],
)  # fmt: skip
def test_ticks_are_days_months_or_years(earliest, latest, label):
    """The step fits the length, and the first tick carries its year."""
    assert label in {tick.label for tick in scale([when(day(earliest), day(latest))]).ticks()}
