"""Events in ACLED's columns, by its types and rules."""

from __future__ import annotations

import datetime as dt

import pytest
from told import DAY, account, actor, report, shelling, told, toll

from sayso.claim import EventType
from sayso.export.account import Account
from sayso.export.acled import rows
from sayso.export.acled_types import crossing, crosswalk
from sayso.export.rows import Left, Row, table
from sayso.incident import Incident
from sayso.what.lexicon import types

HEADING = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
SUB_EVENTS = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": ("Chemical weapon", "Air/drone strike", "Suicide bomb",
        "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade"),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": ("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other"),
}  # fmt: skip
"""ACLED's event and sub-event types, in its codebook's words."""
TEXT = "The army fought rebels and villagers in Ansongo and five people died by a grenade of sarin"


def only(*claims):
    """Return the one row of these claims' account."""
    (found,) = rows([account(*claims)])
    assert isinstance(found, Row)
    return found.cells


def event(actors=(), recipients=(), **rest):
    """Return a claim with these actors: words of the text, kind, country."""
    of = report(TEXT)
    given = {"actors": [actor(of, text, kind, country=country) for text, kind, country in actors],
             "recipients": [actor(of, text, kind, country=country) for text, kind, country in recipients]}  # fmt: skip
    if rest.pop("dead", False):
        given["tolls"] = [toll(of, "five", "people", 5, 5, 5)]
    return told(of, "fought", **given | rest)


ARMY, REBELS, VILLAGERS = ("army", "military", "ML"), ("rebels", "rebels", None), ("villagers", "civilians", None)


def test_the_columns_are_acleds():
    """The table has ACLED's 31 columns in its order, and a row fills exactly those."""
    assert HEADING.split(",") == list(table("acled").names) == list(only(shelling()))
    assert 31 == len(table("acled").names)


def test_the_crosswalk_knows_only_acleds_types_and_plovers():
    """Every row leads to a type in ACLED's words from a type and a mode of PLOVER's, and gives its reason."""
    for row in crosswalk():
        assert row.because
        assert row.type in EventType.__args__
        assert row.mode == "*" or row.mode in types()[row.type].modes
        if row.event == "-":
            assert row.sub_event in {"!no-type", "!other-type"}
        else:
            assert row.sub_event in SUB_EVENTS[row.event]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (event([ARMY], [REBELS]), "Armed clash"),
        (event([REBELS], [VILLAGERS]), "Attack"),
        (event([REBELS], [REBELS], mode="aerial"), "Air/drone strike"),
        (event([REBELS], [VILLAGERS], mode="drone"), "Air/drone strike"),
        (event([REBELS], [VILLAGERS], mode="suicide-attack"), "Suicide bomb"),
        (event([REBELS], [VILLAGERS], mode="explosives", weapons=["grenade"]), "Grenade"),
        (event([REBELS], [VILLAGERS], mode="explosives"), "Remote explosive/landmine/IED"),
        (event([ARMY], [VILLAGERS], mode="unconventional", weapons=["sarin"]), "Chemical weapon"),
        (event([ARMY], [VILLAGERS], mode="heavy-weapons"), "Shelling/artillery/missile attack"),
        (event([REBELS], [VILLAGERS], mode="abduct"), "Abduction/forced disappearance"),
        (event([REBELS], [VILLAGERS], mode="sexual"), "Sexual violence"),
        (event([ARMY], [VILLAGERS], mode="crowd-control", dead=True), "Excessive force against protesters"),
        (event([ARMY], [VILLAGERS], mode="crowd-control"), "Protest with intervention"),
        (event([VILLAGERS], [("people", "civilians", None)], mode="primitive"), "Mob violence"),
        (event([REBELS], mode="destroy"), "Looting/property destruction"),
        (event([VILLAGERS], type="PROTEST", mode="demo"), "Peaceful protest"),
        (event([VILLAGERS], type="PROTEST"), "Peaceful protest"),
        (event([VILLAGERS], type="PROTEST", mode="riot"), "Violent demonstration"),
        (event([ARMY, REBELS], type="AGREE"), "Agreement"),
        (event([ARMY], [REBELS], type="COERCE", mode="arrest"), "Arrests"),
        (event([ARMY], type="MOBILIZE", mode="troops"), "Change to group/activity"),
        (event([REBELS], type="COERCE", mode="seize", contexts=["territory"], dead=True),
         "Non-state actor overtakes territory"),
    ],
)  # fmt: skip
def test_types(claim, expected):
    """Type, mode, weapon and who was hit decide."""
    assert expected == crossing(account(claim)).sub_event


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (event([REBELS]), "no-type"),
        (event([ARMY], [REBELS], mode="abduct"), "no-type"),
        (event([], [REBELS], type="COERCE", mode="arrest"), "no-type"),
        (event([REBELS], [("Ansongo", "facility", None)]), "no-type"),
        (event([ARMY], mode="unconventional"), "no-type"),
        (event([REBELS], type="COERCE", mode="seize", contexts=["territory"]), "no-type"),
        (event([ARMY], type="ACCUSE"), "other-type"),
        (event([VILLAGERS], type="PROTEST", mode="strike"), "other-type"),
        (event([ARMY], type="AGREE"), "other-type"),
        (event([ARMY], [VILLAGERS], type="COERCE", mode="arrest"), "other-type"),
        (event([ARMY], [REBELS], days=None), "no-date"),
        (event([ARMY], [REBELS], days=(DAY, DAY + dt.timedelta(days=90)), precision="season"), "wide-date"),
        (event([ARMY], [REBELS], place="country"), "no-place"),
        (event([ARMY], [REBELS], place="part", at={"admin1": None}), "no-place"),
        (event([ARMY], [REBELS], status="denied"), "denied"),
        (event([ARMY], [REBELS], status="planned"), "planned"),
        (event([ARMY], [REBELS], habitual=True), "habitual"),
    ],
)
def test_what_acled_does_not_code_has_a_reason(claim, reason):
    """Where the report does not say enough, or it is no event of ACLED's, there is no row, and the reason is said."""
    (left,) = rows([account(claim)])
    assert isinstance(left, Left)
    assert (reason, (claim,)) == (left.reason, left.told)


def test_who_is_not_named_is_unidentified():
    """ACLED has names for those whom nobody names."""
    cells = only(event([], [VILLAGERS]))
    assert ("Unidentified Armed Group (Mali)", "Political militia") == (cells["actor1"], cells["inter1"])
    assert "Unidentified Military Forces" == only(event([], [VILLAGERS], mode="aerial"))["actor1"]


def test_forces_are_named_as_acled_names_them():
    """An army is the military of its state, external where it fights abroad; a pair has the lower code first."""
    home = only(event([REBELS], [ARMY]))
    assert ("rebels", "Military Forces of Mali") == (home["actor1"], home["actor2"])
    assert "State forces-Rebel group" == home["interaction"]
    abroad = only(event([("army", "military", "FR")], [REBELS]))
    assert ("Military Forces of France", "External/Other forces") == (abroad["actor1"], abroad["inter1"])


def test_persons_are_not_named():
    """A private person who is hit is a civilian of the country, without a name in any actor column."""
    cells = only(event([REBELS], [("villagers", "person", None)]))
    assert ("Civilians (Mali)", None) == (cells["actor2"], cells["assoc_actor_2"])
    assert "Civilian targeting" == cells["civilian_targeting"]


def test_a_word_that_is_no_name_is_nobody():
    """What the reader could not sort is an actor only where it is written like a name."""
    cells = only(event([], [("five", None, None), VILLAGERS], mode="heavy-weapons"))
    assert "Civilians (Mali)" != cells["actor1"]
    assert "Civilians (Mali)" == cells["actor2"]


def test_protesters_act_alone():
    """A peaceful protest has one actor, and its interaction says so."""
    cells = only(event([VILLAGERS], type="PROTEST", mode="demo"))
    assert ("Protesters (Mali)", None, "Protesters only") == (cells["actor1"], cells["actor2"], cells["interaction"])
    assert ("Demonstrations", None) == (cells["disorder_type"], cells["civilian_targeting"])


def test_several_days_are_one_row_a_day():
    """The total is shared out, and what does not divide is on the first day."""
    claim = shelling(days=(DAY, DAY + dt.timedelta(days=3)), precision="range")
    found = list(rows([account(claim)]))
    assert [7, 4, 4, 4] == [row.cells["fatalities"] for row in found]
    assert [DAY + dt.timedelta(days=n) for n in range(4)] == [row.cells["event_date"] for row in found]
    assert [[claim.claim]] * 4 == [[told.claim for told in row.told] for row in found]


@pytest.mark.parametrize(("days", "precision", "code", "day"), [(7, "week", 2, 3), (30, "month", 3, 14)])
def test_a_day_that_is_not_known_is_the_middle(days, precision, code, day):
    """One event within a week or month is one row, with ACLED's precision."""
    cells = only(shelling(days=(DAY, DAY + dt.timedelta(days=days - 1)), precision=precision))
    assert (code, DAY + dt.timedelta(days=day)) == (cells["time_precision"], cells["event_date"])


@pytest.mark.parametrize(("place", "code"), [("point", 1), ("near", 2), ("admin2", 2), ("admin1", 3), ("part", 3)])
def test_precision_of_place(place, code):
    """Each precision of a place has ACLED's code."""
    assert code == only(shelling(place=place))["geo_precision"]


def test_one_row_a_day_place_kind_and_pair():
    """Two reports of what may be one event are one row, with the lowest figure, both outlets and all claims."""
    of = report("The River Bend Front shelled villagers in Ansongo, killing 14", outlet="The Quayside Post")
    sides = {"actors": [actor(of, "River Bend Front", "rebels")], "recipients": [actor(of, "villagers", "civilians")]}
    second = told(of, "shelled", mode="heavy-weapons", tolls=[toll(of, "14", None, 14, 14, 14)], **sides)
    first = shelling()
    (row,) = rows([account(first), account(second)])
    assert 14 == row.cells["fatalities"]
    assert "The Niger Bend Courier; The Quayside Post" == row.cells["source"]
    assert [first.claim, second.claim] == [told.claim for told in row.told]


def test_incidents_that_a_case_tells_apart_add_up():
    """Two attacks on one day at one place are one row by ACLED's rule, and all their dead are in it."""

    def incident(name):
        return Account(id=name, told=(shelling(),), incident=Incident(id=name, standing="single-source", rule="r",
                       independent_sources=1))  # fmt: skip

    (row,) = rows([incident("i1"), incident("i2")])
    assert (38, "sayso=i1; sayso=i2") == (row.cells["fatalities"], row.cells["tags"])


def test_no_dead_is_nought():
    """Without a word of deaths the figure is 0, as ACLED has it."""
    assert 0 == only(shelling(tolls=[]))["fatalities"]


def test_the_notes_say_who_says_so():
    """The report's words and its chain are in the notes."""
    claim = shelling(sources=[("a doctor", "person", False)])
    assert claim.report.text in only(claim)["notes"]
    assert "The Niger Bend Courier ← a doctor" in only(claim)["notes"]
