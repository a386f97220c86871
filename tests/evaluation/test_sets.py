"""The project's own sets, and how they are scored."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest

from evaluation import sets

FOLDER = Path(sets.__file__).parent / "sets"
SHELLED = {"text": "They denied that they shelled it.", "trigger": "shelled", "happened": False, "status": "denied"}
DEAD = {"text": "At least 12 died.", "expression": "At least 12", "low": 12, "best": 12, "high": None, "harm": "killed"}


def claim(status, **toll):
    """Return a reading with one claim about "shelled"."""
    trigger = {"start": 22, "end": 29, "text": "shelled"}
    return {"claims": [{"event": {"trigger": trigger}, "status": status, "toll": [toll] if toll else []}]}


@pytest.mark.parametrize(("status", "right"), [("denied", 1.0), ("possible", 0.0), ("occurred", 0.0)])
def test_status_is_right_where_it_is_the_same(status, right):
    """Only the status that the row names is right."""
    assert right == sets.factuality([claim(status)], [SHELLED])["status.accuracy"]


def test_an_event_that_nobody_coded_has_no_right_status():
    """Silence is a mistake of status, but codes nothing as fact."""
    scores = sets.factuality([{"claims": []}], [SHELLED])
    assert (0.0, 0.0) == (scores["status.accuracy"], scores["happened.p"])


def test_a_denial_coded_as_fact_costs_precision():
    """An event that did not happen, read as having occurred, is a false one."""
    happened = {**SHELLED, "happened": True, "status": "occurred"}
    scores = sets.factuality([claim("occurred"), claim("occurred")], [SHELLED, happened])
    assert (0.5, 1.0) == (scores["happened.p"], scores["happened.r"])


@pytest.mark.parametrize(("high", "right"), [(None, 1.0), (12, 0.0)])
def test_all_bounds_must_agree(high, right):
    """An open upper bound is not the same as one that equals the lower."""
    reading = claim("occurred", start=0, end=11, low=12, best=12, high=high, harm="killed")
    assert right == sets.toll([reading], [DEAD])["whole.accuracy"]


@pytest.mark.parametrize(("who", "right"), [("police officers", 1.0), ("villagers", 0.0), (None, 0.0)])
def test_who_is_compared_by_its_head(who, right):
    """A name for the same people is right with or without what describes them; silence is not."""
    reading = claim("occurred", start=0, end=11, low=12, best=12, high=None, harm="killed", who=who)
    assert right == sets.toll([reading], [{**DEAD, "who": "officers"}])["who.accuracy"]


@pytest.mark.parametrize("name", sets.SETS)
def test_each_row_points_into_its_text(name):
    """The words in question stand in the sentence, and no sentence comes twice."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(sets.span_of(row["text"], word) for row in rows for word in _pointed(row))
    assert len(rows) == len({(row["text"], *_pointed(row)) for row in rows})


def _pointed(row):
    """Return the words of its text that a row is about."""
    if "events" in row:
        return [words for word, _, _, *sides in row["events"] for words in (word, *chain(*sides))]
    return [row["expression" if "expression" in row else "trigger"]]


def told(type, status):
    """Return a reading with one claim about "shelled" of a type and a status."""
    trigger = {"start": 22, "end": 29, "text": "shelled"}
    return {"claims": [{"event": {"trigger": trigger, "type": type}, "status": status, "toll": []}]}


def test_words_of_no_type_are_quiet_where_no_claim_is_about_them():
    """A mode is a type's; a word of no type that nobody claims is rightly left out."""
    row = {**SHELLED, "events": [["denied", "occurred", "NONE"], ["shelled", "denied", "explosives"]]}
    scores = sets.events([told("ASSAULT", "denied")], [row])
    assert {"found": 1.0, "type.accuracy": 1.0, "status_of_found": 1.0, "quiet": 1.0}.items() <= scores.items()


def test_a_wrong_type_or_status_is_found_and_wrong():
    """What a claim is about is found, whatever it makes of it."""
    row = {**SHELLED, "events": [["shelled", "denied", "AID"]]}
    scores = sets.events([told("ASSAULT", "occurred")], [row])
    assert (1.0, 0.0, 0.0) == (scores["found"], scores["type.accuracy"], scores["status_of_found"])


def test_events_that_nobody_claims_are_not_found():
    """Silence finds nothing."""
    row = {**SHELLED, "events": [["shelled", "denied", "explosives"]]}
    assert sets.events([{"claims": []}], [row])["found"] == 0.0


def test_sides_are_right_where_a_cell_lies_on_a_marked_phrase():
    """A side may be named by fewer words than are marked; one that is nobody's is wrong, one that lacks is missed."""
    text = "The army shelled the two villages and the clinic."
    row = {
        "text": text,
        "events": [["shelled", "occurred", "explosives", ["The army"], ["the two villages", "the clinic"]]],
    }
    claim = {
        "event": {"trigger": {"start": 9, "end": 16}, "type": "ASSAULT"}, "status": "occurred",
        "actors": [{"start": 4, "end": 8}, {"start": 38, "end": 48}], "recipients": [{"start": 21, "end": 33}],
    }  # fmt: skip
    scores = sets.events([{"claims": [claim]}], [row])
    assert (0.5, 1.0) == (scores["actors.p"], scores["actors.r"])
    assert (1.0, 0.5) == (scores["recipients.p"], scores["recipients.r"])


def test_sides_count_only_where_they_are_marked():
    """A row that says nothing of sides tells nothing of them."""
    claim = {
        "event": {"trigger": {"start": 22, "end": 29}, "type": "ASSAULT"},
        "status": "denied",
        "actors": [{"start": 0, "end": 3}],
    }
    scores = sets.events([{"claims": [claim]}], [{**SHELLED, "events": [["shelled", "denied", "explosives"]]}])
    assert 0.0 == scores["actors.f1"]
