"""Mentions to actors, on invented reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.report import Report
from sayso.who import cast

Of = Callable[..., object]


def facts(actor):
    """Return what an actor resolves to."""
    return actor.id, actor.kind, actor.country, actor.part_of


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("[The/DET Taliban/PROPN]", ("actor:taliban", "rebels", "AF", None)),
        ("[Daesh/PROPN]", ("actor:isis", "rebels", None, None)),
        ("[The/DET Afghan/ADJ army/NOUN]", ("actor:af-army", "military", "AF", "actor:af")),
        ("[The/DET French/ADJ air/NOUN force/NOUN]", ("actor:fr-air-force", "military", "FR", "actor:fr")),
        ("[Kenya/PROPN +'s/PART police/NOUN]", ("actor:ke-police", "police", "KE", "actor:ke")),
        ("[The/DET army/NOUN of/ADP Chad/PROPN]", ("actor:td-army", "military", "TD", "actor:td")),
        ("[US/PROPN jets/NOUN/jet]", ("actor:us-military", "military", "US", "actor:us")),
        ("[US/PROPN strikes/NOUN/strike]", ("actor:us", "government", "US", None)),
        ("[Kabul/PROPN]", ("actor:af", "government", "AF", None)),
        ("[Afghans/PROPN/Afghan]", ("actor:af-people", "people", "AF", None)),
        ("[Taliban/PROPN fighters/NOUN/fighter]", ("actor:taliban", "rebels", "AF", None)),
        ("[Members/NOUN/member of/ADP the/DET Taliban/PROPN]", ("actor:taliban", "rebels", "AF", None)),
        ("[A/DET Taliban/PROPN commander/NOUN]", ("report:1", "person", "AF", "actor:taliban")),
        ("[groups/NOUN/group like/ADP Daesh/PROPN]", ("actor:isis", "rebels", None, None)),
        ("[factions/NOUN/faction such/ADJ as/ADP Daesh/PROPN]", ("actor:isis", "rebels", None, None)),
        ("[A/DET member/NOUN of/ADP JSOC/PROPN]", ("report:1", "person", "US", "actor:jsoc")),
        ("[A/DET Taliban/PROPN checkpoint/NOUN]", ("report:1", "facility", "AF", "actor:taliban")),
        ("[A/DET gunman/NOUN]", ("report:1", "person", None, None)),
        ("[Three/NUM armed/ADJ men/NOUN/man]", ("report:1", "people", None, None)),
        ("[The/DET guerrilla/NOUN group/NOUN]", ("report:1", "rebels", None, None)),
        ("[A/DET gang/NOUN of/ADP kidnappers/NOUN/kidnapper]", ("report:1", "people", None, None)),
        ("[The/DET power/NOUN pylons/NOUN/pylon]", ("report:1", "facility", None, None)),
        ("[Dozens/NOUN/dozen of/ADP villagers/NOUN/villager]", ("report:1", "civilians", None, None)),
        (
            "[between/ADP five/NUM and/CCONJ seven/NUM villagers/NOUN/villager]",
            ("report:1", "civilians", None, None),
        ),
        ("[Afghan/ADJ farmers/NOUN/farmer]", ("report:1", "civilians", "AF", None)),
        ("[A/DET checkpoint/NOUN]", ("report:1", "facility", None, None)),
        ("[Two/NUM US/PROPN soldiers/NOUN/soldier]", ("report:1", "people", "US", "actor:us-military")),
    ],
)
def test_phrases_resolve_by_tables_and_by_their_parts(cast_of: Of, phrase: str, expected: tuple) -> None:
    """A name, an organ of a state, a group's members and a bare noun each give id, kind, country and whole."""
    assert expected == facts(cast_of(f"{phrase} arrived/VERB ./PUNCT", published="2020-10-22").actor(0))


@pytest.mark.parametrize(
    "phrase",
    [
        "[Taliban/PROPN Hunters/PROPN]",
        "[Hezbollah/PROPN Avenue/PROPN Traders/PROPN]",
        "[New/PROPN Hamas/PROPN]",
        "[Boko/PROPN]",
        "[Pro/ADJ +-/PUNCT +Russian/ADJ fighters/NOUN/fighter]",
        "[US/PROPN +-/PUNCT +backed/VERB fighters/NOUN/fighter]",
    ],
)
def test_a_near_miss_is_an_actor_of_its_own(cast_of: Of, phrase: str) -> None:
    """A name that only contains another actor's name, or leans on a state, is never taken for it."""
    actor = cast_of(f"{phrase} arrived/VERB ./PUNCT", published="2020-10-22").actor(0)
    assert ("report:1", None, None) == (actor.id, actor.country, actor.part_of)


def test_us_is_not_the_pronoun(cast_of: Of) -> None:
    """Letters' case decides between a state and "us"."""
    assert "report:1" == cast_of("They/PRON told/VERB [us/PRON] ./PUNCT").actor(0).id


@pytest.mark.parametrize(("published", "kind"), [("2019-05-01", "rebels"), ("2023-05-01", "government"), (None, None)])
def test_kind_is_as_of_the_reports_date(cast_of: Of, published: str | None, kind: str | None) -> None:
    """A group that came to power is a government since; without a date its kind is unknown."""
    assert kind == cast_of("[The/DET Taliban/PROPN] met/VERB ./PUNCT", published=published).actor(0).kind


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2019-05-01", "actor:ashraf-ghani"),
        ("2010-05-01", "actor:hamid-karzai"),
        ("2023-05-01", "report:1"),
        (None, "report:1"),
    ],
)
def test_an_office_is_its_holder_on_the_day(cast_of: Of, published: str | None, expected: str) -> None:
    """So "the Afghan president" is who held the office then, and unknown where no one is known or no day is given."""
    assert (
        expected == cast_of("[The/DET Afghan/ADJ president/NOUN] spoke/VERB ./PUNCT", published=published).actor(0).id
    )


def test_title_and_surname_make_an_office_holder(cast_of: Of) -> None:
    """A president's surname with the title is that president, where the report speaks of the country."""
    read = cast_of("{President/PROPN Ghani/PROPN} governs/VERB [Afghanistan/PROPN] ./PUNCT", published="2021-03-01")
    assert ("actor:ashraf-ghani", "government", "AF") == facts(read.actor(0))[:3]


def test_a_surname_is_the_person_named_in_full_before(cast_of: Of) -> None:
    """So "Mr Rahimi" is Samir Rahimi; of the person nothing is kept but what the report prints."""
    read = cast_of("{Samir/PROPN Rahimi/PROPN} spoke/VERB ./PUNCT\n{Mr/PROPN Rahimi/PROPN} left/VERB ./PUNCT")
    assert ["report:1", "report:1"] == read.ids
    assert ("Samir Rahimi", "person", None, None) == (read.actor(1).name, *facts(read.actor(1))[1:])


def test_a_surname_of_two_persons_stays_open(cast_of: Of) -> None:
    """Where two persons share a surname, the surname alone is neither."""
    read = cast_of(
        "{Samir/PROPN Rahimi/PROPN} met/VERB {Lala/PROPN Rahimi/PROPN} ./PUNCT\n{Rahimi/PROPN} left/VERB ./PUNCT"
    )
    assert 3 == len(set(read.ids))


def test_an_acronym_in_brackets_is_the_name_before_it(cast_of: Of) -> None:
    """So "Northern Hills Front (NHF)" makes NHF the same actor in the whole report."""
    read = cast_of(
        "[The/DET Northern/PROPN Hills/PROPN Front/PROPN] (/PUNCT NHF/PROPN )/PUNCT withdrew/VERB ./PUNCT\n"
        "[The/DET NHF/PROPN] agreed/VERB ./PUNCT"
    )
    assert ["report:1", "report:1"] == read.ids


def test_a_reports_own_acronym_wins_over_the_table(cast_of: Of) -> None:
    """An acronym that the report spells out otherwise is not the group that the table knows by it."""
    read = cast_of(
        "[The/DET Pavlos/PROPN Kites/PROPN Klub/PROPN] (/PUNCT PKK/PROPN )/PUNCT met/VERB ./PUNCT\n"
        "[PKK/PROPN] met/VERB ./PUNCT"
    )
    assert ["report:1", "report:1"] == read.ids


def test_a_nickname_takes_after_the_unit_that_it_is_given_to(cast_of: Of) -> None:
    """A unit of one army nicknamed after a group is of that army, not of the group; "the unit" is it."""
    read = cast_of(
        "[A/DET unit/NOUN of/ADP the/DET Chadian/ADJ army/NOUN] called/VERB/call/acl “/PUNCT [Boko/PROPN Haram/PROPN"
        " Hunters/PROPN] ”/PUNCT patrols/VERB/patrol the/DET lake/NOUN ./PUNCT\n"
        "[The/DET unit/NOUN] knows/VERB [Boko/PROPN Haram/PROPN] ./PUNCT",
        published="2020-01-01",
    )
    assert ("report:1", "military", "TD", "actor:td-army") == facts(read.actor(1))
    assert ["report:1", "report:1", "report:1", "actor:boko-haram"] == read.ids


def test_known_as_names_the_subject(cast_of: Of) -> None:
    """So "The team inside ORG is known as X": X is part of ORG."""
    read = cast_of(
        "[The/DET team/NOUN inside/ADP JSOC/PROPN] is/AUX/be known/VERB/know as/ADP the/DET “/PUNCT"
        " [Desert/PROPN Foxes/PROPN] ./PUNCT ”/PUNCT"
    )
    assert ("report:1", "military", "US", "actor:jsoc") == facts(read.actor(1))
    assert "report:1" == read.actor(0).id


def test_calling_names_no_one(cast_of: Of) -> None:
    """So "X called Y …" is no introduction of a name."""
    read = cast_of("[The/DET army/NOUN] called/VERB/call/root {Samir/PROPN Rahimi/PROPN} ./PUNCT")
    assert 2 == len(set(read.ids))


def test_the_group_is_the_subject_before(cast_of: Of) -> None:
    """A definite nominal refers back to the most salient fitting actor."""
    read = cast_of(
        "[Al/PROPN +-/PUNCT +Shabaab/PROPN] faces/VERB [Kenyan/ADJ police/NOUN] ./PUNCT\n"
        "[The/DET group/NOUN] has/VERB [its/PRON leader/NOUN] ./PUNCT",
        published="2020-01-01",
    )
    assert ["actor:al-shabaab", "actor:ke-police", "actor:al-shabaab", "report:1"] == read.ids
    assert "actor:al-shabaab" == read.actor(3).part_of


def test_they_is_not_the_subject_of_the_same_verb(cast_of: Of) -> None:
    """Subject and object of one verb differ."""
    read = cast_of(
        "[Rebels/NOUN/rebel] entered/VERB the/DET town/NOUN ./PUNCT\n"
        "[Government/NOUN troops/NOUN/troop] bombed/VERB [them/PRON] ./PUNCT"
    )
    assert read.actor(2).id == read.actor(0).id


def test_i_is_the_source_of_the_statement(cast_of: Of) -> None:
    """A first person is who speaks."""
    read = cast_of(
        "“/PUNCT [I/PRON] saw/VERB it/PRON ,/PUNCT ”/PUNCT {Lala/PROPN Rahimi/PROPN} said/VERB ./PUNCT",
        said=(1, (0, 0)),
    )
    assert ["report:1", "report:1"] == read.ids


def test_a_phrase_that_was_not_asked_for_is_none(cast_of: Of) -> None:
    """`Cast.actor` answers for the spans that were given."""
    assert cast_of("[The/DET army/NOUN] left/VERB ./PUNCT").cast.actor(0, 3) is None


def test_mentions_carry_entity_and_kind(cast_of: Of) -> None:
    """Every tagged phrase comes out as a mention of its actor."""
    (mention,) = cast_of("[The/DET Taliban/PROPN] met/VERB ./PUNCT", published="2020-01-01").cast.mentions
    assert (0, 11, "The Taliban", "actor", "actor:taliban", "rebels") == (
        mention.start, mention.end, mention.text, mention.kind, mention.entity, mention.type,
    )  # fmt: skip


def test_an_apposition_says_what_a_person_is(cast_of: Of) -> None:
    """A name and the description beside it are one actor, of the kind that the description gives."""
    read = cast_of(
        "{Samir/PROPN Rahimi/PROPN} ,/PUNCT [a/DET Taliban/PROPN commander/NOUN/commander/appos] ,/PUNCT"
        " spoke/VERB ./PUNCT",
        published="2020-01-01",
    )
    assert ["report:1", "report:1"] == read.ids
    assert ("report:1", "rebels", "AF", "actor:taliban") == facts(read.actor(0))


def test_a_name_within_a_phrase_is_a_mention_too(cast_of: Of) -> None:
    """So "A Taliban commander" mentions the Taliban; "the Taliban" mentions them once."""
    mentions = cast_of("[A/DET Taliban/PROPN commander/NOUN] met/VERB [the/DET Taliban/PROPN] ./PUNCT").cast.mentions
    assert ["A Taliban commander", "Taliban", "the Taliban"] == [m.text for m in mentions]


def test_they_may_be_the_group_whose_members_were_told_of(cast_of: Of) -> None:
    """A name within a phrase can be referred back to."""
    read = cast_of(
        "[A/DET Taliban/PROPN commander/NOUN] spoke/VERB ./PUNCT\n[They/PRON] withdrew/VERB ./PUNCT",
        published="2020-01-01",
    )
    assert "actor:taliban" == read.actor(1).id


def test_a_name_may_be_shortened_to_its_end(cast_of: Of) -> None:
    """So "the Courier" is the outlet called "The Larmia Courier" before."""
    read = cast_of(
        "[The/DET Larmia/PROPN Courier/PROPN] asked/VERB ./PUNCT\nHe/PRON told/VERB [the/DET Courier/PROPN] ./PUNCT"
    )
    assert ["report:1", "report:1"] == read.ids


def test_a_branch_belongs_to_what_it_is_a_branch_of(cast_of: Of) -> None:
    """A branch has the country that is said of it, and is part of the group."""
    read = cast_of("[The/DET Libya/PROPN branch/NOUN of/ADP ISIS/PROPN] grew/VERB ./PUNCT", published="2020-01-01")
    assert ("report:1", "rebels", "LY", "actor:isis") == facts(read.actor(0))


@pytest.mark.parametrize(
    "phrase",
    [
        "[Its/PRON/its/nmod:poss spokesman/NOUN ,/PUNCT Idris/PROPN Kolo/PROPN ,/PUNCT]",
        "[A/DET spokesman/NOUN for/ADP the/DET Taliban/PROPN ,/PUNCT Idris/PROPN Kolo/PROPN]",
    ],
)
def test_a_description_is_named_by_its_apposition(cast_of: Of, phrase: str) -> None:
    """One described and named, "its spokesman, X", is the person X and belongs where the description says."""
    read = cast_of(
        f"[The/DET Taliban/PROPN] met/VERB ./PUNCT\n{phrase} spoke/VERB ./PUNCT\n{{Kolo/PROPN}} left/VERB ./PUNCT"
    )
    assert ("Idris Kolo", "actor:taliban") == (read.actor(1).name, read.actor(1).part_of)
    assert read.ids[1] == read.ids[2]


def test_fighters_of_an_unknown_name_are_that_group(cast_of: Of) -> None:
    """A group that no table knows is known from its fighters, with their kind, under its own name."""
    read = cast_of(
        "[Fighters/NOUN/fighter of/ADP the/DET Long/PROPN River/PROPN Front/PROPN] fired/VERB ./PUNCT\n"
        "[The/DET Front/PROPN] withdrew/VERB ./PUNCT\n[It/PRON] denied/VERB that/PRON ./PUNCT"
    )
    assert ("Long River Front", "rebels") == (read.actor(0).name, read.actor(0).kind)
    assert 1 == len(set(read.ids))


def test_a_new_name_takes_the_kind_of_what_follows_its_comma(cast_of: Of) -> None:
    """A name and what follows it, "X, an armed group", are one actor, even where the tree misses the apposition."""
    read = cast_of("[Green/PROPN Banner/PROPN] ,/PUNCT [an/DET armed/ADJ group/NOUN] ,/PUNCT fought/VERB ./PUNCT")
    assert [("report:1", "rebels")] * 2 == [(read.actor(n).id, read.actor(n).kind) for n in (0, 1)]


def test_it_is_no_thing_where_it_acts(cast_of: Of) -> None:
    """What does or denies something is an organisation, never the building named last."""
    read = cast_of(
        "[Taliban/PROPN fighters/NOUN/fighter] left/VERB [the/DET hospital/NOUN] ./PUNCT\n[It/PRON] denied/VERB ./PUNCT"
    )
    assert read.ids[0] == read.ids[2]


def cast_of_tree(layers_of: Of, text: str, tree: str, *actors: str):
    """Return a cast of one sentence by its tree, of the phrases named."""
    layers = layers_of(text, tree, actors=[(phrase, "organisation") for phrase in actors])
    report = Report.from_text(text)
    spans = [(t.start, t.end) for t in layers.actors]
    found = cast(report, layers, spans)
    return [found.actor(*span) for span in spans]


def test_a_fight_is_theirs_who_are_helped(layers_of: Of) -> None:
    """Whom one provides with help in "its fight", the fight is his, not the helper's."""
    tree = """
        France France PROPN 2 nsubj
        provides provide VERB 0 root
        Hamas Hamas PROPN 2 obj
        with with ADP 5 case
        help help NOUN 2 obl
        in in ADP 8 case
        its its PRON 8 nmod:poss
        fight fight NOUN 2 obl"""
    _, helped, its = cast_of_tree(
        layers_of, "France provides Hamas with help in its fight", tree, "France", "Hamas", "its"
    )
    assert helped.id == its.id


def test_a_capital_that_is_acted_on_is_a_place(cast_of: Of) -> None:
    """A capital stands for its government where it acts, not where it is bombed."""
    read = cast_of("[Kabul/PROPN] spoke/VERB ./PUNCT\n[France/PROPN] bombed/VERB [Kabul/PROPN] ./PUNCT")
    assert ["actor:af", "actor:fr", None] == [a and a.id for span in read.spans for a in [read.cast.actor(*span)]]


def test_a_capital_paired_with_another_is_its_government(layers_of: Of) -> None:
    """Talks between two capitals are talks between two governments."""
    tree = """
        Talks talk NOUN 0 root
        between between ADP 3 case
        Kabul Kabul PROPN 1 nmod
        and and CCONJ 5 cc
        Islamabad Islamabad PROPN 3 conj"""
    found = cast_of_tree(layers_of, "Talks between Kabul and Islamabad", tree, "Kabul", "Islamabad")
    assert ["actor:af", "actor:pk"] == [a.id for a in found]


def test_one_arm_of_a_state_is_not_another(cast_of: Of) -> None:
    """An arm of a state is itself: "the air force" after "the army" is not the army."""
    read = cast_of("[The/DET army/NOUN] left/VERB ./PUNCT\n[The/DET air/NOUN force/NOUN] came/VERB ./PUNCT")
    assert read.ids[0] != read.ids[1]


def test_a_group_that_nothing_tagged_is_known_from_what_follows_it(cast_of: Of) -> None:
    """A capitalised name before a comma and "a rebel group" is that group; a place before them is not."""
    read = cast_of(
        "He/PRON left/VERB the/DET Long/PROPN River/PROPN Column/PROPN ,/PUNCT [a/DET rebel/NOUN group/NOUN] ./PUNCT\n"
        "In/ADP Long/PROPN Valley/PROPN ,/PUNCT [a/DET rebel/NOUN group/NOUN] fired/VERB ./PUNCT"
    )
    assert ["Long River Column", "rebel group"] == [read.actor(n).name for n in (0, 1)]


def test_an_acronym_may_have_another_languages_order(cast_of: Of) -> None:
    """The letters of a bracketed acronym need only be the name's initials, in any order."""
    read = cast_of("[The/DET Northern/PROPN River/PROPN Council/PROPN] (/PUNCT [CRN/PROPN] )/PUNCT met/VERB ./PUNCT")
    assert read.ids[0] == read.ids[1]


def test_we_is_the_body_that_an_officer_speaks_for(cast_of: Of) -> None:
    """A member's "we" is what he is a member of; a named body's "we" is itself."""
    read = cast_of(
        "[We/PRON] hit/VERB them/PRON ,/PUNCT [a/DET Taliban/PROPN commander/NOUN] said/VERB ./PUNCT", said=(1, (0, 0))
    )
    assert "actor:taliban" == read.actor(0).id
    own = cast_of(
        "[We/PRON] hit/VERB them/PRON ,/PUNCT [the/DET Afghan/ADJ army/NOUN] said/VERB ./PUNCT", said=(1, (0, 0))
    )
    assert own.ids[0] == own.ids[1]


def test_a_nickname_belongs_to_a_body_that_is_spelt_out_later(cast_of: Of) -> None:
    """A headline may nickname the team of an acronym that only the text below explains."""
    read = cast_of(
        "CRX/PROPN team/NOUN called/VERB/call/acl the/DET “/PUNCT [Night/PROPN Post/PROPN] ”/PUNCT\n"
        "It/PRON left/VERB the/DET Central/PROPN River/PROPN Xyl/PROPN (/PUNCT [CRX/PROPN] )/PUNCT"
    )
    assert read.actor(0).part_of == read.actor(1).id


def test_a_known_group_is_no_person_for_a_wrong_tag(cast_of: Of) -> None:
    """A name that the table has for a group stays the group where the tagger says person."""
    assert "actor:taliban" == cast_of("{Taliban/PROPN} said/VERB so/ADV ./PUNCT").actor(0).id


def test_empty_quotation_marks_name_nothing(cast_of: Of) -> None:
    """A cue of naming before marks with nothing but a comma between them introduces no name."""
    read = cast_of("[The/DET Taliban/PROPN] called/VERB/call/acl “/PUNCT ,/PUNCT “/PUNCT met/VERB ./PUNCT")
    assert "actor:taliban" == read.actor(0).id
