"""Whose figure a toll is where nobody "says" it."""

from collections.abc import Callable

import pytest

from sayso.model.layers import Layers
from sayso.report import Report
from sayso.saying import carry_over

CASES = {
    "put": (
        "A rights group put the death toll at 20.",
        ("A rights group", "put", "the death toll at 20"),
        """
    A a DET 3 det
    rights right NOUN 3 compound
    group group NOUN 4 nsubj
    put put VERB 0 root
    the the DET 7 det
    death death NOUN 7 compound
    toll toll NOUN 4 obj
    at at ADP 9 case
    20 20 NUM 4 obl
    . . PUNCT 4 punct
    """,
    ),
    "put by": (
        "The toll was put at 12 by the mayor.",
        ("the mayor", "put", "The toll was put at 12"),
        """
    The the DET 2 det
    toll toll NOUN 4 nsubj:pass
    was be AUX 4 aux:pass
    put put VERB 0 root
    at at ADP 6 case
    12 12 NUM 4 obl
    by by ADP 9 case
    the the DET 9 det
    mayor mayor NOUN 4 obl:agent
    . . PUNCT 4 punct
    """,
    ),
    "their count": (
        "The mayor's count stands at 19.",
        ("The mayor", "count", "stands at 19"),
        """
    The the DET 2 det
    mayor mayor NOUN 4 nmod:poss
    's 's PART 2 case
    count count NOUN 5 nsubj
    stands stand VERB 0 root
    at at ADP 7 case
    19 19 NUM 5 obl
    . . PUNCT 5 punct
    """,
    ),
    "what raised it is nobody": (
        "The blast raised the toll to 45.",
        None,
        """
    The the DET 2 det
    blast blast NOUN 3 nsubj
    raised raise VERB 0 root
    the the DET 5 det
    toll toll NOUN 3 obj
    to to ADP 7 case
    45 45 NUM 3 obl
    . . PUNCT 3 punct
    """,
    ),
    "a number of something else": (
        "The mayor cut the number of guards.",
        None,
        """
    The the DET 2 det
    mayor mayor NOUN 3 nsubj
    cut cut VERB 0 root
    the the DET 5 det
    number number NOUN 3 obj
    of of ADP 7 case
    guards guard NOUN 5 nmod
    . . PUNCT 3 punct
    """,
    ),
    "the number of dead": (
        "The mayor cut the number of dead.",
        ("The mayor", "cut", "the number of dead"),
        """
    The the DET 2 det
    mayor mayor NOUN 3 nsubj
    cut cut VERB 0 root
    the the DET 5 det
    number number NOUN 3 obj
    of of ADP 7 case
    dead dead NOUN 5 nmod
    . . PUNCT 3 punct
    """,
    ),
    "another object": (
        "The mayor put the flag at the gate.",
        None,
        """
    The the DET 2 det
    mayor mayor NOUN 3 nsubj
    put put VERB 0 root
    the the DET 5 det
    flag flag NOUN 3 obj
    at at ADP 8 case
    the the DET 8 det
    gate gate NOUN 3 obl
    . . PUNCT 3 punct
    """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_who_gives_a_figure_is_its_source(layers_of: Callable[..., Layers], name: str) -> None:
    """Who puts, raises or owns a toll is the source of it, by verb or noun; what merely raises it is none."""
    text, expected, tree = CASES[name]
    actors = [(who, "person") for who in ("A rights group", "The mayor", "the mayor") if who in text]
    layers = layers_of(text, tree, actors=actors)
    found = carry_over(Report.from_text(text), layers, ())
    got = [tuple(text[slice(*part[0])] for part in (s.source, s.cue, s.content)) for s in found]
    assert got == ([] if expected is None else [expected])
