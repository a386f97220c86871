"""Weak labels for the kinds of events: what the packaged trigger table says of a corpus's texts.

    python -m training.lexicon_labels --data ../shared/data --out runs/lexicon.json

The table (`src/sayso/what/data/triggers.tsv`, which grew out of the CAMEO verb dictionary) is read by the packaged
reader over the trees of the packaged model, so this runs before training, once.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sayso.model import session
from sayso.report import Report
from sayso.what import events
from training import event_corpora
from training.event_corpora import kind_of


def labels(text: str) -> list[tuple[int, int, str]]:
    """Return the offsets and kind of each word of *text* that the table takes for an event."""
    report = Report.from_text(text)
    return [(f.start, f.end, kind_of(f.type, f.mode)) for f in events(report, session.load().read(report))]


def main() -> None:
    """Label the texts of the event corpora, two processes side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("runs/lexicon.json"))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    texts = [document.text for document in event_corpora.labelled_by_lexicon(options.data)]
    with ProcessPoolExecutor(options.workers) as pool:
        found = dict(zip(texts, pool.map(labels, texts, chunksize=16), strict=True))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(found), encoding="utf-8")
    print(len(found), "texts,", sum(map(len, found.values())), "words")


if __name__ == "__main__":
    main()
