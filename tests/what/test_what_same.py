"""One attack told twice is one event."""

import datetime as dt
from collections.abc import Callable

import pytest

from sayso.claim import When
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import events, same_event
from sayso.what.same import Setting

AMBUSH = """
Rebels rebel NOUN 2 nsubj
ambushed ambush VERB 0 root
a a DET 4 det
convoy convoy NOUN 2 obj
. . PUNCT 2 punct
"""


def groups(build: Callable[..., Layers], text: str, *trees: str) -> tuple[int, ...]:
    """Return the groups of a text's events."""
    report = Report.from_text(text)
    return same_event(report, events(report, build(text, *trees)))


def test_a_definite_attack_points_back(layers_of: Callable[..., Layers]) -> None:
    """Of "The attack": it is the ambush just told."""
    again = """
    The the DET 2 det
    attack attack NOUN 3 nsubj
    lasted last VERB 0 root
    hours hour NOUN 3 obj
    . . PUNCT 3 punct
    """
    assert (0, 0) == groups(layers_of, "Rebels ambushed a convoy. The attack lasted hours.", AMBUSH, again)


def test_another_side_is_another_event(layers_of: Callable[..., Layers]) -> None:
    """The same verb with other actors and recipients is another event."""
    other = """
    Police police NOUN 2 nsubj
    ambushed ambush VERB 0 root
    smugglers smuggler NOUN 2 obj
    . . PUNCT 2 punct
    """
    assert (0, 1) == groups(layers_of, "Rebels ambushed a convoy. Police ambushed smugglers.", AMBUSH, other)


def test_a_feared_attack_is_not_the_one_that_happened(layers_of: Callable[..., Layers]) -> None:
    """What is only feared is never merged with what was done."""
    feared = """
    Residents resident NOUN 2 nsubj
    fear fear VERB 0 root
    the the DET 4 det
    attack attack NOUN 2 obj
    . . PUNCT 2 punct
    """
    assert (0, 1) == groups(layers_of, "Rebels ambushed a convoy. Residents fear the attack.", AMBUSH, feared)


SHELLS = """
Shells shell NOUN 2 nsubj
struck strike VERB 0 root
a a DET 4 det
market market NOUN 2 obj
, , PUNCT 6 punct
killing kill VERB 2 advcl
14 14 NUM 8 nummod
people people NOUN 6 obj
and and CCONJ 10 cc
wounding wound VERB 6 conj
30 30 NUM 10 obj
. . PUNCT 2 punct
"""


def test_the_harm_that_an_attack_did_is_the_attack(layers_of: Callable[..., Layers]) -> None:
    """An attack and the killing and wounding that its sentence goes on with are one event."""
    text = "Shells struck a market, killing 14 people and wounding 30."
    assert (0, 0, 0) == groups(layers_of, text, SHELLS)


def test_a_weapon_known_already_points_back(layers_of: Callable[..., Layers]) -> None:
    """Whoever fired "the" shells did what the shells did."""
    fired = """
    Soldiers soldier NOUN 2 nsubj
    fired fire VERB 0 root
    the the DET 4 det
    shells shell NOUN 2 obj
    . . PUNCT 2 punct
    """
    text = "Shells struck a market, killing 14 people and wounding 30. Soldiers fired the shells."
    assert (0, 0, 0, 0) == groups(layers_of, text, SHELLS, fired)


@pytest.mark.parametrize(("year", "expected"), [(2009, (0, 1)), (2024, (0, 0))])
def test_what_a_report_dates_long_before_it_is_not_its_news(
    layers_of: Callable[..., Layers], year: int, expected: tuple[int, int]
) -> None:
    """An attack without a date is news; one that is dated years before the report is another."""
    text = "Rebels ambushed a convoy. The attack lasted hours."
    again = """
    The the DET 2 det
    attack attack NOUN 3 nsubj
    lasted last VERB 0 root
    hours hour NOUN 3 obj
    . . PUNCT 3 punct
    """
    report = Report.from_text(text, published=dt.date(2024, 6, 1))
    day = dt.date(year, 5, 31)
    settings = [Setting(), Setting(when=When(start=0, end=0, text="", earliest=day, latest=day))]
    frames = events(report, layers_of(text, AMBUSH, again))
    assert expected == same_event(report, frames, settings=settings)


def test_two_measures_that_share_nobody_are_two(layers_of: Callable[..., Layers]) -> None:
    """Violence goes on without saying so; an arrest and arrests elsewhere are one only where they share a side."""
    arrest = """
    Police police NOUN 2 nsubj
    arrested arrest VERB 0 root
    Okoro Okoro PROPN 2 obj
    . . PUNCT 2 punct
    """
    arrests = """
    Arrests arrest NOUN 2 nsubj
    continued continue VERB 0 root
    . . PUNCT 2 punct
    """
    assert (0, 1) == groups(layers_of, "Police arrested Okoro. Arrests continued.", arrest, arrests)
