"""Where an event happened: the place among a report's that its trigger's sentence puts it in.

Reads the dependency tree where it can, and the words right before a place besides, so that one wrong arc
does not lose it. After Halterman, "Geolocating Political Events in Text" (NLP+CSS 2019): which place belongs
to this verb, not which one is nearest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.claim import Place
from sayso.model.layers import Layers
from sayso.model.tree import Tree
from sayso.report import Report
from sayso.where.names import key

_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.’' -]{2,30}(?:,\s*[A-Z][\w.’' -]{1,30}){0,2}\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|[-–—:])"
)
_CLAUSE = frozenset({"xcomp", "advcl", "conj", "ccomp", "parataxis", "acl", "obj", "nsubj", "obl", "nmod", "compound",
                     "appos", "dep", "csubj", "advmod", "root"})  # fmt: skip
_MODIFIER = frozenset({"amod", "compound", "nmod:poss", "det", "flat"})
_RANK = {"point": 0, "near": 1, "admin2": 2, "admin1": 3, "part": 4, "country": 5, "region": 6, "unknown": 0}
CARRY_BACK = 2
"""Sentences that a place is carried over, within one paragraph."""
FAR = 20
"""Words: beyond, a place is no less likely than at this distance."""
LINK_REACH = 24
"""Characters between a place that is not in the gazetteer and the one that it is told to lie in."""
INNER_REACH = 60
"""Characters between a place and the smaller one in it that are told in one breath."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("sayso.where").joinpath("data/events.toml").read_text("utf-8"))


def pick(report: Report, layers: Layers, places: Sequence[Place], trigger: int) -> Place | None:
    """Return where the event of the word ``layers.words[trigger]`` happened, ``None`` where the text does not say.

    The place is one that the trigger, one of its arguments or its clause puts the event in; of two where one
    lies in the other, the smaller. A place that only says whose an actor is ("the Syrian army") is none.
    A sentence without a place takes the one place of a sentence before it in its paragraph, or the dateline
    of a report that names no other place.
    """
    scene = _Scene(report, layers.tree, places)
    sentence = layers.words[trigger].sentence
    here = [(scene.points(index, trigger), index) for index in scene.of(sentence)]
    good = [(points, index) for points, index in here if points >= _table()["least"]]
    if good:
        best = max(good, key=lambda g: (g[0], -abs(scene.heads[g[1]] - trigger), -g[1]))[1]
        return places[scene.inner(best, [index for points, index in here if points >= _table()["told"]])]
    if any(not scene.is_actor(index) and not scene.in_dateline(index) for _, index in here):
        return None
    carried = scene.carried(sentence)
    return None if carried is None else places[carried]


class _Scene:
    """A report's places over its trees."""

    def __init__(self, report: Report, tree: Tree, places: Sequence[Place]) -> None:
        self.report, self.tree, self.words, self.places = report, tree, tree.words, places
        self.heads: dict[int, int] = {}
        for index, place in enumerate(places):
            head = tree.at(place.start, place.end)
            if head is not None:
                self.heads[index] = head
        self.locative = frozenset(_table()["words"]["locative"]) - {"of"}
        self.units = frozenset(_table()["words"]["units"])
        found = _DATELINE.match(report.text)
        self.dateline = found.end() if found else 0

    def of(self, sentence: int) -> list[int]:
        """Return the indexes of the places of a sentence."""
        return [index for index, head in self.heads.items() if self.words[head].sentence == sentence]

    def in_dateline(self, index: int) -> bool:
        """Say whether a place stands in the report's dateline."""
        return self.places[index].end <= self.dateline

    def points(self, index: int, trigger: int) -> float:
        """Return how much speaks for a place of the trigger's sentence."""
        table, head = _table(), self.heads[index]
        each = table["each"]
        up, down = self._path(trigger, head)
        case = self._cases(index, down)
        points = table["link"][self._link(up, down, case)]
        points += each["step"] * max(0, len(up) + len(down) - 2)
        points += each["distance"] * min(FAR, abs(head - trigger))
        if case & self.locative:
            points += each["preposition"]
        elif case & set(table["words"]["origin"]):
            points += each["origin"]
        against = {
            "actor": self.is_actor(index),
            "whose": self._says_whose(index),
            "subject": self._acts(down, trigger, case),
            "of_subject": len(down) > 1 and self.words[down[-1]].deprel.startswith("nsubj"),
            "speech": self._spoken(up, down),
            "dateline": self.in_dateline(index),
            "organisation": self._is_organisation(index),
        }
        points += sum(each[name] for name, holds in against.items() if holds)
        return float(points + each.get(self.places[index].precision, 0.0))

    def _acts(self, down: Sequence[int], trigger: int, case: set[str]) -> bool:
        """Say whether the place itself is what acts: the subject of an active verb."""
        if not down or case or self.words[down[-1]].deprel != "nsubj":
            return False
        return self.words[down[-1]].head != trigger or self.words[trigger].upos == "VERB"

    def _path(self, trigger: int, head: int) -> tuple[list[int], list[int]]:
        """Return the words from the trigger up to below the one that governs both, and from the place up to there."""
        above_trigger = [trigger, *self.tree.ancestors(trigger)]
        above_head = [head, *self.tree.ancestors(head)]
        common = next((word for word in above_head if word in above_trigger), None)
        if common is None:
            return above_trigger, above_head
        return above_trigger[: above_trigger.index(common)], above_head[: above_head.index(common)]

    def _cases(self, index: int, down: Sequence[int]) -> set[str]:
        """Return the prepositions of the place and of the nouns that it hangs from, by lemma in lower case."""
        found: set[str] = set()
        for word in down or (self.heads[index],):
            found.update(self.words[c].text.lower() for c in self.tree.children(word, "case"))
            if self.words[word].deprel not in ("nmod", "appos", "conj", "flat", "compound", "nmod:poss", "amod"):
                break
        return found

    def _link(self, up: Sequence[int], down: Sequence[int], case: set[str]) -> str:
        locative = bool(case & self.locative)
        relations = [self.words[word].deprel for word in up]
        if not up:
            if locative:
                return "below_locative"
            if len(down) == 1 and self.words[down[0]].deprel in _MODIFIER:
                return "below_compound"
            return (
                "below_itself"
                if down and self.words[down[-1]].deprel in ("obj", "nsubj:pass", "obl")
                else "below_other"
            )
        if relations[-1] == "acl:relcl" or (relations[-1] == "acl" and locative):
            return "relative"
        if all(r.partition(":")[0] in _CLAUSE for r in relations):
            return "above_locative" if locative else "above_itself"
        return "same_sentence"

    def _is_unit(self, word: int) -> bool:
        return self.words[word].lemma.lower() in self.units

    def _says_whose(self, index: int) -> bool:
        """Say whether a country stands before what is its own, which may be anywhere: "the French embassy"."""
        word = self.words[self.heads[index]]
        return (
            self.places[index].precision == "country"
            and (word.deprel in _MODIFIER or word.upos == "ADJ")
            and word.head >= 0
            and not self._is_unit(word.head)
        )

    def _is_organisation(self, index: int) -> bool:
        place = self.places[index]
        return place.precision == "unknown" and any(
            name.label == "organisation" and name.start < place.end and place.start < name.end
            for name in self.tree.layers.names
        )

    def is_actor(self, index: int) -> bool:
        """Say whether a place only tells whose an actor is: "the Syrian army", "President of France"."""
        head = self.heads[index]
        word = self.words[head]
        place = self.places[index]
        if word.head < 0:
            return False
        noun = self.words[word.head]
        if word.deprel in _MODIFIER or word.upos == "ADJ":
            if noun.upos not in ("NOUN", "PROPN") or noun.lemma.lower() in self.units:
                return False
            within = place.start <= noun.start and noun.end <= place.end
            return not within and (word.upos == "ADJ" or self._is_named_actor(noun.start, noun.end))
        cases = {self.words[c].text.lower() for c in self.tree.children(head, "case")}
        return cases == {"of"} and self._is_named_actor(noun.start, noun.end)

    def _is_named_actor(self, start: int, end: int) -> bool:
        layers = self.tree.layers
        return any(actor.start <= start and end <= actor.end for actor in layers.actors)

    def _spoken(self, up: Sequence[int], down: Sequence[int]) -> bool:
        """Say whether the place is the speaker's: beside what a verb of saying reports, not in it."""
        if not up or not down:
            return False
        top = self.words[up[-1]]
        if top.head < 0 or top.deprel.partition(":")[0] not in ("ccomp", "parataxis"):
            return False
        return self.words[top.head].lemma.lower() in _table()["words"]["speech"]

    def inner(self, best: int, others: Sequence[int]) -> int:
        """Return the smallest place that the text tells in one breath with the best one and that lies in it."""
        for index in others:
            here, there = self.places[index], self.places[best]
            gap = max(here.start, there.start) - min(here.end, there.end)
            if index != best and gap <= INNER_REACH and not self.is_actor(index) and _lies_in(here, there):
                best = index
        return best

    def carried(self, sentence: int) -> int | None:
        """Return the one place of a sentence before in the paragraph; else of the dateline, if it is the only place."""
        sentences = self.tree.layers.sentences
        for back in range(1, CARRY_BACK + 1):
            if sentence < back or "\n\n" in self.report.text[sentences[sentence - back][1] : sentences[sentence][0]]:
                break
            found = [i for i in self.of(sentence - back) if not self.is_actor(i) and not self.in_dateline(i)]
            found = [i for i in found if self.places[i].precision != "unknown" and not self._says_whose(i)]
            if found:
                return self._only(found)
        filed = [index for index in self.heads if self.in_dateline(index)]
        others = [index for index in self.heads if not self.in_dateline(index) and not self.is_actor(index)]
        return self._only(filed) if filed and not others else None

    def _only(self, indexes: Sequence[int]) -> int | None:
        smallest = min(indexes, key=lambda i: (_RANK[self.places[i].precision], i))
        fits = all(
            self.places[i].text == self.places[smallest].text or _lies_in(self.places[smallest], self.places[i])
            for i in indexes
        )
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
