"""What the trees and the words say of a place and of an event's trigger: the marks that `locating` weighs.

A mark is a name and a number; the packaged weights (``data/events.toml``) say what each speaks for.
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
from sayso.report import Report

Marks = dict[str, float]

_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.’' -]{2,30}(?:,\s*[A-Z][\w.’' -]{1,30}){0,2}\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|[-–—:])"
)
_CLAUSE = frozenset({"xcomp", "advcl", "conj", "ccomp", "parataxis", "acl", "obj", "nsubj", "obl", "nmod", "compound",
                     "appos", "dep", "csubj", "advmod", "root"})  # fmt: skip
_MODIFIER = frozenset({"amod", "compound", "nmod:poss", "det", "flat"})
_PHRASE = frozenset({"nmod", "appos", "conj", "flat", "compound", "nmod:poss", "amod"})
FAR, STEPS = 20, 6
"""Words, and steps of the tree: beyond, a place is no less likely than at this distance."""
TEN_WORDS = 10
MOST_RIVALS, WIDEST_GAP = 4, 6
"""Places of one sentence, and doublings of the words between, that are told apart."""


@cache
def table() -> dict[str, Any]:
    """Return the packaged weights and lists of words."""
    return tomllib.loads(files("sayso.where").joinpath("data/events.toml").read_text("utf-8"))


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one of the packaged lists of words."""
    return frozenset(table()["words"][name])


class Scene:
    """A report's places over its trees."""

    def __init__(self, report: Report, layers: Layers, places: Sequence[Place]) -> None:
        self.report, self.layers, self.places = report, layers, places
        self.tree, self.words = layers.tree, layers.words
        self.heads: dict[int, int] = {}
        for index, place in enumerate(places):
            head = self.tree.at(place.start, place.end)
            if head is not None:
                self.heads[index] = head
        self.locative = words_of("locative") - {"of"}
        found = _DATELINE.match(report.text)
        self.dateline = found.end() if found else 0

    def of(self, sentence: int) -> list[int]:
        """Return the indexes of the places of a sentence."""
        return [index for index, head in self.heads.items() if self.words[head].sentence == sentence]

    def in_dateline(self, index: int) -> bool:
        """Say whether a place stands in the report's dateline."""
        return self.places[index].end <= self.dateline

    def is_told_of(self, index: int) -> bool:
        """Say whether what happened is told of a place, so that what is told next may have been there, too.

        It is not where only a source sits ("the ministry in Bogotá said"), nor where something is hoped for, feared or
        has not happened ("called for a truce in Gao").
        """
        above = [self.heads[index], *self.tree.ancestors(self.heads[index])]
        top = next((at for at, word in enumerate(above) if self.words[word].deprel not in _PHRASE), len(above) - 1)
        noun = self.words[above[top]]
        governor = self.words[noun.head] if noun.head >= 0 else None
        speaks = governor is not None and governor.lemma.lower() in words_of("speech") and noun.deprel == "nsubj"
        cited = any(self.words[c].text.lower() == "according" for c in self.tree.children(above[top], "case"))
        if top and (speaks or cited):
            return False
        events = [self.words[word] for word in above if self.words[word].event is not None]
        return not events or (events[0].happened >= 0 and all(event.event != "I_STATE" for event in events))

    def event_marks(self, trigger: int) -> Marks:
        """Return what speaks for an event that the text gives no place: how it is told."""
        word = self.words[trigger]
        lemma = word.lemma.lower()
        children = {self.words[c].lemma.lower() for c in self.tree.children(trigger, "mark", "aux", "case")}
        marks = {
            "always": 1.0,
            f"class {word.event or 'none'}": 1.0,
            f"is {word.upos.lower()}": 1.0,
            f"as {word.deprel.partition(':')[0]}": 1.0,
            "speech": float(lemma in words_of("speech")),
            "copula": float(lemma in ("be", "have", "do")),
            "negated": float(word.negated),
            "not happened": float(word.happened < 0),
            "to": float("to" in children),
            "if": float(bool(children & {"if", "whether", "unless"})),
            "modal": float(bool(children & words_of("modal"))),
            "passive": float(bool(self.tree.children(trigger, "nsubj:pass", "aux:pass"))),
            "has object": float(bool(self.tree.children(trigger, "obj"))),
            "has locative": float(any(map(self._adverbial, self.tree.children(trigger, "obl", "nmod", "advmod")))),
        }
        return {name: value for name, value in marks.items() if value}

    def _adverbial(self, word: int) -> bool:
        """Say whether a phrase says where without a place's name: "at a checkpoint", "there"."""
        named = any(head == word or word in self.tree.ancestors(head) for head in self.heads.values())
        cases = {self.words[c].text.lower() for c in self.tree.children(word, "case")}
        return not named and bool(cases & {"in", "at", "near", "outside", "inside", "on"})

    def place_marks(self, index: int, trigger: int, rivals: Sequence[int]) -> Marks:
        """Return what speaks for a place of the trigger's sentence; *rivals* are all the places of the sentence."""
        head, place = self.heads[index], self.places[index]
        up, down = self.path(trigger, head)
        case = self._cases(index, down)
        gap = abs(head - trigger)
        link = self._link(up, down, case)
        marks: Marks = {
            "steps": min(STEPS, max(0, len(up) + len(down) - 2)),
            "distance": min(FAR, gap) / TEN_WORDS,
            f"link {link}": 1.0,
            f"precision {place.precision}": 1.0,
            f"link {link}, {self.words[trigger].upos.lower()}": 1.0,
            f"link {link}, {place.precision}": 1.0,
            f"rivals {min(MOST_RIVALS, len(rivals))}": 1.0,
            f"gap {min(WIDEST_GAP, gap.bit_length())}{' before' if head < trigger else ''}": 1.0,
            "listed": float(self.words[head].deprel == "conj"),
            f"own {self.words[head].deprel.partition(':')[0]}": 1.0,
            "before": float(head < trigger),
            "locative": float(bool(case & self.locative)),
            "origin": float(not case & self.locative and bool(case & words_of("origin"))),
            "bare": float(not case),
            "actor": float(self.is_actor(index)),
            "whose": float(self.says_whose(index)),
            "subject": float(self._acts(down, trigger, case)),
            "of subject": float(len(down) > 1 and self.words[down[-1]].deprel.startswith("nsubj")),
            "spoken": float(self._spoken(up, down)),
            "dateline": float(self.in_dateline(index)),
            "organisation": float(self._is_named(index, "organisation")),
            "person": float(self._is_named(index, "person")),
            "unknown organisation": float(place.precision == "unknown" and self._is_named(index, "organisation")),
            "in actor": float(self._is_within_actor(index)),
            "coarse": float(place.precision in ("country", "region") and not case & self.locative),
            "verbs up": min(2, sum(self.words[w].upos == "VERB" for w in up[1:])),
            "verbs down": min(2, sum(self.words[w].upos == "VERB" for w in down)),
            "opening": float(self._opens(index) and bool(case & self.locative)),
            "only": float(len(rivals) == 1),
            "nearest": float(gap == min(abs(self.heads[r] - trigger) for r in rivals)),
            "verb between": self._verbs_between(head, trigger),
        }
        if place.precision == "unknown":
            marks["tagged"] = next(
                (t.score for t in self.layers.places if t.start <= place.start and place.end <= t.end), 0.0
            )
        for word in sorted(case & words_of("telling")):
            marks[f"case {word}"] = 1.0
        for number, step in enumerate(reversed(up)):
            marks[f"up {self._relation(step)}" if number else f"from {self._relation(step)}"] = 1.0
        if down:
            marks[f"{'beside' if up else 'below'} {self._relation(down[-1])}"] = 1.0
        for step in down[1:-1]:
            marks[f"down {self._relation(step)}"] = 1.0
        return {name: value for name, value in marks.items() if value}

    def _relation(self, word: int) -> str:
        deprel = self.words[word].deprel
        return deprel if deprel in ("acl:relcl", "nsubj:pass", "nmod:poss") else deprel.partition(":")[0]

    def _verbs_between(self, head: int, trigger: int) -> float:
        first, last = sorted((head, trigger))
        return float(min(3, sum(w.upos == "VERB" for w in self.words[first + 1 : last])))

    def _acts(self, down: Sequence[int], trigger: int, case: set[str]) -> bool:
        """Say whether the place itself is what acts: the subject of an active verb."""
        if not down or case or self.words[down[-1]].deprel != "nsubj":
            return False
        return self.words[down[-1]].head != trigger or self.words[trigger].upos == "VERB"

    def path(self, trigger: int, head: int) -> tuple[list[int], list[int]]:
        """Return the words from the trigger up to below the one that governs both, and from the place up to there."""
        above_trigger = [trigger, *self.tree.ancestors(trigger)]
        above_head = [head, *self.tree.ancestors(head)]
        common = next((word for word in above_head if word in above_trigger), None)
        if common is None:
            return above_trigger, above_head
        return above_trigger[: above_trigger.index(common)], above_head[: above_head.index(common)]

    def _cases(self, index: int, down: Sequence[int]) -> set[str]:
        """Return the prepositions of the place and of the nouns that it hangs from, in lower case."""
        found: set[str] = set()
        for word in down or (self.heads[index],):
            found.update(self.words[c].text.lower() for c in self.tree.children(word, "case"))
            if self.words[word].deprel not in _PHRASE:
                break
        return found

    def _link(self, up: Sequence[int], down: Sequence[int], case: set[str]) -> str:
        locative = bool(case & self.locative)
        relations = [self.words[word].deprel for word in up]
        if not up:
            if locative:
                return "below locative"
            if len(down) == 1 and self.words[down[0]].deprel in _MODIFIER:
                return "below compound"
            itself = down and self.words[down[-1]].deprel in ("obj", "nsubj:pass", "obl")
            return "below itself" if itself else "below other"
        if relations[-1] == "acl:relcl" or (relations[-1] == "acl" and locative):
            return "relative"
        if all(r.partition(":")[0] in _CLAUSE for r in relations):
            return "above locative" if locative else "above itself"
        return "same sentence"

    def says_whose(self, index: int) -> bool:
        """Say whether a country stands before what is its own, which may be anywhere: "the French embassy"."""
        word = self.words[self.heads[index]]
        return (
            self.places[index].precision == "country"
            and (word.deprel in _MODIFIER or word.upos == "ADJ")
            and word.head >= 0
            and self.words[word.head].lemma.lower() not in words_of("units")
        )

    def _is_named(self, index: int, label: str) -> bool:
        """Say whether the tagger of names takes a place for a person or an organisation."""
        place = self.places[index]
        return any(n.label == label and n.start < place.end and place.start < n.end for n in self.layers.names)

    def may_be_somebody(self, index: int) -> bool:
        """Say whether a name that the gazetteer lacks is tagged as somebody's, too: an armed group, a company."""
        if self.places[index].precision != "unknown":
            return False
        return any(self._is_named(index, label) for label in ("person", "organisation")) or self._is_within_actor(index)

    def _is_within_actor(self, index: int) -> bool:
        place = self.places[index]
        return any(a.start <= place.start and place.end <= a.end for a in self.layers.actors)

    def _opens(self, index: int) -> bool:
        """Say whether a place stands before all verbs of its sentence: "In Mosul, rebels attacked"."""
        head = self.heads[index]
        first = head
        while first > 0 and self.words[first - 1].sentence == self.words[head].sentence:
            first -= 1
        return all(w.upos not in ("VERB", "AUX") for w in self.words[first:head])

    def is_actor(self, index: int) -> bool:
        """Say whether a place only tells whose an actor is: "the Syrian army", "President of France"."""
        head = self.heads[index]
        word, place = self.words[head], self.places[index]
        if word.head < 0:
            return False
        noun = self.words[word.head]
        if word.deprel in _MODIFIER or word.upos == "ADJ":
            if noun.upos not in ("NOUN", "PROPN") or noun.lemma.lower() in words_of("units"):
                return False
            within = place.start <= noun.start and noun.end <= place.end
            return not within and (word.upos == "ADJ" or self._is_named_actor(noun.start, noun.end))
        cases = {self.words[c].text.lower() for c in self.tree.children(head, "case")}
        return cases == {"of"} and self._is_named_actor(noun.start, noun.end)

    def _is_named_actor(self, start: int, end: int) -> bool:
        return any(actor.start <= start and end <= actor.end for actor in self.layers.actors)

    def _spoken(self, up: Sequence[int], down: Sequence[int]) -> bool:
        """Say whether the place is the speaker's: beside what a verb of saying reports, not in it."""
        if not up or not down:
            return False
        top = self.words[up[-1]]
        if top.head < 0 or top.deprel.partition(":")[0] not in ("ccomp", "parataxis"):
            return False
        return self.words[top.head].lemma.lower() in words_of("speech")
