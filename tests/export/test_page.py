import re
from base64 import b64encode
from hashlib import sha256

import invented
import msgspec
import pytest
from lxml import html

from sayso.claim import Actor, Claim, Event, Link, Place, Reading, Statement, Toll, Weapon, When
from sayso.export.page import page
from sayso.report import Quote, Report

PAYLOADS = (
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title></textarea></script><svg onload=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}",
    "&lt;b&gt; &amp;#x3C;",
    "--><!--<iframe srcdoc=x>",
)  # fmt: skip
ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
    "vbscript:x",
    "//lantern.example/x", "file:///etc/passwd", "http:javascript", "https://[", "\x01javascript:alert(1)",
)  # fmt: skip


def parsed(*entries):
    """Return the page of *entries* as a tree of elements."""
    return html.document_fromstring(page(entries).decode())


def hostile(payload, **report):
    """Return a reading in which every field that a report can fill holds *payload*."""
    source = Report.from_text(
        f"{payload}\n\n{payload}", id=payload, title=payload, outlet=payload, byline=payload, language=payload,
        **{"url": payload} | report,
    )  # fmt: skip
    words = {"start": 0, "end": len(payload), "text": payload}
    quote = Quote(**words)
    actor = Actor(**words, name=payload, id=payload)
    claim = Claim(
        id=payload, event=Event(id=payload, type="ASSAULT", mode=payload, contexts=(payload,), trigger=quote),
        actors=(actor,), recipients=(actor,), weapons=(Weapon(**words, id=payload, type=payload),),
        place=Place(**words, name=payload, lat=9.5, lon=31.6, country=payload, admin1=payload, admin2=payload),
        when=When(**words, value=payload, edtf=payload), toll=(Toll(**words, harm="killed", who=payload, low=1),),
        chain=(Link(source=payload, kind="unknown", named=False, on_record=False, cue=quote, addressee=payload),),
        evidence=(quote,), confidence=0.5,
    )  # fmt: skip
    statement = Statement(source=((0, 1),), cue=((1, 2),), content=((2, len(payload)),))
    card = msgspec.structs.replace(invented.CARD, name=payload, version=payload, sha256=payload)
    return Reading(report=source, statements=(statement,), claims=(claim,), model=card)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_report_says_is_never_markup(payload):
    """A hostile string in any field adds no element and no attribute that runs, and is shown as it is."""
    failure = msgspec.structs.replace(
        invented.unread(), error=msgspec.structs.replace(invented.unread().error, input=payload, message=payload)
    )
    document = parsed(hostile(payload), failure, invented.market())
    harmless = parsed(hostile("harmless, words"), failure, invented.market())
    assert {e.tag for e in harmless.iter()} == {e.tag for e in document.iter()}
    assert 1 == len(document.xpath("//script")) == len(document.xpath("//style"))
    attributes = {name for element in document.iter() for name in element.attrib}
    assert set() == {name for name in attributes if name.startswith("on") or name in {"style", "src", "srcdoc"}}
    assert document.text_content().count(payload) > 10


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_of_the_web_is_no_link(address):
    """Only http and https addresses of a report can be followed; any other is shown as text."""
    document = parsed(hostile("x y", url=address))
    assert {"#", "d"} == {href[0] for href in document.xpath("//@href")}
    assert ["data:,"] == [href for href in document.xpath("//@href") if href[0] == "d"]


def test_an_address_of_the_web_is_a_link_that_tells_nothing():
    """The report's own address can be followed, without a referrer and without handing over the page."""
    (link,) = parsed(invented.market()).xpath("//a[starts-with(@href, 'http')]")
    assert ("https://lantern.example/market", {"noopener", "noreferrer", "nofollow"}) == (
        link.get("href"),
        set(link.get("rel").split()),
    )


def test_the_policy_lets_only_the_page_s_own_script_and_style_run():
    """The policy names the hashes of the one script and the one style, and nothing may be fetched."""
    text = page(invented.entries()).decode()
    policy = html.document_fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    def fingerprint(tag):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"

    expected = {"default-src": "'none'", "style-src": fingerprint("style"), "script-src": fingerprint("script"),
                "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}  # fmt: skip
    assert expected == rules


def test_the_page_asks_nothing_of_the_network():
    """No element of the page loads anything."""
    document = parsed(*invented.entries())
    assert [] == document.xpath("//*[@src or @srcset or @background or @action or @data-src]")
    assert ["data:,"] == document.xpath("//link/@href")
    assert "url(http" not in page(invented.entries()).decode()
    assert "@import" not in page(invented.entries()).decode()


def test_the_same_entries_give_the_same_bytes():
    """Nothing of the day or the machine is in the page."""
    assert page(invented.entries()) == page(invented.entries())


@pytest.mark.parametrize("reading", [invented.market(), invented.bridge()])
def test_the_text_is_shown_whole(reading):
    """However spans overlap, the words of the text stand there once and in order, each segment at its offsets."""
    document = parsed(reading)
    for segment in document.xpath("//section[@class='text']//*[@data-start]"):
        assert reading.report.text[int(segment.get("data-start")) : int(segment.get("data-end"))] == segment.text
    shown = "".join(document.xpath("//section[@class='text']")[0].itertext())
    assert reading.report.text.split() == shown.split()


def test_every_cell_points_to_its_words():
    """The words of each cell are those at its spans."""
    reading = invented.market()
    text = reading.report.text
    card = parsed(reading).xpath("//*[@id='r1c1']")[0]
    words = {}
    for cell in card.xpath(".//*[contains(@class, 'cell')]"):
        spans = [tuple(map(int, span.split("-"))) for span in cell.get("data-spans").split()]
        words[cell.text_content()] = [text[start:end] for start, end in spans]
    expected = {
        "Amber Front": ["the Amber Front"], "shelled": ["shelled"], "civilians": ["civilians"],
        "Bentiu, Unity, South Sudan": ["Bentiu"], "18 March 2021": ["Thursday night"],
        "9–14 civilians killed": ["between nine and 14 civilians"],
        "Southern Courier": ["the Southern Courier", "reported"],
    }  # fmt: skip
    assert expected == words


def test_every_span_of_a_card_has_segments():
    """Choosing a claim lights words up: each of its spans is covered by segments of the text."""
    document = parsed(invented.market())
    starts = {int(s.get("data-start")) for s in document.xpath("//section[@class='text']//*[@data-start]")}
    for card in document.xpath("//li[@class='card']"):
        cells = card.xpath(".//*[@data-spans]/@data-spans")
        assert set() == {int(span.split("-")[0]) for cell in cells for span in cell.split()} - starts


def test_links_within_the_page_lead_somewhere():
    """Each link to a claim or a report is to one that is there, and no two share a name."""
    document = parsed(*invented.entries())
    names = document.xpath("//@id")
    assert len(names) == len(set(names))
    assert set() == {href[1:] for href in document.xpath("//@href") if href.startswith("#")} - set(names)


def test_a_trigger_leads_to_its_claim():
    """The word that tells of an event carries its claim's number and a link to it."""
    links = parsed(invented.market()).xpath("//section[@class='text']//a")
    expected = [("shelled", "1", "#r1c1"), ("fired", "2", "#r1c2"), ("struck", "3", "#r1c3"), ("shelled", "4", "#r1c4")]
    assert expected == [(link.text, link.get("data-claims"), link.get("href")) for link in links][:4]


def test_a_chain_is_drawn_from_the_outlet_to_the_origin():
    """The path runs outlet, paper, unnamed official, and ends in what is said; an unnamed source is marked."""
    steps = parsed(invented.market()).xpath("//*[@id='r1c2']//ol[@class='chain']/li")
    assert ["named", "named", "unnamed", "end st-occurred"] == [step.get("class") for step in steps]
    assert "unnamed, told the Courier" in " ".join(steps[2].text_content().split())


def test_a_denial_ends_in_a_denial():
    """What a source denies is not drawn like what one asserts, in words and not in colour alone."""
    (end,) = parsed(invented.market()).xpath("//*[@id='r1c4']//ol[@class='chain']/li[last()]")
    assert "✕ says that it did not happen" == " ".join(end.text_content().split())


def test_unknown_days_and_places_are_listed_apart():
    """A claim without a day is in no bar, and one without a place has no dot: both are named beside."""
    document = parsed(invented.market())
    apart = document.xpath("//section[contains(@class, 'when')]//details[@class='apart']//a/@href")
    assert ["#r1c2", "#r1c4", "#r1c6", "#r1c7"] == apart
    unplaced = document.xpath("//section[contains(@class, 'where')]//details[contains(@class, 'apart')]//a/@href")
    assert ["#r1c2", "#r1c7"] == unplaced


def test_the_timeline_has_a_bar_for_each_dated_claim():
    """Bars stand in the order of their days."""
    rows = parsed(invented.market()).xpath("//div[@class='timeline']//li//a/@href")
    assert ["#r1c5", "#r1c3", "#r1c1"] == rows


def test_a_report_without_claims_says_so():
    """An empty reading is no blank page, and has neither timeline nor map."""
    document = parsed(invented.weather())
    assert "No claim about a conflict event was found" in document.text_content()
    assert [] == document.xpath("//section[contains(@class, 'when')]")


def test_a_report_that_could_not_be_read_is_listed():
    """Its code, what happened and what to do are on the page, beside the reports that were read."""
    (failures,) = parsed(*invented.entries()).xpath("//*[@id='failures']")
    shown = " ".join(failures.text_content().split())
    assert "reports/lost.txt not-found there is no such file. Check the path." in shown


def test_no_entry_gives_a_page():
    """A folder without reports gives a page that says so."""
    assert "There was no report to read." in parsed().text_content()


def test_right_to_left_text_sets_its_own_direction():
    """Titles and paragraphs take the direction of their words."""
    document = parsed(invented.bridge())
    assert "auto" == document.xpath("//h2[@id='r1-title']")[0].get("dir")
    assert {"auto"} == {p.get("dir") for p in document.xpath("//section[@class='text']/p")}


def test_a_date_is_asked_for():
    """Where the published date is lacking, the page says how to give it."""
    assert "--published YYYY-MM-DD" in parsed(invented.bridge()).text_content()


def test_control_characters_and_surrogates_are_shown_as_replaced():
    """A text that no encoding holds still gives a page in UTF-8, with each character in its place."""
    document = parsed(Reading(report=Report.from_text("a\x00b\x1b[2J\ud800c"), model=invented.CARD))
    assert "a\ufffdb\ufffd[2J\ufffdc" == document.xpath("//section[@class='text']/p")[0].text_content()
