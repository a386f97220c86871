"""Figures as a table: precision, recall and the figure, beside the last recorded, the floor and the goal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table

from evaluation.floors import Figures

BELOW_FLOOR, SHORT_OF_GOAL = "✕", "○"
PARTS = (".p", ".r", ".f1")


def names(figures: Figures) -> Iterator[str]:
    """Yield the figures that get a row of their own: F1 stands for its precision and recall too."""
    for key in figures:
        family = key.rsplit(".", 1)[0]
        if not (key.endswith(PARTS[:2]) and f"{family}.f1" in figures):
            yield key


def shown(value: float | None) -> str:
    """Return a figure as the table writes it; nothing where there is none."""
    return "" if value is None else f"{value:.1f}" if value > 1 else f"{value:.3f}"


def judged(value: float, floor: float | None, goal: float | None) -> str:
    """Return where a figure falls short, if it does."""
    if floor is not None and value < floor:
        return BELOW_FLOOR
    return SHORT_OF_GOAL if goal is not None and value < goal else ""


def table(figures: Figures, *, before: Figures, floors: Figures, goals: Figures) -> Table:
    """Return one row a figure; the last column says where a figure is below its floor or short of its goal."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), caption_justify="left")
    grid.caption = f"{BELOW_FLOOR} below its floor   {SHORT_OF_GOAL} short of its goal"
    grid.add_column("figure", no_wrap=True)
    headings = ("prec.", "recall", "figure", *(("change",) if before else ()), "floor", "goal")
    for heading in headings:
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_column("")
    for key in names(figures):
        value, family = figures[key], key.removesuffix(".f1")
        verdict = judged(value, floors.get(key), goals.get(key))
        change = "" if key not in before else f"{value - before[key]:+.3f}"
        of_f1 = family != key
        grid.add_row(
            family,
            shown(figures.get(f"{family}.p")) if of_f1 else "",
            shown(figures.get(f"{family}.r")) if of_f1 else "",
            shown(value),
            *((change,) if before else ()),
            shown(floors.get(key)),
            shown(goals.get(key)),
            verdict,
        )
    return grid
