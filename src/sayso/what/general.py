"""Violence told of in general ("the bombings must stop", "13,000 have died since 1980"), apart from single events.

A report that tells of one event says when, where, how many or who. The encoder has learned from MUC-4, whose coders
left out what a report only speaks of, how likely a report tells of an incident at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.layers import Layers
from sayso.what.frame import EventFrame
from sayso.what.lexicon import VIOLENT, table, words
from sayso.what.same import Setting

DAYS = frozenset({"hour", "part-of-day", "day", "range", "week", "month", "season"})
"""Precisions of a time that may tell one event from others."""
SPOTS = frozenset({"point", "near", "admin2", "admin1", "part"})
"""Precisions of a place that may."""


def in_general(
    layers: Layers, frames: Sequence[EventFrame], settings: Sequence[Setting], groups: Sequence[int]
) -> tuple[bool, ...]:
    """Return whether each frame speaks of violence in general: the encoder sees no incident, and little tells of one.

    What is told of an event once counts for all that is told of it.
    """
    limits: dict[str, float] = table("general.toml")["limits"]
    signs: dict[int, set[str]] = {}
    for frame, setting, group in zip(frames, settings, groups, strict=True):
        signs.setdefault(group, set()).update(particulars(layers, frame, setting))
    return tuple(
        frame.type in VIOLENT
        and (frame.mode or "any") not in words("general.toml", "beyond")
        and len(signs[group]) < limits["particulars"]
        and _chance(layers, frame) < limits["incident"]
        for frame, group in zip(frames, groups, strict=True)
    )


def particulars(layers: Layers, frame: EventFrame, setting: Setting) -> frozenset[str]:
    """Return which particulars a frame tells: when, where, how many; of a verb, who did it and to whom."""
    found = {
        "when": setting.when is not None and setting.when.precision in DAYS and setting.when.earliest is not None,
        "where": setting.place is not None and setting.place.precision in SPOTS,
        "how many": any(toll.best for toll in frame.toll),
        "who": layers.words[frame.trigger].upos == "VERB" and bool(frame.actors),
        "whom": layers.words[frame.trigger].upos == "VERB" and bool(frame.recipients),
    }
    return frozenset(name for name, told in found.items() if told)


def _chance(layers: Layers, frame: EventFrame) -> float:
    """Return how likely the report tells of an incident of the frame's kind; of any kind where its mode is open."""
    chances = dict(layers.incidents)
    kind = table("general.toml")["kinds"].get(frame.mode or "any")
    if not chances:
        return 1.0
    return chances.get(kind, 0.0) if kind else max(chances.values())
