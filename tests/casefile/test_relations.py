"""Who fights, helps and talks to whom."""

from __future__ import annotations

import datetime as dt

from sayso.casefile.relations import relate
from sayso.incident import Days, Incident, Party

STATE = Party(id="actor:xo", name="Ostland", kind="government")
FRONT = Party(id="actor:front", name="River Front", kind="rebels")
HOST = Party(id="actor:host", name="Hill Host", kind="militia")


def incident(id, type, actors, recipients, month="2020-01", **cells):
    """Return an incident on the tenth of a month."""
    day = dt.date.fromisoformat(f"{month}-10")
    held = {"status": "occurred", "standing": "single-source", "when": Days(earliest=day, latest=day)} | cells
    return Incident(id=id, type=type, actors=actors, recipients=recipients, rule="", independent_sources=1, **held)


def kinds(relations):
    """Return the ties without their incidents."""
    return [(t.first, t.second, t.month.isoformat(), t.kind) for t in relations.ties]


def test_an_attack_is_a_tie_of_fighting_in_its_month():
    """Ties are between two actors, whoever began, by month."""
    found = relate([incident("1", "ASSAULT", (STATE,), (FRONT,)), incident("2", "ASSAULT", (FRONT,), (STATE,))])
    assert [("actor:front", "actor:xo", "2020-01-01", "fight")] == kinds(found)
    assert ("1", "2") == found.ties[0].incidents


def test_what_did_not_happen_ties_nobody():
    """A denial, a plan and an unknown month count for nothing."""
    some_time = Days(earliest=dt.date(2020, 1, 1), latest=dt.date(2021, 1, 1))
    found = relate([
        incident("1", "ASSAULT", (STATE,), (FRONT,), standing="denied"),
        incident("2", "ASSAULT", (STATE,), (FRONT,), status="planned"),
        incident("3", "ASSAULT", (STATE,), (FRONT,), when=None),
        incident("4", "ASSAULT", (STATE,), (FRONT,), when=some_time),
    ])  # fmt: skip
    assert () == found.ties


def test_who_has_no_name_and_no_standing_has_no_relations():
    """Gunmen, and persons, are in no graph."""
    gunmen = Party(id="unnamed:gunmen", name="gunmen", kind="rebels")
    person = Party(id="somebody", name="Somebody", kind="person")
    found = relate([incident("1", "ASSAULT", (gunmen,), (STATE,)), incident("2", "COERCE", (STATE,), (person,))])
    assert () == found.ties


def test_both_sides_of_a_deal_are_tied():
    """Who signs together talks to each other, without a recipient."""
    assert ["talk"] == [tie.kind for tie in relate([incident("1", "AGREE", (STATE, FRONT), ())]).ties]


def test_who_fights_and_helps_each_other_in_one_winter_is_pointed_out():
    """A pair that does both within the period is named with the incidents of either."""
    found = relate([
        incident("1", "AID", (STATE,), (FRONT,), "2019-11"), incident("2", "ASSAULT", (STATE,), (FRONT,), "2020-01"),
        incident("3", "ASSAULT", (STATE,), (HOST,), "2020-01"),
    ])  # fmt: skip
    (dyad,) = found.ambivalent
    assert (("2",), ("1",), dt.date(2019, 11, 1)) == (dyad.fights, dyad.helps, dyad.start)


def test_help_years_after_the_fighting_is_another_time():
    """Beyond the period, nothing is pointed out."""
    far = [incident("1", "AID", (STATE,), (FRONT,), "2015-11"), incident("2", "ASSAULT", (STATE,), (FRONT,))]
    assert () == relate(far).ambivalent


def test_the_enemy_of_my_enemy_is_my_friend():
    """Two fights and one help are balanced; three fights are not."""
    fights = [incident("1", "ASSAULT", (STATE,), (HOST,)), incident("2", "ASSAULT", (FRONT,), (HOST,))]
    (balanced,) = relate([*fights, incident("3", "AID", (STATE,), (FRONT,))]).triads
    (unbalanced,) = relate([*fights, incident("3", "ASSAULT", (STATE,), (FRONT,))]).triads
    assert (True, False) == (balanced.balanced, unbalanced.balanced)


def test_two_ties_make_no_triad():
    """A triad has a tie between each two."""
    fights = [incident("1", "ASSAULT", (STATE,), (HOST,)), incident("2", "ASSAULT", (FRONT,), (HOST,))]
    assert () == relate(fights).triads


def test_the_order_of_incidents_changes_no_tie():
    """The same incidents give the same ties."""
    some = [incident(str(n), "ASSAULT", (STATE,), (FRONT,), f"2020-0{n}") for n in range(1, 6)]
    assert kinds(relate(some)) == kinds(relate(some[::-1]))
