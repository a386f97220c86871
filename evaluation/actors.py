"""Score who is who: actor mentions of the dev sets, labelled by hand (``python -m evaluation --only actors``).

`sets/actors.jsonl` holds corpus, document, offsets and what a careful reader makes of the words, never the words.
``ids`` are the actors of the table that are right, ``kinds`` what is right for an actor that only the report knows;
several where readers may differ. ``again`` is a second labelling of 100 rows, one answer each, made by the same hand
after the first.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.reading import read
from training.corpora import rows

Row = dict[str, Any]
SET = Path(__file__).parent / "sets" / "actors.jsonl"
CORPORA = {
    "polnear": "polnear/dev.jsonl.gz",
    "re3d": "re3d/dev.jsonl.gz",
    "muc4": "muc4/dev.jsonl.gz",
}


def labelled() -> list[Row]:
    """Return the labelled mentions."""
    return [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]


def documents(data: Path) -> dict[str, Row]:
    """Return the reports that the labels are of, by corpus and document; MUC-4's hard line breaks are joined."""
    wanted = {(row["corpus"], row["doc"]) for row in labelled()}
    found: dict[str, Row] = {}
    for corpus, path in CORPORA.items():
        for row in rows(data / path):
            name = row.get("doc_id") or row["id"]
            if (corpus, name) in wanted:
                text = _joined(row["text"]) if corpus == "muc4" else row["text"]
                found[f"{corpus}/{name}"] = {"text": text, "title": row.get("title"), "published": row.get("date")}
    return found


def _joined(text: str) -> str:
    """Return *text* with its paragraphs on one line each, as `score.py inputs muc4` gives them to the reader."""
    return re.sub(r"[ \t]*\n[ \t]*(?=\S)", " ", text.replace("\n\n", "\0")).replace("\0", "\n\n").strip()


def nearest(label: Row, mentions: Sequence[Row]) -> Row | None:
    """Return the actor mention that covers most of a labelled span for its length; ``None`` where none touches it."""

    def alike(mention: Row) -> float:
        shared: float = min(label["end"], mention["end"]) - max(label["start"], mention["start"])
        joint: float = max(label["end"], mention["end"]) - min(label["start"], mention["start"])
        # A name with an apposition is often read as the name alone: what begins alike is alike.
        return shared / joint + (shared > 0 and label["start"] == mention["start"])

    best = max((m for m in mentions if m["kind"] == "actor"), key=alike, default=None)
    return best if best is not None and alike(best) > 0 else None


def resolved(mention: Row | None) -> bool:
    """Say whether a reading knows who a mention is: an actor of a table, or one of the report with a kind."""
    return mention is not None and (str(mention["entity"]).startswith("actor:") or mention["type"] is not None)


def right(label: Row, mention: Row) -> bool:
    """Say whether a resolved mention is what the label says."""
    if str(mention["entity"]).startswith("actor:"):
        return mention["entity"] in label["ids"]
    return mention["type"] in label["kinds"]


def agreement(labels: Sequence[Row]) -> tuple[int, int]:
    """Return how many of the rows labelled twice agree, and how many there are: an id or a kind in common."""
    twice = [row for row in labels if "again" in row]
    same = sum(
        bool(set(row["ids"]) & set(row["again"]["ids"]) or set(row["kinds"]) & set(row["again"]["kinds"]))
        for row in twice
    )
    return same, len(twice)


def score(readings: dict[str, Row], labels: Sequence[Row]) -> dict[str, float]:
    """Return the part of the labelled mentions that are resolved, and the part of those that are right."""
    known = good = named = named_good = 0
    for label in labels:
        found = nearest(label, readings.get(f"{label['corpus']}/{label['doc']}", {}).get("mentions") or [])
        if not resolved(found) or found is None:
            continue
        known += 1
        good += right(label, found)
        in_table = str(found["entity"]).startswith("actor:")
        named += in_table
        named_good += in_table and right(label, found)
    same, twice = agreement(labels)
    return {
        "resolved": known / len(labels),
        "right": good / max(1, known),
        "in_table.right": named_good / max(1, named),
        "agreement": same / max(1, twice),
    }


def measure(data: Path, limit: int | None = None) -> dict[str, float]:
    """Have the reports read by the command that users type, and score them."""
    labels = labelled()[:limit]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "actors.jsonl"
        reports = [{"id": name, **{k: v for k, v in row.items() if v}} for name, row in documents(data).items()]
        path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
        readings = read(path, path.with_suffix(".out.jsonl"))
    return score({reading["report"]["id"]: reading for reading in readings if "error" not in reading}, labels)
