"""A room with a small case, made without a model, and somebody who has come in."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("starlette", reason="starlette is not installed (pip install 'sayso[serve]')")

from starlette.testclient import TestClient

from sayso.casefile import Case
from sayso.casefile.gathering import gather
from sayso.report import Report
from sayso.room.app import application
from sayso.room.asking import Room
from sayso.room.visitors import OneUser
from tests.casefile import made
from tests.room.browsing import SLOW, chromium, open_room, watched

ORIGIN = "http://127.0.0.1:8765"
TOKEN = "the-token-of-the-launch-address"  # noqa: S105


MARKET = (
    "On 2021-03-04 the Amber Front shelled the Unity Army in Bentiu: {} killed, {} said. The stalls at the river burned"
    " until the evening, and boats took the wounded across to the hospital, where doctors worked through the night."
)


def reports() -> list[Report]:
    """Return five reports on a market, of which one is a copy and two give other tolls, and on other events."""
    first = Report.from_text(MARKET.format(9, "the mayor"), id="market", title="Market", outlet="The Delta Lantern",
                             published=dt.date(2021, 3, 5))  # fmt: skip
    again = Report.from_text(first.text + " So it was told.", id="again", outlet="Nile Post 24",
                             published=dt.date(2021, 3, 6))  # fmt: skip
    told = (
        "Witnesses told this paper that the Amber Front shelled the Unity Army in Bentiu on 2021-03-04, with 14 killed."
    )
    more = Report.from_text(told, id="more", outlet="Harbour Voice", published=dt.date(2021, 3, 6))
    return [first, *made.reports()[1:], again, more]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case with six reports, its incidents worked out, to be copied."""
    path = tmp_path_factory.mktemp("template") / "river.case"
    with Case(str(path), create=True) as case:
        case.put((made.read(report), report.text.encode()) for report in reports())
        gather(case)
    return path


@pytest.fixture
def location(template: Path, tmp_path: Path) -> str:
    """Return a case of the test's own."""
    return str(shutil.copy(template, tmp_path / "river.case"))


@pytest.fixture
def case(location: str) -> Iterator[Case]:
    """Return the case, open beside the room."""
    with Case(location) as held:
        yield held


def room_for(location: str, *, name: str = "Ana", blind: bool = False) -> Room:
    """Return a room of one case whose incidents are worked out only when somebody asks."""
    return Room(cases={"river": location}, doorman=OneUser(name, token=TOKEN), key=b"k" * 32,
                origins=frozenset({ORIGIN}), blind=blind, pause=None)  # fmt: skip


@pytest.fixture
def room(location: str) -> Room:
    """Return a room of the case, for Ana alone."""
    return room_for(location)


class Browser(TestClient):
    """Somebody who has come in; what they send has what a page of the room would send."""

    def csrf(self) -> str:
        """Return what forms bring along."""
        page = self.get("/c/river/add").text
        return page.split('name="csrf" value="')[1].split('"')[0]

    def send_form(self, path: str, **fields: object):
        """Send a form as a page does."""
        files = fields.pop("files", None)
        data = {"csrf": self.csrf(), **fields}
        return self.post(path, data=data, files=files, headers={"origin": ORIGIN}, follow_redirects=False)


@pytest.fixture
def stranger(room: Room) -> Iterator[TestClient]:
    """Return a browser that nobody has let in."""
    with TestClient(application(room), base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def browser(room: Room) -> Iterator[Browser]:
    """Return a browser that came in by the launch address."""
    with Browser(application(room), base_url=ORIGIN) as client:
        client.get(f"/enter?token={TOKEN}")
        yield client


@pytest.fixture(scope="module")
def chrome():
    """Return Chromium, once for all."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(location: str):
    """Return the launch address of a room of the case."""
    with open_room(location) as launch:
        yield launch


@pytest.fixture
def page(chrome, address: str):
    """Return a page that came in, and fails where a script failed or something was asked for elsewhere."""
    context = chrome.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(SLOW)
    opened = context.new_page()
    wrong = watched(opened, urlsplit(address).netloc)
    opened.goto(address)
    yield opened
    context.close()
    assert [] == wrong
