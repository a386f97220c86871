"""The format is what the input holds; the suffix decides only what that leaves open."""

from __future__ import annotations

import pytest

from sayso.errors import BinaryInput
from sayso.reading.sniffing import format_of

FEED = b'<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom">'


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        (b"The army said so.", ".txt", "text"),
        (b"The army said so.", "", "text"),
        (b"The army said so.", ".log", "text"),
        (b"The army said so.", ".html", "text"),
        (b"The army said so.", ".pdf", "text"),
        (b"%PDF-1.7\n", ".txt", "pdf"),
        (b"\n\n%PDF-1.7\n", "", "pdf"),
        (b"WARC/1.0\r\n", ".html", "warc"),
        (b"<!DOCTYPE html><html>", ".txt", "html"),
        (b"  <html lang=en>", "", "html"),
        (b"<p>Only a piece", ".html", "html"),
        (b"<p>Only a piece", "", "text"),
        (b"Only <b>a</b> piece", ".html", "html"),
        (b"Only <b>a</b> piece", ".txt", "text"),
        (b"<3 is how it began", ".txt", "text"),
        (FEED, "", "feed"),
        (FEED, ".html", "feed"),
        (ATOM, ".txt", "feed"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body>', ".xml", "html"),
        (b'<?xml version="1.0"?><doc>', ".xml", "feed"),
        (b'{"text": "so"}\n', ".txt", "jsonl"),
        (b'\xef\xbb\xbf{"text": "so"}\n', "", "jsonl"),
        (b'{"text": "' + b"x" * 100, "", "jsonl"),
        (b"{not json} he said", "", "text"),
        (b"not json", ".jsonl", "jsonl"),
        (b'{"text": "so"}\n', ".csv", "jsonl"),
        (b"id,text\n1,so\n", ".csv", "csv"),
        (b"id,text\n1,so\n", "", "csv"),
        (b"id,text\n1,so\n", ".txt", "text"),
        (b"First, he said, it rained.", "", "text"),
        ("<html>".encode("utf-16"), "", "html"),
    ],
)
def test_format(head: bytes, suffix: str, expected: str) -> None:
    """What can't be mistaken wins over the suffix."""
    assert expected == format_of(head, suffix=suffix, source="a")


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04word/", b"\xd0\xcf\x11\xe0", b"{\\rtf1", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0"]
)
def test_known_but_not_read(head: bytes) -> None:
    """Office documents and pictures are named, with a way out."""
    with pytest.raises(BinaryInput, match="Save it as"):
        format_of(head, suffix=".txt", source="a.txt")
