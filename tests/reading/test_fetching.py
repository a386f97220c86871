"""Pages are fetched within bounds, and every address on the way is checked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.errors import InputError
from sayso.reading import read
from sayso.reading.fetching import fetch
from sayso.reading.limits import Limits
from sayso.reading.network import Address, PublicNetwork
from sayso.report import Report

LIMITS = Limits(fetch_seconds=20.0, file=10_000)
NAME = "news.example"
FORBIDDEN = "inside.example"


class Pages(BaseHTTPRequestHandler):
    """A small site with good pages and bad ones."""

    def do_GET(self) -> None:
        """Answer by the path."""
        name, _, rest = self.path[1:].partition("/")
        match name:
            case "text":
                self.give(200, "text/plain; charset=utf-8", b"The army said that it had taken the town.")
            case "host":
                self.give(200, "text/plain", self.headers["Host"].encode())
            case "large":
                self.give(200, "text/plain", b"x" * 20_000)
            case "status":
                self.give(int(rest), "text/plain", b"no")
            case "to":
                self.send_response(302)
                self.send_header("Location", rest.replace("PORT", str(self.server.server_address[1])))
                self.end_headers()
            case "slow":
                self.send_response(200)
                self.end_headers()
                for _ in range(30):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)

    def give(self, status: int, kind: str, body: bytes) -> None:
        """Answer with *body*."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep still."""

    def handle(self) -> None:
        """Bear a reader who hangs up."""
        try:
            super().handle()
        except ConnectionError:
            return


class Here(PublicNetwork):
    """The public network, and beside it one port of this machine under an invented name."""

    __slots__ = ("port",)

    def __init__(self, port: int) -> None:
        object.__setattr__(self, "port", port)

    def addresses(self, host: str, port: int) -> list[str]:
        """Return this machine for the invented names, and addresses in figures for themselves."""
        return {NAME: ["127.0.0.1"], FORBIDDEN: ["127.0.0.2"]}.get(host) or [host.strip("[]")] if port else []

    def allows(self, address: Address, port: int) -> bool:
        """Allow the test's server beside what is public."""
        return (str(address), port) == ("127.0.0.1", self.port) or super().allows(address, port)


@pytest.fixture
def here() -> Iterator[Here]:
    """Return a network with the site on it, for as long as the test runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Here(server.server_address[1])
    server.shutdown()
    thread.join()
    server.server_close()


def got(here: Here, path: str, *, limits: Limits = LIMITS) -> str:
    """Return what is at *path* of the site, or the error's code."""
    try:
        return fetch(f"http://{NAME}:{here.port}/{path}", limits=limits, network=here).data.decode()
    except InputError as error:
        return error.code


def test_fetched_from_the_checked_address(here: Here) -> None:
    """The connection goes to the address that was checked: no other resolver knows the name."""
    assert "The army said that it had taken the town." == got(here, "text")


def test_server_hears_the_name(here: Here) -> None:
    """The server is asked for the name, not for its number."""
    assert f"{NAME}:{here.port}" == got(here, "host")


def test_redirect_is_followed(here: Here) -> None:
    """A redirect within the site leads on."""
    assert "The army said that it had taken the town." == got(here, "to//text")


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://inside.example:PORT/text", "http://169.254.169.254/latest/", "http://[::1]:PORT/text",
     "http://[::ffff:127.0.0.1]:80/", "http://2130706433:PORT/text", "ftp://news.example/", "http://u:p@news.example:PORT/text",
     "http://news.example:22/"],
)  # fmt: skip
def test_redirect_inside_is_refused(here: Here, target: str) -> None:
    """A redirect to this machine, its network, its metadata or another protocol is refused."""
    assert "refused-address" == got(here, f"to/{target}")


def test_redirects_without_end(here: Here) -> None:
    """A chain of redirects ends."""
    assert "fetch-failed" == got(here, "to//to//to//to//to//to//to//text")


@pytest.mark.parametrize(
    ("path", "code"), [("large", "too-large"), ("status/404", "not-found"), ("status/503", "fetch-failed")]
)
def test_bad_answers(here: Here, path: str, code: str) -> None:
    """Pages that are too large, gone or withheld are errors of their own."""
    assert code == got(here, path)


def test_slow_server(here: Here) -> None:
    """A server that keeps giving a little at a time is left."""
    assert "fetch-failed" == got(here, "slow", limits=Limits(fetch_seconds=0.5))


@pytest.mark.parametrize(
    "url", ["ftp://news.example/a", "file:///etc/passwd", "http://", "http://127.0.0.1/", "http://localhost/"]
)
def test_refused_before_it_is_asked(url: str) -> None:
    """Addresses that are none of a public web page are refused by the network as it is."""
    with pytest.raises(InputError) as caught:
        fetch(url, limits=LIMITS, network=PublicNetwork())
    assert "refused-address" == caught.value.code


def test_report_from_an_address(here: Here) -> None:
    """A URL is an input: the report bears its address, and the site for an outlet."""
    url = f"http://{NAME}:{here.port}/text"
    [report] = read([url], network=here, limits=LIMITS)
    assert isinstance(report, Report)
    assert (url, NAME, "en") == (report.url, report.outlet, report.language)
