import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claim import Place
from sayso.export import atlas


def place(name, lat, lon, country=None, precision="point"):
    """Return a place at these coordinates."""
    return Place(start=0, end=1, text=name, name=name, lat=lat, lon=lon, country=country, precision=precision)


anywhere = st.builds(place, st.just("X"), st.floats(-85, 85), st.floats(-180, 180))


@settings(deadline=None, max_examples=30)
@given(st.lists(anywhere, min_size=1, max_size=5))
def test_every_place_is_in_the_picture(places):
    """Wherever places lie, also across the 180th meridian, each is drawn within the map."""
    drawn = atlas.draw(places)
    for marker in drawn.markers:
        assert 0 <= marker.at_x <= atlas.WIDTH
        assert 0 <= marker.at_y <= drawn.height


def test_places_across_the_date_line_stay_together():
    """Fiji's and Samoa's neighbours are near, not at opposite edges of the world."""
    west, east = atlas.draw([place("Suva", -18.14, 178.44), place("Apia", -13.83, -171.77)]).markers
    assert 0 < east.at_x - west.at_x < atlas.WIDTH
    assert atlas.draw([place("Suva", -18.14, 178.44), place("Apia", -13.83, -171.77)]).bar_km <= 500


def test_a_place_without_coordinates_is_not_drawn():
    """What could not be resolved has no dot, least of all one at 0, 0."""
    assert atlas.draw([place("Nowhere", None, None)]) is None


def test_north_is_up_and_east_is_right():
    """The map is not mirrored."""
    juba, malakal = atlas.draw([place("Juba", 4.85, 31.58), place("Malakal", 9.53, 31.66)]).markers
    assert malakal.at_y < juba.at_y
    assert malakal.at_x > juba.at_x


def test_the_country_of_a_place_is_marked_and_named():
    """A dot in South Sudan lies on South Sudan's shape, which is drawn as spoken of."""
    drawn = atlas.draw([place("Malakal", 9.53, 31.66, country="SS")])
    assert ["S. Sudan"] == [land.name for land in drawn.lands if land.spoken_of]
    assert "S. Sudan" in {label.text for label in drawn.names}


@pytest.mark.parametrize(("precision", "area"), [("point", False), ("near", True), ("admin1", True), ("country", True)])
def test_only_a_point_has_no_area(precision, area):
    """What is known to a province is drawn as an area, not as a dot that promises more."""
    (marker,) = atlas.draw([place("Unity", 9, 29.4, precision=precision)]).markers
    assert area == (marker.radius is not None)


def test_dots_do_not_hide_each_other():
    """Two places of one town stand beside each other, with a line to where they are."""
    one, two = atlas.draw([place("A", 9.0, 29.0), place("B", 9.01, 29.0)]).markers
    assert (one.x - two.x) ** 2 + (one.y - two.y) ** 2 >= atlas.DOT**2
    assert (False, True) == (one.moved, two.moved)


def test_letters_go_on_after_z():
    """The 27th place has a letter, too."""
    assert ["A", "Z", "AA", "AZ", "BA"] == [atlas.letters(n) for n in (0, 25, 26, 51, 52)]


def test_a_part_of_a_country_is_wider_than_a_part_of_a_province():
    """“Eastern Mali” is not drawn like the north of a province."""
    country, province = (
        place(name, 17.0, -2.0, country="ML", precision="part") for name in ("eastern Mali", "northern Gao")
    )
    drawn = atlas.draw([country, msgspec.structs.replace(province, admin1="Gao")])
    assert drawn.markers[0].radius > drawn.markers[1].radius
