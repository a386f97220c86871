"""Score what is asked of places alone: where a verb's event happened, and what UCDP's place names resolve to."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path


def event_location(data: Path, limit: int | None) -> dict[str, float]:
    """Return how often the right place is picked for the verbs of event_location that training holds apart.

    ``place.accuracy`` is over all verbs: a marked place that is picked, or none where none is marked.
    """
    from training.gazetteer.events import verbs
    from training.gazetteer.measure_events import figures

    with tempfile.TemporaryDirectory() as folder:
        return figures(verbs(data, Path(folder) / "layers.pickle", apart=True, limit=limit))


def ucdp_places(data: Path, limit: int | None) -> dict[str, float]:
    """Return how the place names of the UCDP GED sample resolve, told with the country, and with their units too.

    ``accuracy`` is the share that is near UCDP's point or honestly its unit; ``wrong`` that of namesakes elsewhere.
    """
    from training.gazetteer.conflict_places import outcomes

    found: dict[str, float] = {}
    for name, with_units in (("with_country", False), ("with_units", True)):
        count = Counter(fit for _, _, fit in outcomes(data, with_units=with_units, limit=limit))
        total = max(1, count.total())
        found[f"{name}.accuracy"] = (count["near"] + count["unit"]) / total
        found |= {f"{name}.{fit}": count[fit] / total for fit in ("near", "unit", "country", "unknown", "wrong")}
    return found
