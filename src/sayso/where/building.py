"""A gazetteer of one's own: the packaged one, with all that a GeoNames dump knows besides.

The dump's format is GeoNames' (``readme.txt`` of download.geonames.org/export/dump): UTF-8 lines of 19 columns with
tabs between. ``allCountries.zip`` has every country, ``AF.zip`` and its like one each.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sayso.errors import BadUsage, Malformed, NotFound
from sayso.where.forms import KINDS, MAIN, OTHER, forms_of, printable
from sayso.where.gazetteer import packaged_path

COLUMNS = 19
LINES_A_REPORT = 100_000
KIND_OF_FEATURE: Mapping[str, str] = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "ADMD": "admin2", "PPLC": "capital", "PPLA": "seat1",
    "PPLA2": "seat2", "PPLX": "section", "PPL": "city", "PPLA3": "city", "PPLA4": "city", "PPLA5": "city",
    "PPLG": "city", "PPLS": "city", "PPLL": "village", "PPLF": "village", "PPLR": "village", "STLMT": "village",
    "PPLQ": "village", "PPLW": "village", "PPLH": "village", "RGN": "region", "AREA": "region", "LCTY": "village",
    "CAMP": "village", "RFGC": "village", "MTS": "region", "MT": "region", "VAL": "region", "VALS": "region",
    "PASS": "region", "ISL": "region", "ISLS": "region", "PEN": "region", "PLN": "region", "DSRT": "region",
    "PLAT": "region", "UPLD": "region", "CNYN": "region", "FRST": "region", "PRK": "region", "RES": "region",
    "STM": "water", "LK": "water", "LKS": "water", "BAY": "water", "GULF": "water", "STRT": "water", "SEA": "water",
    "RSV": "water", "CHN": "water", "AIRP": "section", "AIRB": "section", "AIRF": "section", "DAM": "section",
    "INSM": "section", "MILB": "section", "FT": "section", "OILR": "section", "PRN": "section", "PS": "section",
    "MNAS": "section", "BDG": "section", "PRT": "section", "CSTM": "section", "PSTB": "section",
}  # fmt: skip
"""GeoNames' feature codes (geonames.org/export/codes.html) that a report may name as where something happened."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a gazetteer was given: lines read, new places, and names that known places had not been found by."""

    lines: int
    places: int
    names: int


@dataclass(frozen=True, slots=True)
class _Feature:
    geonameid: int
    name: str
    others: tuple[str, ...]
    lat: float
    lon: float
    code: str
    country: str
    admin1: str
    admin2: str
    population: int


def build(dump: Path, out: Path, *, countries: Set[str] = frozenset(),
          watch: Callable[[int], None] | None = None) -> Built:  # fmt: skip
    """Write the packaged gazetteer, enlarged by a GeoNames *dump*, to *out*; of *countries* alone where any are given.

    *watch* is told the number of lines read, now and then. *out* is replaced once the file is whole. Raises
    `NotFound`, `Malformed` or `BadUsage` where the dump is missing, broken, or *out* can't be written.
    """
    unfinished = out.with_name(f"{out.name}.part")
    try:
        shutil.copyfile(packaged_path(), unfinished)
    except OSError as error:
        raise BadUsage(f"can't be written: {error.strerror}", source=str(out)) from error
    try:
        with closing(sqlite3.connect(unfinished)) as db:
            built = _Merge(db, countries).read(dump, watch or (lambda _: None))
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return built


class _Merge:
    """One enlargement of a gazetteer's file."""

    def __init__(self, db: sqlite3.Connection, countries: Set[str]) -> None:
        self.db, self.countries = db, countries
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA cache_size = -200000")
        self.known: dict[int, int] = dict(db.execute("SELECT geonameid, id FROM place WHERE geonameid IS NOT NULL"))
        self.number: int = db.execute("SELECT max(id) FROM place").fetchone()[0]
        self.units: dict[str, int] = {}

    def read(self, dump: Path, watch: Callable[[int], None]) -> Built:
        """Merge the dump: units first, since places name them by their codes."""
        before = self.number
        names = self.db.total_changes
        for feature in self._features(dump, lambda _: None):
            if feature.code in ("ADM1", "ADM2"):
                code = f"{feature.country}.{feature.admin1}"
                number = self._add(feature, "admin1" if feature.code == "ADM1" else "admin2")
                self.units[code if feature.code == "ADM1" else f"{code}.{feature.admin2}"] = number
        lines = 0

        def count(read: int) -> None:
            nonlocal lines
            lines = read
            watch(read)

        for feature in self._features(dump, count):
            kind = KIND_OF_FEATURE.get(feature.code)
            if kind is not None and feature.code not in ("ADM1", "ADM2"):
                self._add(feature, kind)
        self._note(dump)
        self.db.commit()
        places = self.number - before
        return Built(lines, places, self.db.total_changes - names - places)

    def _features(self, dump: Path, count: Callable[[int], None]) -> Iterator[_Feature]:
        number = 0
        with _lines(dump) as lines:
            for number, line in enumerate(lines, 1):
                if number % LINES_A_REPORT == 0:
                    count(number)
                feature = _feature(line, dump, number)
                if not self.countries or feature.country in self.countries:
                    yield feature
        if not number:
            raise Malformed("holds no places", source=str(dump))
        count(number)

    def _add(self, feature: _Feature, kind: str) -> int:
        """Return the number of a feature's place, newly made where it is not known; add its names."""
        number = self.known.get(feature.geonameid)
        if number is None:
            number = self.number = self.number + 1
            self.known[feature.geonameid] = number
            first = self.units.get(f"{feature.country}.{feature.admin1}")
            second = self.units.get(f"{feature.country}.{feature.admin1}.{feature.admin2}")
            self.db.execute(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
                (number, feature.geonameid, feature.name, KINDS.index(kind), round(feature.lat * 10_000),
                 round(feature.lon * 10_000), feature.country or None, first if first != number else None,
                 second if second != number else None, feature.population),
            )  # fmt: skip
        country = feature.country or None
        keys: dict[str, int] = {}
        for name in feature.others:
            keys |= dict.fromkeys(forms_of(name, kind=kind, country=country, role=OTHER), OTHER)
        keys |= dict.fromkeys(forms_of(feature.name, kind=kind, country=country, role=MAIN), MAIN)
        rows = ((form, number, role) for form, role in keys.items())
        self.db.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", rows)
        return number

    def _note(self, dump: Path) -> None:
        """Write what the file was made from into it."""
        digest = sha256()
        with dump.open("rb") as content:
            while piece := content.read(1 << 20):
                digest.update(piece)
        self.db.execute("CREATE TABLE about (what TEXT PRIMARY KEY, told TEXT NOT NULL)")
        self.db.executemany("INSERT INTO about VALUES (?,?)", [
            ("dump", dump.name), ("sha256", digest.hexdigest()), ("countries", " ".join(sorted(self.countries))),
            ("terms", "Contains information from GeoNames (geonames.org), CC BY 4.0; filtered, merged, keyed."),
        ])  # fmt: skip


@contextmanager
def _lines(dump: Path) -> Iterator[Iterator[str]]:
    """Open the lines of a dump: a zip archive with one table in it, or the table itself."""
    if not dump.is_file():
        raise NotFound("there is no such file", source=str(dump),
                       remedy="Get allCountries.zip from download.geonames.org/export/dump")  # fmt: skip
    if dump.suffix != ".zip":
        with dump.open(encoding="utf-8", newline="\n") as lines:
            yield lines
        return
    try:
        archive = zipfile.ZipFile(dump)
    except zipfile.BadZipFile as error:
        raise Malformed("is no zip archive, or not all of one", source=str(dump)) from error
    with archive:
        tables = [name for name in archive.namelist() if name.endswith(".txt") and name != "readme.txt"]
        if len(tables) != 1:
            raise Malformed("holds no single table of places", source=str(dump))
        with archive.open(tables[0]) as content, io.TextIOWrapper(content, encoding="utf-8", newline="\n") as lines:
            yield lines


def _feature(line: str, dump: Path, number: int) -> _Feature:
    cells = line.rstrip("\n").split("\t")
    try:
        return _Feature(
            int(cells[0]), cells[1], tuple(n for n in (cells[2], *cells[3].split(",")) if printable(n)),
            float(cells[4]), float(cells[5]), cells[7], cells[8], cells[10], cells[11], int(cells[14] or 0),
        )  # fmt: skip
    except (ValueError, IndexError) as error:
        raise Malformed(f"line {number} is none of GeoNames' {COLUMNS} columns", source=str(dump)) from error
