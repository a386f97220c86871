"""Floors: figures that may not fall. They are raised to what has been measured, and never lowered."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

Figures = Mapping[str, float]

WATCHED = (".f1", ".accuracy", ".macro_f1", ".right_of_gold", ".calibrated", ".resolved", ".right")
"""Endings of the figures that get a floor: those that weigh both kinds of mistake, or come in pairs."""

SLACK = 0.002
"""How far under a measured figure its floor lies: int8 kernels round differently from processor to processor."""

HEADER = """\
# Figures may not fall below these: `make evaluate` fails where one does.
# They are only ever raised, by `python -m evaluation --raise-floors`; a test compares them with every earlier version.
"""


def load(text: str) -> dict[str, float]:
    """Return the figures of a TOML file with one table a corpus, named ``corpus.figure``."""
    return {f"{corpus}.{name}": value for corpus, table in tomllib.loads(text).items() for name, value in table.items()}


def dump(floors: Figures) -> str:
    """Return the TOML of *floors*; `load` reads it back."""
    lines = [HEADER]
    corpus = None
    for key in sorted(floors):
        table, name = key.split(".", 1)
        if table != corpus:
            lines.append(f"\n[{table}]\n")
            corpus = table
        lines.append(f'"{name}" = {floors[key]:.3f}\n')
    return "".join(lines)


def raised(floors: Figures, figures: Figures) -> dict[str, float]:
    """Return *floors* raised to *figures* where those are higher, to three decimals and with `SLACK` under them."""
    watched = {key: value for key, value in figures.items() if key.endswith(WATCHED)}
    measured = {key: math.floor((value - SLACK) * 1000) / 1000 for key, value in watched.items()}
    return {key: max(floors.get(key, 0.0), measured.get(key, 0.0), 0.0) for key in {*floors, *measured}}


def broken(floors: Figures, figures: Figures) -> tuple[str, ...]:
    """Return the figures that lie below their floor. A figure that was not measured breaks none."""
    return tuple(sorted(key for key, floor in floors.items() if key in figures and figures[key] < floor))


def lowered(before: Figures, now: Figures) -> tuple[str, ...]:
    """Return the floors that are lower now than before, or gone."""
    return tuple(sorted(key for key, floor in before.items() if now.get(key, -math.inf) < floor))


def load_file(path: Path) -> dict[str, float]:
    """Return the figures of the file at *path*."""
    return load(path.read_text(encoding="utf-8"))
