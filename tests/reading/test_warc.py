"""An archive's pages, texts and PDFs are reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sayso.errors import InputError
from sayso.reading.jobs import Job
from sayso.reading.limits import DEFAULT
from sayso.reading.warc import parse
from sayso.report import Report

Warc = Callable[..., bytes]
OK = "200 OK"


def records(path: Path, *, start: int = 0) -> list[Report | InputError | None]:
    """Return what the archive at *path* gives, record by record; an error that ends it comes last."""
    job = Job(parser="", source="a.warc.gz", path=str(path), start=start, limits=DEFAULT)
    found: list[Report | InputError | None] = []
    try:
        found.extend(parse(job))
    except InputError as error:
        found.append(error)
    return found


@pytest.fixture
def archive(tmp_path: Path, warc_of: Warc, page_of: Callable[..., str], pdf_of: Callable[..., bytes]) -> Path:
    """Return an archive of a page, a picture, a text, a page that is gone and a PDF."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        warc_of(
            ("https://post.example/1", "text/html; charset=utf-8", page_of().encode(), OK),
            ("https://post.example/2", "image/png", b"\x89PNG", OK),
            ("https://post.example/3", "text/plain", b"The mayor said so.", OK),
            ("https://post.example/4", "text/html", page_of().encode(), "404 Not Found"),
            ("https://post.example/5", "application/pdf", pdf_of((0, "Words.")), OK),
        )
    )
    return path


def test_each_record(archive: Path) -> None:
    """Pages, texts and PDFs that were found are reports with their address; the rest is passed over."""
    urls = [item.url if isinstance(item, Report) else item for item in records(archive)]
    assert ["https://post.example/1", None, "https://post.example/3", None, "https://post.example/5"] == urls


def test_crawl_date_is_no_published_date(archive: Path) -> None:
    """The day of the crawl, which every record bears, is not taken."""
    assert {None} == {item.published for item in records(archive) if isinstance(item, Report)}


def test_taken_up_again(archive: Path) -> None:
    """Records before the start are passed over, the others are the same."""
    assert [None, None, *records(archive)[2:]] == records(archive, start=2)


def test_cut_short(archive: Path) -> None:
    """An archive that ends early gives what it holds, then an error."""
    archive.write_bytes(archive.read_bytes()[:-200])
    found = records(archive)
    last = found[-1]
    assert isinstance(last, InputError)
    assert ("truncated", 2) == (last.code, sum(isinstance(item, Report) for item in found))


@pytest.mark.parametrize("data", [b"WARC/1.0\r\nrubbish", b"WARC/1.0\r\n\r\n"])
def test_no_archive(tmp_path: Path, data: bytes) -> None:
    """Something that only begins like an archive is an error, not silence."""
    (tmp_path / "a.warc").write_bytes(data)
    [error] = [item for item in records(tmp_path / "a.warc") if item is not None]
    assert isinstance(error, InputError)


def test_record_over_the_limit(archive: Path) -> None:
    """A record that is too large is one error; the next is read."""
    limits = msgspec.structs.replace(DEFAULT, page=100)
    job = Job(parser="", source="a.warc.gz", path=str(archive), limits=limits)
    codes = [getattr(item, "code", None) for item in parse(job)]
    assert ["too-large", None, None, None, "too-large"] == codes
