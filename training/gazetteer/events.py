"""The verbs of event_location with what the encoder says of their sentences: to learn from, and to measure by.

Its texts are single sentences, some with several verbs. A fifth of the texts is held apart (`held_apart`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.claim import Place
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.where import recognise, resolve
from training.corpora import held_apart
from training.gazetteer.layers import layers_of
from training.gazetteer.sources import rows

FOLDS = 5
UNMARKED = frozenset({"Masdar_RA"})
"""Sources whose places were left unmarked for most verbs ("killed in northern Iraq"): not to learn from."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its sentence as a report, the index of its word, and the spans of the places that are marked for it."""

    source: str
    report: Report
    layers: Layers
    places: tuple[Place, ...]
    trigger: int | None
    wanted: tuple[tuple[int, int], ...]

    def fits(self, place: Place) -> bool:
        """Say whether a place overlaps a marked one."""
        return any(place.start < end and start < place.end for start, end in self.wanted)


def verbs(data: Path, kept: Path, *, apart: bool, limit: int | None = None) -> Iterator[Verb]:
    """Yield the verbs of the fifth held apart, or of the other four, *limit* at most; layers are kept in *kept*."""
    every = rows(data / "event_location" / "train.jsonl.gz")
    found = [row for row in every if held_apart(row["text"], FOLDS) == apart][:limit]
    layers = layers_of({row["text"]: row["text"] for row in found}, kept)
    places: dict[str, tuple[Place, ...]] = {}
    for row in found:
        text = row["text"]
        report, here = Report.from_text(text), layers[text]
        if text not in places:
            places[text] = resolve(report, recognise(report, here.places), sentences=here.sentences)
        verb = next(span for span in row["spans"] if span["label"] == "VERB")
        trigger = next((i for i, w in enumerate(here.words) if w.start < verb["end"] and verb["start"] < w.end), None)
        wanted = tuple((s["start"], s["end"]) for s in row["spans"] if s["label"] == "LOCATION")
        yield Verb(row["source"], report, here, places[text], trigger, wanted)
