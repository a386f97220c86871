"""Where claims place their events: a map zoomed to them, from packaged Natural Earth shapes (1:110m, public domain).

Equirectangular projection with the middle latitude as standard parallel. A place known to a point is a dot; anything
wider is a hatched area: a circle of about its size, or the country's own shape.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from sayso.claim import Place, PlacePrecision

WIDTH, HEIGHT, LEAST_HEIGHT = 560, 420, 260
KM_A_DEGREE = 111.2
LEAST_DEGREES = 7.0
"""Least height of the map in degrees of latitude: the shapes are too coarse for more."""
PADDING = 0.35
"""Share of the places' extent that is added on every side."""
AREA_KM: dict[PlacePrecision, float] = {
    "near": 20, "admin2": 40, "part": 70, "admin1": 100, "country": 250, "region": 400,
}  # fmt: skip
"""Radius drawn for a place that is no point: an order of magnitude, not a boundary."""
LEAST_AREA = 14.0
DOT = 10
"""Half the width of the room that a dot takes."""
LABEL_HEIGHT = 15.0
LETTER_WIDTH = 7.0
_LEAST_LABELLED = 2500.0
"""Area of a country on the map, in square units, below which its name is left out."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Shape(msgspec.Struct, frozen=True):
    """A country's rings, longitude before latitude, in hundredths of a degree."""

    country: str | None
    name: str
    rings: list[list[int]]


class World(msgspec.Struct, frozen=True):
    """All shapes; *units* are units a degree."""

    source: str
    units: int
    shapes: list[Shape]


@dataclass(frozen=True, slots=True)
class Land:
    """A country as a path, and whether a claim places an event in it, or in it as a whole."""

    name: str
    path: str
    spoken_of: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the start, middle or end of a point."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A place: a letter, where it is, where its dot is drawn, the radius of its area, and its name beside the dot.

    A point has no radius. A dot that would hide another stands beside it, with a line to where the place is.
    """

    letter: str
    place: Place
    at_x: float
    at_y: float
    x: float
    y: float
    radius: float | None
    label: Label | None

    @property
    def moved(self) -> bool:
        """Return whether the dot stands beside its place."""
        return (self.x, self.y) != (self.at_x, self.at_y)


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn, in units of a picture of `WIDTH` by *height*."""

    height: float
    lands: tuple[Land, ...]
    names: tuple[Label, ...]
    markers: tuple[Marker, ...]
    bar_width: float
    bar_km: int


@dataclass(frozen=True, slots=True)
class _View:
    """The part of the world that is drawn: the middle, picture units a degree of latitude, and the picture's height."""

    longitude: float
    latitude: float
    units: float
    height: float

    @property
    def narrowing(self) -> float:
        return max(math.cos(math.radians(self.latitude)), 0.1)

    def point(self, longitude: float, latitude: float) -> Point:
        away = (longitude - self.longitude + 180) % 360 - 180
        return self.flat(away, latitude)

    def flat(self, away: float, latitude: float) -> Point:
        """Return the point *away* degrees east of the middle."""
        x = WIDTH / 2 + away * self.narrowing * self.units
        return round(x, 1), round(self.height / 2 - (latitude - self.latitude) * self.units, 1)


@cache
def world() -> World:
    """Return the packaged shapes."""
    return msgspec.json.decode(files("sayso.export").joinpath("data", "world.json").read_bytes(), type=World)


def mapped(place: Place | None) -> bool:
    """Return whether *place* has coordinates to draw it at."""
    return place is not None and place.lat is not None and place.lon is not None


def draw(places: Sequence[Place]) -> Map | None:
    """Return a map of *places*, one marker each, in their order; ``None`` where none has coordinates."""
    located = [(place, (place.lon, place.lat)) for place in places if place.lon is not None and place.lat is not None]
    if not located:
        return None
    shown = [place for place, _ in located]
    view = _view([coordinates for _, coordinates in located])
    taken: list[Box] = []
    points = [view.point(*coordinates) for _, coordinates in located]
    room = (WIDTH, view.height)
    dots = [_free_dot(x, y, taken, room) for x, y in points]
    markers = []
    for number, (place, point, dot) in enumerate(zip(shown, points, dots, strict=True)):
        label = _beside(place.name or place.text, *dot, taken, room)
        markers.append(Marker(letters(number), place, *point, *dot, _radius(place, view), label))
    lands, names = _lands(view, shown, taken)
    km, width = _scale_bar(view)
    return Map(view.height, lands, names, tuple(markers), width, km)


def letters(number: int) -> str:
    """Return the letters of a place by its number from 0: A, B, … Z, AA, AB and on."""
    head, tail = divmod(number, 26)
    return (letters(head - 1) if head else "") + chr(ord("A") + tail)


def _view(points: Sequence[Point]) -> _View:
    """Return a view that holds all points, across the 180th meridian where that is the shorter way round."""
    longitudes = sorted({longitude % 360 for longitude, _ in points})
    following = [*longitudes[1:], longitudes[0] + 360]
    gap, west = max((after - before, after % 360) for before, after in zip(longitudes, following, strict=True))
    extent = 360 - gap
    south, north = min(latitude for _, latitude in points), max(latitude for _, latitude in points)
    latitude = (south + north) / 2
    narrowing = max(math.cos(math.radians(latitude)), 0.1)
    tall = max((north - south) * (1 + 2 * PADDING), LEAST_DEGREES)
    wide = max(extent * (1 + 2 * PADDING), LEAST_DEGREES) * narrowing
    units = min(HEIGHT / tall, WIDTH / wide)
    return _View((west + extent / 2) % 360, latitude, units, round(max(tall * units, LEAST_HEIGHT)))


def _radius(place: Place, view: _View) -> float | None:
    whole_country = place.precision == "part" and place.admin1 is None
    kilometres = AREA_KM.get("country" if whole_country else place.precision)
    return None if kilometres is None else round(max(kilometres / KM_A_DEGREE * view.units, LEAST_AREA), 1)


def _free_dot(x: float, y: float, taken: list[Box], room: Point) -> Point:
    """Return the free room for a dot that is nearest to the point, and take it; the point where there is none."""
    for distance in range(0, 6 * DOT, DOT):
        for angle in range(0, 360, 45) if distance else (0,):
            at_x = round(x + distance * math.cos(math.radians(angle)), 1)
            at_y = round(y + distance * math.sin(math.radians(angle)), 1)
            if _take((at_x - DOT, at_y - DOT, at_x + DOT, at_y + DOT), taken, room):
                return at_x, at_y
    return x, y


def _beside(text: str, x: float, y: float, taken: list[Box], room: Point) -> Label | None:
    """Return the label right, left, below or above the point where it meets nothing, and take its room."""
    width = len(text) * LETTER_WIDTH + 4
    for at_x, at_y, anchor, left in (
        (x + 14, y + 5, "start", x + 14),
        (x - 14, y + 5, "end", x - 14 - width),
        (x, y + 26, "middle", x - width / 2),
        (x, y - 16, "middle", x - width / 2),
    ):
        if _take((left, at_y - LABEL_HEIGHT, left + width, at_y + 3), taken, room):
            return Label(text, round(at_x, 1), round(at_y, 1), anchor)
    return None


def _take(box: Box, taken: list[Box], room: Point) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > room[0] or bottom > room[1]:
        return False
    if any(left < r and right > x and top < b and bottom > y for x, y, r, b in taken):
        return False
    taken.append(box)
    return True


def _lands(view: _View, places: Sequence[Place], taken: list[Box]) -> tuple[tuple[Land, ...], tuple[Label, ...]]:
    countries = {place.country for place in places if place.country is not None}
    whole = {place.country for place in places if place.precision == "country"}
    lands, labels = [], []
    for shape in world().shapes:
        rings = [clipped for ring in shape.rings for clipped in _visible(ring, view)]
        if not rings:
            continue
        path = "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z" for ring in rings)
        lands.append(Land(shape.name, path, shape.country in countries, shape.country in whole))
        area, x, y = max(_middle(ring) for ring in rings)
        width = len(shape.name) * LETTER_WIDTH
        box = (x - width / 2, y - LABEL_HEIGHT, x + width / 2, y + 3)
        if area > _LEAST_LABELLED and _take(box, taken, (WIDTH, view.height)):
            labels.append(Label(shape.name, round(x, 1), round(y, 1), "middle"))
    return tuple(lands), tuple(labels)


def _visible(ring: Sequence[int], view: _View) -> list[list[Point]]:
    """Return the parts of *ring* inside the picture; a ring may show on either side of a view of the whole world."""
    units = world().units
    if not _may_show(ring, view, units):
        return []
    first = (ring[0] / units - view.longitude + 180) % 360 - 180 - ring[0] / units
    parts = []
    for turn in (-360, 0, 360):
        points = [
            view.flat(longitude / units + first + turn, latitude / units)
            for longitude, latitude in zip(ring[::2], ring[1::2], strict=True)
        ]
        clipped = _clip(points, view.height)
        if clipped:
            parts.append(clipped)
    return parts


def _may_show(ring: Sequence[int], view: _View, units: int) -> bool:
    """Return whether the ring's rectangle meets the picture, which spares most of the world the clipping."""
    south, north = min(ring[1::2]) / units, max(ring[1::2]) / units
    west, east = min(ring[::2]) / units, max(ring[::2]) / units
    tall, wide = view.height / 2 / view.units, WIDTH / 2 / view.units / view.narrowing
    if south > view.latitude + tall or north < view.latitude - tall:
        return False
    away = abs(((west + east) / 2 - view.longitude + 180) % 360 - 180)
    return away <= (east - west) / 2 + wide


def _clip(points: list[Point], height: float) -> list[Point]:
    """Return the polygon inside the picture and a small rim (Sutherland and Hodgman 1974)."""
    rim = 4.0
    for axis, edge, sign in ((0, -rim, 1), (0, WIDTH + rim, -1), (1, -rim, 1), (1, height + rim, -1)):
        kept: list[Point] = []
        for before, point in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            inside, was_inside = (p[axis] * sign >= edge * sign for p in (point, before))
            if inside != was_inside:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                crossing = tuple(round(b + share * (p - b), 1) for b, p in zip(before, point, strict=True))
                kept.append((crossing[0], crossing[1]))
            if inside:
                kept.append(point)
        points = kept
    return points


def _middle(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Return area and centroid of a polygon (shoelace formula)."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        area += cross / 2
        x += (ax + bx) * cross / 6
        y += (ay + by) * cross / 6
    return (abs(area), x / area, y / area) if area else (0.0, ring[0][0], ring[0][1])


def _scale_bar(view: _View) -> tuple[int, float]:
    """Return a round number of kilometres of at most a quarter of the width, and its length."""
    longest = WIDTH / 4 / view.units * KM_A_DEGREE
    magnitude = 10 ** math.floor(math.log10(longest))
    km = max(step * magnitude for step in (1, 2, 5) if step * magnitude <= longest)
    return km, round(km / KM_A_DEGREE * view.units, 1)
