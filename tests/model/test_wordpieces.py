"""Wordpieces with offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.wordpieces import LOWER, MIXED, NO_LETTERS, TITLE, UPPER, case_of, encode


@pytest.mark.parametrize(
    ("word", "expected"),
    [("kabul", LOWER), ("Kabul", TITLE), ("ISIS", UPPER), ("I", TITLE), ("al-Shabaab", MIXED), ("2019", NO_LETTERS)],
)
def test_case_of_a_word(word: str, expected: int) -> None:
    """The vocabulary is lower-case, so case is a feature of its own."""
    assert expected == case_of(word)


@given(st.text(max_size=120))
def test_offsets_lie_in_the_text_in_order(text: str) -> None:
    """Offsets are code points, also of right-to-left text, combining marks and emoji."""
    pieces = encode(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert all(a <= b for a, b in zip(pieces.starts, pieces.starts[1:], strict=False))


def test_a_line_break_is_seen() -> None:
    """Whether a paragraph begins is a feature, since wordpieces drop white space."""
    assert [0, 1, 0] == encode("guns\n\nfell silent").breaks.tolist()
