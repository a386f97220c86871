"""From a report to its reading: the one place where the five questions are composed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING

import sayso.when as when
import sayso.where as where
import sayso.who as who
from sayso import saying, what
from sayso.claim import Claim, Failure, Problem, Reading, Reason
from sayso.errors import InputError, NoSuchClaim
from sayso.model import session
from sayso.model.layers import Layers
from sayso.pipeline.claims import claim_of, completed, outlet_kind, scene_of, sides
from sayso.pipeline.mentions import mentions_of, places_of
from sayso.pipeline.reasons import reasons
from sayso.report import Report
from sayso.what import Setting

if TYPE_CHECKING:
    from sayso.what import EventFrame

IN_FLIGHT = 4
"""Reports that wait for each worker process, so that a long input is never held in memory whole."""


class Reader:
    """Reads reports with the packaged model. Loading takes a fraction of a second, once."""

    def __init__(self) -> None:
        self.model = session.load()

    def read(self, report: Report) -> Reading:
        """Return all that is read from *report*; the same report gives the same reading."""
        return self.told(report)[0]

    def explain(self, report: Report, claim: str) -> tuple[Reason, ...]:
        """Return what each cell of a claim goes by; *claim* is its id, or the beginning of it.

        Raise `NoSuchClaim` where no claim of *report* has it, or several have.
        """
        reading, told, layers = self.told(report)
        found = [c for c in reading.claims if c.id.startswith(claim)]
        if len(found) != 1:
            raise NoSuchClaim(
                f"{'no claim' if not found else 'more than one claim'} has the id {claim!r}",
                source=report.title or report.id,
                remedy="The claims' ids are in the output of sayso read --format json.",
            )
        frame, own = told[found[0].id]
        return reasons(report, layers, frame, own, found[0])

    def told(self, report: Report) -> tuple[Reading, dict[str, tuple[EventFrame, Claim]], Layers]:
        """Return the reading, each claim's frame with what its own words say, and the layers."""
        layers = self.model.read(report)
        frames = what.events(report, layers)
        statements = saying.statements(report, layers)
        spoken = (*statements, *saying.carry_over(report, layers, statements, outlets=outlet_kind))
        roles = {span for frame in frames for span in (*frame.actors, *frame.recipients)}
        sources = {span for statement in spoken for span in (*statement.source, *statement.addressee)}
        cast = who.cast(report, layers, sorted(roles | sources))
        places = places_of(report, layers, cast)
        times = when.resolve(report, when.recognise(report, layers.times))
        linked = where.linked(layers)
        scenes = [
            scene_of(report, layers, frame, cast=cast, places=places, times=times, spoken=spoken, linked=linked)
            for frame in frames
        ]
        settings = [Setting(scene.place, scene.when) for scene in scenes]
        groups = what.same_event(report, frames, names=lambda span: sides(report, cast, span), settings=settings)
        modes, general = what.told_modes(report, frames, groups), what.in_general(layers, frames, settings, groups)
        frames = tuple(
            replace(frame, mode=mode, habitual=frame.habitual or generally)
            for frame, mode, generally in zip(frames, modes, general, strict=True)
        )
        claims = tuple(
            claim_of(report, layers, frame, scene, group, spoken=spoken)
            for frame, scene, group in zip(frames, scenes, groups, strict=True)
            if frame.content_of is None
        )
        kept = [frame for frame in frames if frame.content_of is None]
        told = {claim.id: (frame, claim) for frame, claim in zip(kept, claims, strict=True)}
        claims = tuple(
            completed(report, layers, frame, claim, claims) for frame, claim in zip(kept, claims, strict=True)
        )
        reading = Reading(
            report=report,
            mentions=mentions_of(report, layers, cast, places, times),
            places=places,
            times=times,
            statements=statements,
            claims=claims,
            model=self.model.card,
        )
        return reading, told, layers

    def read_all(self, reports: Iterable[Report | InputError], *, workers: int = 1) -> Iterator[Reading | Failure]:
        """Yield a reading, or a failure, for each of *reports*, in their order.

        With more than one of *workers*, processes share the work; what comes out is the same.
        """
        if workers <= 1:
            for report in reports:
                yield failure(report) if isinstance(report, InputError) else self.read(report)
            return
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            waiting: deque[Failure | Future[Reading]] = deque()
            for report in reports:
                waiting.append(failure(report) if isinstance(report, InputError) else pool.submit(_read, report))
                if len(waiting) > workers * IN_FLIGHT:
                    yield _settled(waiting.popleft())
            while waiting:
                yield _settled(waiting.popleft())


def failure(error: InputError) -> Failure:
    """Return the entry that stands in the place of a report that could not be read."""
    return Failure(error=Problem(code=error.code, input=error.source or "", message=error.message, remedy=error.remedy))


@cache
def _reader() -> Reader:
    return Reader()


def _read(report: Report) -> Reading:
    return _reader().read(report)


def _settled(entry: Failure | Future[Reading]) -> Reading | Failure:
    return entry if isinstance(entry, Failure) else entry.result()
