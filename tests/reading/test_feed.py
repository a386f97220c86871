"""A feed's entries are reports."""

from __future__ import annotations

import datetime as dt

import pytest

from sayso.errors import InputError
from sayso.reading.feed import fragment_text, parse
from sayso.reading.jobs import Job
from sayso.reading.limits import DEFAULT
from sayso.report import Report

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Invented Wire</title><language>en-GB</language>
<item><title>Army &amp; rebels</title><link>https://wire.example/1</link>
<pubDate>Thu, 04 Mar 2021 23:30:00 -0500</pubDate>
<dc:creator>Jo Roe</dc:creator>
<description>&lt;p&gt;The army said so.&lt;/p&gt;&lt;p&gt;More&lt;br&gt;of it.&lt;/p&gt;</description>
</item>
<item><title>No words</title><link>https://wire.example/2</link></item>
<item><description>Odd date</description><pubDate>soon</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Invented Wire</title><updated>2021-03-06T00:00:00Z</updated>
<entry><id>1</id><title>Alba</title><updated>2021-03-06T00:00:00Z</updated>{published}
<author><name>Jo Roe</name></author>
<summary>In short.</summary>
<content type="html">&lt;p&gt;In full, and longer.&lt;/p&gt;</content></entry></feed>"""


def entries(feed: str) -> list[Report | InputError]:
    """Return what *feed* gives."""
    job = Job(parser="", source="a.rss", data=feed.encode(), limits=DEFAULT)
    return list(parse(job))


def test_rss_entry() -> None:
    """An entry gives all its fields; its markup becomes paragraphs."""
    report = entries(RSS)[0]
    assert isinstance(report, Report)
    assert ("Army & rebels", "Invented Wire", "Jo Roe", dt.date(2021, 3, 4), "en", "https://wire.example/1") == (
        report.title, report.outlet, report.byline, report.published, report.language, report.url,
    )  # fmt: skip
    assert "The army said so.\n\nMore of it." == report.text


def test_entry_without_words() -> None:
    """An entry without text is an error that names the article; the next is read, its odd date unknown."""
    _, empty, odd = entries(RSS)
    assert isinstance(empty, InputError)
    assert isinstance(odd, Report)
    assert ("empty", True, None) == (empty.code, "https://wire.example/2" in str(empty), odd.published)


@pytest.mark.parametrize(
    ("published", "day"), [("<published>2021-03-04T10:00:00Z</published>", dt.date(2021, 3, 4)), ("", None)]
)
def test_atom_entry(published: str, day: dt.date | None) -> None:
    """The fullest text is taken; the day of an update is no published date."""
    [report] = entries(ATOM.format(published=published))
    assert isinstance(report, Report)
    assert ("In full, and longer.", day) == (report.text, report.published)


@pytest.mark.parametrize(
    ("feed", "code"),
    [
        ("<doc><a/></doc>", "malformed"),
        ("<rss", "malformed"),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "empty"),
    ],
)
def test_no_feed(feed: str, code: str) -> None:
    """Other XML, broken XML and a feed without entries are errors."""
    with pytest.raises(InputError) as caught:
        entries(feed)
    assert code == caught.value.code


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain &amp; simple", "plain & simple"),
        ("<script>x</script>a", "a"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
    ],
)
def test_fragments(markup: str, text: str) -> None:
    """Markup becomes text with an empty line between blocks."""
    assert text == fragment_text(markup)
