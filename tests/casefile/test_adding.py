"""Reports get into a case whole, once, and none that was acknowledged is lost."""

from __future__ import annotations

import gzip
import os
import random
import sys
from hashlib import sha256

import made
import msgspec
import pytest

from bench import killing
from sayso.casefile import Case
from sayso.casefile.adding import Rhythm, add, outdated, read_again
from sayso.casefile.verifying import verify


def rows(*texts: str, **fields: str) -> bytes:
    """Return JSON lines of *texts*."""
    return b"".join(
        msgspec.json.encode({"id": f"r{number}", "text": text, **fields}) + b"\n" for number, text in enumerate(texts)
    )


@pytest.fixture
def inputs(tmp_path):
    """Return a file of four rows, one of which can't be read."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(rows(made.MARKET, made.TALKS) + b"{}\n" + rows(made.DENIAL))
    return str(path)


def states(outcomes) -> list[tuple[str, str | None]]:
    """Return what became of each report, by its id."""
    return [(outcome.state, outcome.id) for outcome in outcomes]


def test_each_report_is_told_of(case, inputs):
    """Those that were added, with how many claims, and the one that could not be read; another of one id by its own."""
    outcomes = list(add(case, [inputs], reader=made.FakeReader()))
    second = sha256(rows(made.DENIAL).strip()).hexdigest()
    assert [("added", "r0"), ("added", "r1"), ("added", f"r0~{second[:8]}"), ("failed", None)] == states(outcomes)
    assert (1, "missing-column") == (outcomes[0].claims, outcomes[-1].error.code)
    assert [outcome.sha256 for outcome in outcomes[:3]] == [report.sha256 for report in case.each_report()]


def test_adding_again_reads_nothing(case, inputs):
    """A report that is there is not read a second time, and the log does not grow."""
    list(add(case, [inputs], reader=made.FakeReader()))
    head = verify(case).head
    reader = made.FakeReader()
    found = [outcome.state for outcome in add(case, [inputs, inputs], reader=reader)]
    assert (6, 2) == (found.count("known"), found.count("failed"))
    assert ([], head) == (reader.given, verify(case).head)


def test_a_report_that_comes_twice_in_one_call_is_added_once(case, tmp_path):
    """Also where both are under way at once."""
    (tmp_path / "in.jsonl").write_bytes(rows(made.MARKET) * 3)
    assert ["known", "known", "added"] == [
        outcome.state for outcome in add(case, [str(tmp_path / "in.jsonl")], reader=made.FakeReader())
    ]
    assert 1 == case.counts()["reports"]


def test_the_original_of_a_file_is_its_bytes(case, tmp_path):
    """What a file of one report held is kept byte for byte."""
    data = made.MARKET.encode()
    (tmp_path / "a.txt").write_bytes(data)
    (outcome,) = add(case, [str(tmp_path / "a.txt")], reader=made.FakeReader())
    assert (data, sha256(data).hexdigest()) == (case.original(outcome.sha256), outcome.sha256)


def test_the_original_of_a_row_is_its_line(case, tmp_path):
    """A compressed file of rows gives each row's bytes."""
    data = rows(made.MARKET, made.TALKS)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data))
    outcomes = add(case, [str(tmp_path / "a.jsonl.gz")], reader=made.FakeReader())
    assert data.splitlines() == [case.original(outcome.sha256) for outcome in outcomes]


FEED = f"""<rss version="2.0"><channel><title>Post</title><item><title>A &amp; B</title>
<description>{made.MARKET}</description></item></channel></rss>"""


ARCHIVE = f"""WARC/1.0
WARC-Type: resource
WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>
WARC-Date: 2021-03-05T00:00:00Z
WARC-Target-URI: http://post.example/a
Content-Type: text/plain
Content-Length: {len(made.MARKET)}

{made.MARKET}

""".replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", f'text,outlet\n"{made.MARKET}",Post\n'), ("a.rss", FEED), ("a.warc", ARCHIVE)],
)
def test_an_original_is_what_names_its_report(case, tmp_path, name, content):
    """Whatever form reports come in, the bytes that are kept are those of their sha256."""
    (tmp_path / name).write_bytes(content.encode())
    outcomes = list(add(case, [str(tmp_path / name)], reader=made.FakeReader()))
    assert ["added"] == [outcome.state for outcome in outcomes]
    assert outcomes[0].sha256 == sha256(case.original(outcomes[0].sha256)).hexdigest()


def test_what_was_read_before_an_error_is_kept(case, inputs):
    """A reader that breaks half-way takes nothing with it."""

    class Broken(made.FakeReader):
        def read_all(self, reports, *, workers=1):
            yield from [entry for entry, _ in zip(super().read_all(reports, workers=workers), range(2), strict=False)]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(add(case, [inputs], reader=Broken()))
    assert 2 == case.counts()["reports"]


def test_only_outdated_readings_are_made_again(case, inputs):
    """What this model and version read is left alone; a call that was cut short goes on where it was."""
    list(add(case, [inputs], reader=made.FakeReader()))
    reader = made.FakeReader(model=made.NEW, shift=1)
    assert 3 == outdated(case, made.NEW.sha256)
    next(read_again(case, reader=reader, model=made.NEW.sha256, rhythm=Rhythm(reports=1)))
    assert 2 == outdated(case, made.NEW.sha256)
    list(read_again(case, reader=reader, model=made.NEW.sha256))
    assert (0, {"2"}) == (outdated(case, made.NEW.sha256), {reading.model.version for reading in case.each_reading()})
    assert [] == list(read_again(case, reader=reader, model=made.NEW.sha256))
    assert () == verify(case).faults


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_a_killed_add_loses_nothing_that_was_acknowledged(location, tmp_path):
    """SIGKILL at any moment leaves a whole case with all that was told of, and the same call completes it."""
    inputs = tmp_path / "in.jsonl"
    killing.write_reports(inputs, count=120, seed=7)
    killing.warm(str(tmp_path / "warm.case"), inputs)
    whole = killing.run(str(tmp_path / "whole.case"), inputs)
    by_time = killing.kills(random.Random(7), points=3, count=120, whole=whole)  # noqa: S311 - no secret
    held = killing.kill_at(location, inputs, kills=[killing.Kill(told=25), killing.Kill(told=75), *by_time], count=120)
    assert 25 <= held[0] < 120


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX alone")
def test_an_interrupted_add_keeps_what_was_read(location, inputs):
    """Ctrl-C while a report is read ends the call, and what was read before is in the case."""

    class Interrupted(made.FakeReader):
        def read_all(self, reports, *, workers=1):
            yield next(super().read_all(reports, workers=workers))
            raise KeyboardInterrupt

    with Case(location, create=True) as case:
        with pytest.raises(KeyboardInterrupt):
            list(add(case, [inputs], reader=Interrupted()))
        assert 1 == case.counts()["reports"]
