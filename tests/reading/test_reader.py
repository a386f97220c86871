"""Reading goes on: every input gives its reports, or one error in their place."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading import Limits, read
from sayso.report import Report

SAID = "The army said that it had taken the town from the rebels."


def told(found: Sequence[Report | InputError]) -> list[str]:
    """Return each report's text and each error's code."""
    return [item.code if isinstance(item, InputError) else item.text for item in found]


def test_every_format(
    tmp_path: Path, page_of: Callable[..., str], pdf_of: Callable[..., bytes], warc_of: Callable[..., bytes],
    article: Sequence[str],
) -> None:  # fmt: skip
    """A folder of all formats is read in the order of its names."""
    text = "\n\n".join(article)
    (tmp_path / "a.csv").write_text(f"text\n{SAID}\n")
    (tmp_path / "b.html").write_text(page_of())
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(page_of().encode()))
    (tmp_path / "d.jsonl").write_text(f'{{"text": "{SAID}"}}\n')
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(f'{{"text": "{SAID}"}}\n'.encode()))
    (tmp_path / "f.md").write_text(SAID)
    (tmp_path / "g.pdf").write_bytes(pdf_of((0, SAID)))
    (tmp_path / "h.rss").write_text(
        f'<rss version="2.0"><channel><item><description>{SAID}</description></item></channel></rss>'
    )
    (tmp_path / "i.txt").write_text(SAID)
    (tmp_path / "j.warc.gz").write_bytes(warc_of(("https://post.example/", "text/html", page_of().encode(), "200 OK")))
    assert [SAID, text, text, SAID, SAID, SAID, SAID, SAID, SAID, text] == told(list(read([tmp_path])))


def test_bad_inputs_do_not_stop_the_others(tmp_path: Path, page_of: Callable[..., str]) -> None:
    """Each bad input is one error with a name, a code and a remedy, and the last report is still read."""
    bad = {
        "a.txt": (b"", "empty"),
        "b.txt": (bytes(range(256)), "binary"),
        "c.txt": ("café".encode("windows-1252"), "encoding"),
        "d.txt.gz": (gzip.compress(SAID.encode() * 99)[:-15], "truncated"),
        "e.html": (page_of(paragraphs=["x" * 3_000_000]).encode(), "too-large"),
        "f.pdf": (b"%PDF-1.4\nrubbish", "malformed"),
        "g.csv": (b"title,date\na,b\n", "missing-column"),
        "h.jsonl": (b'{"text": "x", "published": "2021-02-30"}', "bad-date"),
        "i.docx": (b"PK\x03\x04", "binary"),
        "j.txt.gz": (b"\x1f\x8bno gzip at all, but it begins like one", "malformed"),
    }
    for name, (data, _) in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(SAID)
    inputs = [tmp_path / name for name in (*bad, "none.txt", "z.txt")]
    found = list(read(inputs, limits=Limits(page=2_000_000)))
    assert [*(code for _, code in bad.values()), "not-found", SAID] == told(found)
    errors = [item for item in found if isinstance(item, InputError)]
    assert all(error.remedy and Path(error.source or "").name.split(" of ")[-1] == path.name
               for error, path in zip(errors, inputs, strict=False))  # fmt: skip


def test_truncated_rows_are_kept(tmp_path: Path) -> None:
    """Of a compressed stream that ends early, the rows before the end are reports."""
    rows = "".join(f'{{"text": "{SAID} {number * 7919 % 1009}"}}\n' for number in range(20_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-4000])
    *reports, error = read([tmp_path / "a.jsonl.gz"])
    assert isinstance(error, InputError)
    assert ("truncated", True) == (error.code, len(reports) > 1000)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SAID.encode(), SAID),
        (f'{{"text": "{SAID}"}}\n'.encode(), SAID),
        (f"id,text\n1,{SAID}\n".encode(), SAID),
        (gzip.compress(SAID.encode()), SAID),
        (b"", "empty"),
    ],
)
def test_standard_input(data: bytes, text: str) -> None:
    """Standard input is recognised by what it holds, and left open."""
    stream = io.BytesIO(data)
    assert ([text], False) == (told(list(read(["-"], stdin=stream))), stream.closed)


def test_archive_on_standard_input(warc_of: Callable[..., bytes]) -> None:
    """An archive that is no file is read as well."""
    stream = io.BytesIO(warc_of(("https://post.example/", "text/plain", SAID.encode(), "200 OK")))
    assert [SAID] == told(list(read(["-"], stdin=stream)))


def test_defaults_hold_for_those_that_do_not_say(tmp_path: Path) -> None:
    """The date and outlet that the user gives do not replace those of a report."""
    day, other = dt.date(2021, 3, 4), dt.date(2020, 1, 1)
    (tmp_path / "a.csv").write_text("text,outlet,date\nSo.,The Post,2021-03-04\nSo.,,\n")
    found = read([tmp_path / "a.csv"], published=other, outlet="The Wire")
    assert [("The Post", day), ("The Wire", other)] == [
        (item.outlet, item.published) for item in found if isinstance(item, Report)
    ]


def test_host_is_the_last_word_on_the_outlet() -> None:
    """Where nobody names the outlet, it is the site; where the user does, it is that."""
    row = b'{"text": "So.", "url": "https://www.post.example/a"}'
    outlets = [
        item.outlet
        for outlet in (None, "The Post")
        for item in read(["-"], stdin=io.BytesIO(row), outlet=outlet)
        if isinstance(item, Report)
    ]
    assert ["post.example", "The Post"] == outlets


def test_same_input_same_reports(tmp_path: Path, page_of: Callable[..., str]) -> None:
    """Reading twice gives equal reports."""
    (tmp_path / "a.html").write_text(page_of())
    (tmp_path / "b.txt").write_text(SAID)
    assert list(read([tmp_path])) == list(read([tmp_path]))


def test_the_bytes_of_each_report_are_handed_over(
    tmp_path: Path, page_of: Callable[..., str], pdf_of: Callable[..., bytes]
) -> None:
    """Whoever keeps originals gets the bytes that each report's sha256 is of, before the report."""
    (tmp_path / "a.html").write_text(page_of())
    (tmp_path / "b.txt").write_text(SAID)
    (tmp_path / "c.jsonl").write_text('{"text": "One."}\n\n {"text": "Two."} \n')
    (tmp_path / "d.csv").write_text("text\nThree.\nFour.\n")
    (tmp_path / "e.pdf").write_bytes(pdf_of((0, "Five.")))
    kept: dict[str, bytes] = {}
    reports = []
    for report in read([tmp_path], keep=kept.__setitem__, limits=Limits(seconds=600)):
        assert isinstance(report, Report)
        assert report.sha256 == sha256(kept[report.sha256]).hexdigest()
        reports.append(report)
    assert 7 == len(reports) == len(kept)
    assert {(tmp_path / name).read_bytes() for name in ("a.html", "b.txt", "e.pdf")} < set(kept.values())


def test_first_report_comes_before_the_rest_is_opened(tmp_path: Path) -> None:
    """Reports stream: a later input is not touched before its turn."""
    (tmp_path / "a.txt").write_text(SAID)
    found = read([tmp_path / "a.txt", tmp_path / "b.txt"])
    first = next(found)
    (tmp_path / "b.txt").write_text("Later.")
    assert [SAID, "Later."] == told([first, *found])


@pytest.mark.parametrize(("parser", "suffix"), [("hang", "pdf"), ("hang", "html"), ("hang", "feed")])
def test_hanging_parser_costs_one_report(tmp_path: Path, parser: str, suffix: str) -> None:
    """An input whose parser is stopped is one error; the next is read."""
    heads = {"pdf": b"%PDF-1.4", "html": b"<html>", "feed": b"<rss>"}
    (tmp_path / "a").write_bytes(heads[suffix])
    (tmp_path / "b.txt").write_text(SAID)
    parsers = {suffix: f"misbehaving:{parser}"}
    found = read([tmp_path / "a", tmp_path / "b.txt"], parsers=parsers, limits=Limits(seconds=0.2))
    assert ["too-slow", SAID] == told(list(found))


def test_text_needs_no_process_and_no_heavy_library() -> None:
    """A text file is read without a second process and without the libraries of other formats."""
    code = (
        "import io, subprocess, sys; subprocess.Popen = None; from sayso.reading import read;"
        f"list(read(['-'], stdin=io.BytesIO({SAID.encode()!r})));"
        "print([m for m in ('trafilatura', 'httpx', 'feedparser', 'warcio', 'pypdfium2', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
