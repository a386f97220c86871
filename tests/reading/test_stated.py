"""A page's date is what its markup states, and never a guess."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import html

from sayso.reading.stated import stated_date

DAY = dt.date(2021, 3, 4)


def ld(data: str) -> str:
    """Return a JSON-LD script of *data*."""
    return f'<script type="application/ld+json">{data}</script>'


STATED = {
    "json-ld": ld('{"@type": "NewsArticle", "datePublished": "2021-03-04T22:00:00-05:00"}'),
    "json-ld graph": ld('{"@graph": [{"@type": ["Thing", "Article"], "datePublished": "2021-03-04"}]}'),
    "open graph": '<meta property="article:published_time" content="2021-03-04T01:00:00Z">',
    "name": '<meta name="PubDate" content="March 4, 2021">',
    "microdata": '<span itemprop="datePublished" content="2021-03-04"></span>',
    "marked time": '<time datetime="2021-03-01">x</time><time datetime="2021-03-04" pubdate>y</time>',
    "only time": '<time datetime="2021-03-04T10:00">4 March</time>',
    "canonical": '<link rel="canonical" href="https://post.example/2021/03/04/alba">',
}
SILENT = {
    "words": "<p>On 4 March 2021 the army took Alba.</p>",
    "copyright": "<footer>© 2021 The Post, 2021-03-04</footer>",
    "modified": '<meta property="article:modified_time" content="2021-03-04">',
    "many times": '<time datetime="2021-03-04">a</time><time datetime="2021-03-05">b</time>',
    "another thing": ld('{"@type": "VideoObject", "datePublished": "2021-03-04"}'),
    "broken": '<script type="application/ld+json">{"datePublished": </script><meta name="pubdate" content="soon">',
    "picture": '<img src="/2021/03/04/alba.jpg">',
}


@pytest.mark.parametrize("markup", STATED.values(), ids=STATED)
def test_stated(markup: str) -> None:
    """Each way of stating the date is read, as the day that is written."""
    assert DAY == stated_date(html.document_fromstring(f"<html><body>{markup}<p>x</p></body></html>"), url=None)


@pytest.mark.parametrize("markup", SILENT.values(), ids=SILENT)
def test_not_stated(markup: str) -> None:
    """Dates of other things, and dates in the words, are not the published date."""
    assert None is stated_date(html.document_fromstring(f"<html><body>{markup}<p>x</p></body></html>"), url=None)


def test_address_comes_last() -> None:
    """The page's own word counts more than its address."""
    tree = html.document_fromstring(f"<html><body>{STATED['open graph']}</body></html>")
    assert DAY == stated_date(tree, url="https://post.example/2021/03/05/alba")
