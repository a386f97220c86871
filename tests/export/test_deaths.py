"""How many died, by UCDP's and by ACLED's way of counting."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec import structs
from told import DAY, account, report, shelling, told, toll

from sayso.export.deaths import deaths, kind, lowest
from sayso.incident import Party

STATE = Party(id="s", name="army", kind="military", country="ML")
GROUP = Party(id="g", name="Front", kind="rebels")
SIDES = {"side_a": STATE, "side_b": GROUP, "one_sided": False}


def dead(text: str, *tolls: tuple[str, str | None, int | None, int | None, int | None], **rest: object):
    """Return the claim of a fight in which these were killed."""
    of = report(text, **rest)
    return told(of, "fought", tolls=[toll(of, *one) for one in tolls])


@pytest.mark.parametrize(
    ("who", "expected"),
    [("women and children", "civilian"), ("government soldiers", "state"), ("policemen", "state"),
     ("rebel fighters", "fighter"), ("insurgents", "armed"), ("people", None), (None, None), ("others", None)],
)  # fmt: skip
def test_words_for_the_dead(who, expected):
    """The last word that is in a list sorts the people counted."""
    assert expected == kind(who)


def test_the_dead_go_to_the_side_that_can_have_such_people():
    """Soldiers are the state's, insurgents the group's, children nobody's, and people are unknown."""
    text = "They fought in Ansongo; three soldiers, four insurgents, two children and a person died"
    claim = dead(text, ("three", "soldiers", 3, 3, 3), ("four", "insurgents", 4, 4, 4), ("two", "children", 2, 2, 2),
                 ("a person", "person", 1, 1, 1))  # fmt: skip
    counted = deaths(account(claim), **SIDES)
    assert {"a": 3, "b": 4, "civilians": 2, "unknown": 1} == counted.sides
    assert (10, 10, 10) == (counted.low, counted.best, counted.high)


def test_soldiers_of_two_states_are_of_unknown_side():
    """Where both sides have soldiers, the word does not say whose they were."""
    claim = dead("They fought in Ansongo and three soldiers died", ("three", "soldiers", 3, 3, 3))
    other = Party(id="o", name="army", kind="military", country="NE")
    assert 3 == deaths(account(claim), side_a=STATE, side_b=other, one_sided=False).sides["unknown"]


@pytest.mark.parametrize("phrase", ["including three children", "three of them children", "among them three children"])
def test_a_part_of_a_count_is_not_added_to_it(phrase):
    """Three children among 19 people are 19 dead, three of them civilians."""
    claim = dead(f"They fought in Ansongo and 19 people died, {phrase}", ("19", "people", 19, 19, 19),
                 ("three", "children", 3, 3, 3))  # fmt: skip
    counted = deaths(account(claim), **SIDES)
    assert (19, {"a": 0, "b": 0, "civilians": 3, "unknown": 16}) == (counted.best, counted.sides)


@pytest.mark.parametrize(
    ("words", "bounds", "expected"),
    [("between nine and 14", (9, None, 14), (9, 9, 14)), ("at least nine", (9, 9, None), (9, 9, 9)),
     ("up to 14", (None, 14, 14), (0, 14, 14)), ("dozens", (24, None, None), (24, 24, 24))],
)  # fmt: skip
def test_bounds_follow_the_words(words, bounds, expected):
    """A range without a number of its own puts its lower end forward; no lower end is a low of nought."""
    claim = dead(f"They fought in Ansongo and {words} died", (words, None, *bounds))
    counted = deaths(account(claim), **SIDES)
    assert expected == (counted.low, counted.best, counted.high)


def test_sources_that_differ_give_a_range_and_the_common_figure():
    """Low and high are the extremes; best is what most outlets say, not the highest or the last."""
    told_by = [("A", 9), ("B", 12), ("C", 12), ("D", 30)]
    claims = [
        dead(f"They fought in Ansongo and {n} died", (str(n), None, n, n, n), outlet=outlet,
             published=DAY + dt.timedelta(days=i))
        for i, (outlet, n) in enumerate(told_by)
    ]  # fmt: skip
    counted = deaths(account(*claims), **SIDES)
    assert (9, 12, 30) == (counted.low, counted.best, counted.high)


def test_copies_speak_with_one_voice():
    """Three copies of one story do not outvote two reports that agree."""

    def said(n, outlet, origin=None):
        claim = dead(f"They fought in Ansongo and {n} died", (str(n), None, n, n, n), outlet=outlet)
        return structs.replace(claim, origin=origin)

    copies = [said(9, outlet, "wire") for outlet in ("A", "B", "C")]
    assert 12 == deaths(account(*copies, said(12, "D"), said(12, "E")), **SIDES).best


def test_of_figures_that_are_as_common_the_latest_stands():
    """A later report corrects an earlier one."""
    first = dead("They fought in Ansongo and 5 died", ("5", None, 5, 5, 5), outlet="A")
    later = dead("They fought in Ansongo and 7 died", ("7", None, 7, 7, 7), outlet="B",
                 published=DAY + dt.timedelta(days=1))  # fmt: skip
    assert 7 == deaths(account(later, first), **SIDES).best


def test_a_source_is_heard_once():
    """Of one source's claims in one report the largest is its figure; they are not added up or played off."""
    of = report("They fought in Ansongo and 17 died; two died overnight")
    total = told(of, "fought", tolls=[toll(of, "17", None, 17, 17, 17)])
    late = told(of, "fought", tolls=[toll(of, "two", None, 2, 2, 2)])
    assert (17, 17, 17) == (lambda d: (d.low, d.best, d.high))(deaths(account(total, late), **SIDES))


def test_denied_counts_do_not_count():
    """What a denial says is no figure."""
    assert None is deaths(account(shelling(status="denied")), **SIDES)
    assert 19 == lowest(account(shelling(), shelling(status="denied")))


def test_the_wounded_are_not_dead():
    """Other harms are no deaths."""
    of = report("They fought in Ansongo and 40 were hurt")
    assert None is lowest(account(told(of, "fought", tolls=[toll(of, "40", None, 40, 40, 40, harm="injured")])))


@pytest.mark.parametrize(
    ("words", "bounds", "expected"),
    [("several", (3, None, None), 3), ("dozens", (24, None, None), 12), ("hundreds", (200, None, None), 100),
     ("Many", (3, None, None), 3), ("several dozen", (36, None, None), 36), ("between nine and 14", (9, None, 14), 9),
     ("at least six", (6, 6, None), 6), ("up to 14", (None, 14, 14), 14)],
)  # fmt: skip
def test_vague_counts_by_acled(words, bounds, expected):
    """ACLED's codebook puts a figure to words without one; other words stand for their lowest."""
    claim = dead(f"They fought in Ansongo and {words} died", (words, None, *bounds))
    assert expected == lowest(account(claim))


def test_the_lowest_of_sources_that_differ():
    """ACLED keeps the most conservative figure."""
    claims = [
        dead(f"They fought in Ansongo and {n} died", (str(n), None, n, n, n), outlet=str(n)) for n in (19, 14, 25)
    ]
    assert 14 == lowest(account(*claims))
