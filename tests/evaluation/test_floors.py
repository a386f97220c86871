"""Floors only rise."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import floors

FLOORS = Path("evaluation/floors.toml")
ROOT = Path(__file__).parents[2]

keys = st.sampled_from(
    ["polnear.whole.f1", "re3d.entities.actor.exact.f1", "toll.bounds.accuracy", "lgl.places.mean_km"]
)
figures = st.dictionaries(keys, st.floats(0, 1))


@given(figures, figures)
def test_raising_lowers_none(held, measured):
    """Whatever is measured, no floor comes out lower than it was."""
    assert () == floors.lowered(held, floors.raised(held, measured))


@given(figures)
def test_a_figure_holds_the_floor_that_it_set(measured):
    """The run that raised the floors is not below them."""
    assert () == floors.broken(floors.raised({}, measured), measured)


@given(figures)
def test_floors_survive_their_file(measured):
    """What is written is what is read back."""
    raised = floors.raised({}, measured)
    assert raised == floors.load(floors.dump(raised))


def test_a_fall_is_named():
    """A figure under its floor is reported, one that was not measured is not."""
    held = {"polnear.whole.f1": 0.5, "toll.bounds.accuracy": 0.9}
    assert ("polnear.whole.f1",) == floors.broken(held, {"polnear.whole.f1": 0.499})


def test_a_floor_taken_away_counts_as_lowered():
    """Deleting a floor is lowering it."""
    assert ("polnear.whole.f1",) == floors.lowered({"polnear.whole.f1": 0.5}, {})


def test_no_earlier_version_held_a_higher_floor():
    """The floors in the tree are at or above every version that git knows."""
    git = ["git", "-C", str(ROOT)]
    try:
        log = subprocess.run(
            [*git, "log", "--format=%H", "--", str(FLOORS)], capture_output=True, text=True, check=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    now = floors.load_file(ROOT / FLOORS)
    for commit in log.stdout.split():
        shown = subprocess.run(
            [*git, "show", f"{commit}:{FLOORS.as_posix()}"], capture_output=True, text=True, check=False
        )
        if shown.returncode == 0:
            assert () == floors.lowered(floors.load(shown.stdout), now)
