"""Sources in an aside."""

from __future__ import annotations

from collections.abc import Callable

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying import carry_over, statements

SHELLED = """
Troops troop NOUN 2 nsubj
shelled shell VERB 0 root
Teal Teal PROPN 2 obj
, , PUNCT 6 punct
officials official NOUN 6 nsubj
said say VERB 2 parataxis
, , PUNCT 6 punct
a a DET 9 det
day day NOUN 2 obl
after after SCONJ 12 mark
talks talk NOUN 12 nsubj
failed fail VERB 9 advcl
. . PUNCT 2 punct
"""


def said_by(layers: Layers, text: str) -> list[tuple[str, str]]:
    """Return source and content of what the asides add."""
    report = Report.from_text(text)
    carried = carry_over(report, layers, statements(report, layers))
    return [(text[slice(*s.source[0])], text[slice(*s.content[0])]) for s in carried if not s.inherited]


def test_the_clause_before_an_aside_is_its_sources_word(layers_of: Callable[..., Layers]) -> None:
    """Where the tagger gives the cue the words after it alone, those before are said too."""
    text = "Troops shelled Teal, officials said, a day after talks failed."
    layers = layers_of(text, SHELLED, attributions=[("said", ["officials"], ["a day after talks failed"])])
    assert [("officials", "Troops shelled Teal")] == said_by(layers, text)


def test_words_without_a_verb_before_a_source_are_no_content(layers_of: Callable[..., Layers]) -> None:
    """The words "On Tuesday" before a source say nothing."""
    text = "On Tuesday, officials said, troops shelled Teal."
    tree = """
    On on ADP 2 case
    Tuesday Tuesday PROPN 8 obl
    , , PUNCT 2 punct
    officials official NOUN 5 nsubj
    said say VERB 8 parataxis
    , , PUNCT 5 punct
    troops troop NOUN 8 nsubj
    shelled shell VERB 0 root
    Teal Teal PROPN 8 obj
    . . PUNCT 8 punct
    """
    layers = layers_of(text, tree, attributions=[("said", ["officials"], ["troops shelled Teal"])])
    assert [] == said_by(layers, text)
