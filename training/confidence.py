"""Fit the weights that make a claim's confidence mean what it says: ``src/sayso/what/data/confidence.toml``.

    python -m training.confidence --data ../shared/data

Reads the development sets that `evaluation.confidence` can judge claims by, keeps each claim's signs, and fits a
logistic regression by Newton's method, each claim weighing the same. To be run after every change of weights or rules.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from evaluation import confidence as judging
from evaluation.__main__ import OWN_SETS
from evaluation.tasks import TASKS
from sayso.pipeline.reader import Reader
from sayso.report import Report

TABLE = Path("src/sayso/what/data/confidence.toml")
RIDGE = 2.0
"""Strength of the pull towards weights of 0."""
FOLDS, STEPS = 5, 30
Floats = npt.NDArray[np.float64]
Row = dict[str, Any]
Case = tuple[str, dict[str, float], bool]
"""Corpus, signs, and whether the claim is right."""


def inputs(data: Path, scorer: Path) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """Yield each corpus that can judge claims: its name, its reports as the scorer hands them out, its annotation."""
    for task in (t for t in TASKS if t.name in judging.JUDGES):
        gold = task.gold(data)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(row) + "\n" for row in gold)
            file.flush()
            command = [sys.executable, str(scorer), "inputs", task.scorer, file.name]
            printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        yield task.name, [json.loads(line) for line in printed.splitlines()], gold
    for path in (OWN_SETS / f"{name}.jsonl" for name in judging.JUDGES):
        if path.exists():
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            yield path.stem, rows, rows


def cases(data: Path, scorer: Path) -> Iterator[Case]:
    """Yield the claims of the development sets that can be judged."""
    reader, score = Reader(), judging.scorer(scorer)
    for name, reports, gold in inputs(data, scorer):
        for row, annotated in zip(reports, gold, strict=True):
            published = dt.date.fromisoformat(row["published"]) if row.get("published") else None
            report = Report.from_text(row["text"], id=row.get("id"), published=published, outlet=row.get("outlet"))
            reading, told, _ = reader.told(report)
            entry = msgspec.json.decode(msgspec.json.encode(reading))
            for claim, right in judging.judged(name, score, entry, annotated):
                yield name, dict(told[claim["id"]][0].signs), right


def fit(rows: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression of *right* on *rows*, the first column being the bias."""
    found = np.zeros(rows.shape[1])
    pull = RIDGE * np.eye(len(found))
    pull[0, 0] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (chance - right) + pull @ found
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + pull
        found -= np.linalg.solve(bend, slope)
    return found


def main() -> None:
    """Fit, show the error of claims that the fit has not seen, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--scorer", type=Path, default=Path("../shared/scorers/score.py"))
    options = parser.parse_args()
    found = list(cases(options.data, options.scorer))
    random.Random(0).shuffle(found)
    names = list(found[0][1])
    rows = np.array([[1.0, *(signs[name] for name in names)] for _, signs, _ in found])
    right = np.array([float(r) for _, _, r in found])
    sizes = {corpus: sum(c == corpus for c, _, _ in found) for corpus in {c for c, _, _ in found}}
    unseen: list[judging.Pair] = []
    for fold in range(FOLDS):
        apart = np.arange(len(found)) % FOLDS == fold
        weights = fit(rows[~apart], right[~apart])
        chances = 1 / (1 + np.exp(-rows[apart] @ weights))
        unseen += zip(chances.tolist(), (right[apart] > 0).tolist(), strict=True)
    print(
        {
            corpus: (size, round(float(np.mean([r for c, _, r in found if c == corpus])), 3))
            for corpus, size in sizes.items()
        }
    )
    print("error on unseen claims", round(judging.calibration_error(unseen), 4))
    for mean, share, size in judging.reliability(unseen):
        print(f"  {mean:.2f} {share:.2f} {size}")
    head = TABLE.read_text(encoding="utf-8").split("[weights]")[0]
    lines = [f"{name} = {value:.4f}" for name, value in zip(["bias", *names], fit(rows, right), strict=True)]
    TABLE.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
