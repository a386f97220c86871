"""A browser goes through the room: what a person sees, does and finds again, and what a report can't make it do."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from urllib.parse import urlsplit

import pytest

from sayso.casefile import Case
from sayso.casefile.gathering import each_incident
from sayso.casefile.judgements import judge, judgements
from tests.room.browsing import CARD, SLOW

PASTED = (
    "Gunmen shot three traders at the market in Malakal on Tuesday, the police said. The governor blamed the Reed"
    " Brigade for the attack. A spokesman for the Brigade denied that its men had killed anybody."
)


def path(page) -> str:
    """Return the page's address without the host."""
    parts = urlsplit(page.url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_a_report_is_added_checked_settled_and_exported(page, location):
    """From a pasted text to an export, by mouse and by keyboard; and after a reload nothing is lost."""
    base = page.url.rstrip("/").split("/c/")[0]
    # Add a report, and see its claims.
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Paste a text").fill(PASTED)
    page.get_by_label("Its title").fill("Three traders shot")
    page.get_by_label("Outlet").fill("Harbour Voice")
    page.get_by_label("Published").fill("2021-03-10")
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("Done.").wait_for()
    page.goto(f"{base}/c/river/reports/7")
    assert "Three traders shot" in page.locator("h1").inner_text()
    cards = page.locator(".card")
    assert cards.count() >= 1
    # Follow a cell to its words, and words to their claims.
    cell = cards.first.locator(".did .cell")
    word = cell.inner_text()
    cell.click()
    assert word == "".join(page.locator(".seg.pointed").all_inner_texts())
    page.keyboard.press("Escape")
    page.locator(".text a.l-trigger").first.click()
    assert page.locator(".card.chosen").count() == 1

    # Correct a field by selecting words.
    cards.first.get_by_role("link", name=re.compile("Correct")).click()
    claim = page.locator(".card.focus").get_attribute("data-claim")
    field = page.get_by_label("To whom")
    field.click()
    select(page, "three traders")
    page.locator("#set-recipients.taken").wait_for()
    assert "traders" in field.input_value()
    page.get_by_role("button", name="Save the correction").click()
    page.get_by_text("Kept.").wait_for()
    start = PASTED.index("three traders")
    with Case(location) as case:
        (kept,) = judgements(case)
        assert ("correct", claim, start) == (kept.verb, kept.claims[0].claim, kept.words["recipients"].start)
    # Undo it, by keyboard.
    page.keyboard.press("u")
    page.wait_for_url(lambda url: "said=" not in url)
    with Case(location) as case:
        assert ["correct", "retract"] == [one.verb for one in judgements(case)]
    # Confirm by keyboard, and go on to the next; leave that one for later.
    page.goto(f"{base}/c/river/review")
    first = page.locator(".card.focus").get_attribute("data-claim")
    page.keyboard.press("c")
    page.wait_for_url(re.compile("said="))
    second = page.locator(".card.focus").get_attribute("data-claim")
    assert first != second
    page.keyboard.press("n")
    page.wait_for_url(re.compile("skip="))
    assert second != page.locator(".card.focus").get_attribute("data-claim")
    # Into the fields and into the text without a mouse.
    page.keyboard.press("e")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#set-actors.taken").wait_for()
    page.keyboard.press("Escape")

    # Adjudicate what two others differ on.
    with Case(location) as case:
        judge(case, "correct", [claim], by="Ben", changes={"killed": "3"})
        judge(case, "correct", [claim], by="Eva", changes={"killed": "4"})
    page.goto(f"{base}/c/river/adjudicate?first=Ben&second=Eva")
    page.get_by_text("1 field to settle").wait_for()
    page.get_by_role("button", name="Eva 4").click()
    page.get_by_text("All is settled.").wait_for()

    # Filter by time and by the map, and export what is left.
    page.goto(f"{base}/c/river/")
    whole = page.locator(".figures b").inner_text()
    page.locator(".bars a").first.click()
    page.wait_for_url(re.compile("since="))
    page.get_by_role("link", name="Clear all").click()
    page.wait_for_url(lambda url: "since=" not in url)
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="Only this area").click()
    page.wait_for_url(re.compile("box="))
    page.locator(".chips", has_text="area").wait_for()
    left = page.locator(".figures b").inner_text()
    assert int(left) < int(whole)
    shown = path(page)
    page.get_by_role("link", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    with zipfile.ZipFile(download.value.path()) as archive:
        listed = csv.DictReader(io.StringIO(archive.read("river.claims.csv").decode()))
        reports = {row["report"] for row in listed}
    assert reports
    assert reports < {one.report.id for one in Case(location).reports()}

    # Reload: nothing is lost.
    page.goto(f"{base}{shown}")
    page.reload()
    assert left == page.locator(".figures b").inner_text()
    page.goto(f"{base}/c/river/judgements")
    with Case(location) as case:
        assert page.locator(".log > li").count() == len(list(judgements(case)))


def select(page, words: str) -> None:
    """Select words of the text with the mouse."""
    page.evaluate(
        """words => {
          const text = document.querySelector('.text');
          const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const nodes = [];
          let whole = '';
          while (walk.nextNode()) { nodes.push([whole.length, walk.currentNode]); whole += walk.currentNode.data; }
          const at = (place, end) => {
            const [start, node] = nodes.findLast(([start]) => end ? start < place : start <= place);
            return [node, place - start];
          };
          const start = whole.indexOf(words);
          getSelection().setBaseAndExtent(...at(start, false), ...at(start + words.length, true));
          text.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
        }""",
        words,
    )


PAGES = ("", "incidents/ID", "reports", "reports/1", "review", "adjudicate?first=Ben&second=machine", "judgements",
         "add", "export", "nowhere")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(chrome, address, case, scheme, width):
    """Every page passes axe's rules, in light and dark, on a desk and on a phone; and none scrolls sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    claim = case.readings(limit=1)[0][1].claims[0]
    judge(case, "correct", [claim.id], by="Ben", changes={"killed": "12"})
    judge(case, "comment", [claim.id], by="Ana", note="see the second paragraph")
    incident = max(each_incident(case), key=lambda one: len(one.reports))
    context = chrome.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    context.set_default_timeout(SLOW)
    opened = context.new_page()
    opened.goto(address)
    base = address.split("/enter")[0]
    found = []
    for name in PAGES:
        opened.goto(f"{base}/c/river/{name.replace('ID', incident.id)}", wait_until="load")
        opened.wait_for_timeout(150)
        found += [
            (name, rule["id"], [node["html"][:120] for node in rule["nodes"]][:3])
            for rule in axe.Axe().run(opened).response["violations"]
            if rule["impact"] in {"serious", "critical"}
        ]
        if opened.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append((name, "scrolls sideways", []))
    context.close()
    assert [] == found


def test_pages_are_small(chrome, address):
    """What a page sends, all of it but the map, is under 300 KB."""
    context = chrome.new_context()
    context.add_init_script(CARD)
    opened = context.new_page()
    sizes: list[tuple[str, int]] = []
    opened.on("response", lambda got: sizes.append((got.url, len(got.body()))) if got.status == 200 else None)
    opened.goto(address)
    opened.locator(".map-frame.drawn").wait_for(timeout=SLOW)
    context.close()
    assert sum(size for url, size in sizes if urlsplit(url).path.rpartition("/")[2] not in OF_THE_MAP) < 300_000


OF_THE_MAP = {"maplibre-gl.mjs", "maplibre-gl-worker.mjs", "outlines.json", "world.json"}
"""Files that come once a page is there and somebody is near its map."""
