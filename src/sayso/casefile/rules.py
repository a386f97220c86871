"""Which table of standings holds in a case: sayso's own, or one that somebody put in its place, which the log tells."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from sayso.casefile import log
from sayso.casefile.standing import Rules, load_rules
from sayso.casefile.store import Case
from sayso.errors import NotFound

PACKAGED = "packaged"
"""The name that stands for sayso's own table."""


class _Chosen(msgspec.Struct, frozen=True):
    """What the log holds of a choice: the table as text, ``None`` for sayso's own."""

    table: str | None


def choose(case: Case, table: str) -> None:
    """Have the table in the file *table* hold in *case* from now on; ``packaged`` is sayso's own.

    Raise `NotFound` where there is no such file, `Malformed` where it is no table of standings.
    """
    text = None
    if table != PACKAGED:
        if not Path(table).is_file():
            raise NotFound("There is no such table of standings", source=table, remedy="Check the path.")
        load_rules(Path(table))
        text = Path(table).read_text(encoding="utf-8")
    if text != _chosen(case):
        with case.database.writing():
            log.append(case.database, [("rules", {"table": text})], at=log.now())


def rules_of(case: Case) -> Rules | None:
    """Return the table that holds in *case*, ``None`` where it is sayso's own."""
    text = _chosen(case)
    return None if text is None else msgspec.convert(tomllib.loads(text), Rules)


def _chosen(case: Case) -> str | None:
    chosen = [msgspec.json.decode(entry.payload, type=_Chosen) for entry in log.entries(case.database, kind="rules")]
    return chosen[-1].table if chosen else None
