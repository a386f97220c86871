"""Copies: which reports tell what another report of the case told, and the tree of who took it from whom.

Reports whose MinHash signatures agree are compared in full. A report hangs from the one, of those before it, that it
is most like; the one from which all hang is the root. Cost grows with the number of reports, not of pairs: of many
reports with one minimum only neighbours are compared.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sayso.casefile.standing_voices import MEDIA, outlet_key
from sayso.casefile.wire import RensaSigner, Signer, credit, is_agency, shingles, table, words
from sayso.claim import Link, Reading
from sayso.incident import Copies, CopyKind, Group, Taking
from sayso.report import Quote, Report
from sayso.saying.passing import same_outlet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 512
"""Reports that are signed at a time."""
BLOCK = 10_000
"""Reports whose pairs are counted at a time."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is kept of a report: its place in the case, its words, and who published it when."""

    id: str
    index: int
    words: array[int]
    published: dt.date | None
    from_agency: bool
    credit: Quote | None

    @property
    def words_digest(self) -> bytes:
        """Return what only reports with the very same words share."""
        return blake2b(self.words.tobytes(), digest_size=16).digest()

    @property
    def order(self) -> tuple[dt.date, bool, int]:
        """Sort by day, an agency's own report before others' of its day, then by place in the case."""
        return (self.published or dt.date.max, not self.from_agency, self.index)


@dataclass
class _Case:
    """All reports, one for each text that differs, with their signatures."""

    signer: Signer
    told: list[_Told] = field(default_factory=list)
    same: dict[bytes, list[_Told]] = field(default_factory=dict)
    signatures: list[NDArray[np.uint32]] = field(default_factory=list)
    _waiting: list[NDArray[np.uint64]] = field(default_factory=list)

    def add(self, report: Report, index: int) -> None:
        numbers = words(report.text)
        told = _Told(
            id=report.id,
            index=index,
            words=numbers,
            published=report.published,
            from_agency=report.outlet is not None and is_agency(report.outlet),
            credit=credit(report),
        )
        alike = self.same.setdefault(told.words_digest, [])
        if alike:  # one array holds the words of all
            told = replace(told, words=alike[0].words)
        alike.append(told)
        if len(alike) == 1:
            self.told.append(told)
            self._waiting.append(shingles(numbers))
            if len(self._waiting) == BATCH:
                self.sign()

    def sign(self) -> None:
        self.signatures.append(self.signer.sign(self._waiting))
        self._waiting.clear()


def copies(reports: Iterable[Report], *, signer: Signer | None = None) -> tuple[Copies, ...]:
    """Return the copies among *reports*, one entry for each root and kind, in the order of their roots.

    ``copy`` is the same words, case and punctuation aside; ``wire`` the same story, edited. Of each report only its
    words' numbers and its signature are kept, about 4 bytes a word. Of reports with one id the first counts.
    """
    case = _Case(signer or RensaSigner())
    seen: set[str] = set()
    for index, report in enumerate(reports):
        if report.id not in seen:
            seen.add(report.id)
            case.add(report, index)
    case.sign()
    takings = {told.index: taking for told, taking in _same_words(case)}
    takings |= {told.index: taking for told, taking in _edited(case)}
    return trees(takings[index] for index in sorted(takings))


@dataclass(frozen=True, slots=True)
class _Citing:
    """What is kept of a reading: who published it when, and the outlets that its claims are cited from."""

    id: str
    outlet: str | None
    order: tuple[dt.date, int]
    cited: tuple[tuple[str, Quote | None], ...]


def rewrites(readings: Iterable[Reading], groups: Sequence[Group], copies: Sequence[Copies] = ()) -> tuple[Copies, ...]:
    """Return *copies* with the reports that cite an outlet ("the Post reported") whose own report is in the case.

    That is a report of the outlet's on an event that both tell of (*groups*), published on the same day or before; the
    latest such. A report that is a copy already is none of these.
    """
    told = {reading.report.id: _citing(reading, index) for index, reading in enumerate(readings)}
    taken = {taking.report: taking for tree in copies for taking in tree.taken}
    mates = _mates(groups, {citing.id for citing in told.values() if citing.cited and citing.id not in taken})
    for citing in told.values():
        if citing.id in taken or not citing.cited:
            continue
        around = [told[mate] for mate in mates.get(citing.id, ()) if mate in told and mate != citing.id]
        for cited, quote in citing.cited:
            theirs = [
                other
                for other in around
                if other.outlet and _same(cited, other.outlet) and other.order[0] <= citing.order[0]
            ]
            source = max(theirs, key=lambda other: other.order, default=None)
            if source is not None and not _leads_to(source.id, citing.id, taken):
                taken[citing.id] = Taking(report=citing.id, source=source.id, kind="rewrite", credit=quote)
                break
    return trees(taken[report] for report in told if report in taken)


def _citing(reading: Reading, index: int) -> _Citing:
    report = reading.report
    cited: dict[str, Quote | None] = {}
    for link in (link for claim in reading.claims for link in claim.chain):
        if link.kind in MEDIA and link.start is not None and not same_outlet(link.source, report.outlet):
            cited.setdefault(link.source, _quote(report, link))
    return _Citing(report.id, report.outlet, (report.published or dt.date.max, index), tuple(cited.items()))


def _quote(report: Report, link: Link) -> Quote | None:
    return None if link.start is None or link.end is None else report.quote(link.start, link.end)


def _same(cited: str, outlet: str) -> bool:
    return outlet_key(cited) == outlet_key(outlet) or same_outlet(cited, outlet)


def _mates(groups: Sequence[Group], citing: set[str]) -> dict[str, set[str]]:
    """Return, for each of the reports *citing*, those that tell of an event that it tells of."""
    mates: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        together = {report for report, _ in group.claims} | set(group.main)
        if len(together) > 1:
            for report in together & citing:
                mates[report] |= together
    return mates


def _leads_to(report: str, other: str, taken: dict[str, Taking]) -> bool:
    """Tell whether *report* hangs from *other*, however far."""
    while report in taken:
        report = taken[report].source
        if report == other:
            return True
    return False


def trees(takings: Iterable[Taking]) -> tuple[Copies, ...]:
    """Return the copies that *takings* make up, by root and kind; members stay in the order in which they come.

    A report's kind is how far it is from the root: a ``copy`` of a ``wire`` copy is ``wire``.
    """
    taken = {taking.report: taking for taking in takings}
    hanging: dict[tuple[str, CopyKind], list[Taking]] = defaultdict(list)
    for taking in taken.values():
        root, kind = _root(taking, taken)
        hanging[root, kind].append(taking)
    return tuple(
        Copies(root=root, members=tuple(t.report for t in branch), kind=kind, taken=tuple(branch))
        for (root, kind), branch in sorted(hanging.items())
    )


_FARTHER: tuple[CopyKind, ...] = ("copy", "wire", "rewrite")


def _root(taking: Taking, taken: dict[str, Taking]) -> tuple[str, CopyKind]:
    kind = taking.kind
    while taking.source in taken:
        taking = taken[taking.source]
        kind = max(kind, taking.kind, key=_FARTHER.index)
    return taking.source, kind


def _same_words(case: _Case) -> Iterator[tuple[_Told, Taking]]:
    """Yield what each report takes from the first that has the very same words."""
    for alike in case.same.values():
        first = min(alike, key=lambda told: told.order)
        for told in alike:
            if told is not first:
                yield told, Taking(report=told.id, source=first.id, kind="copy", likeness=1.0, credit=told.credit)


def _edited(case: _Case) -> Iterator[tuple[_Told, Taking]]:
    """Yield what each report takes from the earlier one that it is most like."""
    first = {told.index: min(case.same[told.words_digest], key=lambda t: t.order) for told in case.told}
    best: dict[int, tuple[float, _Told, _Told]] = {}
    for one, other in _candidates(case):
        likeness = alike(case.told[one].words, case.told[other].words)
        if likeness is None:
            continue
        source, taker = sorted((first[case.told[one].index], first[case.told[other].index]), key=lambda t: t.order)
        held = best.get(taker.index)
        if held is None or (-likeness, source.order) < (-held[0], held[1].order):
            best[taker.index] = (likeness, source, taker)
    for likeness, source, taker in best.values():
        taking = Taking(
            report=taker.id, source=source.id, kind="wire", likeness=round(likeness, 4), credit=taker.credit
        )
        yield taker, taking


def alike(one: array[int], other: array[int]) -> float | None:
    """Return the share of the shorter report's shingles that the other has; ``None`` where they are no copies."""
    import numpy as np
    from rapidfuzz.distance import LCSseq

    limits: dict[str, Any] = table()["likeness"]
    left, right = shingles(one), shingles(other)
    shared = len(np.intersect1d(left, right, assume_unique=True))
    share = shared / min(len(left), len(right))
    if shared < limits["least_shared"]:
        return None
    measured = {"shingles": share, "pairs": 1.0, "order": 1.0}
    if not any(_holds(row, measured) for row in limits["rows"]):
        return None
    pairs = [set(pairwise(numbers)) for numbers in (one, other)]
    measured["pairs"] = len(pairs[0] & pairs[1]) / max(1, min(map(len, pairs)))
    measured["order"] = LCSseq.similarity(one.tolist(), other.tolist()) / min(len(one), len(other))
    return share if any(_holds(row, measured) for row in limits["rows"]) else None


def _holds(row: dict[str, float], measured: dict[str, float]) -> bool:
    return all(measured[name] >= least for name, least in row.items())


def _candidates(case: _Case) -> Iterator[tuple[int, int]]:
    """Yield the pairs of reports, by their place among those that differ, of which enough minima agree."""
    import numpy as np

    if len(case.told) < 2:
        return
    limits = table()["likeness"]
    columns = _columns(case.signatures)
    for first in range(0, len(case.told), BLOCK):
        block = range(first, first + BLOCK)
        found = np.concatenate([_neighbours(*column, limits["neighbours"], of=block) for column in columns])
        pairs, counts = np.unique(found, return_counts=True)
        for pair in pairs[counts >= limits["candidate_minima"]].tolist():
            yield pair >> 32, pair & 0xFFFFFFFF


def _columns(signatures: Sequence[NDArray[np.uint32]]) -> list[tuple[NDArray[np.uint32], NDArray[np.uint32]]]:
    """Return, for each minimum, the rows ranked by its value, and at which rank each one's value begins."""
    import numpy as np

    matrix = np.concatenate(signatures)
    columns = []
    for values in matrix.T:
        order = np.argsort(values, kind="stable")
        ranked = values[order]
        begins = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
        starts = np.repeat(begins, np.diff(np.r_[begins, len(values)]))
        columns.append((order.astype(np.uint32), starts.astype(np.uint32)))
    return columns


def _neighbours(order: NDArray[np.uint32], starts: NDArray[np.uint32], most: int, *, of: range) -> NDArray[np.uint64]:
    """Return the pairs of the rows *of* a range with earlier ones of the same value: the *most* first and last of them.

    A pair is one number, the earlier row in its upper half.
    """
    import numpy as np

    positions = np.flatnonzero((order >= of.start) & (order < of.stop) & (starts < np.arange(len(order))))
    begin = starts[positions].astype(np.int64)
    pairs = []
    for step in range(1, most + 1):
        for earlier in (positions - step, begin + step - 1):
            ok = (earlier >= begin) & (earlier < positions)
            one, other = order[earlier[ok]].astype(np.uint64), order[positions[ok]].astype(np.uint64)
            pairs.append((one << np.uint64(32)) | other)
    return np.unique(np.concatenate(pairs))
