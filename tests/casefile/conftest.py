"""Stores of both kinds for the tests of the case file: a SQLite file, and a PostgreSQL server of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import servers
from sayso.casefile import Case


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a new case can be made, in each of the two databases."""
    if request.param == "sqlite":
        return str(tmp_path / "a.case")
    return servers.new_schema(request.getfixturevalue("server"))


@pytest.fixture
def case(location: str) -> Iterator[Case]:
    """Return a new case, open, in each of the two databases."""
    with Case(location, create=True) as made:
        yield made
