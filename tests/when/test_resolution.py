"""Time expressions become days, against the published date or the dates told before."""

from __future__ import annotations

import datetime as dt

import pytest

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when import resolve

PUBLISHED = dt.date(2020, 10, 22)  # a Thursday


def value_of(text: str, phrase: str, *, published: dt.date | None = PUBLISHED) -> str | None:
    """Return the TIMEX3 value of *phrase* in *text*, the only expression tagged there."""
    start = text.index(phrase)
    report = Report.from_text(text, published=published)
    (when,) = resolve(report, [Tagged(start, start + len(phrase), "DATE", 0.9)])
    return when.value


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The army attacked on Thursday.", "Thursday", "2020-10-22"),
        ("The army attacked on Friday.", "Friday", "2020-10-16"),
        ("The army will attack on Friday.", "Friday", "2020-10-23"),
        ("In March, the general said so.", "March", "2020-03"),
        ("The deal was signed in February of this year.", "February of this year", "2020-02"),
        ("It was signed on 22 October 2019.", "22 October 2019", "2019-10-22"),
        ("They fought last winter.", "last winter", "2019-WI"),
    ],
)
def test_news_dates(text: str, phrase: str, expected: str) -> None:
    """Dates of news count from the published date."""
    assert expected == value_of(text, phrase)


@pytest.mark.parametrize("phrase", ["Thursday", "yesterday", "last week", "March", "two days ago"])
def test_relative_without_published(phrase: str) -> None:
    """Without a published date a relative date stays unknown."""
    assert value_of(f"It was attacked {phrase}.", phrase, published=None) is None
