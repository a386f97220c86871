"""The dates of a report where they hang in its sentences: what each modifies, and two ends of a range as one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.claim import When
from sayso.model.tree import Tree
from sayso.report import Report
from sayso.when.calendar_value import extent

UNDATING = frozenset({"duration", "frequency", "vague", "unknown"})
"""Precisions that say how long, how often or nothing, not when (TimeML: DURATION, SET)."""


@cache
def syntax() -> dict[str, Any]:
    """Return the tables of ``syntax.toml``."""
    return tomllib.loads((files(__package__) / "syntax.toml").read_text(encoding="utf-8"))


def lemma(tree: Tree, index: int) -> str:
    """Return the lemma of a word, of an irregular verb by the table where the model gives the form itself."""
    word = tree.words[index]
    known: str | None = syntax()["irregular"].get(word.text.lower())
    return known or word.lemma.lower()


class Dates:
    """The dates of a report by the word that heads each."""

    def __init__(self, report: Report, tree: Tree, whens: Sequence[When]) -> None:
        self.report, self.tree = report, tree
        self.heads: dict[int, When] = {}
        for when in _joined(report, whens):
            head = tree.at(when.start, when.end)
            if head is not None and when.precision not in UNDATING and when.earliest is not None:
                self.heads[head] = when

    def below(self, governor: int, *, to: int, opening: bool = False) -> When | None:
        """Return the date that modifies a word, the nearest to the word *to* where there are several.

        With *opening* only one that stands before all else in its clause ("On Friday, …").
        """
        found = [head for head in self.heads if self._modifies(head, governor)]
        if opening:
            found = [head for head in found if self._opens(head, governor)]
        if not found:
            found = [] if opening else [head for head in self.heads if self._dates_scene(head, governor)]
        if not found:
            return None
        return self.heads[min(found, key=lambda head: (self._is_window(head), abs(head - to), head))]

    def _is_window(self, head: int) -> bool:
        """Say whether a date is a stretch up to the report ("over the last five years"): any other says more."""
        return (self.heads[head].value or "").startswith("P")

    def bounds(self, governor: int) -> bool:
        """Say whether a date bounds what a word tells ("since her 2008 bid", "until Friday")."""
        for head in self.heads:
            at = head
            for above in self.tree.ancestors(head):
                if self._is_bound(at) and above == governor:
                    return True
                if above == governor or self.tree.words[above].upos in {"VERB", "AUX"}:
                    break
                at = above
        return False

    def in_sentence(self, sentence: int) -> int:
        """Return how many dates a sentence tells."""
        return sum(self.tree.words[head].sentence == sentence for head in self.heads)

    def _modifies(self, head: int, governor: int) -> bool:
        """Say whether the date headed by *head* hangs from *governor* as its time, not as its bound or its object."""
        words, table = self.tree.words, syntax()
        if words[head].head < 0:  # a parse that falls apart leaves the date beside the verb
            return (
                not self._is_bound(head)
                and head != governor
                and words[governor].head < 0
                and words[head].sentence == words[governor].sentence
            )
        at = head
        for above in self.tree.ancestors(head):
            if self._is_bound(at):
                return False
            relation = words[at].deprel.partition(":")[0]
            if self._clause_of(head, above) == governor:
                return relation in table["date"]["relations"] and (at == head or self._is_occasion(at))
            if above == governor:
                return False
            if relation not in table["date"]["inside"] or words[above].upos in {"VERB", "AUX"}:
                return False
            at = above
        return False

    def _is_bound(self, at: int) -> bool:
        """Say whether a preposition makes a phrase a bound of the event ("since her 2008 bid") and not its time."""
        bounds = syntax()["bounds"]["words"]
        return any(self.tree.words[i].lemma.lower() in bounds for i in self.tree.children(at, "case", "mark", "advmod"))

    def _is_occasion(self, at: int) -> bool:
        """Say whether a phrase with a date in it says when, as "on the eve of …" does and "over the 2008 crash" not."""
        cases = {self.tree.words[i].lemma.lower() for i in self.tree.children(at, "case")}
        return not cases or bool(cases & set(syntax()["scene"]["prepositions"]))

    def _clause_of(self, head: int, above: int) -> int:
        """Return the word whose clause a date stands in where the parser hangs it from *above*.

        A date between two verbs is of the first where the second opens a clause of its own after it ("was shot in June
        after leaving": not "leaving in June"), and of the second where a colon parts it from the first.
        """
        words = self.tree.words
        outer = words[above].head
        openers = self.tree.children(above, "mark")
        if head < above and outer >= 0 and outer < head and any(head < i for i in openers):
            return outer
        for clause in self.tree.children(above, "parataxis"):
            if above < head < clause and any(words[i].text == ":" for i in range(above, head)):
                return clause
        return above

    def _dates_scene(self, head: int, governor: int) -> bool:
        """Say whether a date is of the occasion that something took place at ("at Monday's summit it agreed to …")."""
        words, table = self.tree.words, syntax()
        if words[governor].upos not in {"VERB", "AUX"}:
            return False
        for scene in self.tree.children(governor, "obl"):
            cases = {words[i].lemma.lower() for i in self.tree.children(scene, "case")}
            if words[scene].upos == "NOUN" and cases & set(table["scene"]["prepositions"]):
                occasion = lemma(self.tree, scene) in table["scene"]["nouns"] or words[scene].event is not None
                if occasion and self._modifies(head, scene):
                    return True
        return False

    def _opens(self, head: int, governor: int) -> bool:
        """Say whether a date stands before its verb and all that the verb governs, but what opens it."""
        words = self.tree.words
        before = [i for i in self.tree.children(governor, "nsubj", "obj", "aux", "expl") if i < governor]
        first, _ = self.tree.layers.sentences[words[head].sentence]
        return head < governor and all(head < i for i in before) and self.heads[head].start - first <= LONGEST_OPENING


LONGEST_OPENING = 12
"""A date that opens its sentence stands at most so many characters from where it begins ("Early on Friday")."""


def _joined(report: Report, whens: Sequence[When]) -> Iterator[When]:
    """Yield *whens* in order, with two that are the ends of one range as one."""
    waiting = list(whens)
    while waiting:
        first = waiting.pop(0)
        if waiting and _are_ends(report, first, waiting[0]):
            yield _from_to(report, first, waiting.pop(0))
        else:
            yield first


def _are_ends(report: Report, first: When, last: When) -> bool:
    """Say whether two dates are the ends of a range ("between Monday and Thursday")."""
    if first.earliest is None or last.latest is None or first.earliest > last.latest:
        return False
    opening = report.text[: first.start].rstrip()[-len("between") :].rpartition(" ")[2].lower()
    between = report.text[first.end : last.start].strip().lower()
    return [opening, between] in syntax()["ranges"]["pairs"]


def _from_to(report: Report, first: When, last: When) -> When:
    value = f"{first.value}/{last.value}"
    days = extent(value)
    quote = report.quote(first.start, last.end)
    return When(
        start=quote.start,
        end=quote.end,
        text=quote.text,
        value=value,
        edtf=days.edtf,
        earliest=days.earliest,
        latest=days.latest,
        precision=days.precision,
        anchored=first.anchored or last.anchored,
    )
