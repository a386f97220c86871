"""Pages, PDFs and archives made for a test."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence

import pytest

ARTICLE = (
    "The army said on Monday that it had taken the town of Alba after three days of fighting in the north.",
    "A spokesman for the rebels denied this and said that their fighters still held the market and the bridge.",
    "Residents told this newspaper that shells had fallen on the hospital. The governor did not comment on it.",
)


@pytest.fixture
def article() -> Sequence[str]:
    """Return the paragraphs of the invented article that the other fixtures print."""
    return ARTICLE


@pytest.fixture
def page_of() -> Callable[..., str]:
    """Return a builder of web pages: what stands in the head, and the article's paragraphs."""

    def build(head: str = "", *, paragraphs: Sequence[str] = ARTICLE, lang: str = "en") -> str:
        body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
        return (
            f'<!DOCTYPE html><html lang="{lang}"><head><title>Army takes Alba</title>{head}</head><body>'
            f'<nav><a href="/">Home</a></nav><article>{body}</article><footer>Contact us</footer></body></html>'
        )

    return build


@pytest.fixture
def pdf_of() -> Callable[..., bytes]:
    """Return a builder of one-page PDFs: lines with how far each lies under the one before, in points."""

    def build(*lines: tuple[int, str], title: str = "") -> bytes:
        drawn = "".join(f"0 {-down} Td ({words}) Tj\n" for down, words in lines)
        stream = f"BT /F1 12 Tf 72 760 Td\n{drawn}ET".encode("latin-1")
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 7 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Title (%s) >>" % title.encode(),
            b"<< /Font << /F1 5 0 R >> >>",
        ]
        out = io.BytesIO()
        out.write(b"%PDF-1.4\n")
        offsets = []
        for number, body in enumerate(objects, start=1):
            offsets.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start = out.tell()
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
        out.write(b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\n" % (len(objects) + 1))
        out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return out.getvalue()

    return build


@pytest.fixture
def warc_of() -> Callable[..., bytes]:
    """Return a builder of compressed archives: address, content type, bytes and status of each response."""

    def build(*responses: tuple[str, str, bytes, str]) -> bytes:
        members = []
        for url, kind, body, status in responses:
            payload = b"HTTP/1.0 %s\r\nContent-Type: %s\r\n\r\n%s" % (status.encode(), kind.encode(), body)
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
                f"WARC-Target-URI: {url}\r\nWARC-Date: 2022-01-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
            )
            members.append(gzip.compress(head.encode() + payload + b"\r\n\r\n"))
        return b"".join(members)

    return build
