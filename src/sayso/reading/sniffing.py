"""What format an input is in: by what it holds, and by its suffix where that leaves a choice."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from sayso.errors import BinaryInput
from sayso.reading import fields
from sayso.reading.decoding import bom_of
from sayso.reading.rows import DELIMITERS

Format = Literal["text", "jsonl", "csv", "html", "pdf", "feed", "warc"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
GZIP = b"\x1f\x8b"
OTHERS = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "a database"),
)
PDF_WITHIN = 1024  # ISO 32000-1, annex H: readers accept the header anywhere in the first 1024 bytes
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE)
CLOSING_TAG = re.compile(rb"</[a-z][a-z0-9]*\s*>", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml\s", re.IGNORECASE)


def is_gzip(head: bytes) -> bool:
    """Return whether *head* begins a gzip stream."""
    return head.startswith(GZIP)


def format_of(head: bytes, *, suffix: str, source: str) -> Format:
    """Return the format of an input that begins with *head*; *suffix* is its lower-case suffix without ``.gz``.

    What can't be mistaken (PDF, WARC, feed and HTML markup, JSON objects) wins over the suffix.
    Raises `BinaryInput` for formats that sayso knows but does not read.
    """
    if b"%PDF-" in head[:PDF_WITHIN]:
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    for magic, what in OTHERS:
        if head.startswith(magic):
            remedy = "Save it as text, HTML or PDF and give that."
            raise BinaryInput(f"This is {what}, which sayso does not read", source=source, remedy=remedy)
    named = SUFFIXES.get(suffix)
    start = _ascii(head).lstrip()
    if named in {"jsonl", "csv"}:
        return "jsonl" if start.startswith(b"{") and _is_json_row(start) else named
    if start.startswith(b"<"):
        return _markup(start) or ("text" if named in {"pdf", "warc", None} else named)
    if start.startswith(b"{") and _is_json_row(start):
        return "jsonl"
    if named is None and _is_csv(start):
        return "csv"
    if named == "html" and CLOSING_TAG.search(start):
        return "html"
    # A suffix that promises a structure which is not there: what is there is text.
    return named if named == "feed" else "text"


def _ascii(head: bytes) -> bytes:
    """Return *head* without a byte order mark, UTF-16 and UTF-32 narrowed to UTF-8."""
    mark = bom_of(head)
    return head[mark[1] :].decode(mark[0], "ignore").encode("utf-8", "ignore") if mark else head


def _markup(start: bytes) -> Format | None:
    feed, html = FEED.search(start), HTML.search(start)
    if feed and (html is None or feed.start() < html.start()):
        return "feed"
    if html:
        return "html"
    return "feed" if XML.match(start) else None


def _is_json_row(start: bytes) -> bool:
    line = start.partition(b"\n")[0]
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (ValueError, RecursionError):
        # A row longer than the head that was looked at: its first key tells.
        return re.match(rb'\{\s*"[^"\n]{1,60}"\s*:', line) is not None and len(line) == len(start)


def _is_csv(start: bytes) -> bool:
    header = start.partition(b"\n")[0].decode("utf-8", "replace")
    cells = max((header.split(mark) for mark in DELIMITERS), key=len)
    return len(cells) > 1 and "text" in fields.columns(cell.strip().strip('"') for cell in cells)
