"""A real room at a real port, and Chromium to go through it; tests are skipped where there is no Chromium."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from sayso.room.asking import Room
from sayso.room.serving import launch_address, listening, server_of
from sayso.room.visitors import OneUser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SLOW = 90_000
"""Milliseconds that a busy machine may take."""
_CONTEXTS = """(() => {
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, more) { return %s; };
})()"""
CARD = _CONTEXTS % "own.call(this, kind, { ...more, failIfMajorPerformanceCaveat: false })"
"""A script by which a page takes a processor's drawing for a graphics card's."""
NO_WEBGL = _CONTEXTS % "kind.startsWith('webgl') ? null : own.call(this, kind, more)"
"""A script by which a page finds no WebGL."""


@contextmanager
def open_room(location: str, *, name: str = "Ana") -> Iterator[str]:
    """Give the launch address of a room of the case at *location*, served while the context is open."""
    socket = listening("127.0.0.1", 0)
    port = socket.getsockname()[1]
    room = Room(cases={"river": location}, doorman=OneUser(name), key=b"k" * 32,
                origins=frozenset({f"http://127.0.0.1:{port}"}), pause=None)  # fmt: skip
    server = server_of(room)
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        yield launch_address(room)
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[object]:
    """Give Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"])
        try:
            yield browser
        finally:
            browser.close()


def watched(opened, host: str) -> list[str]:
    """Return what goes wrong on a page from now on: errors, dialogs, refusals of the policy, requests elsewhere."""
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    opened.on("console", lambda said: said.type == "error" and wrong.append(f"console: {said.text}"))
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    opened.on("request", lambda sent: urlsplit(sent.url).netloc != host and wrong.append(f"request: {sent.url}"))
    return wrong
