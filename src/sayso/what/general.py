"""Violence told of in general ("the bombings must stop", "13,000 have died since 1980"), apart from single events.

A report that tells of one event says when, where, how many or who. The encoder has learned from MUC-4, whose coders
left out what a report only speaks of, how likely a report tells of an incident at all.
"""

from __future__ import annotations

from sayso.model.layers import Layers
from sayso.what.frame import EventFrame
from sayso.what.lexicon import table, words
from sayso.what.same import Setting

DAYS = frozenset({"hour", "part-of-day", "day", "range", "week", "month", "season"})
"""Precisions of a time that may tell one event from others."""
SPOTS = frozenset({"point", "near", "admin2", "admin1", "part"})
"""Precisions of a place that may."""


def in_general(layers: Layers, frame: EventFrame, setting: Setting) -> bool:
    """Return whether *frame* speaks of violence in general: the encoder sees no incident, and little tells of one."""
    if frame.type not in {"ASSAULT", "COERCE"} or (frame.mode or "any") in words("general.toml", "beyond"):
        return False
    limits: dict[str, float] = table("general.toml")["limits"]
    signs = particulars(layers, frame, setting)
    return signs < limits["particulars"] and _chance(layers, frame) < limits["incident"]


def particulars(layers: Layers, frame: EventFrame, setting: Setting) -> int:
    """Return how many particulars a frame tells: when, where, how many, and who did it to whom."""
    dated = setting.when is not None and setting.when.precision in DAYS and setting.when.earliest is not None
    placed = setting.place is not None and setting.place.precision in SPOTS
    counted = any(toll.best for toll in frame.toll)
    verb = layers.words[frame.trigger].upos == "VERB"
    return dated + placed + counted + (verb and bool(frame.actors) and bool(frame.recipients))


def _chance(layers: Layers, frame: EventFrame) -> float:
    """Return how likely the report tells of an incident of the frame's kind; of any kind where its mode is open."""
    chances = dict(layers.incidents)
    kind = table("general.toml")["kinds"].get(frame.mode or "any")
    if not chances:
        return 1.0
    return chances.get(kind, 0.0) if kind else max(chances.values())
