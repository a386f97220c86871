"""Measure where events happened: the place that `sayso.where.pick` gives a verb of event_location.

``python -m training.gazetteer.measure_events --data ../shared/data [--fifth 0] [--limit 300] [--show]``

Its texts are single sentences. A fifth of them by hash is held apart; tuning looks at the others. Right, where the
corpus marks a place for the verb: the picked place overlaps a marked one. Where it marks none: none is picked, or
one that the corpus does not mark at that level (a country or region), counted apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

from sayso.model.session import load
from sayso.report import Report
from sayso.where import pick, recognise, resolve
from training.gazetteer.sources import rows

COARSE = {"country", "region", "part"}


def verbs(path: Path, fifth: int | None, *, held_apart: bool) -> Iterator[dict[str, Any]]:
    """Yield the rows of one fifth by hash (the one held apart is 0), or of the four others."""
    for row in rows(path):
        number = int(md5(str(row["id"]).encode(), usedforsecurity=False).hexdigest(), 16) % 5
        if (number == (fifth or 0)) == held_apart:
            yield row


def outcome(row: dict[str, Any]) -> tuple[str, str]:
    """Return what was picked for a row's verb, in a word, and the picked place's words."""
    report = Report.from_text(row["text"])
    layers = load().read(report)
    verb = next(span for span in row["spans"] if span["label"] == "VERB")
    wanted = [span for span in row["spans"] if span["label"] == "LOCATION"]
    places = resolve(report, recognise(report, layers.places), sentences=layers.sentences)
    trigger = next((i for i, w in enumerate(layers.words) if w.start < verb["end"] and verb["start"] < w.end), None)
    if trigger is None:
        return "no trigger", ""
    got = pick(report, layers, places, trigger)
    if got is None:
        found = any(p.start < w["end"] and w["start"] < p.end for p in places for w in wanted)
        return ("missed" if found else "not tagged") if wanted else "rightly none", ""
    if any(got.start < span["end"] and span["start"] < got.end for span in wanted):
        return "right", got.text
    if wanted:
        return "wrong", got.text
    return ("coarse" if got.precision in COARSE else "too many"), got.text


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--learn", action="store_true", help="the four fifths to tune on, not the one held apart")
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    count: Counter[str] = Counter()
    path = options.data / "event_location" / "train.jsonl.gz"
    for number, row in enumerate(verbs(path, None, held_apart=not options.learn)):
        if number == options.limit:
            break
        word, text = outcome(row)
        count[word] += 1
        if options.show and word not in ("right", "rightly none"):
            spans = [(span["label"], span["text"]) for span in row["spans"]]
            print(word, text, spans, row["text"], sep=" | ")
    marked = sum(count[word] for word in ("right", "wrong", "missed", "not tagged"))
    unmarked = sum(count[word] for word in ("rightly none", "coarse", "too many"))
    print(dict(count))
    print(f"right place {count['right'] / max(1, marked):.4f} of {marked} verbs with a marked place;"
          f" rightly none {count['rightly none'] / max(1, unmarked):.4f} of {unmarked} without,"
          f" or a country or region {count['coarse'] / max(1, unmarked):.4f}")  # fmt: skip


if __name__ == "__main__":
    main()
