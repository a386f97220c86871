"""A report: one published item as it came in, and the spans that point into it."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import Self

import msgspec


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Half-open code-point offsets into a report's text, and what stands there.

    ``report.text[start:end] == text`` always holds; build one with `Report.quote`.
    """

    start: int
    end: int
    text: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published item as it came in.

    ``id`` is the one that the input gives (a JSONL or CSV row), else ``sha256``,
    the hash of the input's bytes. What the input does not say is ``None``.
    """

    id: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    text: str

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        byline: str | None = None,
        published: dt.date | None = None,
        language: str | None = None,
        url: str | None = None,
    ) -> Self:
        """Return a report of *text* alone, named by the sha256 of its UTF-8 bytes."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(
            id=id or digest,
            sha256=digest,
            title=title,
            outlet=outlet,
            byline=byline,
            published=published,
            language=language,
            url=url,
            text=text,
        )

    def quote(self, start: int, end: int) -> Quote:
        """Return the words at ``[start, end)``; raise `ValueError` where that is no span of the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no span of a text of {len(self.text)} characters")
        return Quote(start=start, end=end, text=self.text[start:end])
