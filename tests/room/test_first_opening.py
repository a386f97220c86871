"""A case that has claims and no incidents yet: a small one is worked out as it is opened, a large one when asked."""

from __future__ import annotations

import re
import time

import pytest

from sayso.casefile import Case
from sayso.casefile.gathered import current
from sayso.room import asking
from sayso.room.app import application
from tests.casefile import made
from tests.room.conftest import ORIGIN, TOKEN, Browser, room_for


@pytest.fixture
def fresh(tmp_path):
    """Return the location of a case whose incidents were never worked out."""
    location = str(tmp_path / "river.case")
    with Case(location, create=True) as case:
        case.put(made.readings())
    return location


@pytest.fixture
def visitor(fresh: str):
    """Return somebody in a room of it that works out incidents by itself."""
    room = room_for(fresh)
    room.pause = 60
    with Browser(application(room), base_url=ORIGIN) as client:
        client.get(f"/enter?token={TOKEN}", follow_redirects=False)
        yield client


def test_a_small_case_is_worked_out_as_it_is_opened(visitor):
    """The page shows how far it is, begins one job however often it is loaded, and leads to the overview."""
    page = visitor.get("/c/river/").text
    address = re.search(r'hx-get="([^"]+)"', page)[1]
    assert "is being worked out" in page
    assert "Work it out" not in page
    visitor.get("/c/river/")
    assert 1 == len(visitor.app.state.room.jobs.of("river"))
    for _ in range(600):
        response = visitor.get(address, headers={"hx-request": "true"})
        if response.status_code == 286:
            break
        time.sleep(0.1)
    assert "/c/river/" == response.headers["hx-redirect"]
    assert 'class="figures"' in visitor.get("/c/river/").text


def test_a_large_case_asks(visitor, fresh, monkeypatch):
    """Above the size up to which incidents are worked out by themselves, somebody has to ask for it."""
    monkeypatch.setattr(asking, "SMALL", 3)
    assert "Work it out" in visitor.get("/c/river/").text
    with Case(fresh) as case:
        assert current(case) is None


def test_what_failed_is_not_tried_again_and_again(visitor):
    """After a job that failed the page asks."""
    (page, jobs) = visitor.get("/c/river/").text, visitor.app.state.room.jobs
    assert "is being worked out" in page
    jobs.of("river")[0].state = "failed"
    assert "Work it out" in visitor.get("/c/river/").text


def test_an_empty_case_asks_for_reports(tmp_path):
    """Where there is nothing to work out, nothing is begun."""
    location = str(tmp_path / "river.case")
    Case(location, create=True).close()
    room = room_for(location)
    room.pause = 60
    with Browser(application(room), base_url=ORIGIN) as client:
        client.get(f"/enter?token={TOKEN}", follow_redirects=False)
        assert "This case is empty" in client.get("/c/river/").text
        assert [] == room.jobs.of("river")
