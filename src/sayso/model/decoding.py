"""From the network's scores to layers: words with their syntax, tagged spans, links between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sayso.model.layers import FAINT, NOBODY, NONE, ROLES, Attribution, Layers, Odds, Sides, Tagged, Word
from sayso.model.tagging import Floats, Range, in_sentences, piece_spans, softmax, whole_words
from sayso.model.wordpieces import Wordpieces
from sayso.model.words import may_be, may_name_event

OUTSIDE_HANDICAP = {"statement": 0.4, "side": 0.5}
"""Taken off O's score among the tags of layers whose recall trails their precision (chosen on their dev sets)."""
CUE_SOURCE, CONTENT_CUE, EVENT_PLACE, EVENT_ACTOR, EVENT_RECIPIENT = 4, 5, 7, 8, 9
"""Which of the network's outputs scores which links; 6, mention to antecedent, is not read yet."""
UNREAD = frozenset({"event", "role", "entity"})
"""Layers of tags whose spans nothing asks for: words have the first two's chances, the third taught the encoder."""
SUREST = 0.999
"""The highest chance that one word gives an incident, as in training."""
NAMING = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX"})
"""Parts of speech of words that may name an event."""
HEADING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
"""Parts of speech of words that may head who did something or whom it was done to."""
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
            tags, happened, arcs, relations, *links = (output[row] for output in outputs)
            inner = slice(1, size + 1)
            linked = (link[inner, : size + 1] for link in links)
            self.windows.append((tags[inner], happened[inner], arcs[inner, inner], relations[inner], *linked))

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

    def linked(self, output: int, piece: int, others: Sequence[int]) -> Floats:
        """Return how likely *piece* is linked to nothing, then to each of *others*, by their scores in its window."""
        number = self.owner[piece]
        a, b = self.planned[number]
        row = self.windows[number][output][piece - a]
        scores = [row[other - a + 1] if a <= other < b else -np.inf for other in others]
        return softmax(np.array([row[0], *scores], dtype=np.float32))

    def no_link(self, output: int, piece: int) -> float:
        """Return the score of a link from *piece* to nothing."""
        number = self.owner[piece]
        return float(self.windows[number][output][piece - self.planned[number][0], 0])


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
    for layer, handicap in OUTSIDE_HANDICAP.items():
        parts[layer][:, 0] -= handicap
    edges = np.searchsorted(pieces.starts, [start for start, _ in sentences]).tolist()
    telling = np.isin(parts["upos"].argmax(1), [heads["upos"].index(tag) for tag in TELLING])
    ranges = {}
    for layer in (name for name in heads if heads[name][0] == "O" and name not in UNREAD):
        found = in_sentences(whole_words(piece_spans(parts[layer], heads[layer]), text, pieces), edges)
        ranges[layer] = found if layer == "statement" else [span for span in found if telling[span[0] : span[1]].any()]

    def tagged(found: Sequence[Range]) -> tuple[Tagged, ...]:
        return tuple(Tagged(int(pieces.starts[a]), int(pieces.ends[b - 1]), label, s) for a, b, label, s in found)

    return Layers(
        sentences=sentences,
        words=_words(text, spans, anchors, scores, parts, heads, ranges["place"], tagged(ranges["place"])),
        attributions=_attributions(ranges["statement"], tagged(ranges["statement"]), scores),
        actors=tagged(ranges["actor"]),
        names=tagged(ranges["name"]),
        places=tagged(ranges["place"]),
        times=tagged(ranges["time"]),
        things=tagged(ranges["thing"]),
        sides=tagged(ranges["side"]),
        incidents=_told(text, spans, anchors, scores, softmax(parts["incident"]), heads["incident"]),
    )


def _told(
    text: str,
    spans: Sequence[tuple[int, tuple[int, int]]],
    anchors: Sequence[int],
    scores: Scores,
    chances: Floats,
    labels: Sequence[str],
) -> Odds:
    """Return how likely a report tells of each kind of incident: any word of any of its windows does."""
    naming = [
        a for a, (_, (start, end)) in zip(anchors, spans, strict=True) if a >= 0 and may_name_event(text[start:end])
    ]
    never = np.ones((len(scores.planned), len(labels)), dtype=np.float32)
    for anchor in naming:
        never[scores.owner[anchor]] *= 1 - np.minimum(chances[anchor], SUREST)
    told = 1 - never.min(0)
    return tuple((label, round(float(told[at]), 4)) for at, label in enumerate(labels) if label != NONE)


def _attributions(ranges: Sequence[Range], tagged: Sequence[Tagged], scores: Scores) -> tuple[Attribution, ...]:
    """Return each cue with the source that it points to and the content fragments that point to it."""
    by_role = {role: [i for i, r in enumerate(ranges) if r[2] == role] for role in ("source", "cue", "content")}
    contents: dict[int, list[int]] = {cue: [] for cue in by_role["cue"]}
    for content in by_role["content"]:
        best = _best_link(CONTENT_CUE, ranges[content][0], by_role["cue"], ranges, scores)
        if best is not None:
            contents[best].append(content)
    found = []
    for cue in by_role["cue"]:
        source = _best_link(CUE_SOURCE, ranges[cue][0], by_role["source"], ranges, scores)
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
    ranges: Sequence[Range],
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
    place_ranges: Sequence[Range],
    places: Sequence[Tagged],
) -> tuple[Word, ...]:
    kinds, incidents = softmax(parts["kind"]).tolist(), softmax(parts["incident"]).tolist()
    roles = softmax(parts["role"])
    roles = (roles[:, 1::2] + roles[:, 2::2]).tolist()  # B- and I- together
    incident_of = parts["incident_of"].argmax(1)
    statuses = softmax(parts["status"]).tolist()
    lemma, negated = parts["lemma"].argmax(1), parts["negated"].argmax(1)
    named_by = softmax(parts["event"])
    classes, event_scores = named_by.argmax(1).tolist(), (1 - named_by[:, 0]).tolist()
    relations, happened = scores.gathered(3), scores.gathered(1)
    governors = _governors(spans, anchors, scores)
    tags = _parts_of_speech(text, spans, anchors, parts["upos"], heads["upos"])
    sides = _candidates(spans, anchors, tags)
    found = []
    for index, (number, (start, end)) in enumerate(spans):
        piece, form = anchors[index], text[start:end]
        if piece < 0:
            found.append(Word(start, end, form, form.lower(), "X", governors[index], "dep", number))
            continue
        tag = tags[index]
        event = classes[piece]
        named = tag in NAMING and may_name_event(form) and (event > 0 or kinds[piece][0] < 1 - FAINT)
        scene = _scene(piece, place_ranges, places, scores) if named else None
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
                event_score=event_scores[piece],
                negated=heads["negated"][negated[piece]] == "NEG",
                kinds=_odds(kinds[piece], heads["kind"]) if named else (),
                incidents=_odds(incidents[piece], heads["incident"]) if named else (),
                roles=_odds(roles[piece], ROLES),
                incident_of=heads["incident_of"][incident_of[piece]],
                scene=scene,
                actors=_linked(EVENT_ACTOR, piece, sides, number, anchors, scores) if named else (),
                recipients=_linked(EVENT_RECIPIENT, piece, sides, number, anchors, scores) if named else (),
                statuses=_odds(statuses[piece], heads["status"]) if may_name_event(form) else (),
            )
        )
    return tuple(found)


def _parts_of_speech(
    text: str,
    spans: Sequence[tuple[int, tuple[int, int]]],
    anchors: Sequence[int],
    scores: Floats,
    labels: Sequence[str],
) -> list[str]:
    """Return the likeliest part of speech that each word may have."""
    by_chance = np.argsort(-scores, axis=1).tolist()
    return [
        "X" if piece < 0 else next(labels[at] for at in by_chance[piece] if may_be(text[start:end], labels[at]))
        for (_, (start, end)), piece in zip(spans, anchors, strict=True)
    ]


def _candidates(
    spans: Sequence[tuple[int, tuple[int, int]]], anchors: Sequence[int], tags: Sequence[str]
) -> dict[int, list[int]]:
    """Return the words of each sentence that may head who did something, or whom it was done to."""
    found: dict[int, list[int]] = {}
    for index, (number, _) in enumerate(spans):
        if anchors[index] >= 0 and tags[index] in HEADING:
            found.setdefault(number, []).append(index)
    return found


def _linked(
    output: int, piece: int, sides: dict[int, list[int]], number: int, anchors: Sequence[int], scores: Scores
) -> Sides:
    """Return the words of an event's sentence and the one before that a kind of link leads to, the likeliest first."""
    words = [*sides.get(number - 1, ()), *sides.get(number, ())]
    chances = scores.linked(output, piece, [anchors[word] for word in words])
    likely = sorted(np.flatnonzero(chances > FAINT).tolist(), key=lambda at: -chances[at])
    return tuple((NOBODY if at == 0 else words[at - 1], round(float(chances[at]), 4)) for at in likely)


def _scene(piece: int, ranges: Sequence[Range], places: Sequence[Tagged], scores: Scores) -> Tagged:
    """Return the place that an event word is linked to, with its chance; a span of no length where it is to none."""
    linked = [scores.link(EVENT_PLACE, piece, span[:2]) for span in ranges]
    known = [(link, place) for link, place in zip(linked, places, strict=True) if link is not None]
    chances = softmax(np.array([scores.no_link(EVENT_PLACE, piece), *(link for link, _ in known)], dtype=np.float32))
    best = int(chances.argmax())
    place = known[best - 1][1] if best else Tagged(0, 0, "place", 0.0)
    return Tagged(place.start, place.end, "place", round(float(chances[best]), 4))


def _odds(chances: Sequence[float], labels: Sequence[str]) -> Odds:
    likely = sorted(((chance, label) for label, chance in zip(labels, chances, strict=True) if chance > FAINT),
                    key=lambda one: -one[0])  # fmt: skip
    return tuple((label, round(chance, 4)) for chance, label in likely)


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
