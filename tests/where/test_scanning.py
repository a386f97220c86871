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
