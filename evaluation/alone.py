"""What is scored without the scorer of whole readings: places and actors by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation import actors
from evaluation.places import event_location, ucdp_places


@dataclass(frozen=True, slots=True)
class Alone:
    """One measurement: the corpora that it needs, below the folder of the data, what gives its figures, and its labels.

    ``labels`` are the project's own, where the corpora don't have them.
    """

    needs: tuple[str, ...]
    figures: Callable[[Path, int | None], dict[str, float]]
    labels: Path | None = None


ALONE = {
    "actors": Alone(tuple(actors.CORPORA.values()), actors.measure, actors.SET),
    "event_location": Alone(("event_location/train.jsonl.gz",), event_location),
    "ucdp_places": Alone(("ucdp_ged/sample1000_v24.jsonl.gz",), ucdp_places),
}
"""By the name that their figures begin with."""
