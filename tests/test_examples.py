"""The example reports: invented, said to be, and fit to be read."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import as_file, files

import pytest

ROWS = [
    json.loads(line)
    for line in files("sayso").joinpath("examples/examples.jsonl").read_text(encoding="utf-8").splitlines()
]


def identity(row):
    """Name a row in the test's output."""
    return row["id"]


def test_there_are_eight_of_two_events():
    """Four reports on each of two events, each with an id of its own."""
    events = [row["id"].rsplit("-", 1)[0] for row in ROWS]
    assert {"ansongo": 4, "tame": 4} == {event: events.count(event) for event in events}
    assert len(ROWS) == len({row["id"] for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=identity)
def test_each_says_that_it_is_invented_outside_its_text(row):
    """The mark is a field of the row, and no part of the prose that is read."""
    assert row["invented"] is True
    assert "invented" not in f"{row['title']} {row['text']}"


@pytest.mark.parametrize("row", ROWS, ids=identity)
def test_each_is_a_short_dated_report(row):
    """120 to 250 words, with what a report knows of itself."""
    assert 120 <= len(row["text"].split()) <= 250
    assert row["published"] == dt.date.fromisoformat(row["published"]).isoformat()
    assert all(row[field] for field in ("title", "outlet", "byline"))


def test_a_wire_copy_is_among_them():
    """One report repeats another's words under its own outlet's name."""
    first, copy = (set(row["text"].split("\n\n")) for row in ROWS[:2])
    assert 3 <= len(first & copy)
    assert ROWS[0]["outlet"] == ROWS[1]["byline"]


def test_reading_takes_them_as_reports():
    """The reader of files gives eight reports with the texts, outlets and days of the rows."""
    from sayso.reading import read

    with as_file(files("sayso").joinpath("examples/examples.jsonl")) as path:
        reports = list(read([path]))
    expected = [(row["id"], row["outlet"], dt.date.fromisoformat(row["published"]), row["text"]) for row in ROWS]
    assert expected == [(report.id, report.outlet, report.published, report.text) for report in reports]
