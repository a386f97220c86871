"""The measures of agreement give the figures of published examples, and two coders' judgements come out in them."""

from __future__ import annotations

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.casefile.agreement import (
    agreement,
    coders,
    cohen_kappa,
    interval,
    krippendorff_alpha,
    nominal,
    ratio,
)
from sayso.casefile.judgements import judge
from sayso.errors import NotInCase


def test_kappa_of_cohens_example():
    """200 cases in three categories, kappa .49 (Cohen 1968, Psychological Bulletin 70, table 1, unweighted)."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    assert 0.492 == pytest.approx(cohen_kappa(pairs), abs=0.0005)


KRIPPENDORFF = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Four observers, twelve units, some values missing (Krippendorff 2011, section C)."""


@pytest.mark.parametrize(("distance", "alpha"), [(nominal, 0.743), (interval, 0.849), (ratio, 0.797)])
def test_alpha_of_krippendorffs_example(distance, alpha):
    """Nominal, interval and ratio data with missing values give the figures of the paper."""
    columns = zip(*(line.split() for line in KRIPPENDORFF.split("\n") if line), strict=True)
    units = [[int(value) for value in column if value != "."] for column in columns]
    assert alpha == pytest.approx(krippendorff_alpha(units, distance=distance), abs=0.0005)


def test_alpha_of_two_observers():
    """Ten units in two categories give .095, twelve in five .692 (Krippendorff 2011, sections A and B)."""
    binary = list(zip("0100000010", "1110010000", strict=True))
    five = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert [0.095, 0.692] == [round(krippendorff_alpha(units), 3) for units in (binary, five)]


@given(st.lists(st.sampled_from("abc"), min_size=2))
def test_whoever_agrees_on_all_agrees_fully(values):
    """Kappa and alpha are 1 where all is the same, and nothing where nothing varies."""
    wanted = 1 if len(set(values)) > 1 else None
    pairs = [(value, value) for value in values]
    assert (wanted, wanted) == (cohen_kappa(pairs), krippendorff_alpha(pairs))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_it_does_not_matter_who_is_first(pairs):
    """Both measures are symmetric, and never above 1."""
    turned = [(other, one) for one, other in pairs]
    for measure in (cohen_kappa, krippendorff_alpha):
        assert measure(pairs) == pytest.approx(measure(turned))
        assert measure(pairs) is None or measure(pairs) <= 1


@pytest.fixture
def coded(case):
    """Return a case of which Ana and Ben coded three claims each, two of them the same."""
    case.put(made.readings())
    shelled, met, denied, suva, _ = (claim.id for reading, _ in made.readings() for claim in reading.claims)
    judge(case, "confirm", [shelled, met], by="Ana")
    judge(case, "reject", [denied], by="Ana")
    judge(case, "correct", [shelled], by="Ben", changes={"type": "THREATEN", "killed": "12"})
    judge(case, "confirm", [denied, suva], by="Ben")
    return case


def test_claims_that_both_judged_are_compared(coded):
    """Whether a claim is kept is compared on all of them, its fields where both keep it."""
    report = agreement(coded, "Ana", "Ben")
    figures = {field.field: (field.units, field.agreed) for field in report.fields}
    assert (2, (2, 0.5), (1, 0.0), (1, 1.0), (1, 0.0)) == (
        report.claims, figures["kept"], figures["type"], figures["actors"], figures["killed"]
    )  # fmt: skip
    assert {("kept", False, True), ("type", "ASSAULT", "THREATEN"), ("killed", None, 12.0)} == {
        (one.field, one.first, one.second) for one in report.differences
    }


def test_the_last_word_of_a_coder_counts(coded):
    """A coder who thinks again agrees with the other from then on."""
    denied = made.readings()[2][0].claims[0].id
    judge(coded, "confirm", [denied], by="Ana")
    assert "kept" not in {one.field for one in agreement(coded, "Ana", "Ben").differences}


def test_a_coder_can_be_held_against_the_machine(coded):
    """``machine`` keeps every claim as it was read."""
    report = agreement(coded, "machine", "Ben")
    assert (3, {"type", "killed"}) == (report.claims, {one.field for one in report.differences})


def test_who_judged_nothing_is_no_coder(coded):
    """An unknown name is an error that says whom there is."""
    assert ("Ana", "Ben") == coders(coded)
    with pytest.raises(NotInCase, match="Ana, Ben"):
        agreement(coded, "Ana", "Cem")
