"""Toponyms to places: hierarchy, namesakes, unknown villages, precision."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claim import Place
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where import resolve


def _read(text: str, *names: str) -> list[Place]:
    """Resolve the toponyms *names* of a text, each where it first stands after the one before."""
    spans, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        spans.append(Tagged(start, at, "place", 0.9))
    return list(resolve(Report.from_text(text), spans))


def _first(text: str, *names: str) -> Place:
    return _read(text, *names)[0]


@pytest.mark.parametrize(
    ("text", "names", "country", "admin1"),
    [
        ("The mayor of Paris, Texas, resigned.", ("Paris", "Texas"), "US", "Texas"),
        ("Ministers met in Paris on Monday.", ("Paris",), "FR", None),
        ("A bridge fell in Tripoli, Lebanon.", ("Tripoli", "Lebanon"), "LB", None),
        ("Militias shelled Tripoli and Misrata, Libyan officials said.", ("Tripoli", "Misrata"), "LY", None),
        ("Fighting reached Kunar province in Afghanistan.", ("Kunar", "Afghanistan"), "AF", "Kunar"),
        ("Police in Birmingham, Ala., made an arrest.", ("Birmingham", "Ala"), "US", "Alabama"),
    ],
)
def test_the_larger_place_tells_namesakes_apart(
    text: str, names: tuple[str, ...], country: str, admin1: str | None
) -> None:
    """A toponym means the namesake that lies in the place told with it or that fits the report's others."""
    got = _first(text, *names)
    assert (country, admin1 or got.admin1) == (got.country, got.admin1)


def test_a_name_told_apart_once_stays_so() -> None:
    """After "Paris, Texas", a "Paris" later is the same town."""
    places = _read("Crews from Paris, Texas, drove home. Paris has two fire stations.", "Paris", "Texas", "Paris")
    assert places[0].geonameid == places[2].geonameid


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Shells hit Kabul overnight.", "Kabul", "point"),
        ("A convoy was ambushed near Kandahar.", "Kandahar", "near"),
        ("The column halted 12 km north of Kandahar.", "Kandahar", "near"),
        ("Clashes spread across northern Syria.", "Syria", "part"),
        ("Raids went on in eastern Nangarhar.", "Nangarhar", "part"),
        ("The governor of Helmand province fled.", "Helmand", "admin1"),
        ("Raids went on in eastern Nangarhar province.", "Nangarhar province", "admin1"),
        ("Drought struck Mali.", "Mali", "country"),
        ("Armed groups roam the Sahel.", "Sahel", "region"),
        ("Villages in Darfur were burnt.", "Darfur", "region"),
        ("Ships avoided the Red Sea.", "Red Sea", "region"),
        ("Aid reached the West Bank.", "West Bank", "region"),
    ],
)
def test_precision_is_that_of_the_mention(text: str, name: str, precision: str) -> None:
    """A "near", a direction, a unit's word and the kind of place each have their precision."""
    assert precision == _first(text, name).precision


def test_the_direction_may_be_in_the_span() -> None:
    """As one span, "northern Syria" is a part of Syria; "North Korea" is a country."""
    assert ["part", "country"] == [
        _first("They fled northern Syria.", "northern Syria").precision,
        _first("They fled North Korea.", "North Korea").precision,
    ]


def test_an_unknown_village_becomes_its_district() -> None:
    """A village that no source knows is given the district that the text puts it in, and says so."""
    got = _first("Men were shot in the village of Zzurkalay in Alishing district.", "Zzurkalay", "Alishing district")
    assert ("admin2", "AF", "Laghman") == (got.precision, got.country, got.admin1)


def test_an_unknown_village_becomes_its_province() -> None:
    """With a province beside it alone, the province."""
    got = _first("Men were shot in Zzurkalay, Kunar province, on Friday.", "Zzurkalay", "Kunar province")
    assert ("admin1", "Kunar") == (got.precision, got.name)


def test_a_small_namesake_elsewhere_is_not_believed() -> None:
    """Where the text says the country, a hamlet of that name in another one is not meant."""
    got = _first("Soldiers searched the village of Ladonia in Afghanistan.", "Ladonia", "Afghanistan")
    assert "AF" == got.country


def test_an_unknown_name_alone_stays_unknown() -> None:
    """Nothing known of a name: no coordinates, no country, precision unknown."""
    got = _first("They met in Zzurkalay.", "Zzurkalay")
    assert ("unknown", None, None, None) == (got.precision, got.lat, got.country, got.geonameid)


def test_demonyms_resolve_to_the_country() -> None:
    """A tagged adjective means its country."""
    got = _first("The Syrian army withdrew.", "Syrian")
    assert ("SY", "country") == (got.country, got.precision)


def test_a_facility_is_near_the_town_that_it_is_named_after() -> None:
    """An airport that the gazetteer lacks is by its town, and said to be near it."""
    got = _first("Rockets fell on Kandahar Airport.", "Kandahar Airport")
    assert ("AF", "near") == (got.country, got.precision)


def test_a_fragment_grows_to_the_name() -> None:
    """A span that holds half of a name is read as the whole one."""
    assert "Khan Yunis" == _first("Tanks entered Khan Yunis.", "Khan").text


def test_a_units_word_in_the_plural_is_for_all_of_a_series() -> None:
    """In "Kunar and Nangarhar provinces" both are provinces."""
    places = _read("Snow closed roads in Kunar and Nangarhar provinces.", "Kunar", "Nangarhar")
    assert ["admin1", "admin1"] == [p.precision for p in places]


def test_a_town_has_no_article() -> None:
    """A single word after "the" that no region is called by is a newspaper or a ship, not its namesake town."""
    assert [] == _read("He told the Post that rain fell.", "Post")
    assert [] == _read("He told the Post that rain fell.", "the Post")
    assert ["Sahel"] == [p.text for p in _read("He fled the Sahel.", "Sahel")]
    assert ["Kabul"] == [p.text for p in _read("The Kabul bombing shook them.", "Kabul")]


def test_initials_are_no_town() -> None:
    """Letters in capitals that no place is known by are no toponym; those of a country are."""
    assert ["UAE"] == [p.text for p in _read("The SAA and the UAE talked.", "SAA", "UAE")]


def test_a_span_without_a_name_has_no_place() -> None:
    """What kind of place it is without its name is no toponym."""
    assert [] == _read("They hid in a village nearby, in Idlib.", "a village")


def test_the_name_is_taken_out_of_its_description() -> None:
    """A tagged phrase gives the names in it, the people's adjective left out."""
    assert ["Bur Hakaba"] == [
        p.text for p in _read("A mine near the Somali town of Bur Hakaba.", "the Somali town of Bur Hakaba")
    ]
    assert ["Ranage district", "Narathiwat"] == [
        p.text for p in _read("Patrols in Ranage district of Narathiwat.", "Ranage district of Narathiwat")
    ]


def test_places_come_in_text_order() -> None:
    """Whatever the order of the spans, places stand in that of the text."""
    text = "From Homs to Hama."
    spans = [Tagged(13, 17, "place", 0.9), Tagged(5, 9, "place", 0.9)]
    assert ["Homs", "Hama"] == [p.text for p in resolve(Report.from_text(text), spans)]


WORDS = st.sampled_from(
    [
        "Paris",
        "Kunar",
        "Gaza",
        "near",
        "northern",
        ",",
        "province",
        "Iraq",
        "the",
        "e\u0301\u0301",
        "\u200f",
        "İ",
        "'s",
        "🙂",
        "\r\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_every_place_quotes_its_span_and_lies_on_earth(text: str) -> None:
    """Offsets hold, degrees are in range, and a second run gives the same, on any jumble of words."""
    spans = [Tagged(m.start(), m.end(), "place", 0.9) for m in re.finditer(r"\S+", text)]
    report = Report.from_text(text)
    places = resolve(report, spans)
    assert [text[p.start : p.end] for p in places] == [p.text for p in places]
    assert all(-90 <= p.lat <= 90 and -180 <= (p.lon or 0) <= 180 for p in places if p.lat is not None)
    assert places == resolve(report, spans)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.data())
def test_no_string_breaks_it(text: str, data: st.DataObject) -> None:
    """Any span of any text gives places that touch it alone, or none."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    places = resolve(Report.from_text(text), [Tagged(start, end, "place", 0.9)])
    assert [] == [p for p in places if p.end <= start or end <= p.start]


@pytest.mark.parametrize(
    ("text", "names", "name"),
    [
        ("Fighting spread through Hilmand province, Afghanistan.", ("Hilmand province", "Afghanistan"), "Helmand"),
        ("Guards left Mourzouq district in Libya.", ("Mourzouq district", "Libya"), "Murzuq District"),
        ("Somali troops entered Garbahare.", ("Garbahare",), "Garbahaarrey"),
    ],
)
def test_a_spelling_that_no_table_has_is_heard(text: str, names: tuple[str, ...], name: str) -> None:
    """A name that only sounds like a unit's or town's of a country that the report speaks of means it."""
    assert name == _first(text, *names).name


def test_a_sound_alone_is_not_enough() -> None:
    """Without a word on the country, a name that merely sounds like another stays unknown."""
    assert "unknown" == _first("They met in Garbahare.", "Garbahare").precision


def test_a_city_elsewhere_is_not_believed_where_the_country_is_told() -> None:
    """In "Lere, Mali." a Nigerian town of that name is not meant, however large; a list of places says nothing."""
    assert "ML" == _first("Fighting was reported in Lere, Mali.", "Lere", "Mali").country
    assert "LY" == _first("She flew to Tripoli, Tunisia and Malta.", "Tripoli", "Tunisia", "Malta").country


def test_a_direction_may_be_part_of_a_units_name() -> None:
    """What "Northern Darfur state" names is the state North Darfur, not a part of Darfur."""
    got = _first("Clashes shook Northern Darfur state, Sudan.", "Northern Darfur state", "Sudan")
    assert ("admin1", "Northern Darfur") == (got.precision, got.name)


@pytest.mark.parametrize("phrase", ["The city", "the Province", "the State"])
def test_a_units_word_alone_is_no_name(phrase: str) -> None:
    """A word for a kind of unit, with an article or a direction alone, means no place that is called so."""
    assert [None] * 2 == [p.country for p in _read(f"Men left {phrase} for the Southeast District.", phrase,
                                                   "Southeast District")]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Shells hit Deri overnight.", "Mortars fell on Deri, Syrian witnesses said. Deri has no hospital."]
)
def test_a_small_namesake_is_not_believed_without_its_country(text: str) -> None:
    """A village that a report tells with nothing else may be one that no gazetteer has: it stays unknown."""
    assert ("unknown", None) == (_first(text, "Deri").precision, _first(text, "Deri").lat)


def test_a_small_place_is_believed_where_its_country_is_told() -> None:
    """The same name is the village where the report speaks of its country, in whatever way."""
    assert "GB" == _first("Shells hit Deri, Welsh officials said, far from Cardiff.", "Deri", "Cardiff").country
    assert "ML" == _first("Gunmen attacked Ansongo on Monday.", "Ansongo").country  # the seat of a district


@pytest.mark.parametrize(
    ("text", "names", "town", "precision"),
    [
        (
            "Wounded men reached Mosul General Hospital, Iraqi officials said. Mosul was quiet.",
            ("Mosul General Hospital",),
            "Mosul",
            "near",
        ),
        ("Syrian jets hit Homs Central Bus Station.", ("Homs Central Bus Station",), "Homs", "near"),
    ],
)
def test_a_building_stands_near_the_town_that_its_name_begins_with(
    text: str, names: tuple[str, ...], town: str, precision: str
) -> None:
    """What no gazetteer has is near the town that it is named after, words between or not."""
    got = _first(text, *names)
    assert (town, precision) == (got.name, got.precision)


def test_a_building_far_from_the_reports_countries_is_unknown() -> None:
    """The beginning of a name alone is not believed where the report is on another country."""
    assert "unknown" == _first("Libyan rebels took Victoria Memorial Hospital.", "Victoria Memorial Hospital").precision


def test_a_body_leaves_its_towns_name() -> None:
    """Of a police force's name that the tagger took for a place, the town remains."""
    got = _first("Kandahar Police Department confirmed the raid in Afghanistan.", "Kandahar Police Department")
    assert ("Kandahar", "AF") == (got.text, got.country)


def test_a_list_of_towns_is_no_hierarchy() -> None:
    """A large town before another that is told with its state lies where it lies."""
    got = _read("Talks were held in Indianapolis, Louisville, Ky., and Denver.", "Indianapolis", "Louisville", "Ky")
    assert ["Indiana", "Kentucky"] == [place.admin1 for place in got[:2]]


def test_a_unit_is_not_known_by_half_its_name() -> None:
    """Columbia is a town; the district that is called after it is another level."""
    assert "District of Columbia" != _first("Columbia has a new bridge, U.S. officials said.", "Columbia").name
