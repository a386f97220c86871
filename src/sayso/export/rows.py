"""What an export is made of, before it is written: rows, and what was left out and why."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal

import msgspec

from sayso.export.account import Account, Told

CellType = Literal["text", "integer", "number", "date", "boolean", "object"]
Cell = Any
"""A value of JSON's types or a day; ``None`` is unknown."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table, or one object of a document: its cells by name, and the claims that it stands on.

    ``key`` is what identifies it in the export; the list of claims repeats it.
    """

    key: str
    cells: dict[str, Cell]
    told: tuple[Told, ...] = ()


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that are in no row, and the code of the reason (``data/left.toml``)."""

    reason: str
    told: tuple[Told, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: its name, what it holds, by which rule, and what stands there where a report does not say."""

    name: str
    type: CellType
    holds: str
    unknown: str = "empty"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What a format looks like. Its columns are made from it, and its codebook, too.

    ``unit`` is what one row is; ``rules`` are what the columns have in common.
    """

    title: str
    about: str
    unit: str
    target: str
    rules: tuple[str, ...] = ()
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def table(name: str) -> Table:
    """Return the table of the format called *name*, from ``data/formats/``."""
    source = files("sayso.export").joinpath("data", "formats", f"{name}.toml").read_bytes()
    return msgspec.toml.decode(source, type=Table)


def reasons() -> dict[str, str]:
    """Return what each code of a reason means."""
    source = files("sayso.export").joinpath("data", "left.toml").read_bytes()
    return msgspec.toml.decode(source, type=dict[str, str])


def not_told_as_fact(account: Account) -> Left | None:
    """Return *account* as left out where none of its claims says that one event took place, with why.

    The reason is that of the first claim in the order: denied, planned, threatened, possible, hypothetical, habitual.
    """
    if account.incident is not None and account.incident.standing == "denied":
        return Left(reason="denied", told=account.told)
    if account.asserted:
        return None
    found = {why(told) for told in account.told}
    order = ("denied", "planned", "threatened", "possible", "hypothetical", "habitual")
    return Left(reason=next((reason for reason in order if reason in found), "no-claim"), told=account.told)


def why(told: Told) -> str | None:
    """Return why a claim does not say that one event took place; ``None`` where it does."""
    if told.took_place:
        return None
    return "habitual" if told.claim.status in {"occurred", "ongoing"} else told.claim.status
