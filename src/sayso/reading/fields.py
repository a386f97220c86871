"""What a row or a header line calls the fields of a report."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from sayso.errors import Malformed


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Return, for each field of a report, the names that inputs give it, best first, folded."""
    table = tomllib.loads((files("sayso.reading") / "data" / "fields.toml").read_text("utf-8"))
    return {field: tuple(fold(name) for name in given) for field, given in table.items()}


def fold(name: str) -> str:
    """Return *name* without case, spaces and punctuation: ``Pub_Date`` and ``pub date`` are one name."""
    return re.sub(r"[\W_]+", "", name).casefold()


def columns(header: Iterable[str]) -> dict[str, str]:
    """Return which column of *header* holds which field; a field that no column holds is absent.

    >>> columns(["ID", "Headline", "Full text"])
    {'text': 'Full text', 'id': 'ID', 'title': 'Headline'}
    """
    given: dict[str, str] = {}
    for column in header:
        given.setdefault(fold(column), column)
    found = {field: next((given[name] for name in known if name in given), None) for field, known in names().items()}
    return {field: column for field, column in found.items() if column is not None}


def field_of(name: str) -> str | None:
    """Return the field that *name* stands for, ``None`` where it stands for none."""
    folded = fold(name)
    return next((field for field, known in names().items() if folded in known), None)


def said(value: object, *, column: str, source: str) -> str | None:
    """Return *value* as one stripped line, ``None`` where it says nothing; lists of names are joined."""
    match value:
        case None:
            return None
        case str():
            return " ".join(value.split()) or None
        case int() | float() if not isinstance(value, bool):
            return str(value)
        case list() if all(isinstance(item, str) for item in value):
            return ", ".join(" ".join(item.split()) for item in value if item.strip()) or None
        case _:
            raise Malformed(f"“{column}” is not text", source=source, remedy=f"Give “{column}” as a string.")
