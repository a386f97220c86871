"""Reports that are added through the page: read in a process of their own, told of as they are kept."""

from __future__ import annotations

import re
import time

import pytest

from sayso.casefile.gathering import current

TEXT = "Gunmen shot three traders in Bentiu on 4 March 2021, the police said."


def finished(browser, address: str) -> str:
    """Return the page of a job once it has ended."""
    for _ in range(600):
        response = browser.get(address, headers={"hx-request": "true"})
        if response.status_code == 286:
            return response.text
        time.sleep(0.2)
    pytest.fail("the reading did not end")


def test_files_texts_and_addresses_are_read_together(browser, case):
    """All that one form brings is read; what can't be read is told by the name that its sender knows."""
    files = [("files", ("../../market.txt", TEXT.encode(), "text/plain")), ("files", ("void.txt", b"", "text/plain"))]
    response = browser.send_form(
        "/c/river/add", text="Rebels freed two nurses in Malakal on Monday.", title="Freed", outlet="Harbour Voice",
        published="2021-03-10", url="http://127.0.0.1/private", files=files,
    )  # fmt: skip
    assert response.status_code == 303
    page = finished(browser, response.headers["location"])
    assert "2 added" in page
    assert "2 could not be read" in page
    assert "void.txt" in page
    assert "sayso-" not in page  # the folder of drafts
    assert {"Freed", None} == {one.report.title for one in case.reports(after=6)}
    assert "Harbour Voice" == case.reports(after=6)[-1].report.outlet
    # The incidents are worked out, and the pages know of them at once.
    assert current(case).entry == case.database.query("SELECT max(number) FROM log")[0][0]
    assert "since the incidents were worked out" not in browser.get("/c/river/").text
    assert re.search(r"from 8 reports", browser.get("/c/river/").text)


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": "  "}, {"text": "x", "published": "yesterday"}, {"url": "file:///etc/passwd"},
     {"url": "gopher://x"}, {"text": "x", "title": "t" * 600}],
)  # fmt: skip
def test_what_can_not_be_added_is_told(browser, case, fields):
    """Nothing is begun where there is nothing to read."""
    before = case.counts()
    assert browser.send_form("/c/river/add", **fields).status_code == 400
    assert before == case.counts()


def test_incidents_can_be_worked_out_anew(browser, case):
    """After judgements the page offers to work incidents out, and does."""
    claim = case.readings(limit=1)[0][1].claims[0]
    browser.send_form("/c/river/judge", verb="reject", target=claim.id)
    assert "1 judgement came in since" in browser.get("/c/river/").text
    response = browser.send_form("/c/river/gather")
    assert "Done." in finished(browser, response.headers["location"])
    assert "came in since" not in browser.get("/c/river/").text
