"""Weak labels for trees and places: what an earlier release's weights say of texts that have none.

    git worktree add ../sayso-0.1 134cd02
    python -m training.taught --teacher ../sayso-0.1/src --out runs/taught.json

The corpora of events hold words that the treebanks hardly know ("abducted", "gunmen"), and without trees of their own
they pull the encoder away from the treebanks. The earlier weights keep it in place (learning without forgetting, Li
and Hoiem 2016). A report that is printed in capitals is read in capitals and in small letters; of its trees, what both
readings say is kept, and of its places, what either finds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.model.words import may_be
from training import event_corpora, teacher
from training.corpora import Document, SyntacticWord, longest

UNKNOWN = ""
"""A relation or part of speech that is not known; no head is trained on it."""
Layers = dict[str, list[Any]]


def texts(data: Path) -> Iterator[str]:
    """Yield the texts that an earlier release is asked about, those in capitals a second time in small letters."""
    seen: set[str] = set()
    corpora = (
        event_corpora.muc4(data, "train"), event_corpora.cameo_class(data), event_corpora.cameo_ner(data),
        event_corpora.event_location(data),
    )  # fmt: skip
    for document in (d for corpus in corpora for d in corpus):
        for text in (document.text, document.text.lower()) if document.text.isupper() else (document.text,):
            if text not in seen:
                seen.add(text)
                yield text


def taught(document: Document, found: dict[str, Layers]) -> Document:
    """Return *document* with the trees and places that *found* has for its text, or as it is where it has none."""
    text = document.text
    if text not in found or document.words is not None:
        return document
    readings = [found[text]]
    if text.isupper() and text.lower() in found:
        readings.append(found[text.lower()])
    places = longest([(start, end, "place") for reading in readings for start, end in reading["places"]])
    spans = document.spans | {"place": places}
    return replace(document, words=_agreed(text, [r["words"] for r in readings]), spans=spans)


def _agreed(text: str, readings: Sequence[Sequence[Any]]) -> list[SyntacticWord]:
    """Return the words of a text with what all readings say of them; a word they differ on has no governor."""
    words = []
    for index, (start, end, upos, head, relation, lemma) in enumerate(readings[-1]):
        others = [r[index] for r in readings if index < len(r)]
        same_tree = all((o[0], o[3], o[4]) == (start, head, relation) for o in others)
        same_tag = all(o[2] == upos for o in others) and may_be(text[start:end], upos)
        governor = (head if head >= 0 else index) if same_tree and same_tag else -1
        words.append(
            SyntacticWord(
                start, end, upos if same_tag else UNKNOWN, governor, relation if same_tree else UNKNOWN, lemma
            )
        )
    return words


def main() -> None:
    """Have the texts read by the earlier release and write what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--teacher", type=Path, required=True, help="the src folder of an earlier release's checkout")
    parser.add_argument("--out", type=Path, default=Path("runs/taught.json"))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    asked = list(texts(options.data))
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder, "texts.json"), Path(folder, "layers.json")
        question.write_text(json.dumps(asked), encoding="utf-8")
        subprocess.run(
            [sys.executable, teacher.__file__, str(question), str(answer), str(options.workers)],
            check=True, env=os.environ | {"PYTHONPATH": str(options.teacher.resolve())},
        )  # fmt: skip
        found = json.loads(answer.read_text(encoding="utf-8"))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(dict(zip(asked, found, strict=True))), encoding="utf-8")
    print(len(asked), "texts,", sum(len(layers["words"]) for layers in found), "words")


if __name__ == "__main__":
    main()
