"""Slips of a parser that are mended before any rule looks at the trees."""

from collections.abc import Callable

import pytest

from sayso.model.layers import Layers
from sayso.what.syntax import Syntax

Build = Callable[..., Layers]


def governor(layers: Layers, form: str) -> tuple[str, str]:
    """Return the mended relation of the first word of this form and the word that it hangs from."""
    words = Syntax(layers).words
    word = next(w for w in words if w.text == form)
    return word.deprel, words[word.head].text if word.head >= 0 else "-"


def test_a_name_hangs_together(layers_of: Build) -> None:
    """A word of a name is no part of what stands after the name."""
    layers = layers_of(
        "Ruritania supplied the Karelian Front with fire support.",
        """
        Ruritania Ruritania PROPN 2 nsubj
        supplied supply VERB 0 root
        the the DET 5 det
        Karelian Karelian PROPN 8 compound
        Front Front PROPN 2 obj
        with with ADP 8 case
        fire fire NOUN 8 compound
        support support NOUN 2 obl
        . . PUNCT 2 punct
        """,
        names=[("Karelian Front", "organisation")],
    )
    assert ("compound", "Front") == governor(layers, "Karelian")


def test_a_preposition_belongs_to_the_next_phrase(layers_of: Build) -> None:
    """A preposition does not reach over one noun to mark another that has its own."""
    layers = layers_of(
        "They supplied rebels with weapons in wartime.",
        """
        They they PRON 2 nsubj
        supplied supply VERB 0 root
        rebels rebel NOUN 2 obj
        with with ADP 7 case
        weapons weapon NOUN 2 obl
        in in ADP 7 case
        wartime wartime NOUN 2 obl
        . . PUNCT 2 punct
        """,
    )
    assert ("case", "weapons") == governor(layers, "with")


def test_who_is_given_something_is_no_part_of_the_gift(layers_of: Build) -> None:
    """The people between a verb of giving and what is given are its indirect object."""
    layers = layers_of(
        "Ruritania gave the militia fire support.",
        """
        Ruritania Ruritania PROPN 2 nsubj
        gave give VERB 0 root
        the the DET 6 det
        militia militia NOUN 6 compound
        fire fire NOUN 6 compound
        support support NOUN 2 obj
        . . PUNCT 2 punct
        """,
    )
    assert ("iobj", "gave") == governor(layers, "militia")
    assert ("compound", "support") == governor(layers, "fire")


HELPING = """
Ruritania Ruritania PROPN 3 nsubj
is be AUX 3 aux
helping help VERB 0 root
the the DET 5 det
rebels rebel NOUN 6 {0}
advance advance {1} 3 xcomp
. . PUNCT 3 punct
"""


@pytest.mark.parametrize(("relation", "part"), [("nsubj", "VERB"), ("compound", "NOUN")])
def test_the_helped_are_the_helpers_object(layers_of: Build, relation: str, part: str) -> None:
    """Who does what somebody helps them do is who is helped, however the small clause is parsed."""
    layers = layers_of(
        "Ruritania is helping the rebels advance.",
        HELPING.format(relation, part),
        actors=[("the rebels", "organisation")],
    )
    assert ("obj", "helping") == governor(layers, "rebels")


def test_a_noun_between_names_is_a_verb(layers_of: Build) -> None:
    """What has names on both sides after a verb of helping is a verb: no compound noun ends in a name."""
    layers = layers_of(
        "Ruritania Helps Front Fight Militia in Strelsau",
        """
        Ruritania Ruritania PROPN 2 nsubj
        Helps help VERB 0 root
        Front Front PROPN 4 compound
        Fight fight NOUN 2 obj
        Militia Militia PROPN 4 compound
        in in ADP 7 case
        Strelsau Strelsau PROPN 4 nmod
        """,
    )
    assert ("obj", "Helps") == governor(layers, "Front")
    assert ("obj", "Fight") == governor(layers, "Militia")


def test_a_hyphen_between_two_known_names_makes_a_pair(layers_of: Build) -> None:
    """Two names that the report also names apart are two sides of what they modify."""
    layers = layers_of(
        "Ruritania left. Graustark stayed. The Ruritania-Graustark deal held.",
        "Ruritania Ruritania PROPN 2 nsubj\nleft leave VERB 0 root\n. . PUNCT 2 punct",
        "Graustark Graustark PROPN 2 nsubj\nstayed stay VERB 0 root\n. . PUNCT 2 punct",
        """
        The the DET 5 det
        Ruritania Ruritania PROPN 4 compound
        - - PUNCT 4 punct
        Graustark Graustark PROPN 5 compound
        deal deal NOUN 6 nsubj
        held hold VERB 0 root
        . . PUNCT 6 punct
        """,
        names=[("Ruritania", "location"), ("Graustark", "location")],
    )
    words = Syntax(layers).words
    second = [w for w in words if w.text == "Graustark"][-1]
    assert ("conj", "Ruritania") == (second.deprel, words[second.head].text)


def test_a_hyphen_within_one_name_makes_no_pair(layers_of: Build) -> None:
    """A name that has a hyphen of its own stays one."""
    layers = layers_of(
        "The al-Nusra deal held.",
        """
        The the DET 5 det
        al al PROPN 5 compound
        - - PUNCT 2 punct
        Nusra Nusra PROPN 2 flat
        deal deal NOUN 6 nsubj
        held hold VERB 0 root
        . . PUNCT 6 punct
        """,
        names=[("al-Nusra", "organisation")],
    )
    assert ("flat", "al") == governor(layers, "Nusra")


def test_the_speaker_is_no_subject_of_what_is_said(layers_of: Build) -> None:
    """Of two subjects of one verb the first belongs to the verb of saying between them."""
    layers = layers_of(
        "The mayor said rebels shelled the town.",
        """
        The the DET 2 det
        mayor mayor NOUN 5 nsubj
        said say VERB 0 root
        rebels rebel NOUN 5 nsubj
        shelled shell VERB 3 ccomp
        the the DET 7 det
        town town NOUN 5 obj
        . . PUNCT 3 punct
        """,
    )
    assert ("nsubj", "said") == governor(layers, "mayor")
    assert ("nsubj", "shelled") == governor(layers, "rebels")


def test_a_second_root_before_the_verb_is_its_subject(layers_of: Build) -> None:
    """A name left without a governor does what the sentence's verb says."""
    layers = layers_of(
        "Flavia held talks.",
        "Flavia Flavia PROPN 0 root\nheld hold VERB 0 root\ntalks talk NOUN 2 obj\n. . PUNCT 2 punct",
    )
    assert ("nsubj", "held") == governor(layers, "Flavia")


def test_or_joins_the_clauses_beside_it(layers_of: Build) -> None:
    """Of two clauses joined by "or" the second hangs from the first, and so is under what governs it."""
    layers = layers_of(
        "It stopped them from plotting or launching attacks.",
        """
        It it PRON 2 nsubj
        stopped stop VERB 0 root
        them they PRON 2 obj
        from from SCONJ 5 mark
        plotting plot VERB 2 advcl
        or or CCONJ 7 cc
        launching launch VERB 2 advcl
        attacks attack NOUN 7 obj
        . . PUNCT 2 punct
        """,
    )
    assert ("conj", "plotting") == governor(layers, "launching")
