"""Readings made by hand for the tests of the case file, by a reader without a model. Nothing in them ever happened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from sayso.claim import Actor, Claim, Event, Failure, Link, ModelCard, Place, Problem, Reading, Toll, When
from sayso.errors import InputError
from sayso.report import Report

VERBS = {"shelled": "ASSAULT", "denied": "REJECT", "met": "CONSULT", "arrested": "COERCE"}
PLACES = {
    "Bentiu": ("SS", 9.2333, 29.8333),
    "Malakal": ("SS", 9.5334, 31.6605),
    "Suva": ("FJ", -18.1416, 178.4415),
    "Apia": ("WS", -13.8333, -171.7667),
}
OLD = ModelCard(name="tests", version="1", sha256="1" * 64)
NEW = ModelCard(name="tests", version="2", sha256="2" * 64)


def read(report: Report, *, model: ModelCard = OLD, shift: int = 0) -> Reading:
    """Return a reading of *report*: a claim for each sentence that has a verb of `VERBS`.

    With *shift*, triggers begin so many characters later, as another model might have it.
    """
    return Reading(report=report, claims=tuple(_claims(report, shift)), model=model)


def _claims(report: Report, shift: int) -> Iterator[Claim]:
    for sentence in re.finditer(r"[^.]+\.", report.text):
        verb = re.search("|".join(VERBS), sentence[0])
        if verb is None:
            continue
        first, last = sentence.start() + verb.start() + shift, sentence.start() + verb.end()
        kind = VERBS[verb[0]]
        names = re.findall(r"the ([A-ZÉ]\w+(?: [A-ZÉ]\w+)*)", sentence[0])
        sides = [_actor(report, sentence.start(), name) for name in names]
        place = next((name for name in PLACES if f"in {name}" in sentence[0]), None)
        day = re.search(r"\d{4}-\d\d-\d\d", sentence[0])
        dead = re.search(r"(\d+) (?:killed|dead)", sentence[0])
        yield Claim(
            id=sha256(f"{report.sha256} {first} {kind}".encode()).hexdigest()[:16],
            event=Event(id=f"event:{first}", type=kind, trigger=report.quote(first, last)),
            actors=tuple(sides[:1]),
            recipients=tuple(sides[1:]),
            place=_place(report, sentence.start(), place) if place else None,
            when=_when(report, sentence.start(), day[0]) if day else None,
            toll=_toll(report, sentence.start(), dead[0], int(dead[1])) if dead else (),
            status="denied" if "not" in sentence[0] else "occurred",
            chain=(Link(source=report.outlet or "unknown", kind="outlet", named=True, on_record=True),),
            evidence=(report.quote(sentence.start(), sentence.end()),),
            confidence=0.9,
        )


def _at(report: Report, after: int, words: str) -> dict[str, object]:
    start = report.text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def _actor(report: Report, after: int, name: str) -> Actor:
    return Actor(**_at(report, after, name), name=name, id="actor:" + name.lower().replace(" ", "-"), kind="rebels")


def _place(report: Report, after: int, name: str) -> Place:
    country, lat, lon = PLACES[name]
    return Place(**_at(report, after, name), name=name, country=country, lat=lat, lon=lon, precision="point")


def _when(report: Report, after: int, day: str) -> When:
    value = dt.date.fromisoformat(day)
    return When(**_at(report, after, day), edtf=day, earliest=value, latest=value, precision="day")


def _toll(report: Report, after: int, words: str, count: int) -> tuple[Toll, ...]:
    return (Toll(**_at(report, after, words), harm="killed", low=count, best=count, high=count),)


class FakeReader:
    """Reads as `read` does; keeps the ids of what it was given."""

    def __init__(self, *, model: ModelCard = OLD, shift: int = 0) -> None:
        self.model = model
        self.shift = shift
        self.given: list[str] = []

    def read_all(self, reports: Iterable[Report | InputError], *, workers: int = 1) -> Iterator[Reading | Failure]:
        """Yield one entry a report, as `sayso.pipeline.Reader` does."""
        assert workers >= 1
        for report in reports:
            if isinstance(report, InputError):
                problem = Problem(code=report.code, input=report.source or "", message=report.message)
                yield Failure(error=problem)
            else:
                self.given.append(report.id)
                yield read(report, model=self.model, shift=self.shift)


MARKET = "On 2021-03-04 the Amber Front shelled the Unity Army in Bentiu. There were 9 killed, the mayor said."
TALKS = "The mayor said nothing. On 2021-03-06 the Unity Army met the Général Élan in Malakal."
DENIAL = "We have not shelled anybody, said the Amber Front in Bentiu."
ISLANDS = "On 2021-05-01 police arrested the Reef Crew in Suva. On 2021-05-02 police arrested the Reef Crew in Apia."


def reports() -> tuple[Report, ...]:
    """Return four reports on different events."""
    return (
        Report.from_text(
            MARKET, id="market", title="Market", outlet="The Delta Lantern", published=dt.date(2021, 3, 5)
        ),
        Report.from_text(TALKS, id="talks", outlet="Nile Post 24", published=dt.date(2021, 3, 7)),
        Report.from_text(DENIAL, id="denial", outlet="The Delta Lantern"),
        Report.from_text(ISLANDS, id="islands"),
    )


def readings() -> list[tuple[Reading, bytes]]:
    """Return what is read of `reports`, with the bytes that they came as."""
    return [(read(report), report.text.encode()) for report in reports()]
