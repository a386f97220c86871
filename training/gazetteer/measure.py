"""Measure the resolving of toponyms, the toponyms themselves given, on LGL and GeoVirus.

``python -m training.gazetteer.measure --data ../shared/data [--half 0|1] [--show]``
``python -m training.gazetteer.measure --data ../shared/data --kept FOLDER --out FOLDER``

The second finds the names too, as a reading does but without what is known of actors, and writes what the scorer of
whole readings reads; what the encoder says is kept in FOLDER, so that rules can be measured again in seconds.

Right is what the scorer of whole readings calls right: the same GeoNames entry, or within 161 km.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from sayso.claim import Place
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where import recognise, resolve
from training.gazetteer.layers import layers_of
from training.gazetteer.sources import rows

NEAR_KM = 161


def km(place: Place, lat: float, lon: float) -> float:
    """Return the great-circle distance of a resolved place and a point."""
    a, b, c, d = map(radians, (place.lat or 0.0, place.lon or 0.0, lat, lon))
    return 2 * 6371.0088 * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))


def documents(path: Path, half: int | None) -> Iterator[dict[str, Any]]:
    """Yield the documents of a corpus, or of one half of them by hash."""
    for document in rows(path):
        if half is None or int(md5(str(document["id"]).encode(), usedforsecurity=False).hexdigest(), 16) % 2 == half:
            yield document


def answers(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Place | None, bool]]:
    """Yield each gold toponym that has coordinates, the place that it was resolved to, and whether that is right."""
    spans = sorted({(t["start"], t["end"]) for t in document["toponyms"]})
    report = Report.from_text(document["text"])
    places = resolve(report, [Tagged(start, end, "place", 1.0) for start, end in spans])
    for gold in document["toponyms"]:
        if gold.get("lat") is None:
            continue
        place = next((p for p in places if p.start < gold["end"] and gold["start"] < p.end), None)
        right = place is not None and (
            str(place.geonameid) == str(gold.get("geonameid") or "-")
            or (place.lat is not None and km(place, gold["lat"], gold["lon"]) <= NEAR_KM)
        )
        yield gold, place, right


def corpus(path: Path, half: int | None, *, show: bool) -> None:
    """Print how many of a corpus' toponyms resolve rightly, and the CPU time that a document takes."""
    count: Counter[str] = Counter()
    began = time.process_time()
    for document in documents(path, half):
        count["documents"] += 1
        for gold, place, right in answers(document):
            count["gold"] += 1
            count["right"] += right
            count["unknown"] += not right and (place is None or place.lat is None)
            if show and not right:
                wanted = (gold.get("fcode"), gold.get("admin1"), gold.get("page"), gold["lat"], gold["lon"])
                got = place and (place.name, place.admin1, place.country, place.precision, place.lat, place.lon)
                print(
                    gold["name"],
                    wanted,
                    got,
                    document["text"][max(0, gold["start"] - 40) : gold["end"] + 30],
                    sep=" | ",
                )
    spent = 1000 * (time.process_time() - began) / count["documents"]
    print(f"{path.name} half {half}: right {count['right'] / count['gold']:.4f} of {count['gold']},"
          f" unknown {count['unknown']}, {spent:.1f} ms a document")  # fmt: skip


def found(data: Path, name: str, kept: Path) -> Iterator[dict[str, Any]]:
    """Yield each document's id and the places that are found in it, as rows of a reading."""
    texts = {str(document["id"]): document["text"] for document in rows(data / "geoparsing" / f"{name}.jsonl.gz")}
    for number, layers in layers_of(texts, kept / f"{name}.pickle").items():
        report = Report.from_text(texts[number])
        places = resolve(report, recognise(report, layers.places), sentences=layers.sentences)
        yield {"report": {"id": number}, "places": [asdict(place) for place in places]}


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--half", type=int, choices=(0, 1))
    arguments.add_argument("--only", choices=("lgl", "geovirus"))
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--kept", type=Path, help="where the encoder's layers are kept")
    arguments.add_argument("--out", type=Path, help="where to write what is found")
    options = arguments.parse_args()
    for name in ("lgl", "geovirus"):
        if options.only not in (None, name):
            continue
        if options.out is not None:
            lines = [json.dumps(row) + "\n" for row in found(options.data, name, options.kept or options.out)]
            (options.out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        else:
            corpus(options.data / "geoparsing" / f"{name}.jsonl.gz", options.half, show=options.show)


if __name__ == "__main__":
    main()
