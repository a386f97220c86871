"""Rules mend the tagger's time spans where words leave no doubt."""

from __future__ import annotations

import pytest

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when import recognise


def found(text: str, *phrases: str) -> list[str]:
    """Return the expressions recognised in *text* when a tagger gave *phrases*."""
    spans = [Tagged(at := text.index(p), at + len(p), "DATE", 0.9) for p in phrases]
    return [text[span.start : span.end] for span in recognise(Report.from_text(text), spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signed 2020-10-22 in Doha.", ["2020-10-22"]),
        ("It was signed on 22 October 2020 there.", ["22 October 2020"]),
        ("On Friday, shells fell.", ["Friday"]),
        ("Shells fell in May and in June.", ["May", "June"]),
        ("It fell in the Fall and Winter of 2019.", ["the Fall and Winter of 2019"]),
        ("The deal signed in February of this year held.", ["February of this year"]),
        ("It ended at 10 p.m. Wednesday there.", ["10 p.m. Wednesday"]),
        ("During that time, shells fell.", ["that time"]),
        ("They met two weeks ago, in early March.", ["two weeks ago", "early March"]),
        ("It fell on 15 Ramadan 1441 there.", ["15 Ramadan 1441"]),
        ("It fell in fiscal 2021 and FY2020.", ["fiscal 2021", "FY2020"]),
        ("They meet twice a week, on Sundays.", ["twice a week", "Sundays"]),
        ("It came a few days ago.", ["a few days ago"]),
        ("They fled before dawn Wednesday.", ["dawn Wednesday"]),
        ("It fell on New Year's Day.", ["New Year's Day"]),
        ("In nineteen ninety-one, back in the nineties, it fell.", ["nineteen ninety-one", "the nineties"]),
        ("Men in their nineties, nineteen of them, fled.", []),
        ("Trees fell on Easter Island, Christmas trees.", []),
        ("Operation Dawn 5 failed; thus it ended.", []),
        ("About 2,000 fighters may march at noon.", []),
        ("They spent that time well.", []),
        ("The 37 years old man left.", []),
        ("Sun came with May.", []),
    ],
)
def test_sure_expressions(text: str, expected: list[str]) -> None:
    """What is surely a time is found without a tagger, and what may not be is not."""
    assert expected == found(text)


def test_preposition_is_cut() -> None:
    """A preposition is no part of a time expression (TimeML 1.2.1)."""
    assert ["recent weeks"] == found("It fell in recent weeks.", "in recent weeks")


def test_parts_are_joined() -> None:
    """Two spans of one expression become one."""
    assert ["22 October 2020"] == found("Signed 22 October 2020.", "22 October", "2020")


def test_longer_reading_stands() -> None:
    """A tagger's longer span stands where it reads as one expression."""
    assert ["the night of 3 May"] == found("It fell on the night of 3 May.", "the night of 3 May")


def test_vague_spans_are_kept() -> None:
    """What only a tagger can tell is left to it."""
    assert ["now"] == found("They are now here.", "now")


def test_punctuation_alone_is_dropped() -> None:
    """A span without a word in it is no expression."""
    assert [] == found("They came - late.", "-")


def test_word_beside_is_cut() -> None:
    """A word that is no part of the expression is cut where the rest reads as one."""
    assert ["last week"] == found("He told the Herald last week.", "Herald last week")


def test_word_of_time_is_not_cut() -> None:
    """A word of time is kept although the rest reads without it."""
    assert ["modern day"] == found("They met near modern day Orsk.", "modern day")


def test_following_is_a_preposition() -> None:
    """What comes "following Monday's vote" is after Monday's vote, not on the Monday that follows."""
    assert ["Monday"] == found("Following Monday's vote, they left.", "Following Monday")


def test_span_without_time_is_dropped() -> None:
    """A span without a word of time is no expression."""
    assert ["1990", "1991"] == found("It fell in both 1990 and 1991.", "both", "1990", "1991")
