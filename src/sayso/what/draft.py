"""An event frame in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.claim import EventType, Status, Toll
from sayso.what.clause import REAL
from sayso.what.fillers import Filler
from sayso.what.roles import Arguments
from sayso.what.trigger import Trigger

HARMING = frozenset({"harm", "suffer"})
"""Frames of words that tell what was done to people, and not how."""


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
    also: list[int] = field(default_factory=list)
    fillers: list[Filler] = field(default_factory=list)

    @property
    def head(self) -> int:
        """The index of the word that names the event."""
        return self.trigger.head

    @property
    def type(self) -> EventType | None:
        """The event's type."""
        return self.trigger.sense.type

    @property
    def real(self) -> bool:
        """Whether the event is told as one that happened."""
        return self.status in REAL and not self.habitual
