"""A sentence that ends with who said it, where the tagger heard nothing."""

from __future__ import annotations

from collections.abc import Callable

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying import statements

TREE = """
Gunmen gunman NOUN 2 nsubj
burned burn VERB 0 root
a a DET 4 det
school school NOUN 2 obj
, , PUNCT 2 punct
the the DET 7 det
governor governor NOUN 8 nsubj
{verb} say VERB 2 parataxis
. . PUNCT 2 punct
"""


def found(build: Callable[..., Layers], verb: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each statement of a sentence that ends with *verb*."""
    text = f"Gunmen burned a school, the governor {verb}."
    read = statements(Report.from_text(text), build(text, TREE.format(verb=verb)))
    return [tuple(" ".join(text[a:b] for a, b in role) for role in (s.source, s.cue, s.content)) for s in read]  # type: ignore[misc]


def test_who_ends_a_sentence_with_saying_it_is_its_source(layers_of: Callable[..., Layers]) -> None:
    """What stands before the comma is what was said."""
    assert [("the governor", "said", "Gunmen burned a school")] == found(layers_of, "said")


def test_another_verb_at_the_end_says_nothing(layers_of: Callable[..., Layers]) -> None:
    """Who fled did not speak."""
    assert [] == found(layers_of, "fled")


def test_a_name_beside_a_description_is_part_of_the_source(layers_of: Callable[..., Layers]) -> None:
    """The commas around a name end nothing that was said."""
    tree = TREE.format(verb="said").replace(
        "said say VERB 2", ", , PUNCT 7 punct\nAda Ada PROPN 7 appos\n, , PUNCT 7 punct\nsaid say VERB 2"
    )
    text = "Gunmen burned a school, the governor, Ada, said."
    (statement,) = statements(Report.from_text(text), layers_of(text, tree))
    assert ["the governor, Ada"] == [text[a:b].rstrip(",") for a, b in statement.source]
    assert ["Gunmen burned a school"] == [text[a:b] for a, b in statement.content]
