"""One name and who it means, with the reason: what ``sayso.who("the Afghan president", on=day)`` answers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from types import ModuleType

from msgspec.structs import replace

from sayso.claim import Actor
from sayso.who.alone import resolve_names
from sayso.who.names import key
from sayso.who.own import in_use
from sayso.who.table import Known, Row, Table

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a name means: ``actor``, ``None`` where nothing is known, and ``why``: what that goes by, or what is missing.

    An actor whom no table holds, but of whom the words tell something ("gunmen"), has ``listed`` false and an id that
    holds within this answer alone.
    """

    text: str
    actor: Actor | None
    why: str

    @property
    def listed(self) -> bool:
        """Whether it is an actor of a table or an organ of a state, whose id means the same everywhere."""
        return self.actor is not None and self.actor.id.startswith("actor:")


def identify(
    name: str, *, on: dt.date | None = None, country: str | None = None, table: Table | None = None
) -> Identity:
    """Return which actor *name* means on the day *on*, and why, or why that is unknown. No model is loaded.

    *country* (ISO 3166-1 alpha-2) is the one that the name was met in a report on: short acronyms and surnames need it,
    and "the president" is then that country's. Offices and what groups were called need the day. *table* is by
    default the user's own before the packaged one (`in_use`).

    >>> identify("the Afghan president", on=dt.date(2020, 10, 22)).actor.name
    'Ashraf Ghani'
    >>> identify("the president", on=dt.date(2020, 10, 22)).why
    'the words say what it is (person), and not which one'
    """
    table = table or in_use()
    code = country.upper() if country else None
    (found,) = resolve_names([name], published=on, countries=[code] if code else (), table=table)
    if found.id.startswith("actor:"):
        return Identity(name, found, _reason(name, found, on, table))
    state = table.lexicon.states.get(code or "")
    bare = _ARTICLE.sub("", name.strip())
    if state is not None and bare[:1].islower():
        (theirs,) = resolve_names([f"{state}'s {bare}"], published=on, table=table)
        if theirs.id.startswith("actor:"):
            theirs = replace(theirs, start=0, end=len(name), text=name)
            return Identity(name, theirs, f"{_reason(name, theirs, on, table)}; taken for that of {state}")
    missing = _missing(name, on, table)
    if missing is not None:
        return Identity(name, None, missing)
    if found.kind is not None:
        whole = f", part of {found.part_of}" if found.part_of else ""
        undated = "; who held an office, only a day can tell" if on is None and found.kind == "person" else ""
        lacks = "and not which one" if _ARTICLE.sub("", name.strip()).islower() else "and no table has it by name"
        return Identity(name, found, f"the words say what it is ({found.kind}{whole}), {lacks}{undated}")
    return Identity(name, None, "no table has this name" if key(name) else "there is no word in it")


class Asked(ModuleType):
    """The package `sayso.who`, which answers when it is called."""

    __call__ = staticmethod(identify)


def _reason(name: str, found: Actor, on: dt.date | None, table: Table) -> str:
    """Return what a listed actor was found by."""
    own, ids = _ids(name, table)
    rows = table.rows(found.id, own=own) or table.rows(found.id, own=True) or table.rows(found.id, own=False)
    if found.id in ids:
        says = "a name of it in your own table" if own else "a name of it in the packaged table"
    elif rows and rows[-1].office is not None:
        says = "the office, or a surname with it, in the table"
    elif rows:
        says = "a name of it within the words, or one spelt nearly so"
    else:
        says = "the state that the words name, or its organ"
    day = on.isoformat() if on else None
    held = next((row for row in reversed(rows) if day and row.office and _holds(row, day)), None)
    return f"{says}; {held.office} {_span(held)}" if held is not None else says


def _missing(name: str, on: dt.date | None, table: Table) -> str | None:
    """Return what is missing to say whom a name that the tables hold means; ``None`` where they don't hold it."""
    own, ids = _ids(name, table)
    day = on.isoformat() if on else None
    known = [one for actor in ids if (one := table.as_of(actor, day)) is not None]
    if not ids:
        return None
    if not known:
        rows = [row for actor in ids for row in table.rows(actor, own=own)]
        return f"nobody was called so by {day}: " + ", ".join(f"{row.name} {_span(row)}" for row in rows)
    if not own and not table.written_as_name(_ARTICLE.sub("", name.strip())):
        return f"in small letters a word, in capitals a name of {_listed(known)}"
    if len(known) > 1:
        return f"means several: {_listed(known)}; a country or day may tell them apart"
    return f"too short to be sure of {_listed(known)}; a country may tell"


def _ids(name: str, table: Table) -> tuple[bool, tuple[str, ...]]:
    """Return the actors of a name and whether the user's own table has them."""
    for form in (key(name), key(_ARTICLE.sub("", name.strip()))):
        if form in table.own_aliases:
            return True, tuple(table.own_aliases[form])
        if form in table.lexicon.aliases:
            return False, table.lexicon.aliases[form]
    return False, ()


def _listed(known: list[Known]) -> str:
    return ", ".join(f"{one.name} ({one.id})" for one in known)


def _holds(row: Row, day: str) -> bool:
    return (row.start or "") <= day <= (row.end or "9999")


def _span(row: Row) -> str:
    if row.start and row.end:
        return f"from {row.start} to {row.end}"
    return f"from {row.start}" if row.start else f"until {row.end}" if row.end else "at all times"
