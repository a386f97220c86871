"""Words, shingles, signatures and credits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.casefile.wire import MOST_WORDS, PERMUTATIONS, RensaSigner, credit, shingles, words
from tests.casefile.wires import APART, STORY, report, sentences


def test_words_are_the_same_whatever_case_punctuation_and_width():
    """Full-width letters and capitals are the same word."""
    assert words("Ostreva, at noon!") == words("ｏｓｔｒｅｖａ at NOON")


def test_a_long_report_is_compared_by_its_first_words():
    """The cost of one report has a limit."""
    assert MOST_WORDS == len(words("word " * (MOST_WORDS + 10)))


@given(st.lists(st.integers(0, 50), max_size=40))
def test_shingles_are_sorted_and_unlike(numbers):
    """Comparison needs them so."""
    found = shingles(numbers)
    assert sorted(set(found.tolist())) == found.tolist()


def test_signatures_agree_with_datasketch():
    """The share of minima that agree is the Jaccard index, as another library estimates it, within their error."""
    datasketch = pytest.importorskip("datasketch")
    texts = [STORY, " ".join(sentences(STORY)[:6]), " ".join(sentences(STORY)[3:]), APART]
    sets = [shingles(words(text)) for text in texts]
    signed = RensaSigner().sign(sets)
    oracle = []
    for numbers in sets:
        minhash = datasketch.MinHash(num_perm=512)
        minhash.update_batch([int(number).to_bytes(8, "little") for number in numbers])
        oracle.append(minhash)
    for left in range(len(sets)):
        for right in range(left):
            wanted = oracle[left].jaccard(oracle[right])
            got = float(np.mean(signed[left] == signed[right]))
            assert wanted == pytest.approx(got, abs=0.17)  # four standard errors of 128 minima


def test_a_signature_has_one_minimum_a_permutation():
    """No sets make no rows."""
    assert (0, PERMUTATIONS) == RensaSigner().sign([]).shape
    assert (1, PERMUTATIONS) == RensaSigner().sign([shingles(words(STORY))]).shape


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("GOMA, 3 May (AFP) - Shots were heard.", "AFP"),
        ("By Ana Lomb, Associated Press\nShots were heard.", "Associated Press"),
        ("(Reuters) Shots were heard.", "Reuters"),
        ("Shots were heard.\nReporting by the Associated Press", "Associated Press"),
        ("Shots were heard.\n© 2019 Agence France-Presse", "Agence France-Presse"),
        ("OSTREVA (Kestrel News Agency) — Shots were heard.", "Kestrel News Agency"),
        ("The mayor (Ostreva) said that shots were heard.", None),
        ("Reuters is a news agency, the mayor said.", None),
    ],
)
def test_an_agency_is_credited_where_the_report_says_that_its_words_are_the_agency_s(text, agency):
    """A dateline, a byline or a foot, of an agency that is one."""
    found = credit(report(text, "one"))
    assert agency == (found.text if found else None)
