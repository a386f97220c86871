"""Fit the weights that link reports to incidents: ``python -m training.linking.fit --data FOLDER --readings FOLDER``.

Reports whose event is known (GVA incidents, ECB+ topics) give pairs that are about one event and pairs that are not,
and ECB+'s chains of event words across reports give pairs of accounts. A logistic regression with a ridge, by Newton's
method, gives the weights. The pairs are those that the program itself would compare, so that the weights fit its use.

*readings* holds pickled lists of readings by corpus, made once (``read`` in this module); a corpus without them is
compared by its words and days alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import pickle
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.casefile.blocking import candidates
from sayso.casefile.linking_gist import Account, gist
from sayso.casefile.linking_terms import Vocabulary
from sayso.casefile.scoring import Comparison, accounts
from sayso.claim import ModelCard, Reading
from sayso.report import Report
from training.corpora import rows

OUT = Path(__file__).parents[2] / "src" / "sayso" / "casefile" / "data" / "links.toml"
FEATURES = {
    "reports": {
        "words": 1, "head": 1, "covered": 1, "covered_most": 1, "names": 1, "names_many": 1, "rare": 1, "days_near": 1,
        "days_far": -1, "undated": 1, "same_day_words": 1, "place_first": 1, "place_apart": -1, "place_words": 1,
        "main_type": 1, "main_recipients": 1, "main_place_against": -1, "main_toll": 1, "main_toll_against": -1,
    },
    "accounts": {
        "mode": 1, "word": 1, "real": -1, "place": 1, "place_against": -1, "when": 1, "when_against": -1, "actors": 1,
        "actors_against": -1, "recipients": 1, "recipients_against": -1, "toll": 1, "toll_against": -1, "evidence": 1,
        "chief": 1,
    },
}  # fmt: skip
"""What may be fitted, and which way it must speak. A feature whose weight comes out with the other sign only mends what
others overstate; it is left out, so that each reason reads as what it is."""
THRESHOLDS = {"reports": -1.0, "accounts": 0.0}
"""Least log-odds of a link, chosen on the dev sets from -2.5, -2, … 0.5; figures change little from -1.5 to -0.5."""
RIDGE = 1.0
CASES = 3
"""Cases that the larger corpus is cut into, each as large as a small case file is."""
Labelled = list[tuple[Reading, str]]


def reports(data: Path, corpus: str) -> list[tuple[Report, str]]:
    """Return a corpus's training reports with the events that they are about."""
    found = []
    for row in rows(data / corpus / "train.jsonl.gz"):
        text = row["text"] if "text" in row else "\n".join(" ".join(s["tokens"]) for s in row["sentences"])
        day = dt.date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
        event = row.get("incident_id") or f"{row['topic']}/{row['subtopic']}"
        found.append((Report.from_text(text, id=row["doc_id"], title=row.get("title") or None, published=day), event))
    return found


def readings(data: Path, corpus: str, folder: Path) -> Labelled:
    """Return the corpus's readings from *folder*, or its reports unread where there are none."""
    path = folder / f"{corpus}.pkl"
    if path.exists():
        with path.open("rb") as stream:
            held: Labelled = pickle.load(stream)  # noqa: S301 - made by `read`
            return held
    card = ModelCard(name="none", version="0", sha256="0" * 64)
    return [(Reading(report=report, model=card), event) for report, event in reports(data, corpus)]


def read(data: Path, corpus: str, folder: Path) -> None:
    """Read a corpus and keep its readings in *folder*."""
    from sayso.pipeline import Reader

    reader = Reader()
    found = [(reader.read(report), event) for report, event in reports(data, corpus)]
    with (folder / f"{corpus}.pkl").open("wb") as stream:
        pickle.dump(found, stream)


def cases(held: Labelled, count: int) -> list[Labelled]:
    """Return *held* cut into cases by event, each in an order that says nothing of the events."""
    parts: list[Labelled] = [[] for _ in range(count)]
    for entry in held:
        parts[int(hashlib.md5(entry[1].encode(), usedforsecurity=False).hexdigest(), 16) % count].append(entry)
    for part in parts:
        random.Random(5).shuffle(part)
    return parts


Pairs = tuple[list[dict[str, float]], list[bool]]


def report_pairs(held: Labelled) -> Pairs:
    """Return the features of the pairs of reports that would be compared, and whether they are about one event."""
    vocabulary = Vocabulary()
    gists = [gist(reading, vocabulary) for reading, _ in held]
    weights = vocabulary.weights()
    comparison = Comparison(gists, weights, vocabulary.words())
    pairs = candidates(gists, weights)
    return [comparison.features(a, b) for a, b in pairs], [held[a][1] == held[b][1] for a, b in pairs]


def account_pairs(held: Labelled, gold: dict[str, dict[str, Any]]) -> Pairs:
    """Return the features of pairs of accounts in one topic, and whether their words are in one chain of events."""
    vocabulary = Vocabulary()
    gists = {reading.report.id: gist(reading, vocabulary) for reading, _ in held}
    weights: list[float] = vocabulary.weights().tolist()
    by_topic: dict[str, list[tuple[Account, str]]] = defaultdict(list)
    for reading, topic in held:
        chains = chained(gold[reading.report.id])
        place = {claim.id: claim.event.trigger for claim in reading.claims}
        for account in gists[reading.report.id].told():
            spans = [(place[claim].start, place[claim].end) for claim in account.claims]
            found = {c for a, b in spans for (start, end), c in chains.items() if a < end and start < b}
            if len(found) == 1:
                by_topic[topic].append((account, found.pop()))
    features, same = [], []
    for told in by_topic.values():
        for (one, chain), (other, another) in combinations(told, 2):
            if one.type == other.type:
                features.append(accounts(one, other, weights))
                same.append(chain == another)
    return features, same


def chained(row: dict[str, Any]) -> dict[tuple[int, int], str]:
    """Return the chains of a report's event words by their offsets."""
    starts: dict[int, list[tuple[int, int]]] = {}
    at = 0
    for sentence in row["sentences"]:
        spans = []
        for token in sentence["tokens"]:
            spans.append((at, at + len(token)))
            at += len(token) + 1
        starts[sentence["sent"]] = spans
    found = {}
    for mention in row["mentions"]:
        if mention["kind"] == "event":
            spans = [starts[mention["sent"]][i] for i in mention["tokens"]]
            found[spans[0][0], spans[-1][1]] = str(mention["chain"])
    return found


def fitted(features: Sequence[dict[str, float]], same: Sequence[bool], signs: Mapping[str, int]) -> dict[str, float]:
    """Return the weights of the features that speak as they must, and the ``bias``.

    The feature that goes most against its sign is left out, and the others are fitted anew, until none does.
    """
    names = list(signs)
    while True:
        bias, *weights = fit(features, same, names).tolist()
        worst = min(range(len(names)), key=lambda at: weights[at] * signs[names[at]])
        if weights[worst] * signs[names[worst]] >= 0:
            return {"bias": bias, **dict(zip(names, weights, strict=True))}
        del names[worst]


def fit(features: Sequence[dict[str, float]], same: Iterable[bool], names: Sequence[str]) -> NDArray[np.float64]:
    """Return the bias and the weights of *names* (Newton's method on the penalised likelihood)."""
    x = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in features])
    y = np.array(list(same), dtype=float)
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ weights)
        weights += step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def main() -> None:
    """Fit both models and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--readings", type=Path, required=True)
    options = parser.parse_args()
    gva = readings(options.data, "gva_incidents", options.readings)
    ecb = readings(options.data, "ecbplus", options.readings)
    gold = {row["doc_id"]: row for row in rows(options.data / "ecbplus" / "train.jsonl.gz")}
    parts = [report_pairs(part) for part in [*cases(gva, CASES), *cases(ecb, 1)]]
    pairs = {
        "reports": ([f for part in parts for f in part[0]], [s for part in parts for s in part[1]]),
        "accounts": account_pairs(ecb, gold),
    }
    lines = [
        "# What speaks for and against two reports, or two accounts of one type in them, being about the same event.",
        "# Logistic regression, fitted by training/linking/fit.py; what each feature is stands in",
        "# docs/methods/incidents.md. A pair is a link where bias + sum of weight x feature reaches the threshold.",
    ]
    for name, (features, same) in pairs.items():
        print(f"{name}: {len(same)} pairs, {sum(same)} of one event")
        lines += table(name, fitted(features, same, FEATURES[name]))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def table(name: str, weights: Mapping[str, float]) -> list[str]:
    """Return the lines of one model."""
    head = ["", f"[{name}]", f"threshold = {THRESHOLDS[name]}", f"bias = {weights['bias']:.3f}", f"[{name}.weights]"]
    return [*head, *(f"{feature} = {weight:.3f}" for feature, weight in weights.items() if feature != "bias")]


if __name__ == "__main__":
    main()
