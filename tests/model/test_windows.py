"""Windows of whole sentences."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.windows import plan

lengths = st.lists(st.integers(1, 90), min_size=1, max_size=40)


def ranges(sizes: list[int]) -> list[tuple[int, int]]:
    """Return consecutive ranges of these sizes."""
    found, at = [], 0
    for size in sizes:
        found.append((at, at + size))
        at += size
    return found


@given(lengths, st.integers(10, 60), st.integers(0, 20))
def test_windows_cover_every_wordpiece(sizes: list[int], size: int, overlap: int) -> None:
    """No wordpiece is left out, whatever the sentences."""
    planned = plan(ranges(sizes), size=size, overlap=overlap)
    assert set(range(sum(sizes))) == {i for a, b in planned for i in range(a, b)}


@given(lengths, st.integers(10, 60), st.integers(0, 20))
def test_no_window_is_longer_than_asked(sizes: list[int], size: int, overlap: int) -> None:
    """The encoder's positions end somewhere."""
    assert all(0 < b - a <= size for a, b in plan(ranges(sizes), size=size, overlap=overlap))


@given(lengths, st.integers(10, 60), st.integers(0, 20))
def test_each_window_goes_on(sizes: list[int], size: int, overlap: int) -> None:
    """Windows move forward, so planning ends and nothing is read twice for no gain."""
    planned = plan(ranges(sizes), size=size, overlap=overlap)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(planned))


def test_windows_overlap_by_whole_sentences() -> None:
    """A window starts again with the last sentence of the one before where that is short enough."""
    assert [(0, 20), (15, 30)] == plan([(0, 10), (10, 15), (15, 20), (20, 30)], size=20, overlap=6)
