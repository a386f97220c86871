"""Whole readings, by the packaged model."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.claim import Failure, Reading
from sayso.errors import EmptyInput
from sayso.export.records import encode
from sayso.pipeline import Reader
from sayso.report import Quote, Report

MARKET = (
    "PORT ROWAN (Coast Agency) — Shells struck a market in Ansongo on Tuesday, killing 14 people, a doctor told the\r\n"
    "Harbour Courier. “We did not fire,” said Colonel Issa Dembarou 😀, a spokesman for the army.\r\n\r\n"
    "The rebels denied that they had attacked the town. In March, مسلحون kidnapped two café owners near Gao."
)
PIECES = (
    "killed", "the army", "said", "“", "”", "in Kabul", "on Tuesday", "مسلحون", "é", "e\u0301", "😀", "\r\n", "\n\n",
    ".", "two", "denied", "12", "General", "A", "U.S.", "'s", "\u200b", "\x00", "\u202e",
)  # fmt: skip


@cache
def reader() -> Reader:
    """Return the reader, loaded once."""
    return Reader()


def report(text: str = MARKET) -> Report:
    """Return a report with all that the reader may use."""
    return Report.from_text(text, outlet="The Quayside Post", published=dt.date(2023, 3, 16))


def quotes(value: object) -> Iterator[tuple[int, int, str]]:
    """Yield every span of a reading that carries its text."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and "text" in value:
            yield value["start"], value["end"], value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from quotes(item)


def assert_spans_hold(reading: Reading) -> None:
    """Check each span against the report's text."""
    text = reading.report.text
    found = list(quotes(json.loads(encode(reading))))
    assert all(text[start:end] == words for start, end, words in found if "\ud800" > max(words, default=""))
    fragments = [f for s in reading.statements for part in (s.source, s.cue, s.content, s.addressee) for f in part]
    assert all(0 <= start < end <= len(text) for start, end in fragments)


def test_every_span_says_what_stands_there() -> None:
    """Offsets are code points, whatever the script, the line ends or the marks."""
    reading = reader().read(report())
    assert reading.claims
    assert_spans_hold(reading)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=80))
def test_spans_hold_in_any_text(text: str) -> None:
    """No text breaks the reader, nor its offsets."""
    assert_spans_hold(reader().read(report(text)))


def test_a_reading_follows_the_published_schema() -> None:
    """What is written is what the contract says."""
    schema = json.loads(files("sayso.export").joinpath("reading.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(encode(reader().read(report()))), schema)


def test_the_same_report_gives_the_same_bytes_whatever_the_workers() -> None:
    """Readings are deterministic."""
    reports = [report(), report("Gunmen burned a school in Gao on Monday."), report()]
    alone = [encode(entry) for entry in reader().read_all(reports)]
    shared = [encode(entry) for entry in reader().read_all(reports, workers=2)]
    assert alone == shared


def test_a_report_that_can_not_be_read_stands_in_its_place() -> None:
    """The others are still read."""
    entries = [report(), EmptyInput("holds no text", source="b.txt", remedy="Check the file."), report()]
    found = list(reader().read_all(entries))
    assert [Reading, Failure, Reading] == [type(entry) for entry in found]
    assert isinstance(found[1], Failure)
    assert ("empty", "b.txt") == (found[1].error.code, found[1].error.input)


@pytest.mark.parametrize("text", ["", " \n ", "…", "😀"])
def test_a_text_without_words_has_an_empty_reading(text: str) -> None:
    """Nothing is made up."""
    assert ((), ()) == (reader().read(report(text)).claims, reader().read(report(text)).statements)


def test_without_a_published_date_relative_dates_stay_unknown() -> None:
    """No claim is dated by the day it was read."""
    undated = Report.from_text(MARKET)
    assert [] == [w for w in reader().read(undated).times if w.anchored and w.earliest is not None]


def test_each_cell_of_a_claim_points_to_words() -> None:
    """Who, what, whom, where and when come from somewhere in the text."""
    for claim in reader().read(report()).claims:
        cells: list[Quote | None] = [claim.event.trigger, *claim.actors, *claim.recipients, claim.place, claim.when]
        assert all(cell.text == MARKET[cell.start : cell.end] for cell in cells if cell is not None)
        assert claim.evidence


def test_a_source_is_no_scene() -> None:
    """Where the governor of Gao says that something happened is not where it happened."""
    for source in (", the governor of Gao said", ", according to the ministry in Gao"):
        claims = reader().read(report(f"Gunmen burned a school{source}.")).claims
        assert [None] == [claim.place for claim in claims if claim.event.trigger.text == "burned"]


def test_a_denial_is_no_attack() -> None:
    """What its source denies, a claim denies."""
    claims = reader().read(report("The rebels denied that they had attacked the town of Ansongo.")).claims
    assert ["denied"] == [claim.status for claim in claims if claim.event.type == "ASSAULT"]


def test_one_sources_toll_is_not_anothers() -> None:
    """Each toll hangs from the one who gave it."""
    text = (
        "Gunmen ambushed a convoy in Mali on Monday, killing three soldiers, the governor said. "
        "A doctor told reporters that seven soldiers had died."
    )
    tolls = {toll.best: claim.chain[-1].source for claim in reader().read(report(text)).claims for toll in claim.toll}
    assert {3: "the governor", 7: "A doctor"} == tolls
