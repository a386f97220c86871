"""Calibration: how far a claim's confidence is from how often it is right."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from evaluation.confidence import calibration_error, judged, reliability


def test_claims_that_are_right_as_often_as_they_say_have_no_error() -> None:
    """Eight of ten right at 0.8 is what 0.8 means."""
    assert pytest.approx(0.0) == calibration_error([(0.8, n < 8) for n in range(10)])


def test_the_error_is_the_gap_weighed_by_how_many_claims_have_it() -> None:
    """Ten claims at 0.9 of which five are right, beside thirty without a gap: a quarter of 0.4."""
    even = [(0.5, n % 2 == 0) for n in range(30)]
    assert pytest.approx(0.1) == calibration_error([*even, *((0.9, n < 5) for n in range(10))])


def test_the_table_has_a_row_for_each_tenth_that_has_claims() -> None:
    """Full confidence is in the last tenth; tenths without claims have no row."""
    assert [(0.05, 0.0, 1), (1.0, 1.0, 2)] == reliability([(1.0, True), (0.05, False), (1.0, True)])


def test_a_claim_on_a_labelled_word_is_right_where_type_and_status_are() -> None:
    """Of our own sentences held apart, each claim on an event word is judged by the word's kind and status."""

    def claim(type: str, status: str) -> dict[str, object]:
        return {"event": {"trigger": {"start": 7, "end": 14}, "type": type}, "status": status, "confidence": 0.5}

    row = {"text": "Troops shelled it.", "events": [["shelled", "occurred", "explosives"]]}
    for told, right in (("ASSAULT", "occurred"), True), (("AID", "occurred"), False), (("ASSAULT", "denied"), False):
        ((_, found),) = judged("events", SimpleNamespace(), {"claims": [claim(*told)]}, row)
        assert right == found
