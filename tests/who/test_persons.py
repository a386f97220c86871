"""Persons by surname, title and party, before and after their full names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.who import cast

Of = Callable[..., object]


def with_names(read, *numbers: int):
    """Return the ids again where the phrases of those numbers are tagged as names, too."""
    names = tuple(Tagged(*read.spans[n], "person", 0.9) for n in numbers)
    layers = replace(read.layers, names=names)
    found = cast(read.report, layers, read.spans)
    return [found.actor(*span).id for span in read.spans]


def test_a_surname_may_come_before_its_full_name(cast_of: Of) -> None:
    """A headline's surname is the one person whom the text names in full."""
    read = cast_of("{Rahimi/PROPN} resigned/VERB ./PUNCT\n{Samir/PROPN Rahimi/PROPN} spoke/VERB ./PUNCT")
    assert ["report:1", "report:1"] == with_names(read, 1)


def test_a_surname_of_two_is_neither(cast_of: Of) -> None:
    """Where the text names two persons of one surname, the surname alone is left open."""
    read = cast_of(
        "{Rahimi/PROPN} resigned/VERB ./PUNCT\n{Samir/PROPN Rahimi/PROPN} met/VERB {Lala/PROPN Rahimi/PROPN} ./PUNCT"
    )
    assert 3 == len(set(with_names(read, 1, 2)))


def test_a_surname_that_is_tagged_wrongly_is_the_person(cast_of: Of) -> None:
    """Whom the report has named in full stays a person where the tagger says organisation."""
    read = cast_of("{Samir/PROPN Rahimi/PROPN} spoke/VERB ./PUNCT\n[Rahimi/PROPN] left/VERB ./PUNCT")
    assert ["report:1", "report:1"] == read.ids


def test_the_secretary_is_who_had_the_title(cast_of: Of) -> None:
    """A title alone, or its end, means the person whose name it stood before, not another one."""
    read = cast_of(
        "{Foreign/PROPN Secretary/PROPN Samir/PROPN Rahimi/PROPN} met/VERB {General/PROPN Kolo/PROPN} ./PUNCT\n"
        "{The/DET secretary/NOUN} left/VERB ./PUNCT\n{The/DET general/NOUN} spoke/VERB ./PUNCT"
    )
    assert [read.ids[0], read.ids[1]] == read.ids[2:]


def test_the_description_before_a_name_is_that_person(cast_of: Of) -> None:
    """One described first and named after is one actor, though the name was known beforehand."""
    read = cast_of(
        "[The/DET mayor/NOUN] ,/PUNCT {Idris/PROPN Kolo/PROPN/Kolo/appos} ,/PUNCT spoke/VERB ./PUNCT\n"
        "{Kolo/PROPN} left/VERB ./PUNCT"
    )
    assert ["report:1"] * 3 == with_names(read, 1)


def test_a_party_behind_a_name_is_no_name(cast_of: Of) -> None:
    """In "Senator Kolo, R-Wis." the senator is the person, as without his party."""
    read = cast_of(
        "{Senator/PROPN Idris/PROPN Kolo/PROPN ,/PUNCT R/PROPN +-/PUNCT +Wis./PROPN} spoke/VERB ./PUNCT\n"
        "{Kolo/PROPN} left/VERB ./PUNCT"
    )
    assert ("Idris Kolo", "Idris Kolo") == (read.actor(0).name, read.actor(1).name)


def test_a_long_title_ends_with_its_holder(layers_of: Of) -> None:
    """A tagged phrase that ends with a person's full name is that person."""
    tree = """
        Minister minister NOUN 7 nsubj
        for for ADP 4 case
        the the DET 4 det
        North North PROPN 1 nmod
        Idris Idris PROPN 1 appos
        Kolo Kolo PROPN 5 flat
        spoke speak VERB 0 root"""
    text = "Minister for the North Idris Kolo spoke"
    layers = layers_of(text, tree, actors=[("Minister for the North Idris Kolo", "person")],
                       names=[("Idris Kolo", "person")])  # fmt: skip
    actor = cast(Report.from_text(text), layers, [(0, 33)]).actors[0]
    assert ("Idris Kolo", "government") == (actor.name, actor.kind)


def test_a_body_of_its_own_is_not_the_last_army(cast_of: Of) -> None:
    """So "the coalition forces" are not the army that was told of before."""
    read = cast_of(
        "[The/DET Chadian/ADJ army/NOUN] left/VERB ./PUNCT\n"
        "[The/DET coalition/NOUN forces/NOUN/force] came/VERB ./PUNCT"
    )
    assert read.ids[0] != read.ids[1]


def test_fighters_behind_a_long_name_are_the_group(cast_of: Of) -> None:
    """A listed name with prepositions and articles in it is found before the noun for its members."""
    read = cast_of(
        "[Islamic/ADJ State/PROPN of/ADP Iraq/PROPN and/CCONJ the/DET Levant/PROPN terrorists/NOUN/terrorist]"
        " fled/VERB ./PUNCT"
    )
    assert ["actor:isis"] == read.ids


def test_the_president_is_who_held_the_office(cast_of: Of) -> None:
    """A title alone means the person told of who held that office on the report's day, though it did not say so."""
    text = (
        "{Barack/PROPN Obama/PROPN} met/VERB {Ashraf/PROPN Ghani/PROPN} ./PUNCT\n"
        "{The/DET president/NOUN} left/VERB ./PUNCT"
    )
    then, later = (cast_of(text, published=day).ids[-1] for day in ("2013-05-01", "2018-05-01"))
    assert ("actor:barack-obama", "actor:ashraf-ghani") == (then, later)


def test_they_may_be_a_people(cast_of: Of) -> None:
    """The wealthiest Americans are many, and "it" is not they."""
    read = cast_of(
        "[Hamas/PROPN] met/VERB [the/DET wealthy/ADJ Americans/PROPN/American] ./PUNCT\n[It/PRON] left/VERB ./PUNCT"
    )
    assert "actor:hamas" == read.ids[2]


def test_a_title_in_small_letters_is_no_name(cast_of: Of) -> None:
    """So "the president" is nobody's name, whatever the tagger says of the word."""
    read = cast_of(
        "{President/PROPN Barack/PROPN Obama/PROPN} spoke/VERB ./PUNCT\n{The/DET president/PROPN} left/VERB ./PUNCT"
    )
    assert read.ids[0] == read.ids[1]


def test_he_is_whom_the_report_is_about(cast_of: Of) -> None:
    """Of two persons the one told of again and again is more likely meant than one told of once, a little later."""
    read = cast_of(
        "{Idris/PROPN Kolo/PROPN} spoke/VERB ./PUNCT\n{Kolo/PROPN} left/VERB ./PUNCT\n"
        "{Kolo/PROPN} returned/VERB ./PUNCT\n"
        "{Kolo/PROPN} slept/VERB ./PUNCT\n{Samir/PROPN Rahimi/PROPN} waited/VERB ./PUNCT\n{He/PRON} woke/VERB ./PUNCT"
    )
    assert read.ids[0] == read.ids[-1]
