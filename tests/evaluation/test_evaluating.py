"""Evaluating as a program: what it says without data, and how a table is made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from evaluation.alone import ALONE
from evaluation.floors import load_file
from evaluation.table import BELOW_FLOOR, SHORT_OF_GOAL, judged, names, shown
from evaluation.tasks import TASKS

ROOT = Path(__file__).parents[2]


def test_without_data_it_says_so_and_stops(tmp_path):
    """Exit status 2, and a message that names what is missing and the option."""
    done = subprocess.run(
        [sys.executable, "-m", "evaluation", "--data", str(tmp_path / "none")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (2, "") == (done.returncode, done.stdout)
    assert "nothing was measured" in done.stderr
    assert "--data" in done.stderr


def test_f1_has_one_row_with_its_parts():
    """Precision and recall get no rows of their own beside an F1; a lone recall does."""
    figures = {"a.cue.p": 0.1, "a.cue.r": 0.2, "a.cue.f1": 0.13, "b.recall": 0.5}
    assert ["a.cue.f1", "b.recall"] == list(names(figures))


def test_a_floor_weighs_more_than_a_goal():
    """A figure below both is reported as below its floor."""
    assert (BELOW_FLOOR, SHORT_OF_GOAL, "") == (
        judged(0.1, 0.2, 0.3),
        judged(0.25, 0.2, 0.3),
        judged(0.3, 0.2, 0.3),
    )


def test_unknown_figures_are_left_blank():
    """No figure is no zero."""
    assert ("", "0.000", "161.3") == (shown(None), shown(0.0), shown(161.34))


def test_tasks_have_names_of_their_own():
    """Figures are kept by the task's name."""
    named = [*(task.name for task in TASKS), *ALONE]
    assert len(named) == len(set(named))


def test_actors_are_held_to_their_goals():
    """How many mentions are resolved, and how many of those rightly, are goals of the evaluation."""
    goals = load_file(ROOT / "evaluation" / "goals.toml")
    assert {"actors.resolved": 0.75, "actors.right": 0.9} == {k: v for k, v in goals.items() if k.startswith("actors.")}
