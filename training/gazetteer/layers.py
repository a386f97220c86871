"""Keep what the encoder says of a corpus, so that measuring rules again does not read it again."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

from sayso.model.layers import Layers
from sayso.model.session import load
from sayso.report import Report

OFTEN = 500
"""Texts after which the file is written anew, so that an end before the last loses little."""


def layers_of(texts: Mapping[str, str], kept: Path) -> dict[str, Layers]:
    """Return the layers of each text by its name; those that the file *kept* has are taken from there.

    The file holds layers of the weights that made it, and is a pickle: point it only at a file of your own.
    """
    model = load()
    found: dict[str, Layers] = {}
    if kept.exists():
        version, found = pickle.loads(kept.read_bytes())  # noqa: S301 - made here
        if version != model.card.sha256:
            found = {}
    missing = [name for name in texts if name not in found]
    kept.parent.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(missing, 1):
        found[name] = model.read(Report.from_text(texts[name]))
        if number % OFTEN == 0 or number == len(missing):
            kept.write_bytes(pickle.dumps((model.card.sha256, found)))
    return {name: found[name] for name in texts}
