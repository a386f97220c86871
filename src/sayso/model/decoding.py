"""From the network's scores to layers: spans, words with their syntax, attributions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.model.layers import Attribution, Layers, Tagged, Word
from sayso.model.wordpieces import Wordpieces

Floats = npt.NDArray[np.float32]

SURE_OUTSIDE = float(np.log(0.98))
"""Log-probability of O from which a wordpiece parts two stretches of tags."""
OUTSIDE_HANDICAP = 0.7
"""Taken off O's score among statement tags, whose recall trails their precision (chosen on PolNeAR dev)."""
TELLING = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADV", "VERB", "SYM", "X")
"""Parts of speech of which a name, actor, place, time or thing has at least one word."""


class Scores:
    """The network's outputs for every window; each wordpiece is read where it stands farthest from an edge."""

    def __init__(self, size: int, planned: Sequence[tuple[int, int]]) -> None:
        self.planned = planned
        self.owner = np.zeros(size, dtype=np.int64)
        margin = np.full(size, -1, dtype=np.int64)
        for number, (a, b) in enumerate(planned):
            inside = np.arange(a, b)
            room = np.minimum(
                inside - a if a > 0 else np.full(b - a, size), b - 1 - inside if b < size else np.full(b - a, size)
            )
            better = room > margin[a:b]
            margin[a:b][better] = room[better]
            self.owner[a:b][better] = number
        self.windows: list[tuple[Any, ...]] = []

    def add(self, first: int, outputs: Sequence[Any]) -> None:
        """Keep a batch's outputs, each window cut to its wordpieces; *first* is the number of its first window."""
        for row, (a, b) in enumerate(self.planned[first : first + len(outputs[0])]):
            size = b - a
            tags, happened, arcs, relations, cue_source, content_cue = (output[row] for output in outputs)
            inner = slice(1, size + 1)
            self.windows.append(
                (tags[inner], happened[inner], arcs[inner, inner], relations[inner],
                 cue_source[inner, : size + 1], content_cue[inner, : size + 1])
            )  # fmt: skip

    def gathered(self, output: int) -> Floats:
        """Return an output that has one row a wordpiece, each row from the wordpiece's own window."""
        rows = [self.windows[number][output][self.owner[a:b] == number] for number, (a, b) in enumerate(self.planned)]
        return np.concatenate(rows)

    def arc(self, piece: int, window: int) -> tuple[int, Floats]:
        """Return a window's first wordpiece and the scores of *piece*'s governors in that window."""
        a, _ = self.planned[window]
        return a, self.windows[window][2][piece - a]

    def link(self, output: int, piece: int, span: tuple[int, int]) -> float | None:
        """Return the best score of a link from *piece* into a span of wordpieces; ``None`` beyond its window."""
        number = self.owner[piece]
        a, b = self.planned[number]
        first, last = max(span[0], a), min(span[1], b)
        if first >= last:
            return None
        return float(self.windows[number][output][piece - a, first - a + 1 : last - a + 1].max())

    def no_link(self, output: int, piece: int) -> float:
        """Return the score of a link from *piece* to nothing."""
        number = self.owner[piece]
        return float(self.windows[number][output][piece - self.planned[number][0], 0])


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


def piece_spans(scores: Floats, labels: Sequence[str]) -> list[tuple[int, int, str, float]]:
    """Return the tagged spans as half-open ranges of wordpieces, with label and mean probability."""
    if not len(scores):
        return []
    greedy = scores.argmax(1)
    if not greedy.any():
        return []
    tags = best_tags(scores, labels)
    probabilities = softmax(scores)[np.arange(len(tags)), tags]
    found: list[tuple[int, int, str, float]] = []
    start: int | None = None
    for at, tag in enumerate([*tags.tolist(), 0]):
        if start is not None and not labels[tag].startswith("I-"):
            found.append((start, at, labels[tags[start]][2:], float(probabilities[start:at].mean())))
            start = None
        if labels[tag].startswith("B-"):
            start = at
    return found


def whole_words(
    spans: Sequence[tuple[int, int, str, float]], text: str, pieces: Wordpieces
) -> list[tuple[int, int, str, float]]:
    """Return the spans grown to whole words, the first of two that then overlap."""

    def joined(left: int) -> bool:
        return bool(
            pieces.ends[left] == pieces.starts[left + 1]
            and text[pieces.ends[left] - 1].isalnum()
            and text[pieces.starts[left + 1]].isalnum()
        )

    grown: list[tuple[int, int, str, float]] = []
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


def in_sentences(
    spans: Sequence[tuple[int, int, str, float]], edges: Sequence[int]
) -> list[tuple[int, int, str, float]]:
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


def decode(
    text: str,
    pieces: Wordpieces,
    sentences: tuple[tuple[int, int], ...],
    spans: Sequence[tuple[int, tuple[int, int]]],
    anchors: Sequence[int],
    scores: Scores,
    heads: dict[str, tuple[str, ...]],
) -> Layers:
    """Return the layers of a text.

    *spans* are the sentence number and offsets of each syntactic word, *anchors* the wordpiece that
    stands for it (-1 for none), *heads* the label inventories in the order of the network's tags.
    """
    if not scores.windows:
        return Layers(sentences, (), (), (), (), (), (), ())
    tags = scores.gathered(0)
    ends = np.cumsum([len(labels) for name, labels in heads.items() if name != "relation"])
    parts = dict(zip([n for n in heads if n != "relation"], np.split(tags, ends[:-1].tolist(), axis=1), strict=True))
    parts["statement"] = parts["statement"] - np.array(
        [OUTSIDE_HANDICAP if label == "O" else 0.0 for label in heads["statement"]], dtype=np.float32
    )
    edges = np.searchsorted(pieces.starts, [start for start, _ in sentences]).tolist()
    telling = np.isin(parts["upos"].argmax(1), [heads["upos"].index(tag) for tag in TELLING])
    ranges = {}
    for layer in (name for name in heads if heads[name][0] == "O"):
        found = in_sentences(whole_words(piece_spans(parts[layer], heads[layer]), text, pieces), edges)
        ranges[layer] = found if layer == "statement" else [span for span in found if telling[span[0] : span[1]].any()]

    def tagged(found: Sequence[tuple[int, int, str, float]]) -> tuple[Tagged, ...]:
        return tuple(Tagged(int(pieces.starts[a]), int(pieces.ends[b - 1]), label, s) for a, b, label, s in found)

    return Layers(
        sentences=sentences,
        words=_words(text, spans, anchors, scores, parts, heads),
        attributions=_attributions(ranges["statement"], tagged(ranges["statement"]), scores),
        actors=tagged(ranges["actor"]),
        names=tagged(ranges["name"]),
        places=tagged(ranges["place"]),
        times=tagged(ranges["time"]),
        things=tagged(ranges["thing"]),
    )


def _attributions(
    ranges: Sequence[tuple[int, int, str, float]], tagged: Sequence[Tagged], scores: Scores
) -> tuple[Attribution, ...]:
    """Return each cue with the source that it points to and the content fragments that point to it."""
    by_role = {role: [i for i, r in enumerate(ranges) if r[2] == role] for role in ("source", "cue", "content")}
    contents: dict[int, list[int]] = {cue: [] for cue in by_role["cue"]}
    for content in by_role["content"]:
        best = _best_link(5, ranges[content][0], by_role["cue"], ranges, scores)
        if best is not None:
            contents[best].append(content)
    found = []
    for cue in by_role["cue"]:
        source = _best_link(4, ranges[cue][0], by_role["source"], ranges, scores)
        parts = [cue, *contents[cue], *([] if source is None else [source])]
        found.append(
            Attribution(
                cue=tagged[cue],
                source=() if source is None else (tagged[source],),
                content=tuple(tagged[c] for c in contents[cue]),
                score=float(np.mean([tagged[p].score for p in parts])),
            )
        )
    return tuple(found)


def _best_link(
    output: int,
    piece: int,
    candidates: Sequence[int],
    ranges: Sequence[tuple[int, int, str, float]],
    scores: Scores,
) -> int | None:
    best, best_score = None, scores.no_link(output, piece)
    for candidate in candidates:
        score = scores.link(output, piece, ranges[candidate][:2])
        if score is not None and score > best_score:
            best, best_score = candidate, score
    return best


def _words(
    text: str,
    spans: Sequence[tuple[int, tuple[int, int]]],
    anchors: Sequence[int],
    scores: Scores,
    parts: dict[str, Floats],
    heads: dict[str, tuple[str, ...]],
) -> tuple[Word, ...]:
    upos, lemma, negated = parts["upos"].argmax(1), parts["lemma"].argmax(1), parts["negated"].argmax(1)
    events = softmax(parts["event"])
    relations, happened = scores.gathered(3), scores.gathered(1)
    governors = _governors(spans, anchors, scores)
    found = []
    for index, (number, (start, end)) in enumerate(spans):
        piece, form = anchors[index], text[start:end]
        if piece < 0:
            found.append(Word(start, end, form, form.lower(), "X", governors[index], "dep", number))
            continue
        tag = heads["upos"][upos[piece]]
        event = int(events[piece].argmax())
        found.append(
            Word(
                start=start,
                end=end,
                text=form,
                lemma=_lemma(form, heads["lemma"][lemma[piece]], proper=tag == "PROPN"),
                upos=tag,
                head=governors[index],
                deprel="root" if governors[index] < 0 else heads["relation"][relations[piece]],
                sentence=number,
                happened=float(happened[piece]),
                event=heads["event"][event][2:] if event else None,
                event_score=float(1 - events[piece, 0]),
                negated=heads["negated"][negated[piece]] == "NEG",
            )
        )
    return tuple(found)


def _lemma(form: str, script: str, *, proper: bool) -> str:
    """Return the lemma that an edit script ("3+y": cut three letters, add y) makes of a form."""
    cut, _, added = script.partition("+")
    lower = form if proper else form.lower()
    if int(cut) > len(lower):
        return lower
    return lower[: len(lower) - int(cut)] + added or lower


def _governors(spans: Sequence[tuple[int, tuple[int, int]]], anchors: Sequence[int], scores: Scores) -> list[int]:
    """Return each word's governor, -1 for a root: the best arcs, with cycles opened at their likeliest root."""
    word_at = {piece: index for index, piece in enumerate(anchors) if piece >= 0}
    by_sentence: dict[int, list[int]] = {}
    for index, (number, _) in enumerate(spans):
        by_sentence.setdefault(number, []).append(index)
    governors = [-1] * len(spans)
    for members in by_sentence.values():
        known = [m for m in members if anchors[m] >= 0]
        if known:
            window = scores.owner[anchors[known[len(known) // 2]]]
            _attach(known, anchors, word_at, scores, int(window), governors)
        for member in members:
            if anchors[member] < 0:
                governors[member] = member - 1 if member - 1 in members else -1
    return governors


def _attach(
    members: Sequence[int],
    anchors: Sequence[int],
    word_at: dict[int, int],
    scores: Scores,
    window: int,
    governors: list[int],
) -> None:
    a, b = scores.planned[window]
    alone: dict[int, float] = {}
    for member in members:
        piece = anchors[member]
        at = window if a <= piece < b else int(scores.owner[piece])
        first, row = scores.arc(piece, at)
        governor = word_at.get(first + int(row.argmax()), member)
        alone[member] = float(row[piece - first]) - float(row.max())
        governors[member] = -1 if governor == member else governor
    for member in members:
        path, at = [], member
        while at >= 0 and at not in path:
            path.append(at)
            at = governors[at]
        if at >= 0:
            cycle = path[path.index(at) :]
            governors[max(cycle, key=lambda m: alone[m])] = -1
