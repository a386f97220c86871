"""What the pages show of a case."""

from __future__ import annotations

import re

import pytest

from sayso.casefile.gathering import each_incident
from tests.room.conftest import reports


def incident_on(case, place: str):
    """Return the incident at *place* with the most reports."""
    return max((one for one in each_incident(case) if one.place and one.place.name == place),
               key=lambda one: len(one.reports))  # fmt: skip


def shown(page: str) -> int:
    """Return how many incidents an overview says that it shows."""
    return int(re.search(r'class="figures" role="status"><b>([\d,]+)', page)[1])


def test_the_overview_counts_what_the_case_has(browser, case):
    """Without a filter all incidents are counted."""
    assert len(list(each_incident(case))) == shown(browser.get("/c/river/").text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=ASSAULT", {"ASSAULT"}),
        ("type=ASSAULT&type=CONSULT", {"ASSAULT", "CONSULT"}),
        ("country=FJ", {"COERCE"}),
        ("since=2021-05-02", {"COERCE"}),
        ("until=2021-03-05&since=2021-03-04", {"ASSAULT"}),
        ("box=177,-19,179,-18", {"COERCE"}),
        ("box=170,-20,-170,-10", {"COERCE"}),
        ("actor=elan", {"CONSULT"}),
        ("place=malakal", {"CONSULT"}),
        ("words=witnesses", {"ASSAULT"}),
        ("sources=2", {"ASSAULT"}),
    ],
)
def test_filters_show_what_they_ask_for(browser, query, expected):
    """Each filter leaves the incidents that it is about, in the API as on the page."""
    found = browser.get(f"/api/cases/river/incidents?{query}").json()
    assert expected == {one["type"] for one in found["items"]}
    assert found["total"] == shown(browser.get(f"/c/river/?{query}").text)


@pytest.mark.parametrize(
    "query", ["type=WAR", "since=yesterday", "box=1,2,3", "box=0,9,1,8", "page=0", "country=USA", "sources=-1",
              "sort=best", "by=week", "words=%22%22"],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_told(browser, query):
    """It is an error of the one who asks, and says what to write."""
    response = browser.get(f"/c/river/?{query}")
    assert response.status_code == 400
    assert "<h1>" in response.text


def test_an_incident_shows_its_claims_side_by_side(browser, case):
    """Every outlet has a column, and what differs is marked."""
    incident = incident_on(case, "Bentiu")
    page = browser.get(f"/c/river/incidents/{incident.id}").text
    assert {"The Delta Lantern", "Nile Post 24", "Harbour Voice"} <= set(re.findall(r"<bdi>([^<]+)</bdi>", page))
    assert "killed 9–14" in page
    assert 'class="agreement differ"' in page


def test_copies_hang_from_what_they_took(browser, case):
    """A copy stands under the report that it was taken from."""
    incident = incident_on(case, "Bentiu")
    page = browser.get(f"/c/river/incidents/{incident.id}").text
    assert "1 report took it from there" in page


def test_a_report_shows_all_its_words(browser):
    """The text of a report is on its page, whole and in order."""
    page = browser.get("/c/river/reports/1").text
    text = "".join(re.findall(r'class="seg[^"]*"[^>]* data-end="\d+">([^<]*)<', page))
    assert reports()[0].text == text


def test_a_claim_has_an_address(browser, case):
    """A claim's address leads to its report and to it there."""
    name = case.readings(limit=1)[0][1].claims[0].id
    response = browser.get(f"/c/river/claims/{name}", follow_redirects=False)
    assert response.headers["location"] == f"/c/river/reports/1#claim-{name}"


def test_reports_are_found_by_their_words(browser):
    """The list of reports takes words."""
    page = browser.get("/c/river/reports?words=islands").text
    assert "No report has that" in page
    assert "Market" in browser.get("/c/river/reports?words=mayor").text


@pytest.mark.parametrize("path", ["incidents/none", "reports/99", "reports/99999999999999999999", "claims/none",
                                  "jobs/none", "export/none"])  # fmt: skip
def test_what_is_not_there_is_not_found(browser, path):
    """Addresses of nothing are a page that says so."""
    response = browser.get(f"/c/river/{path}", follow_redirects=False)
    assert response.status_code == 404
    assert "<h1>" in response.text


def test_another_case_is_not_found(browser):
    """A case that is not served is not there."""
    assert browser.get("/c/other/").status_code == 404


def test_a_part_of_the_page_can_be_asked_for(browser):
    """Htmx gets the overview alone, without the page around it."""
    part = browser.get("/c/river/?type=ASSAULT", headers={"hx-request": "true"}).text
    assert part.lstrip().startswith('<div id="overview"')
    assert "<html" not in part
