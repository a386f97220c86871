"""Exports hold what the page shows."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from sayso.export.formats import FORMATS


def members(response) -> dict[str, bytes]:
    """Return the files of a ZIP answer."""
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_there(browser, name):
    """Each format gives its rows, the list of claims and the codebook."""
    found = members(browser.get(f"/c/river/export/{name}"))
    assert {f"river{FORMATS[name].suffix}", "river.claims.csv", "river.codebook.md"} == set(found)


@pytest.mark.parametrize("query", ["", "?country=FJ", "?type=CONSULT", "?box=29,9,30,10", "?until=2021-03-05",
                                   "?words=witnesses"])  # fmt: skip
def test_an_export_has_the_incidents_that_the_page_has(browser, query):
    """The claims of an export are those of the incidents that the same filter shows."""
    shown = browser.get(f"/api/cases/river/incidents{query}").json()["items"]
    expected = {claim for one in shown for part in one["reports"] for claim in part["claims"]}
    listed = members(browser.get(f"/c/river/export/csv{query}"))["river.claims.csv"].decode()
    assert expected == {row["claim"] for row in csv.DictReader(io.StringIO(listed))}


def test_a_map_has_the_places_of_a_filter(browser):
    """GeoJSON of a country has its points alone."""
    found = json.loads(members(browser.get("/c/river/export/geojson?country=FJ"))["river.geojson"])
    assert [[178.4415, -18.1416]] == [one["geometry"]["coordinates"] for one in found["features"]]
