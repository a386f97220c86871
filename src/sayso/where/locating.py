"""Where an event happened: the place among a report's that its trigger's sentence puts it in.

A log-linear choice between the places of the sentence and none of them, over marks of the tree and of the words
(`sayso.where.scene`), learnt from Halterman's verbs with their places ("Geolocating Political Events in Text",
NLP+CSS 2019): which place belongs to this verb, not which one is nearest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from sayso.claim import Place
from sayso.model.layers import Layers, Tagged
from sayso.report import Report
from sayso.where.names import key
from sayso.where.scene import Marks, Scene, table

Linked = Mapping[int, Sequence[Tagged]]
"""What a model links to event words: by index of the word, spans with its probability that it happened there."""

_RANK = {"point": 0, "near": 1, "admin2": 2, "admin1": 3, "part": 4, "country": 5, "region": 6, "unknown": 0}
CARRY_BACK = 2
"""Sentences that a place is carried over, within one paragraph."""
LINK_REACH = 24
"""Characters between a place that is not in the gazetteer and the one that it is told to lie in."""
INNER_REACH = 60
"""Characters between a place and the smaller one in it that are told in one breath."""
UNSURE = 0.02
"""A model's probability is believed up to this near to 0 and 1."""


def pick(report: Report, layers: Layers, places: Sequence[Place], trigger: int, *,
         linked: Linked | None = None) -> Place | None:  # fmt: skip
    """Return where the event of the word ``layers.words[trigger]`` happened, ``None`` where the text does not say.

    The place is one that the trigger, one of its arguments or its clause puts the event in; of two where one
    lies in the other, the smaller. A place that only says whose an actor is ("the Syrian army") is none.
    A sentence without a place takes the one place of a sentence before it in its paragraph, or the dateline
    of a report that names no other place. What a model *linked* to the trigger is weighed with the rest.
    """
    scene = Scene(report, layers, places)
    sentence = layers.words[trigger].sentence
    here = [index for index in scene.of(sentence) if not scene.may_be_somebody(index)]
    nowhere = _weighed("nowhere", scene.event_marks(trigger))
    points = {i: _weighed("place", scene.place_marks(i, trigger, here)) - nowhere for i in here}
    if linked is not None and trigger in linked:
        points = {i: value + _of_model(places[i], linked[trigger]) for i, value in points.items()}
    least = table()["least"]
    best = max(here, key=lambda i: (points[i], -abs(scene.heads[i] - trigger), -i), default=None)
    if best is not None and points[best] >= least["best"]:
        return places[_inner(scene, best, [i for i in here if points[i] >= least["told"]])]
    if any(not scene.is_actor(index) and not scene.in_dateline(index) for index in here):
        return None
    carried = _carried(scene, sentence)
    return None if carried is None else places[carried]


def linked(layers: Layers) -> Linked:
    """Return the place that the encoder links each event word to, by the word's index; none where it links to none."""
    return {
        index: (word.scene,) if word.scene.end > word.scene.start else ()
        for index, word in enumerate(layers.words)
        if word.scene is not None
    }


def _weighed(group: str, marks: Marks) -> float:
    weights: Mapping[str, float] = table()[group]
    return sum(weights.get(name, 0.0) * value for name, value in marks.items())


def _of_model(place: Place, spans: Sequence[Tagged]) -> float:
    found = max((s.score for s in spans if s.start < place.end and place.start < s.end), default=0.0)
    sure = min(1 - UNSURE, max(UNSURE, found))
    weights: Mapping[str, float] = table()["model"]
    return weights["linked"] * log(sure / (1 - sure)) + weights["always"]


def _inner(scene: Scene, best: int, others: Sequence[int]) -> int:
    """Return the smallest place that the text tells in one breath with the best one and that lies in it."""
    for index in others:
        here, there = scene.places[index], scene.places[best]
        gap = max(here.start, there.start) - min(here.end, there.end)
        if index != best and gap <= INNER_REACH and not scene.is_actor(index) and _lies_in(here, there):
            best = index
    return best


def _carried(scene: Scene, sentence: int) -> int | None:
    """Return the one place that a sentence before in the paragraph tells something of.

    Failing a sentence with a place, that of the dateline, if it is the only one.
    """
    sentences = scene.layers.sentences
    for back in range(1, CARRY_BACK + 1):
        if sentence < back or "\n\n" in scene.report.text[sentences[sentence - back][1] : sentences[sentence][0]]:
            break
        found = [i for i in scene.of(sentence - back) if not scene.is_actor(i) and not scene.in_dateline(i)]
        found = [i for i in found if scene.places[i].precision != "unknown" and not scene.says_whose(i)]
        if found:
            return _only(scene, found) if all(map(scene.is_told_of, found)) else None
    filed = [index for index in scene.heads if scene.in_dateline(index)]
    others = [index for index in scene.heads if not scene.in_dateline(index) and not scene.is_actor(index)]
    return _only(scene, filed) if filed and not others else None


def _only(scene: Scene, indexes: Sequence[int]) -> int | None:
    places = scene.places
    smallest = min(indexes, key=lambda i: (_RANK[places[i].precision], i))
    fits = all(places[i].text == places[smallest].text or _lies_in(places[smallest], places[i]) for i in indexes)
    return smallest if fits else None


def _lies_in(small: Place, large: Place) -> bool:
    """Say whether one resolved place lies in another, by its units; else by their standing together."""
    gap = max(small.start, large.start) - min(small.end, large.end)
    if small.precision == "unknown":
        return large.precision != "unknown" and 0 <= gap <= LINK_REACH
    if (small.name, small.admin1, small.country) == (large.name, large.admin1, large.country):
        return gap <= LINK_REACH and key(small.text) != key(large.text) == key(large.name or "")
    if _RANK[small.precision] >= _RANK[large.precision] or small.country != large.country or large.country is None:
        return False
    if large.admin1 is None:
        return True
    if large.admin1 != small.admin1:
        return False
    return large.precision == "admin1" or large.admin2 is None or large.admin2 == small.admin2
