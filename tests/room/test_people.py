"""A room for several people: who signs in, who may do what with which case."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from sayso.errors import BadUsage
from sayso.room.accounts import Accounts
from sayso.room.app import application
from sayso.room.asking import Room
from tests.room.conftest import ORIGIN

WORD = "correct horse battery"


@pytest.fixture
def accounts(tmp_path: Path):
    """Return accounts of every role, by cheap hashes."""
    made = Accounts(tmp_path / "people.db", hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for name, scope, role in (("Root", "*", "admin"), ("Rita", "river", "reader"), ("Cora", "river", "coder"),
                              ("Adam", "river", "adjudicator"), ("Otto", "other", "coder")):  # fmt: skip
        made.add(name, WORD)
        made.grant(name, scope, role)
    yield made
    made.close()


@pytest.fixture
def team(location: str, accounts: Accounts, tmp_path: Path):
    """Return the application of a room with two cases, and what opens a browser in it."""
    other = str(shutil.copy(location, tmp_path / "other.case"))
    room = Room(cases={"river": location, "other": other}, doorman=accounts, accounts=accounts, key=b"k" * 32,
                origins=frozenset({ORIGIN}), blind=True, pause=None)  # fmt: skip
    with TestClient(application(room), base_url=ORIGIN) as client:
        yield client


def sign_in(client: TestClient, name: str, password: str = WORD):
    """Sign somebody in as the page does."""
    client.cookies.clear()
    page = client.get("/sign-in").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    data = {"name": name, "password": password, "csrf": token, "onward": "/"}
    return client.post("/sign-in", data=data, headers={"origin": ORIGIN}, follow_redirects=False)


def send(client: TestClient, path: str, **fields: str):
    """Send a form of a page."""
    page = client.get("/").text if "csrf" in client.get("/").text else client.get("/c/river/").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    return client.post(path, data={"csrf": token, **fields}, headers={"origin": ORIGIN}, follow_redirects=False)


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("Rita", "/c/river/", 200), ("Rita", "/c/river/review", 403), ("Rita", "/c/river/add", 403),
        ("Rita", "/c/other/", 404), ("Rita", "/people", 404), ("Rita", "/api/cases/other/incidents", 404),
        ("Cora", "/c/river/review", 200), ("Cora", "/c/river/adjudicate", 403), ("Cora", "/people", 404),
        ("Adam", "/c/river/adjudicate", 200), ("Adam", "/people", 404), ("Otto", "/c/river/", 404),
        ("Otto", "/c/other/", 200), ("Root", "/c/river/adjudicate", 200), ("Root", "/people", 200),
    ],
)  # fmt: skip
def test_a_role_lets_one_do_what_it_says(team, name, path, expected):
    """Each role opens its own pages of its own cases, and no others are told to be there."""
    assert sign_in(team, name).status_code == 303
    assert expected == team.get(path, follow_redirects=False).status_code


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/c/river/judge", {"verb": "confirm", "target": "x"}),
        ("/c/river/gather", {}),
        ("/people", {"do": "close", "name": "Root"}),
    ],
)
def test_a_reader_changes_nothing(team, path, fields):
    """Who only looks can't send what others can."""
    sign_in(team, "Rita")
    assert send(team, path, **fields).status_code in {403, 404}


@pytest.mark.parametrize(("name", "password"), [("Rita", "wrong password"), ("Nobody", WORD), ("rita", WORD), ("", "")])
def test_a_wrong_password_lets_nobody_in(team, name, password):
    """The answer is the same for a wrong name and a wrong password."""
    response = sign_in(team, name, password)
    assert response.status_code == 403
    assert "Name or password is wrong" in response.text
    assert team.get("/c/river/", follow_redirects=False).status_code == 401


def test_guessing_has_to_wait(team):
    """After some wrong passwords the right one is not taken at once either."""
    for _ in range(6):
        sign_in(team, "Rita", "wrong password")
    assert "too often" in sign_in(team, "Rita").text


def test_signing_out_ends_the_session(team):
    """A cookie that was copied is worth nothing after its owner has left."""
    sign_in(team, "Root")
    kept = dict(team.cookies)
    assert send(team, "/leave").status_code == 303
    team.cookies.update(kept)
    assert team.get("/people", follow_redirects=False).status_code == 401


def test_a_session_is_made_anew_at_sign_in(team):
    """What a browser held before it signed in is no session of anybody."""
    first = sign_in(team, "Rita").headers["set-cookie"]
    second = sign_in(team, "Rita").headers["set-cookie"]
    assert first != second


def test_an_admin_keeps_the_accounts(team, accounts):
    """Accounts are added, given roles, closed; a closed one can't go on."""
    sign_in(team, "Root")
    send(team, "/people", do="add", name="Nina", password=WORD, scope="other", role="coder")
    send(team, "/people", do="grant", name="Nina", scope="river", role="reader")
    assert {"other": "coder", "river": "reader"} == {p.name: p.roles for p in accounts.people()}["Nina"]
    send(team, "/people", do="close", name="Nina")
    assert sign_in(team, "Nina").status_code == 403


@pytest.mark.parametrize("fields", [
    {"do": "close", "name": "Root"}, {"do": "grant", "name": "Root", "scope": "*", "role": ""},
    {"do": "add", "name": "Rita", "password": WORD, "scope": "*", "role": "admin"},
    {"do": "add", "name": "Nina", "password": "short", "scope": "*", "role": "reader"},
    {"do": "grant", "name": "Rita", "scope": "*", "role": "emperor"},
    {"do": "grant", "name": "Rita", "scope": "none", "role": "reader"}, {"do": "nothing", "name": "Rita"},
])  # fmt: skip
def test_changes_that_can_not_be_are_refused(team, accounts, fields):
    """The last admin stays, names are unique, passwords long, roles and cases known."""
    before = accounts.people()
    sign_in(team, "Root")
    assert send(team, "/people", **fields).status_code in {400, 404}
    assert before == accounts.people()


def test_a_new_password_ends_other_sessions(team):
    """Who changes the password signs in anew, everywhere."""
    sign_in(team, "Root")
    assert send(team, "/password", old=WORD, new="another long password").status_code == 303
    assert team.get("/people", follow_redirects=False).status_code == 401
    assert sign_in(team, "Root", "another long password").status_code == 303


@pytest.mark.usefixtures("accounts")
def test_the_file_holds_no_secret(tmp_path):
    """Neither passwords nor sessions can be read from the file, which is its owner's alone."""
    path = tmp_path / "people.db"
    data = b"".join(part.read_bytes() for part in tmp_path.glob("people.db*"))
    assert WORD.encode() not in data
    assert b"$argon2id$" in data
    assert path.stat().st_mode & 0o077 == 0


def test_another_file_is_not_taken_for_accounts(location):
    """A case is no file of accounts."""
    with pytest.raises(Exception, match="no file of accounts"):
        Accounts(Path(location))


def test_a_name_must_be_one(accounts):
    """Blank names and those that stand for all are refused."""
    for name in (" ", "*", "a\nb"):
        with pytest.raises(BadUsage):
            accounts.add(name, WORD)


def test_a_kept_page_is_the_one_persons(team):
    """A reader gets no coder's page, though the coder was answered before."""
    sign_in(team, "Cora")
    coders = team.get("/c/river/reports/1").text
    sign_in(team, "Rita")
    readers = team.get("/c/river/reports/1").text
    assert ("Cora" in coders, "Cora" in readers, "Rita" in readers) == (True, False, True)
    assert ("/c/river/review" in coders, "/c/river/review" in readers) == (True, False)
