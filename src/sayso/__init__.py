"""Who did what to whom, where, when, and on whose say-so.

The records are `Report` and `Reading` with what a reading holds; `Reader` makes one of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.claim import Actor, Claim, Event, Failure, Link, Mention, Place, Reading, Statement, Toll, Weapon, When
from sayso.errors import InputError, SaysoError
from sayso.report import Quote, Report

if TYPE_CHECKING:
    from sayso.pipeline import Reader
    from sayso.reading import read as read_inputs

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
]


def __getattr__(name: str) -> Any:
    """Load `Reader` and `read_inputs` when they are asked for: the model takes time that ``--help`` has not got."""
    if name == "Reader":
        from sayso.pipeline import Reader

        return Reader
    if name == "read_inputs":
        from sayso.reading import read

        return read
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
