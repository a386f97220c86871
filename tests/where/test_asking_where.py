"""One name and the places that it can mean, and the places of a text alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.where import candidates, read


def test_the_package_answers_when_called() -> None:
    """`sayso.where` is the package and the function in one."""
    assert candidates("Kunar") == sayso.where("Kunar")


def test_the_likeliest_comes_first_with_its_id() -> None:
    """Candidates are ranked, and tell GeoNames id and precision."""
    found = candidates("Kunar", country="af")
    assert (1135702, "admin1", "AF") == (found[0].place.geonameid, found[0].place.precision, found[0].place.country)
    assert sorted((c.share for c in found), reverse=True) == [c.share for c in found]


@pytest.mark.parametrize(("near", "country"), [("Beirut", "LB"), (["Benghazi", "Misrata"], "LY")])
def test_neighbours_tell_namesakes_apart(near: str | list[str], country: str) -> None:
    """What else the report names draws a name to its side."""
    assert country == candidates("Tripoli", near=near)[0].place.country


def test_a_country_leaves_out_all_others() -> None:
    """A namesake elsewhere is no candidate where the country is given, and then nothing may be left."""
    assert {"US"} == {c.place.country for c in candidates("Paris", country="US", most=50)}
    assert () == candidates("Kunar", country="FR")


@pytest.mark.parametrize(
    ("name", "precision"), [("northern Kunar", "part"), ("near Asadabad", "near"), ("Kunar province", "admin1")]
)
def test_precision_is_that_of_the_words(name: str, precision: str) -> None:
    """A side of a province or the neighbourhood of a town is no point."""
    assert precision == candidates(name)[0].place.precision


@given(st.text(max_size=20), st.integers(min_value=0, max_value=3))
def test_any_name_is_answered(name: str, most: int) -> None:
    """Shares are at most 1 in sum, no more come than asked for, and each place quotes the name."""
    found = candidates(name, most=most)
    assert len(found) <= most
    assert sum(c.share for c in found) <= 1.000001
    assert all(name[c.place.start : c.place.end] == c.place.text for c in found)


def test_a_text_gives_its_places() -> None:
    """`read` finds the names of a text and resolves them together; an empty text has none."""
    text = "Shells fell on Asadabad and near Kandahar, officials in Kabul said."
    found = read(text)
    assert [("Asadabad", "point"), ("Kandahar", "near"), ("Kabul", "point")] == [(p.text, p.precision) for p in found]
    assert [p.text for p in found] == [text[p.start : p.end] for p in found]
    assert () == read(" \n")


def test_no_model_is_loaded_for_a_name() -> None:
    """Asking for names needs neither the weights nor onnxruntime, for any of the three questions."""
    program = (
        "import sys, sayso; early = sorted(n for n in sys.modules if n.startswith(('sayso.wh', 'numpy')));"
        "sayso.who('JNIM'); sayso.where('Kunar'); sayso.when('last winter');"
        "print(early, sorted(n for n in sys.modules if n.startswith(('onnxruntime', 'tokenizers'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[] []" == done.stdout.strip()
