"""Which spans are actor mentions, and where they begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.who.mentions import actor_spans
from sayso.who.table import packaged

Of = Callable[..., object]


def spans_of(layers_of: Of, text: str, tree: str, **tagged: object) -> list[str]:
    """Return the texts of the actor mentions of one sentence."""
    layers = layers_of(text, tree, **tagged)
    return [text[start:end] for start, end in sorted(actor_spans(layers, packaged()))]


def organisations(*phrases: str) -> list[tuple[str, str]]:
    """Return *phrases* as the actor layer tags them."""
    return [(phrase, "organisation") for phrase in phrases]


def test_a_phrase_takes_in_what_of_adds(layers_of: Of) -> None:
    """The families of the victims are one mention, and the victims in it another."""
    tree = """
        The the DET 2 det
        families family NOUN 6 nsubj
        of of ADP 5 case
        the the DET 5 det
        victims victim NOUN 2 nmod
        waited wait VERB 0 root"""
    found = spans_of(layers_of, "The families of the victims waited", tree,
                     actors=organisations("The families", "the victims"))  # fmt: skip
    assert ["The families of the victims", "the victims"] == found


def test_two_that_and_joins_are_two(layers_of: Of) -> None:
    """An article or possessive after "and" begins another mention."""
    tree = """
        the the DET 2 det
        minister minister NOUN 6 nsubj
        and and CCONJ 5 cc
        his his PRON 5 nmod:poss
        deputy deputy NOUN 2 conj
        left leave VERB 0 root"""
    tagged = organisations("the minister and his deputy")
    assert ["the minister", "his deputy"] == spans_of(
        layers_of, "the minister and his deputy left", tree, actors=tagged
    )


def test_offices_that_share_their_noun_stay_together(layers_of: Of) -> None:
    """In "the Home and Defence Secretaries" neither part stands alone."""
    tree = """
        the the DET 5 det
        Home Home PROPN 5 compound
        and and CCONJ 4 cc
        Defence Defence PROPN 2 conj
        Secretaries secretary PROPN 6 nsubj
        met meet VERB 0 root"""
    tagged = organisations("the Home and Defence Secretaries")
    assert ["the Home and Defence Secretaries"] == spans_of(
        layers_of, "the Home and Defence Secretaries met", tree, actors=tagged
    )


def test_two_states_with_a_hyphen_are_two(layers_of: Of) -> None:
    """A pact's "Chad-Niger" names both."""
    tree = """
        The the DET 5 det
        Chad Chad PROPN 5 compound
        - - PUNCT 4 punct
        Niger Niger PROPN 2 conj
        pact pact NOUN 6 nsubj
        held hold VERB 0 root"""
    assert ["Chad", "Niger"] == spans_of(
        layers_of, "The Chad-Niger pact held", tree, actors=organisations("Chad-Niger")
    )


def test_a_possessive_belongs_to_what_it_owns(layers_of: Of) -> None:
    """A possessive alone is no mention; it opens the one that follows."""
    tree = """
        Its its PRON 2 nmod:poss
        fighters fighter NOUN 3 nsubj
        fled flee VERB 0 root"""
    assert ["Its fighters"] == spans_of(layers_of, "Its fighters fled", tree, actors=organisations("Its", "fighters"))


def test_a_title_belongs_to_the_name(layers_of: Of) -> None:
    """A person's title and its article are in the mention; the full name is one of its own."""
    tree = """
        The the DET 3 det
        Foreign foreign ADJ 3 amod
        Secretary Secretary PROPN 6 nsubj
        Idris Idris PROPN 3 flat
        Kolo Kolo PROPN 3 flat
        spoke speak VERB 0 root"""
    found = spans_of(layers_of, "The Foreign Secretary Idris Kolo spoke", tree, names=[("Idris Kolo", "person")])
    assert ["The Foreign Secretary Idris Kolo", "Idris Kolo"] == found


def test_the_place_where_people_are_is_no_part_of_them(layers_of: Of) -> None:
    """A tagged phrase ends before "in" and a place."""
    tree = """
        leaders leader NOUN 4 nsubj
        in in ADP 3 case
        Larmia Larmia PROPN 1 nmod
        met meet VERB 0 root"""
    tagged = {"actors": organisations("leaders in Larmia"), "places": ["Larmia"]}
    assert ["leaders"] == spans_of(layers_of, "leaders in Larmia met", tree, **tagged)


def test_the_noun_that_the_tagger_left_out_is_taken_in(layers_of: Of) -> None:
    """A mention that only modifies the next noun ends with that noun, where it names people."""
    tree = """
        innocent innocent ADJ 2 amod
        villagers villager NOUN 3 nsubj
        fled flee VERB 0 root"""
    assert ["innocent villagers"] == spans_of(
        layers_of, "innocent villagers fled", tree, actors=organisations("innocent")
    )


def test_what_somebody_has_is_not_somebody(layers_of: Of) -> None:
    """A tagged phrase whose noun names a thing is no actor mention."""
    tree = """
        Taliban Taliban PROPN 2 compound
        trucks truck NOUN 3 nsubj
        burned burn VERB 0 root"""
    assert [] == spans_of(layers_of, "Taliban trucks burned", tree, actors=organisations("Taliban trucks"))


@pytest.mark.parametrize(("case", "expected"), [("with", ["Chad"]), ("in", [])])
def test_a_state_that_talks_are_with_acts(layers_of: Of, case: str, expected: list[str]) -> None:
    """A state tagged as a place is an actor after "with", and a place after "in"."""
    tree = f"""
        Talks talk NOUN 4 nsubj
        {case} {case} ADP 3 case
        Chad Chad PROPN 1 nmod
        began begin VERB 0 root"""
    assert expected == spans_of(layers_of, f"Talks {case} Chad began", tree, places=["Chad"])


def test_one_of_them_is_one_mention(layers_of: Of) -> None:
    """A quantity before "of the" belongs to the mention."""
    tree = """
        one one NUM 5 nsubj
        of of ADP 4 case
        the the DET 4 det
        officers officer NOUN 1 nmod
        left leave VERB 0 root"""
    assert ["one of the officers"] == spans_of(
        layers_of, "one of the officers left", tree, actors=organisations("the officers")
    )
