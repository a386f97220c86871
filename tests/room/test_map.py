"""The overview's map in a browser: places filter, the view stays, the page comes first, and nobody needs WebGL."""

from __future__ import annotations

import re

import pytest

from tests.room.browsing import CARD, NO_WEBGL, SLOW

BENTIU = (9.2333, 29.8333)
LIBRARY = "maplibre-gl.mjs"


def overview(page, query: str = "") -> None:
    """Go to the overview and wait for its map."""
    base = page.url.split("/c/")[0]
    page.add_init_script(CARD)
    page.goto(f"{base}/c/river/{query}")
    page.locator(".map-frame.drawn").wait_for()


def test_a_place_on_the_map_filters_by_it(page):
    """Whoever clicks a dot sees the incidents of that place, and only them."""
    lat, lon = BENTIU
    overview(page, f"?box={lon - 1},{lat - 1},{lon + 1},{lat + 1}")
    canvas = page.locator("canvas.maplibregl-canvas")
    canvas.hover()
    page.get_by_text(re.compile(r"^Bentiu: \d+$")).wait_for()
    canvas.click()
    page.wait_for_url(re.compile("place=Bentiu"))


def test_the_map_keeps_its_view_while_filters_change(page):
    """What a filter brings is shown on the map that was there, where it was looked at; its area can be asked for."""
    overview(page)
    page.evaluate("document.querySelector('canvas').first = true")
    canvas = page.locator("canvas.maplibregl-canvas")
    canvas.focus()
    page.keyboard.press("+")
    page.get_by_role("button", name="Only this area").click()
    page.wait_for_url(re.compile("box="))
    shown = box(page)
    page.locator("#f-type-ASSAULT").click()
    page.wait_for_url(re.compile("type=ASSAULT"))
    page.locator(".chips", has_text="assault").wait_for()
    assert page.evaluate("document.querySelector('canvas').first")
    page.get_by_role("button", name="Farther").click()
    page.get_by_role("button", name="Only this area").click()
    page.wait_for_url(lambda url: "type=ASSAULT" in url and "box=" in url and box(page) != shown)
    wider = box(page)
    assert wider[0] < shown[0] < shown[2] < wider[2]


def box(page) -> list[float]:
    """Return the west, south, east and north in the page's address."""
    return [float(degrees) for degrees in re.split("%2C|,", re.search("box=([^&]+)", page.url)[1])]


def test_the_page_is_there_before_its_map(page):
    """The map's files are asked for once the page was painted, so that they hold nothing up."""
    overview(page)
    painted, asked = page.evaluate(
        """name => [performance.getEntriesByName('first-contentful-paint')[0].startTime,
          performance.getEntriesByType('resource').find(one => one.name.includes(name)).startTime]""",
        LIBRARY,
    )
    assert painted < asked


def test_a_browser_without_webgl_has_a_map(page):
    """It is drawn in the page, its places filter, and the library for WebGL is not sent for."""
    page.add_init_script(NO_WEBGL)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.reload()
    page.locator("svg.chart .mark").last.click()
    page.wait_for_url(re.compile("place="))
    page.locator("svg.chart").wait_for()
    assert not [url for url in asked if LIBRARY in url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_map(chrome, address, scheme):
    """With the map on it the overview passes axe's rules, and on a phone does not scroll sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = chrome.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme, bypass_csp=True)
    context.set_default_timeout(SLOW)
    context.add_init_script(CARD)
    opened = context.new_page()
    opened.goto(address)
    opened.locator("#where-title").scroll_into_view_if_needed()
    opened.locator("canvas.maplibregl-canvas").wait_for()
    found = [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]][:3])
        for rule in axe.Axe().run(opened).response["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]
    sideways = opened.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    context.close()
    assert ([], False) == (found, sideways)
