"""Toponyms that the tagger missed."""

from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where import recognise


def _found(text: str, *spans: Tagged) -> list[str]:
    return [text[s.start : s.end] for s in recognise(Report.from_text(text), spans)]


def test_countries_and_capitals_are_found() -> None:
    """Exact names of countries and capitals are toponyms."""
    assert ["Khartoum", "Sudan"] == _found("Shelling shook Khartoum, the capital of Sudan, on Friday.")


def test_a_longer_name_is_left_alone() -> None:
    """A person or treaty that a place lends its name to is no toponym."""
    assert [] == _found("Rafael Jordan Peters signed the Paris Agreement there.")


def test_spans_of_the_tagger_stay() -> None:
    """What the tagger found is kept, and not found twice."""
    assert ["Khartoum"] == _found("Shelling shook Khartoum.", Tagged(15, 23, "place", 0.9))


def test_small_words_are_not_places() -> None:
    """Sentence beginnings and months are none."""
    assert [] == _found("Men left in March. Of those, few said why. Nice weather.")


def test_a_town_before_its_state_is_found() -> None:
    """A name and the short form of the unit that it lies in are both toponyms."""
    assert ["Fort Mill", "S.C."] == _found("A barn burnt near Fort Mill, S.C., on Sunday.")


def test_a_name_told_elsewhere_is_found_again() -> None:
    """What the tagger found once is found where it stands alone again."""
    text = "Guns fell silent in Zzurkalay. Men of Zzurkalay came home."
    assert ["Zzurkalay", "Zzurkalay"] == _found(text, Tagged(20, 29, "place", 0.9))


def test_a_bodys_name_gives_the_place_that_it_belongs_to() -> None:
    """The head of "Herat Police" or "Edgar County Community Foundation" is a place."""
    assert ["Herat"] == _found("Three men were held by Herat Police yesterday.")
    assert ["Edgar County"] == _found("Send it to the Edgar County Community Foundation today.")


def test_the_dateline_is_found() -> None:
    """The town in capitals that a report was filed from is a toponym."""
    assert ["KANDAHAR"] == _found("KANDAHAR -- A truck overturned on Monday.")
