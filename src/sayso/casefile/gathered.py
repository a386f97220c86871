"""Which gathering holds: the last of those with people's judgements, or of those that the machine alone made."""

from __future__ import annotations

import msgspec

from sayso.casefile import log
from sayso.casefile.database import Database
from sayso.casefile.store import Case

CURRENT = "(SELECT max(number) FROM gatherings WHERE complete AND judged)"
"""SQL for the number of the last completed gathering with people's judgements."""


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents and copies as of entry *entry* of the log, worked out by *method*.

    Those that are ``judged`` are made of claims as people left them, the others of claims as they were read.
    """

    number: int
    entry: int
    method: str
    judged: bool = True


def current(case: Case, *, alone: bool = False) -> Gathering | None:
    """Return the last gathering that was completed, ``None`` where there is none.

    With *alone* it is the last one that nobody's judgements went into: one that was made without them, or before
    there were any.
    """
    last = _last(case.database, judged=True)
    if not alone:
        return last
    made = _last(case.database, judged=False)
    if last is None or any_judged(case.database, until=last.entry):
        return made
    return last if made is None or last.entry >= made.entry else made


def any_judged(database: Database, *, until: int) -> bool:
    """Tell whether anybody judged anything up to entry *until* of the log."""
    sql = "SELECT 1 FROM log WHERE kind = 'judgement' AND number <= ? LIMIT 1"
    return bool(database.query(sql, (until,)))


def entry_for(database: Database, *, alone: bool = False) -> int:
    """Return the last entry of the log that a gathering depends on: with *alone*, judgements don't count."""
    if not alone:
        return log.head(database)[0]
    rows = database.query("SELECT number FROM log WHERE kind <> 'judgement' ORDER BY number DESC LIMIT 1")
    return int(rows[0][0] or 0) if rows else 0


def chosen(gathering: Gathering | None) -> str:
    """Return SQL for the number of *gathering*, of the current one where none is given."""
    return CURRENT if gathering is None else str(int(gathering.number))


def _last(database: Database, *, judged: bool) -> Gathering | None:
    rows = database.query(
        "SELECT number, entry, method FROM gatherings WHERE complete AND judged = ? ORDER BY number DESC LIMIT 1",
        (judged,),
    )
    if not rows:
        return None
    number, entry, method = rows[0]
    return Gathering(number=int(number or 0), entry=int(entry or 0), method=str(method), judged=judged)
