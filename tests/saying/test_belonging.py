"""Which pieces of content a cue has, where the tagger gives it several."""

from __future__ import annotations

import pytest

from sayso.report import Report
from sayso.saying import statements


def contents(text, layers):
    """Return the words of each statement's content."""
    return [[text[a:b] for a, b in s.content] for s in statements(Report.from_text(text), layers)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "pieces", "kept"),
    [
        pytest.param(
            "Okoro said the bridge fell. The river rose in Teal.",
            "Okoro",
            "said",
            ["the bridge fell", "in Teal"],
            ["the bridge fell"],
            id="unquoted words of another sentence",
        ),
        pytest.param(
            "The army hailed its advance, Okoro warned that the bridge fell.",
            "Okoro",
            "warned",
            ["its advance", "that the bridge fell"],
            ["that the bridge fell"],
            id="the clause before, where the source opens one of its own",
        ),
        pytest.param(
            "The army and its advance have long been held up, and Okoro warned that the bridge fell.",
            "Okoro",
            "warned",
            ["its advance", "that the bridge fell"],
            ["that the bridge fell"],
            id="words that other words part from the source",
        ),
        pytest.param(
            "After the flood, Okoro said, the bridge fell.",
            "Okoro",
            "said",
            ["After the flood", "the bridge fell"],
            ["After the flood", "the bridge fell"],
            id="both sides of an aside",
        ),
        pytest.param(
            "Shells fell on the market, which Okoro called a massacre.",
            "Okoro",
            "called",
            ["which", "a massacre"],
            ["which", "a massacre"],
            id="what a relative clause is about",
        ),
        pytest.param(
            "Okoro said that in the first night, the bridge fell.",
            "Okoro",
            "said",
            ["that in the first night", "the bridge fell"],
            ["that in the first night, the bridge fell"],
            id="pieces that a comma alone parts are one",
        ),
        pytest.param(
            "Okoro said the bridge fell while soldiers watched his house.",
            "Okoro",
            "said",
            ["the bridge fell", "his"],
            ["the bridge fell"],
            id="a scrap that other words part from the rest",
        ),
        pytest.param(
            "“The bridge fell,” Okoro said. “Nobody saw it.”",
            "Okoro",
            "said",
            ["“The bridge fell,”", "“Nobody saw it.”"],
            ["“The bridge fell,”", "“Nobody saw it.”"],
            id="a quotation in the next sentence",
        ),
    ],
)
def test_pieces_hang_together(said, text, source, cue, pieces, kept):
    """A piece belongs that the cue's sentence holds or that is quoted near it, and that no other clause claims."""
    assert [kept] == contents(text, said(text, (cue, [source], pieces)))


def test_a_quotation_behind_another_cue_is_not_the_first_ones(said):
    """Quoted words of a later paragraph are not the word of one whom another cue parts from them."""
    text = "Okoro said the bridge fell.\n\nMbeki wrote a letter. “Nobody saw it,” it began."
    layers = said(
        text, ("said", ["Okoro"], ["the bridge fell", "“Nobody saw it,”"]), ("wrote", ["Mbeki"], ["a letter"])
    )
    assert [["the bridge fell"], ["a letter"]] == contents(text, layers)


def test_a_cue_whose_pieces_all_lie_elsewhere_keeps_them(said):
    """Where no piece is in reach, the tagger's word stands."""
    text = "Okoro spoke at noon. The bridge fell. The river rose."
    layers = said(text, ("spoke", ["Okoro"], ["The bridge fell", "The river rose"]))
    assert [["The bridge fell", "The river rose"]] == contents(text, layers)
