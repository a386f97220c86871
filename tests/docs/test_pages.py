"""The documentation's code runs, and its printed blocks are the commands' own."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import invented
import pytest

from sayso.export.records import encode

ROOT = Path(__file__).parents[2]
REFRESH = runpy.run_path(str(ROOT / "docs" / "refresh.py"))
PAGES = sorted((ROOT / "docs").rglob("*.md"))
BLOCKS = [
    pytest.param(code, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S))
    if code.startswith("import") and "pandas" not in code  # pandas is no requirement of ours
]


@pytest.mark.parametrize("code", BLOCKS)
def test_code_for_readings_runs(code, tmp_path, monkeypatch, capsys):
    """Python on a page that starts with its imports runs as it is copied, over readings and a failure, and prints."""
    if "import spacy" in code:
        pytest.importorskip("spacy")
    (tmp_path / "readings.jsonl").write_bytes(b"".join(encode(entry) + b"\n" for entry in invented.entries()))
    (tmp_path / "report.json").write_bytes(encode(invented.entries()[0]))
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "page", "exec"), {})  # noqa: S102 - the pages are ours
    assert capsys.readouterr().out


def test_a_block_is_filled_with_what_its_command_prints():
    """Whatever stood in the block is replaced, and the rest of the page stays."""
    page = "before\n<!-- run: echo 'a  ' && echo b -->\nold\n<!-- end -->\nafter\n"
    wanted = "before\n<!-- run: echo 'a  ' && echo b -->\n```text\na\nb\n```\n<!-- end -->\nafter\n"
    assert wanted == REFRESH["filled"](page)
    assert wanted == REFRESH["filled"](wanted)


@pytest.mark.parametrize("page", REFRESH["pages"](), ids=lambda page: page.name)
def test_blocks_are_closed(page):
    """Each block that a command fills has an end, or the refresher would pass it over."""
    text = page.read_text(encoding="utf-8")
    assert text.count("<!-- run:") == len(REFRESH["BLOCK"].findall(text))
