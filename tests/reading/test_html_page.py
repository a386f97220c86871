"""A web page gives its article and what it states of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from hashlib import sha256

import pytest

from sayso.errors import EmptyInput, InputError, TooLarge
from sayso.reading.html import declared, of_page
from sayso.reading.limits import MIB
from sayso.report import Report

HEAD = (
    '<meta property="og:site_name" content="The Invented Post"><meta name="author" content="Jo Roe">'
    '<meta property="article:published_time" content="2021-03-04T10:00:00Z">'
)


def read_page(page: str | bytes, *, url: str | None = None, at_most: int = MIB) -> Report:
    """Return the report on *page*."""
    data = page if isinstance(page, bytes) else page.encode()
    return of_page(data, source="a.html", url=url, charset=None, at_most=at_most)


def test_article_and_fields(page_of: Callable[..., str], article: Sequence[str]) -> None:
    """The article's paragraphs lie apart by an empty line; the fields are the page's."""
    page = page_of(HEAD)
    digest = sha256(page.encode()).hexdigest()
    expected = Report(
        id=digest, sha256=digest, title="Army takes Alba", outlet="The Invented Post", byline="Jo Roe",
        published=dt.date(2021, 3, 4), language="en", url="https://post.example/a", text="\n\n".join(article),
    )  # fmt: skip
    assert expected == read_page(page, url="https://post.example/a")


def test_what_is_not_stated_is_unknown(page_of: Callable[..., str]) -> None:
    """No outlet, byline or date is made up."""
    report = read_page(page_of(lang=""), url="https://www.post.example/a")
    assert (None, None, None, None) == (report.outlet, report.byline, report.published, report.language)


def test_declared_encoding(page_of: Callable[..., str]) -> None:
    """The encoding is the one that the markup declares."""
    page = page_of('<meta charset="windows-1251">', paragraphs=["Представитель армии заявил об этом. " * 9], lang="ru")
    assert "Представитель армии" in read_page(page.encode("cp1251")).text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META http-equiv=Content-Type content='text/html; charset=big5'>", "big5"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<html>", None),
    ],
)
def test_declaration(data: bytes, name: str | None) -> None:
    """Declarations of HTML 4, HTML 5 and XHTML are found."""
    assert name == declared(data)


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<!-- nothing -->", "<html><body><script>run()</script></body></html>"]
)
def test_no_article(page: str) -> None:
    """A page without words is an error."""
    with pytest.raises(InputError) as caught:
        read_page(page)
    assert caught.value.code in {"empty", "malformed"}


def test_text_over_the_limit(page_of: Callable[..., str]) -> None:
    """An article over the size of a report is an error."""
    with pytest.raises(TooLarge):
        read_page(page_of(), at_most=100)


def test_empty_page_says_what_to_do() -> None:
    """The remedy names a way for pages that only a browser can show."""
    with pytest.raises(EmptyInput, match="browser"):
        read_page("<html><body><div id=app></div></body></html>")
