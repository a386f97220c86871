"""An RSS or Atom feed to reports: each entry that carries text is one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.errors import BadDate, EmptyInput, InputError, Malformed
from sayso.reading.dates import published_date
from sayso.reading.jobs import Original
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.reading.jobs import Job

BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article", "table",
     "tr", "figure", "pre", "hr"}
)  # fmt: skip
SILENT = ("script", "style", "figcaption")


def parse(job: Job) -> Iterator[Report | Original | InputError]:
    """Yield a report, or what is wrong with it, for each entry of the feed of *job*."""
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": f"application/xml; charset={job.charset}"} if job.charset else {}
    # A stream, since feedparser takes bytes for an address or a file's name where they look like one.
    feed = feedparser.parse(io.BytesIO(job.data), response_headers=headers, resolve_relative_uris=False)
    if not feed.entries:
        if feed.version and not feed.bozo:
            raise EmptyInput("The feed has no entries", source=job.source, remedy="Try again later.")
        remedy = "Give an RSS or Atom feed; for another kind of XML, give its text in a .txt file."
        raise Malformed("This is no RSS or Atom feed, or a broken one", source=job.source, remedy=remedy)
    for number, entry in enumerate(feed.entries, start=1):
        try:
            report, original = _of_entry(entry, feed=feed, source=f"entry {number} of {job.source}")
        except InputError as error:
            yield error
            continue
        if job.keep:
            yield original
        yield report


# feedparser's values are untyped dictionaries
def _of_entry(entry: Any, *, feed: Any, source: str) -> tuple[Report, Original]:
    bodies = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    text = max((fragment_text(body) for body in bodies), key=len)
    link = entry.get("link") or None
    if not text:
        remedy = f"Give the article itself: {link}." if link else "Give the article itself."
        raise EmptyInput("The entry carries no text", source=source, remedy=remedy)
    title = fragment_text(entry.get("title") or "") or None
    stated = [entry.get("title"), link, entry.get("published"), text]
    data = msgspec.json.encode(stated)
    digest = sha256(data).hexdigest()
    report = Report(
        id=digest,
        sha256=digest,
        title=" ".join(title.split()) if title else None,
        outlet=(entry.get("source") or {}).get("title") or feed.feed.get("title") or None,
        byline=entry.get("author") or None,
        published=_published(entry, feed.version),
        language=_language(feed.feed.get("language")),
        url=link,
        text=text,
    )
    return report, Original(digest, data)


def _published(entry: Any, version: str) -> dt.date | None:
    """Atom's ``updated`` is no published date; RSS knows but one date, which feedparser may call by that name."""
    value = entry.get("published") or (entry.get("updated") if version.startswith("rss") else None)
    try:
        return published_date(value) if value else None
    except BadDate:
        return None


def _language(tag: str | None) -> str | None:
    return tag.replace("_", "-").split("-")[0].strip().lower() or None if tag else None


def fragment_text(markup: str) -> str:
    """Return the text of a piece of HTML, an empty line between its blocks."""
    from lxml import html  # type: ignore[import-untyped]

    if not markup.strip():
        return ""
    tree = html.fragment_fromstring(markup, create_parent="div")
    for silent in tree.xpath("|".join(f".//{tag}" for tag in SILENT)):
        silent.drop_tree()
    for element in tree.iter():
        if element.tag == "br":
            element.tail = "\n" + (element.tail or "")
        elif element.tag in BLOCKS and element is not tree:
            element.text = "\n\n" + (element.text or "")
            element.tail = "\n\n" + (element.tail or "")
    blocks = (" ".join(block.split()) for block in str(tree.text_content()).split("\n\n"))
    return "\n\n".join(block for block in blocks if block)
