"""A PDF to a report: the text of its pages, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from sayso.errors import EmptyInput, Malformed, TooLarge
from sayso.reading.limits import MIB
from sayso.reading.plain import byline_of, dateline_outlet
from sayso.report import Report

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage  # type: ignore[import-untyped]

    from sayso.reading.jobs import Job

BROKEN_WORD = re.compile("\ufffe\n?")  # PDFium writes U+FFFE for the hyphen of a word broken at a line's end
LINE_ENDS = frozenset({0x0A, 0x0D})
FILE_NAME = re.compile(r"^Microsoft Word\b|^untitled|\.\w{2,5}$", re.IGNORECASE)
PARAGRAPH_GAP = 1.3
"""A line that lies lower than this many usual steps from line to line begins a paragraph."""


def parse(job: Job) -> Iterator[Report]:
    """Yield the report that the PDF of *job* holds."""
    yield of_document(job.data, source=job.source, url=job.url, at_most=job.limits.report)


def of_document(data: bytes, *, source: str, url: str | None, at_most: int) -> Report:
    """Return the report in the PDF *data*.

    The title is that of the document's information, unless it is a file's name. Its author is often the
    account of a computer and its dates are those of the file, so that neither is taken; a ``By …`` line is.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            remedy = "Save a copy without a password."
            raise Malformed("The PDF is locked with a password", source=source, remedy=remedy) from None
        remedy = "Download or save the PDF again."
        raise Malformed("The PDF is broken", source=source, remedy=remedy) from None
    text = "\n\n".join(filter(None, _pages(document, at_most=at_most, source=source)))
    if not text:
        remedy = "It may be a scan: run it through text recognition (OCR) first."
        raise EmptyInput("The PDF holds no text", source=source, remedy=remedy)
    digest = sha256(data).hexdigest()
    title = document.get_metadata_value("Title").strip()
    return Report(
        id=digest,
        sha256=digest,
        title=title if title and not FILE_NAME.search(title) else None,
        outlet=dateline_outlet(text),
        byline=byline_of(text),
        url=url,
        text=text,
    )


def _pages(document: PdfDocument, *, at_most: int, source: str) -> Iterator[str]:
    size = 0
    for page in document:
        text = _paragraphs(page.get_textpage())
        size += len(text)
        if size > at_most:
            remedy = "Split it into one report a file."
            raise TooLarge(f"Its text is over {at_most / MIB:g} MiB", source=source, remedy=remedy)
        yield text
        page.close()


def _paragraphs(page: PdfTextPage) -> str:
    """Return the lines of *page*, an empty line where the page leaves more room than usual between two."""
    lines = list(_lines(page))
    steps = [above.foot - below.foot for above, below in pairwise(lines)]
    # The lowest tenth, since among short paragraphs most steps lead from one to the next.
    down = sorted(step for step in steps if step > 0)
    usual = max(down[len(down) // 10], median(line.height for line in lines)) if down else 0.0
    pieces = [line.words for line in lines[:1]]
    for step, line in zip(steps, lines[1:], strict=True):
        # A line that stands higher than the one before begins a new column.
        pieces.append(("\n" if 0 <= step <= usual * PARAGRAPH_GAP else "\n\n") + line.words)
    return BROKEN_WORD.sub("", "".join(pieces)).strip()


class _Line(NamedTuple):
    """A line of a page: where its foot is above the page's, how high it is, both in points, and its words."""

    foot: float
    height: float
    words: str


def _lines(page: PdfTextPage) -> Iterator[_Line]:
    from pypdfium2.raw import FPDFText_GetUnicode  # type: ignore[import-untyped]

    count = page.count_chars()
    start = 0
    for index in range(count + 1):
        if index < count and FPDFText_GetUnicode(page, index) not in LINE_ENDS:
            continue
        words = page.get_text_range(start, index - start).strip() if index > start else ""
        if words:
            _, foot, _, top = page.get_charbox(start, loose=True)
            yield _Line(foot, top - foot, words)
        start = index + 1
