"""The packaged table, and a user's own before it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claim import ActorKind
from sayso.errors import BadDate, Malformed, MissingColumn
from sayso.who import Outlet, load_table, outlet, packaged
from sayso.who.names import key, slug

TABLE = packaged()
NOWHERE: frozenset[str] = frozenset()


def found(name: str, *, day: str | None = "2020-06-01", countries: frozenset[str] = NOWHERE) -> str | None:
    """Return the id that the packaged table has for a name."""
    known = TABLE.find(name, day=day, countries=countries)
    return known.id if known else None


@pytest.mark.parametrize(
    ("names", "actor"),
    [
        (("Taliban", "the Taleban", "Talibs"), "actor:taliban"),
        (("ISIS", "ISIL", "Daesh", "Da'esh", "Islamic State", "the Islamic State group"), "actor:isis"),
        (("ISIS-K", "ISKP", "Islamic State Khorasan Province"), "actor:iskp"),
        (("al-Shabaab", "Al Shabab", "al‑Shabab"), "actor:al-shabaab"),
        (("Houthis", "Ansar Allah", "Ansarullah"), "actor:houthis"),
        (("Séléka", "ex-Seleka"), "actor:seleka"),
        (("Human Rights Watch", "HRW"), "actor:hrw"),
        (("U.N.", "United Nations", "the UN"), "actor:un"),
        (("C.I.A.", "Central Intelligence Agency"), "actor:cia"),
    ],
)
def test_spellings_of_one_actor_are_one(names: tuple[str, ...], actor: str) -> None:
    """Case of the article, points, accents, hyphens and known spellings make no difference."""
    assert {actor} == {found(name) for name in names}


def test_a_name_before_its_time_is_unknown() -> None:
    """A group is not found in a report from before it was founded."""
    assert [None, "actor:m23"] == [found("M23", day="2011-01-01"), found("M23", day="2013-01-01")]


def test_an_acronym_of_several_is_decided_by_country() -> None:
    """Of two bearers of an acronym the one whose country the report names is meant; of none, none."""
    assert ["actor:jem-sudan", "actor:iq-cts", None] == [
        found("JEM", countries=frozenset({"SD"})),
        found("CTS", countries=frozenset({"IQ"})),
        found("CTS"),
    ]


def test_ordinary_words_are_no_acronyms() -> None:
    """Words that the treebank writes in small letters are names only in capitals."""
    assert [None, "actor:isis"] == [found("is"), found("IS")]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Tehrik-e-Talibaan Pakistan", "actor:ttp"),
        ("Northern Front", None),
        ("Lashkar-e-Jhangvee", None),
        ("Popular Mobilsation Forces", "actor:popular-mobilization-forces"),
        ("Arakan Rohingya Salvaton Army", "actor:arsa"),
        ("Niger", None),
        ("Popular Mobilization Farces Front", None),
    ],
)
def test_only_a_long_word_may_be_misspelt(name: str, actor: str | None) -> None:
    """A slip in a long word of a long name is forgiven; anything else that differs is another name."""
    known = TABLE.near(name, day="2021-06-01", countries=frozenset({"MM", "IQ", "PK", "IN"}))
    assert actor == (known.id if known else None)


def test_a_person_out_of_office_is_a_person() -> None:
    """Outside of the terms an office-holder is no part of the state."""
    known = TABLE.find("Ashraf Ghani", day="2022-01-01", countries=NOWHERE)
    assert known is not None
    assert ("person", None) == (known.kind, known.part_of)


def test_a_former_official_needs_the_country() -> None:
    """Names from the old dictionaries count only in reports that speak of their country."""
    name, former = next((n, f) for n, f in TABLE.lexicon.weak.items() if f.country == "NP")
    assert [None, former.id] == [found(name), found(name, countries=frozenset({"NP"}))]


def test_outlets_have_a_kind() -> None:
    """An outlet is found by any of its names; what is none is `None`."""
    expected = Outlet("actor:antiwar", "Antiwar.com", "advocacy", "US")
    assert (expected, "agency", None) == (
        outlet("antiwar.com"),
        getattr(outlet("AFP"), "kind", None),
        outlet("Taliban"),
    )


def test_every_whole_in_the_table_is_an_actor() -> None:
    """What an actor is part of is a listed actor, a state, or an organ put together from one."""
    states = {f"actor:{iso.lower()}" for iso in TABLE.lexicon.states}
    organs = {f"{s}-{organ[0]}" for s in states for organ in TABLE.lexicon.organs.values() if organ[0]}
    wholes = {row.part_of for rows in TABLE.lexicon.actors.values() for row in rows if row.part_of}
    assert set() == wholes - states - organs - set(TABLE.lexicon.actors)


def test_every_kind_and_country_is_valid() -> None:
    """Kinds are the record's, countries are ISO codes that the table names."""
    rows = [row for rows in TABLE.lexicon.actors.values() for row in rows]
    assert set() == {r.kind for r in rows} - set(get_args(ActorKind))
    assert set() == {r.country for r in rows if r.country} - set(TABLE.lexicon.states)


def test_times_of_one_actor_do_not_overlap_in_kind() -> None:
    """On any day a group is of one kind."""
    for actor, rows in TABLE.lexicon.actors.items():
        groups = [r for r in rows if r.office is None]
        for one, two in pairwise(groups):
            assert (one.end or "9999") < (two.start or ""), actor


@given(st.text(max_size=40))
def test_key_is_stable(name: str) -> None:
    """A key is its own key: looking up twice normalised changes nothing."""
    once = key(name)
    assert once == key(once) or once.startswith("the ") or once.endswith(" s")


@given(st.text(max_size=40))
def test_a_slug_is_one_word(name: str) -> None:
    """An id has no spaces."""
    assert " " not in slug(name)


@given(st.text(max_size=30), st.sampled_from([None, "2015-01-01"]))
def test_any_name_can_be_looked_up(name: str, day: str | None) -> None:
    """No text breaks the table, and what it answers is of the table."""
    known = TABLE.find(name, day=day, countries=NOWHERE)
    assert known is None or known.id.startswith("actor:")


def test_a_users_own_table_wins(tmp_path: Path) -> None:
    """Own actors come before the packaged ones, own aliases with them."""
    path = tmp_path / "mine.csv"
    path.write_text("name,aliases,kind,country,start\nTaliban Museum,Taliban|TM,ngo,AF,2001-01-01\n", encoding="utf-8")
    known = load_table(path).find("the Taliban", day="2020-01-01", countries=NOWHERE)
    assert known is not None
    assert ("actor:taliban-museum", "ngo", "AF") == (known.id, known.kind, known.country)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("alias,kind\nX,ngo\n", MissingColumn),
        ("name,kind\nX,wizard\n", Malformed),
        ("name,kind\n,ngo\n", Malformed),
        ("name,start\nX,last year\n", BadDate),
    ],
)
def test_a_broken_table_says_where(tmp_path: Path, content: str, error: type[Exception]) -> None:
    """Each fault of a user's table is a typed error that names the file."""
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(error, match=r"mine\.csv"):
        load_table(path)
