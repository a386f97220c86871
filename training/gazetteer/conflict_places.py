"""How the place names of UCDP GED resolve, told as a report would tell them: with the country, or with units besides.

``python -m training.gazetteer.conflict_places --data ../shared/data [--show]``

UCDP's coders give each event the name, the units and the point of its place (Högbladh, UCDP GED Codebook, 2023).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from sayso.claim import Place
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.where import resolve
from sayso.where.names import key, sound, stem
from training.gazetteer.measure import km
from training.gazetteer.sources import rows

NEAR_KM = 25
UNIT_KM = 100
"""Within so far, the middle of a unit that is spelt otherwise than UCDP spells it is taken for the same unit."""
UNITS = frozenset({"admin1", "admin2", "part", "region"})
FITS = ("near", "unit", "country", "unknown", "wrong")
Outcome = Literal["near", "unit", "country", "unknown", "wrong"]
Row = dict[str, Any]


def told(row: Row, *, with_units: bool) -> tuple[str, list[str]]:
    """Return a sentence that names the row's place with the country, and with its units where asked; and the names."""
    name, country = row["where_coordinates"], row["country"].partition("(")[0].partition(",")[0].strip()
    units = [row["adm_2"], row["adm_1"]] if with_units else []
    names = list(dict.fromkeys([name, *(unit for unit in units if unit), country]))
    return "Fighting was reported in " + ", ".join(names) + ".", names


def resolved(row: Row, *, with_units: bool) -> Place | None:
    """Return what the row's place name is taken for in its sentence; the names are given."""
    text, names = told(row, with_units=with_units)
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append(Tagged(at, at + len(name), "place", 1.0))
        at += len(name)
    return next(iter(resolve(Report.from_text(text), spans)), None)


def outcome(row: Row, place: Place | None) -> Outcome:
    """Return how a place fits UCDP's: near its point, honestly its unit or country, unknown, or wrong.

    A point is right within 25 km. A unit is right where UCDP names it, or its middle is near; a country is honest but
    coarse, unless UCDP's own place is the country.
    """
    if place is None or place.lat is None:
        return "unknown"
    distance = km(place, row["latitude"], row["longitude"])
    if distance <= NEAR_KM:
        return "near"
    if place.precision == "country":
        return "near" if row["where_prec"] >= 6 else "country"
    if place.precision in UNITS:
        wanted = {form for unit in ("adm_1", "adm_2", "where_coordinates") for form in _forms(row[unit])}
        return "unit" if wanted & _forms(place.name) or distance <= UNIT_KM else "wrong"
    return "wrong"


def _forms(name: str | None) -> set[str]:
    form = stem(key(name)).key if name else ""
    return {form, sound(form) or form} - {""}


def outcomes(data: Path, *, with_units: bool, limit: int | None = None) -> Iterator[tuple[Row, Place | None, Outcome]]:
    """Yield each row of the sample, what its name was taken for, and how that fits."""
    for number, row in enumerate(rows(data / "ucdp_ged" / "sample1000_v24.jsonl.gz")):
        if number == limit:
            return
        place = resolved(row, with_units=with_units)
        yield row, place, outcome(row, place)


def main() -> None:
    """Print the shares by UCDP's precision."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    for with_units in (False, True):
        count: Counter[tuple[int, str]] = Counter()
        for row, place, fit in outcomes(options.data, with_units=with_units):
            count[row["where_prec"], fit] += 1
            count[0, fit] += 1
            if options.show and fit in ("wrong", "unknown"):
                got = place and (place.name, place.admin1, place.country, place.precision)
                print(fit, row["where_prec"], told(row, with_units=with_units)[0], got, sep=" | ")
        print("told with units and country" if with_units else "told with the country alone")
        for level in sorted({level for level, _ in count}):
            total = sum(n for (at, _), n in count.items() if at == level)
            shares = {fit: f"{count[level, fit] / total:.3f}" for fit in FITS}
            print(f"  where_prec {level or 'all'} ({total}): {shares}")


if __name__ == "__main__":
    main()
