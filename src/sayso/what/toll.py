"""Who was harmed, how, and how many: number expressions tied to words of harm and the people they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast, get_args

from msgspec import structs

from sayso.claim import Harm, Toll
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what.counts import Count, counts
from sayso.what.lexicon import table, words
from sayso.what.syntax import Syntax

HARMS: tuple[Harm, ...] = get_args(Harm)
ARTICLES = frozenset({"a", "an"})
INTRANSITIVE = frozenset({"die", "drown", "perish", "flee", "disappear", "vanish", "evacuate"})
"""Verbs whose active subject is the one harmed."""
ACTIVE_LOSS = frozenset({"lose"})
BREAKS = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "–", "—"})
"""Marks that a count and the people it counts never stand on two sides of."""
PARTS = frozenset({"including", "among", "them"})
"""Words before a count of some of the people counted already."""
FARTHEST = 9
"""How many words from a count a word of harm may stand where the tree does not link them."""
HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Harmed:
    """A toll, the word that says what befell the people, and the word that names them."""

    toll: Toll
    anchor: int
    people: int


def toll(report: Report, layers: Layers) -> tuple[Toll, ...]:
    """Return the tolls that *report* gives, in text order.

    ``who`` is the people counted as printed ("two children" has ``who="children"``); a count within another
    ("three people, including two children") is a toll of its own. "No casualties" is two tolls of nought.
    """
    return tuple(h.toll for h in harmed(report, Syntax(layers)))


def harmed(report: Report, syntax: Syntax) -> tuple[Harmed, ...]:
    """Return the tolls of a report with the words that they hang from."""
    found: list[Harmed] = []
    starts = {word.start: index for index, word in enumerate(syntax.words)}
    speakers = [(s.start, s.end) for a in syntax.layers.attributions for s in a.source]
    for first, end in syntax.layers.sentences:
        text = report.text[first:end]
        for count in counts(text):
            placed = Count(count.start + first, count.end + first, count.low, count.best, count.high)
            if any(a <= placed.start and placed.end <= b for a, b in speakers):
                continue  # "according to a nurse" counts nobody
            for one in _of(report, syntax, placed, starts):
                bare = one.toll.who is None and not _harm_word(syntax, one.people, "nouns")
                inherited = _siblings(syntax, found, one) if bare and one.toll.best != 0 else None
                found.append(one if inherited is None else replace(one, toll=structs.replace(one.toll, who=inherited)))
    return tuple(found)


def _siblings(syntax: Syntax, found: list[Harmed], one: Harmed) -> str | None:
    """Return who a bare count counts: the people of the tolls before it in its sentence, where they agree.

    "Killing 14 people and wounding at least 30": 30 people.
    """
    sentence = syntax.words[one.anchor].sentence
    before = [h for h in found if syntax.words[h.anchor].sentence == sentence and h.anchor != one.anchor]
    whole = {h.toll.who for h in before if not _part(syntax, h.toll.start)}
    return next(iter(whole)) if len(whole) == 1 else None


def _part(syntax: Syntax, start: int) -> bool:
    index = next((i for i, word in enumerate(syntax.words) if word.start >= start), 0)
    return bool(PARTS & {syntax.lower[i] for i in syntax.window(index, 2, 0)})


def _of(report: Report, syntax: Syntax, count: Count, starts: dict[int, int]) -> Iterator[Harmed]:
    inside = [starts[at] for at in range(count.start, count.end) if at in starts]
    if not inside:
        return
    noun = _counted(syntax, inside)
    if noun is None:
        return
    who = _who(report, syntax, inside[-1], noun) if noun not in inside else None
    if count.best == 0 and syntax.lemmas[noun] in words("harms.toml", "casualties"):
        for harm in HARMS[:2]:
            yield Harmed(_toll(report, count, harm, None), _head_verb(syntax, noun), noun)
        return
    linked = _harm(syntax, noun, inside)
    if linked is None:
        return
    harm, anchor = linked
    named = noun != anchor and syntax.lemmas[noun] != "more"
    yield Harmed(_toll(report, count, harm, who if named else None), anchor, noun)


def _toll(report: Report, count: Count, harm: Harm, who: str | None) -> Toll:
    return Toll(
        start=count.start,
        end=count.end,
        text=report.text[count.start : count.end],
        harm=harm,
        who=who,
        low=count.low,
        best=count.best,
        high=count.high,
    )


def _counted(syntax: Syntax, inside: list[int]) -> int | None:
    """Return the noun that a count counts, the count's own last word where it stands alone, ``None`` for things."""
    tree, last = syntax.tree, inside[-1]
    for index in reversed(inside):
        head = syntax.words[index].head
        near = head > last and not any(syntax.lower[i] in BREAKS for i in range(last + 1, head))
        if syntax.words[index].deprel in {"nummod", "det", "advmod", "amod"} and near and _noun(syntax, head):
            return head if syntax.person(head) else None
    for index in reversed(inside):
        for child in tree.children(index, "nmod"):
            if child > last and syntax.lower[last + 1] == "of" and "of" in syntax.cases(child):
                return child if syntax.person(child) else None
    for index in syntax.window(last, 0, 3):
        if index > last and _noun(syntax, index):
            return index if syntax.person(index) else last if syntax.is_word(index, "PROPN") else None
        passed = syntax.is_word(index, "ADJ", "DET", "NUM", "ADV") or syntax.lower[index] in {"of", "-"}
        if index > last and not passed:
            break
    article = syntax.lower[last] in {"a", "an", "no", "the"}
    return None if article else last


def _noun(syntax: Syntax, index: int) -> bool:
    return syntax.is_word(index, "NOUN", "PROPN", "PRON", "ADJ") and syntax.words[index].deprel != "compound"


def _who(report: Report, syntax: Syntax, last: int, noun: int) -> str | None:
    """Return the people counted as printed, from the word after the count to the noun."""
    if noun <= last or syntax.lemmas[noun] == "more":
        return None
    while last + 1 < noun and syntax.lower[last + 1] in {"-", ","}:
        last += 1
    between = [
        i
        for i in range(last + 1, noun + 1)
        if syntax.lower[i] not in {"of", "the", "more", "other", "-", "its", "their"}
    ]
    ages = [n for n, i in enumerate(between) if syntax.lower[i] == "old"]
    between = between[ages[-1] + 1 :] if ages else between
    start = syntax.words[between[0]].start if between else syntax.words[noun].start
    return report.text[start : syntax.words[noun].end]


def _harm(syntax: Syntax, noun: int, inside: list[int]) -> tuple[Harm, int] | None:
    if _harm_word(syntax, noun, "nouns") == "killed":
        return "killed", noun
    linked = _linked(syntax, noun)
    if linked is not None:
        return linked
    for index in (noun, *inside):
        own = _harm_word(syntax, index, "nouns")
        if own is not None:
            return own, index
    if all(syntax.lower[index] in ARTICLES for index in inside) and syntax.words[noun].deprel == "nsubj":
        return None  # "a bomber blew up a truck" near "died" is no count of the dead
    return _nearest(syntax, inside, noun)


def _linked(syntax: Syntax, noun: int) -> tuple[Harm, int] | None:
    """Return the harm that the tree gives: a describing word, or the verb that the people are the patients of."""
    for child in syntax.tree.children(noun, "amod", "acl", "xcomp"):
        described = _harm_word(syntax, child, "nouns") or _harm_word(syntax, child, "verbs")
        if described is not None and (syntax.lemmas[child] in INTRANSITIVE or not syntax.lower[child].endswith("ing")):
            return described, child
    current = noun
    for _ in range(HIGHEST):
        word = syntax.words[current]
        if word.head < 0:
            return None
        base = word.deprel.partition(":")[0]
        if base in {"conj", "appos", "nmod", "acl"} and not syntax.is_word(word.head, "VERB"):
            current = word.head
            continue
        if base in {"obj", "nsubj", "conj"}:
            return _by_verb(syntax, current, word.head, word.deprel)
        return None
    return None


def _by_verb(syntax: Syntax, patient: int, verb: int, relation: str) -> tuple[Harm, int] | None:
    for result in syntax.tree.children(verb, "xcomp"):
        resulting = _harm_word(syntax, result, "nouns") or _harm_word(syntax, result, "verbs")
        if resulting is not None:
            return resulting, result
    harm = _harm_word(syntax, verb, "verbs") or _harm_word(syntax, verb, "nouns")
    if harm is None:
        return None
    if relation == "nsubj" and syntax.lemmas[verb] not in INTRANSITIVE and not _bare_participle(syntax, verb):
        return None
    return (harm, verb) if patient != verb else None


def _bare_participle(syntax: Syntax, verb: int) -> bool:
    """Return whether a verb form may be a headline's passive ("15 killed") or an adjective ("are missing")."""
    if not syntax.is_word(verb, "VERB"):
        return True
    return syntax.lower[verb].endswith(("ed", "en", "t")) and not syntax.tree.children(verb, "obj")


def _harm_word(syntax: Syntax, index: int, section: str) -> Harm | None:
    """Return the harm that a word says; a verb of the conditional table only beside one of its words."""
    lemma, form = syntax.lemmas[index], syntax.lower[index]
    needed = table("harms.toml")["with"].get(lemma, {})
    if section == "verbs" and needed:
        near = {w for i in syntax.window(index, 4, 6) for w in (syntax.lemmas[i], syntax.lower[i])}
        return next((cast("Harm", harm) for harm, listed in needed.items() if near & set(listed)), None) or (
            None if lemma not in _always(section) else _plain(lemma, form, section)
        )
    return _plain(lemma, form, section)


def _always(section: str) -> frozenset[str]:
    """Return the words of a section that say their harm even without one of their conditional companions."""
    conditional = {"take", "shoot", "beat", "stab", "leave", "force", "hold", "seize", "lose"}
    return frozenset(w for harm in HARMS for w in table("harms.toml")[section][harm]) - conditional


def _plain(lemma: str, form: str, section: str) -> Harm | None:
    return next((h for h in HARMS if {lemma, form} & words("harms.toml", section, h)), None)


def _nearest(syntax: Syntax, inside: list[int], noun: int) -> tuple[Harm, int] | None:
    """Return the nearest word of harm in the sentence, where no other number stands between."""
    first, last = min(*inside, noun), max(*inside, noun)
    best: tuple[int, Harm, int] | None = None
    for index in syntax.window(last, FARTHEST + last - first, FARTHEST):
        if first <= index <= last:
            continue
        harm = _harm_word(syntax, index, "verbs") or _harm_word(syntax, index, "nouns")
        gap = range(last + 1, index) if index > last else range(index + 1, first)
        if harm is None or any(syntax.is_word(i, "NUM") or syntax.lower[i] == ";" for i in gap):
            continue
        if syntax.lemmas[index] == "kill" and index > last and _takes_object(syntax, index):
            continue
        distance = len(gap)
        if best is None or distance < best[0]:
            best = (distance, harm, index)
    return None if best is None else (best[1], best[2])


def _takes_object(syntax: Syntax, verb: int) -> bool:
    return bool(syntax.tree.children(verb, "obj")) and not syntax.passive(verb)


def _head_verb(syntax: Syntax, noun: int) -> int:
    return next((a for a in syntax.tree.ancestors(noun) if syntax.is_word(a, "VERB")), noun)
