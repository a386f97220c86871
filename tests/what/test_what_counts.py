"""Number expressions and what their words allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.what import counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 villagers", (12, 12, 12)),
        ("twenty-one villagers", (21, 21, 21)),
        ("three hundred and six villagers", (306, 306, 306)),
        ("at least nine villagers", (9, 9, None)),
        ("more than 40 villagers", (41, None, None)),
        ("as many as 40 villagers", (None, None, 40)),
        ("fewer than 40 villagers", (None, None, 39)),
        ("nearly 40 villagers", (None, 40, 40)),
        ("about 40 villagers", (None, 40, None)),
        ("between 30 and 40 villagers", (30, None, 40)),
        ("30-40 villagers", (30, None, 40)),
        ("two or three villagers", (2, None, 3)),
        ("dozens of villagers", (24, None, None)),
        ("tens of thousands of villagers", (20_000, None, None)),
        ("several hundred villagers", (300, None, None)),
        ("1.5 million villagers", (1_500_000, 1_500_000, 1_500_000)),
        ("2,300 villagers", (2300, 2300, 2300)),
        ("a dozen villagers", (12, 12, 12)),
        ("no villagers", (0, 0, 0)),
        ("at least 9 and possibly as many as 12 villagers", (9, 9, 12)),
        ("nine or more villagers", (9, 9, None)),
        ("an unknown number of villagers", (None, None, None)),
        ("none of the 14 villagers", (0, 0, 0)),
        ("half of the 60 villagers", (30, 30, 30)),
        ("two of the 14 villagers", (2, 2, 2)),
        ("at least 70, and perhaps 100, villagers", (70, 70, 100)),
        ("two or three hundred villagers", (200, None, 300)),
        ("as few as nine villagers", (9, None, None)),
        ("not a single villager", (0, 0, 0)),
        ("a couple of hundred villagers", (200, 200, 200)),
        ("triplets", (3, 3, 3)),
        ("rose from 8 to 11", (11, 11, 11)),
        ("rose to 11 from 8", (11, 11, 11)),
    ],
)
def test_words_set_the_bounds_that_they_allow(text: str, expected: tuple[int | None, ...]) -> None:
    """Each hedge bounds a count on the side that it speaks of, and no other."""
    found = counts(text)
    assert [expected] == [(c.low, c.best, c.high) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "on 14 May",
        "on May 14",
        "in 2019",
        "at 3:30",
        "at 5 p.m.",
        "12 percent",
        "a man aged 31"[6:],
        "40 kilometres away",
        "worth $300",
        "for 3 days",
        "the 19th brigade",
        "aged nine and 12",
    ],
)
def test_numbers_of_other_things_are_no_counts(text: str) -> None:
    """Dates, times, ages, money and measures count nobody."""
    assert () == counts(text)


@given(st.text())
def test_spans_lie_within_the_text_and_in_order(text: str) -> None:
    """Counts of any text lie within it, in order, without overlap."""
    found = counts(text)
    edges = [edge for c in found for edge in (c.start, c.end)]
    assert sorted(edges) == edges
    assert all(0 <= c.start < c.end <= len(text) for c in found)


@given(
    st.integers(min_value=2, max_value=999_999),
    st.sampled_from(["", "at least ", "over ", "up to ", "about ", "nearly "]),
)
def test_bounds_are_ordered(number: int, hedge: str) -> None:
    """Low is never above best, nor best above high, and the printed number is one of the bounds or next to one."""
    (count,) = counts(f"{hedge}{number:,} people")
    known = [n for n in (count.low, count.best, count.high) if n is not None]
    assert sorted(known) == known
    assert any(abs(n - number) <= 1 for n in known)


@given(st.integers(min_value=2, max_value=5000), st.integers(min_value=1, max_value=900))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    """A range has its ends as bounds and no best of its own."""
    (count,) = counts(f"between {low:,} and {low + more:,} people")
    assert (low, None, low + more) == (count.low, count.best, count.high)
