"""A web page to a report: the article's text in paragraphs, and what the page states of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.errors import EmptyInput, Malformed, TooLarge
from sayso.reading.decoding import decode_page
from sayso.reading.limits import MIB
from sayso.reading.stated import stated_date
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.reading.jobs import Job

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
DECLARED_WITHIN = 4096  # WHATWG asks for the first 1024 bytes; older pages put scripts before it


def parse(job: Job) -> Iterator[Report]:
    """Yield the report on the web page of *job*."""
    yield of_page(job.data, source=job.source, url=job.url, charset=job.charset, at_most=job.limits.report)


def of_page(data: bytes, *, source: str, url: str | None, charset: str | None, at_most: int) -> Report:
    """Return the report on the page *data*; the text is trafilatura's, precision first, an empty line between blocks.

    Title, byline, outlet (the site's name) and language are what the page states; the date is `stated_date`.
    """
    from lxml import html  # type: ignore[import-untyped]
    from lxml.etree import ParserError  # type: ignore[import-untyped]
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = decode_page(data, source=source, declared=charset or declared(data))
    if not page.strip():
        raise EmptyInput("There is nothing in it", source=source, remedy="Check that the page was saved in full.")
    try:
        # Bytes, since lxml refuses text that declares an encoding.
        tree = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except ParserError:
        raise Malformed("There is no HTML in it", source=source, remedy="Save the page anew.") from None
    published = stated_date(tree, url=url)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    # Its own date is passed over, for it takes dates from the words of the page too. It gets the page
    # as text, since it prunes a tree that it is given.
    found = bare_extraction(
        page, url=url, favor_precision=True, include_comments=False, with_metadata=True,
        date_extraction_params={"extensive_search": False},
    )  # fmt: skip
    text = _paragraphs(found.text) if isinstance(found, Document) else None
    if not isinstance(found, Document) or text is None:
        remedy = "If the page needs a browser to show its text, copy that into a .txt file."
        raise EmptyInput("No article was found on the page", source=source, remedy=remedy)
    if len(text) > at_most:
        raise TooLarge(f"The article is over {at_most / MIB:g} MiB", source=source, remedy="Give the report alone.")
    digest = sha256(data).hexdigest()
    return Report(
        id=digest,
        sha256=digest,
        title=found.title or None,
        outlet=_site_name(found.sitename, url or found.url),
        byline=found.author or None,
        published=published,
        language=language.replace("_", "-").split("-")[0].lower() or None,
        url=url or found.url or None,
        text=text,
    )


def _site_name(name: str | None, url: str | None) -> str | None:
    """The name that the page gives its site; trafilatura puts the host's in its place, which the address says too."""
    host = urlsplit(url or "").hostname or ""
    return None if not name or name.casefold() in {host, host.removeprefix("www.")} else name


def declared(data: bytes) -> str | None:
    """Return the encoding that the page's markup declares, ``None`` where it declares none."""
    head = data[:DECLARED_WITHIN]
    match = XML_ENCODING.search(head) or META_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def _paragraphs(text: str | None) -> str | None:
    lines = (line.strip() for line in (text or "").splitlines())
    return "\n\n".join(line for line in lines if line) or None
