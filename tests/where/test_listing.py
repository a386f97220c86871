"""Names without a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.where import resolve_names


def test_each_name_has_one_answer_in_its_place() -> None:
    """As many answers as names, in their order, each with offsets into its own name."""
    names = ["Asadabad, Kunar", "Zzurkalay", " Kandahar "]
    found = resolve_names(names)
    assert ["Asadabad", "Zzurkalay", "Kandahar"] == [p.text for p in found]
    assert [p.text for p in found] == [name[p.start : p.end] for name, p in zip(names, found, strict=True)]


def test_what_follows_a_comma_is_where_it_lies() -> None:
    """A larger place in the same entry tells namesakes apart."""
    assert ["US", "FR"] == [p.country for p in resolve_names(["Paris, Texas", "Paris, France"])]


def test_names_tell_one_another_apart() -> None:
    """A town is taken to lie where the other names do."""
    assert "LB" == resolve_names(["Tripoli", "Sidon", "Beirut", "Tyre"])[0].country


def test_one_entry_is_in_no_other() -> None:
    """That one name follows another in the list says nothing of the one lying in the other."""
    assert ["point", "unknown"] == [p.precision for p in resolve_names(["Kabul", "Zzurkalay"])]
    assert ["unknown", "country"] == [p.precision for p in resolve_names(["Zzurkalay", "Mali"])]


def test_an_unknown_village_gives_its_unit() -> None:
    """An entry's unknown name becomes the smallest place that the entry puts it in."""
    (found,) = resolve_names(["Zzurkalay, Kunar province, Afghanistan"])
    assert ("Kunar", "admin1") == (found.name, found.precision)


@pytest.mark.parametrize("names", [[], [""], [" , "]])
def test_no_name_is_no_place(names: list[str]) -> None:
    """An entry without a word in it is unknown; an empty list has no answers."""
    assert ["unknown"] * len(names) == [p.precision for p in resolve_names(names)]


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_names_are_answered(names: list[str]) -> None:
    """Whatever the strings, each has an answer that quotes it."""
    found = resolve_names(names)
    assert [name[p.start : p.end] for name, p in zip(names, found, strict=True)] == [p.text for p in found]
