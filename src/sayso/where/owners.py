"""Whose a body or an office is, by its name: "Kabul" of "Kabul Police"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Set
from importlib.resources import files

from sayso.where.forms import MAIN
from sayso.where.gazetteer import Gazetteer
from sayso.where.names import key, stem

INSTITUTIONS = frozenset(
    tomllib.loads(files("sayso.where").joinpath("data/phrases.toml").read_text("utf-8"))["inside"]["institutions"]
)
KNOWN_FROM = 5_000
"""Inhabitants of a town that is believed to be meant before "Police" or "City Council"."""


def owner(name: str, told: Set[str], gazetteer: Gazetteer) -> int:
    """Return the length of the place at the head of a body's or office's name; 0 where there is none.

    "Edgar County Community Foundation" → "Edgar County"; "Virginia Department of Education" → "Virginia".
    """
    for space in reversed(list(re.finditer(" ", name))):
        head, following = name[: space.start()], key(name[space.end() :]).partition(" ")[0]
        cut = stem(key(head))
        if cut.unit in ("admin1", "admin2") and any(n.entry.kind == cut.unit for n in gazetteer.named(cut.key)):
            return len(head)
        if following in INSTITUTIONS and (
            head in told
            or key(head) in gazetteer.plain_names
            or any(n.role == MAIN and n.entry.population >= KNOWN_FROM for n in gazetteer.named(key(head)))
        ):
            return len(head)
    return 0
