"""On whose word a claim stands: the root that saw or was told, and the origin that told it.

The *root* is the outlet that a claim goes back to: the one that published the report, unless the report is a copy or
cites another outlet for the claim. The *origin* is who told the root: the innermost source that is no medium.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import sayso.who as who
from sayso.claim import Claim, Link
from sayso.incident import Copies, Party
from sayso.report import Report

MEDIA = frozenset({"outlet", "agency"})
SINGULAR = frozenset({"witness", "unknown", "person"})
"""Kinds of unnamed source of whom two outlets' need not be the same people; "the police" are one body."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Where copied reports come from: each report's root, and the agency that it credits."""

    roots: Mapping[str, str] = field(default_factory=dict)
    credits: Mapping[str, str] = field(default_factory=dict)


def origins(copies: Sequence[Copies]) -> Origins:
    """Return where copied reports come from. A rewrite is left to its chains: what it adds is its own."""
    takings = [taken for tree in copies for taken in tree.taken if taken.kind != "rewrite"]
    taken_from = {taken.report: taken.source for taken in takings}
    roots = {}
    for report, source in taken_from.items():
        root = source
        while root in taken_from:
            root = taken_from[root]
        roots[report] = root
    return Origins(roots, {taken.report: taken.credit.text for taken in takings if taken.credit is not None})


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word one claim stands. ``root`` and ``origin`` are keys, the same for the same outlet or source.

    ``chain`` is all links in words, outermost first; ``source`` the innermost.
    """

    root: str
    origin: str
    source: str | None
    chain: tuple[str, ...]
    speaker: Link | None


def voice(report: Report, claim: Claim, *, copied: Origins, outlets: Mapping[str, str | None]) -> Voice:
    """Return on whose word *claim* stands; *outlets* are those of the reports that tell of the incident, by id."""
    cited = [link for link in claim.chain if link.kind in MEDIA and link.start is not None]
    inner = claim.chain[-1] if claim.chain else None
    speaker = inner if inner is not None and inner.kind not in MEDIA else None
    own = _own_root(report, copied, outlets)
    root = outlet_key(cited[-1].source) if cited else own
    chain = tuple(link.source for link in claim.chain)
    return Voice(
        root=root,
        origin=_origin(speaker, root),
        source=inner.source if inner is not None else report.outlet,
        chain=chain or ((report.outlet,) if report.outlet else ()),
        speaker=speaker,
    )


def _own_root(report: Report, copied: Origins, outlets: Mapping[str, str | None]) -> str:
    root = copied.roots.get(report.id, report.id)
    outlet = outlets.get(root) if root != report.id else report.outlet
    if outlet is None and root != report.id:
        outlet = copied.credits.get(report.id)
    return outlet_key(outlet) if outlet else f"report:{root}"


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """Return what an outlet is known by: its id in the table of media, else its name without case and article."""
    known = who.outlet(name)
    return known.id if known is not None else _plain(name)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").strip(" .,’'\"“”")


def _origin(speaker: Link | None, root: str) -> str:
    """Return who told the root; the root itself where it names nobody, or somebody of whom there are many."""
    if speaker is None or (not speaker.named and speaker.kind in SINGULAR):
        return root
    plain = _plain(speaker.source)
    return plain.split()[-1] if speaker.named and speaker.kind in {"person", "official"} else plain


def speaks_for(speaker: Link | None, parties: Collection[Party]) -> bool:
    """Tell whether a source speaks for one of *parties*: it is the party, or is called its ("a Taliban spokesman")."""
    if speaker is None:
        return False
    said = f" {_plain(speaker.source)} "
    return any(f" {_plain(party.name)} " in said or f" {_plain(party.name)}'s " in said for party in parties)


def independent(voices: Sequence[Voice], *, apart: bool) -> int:
    """Return how many independent sources *voices* are: their roots, each counted once.

    With *apart* a root counts only with an origin of its own: the most pairs of root and origin in which nobody stands
    twice (a maximum bipartite matching), so that five papers quoting one spokesman are one source.
    """
    by_root: dict[str, set[str]] = {}
    for one in voices:
        by_root.setdefault(one.root, set()).add(one.origin)
    if not apart:
        return len(by_root)
    held: dict[str, str] = {}
    return sum(_placed(root, by_root, held, set()) for root in sorted(by_root))


def _placed(root: str, by_root: Mapping[str, set[str]], held: dict[str, str], tried: set[str]) -> bool:
    for origin in sorted(by_root[root] - tried):
        tried.add(origin)
        if origin not in held or _placed(held[origin], by_root, held, tried):
            held[origin] = root
            return True
    return False
