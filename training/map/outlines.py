"""Make the outlines of the reading room's map: ``python training/map/outlines.py countries-50m.json``.

Natural Earth 1:50m countries (public domain) come as the TopoJSON of npm's world-atlas 2.0.2 (ISC), in which neighbours
share their arcs: thinned arc by arc, borders still fit. They become GeoJSON: a polygon for each country, and a point
inside it where its name goes, with the zoom from which the country is large enough to be named.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapes import UNITS_A_DEGREE, Point, simplified

TARGET = Path(__file__).parents[2] / "src" / "sayso" / "room" / "static" / "outlines.json"
TOLERANCE = 2.0
"""Hundredths of a degree that a thinned line may be off."""
LEAST_PIXELS = 42
"""Width that a country has on the map where its name first shows."""
LAST_ZOOM = 9.0
CELLS = 28
TURN, POLE = 360 * UNITS_A_DEGREE, -90 * UNITS_A_DEGREE


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in whole units, thinned; a closed one is thinned in two halves, or it would fall together."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round((x * sx + tx) * UNITS_A_DEGREE), round((y * sy + ty) * UNITS_A_DEGREE)))
        middle = len(line) // 2
        found.append([*simplified(line[: middle + 1], TOLERANCE)[:-1], *simplified(line[middle:], TOLERANCE)])
    return found


def ring_of(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return the ring that runs along the arcs of those *numbers*; one below zero runs backwards."""
    ring: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return unrolled(ring)


def unrolled(ring: Sequence[Point]) -> list[Point]:
    """Return the *ring* going on past the 180th meridian, where the topology jumps; one round the pole closes there."""
    line = [ring[0]]
    for x, y in ring[1:]:
        line.append((x - TURN * round((x - line[-1][0]) / TURN), y))
    if line[-1][0] != line[0][0]:
        line += [(line[-1][0], POLE), (line[0][0], POLE), line[0]]
    return line


def polygons_of(geometry: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[list[Point]]]:
    """Yield the polygons of a country, each with its holes, but islands that are smaller than the map shows."""
    for rings in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        drawn = [ring for ring in (ring_of(numbers, arcs) for numbers in rings) if len(set(ring)) > 2]
        if drawn:
            yield drawn


def area(ring: Sequence[Point]) -> float:
    """Return the area of *ring* in square units, shrunk towards the poles as it is on the ground."""
    pairs = pairwise(ring)
    flat = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
    return flat * math.cos(math.radians(sum(y for _, y in ring) / len(ring) / UNITS_A_DEGREE))


def inmost(rings: Sequence[list[Point]]) -> Point:
    """Return the point of a grid over the polygon that is farthest from its edges, where a name has most room."""
    edges = [(a, b) for ring in rings for a, b in pairwise(ring)]
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    best, room = rings[0][0], -1.0
    for i in range(1, CELLS):
        for j in range(1, CELLS):
            x = min(xs) + (max(xs) - min(xs)) * i / CELLS
            y = min(ys) + (max(ys) - min(ys)) * j / CELLS
            if inside(x, y, edges) and (free := min(away(x, y, a, b) for a, b in edges)) > room:
                best, room = (round(x), round(y)), free
    return best


def inside(x: float, y: float, edges: Sequence[tuple[Point, Point]]) -> bool:
    """Return whether a ray to the east crosses the edges an odd number of times."""
    beside = ((a, b) for a, b in edges if (a[1] > y) != (b[1] > y))
    return sum(x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) for a, b in beside) % 2 == 1


def away(x: float, y: float, a: Point, b: Point) -> float:
    """Return the distance to an edge; across counts half, for names are wide."""
    dx, dy = (b[0] - a[0]) / 2, b[1] - a[1]
    px, py = (x - a[0]) / 2, y - a[1]
    along = max(0.0, min(1.0, (px * dx + py * dy) / ((dx * dx + dy * dy) or 1.0)))
    return math.hypot(px - along * dx, py - along * dy)


def degrees(point: Point) -> list[float]:
    """Return *point* in degrees."""
    return [value / UNITS_A_DEGREE for value in point]


def features(topology: dict[str, Any], countries: dict[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield a country's outline and the place of its name, for each of them; *countries* by their ISO number."""
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = list(polygons_of(geometry, arcs))
        if not polygons:
            continue
        code, name = countries.get(geometry.get("id", ""), (None, geometry["properties"]["name"]))
        outline = [[[degrees(point) for point in ring] for ring in rings] for rings in polygons]
        yield {"type": "Feature", "properties": {"country": code},
               "geometry": {"type": "MultiPolygon", "coordinates": outline}}  # fmt: skip
        largest = max(polygons, key=lambda rings: area(rings[0]))
        width = math.sqrt(area(largest[0])) / UNITS_A_DEGREE
        zoom = max(0.0, math.log2(LEAST_PIXELS * 360 / (512 * width))) if width else LAST_ZOOM
        yield {"type": "Feature", "properties": {"name": name, "zoom": round(min(zoom, LAST_ZOOM), 1)},
               "geometry": {"type": "Point", "coordinates": degrees(inmost(largest))}}  # fmt: skip


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topology", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of the source data")
    given = parser.parse_args()
    with gzip.open(given.data / "gazetteer" / "countries.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    countries = {f"{row['isonumeric']:03}": (row["iso"], row["name"]) for row in rows}
    topology = json.loads(given.topology.read_text(encoding="utf-8"))
    found = {"type": "FeatureCollection", "features": list(features(topology, countries))}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(text):,} characters in {TARGET.name}")


if __name__ == "__main__":
    main()
