"""An event frame in the making."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claim import Status, Toll
from sayso.what.fillers import Filler
from sayso.what.roles import Arguments
from sayso.what.trigger import Trigger

HARMING = frozenset({"harm", "suffer"})
"""Frames of words that tell what was done to people, and not how."""
REAL: frozenset[Status] = frozenset({"occurred", "ongoing"})


@dataclass(slots=True)
class Draft:
    """A frame in the making."""

    trigger: Trigger
    roles: Arguments
    status: Status
    habitual: bool
    mode: str | None
    tolls: list[Toll]
    content_of: int | None = None
    result_of: int | None = None
    fillers: tuple[Filler, ...] = ()

    @property
    def head(self) -> int:
        """The index of the word that names the event."""
        return self.trigger.head
