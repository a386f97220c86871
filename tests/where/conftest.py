"""A small dump in GeoNames' format, with places that are nowhere else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.where.building import build

Row = tuple[int, str, str, float, float, str, str, str, str, str, int]
ROWS: tuple[Row, ...] = (
    (1135702, "Kunar", "Kunar Province,Kunarr", 35.0, 71.1, "A", "ADM1", "AF", "34", "", 0),
    (99000001, "Zzurhesar", "", 34.9, 71.0, "A", "ADM2", "AF", "34", "3499", 0),
    (99000002, "Zzurkalay", "Zzour Kalay,zzurkhalay,ZZK", 34.91, 71.02, "P", "PPL", "AF", "34", "3499", 0),
    (99000003, "Koh-e Zzur", "", 34.95, 71.05, "T", "MT", "AF", "34", "3499", 0),
    (99000004, "Zzur Hotel", "", 34.91, 71.02, "S", "HTL", "AF", "34", "3499", 0),
    (99000005, "Zzurville", "", 45.0, 1.0, "P", "PPL", "FR", "", "", 120),
)
"""Id, name, alternates, lat, lon, class, code, country, admin1, admin2, population: the columns that count."""


def line(row: Row) -> str:
    """Return one line of a dump."""
    number, name, others, lat, lon, group, code, country, admin1, admin2, population = row
    cells = (number, name, name, others, lat, lon, group, code, country, "", admin1, admin2, "", "", population, "", "",
             "UTC", "2020-01-01")  # fmt: skip
    return "\t".join(map(str, cells)) + "\n"


def write(path: Path, *lines: str) -> Path:
    """Write a dump of the rows above, or of other lines: an archive, or the table itself where *path* says .txt."""
    table = "".join(lines or map(line, ROWS))
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "Read me.")
            archive.writestr("allCountries.txt", table)
    else:
        path.write_text(table, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dump of the rows above."""
    return write(tmp_path_factory.mktemp("dump") / "allCountries.zip")


@pytest.fixture(scope="session")
def own(dump: Path) -> Path:
    """Return the gazetteer that is built from it."""
    path = dump.with_name("own.sqlite")
    build(dump, path)
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of dumps of any lines."""
    return lambda *lines: write(tmp_path / "broken.zip", *lines)
