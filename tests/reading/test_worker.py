"""A parser that hangs, grows or crashes is stopped, and the next input is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading.child import OUT_OF_MEMORY
from sayso.reading.jobs import Job
from sayso.reading.limits import MIB, Limits
from sayso.reading.worker import Worker
from sayso.report import Report

SMALL = Limits(memory=128 * MIB)
BRIEF = Limits(seconds=2.0, memory=128 * MIB)


def run(worker: Worker, parser: str, *, path: Path | None = None, limits: Limits = SMALL) -> list[str]:
    """Return the texts and the errors' codes that a misbehaving *parser* gives."""
    job = Job(parser=f"misbehaving:{parser}", source="a.pdf", path=str(path) if path else None, limits=limits)
    return [item.code if isinstance(item, InputError) else item.text for item in worker.run(job)]


def works(worker: Worker) -> bool:
    """Return whether a job is still done: its text is the number of the process."""
    return run(worker, "chatter")[0].isdigit()


def test_hanging_parser_is_stopped() -> None:
    """A parser that does not come back is an error, and the next job is done."""
    with Worker() as worker:
        assert (["too-slow"], True) == (run(worker, "hang", limits=BRIEF), works(worker))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds time alone")
def test_growing_parser_is_stopped() -> None:
    """A parser that takes too much memory is an error, and the next job is done."""
    with Worker() as worker:
        assert (["too-slow"], True) == (run(worker, "grow"), works(worker))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds time alone")
def test_watch_on_memory() -> None:
    """Where the kernel sets no bound, a process that holds more than it may ends itself and says why."""
    code = "from sayso.reading.child import _watch; _watch(1)"
    assert OUT_OF_MEMORY == subprocess.run([sys.executable, "-c", code], check=False).returncode


@pytest.mark.parametrize("parser", ["crash", "fail"])
def test_broken_parser(parser: str) -> None:
    """A parser that crashes or raises its own error makes the input malformed, and the next job is done."""
    with Worker() as worker:
        assert (["malformed"], True) == (run(worker, parser), works(worker))


def test_one_process_for_a_batch() -> None:
    """The process is used again, and what a library prints is no answer."""
    with Worker() as worker:
        assert run(worker, "chatter") == run(worker, "chatter")


def test_no_process_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a job there is no process."""
    monkeypatch.setattr(sys, "executable", "/no/such/interpreter")
    with Worker() as worker:
        worker.close()


def test_file_of_many_is_taken_up_after_a_stop(tmp_path: Path) -> None:
    """In a file of many reports those after the one that hangs are read."""
    path = tmp_path / "many.txt"
    path.write_text("one\n\nhang\ntwo\n", "utf-8")
    with Worker() as worker:
        assert ["one", "too-slow", "two"] == run(worker, "hang_at_lines", path=path, limits=BRIEF)


def test_left_in_the_middle(tmp_path: Path) -> None:
    """A caller that stops listening leaves no process that waits for it."""
    path = tmp_path / "many.txt"
    path.write_text("line\n" * 500, "utf-8")
    job = Job(parser="misbehaving:hang_at_lines", source="a", path=str(path), limits=SMALL)
    with Worker() as worker:
        results = worker.run(job)
        first = next(results)
        del results
        assert isinstance(first, Report)
        assert True is works(worker)


def test_working_folder_is_not_imported_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that lies among the reports is not run in place of a library."""
    (tmp_path / "msgspec.py").write_text("raise SystemExit(1)", "utf-8")
    monkeypatch.chdir(tmp_path)
    with Worker() as worker:
        assert True is works(worker)
