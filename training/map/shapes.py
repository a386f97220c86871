"""Make the page's map and its country names: ``python training/map/shapes.py [--data ../shared/data]``.

Natural Earth 1:110m countries (public domain) become ``world.json``: closed rings in hundredths of a degree,
longitude before latitude, without points closer than a hundredth to the line that remains. GeoNames' countries (CC BY
4.0) become ``countries.json``: ISO 3166-1 alpha-2 to the short English name.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

UNITS_A_DEGREE = 100
TARGET = Path(__file__).parents[2] / "src" / "sayso" / "export" / "data"
# Natural Earth gives no ISO code to what its makers call disputed, nor to two countries with overseas parts.
CODES = {"FRA": "FR", "NOR": "NO"}

Point = tuple[int, int]


def rings(geometry: dict[str, object]) -> Iterator[list[Point]]:
    """Yield the rings of a Polygon or MultiPolygon in whole units, without points that repeat the last one."""
    coordinates = geometry["coordinates"]
    assert isinstance(coordinates, list)
    for polygon in coordinates if geometry["type"] == "MultiPolygon" else [coordinates]:
        for ring in polygon:
            points = [(round(x * UNITS_A_DEGREE), round(y * UNITS_A_DEGREE)) for x, y in ring]
            yield [points[0], *(after for before, after in pairwise(points) if after != before)]


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return *points* without those closer than *tolerance* to the line that remains (Douglas and Peucker 1973)."""
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    farthest, distance = 0, 0.0
    for index, (x, y) in enumerate(points[1:-1], start=1):
        if length:
            away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
        else:
            away = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        if away > distance:
            farthest, distance = index, away
    if distance <= tolerance:
        return [points[0], points[-1]]
    return [*simplified(points[: farthest + 1], tolerance)[:-1], *simplified(points[farthest:], tolerance)]


def world(geojson: Path) -> dict[str, object]:
    """Return the shapes, ordered by country code."""
    features = json.loads(geojson.read_text(encoding="utf-8"))["features"]
    shapes = []
    for feature in features:
        properties = feature["properties"]
        code = CODES.get(properties["ADM0_A3"], properties["ISO_A2"])
        flat = [[n for point in simplified(ring, 1.0) for n in point] for ring in rings(feature["geometry"])]
        shapes.append({"country": None if code == "-99" else code, "name": properties["NAME"], "rings": flat})
    shapes.sort(key=lambda shape: (shape["country"] or "~", shape["name"]))
    return {"source": "Natural Earth 1:110m, public domain", "units": UNITS_A_DEGREE, "shapes": shapes}


def countries(table: Path) -> dict[str, str]:
    """Return the short English name of each country by its code."""
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["iso"]: row["name"] for row in sorted(rows, key=lambda row: row["iso"])}


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of the source data")
    folder = parser.parse_args().data / "gazetteer"
    TARGET.mkdir(exist_ok=True)
    shapes = json.dumps(world(folder / "ne_110m_countries.geojson"), ensure_ascii=False, separators=(",", ":"))
    names = json.dumps(countries(folder / "countries.jsonl.gz"), ensure_ascii=False, indent=0)
    (TARGET / "world.json").write_text(shapes + "\n", encoding="utf-8")
    (TARGET / "countries.json").write_text(names + "\n", encoding="utf-8")
    print(f"{len(shapes):,} bytes of shapes, {len(names):,} bytes of names in {TARGET.name}/")


if __name__ == "__main__":
    main()
