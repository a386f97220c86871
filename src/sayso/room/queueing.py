"""Which claims are worth a look first: those that are in doubt, and on which much hangs."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Mapping

import msgspec

from sayso.casefile import Case
from sayso.casefile.gathered import current
from sayso.claim import EventType, Status
from sayso.export.polecat import QUADS

QUAD_WEIGHT: Mapping[str, float] = {"Q1": 1.0, "Q2": 1.2, "Q3": 1.2, "Q4": 2.0}
"""How much hangs on an event, by PLOVER's quad classes: violence above words."""
STANDING_WEIGHT: Mapping[str, float] = {"contested": 1.6, "denied": 1.3, "single-source": 1.15}
"""How much more hangs on a claim where others gainsay it, or nobody else says it."""
SURELY = 1.05
"""What the confidence is taken from, so that a claim that is sure still has its place at the end."""


class _Toll(msgspec.Struct, frozen=True, gc=False):
    low: int | None = None
    best: int | None = None
    high: int | None = None


class _Event(msgspec.Struct, frozen=True, gc=False):
    type: EventType


class _Claim(msgspec.Struct, frozen=True, gc=False):
    """What of a claim its place in the queue depends on."""

    event: _Event
    confidence: float
    toll: tuple[_Toll, ...] = ()
    status: Status = "occurred"


class Waiting(msgspec.Struct, frozen=True, gc=False):
    """A claim in the queue: its report's number, and how much it is worth a look."""

    claim: str
    report: int
    incident: int | None
    worth: float


_decode = msgspec.json.Decoder(_Claim).decode


def worth(type: str, confidence: float, harmed: int, standing: str | None) -> float:
    """Return how much a claim is worth a look: its doubt, times how much hangs on it.

    *harmed* are the people whom it counts at most. A claim of a contested incident with a hundred dead that the
    reader is half sure of comes long before a sure one of a visit.

    >>> worth("ASSAULT", 0.5, 100, "contested") > 5 * worth("CONSULT", 0.9, 0, "corroborated")
    True
    """
    weight = QUAD_WEIGHT[QUADS[type]] * STANDING_WEIGHT.get(standing or "", 1.0)  # type: ignore[index]
    return (SURELY - confidence) * weight * (1 + math.log10(1 + harmed))


class Queues:
    """The claims of each case by what they are worth, worked out anew when a reading or a gathering came in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[tuple[str, bool], tuple[tuple[int, int], list[Waiting]]] = {}

    def of(self, case: Case, *, alone: bool = False) -> list[Waiting]:
        """Return all claims of *case* that are in force, those most worth a look first.

        With *alone* how incidents stand is what the machine alone makes of it.
        """
        gathering = current(case, alone=alone)
        last = int(case.database.query("SELECT max(number) FROM readings")[0][0] or 0)
        key = (last, gathering.number if gathering else 0)
        with self._lock:
            held = self._held.get((case.name, alone))
            if held is None or held[0] != key:
                held = (key, _queued(case, key[1]))
                self._held[case.name, alone] = held
            return held[1]


def _queued(case: Case, gathering: int) -> list[Waiting]:
    homes = {
        str(claim): (int(position or 0), str(standing))
        for claim, position, standing in case.database.query(
            "SELECT members.claim, members.position, incidents.standing FROM members JOIN incidents ON"
            " incidents.gathering = members.gathering AND incidents.position = members.position"
            " WHERE members.gathering = ? AND members.claim IS NOT NULL",
            (gathering,),
        )
    }
    found = []
    for name, report, text in case.database.query(
        "SELECT id, report, record FROM claims WHERE in_force ORDER BY report, position"
    ):
        claim = _decode(str(text))
        position, standing = homes.get(str(name), (None, None))
        counts = [n for toll in claim.toll for n in (toll.low, toll.best, toll.high) if n is not None]
        value = worth(claim.event.type, claim.confidence, max(counts, default=0), standing)
        found.append(Waiting(claim=str(name), report=int(report or 0), incident=position, worth=value))
    return sorted(found, key=lambda one: -one.worth)


def following(
    queue: list[Waiting], *, done: Collection[str], skipped: Collection[str], within: Collection[int] | None
) -> tuple[Waiting | None, int]:
    """Return the first of *queue* that is neither *done* nor *skipped*, and how many are not done.

    *within* are the positions of the incidents that are looked at, ``None`` for all claims.
    """
    left = [one for one in queue if one.claim not in done and (within is None or one.incident in within)]
    return next((one for one in left if one.claim not in skipped), None), len(left)
