"""The API: described by OpenAPI, and never broken by what it is sent."""

from __future__ import annotations

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from sayso.casefile.gathering import each_incident
from sayso.casefile.judgements import judgements
from sayso.room.api import Incidents, openapi
from tests.room.conftest import ORIGIN, TOKEN

HEADERS = {"authorization": f"Bearer {TOKEN}", "origin": ORIGIN, "host": "127.0.0.1:8765"}
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(openapi()).get_all_operations()]


@pytest.mark.parametrize("real", [True, False], ids=["the case", "any case"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_no_request_breaks_it(stranger, operation, real):
    """Whatever fits the description, or nearly does, is answered as described, and never with 500."""

    @settings(max_examples=30 if real else 5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(operation.as_strategy())
    def check(sent):
        if real and "case" in sent.path_parameters:
            sent.path_parameters["case"] = "river"
        body = sent.body if operation.method == "post" else None
        response = stranger.request(
            sent.method, sent.formatted_path, params=sent.query or None, json=body, headers=HEADERS
        )
        assert str(response.status_code) in operation.definition.raw["responses"], response.text

    check()


def test_a_page_leads_to_the_next(browser):
    """Following `next` gives every incident once."""
    found, address = [], "/api/cases/river/incidents?limit=1"
    while address:
        page = browser.get(address).json()
        found += [one["id"] for one in page["items"]]
        address = page["next"]
    assert len(found) == len(set(found)) == page["total"]


def test_reports_are_paged(browser):
    """Following `next` gives every report once, in order."""
    found, address = [], "/api/cases/river/reports?limit=4"
    while address:
        page = browser.get(address).json()
        found += [one["number"] for one in page["items"]]
        address = page["next"]
    assert [1, 2, 3, 4, 5, 6] == found


def test_a_program_judges(stranger, case):
    """A judgement that is sent is kept, and can be taken back."""
    claim = case.readings(limit=1)[0][1].claims[0].id
    sent = {"verb": "correct", "targets": [claim], "changes": {"killed": "11"}}
    kept = stranger.post("/api/cases/river/judgements", json=sent, headers=HEADERS)
    assert (201, [11, 11]) == (kept.status_code, kept.json()["changes"]["killed"])
    back = {"verb": "retract", "retracts": kept.json()["number"]}
    assert 201 == stranger.post("/api/cases/river/judgements", json=back, headers=HEADERS).status_code
    assert ["correct", "retract"] == [one.verb for one in judgements(case)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"verb": "x"}',
        b'{"verb": "confirm"}',
        b"\xff",
        b'{"verb": "confirm", "targets": ["none"]}',
        b'{"verb": "confirm", "more": 1}',
    ],
)
def test_a_body_that_is_no_judgement_is_told(stranger, body):
    """The error has a code and says what to do."""
    response = stranger.post("/api/cases/river/judgements", content=body, headers=HEADERS)
    assert response.status_code in {400, 404}
    assert {"code", "input", "message", "remedy"} == set(response.json()["error"])


def test_the_api_speaks_json_of_its_errors(browser):
    """What is not there, or makes no sense, is JSON, too."""
    for path in ("/api/cases/none/incidents", "/api/cases/river/incidents/none", "/api/nothing"):
        assert "error" in browser.get(path).json()


def test_incidents_are_those_of_the_command_line(browser, case):
    """The API gives the records of ``sayso incidents`` as they are."""
    found = msgspec.json.decode(browser.get("/api/cases/river/incidents").content, type=Incidents).items
    assert sorted(each_incident(case), key=lambda one: one.id) == sorted(found, key=lambda one: one.id)
