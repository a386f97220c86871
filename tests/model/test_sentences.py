"""Sentences as spans."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.sentences import split


def texts(text: str) -> list[str]:
    """Return the sentences' words."""
    return [text[a:b] for a, b in split(text)]


def test_titles_and_initials_end_no_sentence() -> None:
    """The titles "Gen." and "U.S." are abbreviations."""
    text = "Gen. Ada Moro spoke to the U.S. envoy on Friday. She left."
    assert ["Gen. Ada Moro spoke to the U.S. envoy on Friday.", "She left."] == texts(text)


def test_a_womans_title_and_a_legislators_seat_end_no_sentence() -> None:
    """Neither "Ms." before a name nor "R-N.Y." after one ends a sentence."""
    text = "It was Ms. Okoro who asked. Rep. Ada Moro, R-N.Y., said no."
    assert ["It was Ms. Okoro who asked.", "Rep. Ada Moro, R-N.Y., said no."] == texts(text)


def test_a_line_break_ends_a_sentence() -> None:
    """Headlines have no full stop."""
    assert ["Truce holds in the north", "Guns fell silent."] == texts("Truce holds in the north\n\nGuns fell silent.")


def test_wrapped_text_is_one_paragraph() -> None:
    """A mail program's line breaks stand in mid-sentence."""
    text = (
        "The column left the barracks before dawn and moved along the river\n"
        "road towards the bridge that the engineers had mended during the last\n"
        "week of the month, and nobody saw it until it reached the far bank of\n"
        "the river. It stopped there."
    )
    assert 2 == len(texts(text))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_sentences_are_spans_in_order_that_lose_no_words(text: str) -> None:
    """Offsets are code points, in order; only white space lies between."""
    spans = split(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in spans)


def test_a_dateline_stands_alone() -> None:
    """Otherwise the town becomes a side in what follows."""
    text = "PORT ROWAN, Delmark (Coast Agency) — Two men fled.\n\nSAN TELMO – Rain fell."
    assert ["PORT ROWAN, Delmark (Coast Agency) —", "Two men fled.", "SAN TELMO –", "Rain fell."] == texts(text)


def test_capitals_with_a_dash_inside_a_sentence_are_no_dateline() -> None:
    """A headline in capitals is one sentence."""
    assert ["US-led troops left the town."] == texts("US-led troops left the town.")
