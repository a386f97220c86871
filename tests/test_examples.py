"""The example reports: invented, said to be, and fit to be read."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import as_file, files

import pytest
from click.testing import CliRunner

from sayso.cli import main

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


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Return what the commands on the demo's case print as JSON lines, by command; the real model reads it."""
    location = str(tmp_path_factory.mktemp("demo") / "demo.case")
    made = CliRunner().invoke(main, ["demo", "--case", location], catch_exceptions=False)
    assert 0 == made.exit_code
    assert "12 reports added" in made.output
    shown = {}
    for command in ("incidents", "copies"):
        printed = CliRunner().invoke(main, [command, location, "--format", "jsonl"], catch_exceptions=False).stdout
        shown[command] = [json.loads(line) for line in printed.splitlines()]
    printed = CliRunner().invoke(main, ["relations", location, "--format", "json"], catch_exceptions=False).stdout
    return {**shown, "relations": json.loads(printed)}


def test_the_case_folds_wire_copies(case):
    """Two outlets that ran a wire's text hang from the wire's own report."""
    assert {("ansongo-1", "ansongo-2"), ("bourem-2", "bourem-3")} <= {
        (tree["root"], member) for tree in case["copies"] for member in tree["members"] if tree["kind"] == "wire"
    }


def test_the_case_has_a_contested_toll(case):
    """Fourteen dead and nineteen are of one event, each on somebody's word, and somebody denies who did it."""
    tolls = [(one["fields"].get("killed", {}), one["standing"]) for one in case["incidents"]]
    assert any((toll.get("low"), toll.get("high")) == (14, 19) and how == "contested" for toll, how in tolls)


def test_the_case_has_denials(case):
    """What somebody denies stands beside the claims."""
    assert any(one["denying_sources"] for one in case["incidents"])


def test_the_case_has_a_pair_that_both_fights_and_helps(case):
    """A pair is pointed out that fights and helps within one period."""
    names = case["relations"]["names"]
    pairs = {frozenset((names[pair["first"]], names[pair["second"]])) for pair in case["relations"]["ambivalent"]}
    assert frozenset(("River Bend Front", "Delta Guard")) in pairs


def test_more_reports_are_invented_too():
    """The four that the case has beside the eight say so, and are short, dated reports like them."""
    text = files("sayso").joinpath("examples/more.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert 4 == len([row for row in rows if row["invented"] and row["published"] and row["outlet"]])
    assert all(100 <= len(row["text"].split()) <= 250 for row in rows)
