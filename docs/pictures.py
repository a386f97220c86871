"""Take the pictures of the reading room that the documentation shows: ``python docs/pictures.py``.

Makes the example case of ``sayso demo --case``, opens a room of it and goes through its pages in Chromium, which has to
be installed (``apt-get install chromium``).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import ViewportSize, sync_playwright

from sayso.casefile import Case
from sayso.casefile.gathering import each_incident, gather
from sayso.room.serving import launch_address, listening, room_of, server_of

PICTURES = Path(__file__).parent / "how-to"
WIDE, PHONE = ViewportSize(width=1180, height=820), ViewportSize(width=390, height=800)
Scheme = Literal["light", "dark"]
PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine."""


@contextmanager
def open_room(location: str) -> Iterator[str]:
    """Give the launch address of a room of the case at *location*, served while the context is open."""
    socket = listening("127.0.0.1", 0)
    room = room_of([location], host="127.0.0.1", port=socket.getsockname()[1], by="Ana")
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


def example(folder: str) -> tuple[str, str, int, str]:
    """Make the example case; return where it is, its incident with the most sources, a report and a denied claim."""
    location = f"{folder}/mali.case"
    subprocess.run([sys.executable, "-c", "from sayso.cli import main; main()", "demo", "--case", location],
                   check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    with Case(location) as case:
        gather(case)
        incident = max(each_incident(case), key=lambda one: (one.standing == "contested", one.independent_sources))
        number, claim = next(
            (number, claim.id)
            for number, reading in case.readings(after=0, limit=1000)
            for claim in reading.claims
            if claim.status == "denied"
        )
        return location, incident.id, number, claim


def main() -> int:
    """Take all pictures."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None:
        print("there is no chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        location, incident, number, claim = example(folder)
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--headless=new"])
        with open_room(location) as launch:
            base = f"{launch.split('/enter')[0]}/c/mali"

            def take(name: str, path: str, *, size: ViewportSize = WIDE, scheme: Scheme = "light", **more: Any) -> None:
                page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
                page.set_default_timeout(PATIENCE)
                page.goto(launch)
                page.goto(f"{base}/{path}")
                page.wait_for_load_state("networkidle")
                for selector in more.get("click", ()):
                    page.locator(selector).first.click()
                page.wait_for_timeout(1000)
                page.screenshot(path=PICTURES / f"{name}.png", full_page=more.get("whole", False))
                page.context.close()

            take("room-overview", "?country=ML&by=day")
            take("room-incident", f"incidents/{incident}", whole=True)
            take(
                "room-report-dark",
                f"reports/{number}#claim-{claim}",
                scheme="dark",
                click=[f"li.card[data-claim='{claim}'] .cell"],
            )
            take("room-review", "review")
            take("room-phone", "review", size=PHONE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
