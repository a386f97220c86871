"""One name and who it means, with the reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.who import identify, load_table

DAY = dt.date(2020, 10, 22)


def test_the_package_answers_when_called() -> None:
    """`sayso.who` is the package and the function in one."""
    assert identify("the Houthi movement", on=DAY) == sayso.who("the Houthi movement", on=DAY)


@pytest.mark.parametrize(
    ("name", "id"),
    [("the Houthi movement", "actor:houthis"), ("the Chadian army", "actor:td-army"), ("Kabul", "actor:af")],
)
def test_a_listed_actor_has_its_id(name: str, id: str) -> None:
    """Names, organs of states and capitals resolve, and the answer says by what."""
    found = identify(name, on=DAY)
    assert found.actor is not None
    assert (id, True) == (found.actor.id, found.listed)
    assert found.why


@pytest.mark.parametrize(("day", "holder"), [(dt.date(2010, 1, 1), "Hamid Karzai"), (DAY, "Ashraf Ghani")])
def test_an_office_is_held_as_of_the_day(day: dt.date, holder: str) -> None:
    """The same words mean another person at another time; the reason has the dates of the office."""
    found = identify("the Afghan president", on=day)
    assert found.actor is not None
    assert holder == found.actor.name
    assert "president from" in found.why


def test_a_country_tells_whose_president() -> None:
    """What stands for one state's is that of the country given; without one it is anybody's."""
    assert not identify("the president", on=DAY).listed
    found = identify("the president", on=DAY, country="AF")
    assert found.actor is not None
    assert ("Ashraf Ghani", "the president") == (found.actor.name, found.actor.text)


@pytest.mark.parametrize(
    ("name", "on", "missing"),
    [
        ("Ghani", DAY, "country"),
        ("M23", dt.date(2001, 1, 1), "2012-04-01"),
        ("Zzurist", DAY, "no table"),
        ("is", DAY, "capitals"),
        (" ", DAY, "no word"),
    ],
)
def test_what_is_unknown_says_why(name: str, on: dt.date, missing: str) -> None:
    """No actor, and what is missing: a country, another day, an entry in the table."""
    found = identify(name, on=on)
    assert found.actor is None
    assert missing in found.why


def test_a_kind_of_people_is_no_listed_actor() -> None:
    """What the words tell is given, without pretending to an id that holds elsewhere."""
    found = identify("gunmen", on=DAY)
    assert found.actor is not None
    assert not found.listed


def test_the_own_table_wins_and_is_named(tmp_path: Path) -> None:
    """A user's entry is taken before the packaged one, and the reason says so."""
    path = tmp_path / "own.csv"
    path.write_text("name,id,kind\nIslamic State,actor:own-is,militia\n", encoding="utf-8")
    found = identify("Islamic State", on=DAY, table=load_table(path))
    assert found.actor is not None
    assert "actor:own-is" == found.actor.id
    assert "your own table" in found.why


@given(st.text(max_size=20))
def test_any_name_is_answered(name: str) -> None:
    """Whatever is asked, there is a reason, and an actor quotes the name."""
    found = identify(name, on=DAY)
    assert found.why
    assert found.actor is None or name == found.actor.text
