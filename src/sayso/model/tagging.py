"""From scores of BIO tags to spans of wordpieces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sayso.model.wordpieces import Wordpieces

Floats = npt.NDArray[np.float32]
Range = tuple[int, int, str, float]
"""A half-open range of wordpieces, its label and the mean probability of its tags."""

SURE_OUTSIDE = float(np.log(0.98))
"""Log-probability of O from which a wordpiece parts two stretches of tags."""


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)


def best_tags(scores: Floats, labels: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the best sequence of BIO tags: I- follows B- or I- of its own label alone.

    Where each wordpiece's best tag makes such a sequence, it is the answer; the stretches where it does
    not, from one sure O to the next, are searched (Viterbi).
    """
    allowed = np.array([[not into.startswith("I-") or into[2:] == before[2:] for into in labels] for before in labels])
    best: npt.NDArray[np.int64] = scores.argmax(1).astype(np.int64)
    wrong = np.flatnonzero(~allowed[np.concatenate([[0], best[:-1]]), best])
    if not len(wrong):
        return best
    logs = np.log(softmax(scores) + 1e-9)
    sure = np.flatnonzero((best == 0) & (logs[:, 0] > SURE_OUTSIDE))
    done = -1
    for at in wrong:
        if at > done:
            left = int(sure[np.searchsorted(sure, at) - 1]) + 1 if len(sure) and sure[0] < at else 0
            right = np.searchsorted(sure, at)
            done = int(sure[right]) if right < len(sure) else len(best)
            best[left:done] = _viterbi(logs[left:done], allowed)
    return best


def _viterbi(logs: Floats, allowed: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    penalty = np.where(allowed, 0.0, -1e4)
    back = np.zeros(logs.shape, dtype=np.int64)
    total = logs[0] + penalty[0]
    for at in range(1, len(logs)):
        paths = total[:, None] + penalty
        back[at] = paths.argmax(0)
        total = paths.max(0) + logs[at]
    path: npt.NDArray[np.int64] = np.zeros(len(logs), dtype=np.int64)
    path[-1] = total.argmax()
    for at in range(len(logs) - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def piece_spans(scores: Floats, labels: Sequence[str]) -> list[Range]:
    """Return the tagged spans as half-open ranges of wordpieces, with label and mean probability."""
    if not len(scores):
        return []
    greedy = scores.argmax(1)
    if not greedy.any():
        return []
    tags = best_tags(scores, labels)
    probabilities = softmax(scores)[np.arange(len(tags)), tags]
    found: list[Range] = []
    start: int | None = None
    for at, tag in enumerate([*tags.tolist(), 0]):
        if start is not None and not labels[tag].startswith("I-"):
            found.append((start, at, labels[tags[start]][2:], float(probabilities[start:at].mean())))
            start = None
        if labels[tag].startswith("B-"):
            start = at
    return found


def whole_words(spans: Sequence[Range], text: str, pieces: Wordpieces) -> list[Range]:
    """Return the spans grown to whole words, the first of two that then overlap."""

    def joined(left: int) -> bool:
        return bool(
            pieces.ends[left] == pieces.starts[left + 1]
            and text[pieces.ends[left] - 1].isalnum()
            and text[pieces.starts[left + 1]].isalnum()
        )

    grown: list[Range] = []
    floor = 0
    for first, last, label, score in spans:
        start, end = max(first, floor), last
        while start > floor and joined(start - 1):
            start -= 1
        while end < len(pieces) and joined(end - 1):
            end += 1
        if start < end:
            grown.append((start, end, label, score))
            floor = end
    return grown


def in_sentences(spans: Sequence[Range], edges: Sequence[int]) -> list[Range]:
    """Return the spans, those that run over the end of a sentence cut to their longest part; contents may do so.

    *edges* are the wordpieces that sentences begin with.
    """
    found = []
    for first, last, label, score in spans:
        cuts = [first, *(edge for edge in edges if first < edge < last), last]
        if len(cuts) > 2 and label != "content":
            first, last = max(pairwise(cuts), key=lambda part: part[1] - part[0])
        found.append((first, last, label, score))
    return found
