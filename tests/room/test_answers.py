"""Answers that are kept: the same to the same question, another as soon as the case changed."""

from __future__ import annotations

import time

import pytest

from sayso.casefile.gathering import each_incident, gather
from sayso.casefile.judgements import judge
from sayso.report import Report
from sayso.room import answers, looking
from tests.casefile import made


@pytest.fixture
def worked(monkeypatch):
    """Return the numbers of the reports whose pages were really made."""
    found: list[int] = []

    def one_report(case, ask, number, make=looking.one_report):
        found.append(number)
        return make(case, ask, number)

    monkeypatch.setattr(looking, "one_report", one_report)
    return found


def test_what_is_asked_again_is_not_made_again(browser, worked):
    """The second answer is the first, to the letter."""
    assert browser.get("/c/river/reports/1").text == browser.get("/c/river/reports/1").text
    assert [1] == worked


def test_another_address_is_another_question(browser, worked):
    """Reports, filters and parts of pages do not stand for each other."""
    pages = {browser.get(f"/c/river/reports/{number}").text for number in (1, 2, 1, 2)}
    assert (2, [1, 2]) == (len(pages), worked)
    whole, part = browser.get("/c/river/"), browser.get("/c/river/", headers={"hx-request": "true"})
    assert ("<html" in whole.text, "<html" in part.text) == (True, False)


def test_a_judgement_of_the_room_shows_at_once(browser, case, worked):
    """Who confirms a claim sees it confirmed on the very next page."""
    claim = case.readings(after=0, limit=1)[0][1].claims[0]
    before = browser.get("/c/river/reports/1").text
    browser.send_form("/c/river/judge", verb="confirm", target=claim.id)
    assert before != browser.get("/c/river/reports/1").text
    assert [1, 1] == worked


def test_what_other_programs_write_shows_after_a_glance(browser, case, monkeypatch):
    """A judgement by the command line, a report that is added, and incidents worked out anew."""
    monkeypatch.setattr(answers, "GLANCE", 0.0)
    claim = case.readings(after=0, limit=1)[0][1].claims[0]
    before = browser.get("/c/river/reports/1").text
    judge(case, "confirm", [claim.id], by="Ben")
    assert before != browser.get("/c/river/reports/1").text
    listed = browser.get("/api/cases/river/reports").json()["items"]
    report = Report.from_text(
        "Witnesses told this paper that the Amber Front shelled Malakal, with 2 killed.", id="new"
    )
    case.put([(made.read(report), report.text.encode())])
    assert len(listed) + 1 == len(browser.get("/api/cases/river/reports").json()["items"])
    gather(case)
    incidents = browser.get("/api/cases/river/incidents").json()["total"]
    assert len(list(each_incident(case))) == incidents


def test_nobody_gets_anothers_page(browser):
    """Who is not known gets nothing of what is kept for somebody who is."""
    assert browser.get("/c/river/reports/1").status_code == 200
    browser.cookies.clear()
    page = browser.get("/c/river/reports/1")
    assert (401, False) == (page.status_code, "Amber Front" in page.text)


def test_refusals_and_errors_are_not_kept(browser, case, monkeypatch):
    """A report that is not there yet is found once it is."""
    monkeypatch.setattr(answers, "GLANCE", 0.0)
    last = len(browser.get("/api/cases/river/reports").json()["items"])
    assert browser.get(f"/c/river/reports/{last + 1}").status_code == 404
    report = Report.from_text("Nothing happened.", id="later")
    case.put([(made.read(report), report.text.encode())])
    assert browser.get(f"/c/river/reports/{last + 1}").status_code == 200


def test_no_more_is_kept_than_there_is_room_for(browser, worked, monkeypatch):
    """Of more than there is room for, the answer asked for longest ago is made again."""
    size = len(browser.get("/c/river/reports/1").content)
    monkeypatch.setattr(answers, "ROOM", size)
    for number in (2, 3, 1):
        browser.get(f"/c/river/reports/{number}")
    assert [1, 2, 3, 1] == worked


def test_a_glance_is_good_for_a_moment(browser, case, monkeypatch):
    """What another process wrote a moment ago may wait that long, and no longer."""
    monkeypatch.setattr(answers, "GLANCE", 0.2)
    claim = case.readings(after=0, limit=1)[0][1].claims[0]
    before = browser.get("/c/river/reports/1").text
    judge(case, "confirm", [claim.id], by="Ben")
    time.sleep(0.3)
    assert before != browser.get("/c/river/reports/1").text
