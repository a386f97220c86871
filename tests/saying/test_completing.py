"""Spans that the tagger left unfinished, and sources that only the tree gives."""

from __future__ import annotations

import pytest

from sayso.report import Report
from sayso.saying import statements


def spoken(text, layers):
    """Return the words of source and content of the one statement of a text."""
    (found,) = statements(Report.from_text(text), layers)
    return [text[a:b] for a, b in found.source], [text[a:b] for a, b in found.content]


DENOUNCED = """
    The the DET 3 det
    former former ADJ 3 amod
    mayor mayor NOUN 4 nsubj
    denounced denounce VERB 0 root
    the the DET 7 det
    river river NOUN 7 compound
    blockade blockade NOUN 4 obj
    . . PUNCT 4 punct
"""


def test_content_goes_on_to_the_noun_that_it_leans_on(layers_of):
    """An article ends no phrase: the content goes on to its noun."""
    text = "The former mayor denounced the river blockade."
    layers = layers_of(text, DENOUNCED, attributions=[("denounced", ["The former mayor"], ["the river"])])
    assert (["The former mayor"], ["the river blockade"]) == spoken(text, layers)


def test_content_that_only_opens_its_clause_goes_on_to_the_clause_end(layers_of):
    """A tagger that stops after "how" has still found the question."""
    text = "Okoro described how shells fell on Teal."
    tree = """
        Okoro Okoro PROPN 2 nsubj
        described describe VERB 0 root
        how how ADV 5 advmod
        shells shell NOUN 5 nsubj
        fell fall VERB 2 ccomp
        on on ADP 7 case
        Teal Teal PROPN 5 obl
        . . PUNCT 2 punct
    """
    layers = layers_of(text, tree, attributions=[("described", ["Okoro"], ["how"])])
    assert (["Okoro"], ["how shells fell on Teal"]) == spoken(text, layers)


@pytest.mark.parametrize(
    ("text", "tagged", "source"),
    [
        ("Gen. Ada Okoro said the bridge fell.", "Gen.", "Gen. Ada Okoro"),
        ("A clerk of Ms. Okoro said the bridge fell.", "A clerk of Ms.", "A clerk of Ms. Okoro"),
        ("Ada P. Okoro said the bridge fell.", "Ada P.", "Ada P. Okoro"),
        ("Ada Okoro of the U. said the bridge fell.", "Ada Okoro of the U.", "Ada Okoro of the U."),
        ("Ben Okoro Jr. said the bridge fell.", "Ben Okoro Jr", "Ben Okoro Jr."),
    ],
)
def test_a_source_goes_on_after_a_title_or_initial(said, text, tagged, source):
    """The stop of an abbreviation does not end a name."""
    assert ([source], ["the bridge fell"]) == spoken(text, said(text, ("said", [tagged], ["the bridge fell"])))


def test_a_cue_without_source_has_the_subject_of_the_verb_before(layers_of):
    """Who came and added that it fell is who added it."""
    text = "Okoro came and added that it fell."
    tree = """
        Okoro Okoro PROPN 2 nsubj
        came come VERB 0 root
        and and CCONJ 4 cc
        added add VERB 2 conj
        that that SCONJ 7 mark
        it it PRON 7 nsubj
        fell fall VERB 4 ccomp
        . . PUNCT 2 punct
    """
    layers = layers_of(text, tree, attributions=[("added", [], ["that it fell"])])
    assert (["Okoro"], ["that it fell"]) == spoken(text, layers)


def test_the_subject_of_a_passive_is_not_who_speaks(layers_of):
    """Who was told something is not its source."""
    text = "Okoro was told that it fell."
    tree = """
        Okoro Okoro PROPN 3 nsubj:pass
        was be AUX 3 aux:pass
        told tell VERB 0 root
        that that SCONJ 6 mark
        it it PRON 6 nsubj
        fell fall VERB 3 ccomp
        . . PUNCT 3 punct
    """
    assert ([], ["that it fell"]) == spoken(
        text, layers_of(text, tree, attributions=[("was told", [], ["that it fell"])])
    )


def test_the_cue_s_own_subject_goes_before_a_source_of_another_sentence(layers_of):
    """A link that leaves the sentence is a slip where the cue's verb has a subject beside it."""
    text = "Okoro left. Residents said it burned."
    trees = (
        """
        Okoro Okoro PROPN 2 nsubj
        left leave VERB 0 root
        . . PUNCT 2 punct
        """,
        """
        Residents resident NOUN 2 nsubj
        said say VERB 0 root
        it it PRON 4 nsubj
        burned burn VERB 2 ccomp
        . . PUNCT 2 punct
        """,
    )
    layers = layers_of(text, *trees, attributions=[("said", ["Okoro"], ["it burned"])])
    assert (["Residents"], ["it burned"]) == spoken(text, layers)
