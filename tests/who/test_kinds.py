"""What kind of actor a phrase names, by its words, its letters and what is done to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.report import Report
from sayso.who import cast

Of = Callable[..., object]


def kinds(layers_of: Of, text: str, tree: str, *phrases: str) -> list[str | None]:
    """Return the kinds of the phrases of one sentence."""
    layers = layers_of(text, tree)
    spans = [(text.index(p), text.index(p) + len(p)) for p in phrases]
    found = cast(Report.from_text(text), layers, spans)
    return [actor and actor.kind for actor in (found.actor(*span) for span in spans)]


@pytest.mark.parametrize(("verb", "kind"), [("bombed", "facility"), ("thanked", "government")])
def test_a_body_with_walls_is_a_building_where_it_is_struck(layers_of: Of, verb: str, kind: str) -> None:
    """An embassy that is bombed is a building, one that is thanked is part of its government."""
    tree = f"""
        Rebels rebel NOUN 2 nsubj
        {verb} {verb.removesuffix("ed")} VERB 0 root
        the the DET 4 det
        embassy embassy NOUN 2 obj"""
    assert [kind] == kinds(layers_of, f"Rebels {verb} the embassy", tree, "the embassy")


def test_who_strikes_is_no_building(layers_of: Of) -> None:
    """The subject of a strike acts, whatever it lives in."""
    tree = """
        The the DET 2 det
        ministry ministry NOUN 3 nsubj
        bombed bomb VERB 0 root
        villages village NOUN 3 obj"""
    assert ["government", "facility"] == kinds(
        layers_of, "The ministry bombed villages", tree, "The ministry", "villages"
    )


def test_capitals_throughout_say_nothing(layers_of: Of) -> None:
    """In a text of capitals common nouns are no names, and names still are."""
    tree = """
        SALVADORAN salvadoran ADJ 2 amod
        GUERRILLAS guerrilla NOUN 3 nsubj
        BURNED burn VERB 0 root
        TWO two NUM 5 nummod
        BUSES bus NOUN 3 obj
        NEAR near ADP 8 case
        ARMED armed ADJ 8 amod
        MEN man NOUN 3 obl"""
    text = "SALVADORAN GUERRILLAS BURNED TWO BUSES NEAR ARMED MEN"
    found = kinds(layers_of, text, tree, "SALVADORAN GUERRILLAS", "TWO BUSES", "ARMED MEN")
    assert ["people", "object", "people"] == found


def test_the_side_of_people_is_kept_in_their_mention(cast_of: Of) -> None:
    """An actor says that gunmen are people, their mention that they are rebels."""
    read = cast_of("[Gunmen/NOUN/gunman] fled/VERB ./PUNCT")
    assert ("people", "rebels") == (read.actor(0).kind, read.cast.mentions[0].type)


def test_he_may_be_the_gunman(cast_of: Of) -> None:
    """One unnamed person can be referred back to by "he" and by another noun for such a person."""
    read = cast_of(
        "[A/DET gunman/NOUN] fired/VERB ./PUNCT\n[He/PRON] fled/VERB ./PUNCT\n[The/DET attacker/NOUN] died/VERB ./PUNCT"
    )
    assert ["report:1"] * 3 == read.ids


def test_square_brackets_hold_acronyms_too(layers_of: Of) -> None:
    """Wires of some years wrote "Northern Hills Front [NHF]"."""
    tree = """
        Northern Northern PROPN 3 compound
        Hills Hills PROPN 3 compound
        Front Front PROPN 7 nsubj
        [ [ PUNCT 5 punct
        NHF NHF PROPN 3 appos
        ] ] PUNCT 5 punct
        met meet VERB 0 root"""
    text = "Northern Hills Front [NHF] met"
    found = cast(Report.from_text(text), layers_of(text, tree), [(0, 20), (22, 25)])
    assert 1 == len({actor.id for actor in found.actors})


def test_a_listed_name_may_go_on_behind_its_phrase(cast_of: Of) -> None:
    """A group that bears another's name with a place behind it is itself, though the place is not in the phrase."""
    read = cast_of(
        "[Al/PROPN Qaeda/PROPN] in/ADP Iraq/PROPN fled/VERB ./PUNCT\n[Al/PROPN Qaeda/PROPN] in/ADP Chad/PROPN fled/VERB"
        " ./PUNCT",
        published="2005-05-01",
    )
    assert ["actor:aqi", "actor:al-qaeda"] == read.ids


def test_an_apostrophe_alone_is_nobody(layers_of: Callable) -> None:
    """A phrase of a mark alone, which a parser may give, resolves to nobody that is known instead of failing."""
    text = "Rebels ' fled."
    tree = """
    Rebels rebel NOUN 3 nsubj
    ' ' PART 3 obj
    fled flee VERB 0 root
    . . PUNCT 3 punct
    """
    found = cast(Report.from_text(text), layers_of(text, tree), [(7, 8)]).actor(7, 8)
    assert found is None or found.country is None
