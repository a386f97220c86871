"""Does a claim's confidence mean what it says? Of the claims with 0.8, about eight in ten should be right.

What "right" means depends on what a corpus annotates: cameo_class the type, cameo_ner the sides, MUC-4 both, the
project's own sentences the status, and those held apart the type and the sides too. A claim is held to what its corpus
knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

from evaluation.sets import at, overlap, span_of, type_of

Row = dict[str, Any]
Pair = tuple[float, bool]
"""A claim's confidence, and whether the claim is right."""
Judged = tuple[Row, bool]
BINS = 10
STRONGEST = (4, 2, 3, 1, 0)
"""The order in which a sentence's claims decide its class (score.py)."""


def scorer(path: Path) -> SimpleNamespace:
    """Return the scorer's functions, loaded from its file."""
    return SimpleNamespace(**run_path(str(path)))


def by_class(score: SimpleNamespace, reading: Row, gold: Row) -> Iterator[Judged]:
    """Yield the claim that decides a sentence's class, and whether its type is of that class."""
    claims = reading.get("claims") or []
    quad = {c["id"]: score.QUAD[c["event"]["type"]] for c in claims}
    if claims:
        main = min(claims, key=lambda c: (STRONGEST.index(quad[c["id"]]), -c["confidence"]))
        yield main, quad[main["id"]] == gold["label"]


def by_sides(score: SimpleNamespace, reading: Row, gold: Row) -> Iterator[Judged]:
    """Yield the surest claim of a sentence that names a side, and whether each side is the right words in its role."""
    _, spans = score.words_with_offsets(gold["tokens"])
    wanted = [(label, [(a, b)]) for label, a, b in score.bio(gold["tags"], spans)]
    named = [c for c in reading.get("claims") or [] if c["actors"] or c["recipients"]]
    if named:
        main = max(named, key=lambda c: c["confidence"])
        sides = [("S", m) for m in main["actors"]] + [("T", m) for m in main["recipients"]]
        right = [
            any(label in {letter, "R"} and score.overlap(span, [(m["start"], m["end"])]) for label, span in wanted)
            for letter, m in sides
        ]
        yield main, all(right)


def by_template(score: SimpleNamespace, reading: Row, gold: Row) -> Iterator[Judged]:
    """Yield each claim of violence in a report that has templates, and whether one has its type and its fillers.

    A claim is right where a template is of its type and has half of the claim's fillers at least.
    """
    templates = [t for t in gold["templates"] if t.get("incident_type")]
    for claim in reading.get("claims") or []:
        found = score.muc_pred({"claims": [claim]})
        if not templates or not found:
            continue
        (pred,) = found
        size = sum(len(entities) for entities in pred["slots"].values())
        hits = [score.muc_hits(pred, t) for t in templates]
        best = max((sum(h.values()) - 1 for h in hits if h["type"]), default=-1)
        yield claim, best >= size / 2


def by_status(score: SimpleNamespace, reading: Row, gold: Row) -> Iterator[Judged]:  # noqa: ARG001  (one signature for all)
    """Yield the claim on the event word of one of the project's own sentences, and whether its status is right."""
    events = [{**c["event"]["trigger"], "claim": c} for c in reading.get("claims") or []]
    event = at(span_of(gold["text"], gold["trigger"]), events)
    if event is not None:
        yield event["claim"], event["claim"]["status"] == gold["status"]


def by_word(score: SimpleNamespace, reading: Row, gold: Row) -> Iterator[Judged]:  # noqa: ARG001
    """Yield the claim on each labelled word of a sentence of our own, and whether all that it says of it is right.

    That is type and status, and, where the sides are marked, that each cell lies on words that name one in its role.
    """
    claims = [{**c["event"]["trigger"], "claim": c} for c in reading.get("claims") or []]
    for word, status, kind, *marked in gold["events"]:
        found = at(span_of(gold["text"], word), claims)
        if found is not None:
            claim = found["claim"]
            right = claim["event"]["type"] == type_of(kind) and claim["status"] == status
            for field, phrases in zip(("actors", "recipients"), marked, strict=False):
                spans = [span_of(gold["text"], phrase) for phrase in phrases]
                right = right and all(any(overlap(span, cell) for span in spans) for cell in claim[field])
            yield claim, right


JUDGES: Mapping[str, Callable[[SimpleNamespace, Row, Row], Iterator[Judged]]] = {
    "cameo_class": by_class, "cameo_ner": by_sides, "muc4": by_template, "factuality": by_status,
    "events": by_word,
}  # fmt: skip


def judged(name: str, score: SimpleNamespace, reading: Row, gold: Row) -> list[Judged]:
    """Return the claims of a reading that corpus *name* can judge, and whether they are right."""
    return list(JUDGES[name](score, reading, gold))


def pairs(name: str, score: SimpleNamespace, readings: Sequence[Row], gold: Sequence[Row]) -> list[Pair]:
    """Return the confidence of the claims that corpus *name* can judge, and whether they are right."""
    return [
        (claim["confidence"], right)
        for reading, row in zip(readings, gold, strict=True)
        for claim, right in judged(name, score, reading, row)
    ]


def reliability(found: Sequence[Pair]) -> list[tuple[float, float, int]]:
    """Return, for each tenth of the scale that has claims: their mean confidence, the share that is right, how many."""
    table = []
    for number in range(BINS):
        inside = [p for p in found if number == min(BINS - 1, int(p[0] * BINS))]
        if inside:
            share = sum(right for _, right in inside) / len(inside)
            table.append((sum(c for c, _ in inside) / len(inside), share, len(inside)))
    return table


def calibration_error(found: Sequence[Pair]) -> float:
    """Return the expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    return sum(abs(mean - share) * size for mean, share, size in reliability(found)) / max(1, len(found))
