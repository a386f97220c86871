"""Who did what to whom, where, when, and on whose say-so.

The records are `Report` and `Reading` with what a reading holds; `Reader` makes one of the other. `who`, `where` and
`when` each answer alone, for a name or an expression of time: they are the packages of these names and can be called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.claim import Actor, Claim, Event, Failure, Link, Mention, Place, Reading, Statement, Toll, Weapon, When
from sayso.errors import InputError, SaysoError
from sayso.report import Quote, Report

if TYPE_CHECKING:
    from sayso.pipeline import Reader
    from sayso.reading import read as read_inputs
    from sayso.when.asking import Asked as _When
    from sayso.where.asking import Asked as _Where
    from sayso.who.asking import Asked as _Who

    who: _Who
    where: _Where
    when: _When

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Claim",
    "Event",
    "Failure",
    "InputError",
    "Link",
    "Mention",
    "Place",
    "Quote",
    "Reader",
    "Reading",
    "Report",
    "SaysoError",
    "Statement",
    "Toll",
    "Weapon",
    "When",
    "read_inputs",
    "when",
    "where",
    "who",
]


_QUESTIONS = frozenset(("when", "where", "who"))


def __getattr__(name: str) -> Any:
    """Load what takes time when it is asked for: ``--help`` has not got it."""
    if name == "Reader":
        from sayso.pipeline import Reader

        return Reader
    if name == "read_inputs":
        from sayso.reading import read

        return read
    if name in _QUESTIONS:
        return import_module(f"sayso.{name}")
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
