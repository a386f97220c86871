"""How sure the reading of an event is: signs for and against it, weighed by how often claims with them are right.

The weights are fitted on development sets (training/confidence.py), so that of the claims with 0.8 about eight in
ten have the right type, sides and status.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sayso.claim import Fragment, Status
from sayso.model.layers import FAINT, NONE
from sayso.what import linked
from sayso.what.fillers import Filler
from sayso.what.lexicon import VERBAL, VIOLENT, table
from sayso.what.roles import Arguments
from sayso.what.syntax import Syntax
from sayso.what.trigger import Trigger
from sayso.what.weighing import LONE, kinds_of

Signs = Mapping[str, float]
STEEPEST = 4.0
"""Bound of the encoder's log-odds, beyond which it is no surer than sure."""
LONG = 40
"""Words of a sentence that is long."""


def signs(
    syntax: Syntax,
    trigger: Trigger,
    roles: Arguments,
    phrases: Sequence[Fragment],
    *,
    fillers: Sequence[Filler],
    status: Status,
    habitual: bool,
) -> dict[str, float]:
    """Return what speaks for and against an event: each sign's name and its strength, most from 0 to 1.

    *phrases* are those of its actors and recipients, *fillers* what the encoder takes for roles of its incident.
    """
    words = [syntax.words[index] for index in trigger.words]
    kind = trigger.sense.type
    chance = max((w.chance(*kinds_of(kind)) for w in words), default=0.0) if kind else 0.0
    stood = dict(syntax.words[trigger.head].statuses)
    first, end = syntax.bounds[syntax.words[trigger.head].sentence]
    tagged = [*((t.start, t.end) for t in syntax.layers.sides), *((f.start, f.end) for f in fillers)]
    backed = [p for p in phrases if any(p[0] < end and start < p[1] for start, end in tagged)]
    return {
        "kind": _odds(chance),
        "stood": _odds(stood.get(status, FAINT)) if stood else 0.0,
        "named": max(w.event_score for w in words),
        "incident": max((p for w in words for name, p in w.incidents if name != NONE), default=0.0),
        "listed": float(trigger.sense.row != LONE),
        "nominal": float(trigger.sense.pos == "N" and trigger.light is None),
        "guessed": float(roles.guessed),
        "bare": float(not phrases),
        "sides": min(len(phrases), 3) / 3,
        "backed": len(backed) / len(phrases) if phrases else 0.0,
        "linked": linked.agreement(syntax, trigger, roles),
        "real": float(status in {"occurred", "ongoing"}),
        "denied": float(status == "denied"),
        "habitual": float(habitual),
        "violent": float(kind in VIOLENT),
        "verbal": float(kind in VERBAL),
        "long": min(2.0, (end - first) / LONG),
    }


def _odds(chance: float) -> float:
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return max(-STEEPEST, min(STEEPEST, math.log(bounded / (1 - bounded)))) / STEEPEST


def confidence(found: Signs) -> float:
    """Return how likely an event with these signs is rightly read, from 0 to 1 (logistic regression)."""
    weights: dict[str, float] = table("confidence.toml")["weights"]
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-total)), 4)
