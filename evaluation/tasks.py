"""What is scored on which documents. A corpus without a dev split gives the part that training holds apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpora import held_apart, rows

Row = dict[str, Any]


def every(_: Row) -> bool:
    """Keep each document."""
    return True


def fifth_of_documents(row: Row) -> bool:
    """Keep the fifth that training leaves out, by document."""
    return held_apart(row["doc_id"], 5)


def quarter_of_documents(row: Row) -> bool:
    """Keep the quarter that training leaves out, by document."""
    return held_apart(row["doc_id"], 4)


def fifth_of_sentences(row: Row) -> bool:
    """Keep the fifth that training leaves out, by sentence; a sentence is its tokens with blanks between."""
    return held_apart(row["text"] if "text" in row else " ".join(row["tokens"]), 5)


@dataclass(frozen=True, slots=True)
class Task:
    """One corpus and the scorer's task that it is scored by."""

    name: str
    scorer: str
    path: str
    keep: Callable[[Row], bool] = every
    dated: bool = False

    def gold(self, data: Path, *, limit: int | None = None) -> list[Row]:
        """Return the annotated documents, at most *limit* of them.

        The scorer tells the published date only of documents whose creation time is a plain day; with ``dated``
        the time of day is cut off, so that it tells all of them.
        """
        found = [row for row in rows(data / self.path) if self.keep(row)][:limit]
        return [row | {"dct": row["dct"][:10]} for row in found] if self.dated else found


TASKS = (
    Task("polnear", "polnear", "polnear/dev.jsonl.gz"),
    Task("re3d", "entities", "re3d/dev.jsonl.gz"),
    Task("tempeval3", "times", "tempeval3/train.jsonl.gz", fifth_of_documents),
    Task("tempeval3_dated", "times", "tempeval3/train.jsonl.gz", fifth_of_documents, dated=True),
    Task("wikiwars", "times", "wikiwars/train.jsonl.gz", quarter_of_documents),
    Task("muc4", "muc4", "muc4/dev.jsonl.gz"),
    Task("lgl", "places", "geoparsing/lgl.jsonl.gz"),
    Task("geovirus", "places", "geoparsing/geovirus.jsonl.gz"),
    Task("cameo_class", "cameo_class", "conflibert_tasks/cameo_class/train.jsonl.gz", fifth_of_sentences),
    Task("cameo_ner", "cameo_ner", "conflibert_tasks/cameo_ner/train.jsonl.gz", fifth_of_sentences),
)
