"""Which of a report's dates dates an event: the one its clause is about, or the one the story is still at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claim import When
from sayso.model.layers import Layers
from sayso.model.tree import Tree
from sayso.report import Report
from sayso.when.told_dates import Dates, lemma, syntax

CARRIED = frozenset({"hour", "part-of-day", "day", "week", "month"})
"""Precisions that say when a story takes place; a year or a season is the background of one."""


def pick(report: Report, layers: Layers, whens: Sequence[When], trigger: int) -> When | None:
    """Return the date of the event whose trigger is ``layers.words[trigger]``; None where none is sure.

    *whens* are those of `resolve`. In this order: a date below the trigger ("Thursday's attack", "struck on
    Thursday") or of the occasion that it took place at ("at Monday's summit it agreed"); one of a verb that says of
    the trigger that it took place ("the deal that was signed in February"); one of the clause around it, climbing
    from subject to verb or from "while" and "killing" clauses to the main one, but never out of what somebody says:
    "In March the general said that …" dates the saying. A date that opens a sentence dates its coordinate clauses too.
    Else, where the trigger's sentence tells no date, tells the event in the past as its own news and stands in the
    same paragraph, the one date of the sentence before. Two dates joined as a range ("between Monday and Thursday")
    give the days from one to the other.
    """
    tree = layers.tree
    dates = Dates(report, tree, whens)
    for governor, opening in _governors(tree, trigger):
        found = dates.below(governor, to=trigger, opening=opening)
        if found is not None:
            return found
        if dates.bounds(governor):
            return None
    return _carried(report, tree, dates, trigger)


def _governors(tree: Tree, trigger: int) -> Iterator[tuple[int, bool]]:
    """Yield the words whose date is the trigger's, nearest first, and whether only one that opens the sentence is."""
    words, table = tree.words, syntax()
    yield trigger, False
    for child in tree.children(trigger, "acl"):
        if lemma(tree, child) in table["realising"]["verbs"]:
            yield child, False
    at, opening, seen = trigger, False, {trigger}
    while True:
        climbs = _climbs(tree, at)
        if not climbs and not _is_coordinate_clause(tree, at):
            break
        opening = opening or not climbs
        at = words[at].head
        if at < 0 or at in seen:
            return
        seen.add(at)
        yield at, opening
    if words[at].deprel == "acl:relcl" and lemma(tree, at) in table["happening"]["verbs"]:
        yield words[at].head, False  # "the January bombing that killed two": the noun's own date, and no further


def _is_coordinate_clause(tree: Tree, at: int) -> bool:
    return tree.words[at].deprel == "conj" and tree.words[at].upos in {"VERB", "AUX"}


def _climbs(tree: Tree, at: int) -> bool:
    """Say whether what dates the governor of a word dates the word too."""
    words, table = tree.words, syntax()
    relation, head = words[at].deprel.partition(":")[0], words[at].head
    if head < 0:
        return False
    governor = lemma(tree, head)
    happens = governor in table["realising"]["verbs"] or governor in table["happening"]["verbs"]
    if relation == "nsubj":
        return happens or (governor == "be" and bool(tree.children(head, "expl")))
    if relation in {"obj", "compound"}:
        if relation == "obj" and governor in table["giving"]["verbs"]:
            return True
        return governor in table["realising"]["verbs"] or (relation == "compound" and words[head].upos == "NOUN")
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
        return not tree.children(at, "nsubj") and not _has_own_tense(tree, at)
    if relation == "acl":  # "sent a letter urging them to leave": the letter urges when it is sent
        return words[at].text.lower().endswith("ing") and words[head].deprel == "obj" and _climbs(tree, head)
    if relation == "advcl":
        marks = {words[i].lemma.lower() for i in tree.children(at, "mark", "advmod", "case")}
        return "to" not in marks and (not marks or bool(marks & set(table["meanwhile"]["words"])))
    return False


def _has_own_tense(tree: Tree, at: int) -> bool:
    """Say whether a verb has a perfect or a modal of its own ("led it in 1995 and has backed her since")."""
    auxiliaries = {tree.words[i].text.lower() for i in tree.children(at, "aux")}
    return bool(auxiliaries & set(syntax()["past"]["other"]))


def _carried(report: Report, tree: Tree, dates: Dates, trigger: int) -> When | None:
    """Return the date that the sentence before is about, where it carries over."""
    words = tree.words
    sentence = words[trigger].sentence
    if sentence == 0 or words[trigger].negated or dates.in_sentence(sentence) or not _is_told(tree, trigger):
        return None
    start, _ = tree.layers.sentences[sentence]
    _, previous_end = tree.layers.sentences[sentence - 1]
    if "\n" in report.text[previous_end:start]:
        return None
    root = next((i for i, w in enumerate(words) if w.sentence == sentence - 1 and w.head < 0), None)
    if root is None or not _in_past(tree, root) or lemma(tree, root) in syntax()["saying"]["verbs"]:
        return None
    found = dates.below(root, to=root) if dates.in_sentence(sentence - 1) == 1 else None
    return found if found is not None and found.precision in CARRIED else None


def _is_told(tree: Tree, trigger: int) -> bool:
    """Say whether a sentence tells of an event in the past as its own news, not as a background to it."""
    words = tree.words
    modifiers = {words[i].lemma.lower() for i in tree.children(trigger, "amod")}
    if modifiers & set(syntax()["earlier"]["adjectives"]):
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
    words, table = tree.words, syntax()
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
