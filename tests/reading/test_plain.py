"""Text files keep their words as they stand, and give what they say of themselves."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadDate, EmptyInput
from sayso.reading.plain import parse_text
from sayso.report import Report

TRICKY = [
    "\r\n",
    "\n\n",
    "مرحبا بالعالم",
    "שלום",
    "e\u0301",
    "👩‍👩‍👧‍👦",
    "🇦🇫",
    "\u200f",
    "\u2028",
    "\t",
    "“so” – he",
    "a",
]
TEXT = st.lists(st.one_of(st.sampled_from(TRICKY), st.text(st.characters(exclude_categories=["Cs", "Cc"]))), min_size=1)
HEADED = (
    "Title: Army takes Alba\r\nOutlet: The Invented Post\nAuthor: Jo Roe\nDate: 4 March 2021\n\nThe army said so.\n"
)


def parsed(text: str, *, outlet: str | None = None) -> Report:
    """Return the report that a UTF-8 file of *text* gives."""
    return parse_text(text.encode(), source="a.txt", outlet=outlet)


@given(pieces=TEXT, data=st.data())
@settings(deadline=None)
def test_words_stay_and_spans_hold(pieces: list[str], data: st.DataObject) -> None:
    """Line ends, scripts, combining marks and emoji stay; a span of the file's text is that of the report's."""
    text = "x" + "".join(pieces)
    report = parsed(text)
    assert text == report.text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text[start:end] == report.quote(start, end).text


def test_named_by_its_bytes() -> None:
    """The id is the hash of the file's bytes."""
    digest = sha256("\ufeffhello".encode()).hexdigest()
    assert (digest, digest, "hello") == ((r := parsed("\ufeffhello")).id, r.sha256, r.text)


def test_header_lines() -> None:
    """A block of header lines gives the fields and leaves the text."""
    report = parsed(HEADED)
    assert ("Army takes Alba", "The Invented Post", "Jo Roe", dt.date(2021, 3, 4), "The army said so.\n") == (
        report.title, report.outlet, report.byline, report.published, report.text,
    )  # fmt: skip


def test_front_matter() -> None:
    """Markdown's fenced block is a header too, and unknown keys in it are passed over."""
    report = parsed('---\ntitle: "Army takes Alba"\ntags: war\n---\n# Alba\n\nThe army said so.')
    assert ("Army takes Alba", "# Alba\n\nThe army said so.") == (report.title, report.text)


@pytest.mark.parametrize(
    "text", ["Note: it rained.\n\nMore.", "Author: none of us.\n\nMore.", "Place: Alba\nMood: bad\n\nMore."]
)
def test_sentences_with_a_colon_are_no_header(text: str) -> None:
    """One line, or lines that name no fields, are text."""
    assert text == parsed(text).text


def test_header_with_a_bad_date() -> None:
    """A header's date that is none is an error, not an unknown date."""
    with pytest.raises(BadDate, match=r"a\.txt"):
        parsed("Title: A\nDate: 2021-02-30\n\nText.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Army takes Alba\n\nThe army said so.", "Army takes Alba"),
        ("# Army takes Alba\r\n\r\nThe army said so.", "Army takes Alba"),
        ("The army said so.\n\nMore.", None),
        ("A first line\nthat goes on\n\nMore.", None),
        ("Only one line", None),
        ("ALBA, March 4 (Invented Wire) - The army said so\n\nMore.", None),
        ("x" * 300 + "\n\nMore.", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    """The title is a first paragraph of one line without a full stop; it stays in the text."""
    assert (title, text) == ((report := parsed(text)).title, report.text)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("ALBA, March 4 (Invented Wire) - The army said so.", "Invented Wire"),
        ("Army takes Alba\n\nALBA, Northland, Mar. 4 (IW) — The army said so.", "IW"),
        ("The rebels (formerly the Front) - and others - said so.", None),
        ("The army said so.", None),
    ],
)
def test_dateline(text: str, outlet: str | None) -> None:
    """A dateline names the agency; it has no year, so it gives no date."""
    assert (outlet, None) == ((report := parsed(text)).outlet, report.published)


def test_dateline_gives_way_to_the_user() -> None:
    """The outlet that the user names printed the agency's report."""
    assert "The Post" == parsed("ALBA, March 4 (Invented Wire) - The army said so.", outlet="The Post").outlet


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Army takes Alba\n\nBy Jo Roe\n\nThe army said so.", "Jo Roe"),
        ("The army said so.\n\nAuthor: Jo Roe\n\nJo Roe writes for the Post.", "Jo Roe"),
        ("By Monday the army had taken it.\n\nMore.", None),
    ],
)
def test_byline(text: str, byline: str | None) -> None:
    """A line at the top or the end that says who wrote it gives the byline."""
    assert byline == parsed(text).byline


@pytest.mark.parametrize("text", [" \n\t\r\n", "Title: A\nOutlet: B\n\n  \n"])
def test_no_text(text: str) -> None:
    """A file without words is an error."""
    with pytest.raises(EmptyInput):
        parsed(text)
