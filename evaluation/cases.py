"""Score what is worked out from many reports: which are about one incident, and which are copies of one story."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.copying import LEAST_WORDS, Pair, copied, written_apart
from evaluation.reading import ReadingError, command
from evaluation.sets import prf
from sayso.casefile.copies import copies
from sayso.report import Report
from training.corpora import rows

STORIES = 500
APART = 500


@dataclass(frozen=True, slots=True)
class Grouping:
    """A corpus that says which of its reports are about one event, and where its reports are."""

    name: str
    path: str


GROUPINGS = (
    Grouping("gva_incidents", "gva_incidents/dev.jsonl.gz"),
    Grouping("ecbplus", "ecbplus/dev.jsonl.gz"),
)


def grouped(task: Grouping, data: Path, scorer: Path, folder: Path) -> dict[str, float]:
    """Return B-cubed over the reports of a corpus, put into a case file by the commands that users type."""
    gold, given, found = data / task.path, folder / f"{task.name}.jsonl", folder / f"{task.name}.incidents.jsonl"
    case = folder / f"{task.name}.sayso"
    given.write_text(_run(sys.executable, scorer, "inputs", gold), encoding="utf-8")
    _run(command(), "add", case, given)
    found.write_text(_run(command(), "incidents", case, "--format", "jsonl"), encoding="utf-8")
    lines = _run(sys.executable, scorer, found, gold).splitlines()
    return {f"{task.name}.{name}": float(value) for name, value in (line.split() for line in lines)}


def _run(*arguments: object) -> str:
    done = subprocess.run([*map(str, arguments)], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise ReadingError(f"{' '.join(map(str, arguments[:3]))} … left with status {done.returncode}")
    return done.stdout


def copy_test(data: Path) -> dict[str, float]:
    """Return how well copies are told from reports on the same event: F1, and the share of the latter that is folded.

    All reports are in one case, each once, so that folding strangers is found out, too.
    """
    return score_pairs(pairs(data))


def pairs(data: Path) -> list[Pair]:
    """Return `STORIES` stories beside a copy each, and up to `APART` pairs on one event that were written apart."""
    gva = list(rows(data / "gva_incidents" / "dev.jsonl.gz"))
    ecb = [
        {**row, "text": "\n".join(" ".join(s["tokens"]) for s in row["sentences"])}
        for row in rows(data / "ecbplus" / "dev.jsonl.gz")
    ]
    told: dict[str, int] = {}
    for row in gva:
        told[row["incident_id"]] = told.get(row["incident_id"], 0) + 1
    stories = [row for row in gva if told[row["incident_id"]] == 1]
    stories += [*rows(data / "polnear" / "dev.jsonl.gz"), *rows(data / "muc4" / "dev.jsonl.gz")]
    stories = [row for row in stories if len(row["text"].split()) >= LEAST_WORDS]
    apart = written_apart(gva, group=lambda row: str(row["incident_id"]))
    apart += written_apart(ecb, group=lambda row: f"{row['topic']}/{row['subtopic']}", most=12)
    chance = random.Random("copy test")  # noqa: S311 - a test's chance
    chance.shuffle(stories)
    chance.shuffle(apart)
    return [*copied(stories[:STORIES]), *apart[:APART]]


def score_pairs(given: Sequence[Pair]) -> dict[str, float]:
    """Return the figures of *given* pairs."""
    names: dict[str, str] = {}
    for pair in given:
        for text in (pair.left, pair.right):
            names.setdefault(text, f"{len(names)}")
    roots: dict[str, str] = {}
    reports = (Report.from_text(text, id=name) for text, name in names.items())
    for tree in copies(reports):
        roots.update(dict.fromkeys(tree.members, tree.root))
    folded = [_root(names[pair.left], roots) == _root(names[pair.right], roots) for pair in given]
    both = sum(found for found, pair in zip(folded, given, strict=True) if pair.copies)
    apart = [found for found, pair in zip(folded, given, strict=True) if not pair.copies]
    figures: dict[str, Any] = prf("copies", both, sum(folded), sum(pair.copies for pair in given))
    return {**figures, "copies.apart_folded": sum(apart) / len(apart) if apart else 0.0}


def _root(name: str, roots: dict[str, str]) -> str:
    return roots.get(name, name)
