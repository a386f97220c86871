"""Measure the resolving of toponyms, the toponyms themselves given, on LGL and GeoVirus, and of UCDP's place names.

``python -m training.gazetteer.measure --data ../shared/data [--half 0|1] [--show]``

Right is what the scorer of whole readings calls right: the same GeoNames entry, or within 161 km.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from sayso.claim import Place
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where import resolve
from training.gazetteer.sources import rows

NEAR_KM = 161
NAMED_KM = 25


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


def conflict_places(path: Path, *, show: bool) -> None:
    """Print how UCDP's place names resolve when told with their units and country, as coders write them."""
    count: Counter[str] = Counter()
    for row in rows(path):
        country = row["country"].partition("(")[0].strip()
        units = [unit for unit in (row["adm_2"], row["adm_1"], country) if unit and unit != row["where_coordinates"]]
        text = ", ".join(("Fighting in " + row["where_coordinates"], *units)) + "."
        spans, at = [], 0
        for name in (row["where_coordinates"], *units):
            at = text.index(name, at)
            spans.append(Tagged(at, at + len(name), "place", 1.0))
            at += len(name)
        place = resolve(Report.from_text(text), spans)[0]
        level = f"prec{row['where_prec']}"
        count[level, "all"] += 1
        if place.lat is None:
            outcome = "unknown"
        elif km(place, row["latitude"], row["longitude"]) <= NAMED_KM:
            outcome = "near"
        elif place.precision in ("admin1", "admin2", "country", "region", "part"):
            outcome = "unit"
        else:
            outcome = "namesake"
        count[level, outcome] += 1
        if show and outcome in ("namesake", "unknown"):
            print(text, "→", place.name, place.admin1, place.country, place.precision, outcome, sep=" | ")
    for level in sorted({level for level, _ in count}):
        total = count[level, "all"]
        shares = {k: f"{count[level, k] / total:.3f}" for k in ("near", "unit", "unknown", "namesake")}
        print(f"{path.name} {level} ({total}): {shares}")


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--half", type=int, choices=(0, 1))
    arguments.add_argument("--only", choices=("lgl", "geovirus", "ucdp"))
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    for name in ("lgl", "geovirus"):
        if options.only in (None, name):
            corpus(options.data / "geoparsing" / f"{name}.jsonl.gz", options.half, show=options.show)
    if options.only in (None, "ucdp"):
        conflict_places(options.data / "ucdp_ged" / "sample1000_v24.jsonl.gz", show=options.show)


if __name__ == "__main__":
    main()
