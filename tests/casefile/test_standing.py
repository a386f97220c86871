"""How incidents stand, what their fields say, and whose word counts once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.casefile.ledger import meet
from sayso.casefile.standing import describe, load_rules, packaged
from sayso.casefile.standing_voices import origins
from sayso.errors import Malformed
from sayso.incident import Copies, Group, Taking
from tests.casefile.told import BREN, OSTREVA, actor, claim, link, reading, toll

FRONT = actor("River Front")
ARMY = actor("Army", kind="military")


def described(*readings, copies=(), rules=None):
    """Return the incident that all claims of the readings are about."""
    members = [(r.report, c) for r in readings for c in r.claims]
    group = Group(id="g", claims=tuple((r.id, c.id) for r, c in members), main=(readings[0].report.id,))
    return describe(group, members, copies=copies, rules=rules)


def said(id, *chain, outlet="The Courier", **cells):
    """Return a reading of one claim that hangs from *chain* after the outlet."""
    whole = (link(outlet, kind="outlet", named=True, at=None), *chain) if outlet else chain
    return reading(id, id, claim(f"claim {id}", chain=whole, **cells), outlet=outlet)


def test_one_outlet_is_one_source():
    """An event that one outlet tells of rests on its word."""
    incident = described(said("a", link("the governor")))
    assert ("single-source", 1) == (incident.standing, incident.independent_sources)


def test_two_outlets_that_were_told_are_two_sources():
    """Who was told by somebody stands for itself."""
    incident = described(said("a", link("the governor")), said("b", link("a doctor"), outlet="The Lantern"))
    assert ("corroborated", 2) == (incident.standing, incident.independent_sources)


def test_two_reports_of_one_outlet_are_one_source():
    """To repeat oneself is not to confirm."""
    incident = described(said("a", link("the governor")), said("b", link("a doctor")))
    assert 1 == incident.independent_sources


def test_a_wire_copy_is_no_source_of_its_own():
    """Forty copies of one wire story are one source."""
    tree = Copies(root="a", members=("b",), kind="wire", taken=(Taking(report="b", source="a", kind="wire"),))
    incident = described(said("a"), said("b", outlet="The Lantern"), copies=(tree,))
    assert ("single-source", 1) == (incident.standing, incident.independent_sources)


def test_copies_whose_root_is_elsewhere_are_one_source():
    """The root need not tell of this incident for its copies to be one."""
    taken = tuple(Taking(report=r, source="root", kind="wire") for r in ("a", "b"))
    tree = Copies(root="root", members=("a", "b"), kind="wire", taken=taken)
    incident = described(said("a"), said("b", outlet="The Lantern"), copies=origins((tree,)))
    assert 1 == incident.independent_sources


def test_an_outlet_that_cites_another_repeats_it():
    """What "the Courier reported" is the Courier's."""
    cited = link("The Courier", kind="outlet", named=True)
    incident = described(said("a", link("the governor")), said("b", cited, outlet="The Lantern"))
    assert 1 == incident.independent_sources


def test_an_outlet_s_short_article_makes_no_other_outlet():
    """With or without its article, a paper is one paper."""
    incident = described(said("a", outlet="The Courier"), said("b", outlet="Courier"))
    assert 1 == incident.independent_sources


def test_a_denial_stands_beside_the_claim():
    """Said and denied is contested, with both counted."""
    denial = said("b", link("the Front", kind="group", named=True), outlet="The Lantern", status="denied")
    incident = described(said("a", link("the army")), denial)
    assert ("contested", 1, 1) == (incident.standing, incident.independent_sources, incident.denying_sources)


def test_what_is_only_denied_is_denied():
    """A denial without a claim is no event."""
    incident = described(said("a", link("the Front"), status="denied"))
    assert ("denied", 0) == (incident.standing, incident.independent_sources)


def test_who_did_it_and_says_so_admits_it():
    """The word of the actor, or of one who is called its spokesman, is an admission."""
    told = said("a", link("a River Front spokesman"), actors=(FRONT,), recipients=(ARMY,))
    assert "admitted" == described(told).standing


def test_who_it_was_done_to_admits_nothing():
    """The victim's word is a claim like others."""
    told = said("a", link("an Army spokesman"), actors=(FRONT,), recipients=(ARMY,))
    assert "single-source" == described(told).standing


def test_plans_confirm_nothing():
    """Two outlets that tell of a plan do not make it an event."""
    incident = described(said("a", status="planned"), said("b", outlet="The Lantern", status="planned"))
    assert ("single-source", 0, "planned") == (incident.standing, incident.independent_sources, incident.status)


def test_a_toll_is_a_range_with_names_on_it():
    """The lowest and the highest are somebody's, and each figure has its chain."""
    low = said("a", link("the governor"), tolls=(toll("killed", 14),))
    high = said("b", link("a doctor"), outlet="The Lantern", tolls=(toll("killed", 19),))
    field = described(low, high).fields["killed"]
    assert (14, 19, "differ") == (field.low, field.high, field.agreement)
    assert [([14, 14], "the governor"), ([19, 19], "a doctor")] == [(v.value, v.source) for v in field.values]
    assert ("The Lantern", "a doctor") == field.values[1].chain


def test_at_least_agrees_with_more():
    """An open bound contradicts nobody above it."""
    low = said("a", tolls=(toll("killed", 10).__class__(start=0, end=1, text="x", harm="killed", low=10),))
    high = said("b", outlet="The Lantern", tolls=(toll("killed", 19),))
    assert "agree" == described(low, high).fields["killed"].agreement


def test_a_part_of_a_toll_does_not_stand_for_the_whole():
    """Two children among nineteen dead are no second figure."""
    field = described(said("a", tolls=(toll("killed", 2), toll("killed", 19)))).fields["killed"]
    assert (19, 19, "alone") == (field.low, field.high, field.agreement)


def test_a_denied_claim_gives_no_toll():
    """Who denies the event does not count its dead."""
    assert "killed" not in described(said("a", status="denied", tolls=(toll("killed", 3),))).fields


@given(*[st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)) for _ in range(2)])
def test_whether_counts_can_both_be_true_does_not_depend_on_who_is_asked_first(one, other):
    """The comparison is symmetric."""
    assert meet(one, other) == meet(other, one)


def test_the_place_is_the_one_that_most_roots_name():
    """Two for the town and its province outweigh one for another town."""
    province = OSTREVA | {"name": "Coast", "geonameid": 9}
    incident = described(
        said("a", place=BREN, outlet="A"),
        said("b", place=OSTREVA, outlet="B"),
        said("c", place=province, precision="admin1", outlet="C"),
    )
    assert "Ostreva" == incident.place.name
    assert "differ" == incident.fields["place"].agreement


def test_the_days_are_the_narrowest_that_most_allow():
    """A day within a month is more than the month."""
    incident = described(
        said("a", when=("2023-04-01", "2023-04-30"), outlet="A"),
        said("b", when=("2023-04-04", "2023-04-04"), outlet="B"),
    )
    assert ("2023-04-04", "agree") == (incident.when.earliest.isoformat(), incident.fields["when"].agreement)


def test_nobody_without_a_name_contradicts_a_name():
    """Gunmen may be the Front's."""
    gunmen = actor("gunmen", id="report:1", kind="people")
    incident = described(said("a", actors=(gunmen,)), said("b", actors=(FRONT,), outlet="The Lantern"))
    assert "agree" == incident.fields["actors"].agreement
    assert ["River Front", "gunmen"] == [party.name for party in incident.actors]


def test_reports_without_a_claim_keep_their_part():
    """A report that is chiefly about an incident is in it, though nothing was read of it there."""
    told = said("a")
    group = Group(id="g", claims=(("a", "claim a"),), main=("a", "b"))
    incident = describe(group, [(told.report, told.claims[0])])
    assert [("a", ("claim a",), True), ("b", (), True)] == [(p.id, p.claims, p.main) for p in incident.reports]


def test_a_group_without_claims_is_still_described():
    """What people left of a group may be its reports alone."""
    incident = describe(Group(id="g", claims=(), main=("a",)), [])
    assert ("single-source", 0, None) == (incident.standing, incident.independent_sources, incident.type)


def test_five_papers_with_one_spokesman_are_one_source_where_the_table_says_so(tmp_path):
    """With ``own_origins`` each outlet needs somebody whom no other stands on."""
    path = tmp_path / "mine.toml"
    text = "own_origins = true\n[[rule]]\nname = 'two'\nstanding = 'corroborated'\nat_least = {asserting = 2}\n"
    path.write_text(f"{text}[[rule]]\nname = 'else'\nstanding = 'single-source'\n")
    spokesman = link("Col. Vasko Breny", kind="official", named=True)
    papers = [said(str(n), spokesman, outlet=f"Paper {n}") for n in range(5)]
    assert 1 == described(*papers, rules=load_rules(path)).independent_sources
    assert 5 == described(*papers).independent_sources
    doctor = said("6", link("Dr. Ana Lomb", kind="person", named=True), outlet="Paper 6")
    assert 2 == described(*papers, doctor, rules=load_rules(path)).independent_sources


@pytest.mark.parametrize(
    "text",
    [
        "own_origins = false\n[[rule]]\nname = 'x'\nstanding = 'certain'\n",
        "own_origins = false\n[[rule]]\nname = 'x'\nstanding = 'denied'\nat_least = {shouting = 1}\n",
        "own_origins = false\n[[rule]]\nname = 'x'\nstanding = 'denied'\nat_least = {denying = 1}\n",
        "own_origins = ",
    ],
)
def test_a_broken_table_of_rules_is_refused(tmp_path, text):
    """A standing or a measure that does not exist, or a table that may decide nothing, is told at once."""
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(Malformed):
        load_rules(path)


def test_the_packaged_table_names_every_standing_once():
    """Each standing has one rule."""
    assert ["denied", "contested", "admitted", "corroborated", "single-source"] == [r.standing for r in packaged().rule]
