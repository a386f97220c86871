"""Syntactic words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabul's men didn't flee.", ["Kabul", "'s", "men", "did", "n't", "flee", "."]),
        ("the army’s US-built guns", ["the", "army", "’s", "US", "-", "built", "guns"]),
        ("Gen. Rahimi left the U.S. at 5 p.m.", ["Gen.", "Rahimi", "left", "the", "U.S.", "at", "5", "p.m."]),
        ("2,300 of 1.5 million (21st day)...", ["2,300", "of", "1.5", "million", "(", "21st", "day", ")", "..."]),
        ("see https://news.example/a-b, now", ["see", "https://news.example/a-b", ",", "now"]),
        ("café naïve", ["café", "naïve"]),
    ],
)
def test_words_follow_the_treebank(text: str, expected: list[str]) -> None:
    """Clitics, hyphens, numbers, abbreviations and addresses are cut as in UD English EWT."""
    assert expected == [text[a:b] for a, b in words(text, 0, len(text))]


@given(st.text())
def test_words_leave_out_white_space_alone(text: str) -> None:
    """Every other character is in one word, in order."""
    spans = words(text, 0, len(text))
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
