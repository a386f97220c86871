"""A browser goes through the room: what a person sees, does and finds again, and what a report can't make it do."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from urllib.parse import urlsplit

import msgspec
import pytest

from sayso.casefile import Case
from sayso.casefile.gathering import each_incident, gather
from sayso.casefile.judgements import judge, judgements
from sayso.claim import Actor, Claim, Event, Link, Place, Reading, Toll, Weapon, When
from sayso.report import Quote, Report
from tests.casefile import made
from tests.room import hostile
from tests.room.browsing import CARD, SLOW, open_room, watched

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


def hostile_reading(payload: str, number: int) -> tuple[Reading, bytes]:
    """Return a reading in which every field that a report can fill is *payload*."""
    text = f"{payload} shelled {payload} near {payload} on a day, said {payload}."
    report = msgspec.structs.replace(
        Report.from_text(text), id=payload[:80] + str(number), title=payload, outlet=payload, byline=payload,
        url=payload, language=payload,
    )  # fmt: skip
    words = {"start": 0, "end": max(len(payload), 1), "text": text[: max(len(payload), 1)]}
    side = Actor(**words, name=payload, id=f"actor:{payload[:60]}", kind="rebels", country=payload[:40])
    other = Actor(**words, name=payload + " too", id=f"actor:other {payload[:60]}", kind="military")
    claim = Claim(
        id=f"{payload[:60]}{number}",
        event=Event(id=f"e{number}", type="ASSAULT", mode=payload, contexts=(payload,), trigger=Quote(**words)),
        actors=(side,),
        recipients=(other,),
        weapons=(Weapon(**words, id="w", type=payload),),
        place=Place(**words, name=payload, lat=number % 80, lon=number, country=payload[:40], admin1=payload,
                    admin2=payload, precision="point"),
        when=When(**words, value=payload, edtf=payload, earliest=made_day(number),
                  latest=made_day(number), precision="day"),
        toll=(Toll(**words, harm="killed", who=payload, low=number, best=number, high=number),),
        chain=(Link(source=payload, kind="outlet", named=True, on_record=True),
               Link(source=payload, kind="person", named=True, on_record=True, start=0, end=words["end"],
                    cue=Quote(**words), addressee=payload)),
        evidence=(Quote(**words),),
        confidence=0.5,
    )  # fmt: skip
    return Reading(report=report, claims=(claim,), model=made.OLD), text.encode("utf-8", "surrogatepass")


def made_day(number: int):
    """Return a day of its own."""
    import datetime as dt

    return dt.date(2001, 1, 1) + dt.timedelta(days=40 * number)


def test_no_report_makes_a_page_run_or_ask_for_anything(chrome, tmp_path):
    """120 payloads in every field that a report fills, on every page: no script, no request, no broken policy."""
    assert len(hostile.PAYLOADS) == 120
    location = str(tmp_path / "river.case")
    with Case(location, create=True) as case:
        case.put(hostile_reading(payload, number) for number, payload in enumerate(hostile.PAYLOADS))
        gather(case)
        for reading in list(case.each_reading()):
            payload = reading.report.title or "-"
            judge(case, "comment", [reading.claims[0].id], by=payload, note=payload)
            changes = {"place": payload.replace("@", " ").strip() or "x"}
            judge(case, "correct", [reading.claims[0].id], by="Ben", changes=changes)
        names = [one.id for one in each_incident(case)]
    with open_room(location) as launch:
        base, host = launch.split("/enter")[0], urlsplit(launch).netloc
        context = chrome.new_context()
        context.set_default_timeout(SLOW)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy ' + e.blockedURI))"
        )
        opened = context.new_page()
        wrong = watched(opened, host)
        opened.goto(launch)
        paths = [f"?page={number}" for number in (1, 2, 3)] + ["reports", "reports?after=50", "reports?after=100"]
        paths += ["judgements", "judgements?before=150", "review", "adjudicate?first=Ben&second=machine", "export"]
        paths += [f"reports/{number}" for number in range(1, 121)] + [f"incidents/{name}" for name in names[:20]]
        for path in paths:
            assert opened.goto(f"{base}/c/river/{path}", wait_until="load").status == 200, path
            assert opened.evaluate(FOREIGN) == [], path
        # What an answer of htmx brings is held to the same.
        opened.goto(f"{base}/c/river/")
        opened.locator("#f-type-ASSAULT").click()
        opened.wait_for_url(re.compile("type=ASSAULT"))
        assert opened.evaluate(FOREIGN) == []
        context.close()
    assert [] == wrong


FOREIGN = """() => [
  ...(window.ran ? ['ran'] : []),
  ...[...document.querySelectorAll('*')].filter(one =>
    (one.localName === 'script' && !(one.getAttribute('src') || '').startsWith('/static/'))
    || ['iframe', 'object', 'embed', 'base', 'style', 'video', 'audio', 'img', 'image', 'use', 'animate', 'template',
        'math', 'marquee'].includes(one.localName)
    || [...one.attributes].some(({ name, value }) => name.startsWith('on') || name.startsWith('hx-on')
      || name === 'style' && one.localName !== 'text' && !one.closest('.map-frame') || name === 'srcdoc'
      || (['href', 'src', 'action', 'hx-get', 'hx-post', 'data-hx-get', 'xlink:href'].includes(name)
          && !/^(\\/(?!\\/)|\\?|#|$)/.test(value) && !/^https?:\\/\\//.test(value)))
  ).map(one => one.outerHTML.slice(0, 200))]"""
"""Elements and attributes that no page of the room has."""
