"""Scores to tags and spans."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.model.decoding import Scores
from sayso.model.tagging import best_tags, in_sentences, piece_spans, softmax

LABELS = ("O", "B-cue", "I-cue", "B-source", "I-source")


def valid(tags: tuple[int, ...]) -> bool:
    """Tell whether every I- goes on from its own label."""
    names = [LABELS[tag] for tag in tags]
    return all(
        not name.startswith("I-") or before[2:] == name[2:] for before, name in zip(["O", *names], names, strict=False)
    )


@given(arrays(np.float32, st.tuples(st.integers(1, 5), st.just(5)), elements=st.floats(-4, 4, width=32)))
def test_the_best_valid_sequence_is_found(scores: np.ndarray) -> None:
    """No other valid sequence of tags is likelier."""
    logs = np.log(softmax(scores) + 1e-9)
    rows = range(len(scores))
    found = tuple(best_tags(scores, LABELS).tolist())
    best = max(logs[rows, list(tags)].sum() for tags in product(range(5), repeat=len(scores)) if valid(tags))
    assert valid(found)
    assert np.isclose(best, logs[rows, list(found)].sum(), atol=1e-3)


def test_spans_carry_label_and_range() -> None:
    """B I I O B is two spans."""
    scores = np.eye(5, dtype=np.float32)[[1, 2, 2, 0, 3]] * 9
    assert [(0, 3, "cue"), (4, 5, "source")] == [span[:3] for span in piece_spans(scores, LABELS)]


@given(st.lists(st.integers(3, 30), min_size=1, max_size=8), st.integers(0, 10))
def test_each_wordpiece_is_read_in_one_window_that_holds_it(sizes: list[int], overlap: int) -> None:
    """Where windows overlap, one of them is asked."""
    planned, at = [], 0
    for size in sizes:
        planned.append((max(0, at - overlap), at + size))
        at += size
    scores = Scores(at, planned)
    assert all(planned[number][0] <= piece < planned[number][1] for piece, number in enumerate(scores.owner))


def test_only_contents_run_over_the_end_of_a_sentence() -> None:
    """A cue that does is cut to its longest part; a content is left as it is."""
    spans = [(2, 9, "cue", 0.8), (10, 30, "content", 0.8)]
    assert [(4, 9, "cue", 0.8), (10, 30, "content", 0.8)] == in_sentences(spans, [0, 4, 9, 20])
