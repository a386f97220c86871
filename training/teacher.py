"""Read texts with whatever release of sayso is on the path and keep the trees and places that it finds.

`training.taught` runs this file by itself with an earlier release on the path; it asks nothing of sayso that the first
release did not have.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from sayso.model import session
from sayso.report import Report


def layers(text: str) -> dict[str, list[Any]]:
    """Return the words of *text* (offsets, tag, governor or -1, relation, lemma) and the offsets of its places."""
    found = session.load().read(Report.from_text(text))
    words = [(w.start, w.end, w.upos, w.head, w.deprel, w.lemma) for w in found.words]
    return {"words": words, "places": [(p.start, p.end) for p in found.places]}


def main() -> None:
    """Read a JSON list of texts and write a list of their layers, two processes side by side."""
    texts, out, workers = sys.argv[1:]
    with ProcessPoolExecutor(int(workers)) as pool:
        found = list(pool.map(layers, json.loads(Path(texts).read_text(encoding="utf-8")), chunksize=16))
    Path(out).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
