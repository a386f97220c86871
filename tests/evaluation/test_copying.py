"""The copy test: edits as desks make them, and pairs written apart."""

from __future__ import annotations

import pytest

from evaluation.cases import score_pairs
from evaluation.copying import EDITS, Pair, copied, shared_runs, written_apart
from tests.casefile.wires import APART, STORY

STORIES = [{"text": STORY, "title": "Shells hit market"}, {"text": APART, "title": None}]


def test_the_same_stories_give_the_same_copies():
    """A test that changes from run to run measures nothing."""
    assert copied(STORIES * 4) == copied(STORIES * 4)


@pytest.mark.parametrize("number", range(len(EDITS)), ids=list(EDITS))
def test_each_edit_changes_the_text_and_leaves_most_of_what_it_keeps(number):
    """A copy is neither the same nor another story."""
    pair = copied([STORIES[0]] * len(EDITS))[number]
    assert pair.left != pair.right
    assert list(EDITS)[number] == pair.edit
    assert shared_runs(pair.left, pair.right) > 0.04


def test_pairs_of_one_event_that_share_runs_of_words_are_left_out():
    """Nobody has said whether they are copies."""
    reports = [{"text": STORY, "e": 1}, {"text": APART, "e": 1}, {"text": STORY + " More.", "e": 1}]
    found = written_apart(reports, group=lambda row: str(row["e"]))
    assert [(STORY, APART), (APART, STORY + " More.")] == [(pair.left, pair.right) for pair in found]


def test_the_score_counts_copies_that_were_missed_and_strangers_that_were_folded():
    """One copy found of two, one stranger folded of two."""
    other = " ".join(f"word{n}" for n in range(200))
    cut = STORY[: len(STORY) // 2]
    given = [
        Pair(STORY, cut, (None, None), "cut", copies=True),
        Pair(other, APART, (None, None), "cut", copies=True),
        Pair(STORY, APART, (None, None), "apart", copies=False),
        Pair(STORY + " More.", cut, (None, None), "apart", copies=False),
    ]
    figures = score_pairs(given)
    assert (0.5, 0.5, 0.5) == (figures["copies.r"], figures["copies.apart_folded"], figures["copies.p"])
