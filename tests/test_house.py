"""What holds for the project as a whole: sizes, names, pins, and that the front page tells the truth."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import sayso
from sayso import errors

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "training", "evaluation", "bench", "docs", "tests")
CODE = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
LONGEST = 800
MOST_NAMES = 40
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PUBLIC = (
    "Actor", "Claim", "Event", "Failure", "InputError", "Link", "Mention", "Place", "Quote", "Reader", "Reading",
    "Report", "SaysoError", "Statement", "Toll", "Weapon", "When", "read_inputs", "when", "where", "who",
)  # fmt: skip
"""The public names of the package, sorted. A name that is taken from here breaks somebody's program."""


def called(path: Path) -> str:
    """Name a file by its place in the checkout."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=called)
def test_a_module_can_be_read_at_a_sitting(path):
    """No module is longer than 800 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", CODE, ids=called)
def test_a_module_is_named_for_what_is_in_it(path):
    """Nothing is called utils, helpers, manager, common or misc."""
    assert set() == {"utils", "util", "helpers", "helper", "manager", "common", "misc"} & set(
        path.with_suffix("").parts
    )


@pytest.mark.parametrize("package", ["what", "who", "where", "when", "saying"])
def test_the_five_questions_never_call_each_other(package):
    """A question imports none of the other four."""
    others = {"what", "who", "where", "when", "saying"} - {package}
    imported = set()
    for path in (ROOT / "src" / "sayso" / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
    assert set() == {name for name in imported if name.startswith("sayso.") and name.split(".")[1] in others}


def test_public_names_are_pinned():
    """The package gives exactly the names that are written down here, each of which is there."""
    given = tuple(sorted(getattr(sayso, "__all__", ())))
    assert PUBLIC == given
    assert len(given) <= MOST_NAMES
    assert all(hasattr(sayso, name) for name in given)


def test_each_error_has_a_code_of_its_own():
    """No two errors share a code, so that a code says which it is."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SaysoError)]
    assert len(kinds) == len({kind.code for kind in kinds})


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_documented_targets_are_in_the_makefile(page):
    """Each `make …` that a page tells the reader to type exists."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = set(re.findall(r"(?:^\$ |`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert set() == told - targets


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_links_to_files_lead_somewhere(page):
    """Each relative link of a page is a file that is there."""
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [] == [link for link in links if not (page.parent / link).exists()]


def test_the_lock_names_the_public_registry_alone():
    """Whoever installs from the lock gets what PyPI has, from PyPI."""
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r'(?:registry|url) = "([a-z]+://[^/"]*)', lock))
    assert {"https://pypi.org", "https://files.pythonhosted.org"} == hosts


def test_constraints_pin_what_the_lock_does():
    """What pip installs is what uv would."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    locked = {(package["name"], package.get("version")) for package in packages}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {tuple(line.split(";")[0].strip().split("==")) for line in lines if not line.startswith("#")}
    assert set() == pinned - locked


def test_no_file_knows_the_machine_that_it_was_written_on():
    """No committed text names a folder of somebody's machine."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    foreign = re.compile(rb"(?<![\w.-])/(?:home/\w|root/|work/|Users/\w)")
    paths = [ROOT / name for name in listed.split("\0") if name]
    assert [] == [called(path) for path in paths if path.is_file() and foreign.search(path.read_bytes())]
