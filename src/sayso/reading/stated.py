"""The published date that a web page states in its markup; never one that is guessed from its words."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from sayso.errors import BadDate
from sayso.reading.dates import published_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

DATED_PATH = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/")
MAX_DEPTH = 8


def stated_date(tree: HtmlElement, *, url: str | None) -> dt.date | None:
    """Return the published date of the page *tree*: from JSON-LD, meta tags, ``<time>``, then its address.

    JSON-LD (schema.org ``datePublished``) comes first since it names what was published. A ``<time>`` counts
    only where it is marked as the published one, or where the page has no other. An address counts
    where its path holds ``/2020/10/22/``, as news sites file their articles.
    """
    candidates = (*_json_ld(tree), *_meta(tree), *_time(tree), *_address(tree, url))
    return next((date for value in candidates if (date := _date(value)) is not None), None)


def _date(value: str) -> dt.date | None:
    try:
        return published_date(value)
    except BadDate:
        return None


def _json_ld(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = msgspec.json.decode((script.text or "").strip())
        except (ValueError, RecursionError):
            continue
        yield from _published(data, MAX_DEPTH)


def _published(data: object, depth: int) -> Iterator[str]:
    if depth and isinstance(data, dict):
        value = data.get("datePublished")
        if isinstance(value, str) and _is_article(data.get("@type")):
            yield value
        for inner in data.values():
            yield from _published(inner, depth - 1)
    elif depth and isinstance(data, list):
        for inner in data:
            yield from _published(inner, depth - 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.endswith(tuple(_names()["types"])) for one in kinds)


def _meta(tree: HtmlElement) -> Iterator[str]:
    given: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            given.setdefault(name.strip().lower(), tag.get("content"))
    yield from (given[name] for name in _names()["meta"] if name in given)


def _time(tree: HtmlElement) -> Iterator[str]:
    times = [tag for tag in tree.iter("time") if tag.get("datetime")]
    marked = [tag for tag in times if tag.get("pubdate") is not None or tag.get("itemprop") == "datePublished"]
    yield from (tag.get("datetime") for tag in marked)
    # One element with a "datePublished" need not be a <time>.
    for tag in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield tag.get("datetime") or tag.get("content") or ""
    if len({tag.get("datetime")[:10] for tag in times}) == 1:
        yield times[0].get("datetime")


def _address(tree: HtmlElement, url: str | None) -> Iterator[str]:
    links = (tag.get("href") for tag in tree.iter("link") if (tag.get("rel") or "").lower() == "canonical")
    for address in (url, *links):
        match = DATED_PATH.search(address or "")
        if match:
            yield "-".join(match.groups())


@cache
def _names() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads((files("sayso.reading") / "data" / "stated.toml").read_text("utf-8"))
    return table
