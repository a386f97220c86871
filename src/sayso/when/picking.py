"""Which of a report's dates dates an event: the one its clause is about, or the one the story is still at."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.claim import When
from sayso.model.layers import Layers
from sayso.model.tree import Tree
from sayso.report import Report
from sayso.when.calendar_value import extent

UNDATING = frozenset({"duration", "frequency", "vague", "unknown"})
"""Precisions that say how long, how often or nothing, not when (TimeML: DURATION, SET)."""


def pick(report: Report, layers: Layers, whens: Sequence[When], trigger: int) -> When | None:
    """Return the date of the event whose trigger is ``layers.words[trigger]``; None where none is sure.

    *whens* are those of `resolve`. In this order: a date below the trigger ("Thursday's attack", "struck on
    Thursday"); one of a verb that says of the trigger that it took place ("the deal that was signed in February");
    one of the clause around it, climbing from subject to verb or from "while" and "killing" clauses to the main
    one, but never out of what somebody says: "In March the general said that …" dates the saying. Else, where the
    trigger's sentence tells no date, tells the event in the past as its own news and stands in the same paragraph,
    the one date of the sentence before. Two dates joined as a range ("between Monday and Thursday") give the days
    from one to the other.
    """
    tree = layers.tree
    dates = _Dates(report, tree, whens)
    for governor in _governors(tree, trigger):
        found = dates.below(governor, to=trigger)
        if found is not None:
            return found
    return _carried(report, tree, dates, trigger)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "syntax.toml").read_text(encoding="utf-8"))


class _Dates:
    """The dates of a report by the word that heads each."""

    def __init__(self, report: Report, tree: Tree, whens: Sequence[When]) -> None:
        self.report, self.tree = report, tree
        self.heads: dict[int, When] = {}
        for when in _joined(report, whens):
            head = tree.at(when.start, when.end)
            if head is not None and when.precision not in UNDATING and when.earliest is not None:
                self.heads[head] = when

    def below(self, governor: int, *, to: int) -> When | None:
        """Return the date that modifies a word, the nearest to the word *to* where there are several."""
        found = [head for head in self.heads if self._modifies(head, governor)]
        if not found:
            return None
        return self.heads[min(found, key=lambda head: (abs(head - to), head))]

    def _modifies(self, head: int, governor: int) -> bool:
        """Say whether the date headed by *head* hangs from *governor* as its time, not as its bound or its object."""
        words, table = self.tree.words, _table()
        if words[head].head < 0:  # a parse that falls apart leaves the date beside the verb
            return head != governor and words[governor].head < 0 and words[head].sentence == words[governor].sentence
        marks = [words[i].lemma.lower() for i in self.tree.children(head, "case", "mark", "advmod")]
        if any(mark in table["bounds"]["words"] for mark in marks):
            return False
        at = head
        for above in self.tree.ancestors(head):
            relation = words[at].deprel.partition(":")[0]
            if above == governor:
                return relation in table["date"]["relations"]
            if relation not in table["date"]["inside"] or words[above].upos in {"VERB", "AUX"}:
                return False
            at = above
        return False

    def in_sentence(self, sentence: int) -> int:
        """Return how many dates a sentence tells."""
        return sum(self.tree.words[head].sentence == sentence for head in self.heads)


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
    return [opening, between] in _table()["ranges"]["pairs"]


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


def _governors(tree: Tree, trigger: int) -> Iterator[int]:
    """Yield the words whose date is the trigger's, nearest first."""
    words, table = tree.words, _table()
    yield trigger
    for child in tree.children(trigger, "acl"):
        if words[child].lemma.lower() in table["realising"]["verbs"]:
            yield child
    at = trigger
    seen = {trigger}
    while _climbs(tree, at):
        at = words[at].head
        if at < 0 or at in seen:
            return
        seen.add(at)
        yield at
    if words[at].deprel == "acl:relcl" and words[at].lemma.lower() in table["happening"]["verbs"]:
        yield words[at].head  # "the January bombing that killed two": the noun's own date, and no further


def _climbs(tree: Tree, at: int) -> bool:
    """Say whether what dates the governor of a word dates the word too."""
    words, table = tree.words, _table()
    relation, head = words[at].deprel.partition(":")[0], words[at].head
    if head < 0:
        return False
    governor = words[head].lemma.lower()
    realising, happening = table["realising"]["verbs"], table["happening"]["verbs"]
    if relation == "nsubj":
        return governor in realising or governor in happening
    if relation in {"obj", "compound"}:
        if relation == "obj" and governor in table["giving"]["verbs"]:
            return True
        return governor in realising or (relation == "compound" and words[head].upos == "NOUN")
    if relation == "obl":
        cases = {words[i].lemma.lower() for i in tree.children(at, "case")}
        return any(
            governor in table[kind]["verbs"] and bool(cases & set(table[kind]["prepositions"]))
            for kind in ("happening", "giving")
        )
    if relation == "nmod":
        return governor in table["parts"]["nouns"]
    if relation == "xcomp":
        return governor not in table["intending"]["verbs"]
    if relation == "conj":
        return not tree.children(at, "nsubj")
    if relation == "advcl":
        marks = {words[i].lemma.lower() for i in tree.children(at, "mark", "advmod", "case")}
        return "to" not in marks and (not marks or bool(marks & set(table["meanwhile"]["words"])))
    return False


def _carried(report: Report, tree: Tree, dates: _Dates, trigger: int) -> When | None:
    """Return the date that the sentence before is about, where it carries over."""
    words = tree.words
    sentence = words[trigger].sentence
    if sentence == 0 or dates.in_sentence(sentence) or not _is_told(tree, trigger):
        return None
    start, _ = tree.layers.sentences[sentence]
    _, previous_end = tree.layers.sentences[sentence - 1]
    if "\n" in report.text[previous_end:start]:
        return None
    root = next((i for i, w in enumerate(words) if w.sentence == sentence - 1 and w.head < 0), None)
    if root is None or not _in_past(tree, root) or words[root].lemma.lower() in _table()["saying"]["verbs"]:
        return None
    return dates.below(root, to=root) if dates.in_sentence(sentence - 1) == 1 else None


def _is_told(tree: Tree, trigger: int) -> bool:
    """Say whether a sentence tells of an event in the past as its own news, not as a background to it."""
    words = tree.words
    modifiers = {words[i].lemma.lower() for i in tree.children(trigger, "amod")}
    if modifiers & set(_table()["earlier"]["adjectives"]):
        return False
    verb = _clause(tree, trigger)
    if verb != trigger and words[trigger].head != verb:
        return False
    if words[verb].deprel.partition(":")[0] in {"ccomp", "parataxis", "conj"}:
        governor = words[verb].head
        return _in_past(tree, verb) and words[governor].head < 0 and _in_past(tree, governor)
    return words[verb].head < 0 and _in_past(tree, verb)


def _clause(tree: Tree, at: int) -> int:
    """Return the verb of the clause that a word stands in, the word itself where it is one."""
    words = tree.words
    return next((i for i in (at, *tree.ancestors(at)) if words[i].upos in {"VERB", "AUX"}), at)


def _in_past(tree: Tree, verb: int) -> bool:
    """Say whether a verb is in the simple past: no perfect, no modal, no participle without an auxiliary."""
    words, table = tree.words, _table()
    if words[verb].upos not in {"VERB", "AUX"}:
        return any(words[i].text.lower() in table["past"]["auxiliaries"] for i in tree.children(verb, "cop"))
    auxiliaries = [words[i].text.lower() for i in tree.children(verb, "aux")]
    if auxiliaries:
        return all(word in table["past"]["auxiliaries"] for word in auxiliaries)
    if words[verb].deprel.partition(":")[0] in {"acl", "amod", "advcl", "xcomp"} and not tree.children(verb, "nsubj"):
        return False
    form, lemma = words[verb].text.lower(), words[verb].lemma.lower()
    return (
        not form.endswith("ing")
        and form not in {lemma, lemma + "s", lemma + "es"}
        and not (form.endswith("ies") and lemma.endswith("y"))
    )
