"""POLECAT's and GDELT's columns, and the flat table of claims."""

from __future__ import annotations

import datetime as dt

import invented
import pytest
from msgspec import structs
from told import DAY, account, actor, report, shelling, told

from sayso.claim import EventType
from sayso.export import claims, gdelt, polecat
from sayso.export.account import from_readings
from sayso.export.rows import Left, Row, table

POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Event Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
GDELT = ["GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
         "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
         "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"]  # fmt: skip


def test_the_columns_are_theirs():
    """Each table has its target's columns in order, and its rows fill exactly those."""
    one = account(shelling())
    assert POLECAT.split(",") == list(table("polecat").names) == list(polecat.row(one).cells)
    assert GDELT == list(table("gdelt").names) == list(next(gdelt.rows([one])).cells)
    assert list(table("csv").names) == list(next(claims.rows([one])).cells)


def test_every_type_has_its_quad():
    """The sixteen types are in four classes, and none is forgotten."""
    assert set(EventType.__args__) == set(polecat.QUADS)
    assert {"Q1", "Q2", "Q3", "Q4"} == set(polecat.QUADS.values())


def test_polecat_joins_contexts_with_a_bar_and_invents_no_intensity():
    """Contexts are pipe-separated; no intensity is given."""
    cells = polecat.row(account(shelling(contexts=["military", "territory"]))).cells
    assert ("military|territory", None, "Q4") == (cells["Contexts"], cells["Event Intensity"], cells["Quad Code"])


def test_polecat_sorts_each_side_into_sectors():
    """Each name has its sector in the same place, beside the words that the report prints."""
    of = report("The River Bend Front and police shelled Ansongo")
    both = [actor(of, "River Bend Front", "rebels"), actor(of, "police", "police")]
    cells = polecat.row(account(told(of, "shelled", actors=both))).cells
    wanted = ("REB", "REB; COP", "River Bend Front; police", None)
    names = ("Primary Actor Sector", "Actor Sectors", "Actor Name Raw", "Recipient Sectors")
    assert wanted == tuple(cells[name] for name in names)


def test_polecat_has_a_day_only_where_one_is_known():
    """A week is no day."""
    week = (DAY, DAY + dt.timedelta(days=6))
    assert DAY == polecat.row(account(shelling())).cells["Event Date"]
    assert None is polecat.row(account(shelling(days=week, precision="week"))).cells["Event Date"]


def test_polecat_lists_no_persons():
    """A report's people are not listed; its organised actors are."""
    of = report("The River Bend Front shelled Ansongo; a nurse died")
    claim = told(of, "shelled", actors=[actor(of, "River Bend Front", "rebels")],
                 recipients=[actor(of, "nurse", "person")])  # fmt: skip
    cells = polecat.row(account(claim)).cells
    assert (None, "River Bend Front") == (cells["Story People"], cells["Story Organizations"])


def test_gdelt_offsets_are_the_words():
    """The offsets find the actor, the recipient and the event word in the report's text."""
    claim = shelling()
    cells = next(gdelt.rows([account(claim)])).cells
    text = claim.report.text
    assert text[cells["Actor1CharOffset"] :].startswith("River Bend Front")
    assert text[cells["Actor2CharOffset"] :].startswith("villagers")
    assert text[cells["ActionCharOffset"] :].startswith("shelled")
    assert (len(text), "20230314000000", 80) == (
        cells["MentionDocLen"],
        cells["MentionTimeDate"],
        cells["Confidence"],
    )


def test_gdelt_codes_what_is_missing_as_gdelt_does():
    """Nobody named is -1; a report without an address is a citation."""
    claim = shelling(actors=[], recipients=[])
    cells = next(gdelt.rows([account(claim)])).cells
    assert (-1, -1, 2) == (cells["Actor1CharOffset"], cells["Actor2CharOffset"], cells["MentionType"])
    assert f"The Niger Bend Courier, {claim.report.title}, 2023-03-14" == cells["MentionIdentifier"]


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [("https://www.example.org/a", 1, "example.org"), ("http://[a", 1, None), ("=cmd()", 2, "The Niger Bend Courier")],
)
def test_gdelt_names_the_host(url, kind, name):
    """A report on the web is named by its host; what is no address is none."""
    claim = shelling()
    there = structs.replace(claim, report=structs.replace(claim.report, url=url))
    cells = next(gdelt.rows([account(there)])).cells
    assert (kind, name) == (cells["MentionType"], cells["MentionSourceName"])


def test_gdelt_counts_sentences_from_one():
    """The sentence is the one that the event word is in."""
    of = report("It was quiet. The Front shelled Ansongo.")
    assert 2 == next(gdelt.rows([account(told(of, "shelled"))])).cells["SentenceID"]


def test_gdelt_leaves_a_denial_beside_the_event_out():
    """The report that denies it is no mention of an event, and is listed as left out."""
    claim, denial = shelling(), shelling(status="denied")
    made = list(gdelt.rows([account(claim, denial)]))
    assert [(claim,)] == [row.told for row in made if isinstance(row, Row)]
    assert [("denied", (denial,))] == [(left.reason, left.told) for left in made if isinstance(left, Left)]


def test_claims_are_all_there():
    """The table of claims has every claim of every status, in order."""
    readings = [invented.market(), invented.bridge()]
    made = list(claims.rows(from_readings(readings)))
    assert [claim.id for reading in readings for claim in reading.claims] == [row.cells["claim"] for row in made]
    assert {"occurred", "denied", "planned", "hypothetical"} == {row.cells["status"] for row in made}


@pytest.mark.parametrize(
    ("claim", "column", "value"),
    [
        (0, "killed", "between nine and 14 civilians (civilians) [9, , 14]"),
        (1, "chain", "The Delta Lantern ← Southern Courier ← military official"),
        (1, "source_named", False),
        (0, "actor_kinds", "rebels"),
        (0, "evidence_spans", "0-117"),
        (4, "injured", None),
        (6, "habitual", True),
    ],
)
def test_cells_of_a_claim(claim, column, value):
    """Counts keep their words and bounds, chains their order, and what is not said is empty."""
    made = list(claims.rows(from_readings([invented.market()])))
    assert value == made[claim].cells[column]
