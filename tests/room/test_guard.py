"""Nothing is changed but by the room's own pages, and nobody is let in without the key."""

from __future__ import annotations

import pytest

from sayso.room.app import WAYS
from tests.room.conftest import ORIGIN, TOKEN

UNSAFE = [(way.path, method) for way in WAYS for method in way.methods if method not in {"GET", "HEAD"}]
UNSAFE.append(("/sign-in", "POST"))
PATHS = {
    "{case}": "river",
    "{incident}": "x",
    "{number:int}": "1",
    "{claim:path}": "x",
    "{job}": "x",
    "{format}": "csv",
}
PAGES = [way.path for way in WAYS if "GET" in way.methods]


def filled(path: str) -> str:
    """Return the address of a route."""
    for key, value in PATHS.items():
        path = path.replace(key, value)
    return path


def log_length(case) -> int:
    """Return how many entries the log has."""
    return int(case.database.query("SELECT count(*) FROM log")[0][0])


@pytest.mark.parametrize(("path", "method"), UNSAFE)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://elsewhere.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": ORIGIN + ".elsewhere.example"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "host": "elsewhere.example"},
        {"origin": "http://elsewhere.example", "host": "elsewhere.example"},
    ],
)
def test_what_comes_from_elsewhere_is_refused(browser, case, path, method, headers):
    """A change with no Origin, a foreign one, or to another host is refused, whoever's cookie it brings."""
    before = log_length(case)
    data = {"csrf": browser.csrf(), "verb": "confirm", "target": "x"}
    response = browser.request(method, filled(path), data=data, headers=headers, follow_redirects=False)
    assert response.status_code in {403, 421}
    assert before == log_length(case)


@pytest.mark.parametrize(("path", "method"), UNSAFE)
@pytest.mark.parametrize("token", [None, "", "0" * 64, "not one"])
def test_a_form_without_its_token_is_refused(browser, case, path, method, token):
    """A change from the right origin still takes the token of the visit's forms."""
    before = log_length(case)
    data = {"verb": "confirm", "target": "x"} | ({} if token is None else {"csrf": token})
    response = browser.request(method, filled(path), data=data, headers={"origin": ORIGIN}, follow_redirects=False)
    assert response.status_code in {403, 404}
    assert before == log_length(case)


@pytest.mark.parametrize(("path", "method"), UNSAFE)
def test_a_stranger_changes_nothing(stranger, case, path, method):
    """Without the key nothing can be changed."""
    before = log_length(case)
    response = stranger.request(method, filled(path), headers={"origin": ORIGIN}, follow_redirects=False)
    assert response.status_code in {401, 403, 404}
    assert before == log_length(case)


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_nothing(stranger, path):
    """Without the key no page says anything of the case."""
    response = stranger.get(filled(path), follow_redirects=False)
    assert response.status_code == 401
    assert "Bentiu" not in response.text


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1], "é"])
def test_a_wrong_key_opens_nothing(stranger, token):
    """The launch address must be the whole one."""
    assert stranger.get("/enter", params={"token": token}, follow_redirects=False).status_code == 401
    assert stranger.get("/c/river/", follow_redirects=False).status_code == 401


def test_the_key_is_taken_out_of_the_address(stranger):
    """The launch address gives a cookie that scripts can't read and other sites' requests don't carry."""
    response = stranger.get(f"/enter?token={TOKEN}", follow_redirects=False)
    cookie = response.headers["set-cookie"].lower()
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN.lower() not in cookie


@pytest.mark.parametrize("to", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "x"])
def test_the_launch_address_leads_nowhere_else(stranger, to):
    """An address that somebody made up can't send the one who opens it away."""
    response = stranger.get("/enter", params={"token": TOKEN, "to": to}, follow_redirects=False)
    assert response.headers["location"] == "/"


@pytest.mark.parametrize("path", [*PAGES, "/enter", "/sign-in", "/static/room.js", "/nowhere"])
def test_every_answer_has_the_policy(browser, path):
    """Whatever is answered lets no script run and nothing load but the room's own."""
    response = browser.get(filled(path), follow_redirects=False)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"


def test_a_browser_keeps_no_page(browser):
    """What a case says is not left in the browser's cache; what is shipped is."""
    assert "no-store" in browser.get("/c/river/").headers["cache-control"]
    assert "immutable" in browser.get("/static/room.css").headers["cache-control"]


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "app.py", "%2e%2e/app.py"])
def test_only_what_is_shipped_is_served(browser, name):
    """No path leads out of the folder of shipped files."""
    assert browser.get(f"/static/{name}").status_code == 404


def test_too_much_is_refused(browser):
    """A request that says it is larger than it may be is not taken."""
    headers = {"origin": ORIGIN, "content-length": str(2**40)}
    assert browser.post("/c/river/add", headers=headers).status_code == 413


def test_a_program_sends_the_token_itself(stranger):
    """The API takes the token of the launch address as a bearer."""
    found = stranger.get("/api/cases", headers={"authorization": f"Bearer {TOKEN}"})
    assert (found.status_code, found.json()["items"][0]["name"]) == (200, "river")
    assert stranger.get("/api/cases", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_an_outdated_form_says_what_to_do(browser):
    """Who sends a form of an earlier visit is told to load the page again."""
    response = browser.post("/c/river/gather", data={"csrf": "old"}, headers={"origin": ORIGIN})
    assert "load the page again" in response.text
