"""The packaged gazetteer: what it holds and how it is asked."""

import sqlite3

import pytest

from sayso.where.gazetteer import Entry, current, kilometres


def _main(key: str, kind: str) -> Entry:
    return next(n.entry for n in current().named(key) if n.entry.kind == kind)


def test_a_place_keeps_its_geonames_id() -> None:
    """Kabul, Kunar and Afghanistan carry the ids that GeoNames gives them."""
    assert (1138958, 1135702, 1149361) == (
        _main("kabul", "capital").geonameid,
        _main("kunar", "admin1").geonameid,
        _main("afghanistan", "country").geonameid,
    )


def test_a_town_lies_in_its_units_and_country() -> None:
    """Asadabad lies in Kunar and in Afghanistan, not in Syria."""
    gazetteer = current()
    town = next(n.entry for n in gazetteer.named("asadabad") if n.entry.country == "AF")
    inside = [gazetteer.inside(town, _main(k, kind)) for k, kind in (("kunar", "admin1"), ("afghanistan", "country"),
                                                                     ("syria", "country"))]  # fmt: skip
    assert [True, True, False] == inside


def test_every_country_and_region_has_coordinates() -> None:
    """No country, region or water is without a middle."""
    names = ("niger", "sahel", "black sea", "europe", "west bank", "kosovo", "south sudan", "gaza strip")
    assert [] == [n for n in names if current().named(n)[0].entry.lat is None]


def test_an_unknown_key_names_nothing() -> None:
    """A name that no place has gives no entries and no error."""
    assert current().named("qqxyzzy") == ()


def test_the_file_can_not_be_written() -> None:
    """The current file is opened read-only."""
    with pytest.raises(sqlite3.OperationalError):
        current()._db.execute("DELETE FROM place")


def test_distance_is_the_great_circle() -> None:
    """Kabul and Kandahar lie about 460 km apart."""
    kandahar = next(n.entry for n in current().named("kandahar") if n.entry.kind == "seat1")
    distance = kilometres(_main("kabul", "capital"), kandahar)
    assert distance is not None
    assert 440 < distance < 480


def test_adjectives_lead_to_their_country() -> None:
    """Adjectives such as "Afghan", "Syrian" and "Malian" are words for one country each."""
    words = current().country_words
    assert [{"AF"}, {"SY"}, {"ML"}] == [set(words[w]) for w in ("afghan", "syrian", "malian")]
