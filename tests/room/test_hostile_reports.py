"""No words of a report make a page run something, or ask for something elsewhere: 120 tries in every field.

What the server sends of each of them is parsed by the browser and looked through; and pages that hold many of them are
opened, with their scripts, under the policy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit

import msgspec
import pytest

from sayso.casefile import Case
from sayso.casefile.gathering import each_incident, gather
from sayso.casefile.judgements import judge
from sayso.claim import Actor, Claim, Event, Link, Place, Reading, Toll, Weapon, When
from sayso.report import Quote, Report
from tests.casefile import made
from tests.room import hostile
from tests.room.browsing import SLOW, chromium, open_room, watched

TOGETHER = 30
"""Payloads on one page: as many claims as an incident shows side by side."""


def hostile_claim(payload: str, text: str, number: int, *, at: int = 0) -> Claim:
    """Return a claim in which every field that a report can fill is *payload*, whose words are at *at* in *text*."""
    end = at + max(len(payload), 1)
    words = {"start": at, "end": end, "text": text[at:end]}
    side = Actor(**words, name=payload, id=f"actor:{payload[:60]}", kind="rebels", country=payload[:40])
    other = Actor(**words, name=payload + " too", id=f"actor:other {payload[:60]}", kind="military")
    day = dt.date(2001, 1, 1) + dt.timedelta(days=40 * number)
    return Claim(
        id=f"{payload[:60]}{number}".replace("\n", " "),  # no address of a page has an end of line in it
        event=Event(id=f"e{number}", type="ASSAULT", mode=payload, contexts=(payload,), trigger=Quote(**words)),
        actors=(side,),
        recipients=(other,),
        weapons=(Weapon(**words, id="w", type=payload),),
        place=Place(**words, name=payload, lat=number % 80, lon=number % 170, country=payload[:40], admin1=payload,
                    admin2=payload, precision="point"),
        when=When(**words, value=payload, edtf=payload, earliest=day, latest=day, precision="day"),
        toll=(Toll(**words, harm="killed", who=payload, low=number, best=number, high=number),),
        chain=(Link(source=payload, kind="outlet", named=True, on_record=True),
               Link(source=payload, kind="person", named=True, on_record=True, start=at, end=end,
                    cue=Quote(**words), addressee=payload)),
        evidence=(Quote(**words),),
        confidence=0.5,
    )  # fmt: skip


def hostile_report(payload: str, text: str, number: int) -> Report:
    """Return a report of which all but the text is *payload*."""
    return msgspec.structs.replace(Report.from_text(text), id=payload[:80] + str(number), title=payload,
                                   outlet=payload, byline=payload, url=payload, language=payload)  # fmt: skip


def hostile_readings() -> Iterator[tuple[Reading, bytes]]:
    """Yield a reading for each payload, and then readings of reports that hold many."""
    for number, payload in enumerate(hostile.PAYLOADS):
        text = f"{payload} shelled {payload} near {payload} on a day, said {payload}."
        claim = hostile_claim(payload, text, number)
        yield reading_of(hostile_report(payload, text, number), (claim,))
    for first in range(0, len(hostile.PAYLOADS), TOGETHER):
        some = hostile.PAYLOADS[first : first + TOGETHER]
        text = "\n\n".join(some)
        starts = [sum(len(one) + 2 for one in some[:number]) for number in range(len(some))]
        claims = tuple(hostile_claim(payload, text, 1000 + first + number, at=starts[number])
                       for number, payload in enumerate(some))  # fmt: skip
        yield reading_of(hostile_report(some[0], text, 1000 + first), claims)


def reading_of(report: Report, claims: tuple[Claim, ...]) -> tuple[Reading, bytes]:
    """Return a reading, with the bytes that its report came as."""
    return Reading(report=report, claims=claims, model=made.OLD), report.text.encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def singles(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a case of all payloads, each commented on and corrected by somebody whose words are no better."""
    location = str(tmp_path_factory.mktemp("hostile") / "river.case")
    with Case(location, create=True) as case:
        case.put(hostile_readings())
        for reading in list(case.each_reading())[: len(hostile.PAYLOADS)]:
            payload = reading.report.title or "-"
            judge(case, "comment", [reading.claims[0].id], by=payload, note=payload)
            changes = {"place": payload.replace("@", " ").strip() or "x"}
            judge(case, "correct", [reading.claims[0].id], by="Ben", changes=changes)
        gather(case)
    return location


@pytest.fixture
def opened(singles: str):
    """Return a page that came into a room of the case; it fails where a page did what none may."""
    with chromium() as chrome, open_room(singles) as launch:
        context = chrome.new_context()
        context.set_default_timeout(SLOW)
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy ' + e.blockedURI))"
        )
        page = context.new_page()
        wrong = watched(page, urlsplit(launch).netloc)
        page.goto(launch)
        yield page
        context.close()
        assert [] == wrong


def test_what_is_sent_of_each_payload_holds_no_markup(opened, singles):
    """Every page of each of the 120: report (by its claim's address), incident, review; and what forms echo."""
    assert len(hostile.PAYLOADS) == 120
    with Case(singles) as case:
        names = [reading.claims[0].id for reading in case.each_reading()][: len(hostile.PAYLOADS)]
        incidents = [one.id for one in each_incident(case)]
    paths = [f"claims/{quote(name, safe='')}" for name in names]
    paths += [f"review?{urlencode({'claim': name})}" for name in names]
    paths += [f"incidents/{name}" for name in incidents]
    for first in range(0, len(hostile.PAYLOADS), TOGETHER):
        some = hostile.PAYLOADS[first : first + TOGETHER]
        whole = " ".join(one[:100] for one in some)
        paths.append(f"reports?{urlencode({'words': whole, 'outlet': whole})}")
        for page in ("", "export", "review"):
            paths.append(f"{page}?{urlencode([('actor', one[:200]) for one in some])}")
    assert [] == opened.evaluate(PARSED, [f"/c/river/{path}" for path in paths])


def test_pages_that_hold_many_payloads_run_and_ask_for_nothing(opened, singles):
    """All payloads, thirty on a page, with the page's scripts: no script of theirs, no request, no broken policy."""
    with Case(singles) as case:
        alone = [reading.claims[0].id for reading in case.each_reading()][: len(hostile.PAYLOADS)]
        judge(case, "merge", alone, by="Ben")
        gather(case)
        for first in range(0, len(alone), TOGETHER):
            judge(case, "split", alone[first : first + TOGETHER], by="Ben")
        gather(case)
        wide = [one.id for one in each_incident(case) if len(one.reports) == TOGETHER]
        last = case.counts()["reports"]
    assert 4 == len(wide)
    many = range(last - 3, last + 1)
    paths = ["", "?page=2", "?page=3", "reports", "reports?after=50", "reports?after=100"]
    paths += ["judgements", "judgements?before=200", "adjudicate?first=Ben&second=machine", "export", "add"]
    paths += [f"incidents/{name}" for name in wide] + [f"reports/{number}" for number in many]
    with Case(singles) as case:
        claims = [case.readings(after=number - 1, limit=1)[0][1].claims[number % 7].id for number in many]
    paths += [f"review?{urlencode({'claim': name})}" for name in claims]
    base = opened.url.split("/c/")[0]
    for path in paths:
        assert opened.goto(f"{base}/c/river/{path}", wait_until="load").status == 200, path
        assert opened.evaluate(f"({FOREIGN})(document)") == [], path
        assert not opened.evaluate("window.ran"), path
    # What an answer of htmx brings is held to the same.
    opened.goto(f"{base}/c/river/")
    opened.locator("#f-type-ASSAULT").click()
    opened.wait_for_url(re.compile("type=ASSAULT"))
    assert opened.evaluate(f"({FOREIGN})(document)") == []


FOREIGN = """page => [
  ...[...page.querySelectorAll('*')].filter(one =>
    (one.localName === 'script' && !(one.getAttribute('src') || '').startsWith('/static/'))
    || ['iframe', 'object', 'embed', 'base', 'style', 'video', 'audio', 'img', 'image', 'use', 'animate', 'template',
        'math', 'marquee'].includes(one.localName)
    || [...one.attributes].some(({ name, value }) => name.startsWith('on') || name.startsWith('hx-on')
      || name === 'style' && one.localName !== 'svg' && one.localName !== 'text'
          && !one.closest('.map-frame') || name === 'srcdoc'
      || (['href', 'src', 'action', 'hx-get', 'hx-post', 'data-hx-get', 'xlink:href'].includes(name)
          && !/^(\\/(?!\\/)|\\?|#|$)/.test(value) && !/^https?:\\/\\//.test(value)))
  ).map(one => one.outerHTML.slice(0, 200))]"""
"""Elements and attributes that no page of the room has."""
PARSED = f"""async paths => {{
  const foreign = {FOREIGN};
  const wrong = [];
  for (const path of paths) {{
    const got = await fetch(path);
    const found = foreign(new DOMParser().parseFromString(await got.text(), 'text/html'));
    if (got.status !== 200 || found.length) wrong.push([path, got.status, ...found]);
  }}
  return wrong;
}}"""
"""Asks for pages and has the browser parse them, without opening them; returns those that hold what none may."""
