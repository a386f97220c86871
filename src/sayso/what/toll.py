"""Who was harmed, how, and how many: number expressions tied to words of harm and the people they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from msgspec import structs

from sayso.claim import Harm, Toll
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what.counts import Count, counts
from sayso.what.governing import definite
from sayso.what.harms import ARTICLES, HARMS, harm_of, harm_word, linked_harm, sure
from sayso.what.lexicon import words
from sayso.what.people import counted, people, thing, who_of
from sayso.what.syntax import Syntax

ELLIPSIS_REACH = 10
"""How many words apart two counts of one verb may stand."""
FIGURE_REACH = 2
"""How many sentences after a toll "the figure" may stand for it."""
UNNAMED = frozenset({"more", "life", "live"})
"""What is counted and says nothing of who was harmed ("27 *lives*")."""
PARTS = frozenset({"including", "among", "them"})
"""Words before a count of some of the people counted already."""


@dataclass(frozen=True, slots=True)
class Harmed:
    """A toll, the word that says what befell the people, and the word that names them.

    ``given`` says that somebody gives the figure ("a rights group put the toll at 20"), whose word it then is.
    """

    toll: Toll
    anchor: int
    people: int
    given: bool = False


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
            spoken = next(((a, b) for a, b in speakers if a <= placed.start and placed.end <= b), None)
            told = (
                list(_of(report, syntax, placed, starts))
                or _elliptic(report, syntax, placed, starts, found)
                or _figure(report, syntax, placed, starts, found)
            )
            for one in told:
                if spoken is not None and not spoken[0] <= syntax.words[one.anchor].start < spoken[1]:
                    continue  # "according to a nurse" counts nobody
                bare = one.toll.who is None and not harm_word(syntax, one.people, "nouns")
                inherited = _siblings(syntax, found, one) if bare and one.toll.best != 0 else None
                found.append(one if inherited is None else replace(one, toll=structs.replace(one.toll, who=inherited)))
    return tuple(found)


def _siblings(syntax: Syntax, found: list[Harmed], one: Harmed) -> str | None:
    """Return who a bare count counts: the people of the tolls before it in its sentence, where they agree.

    "Killing 14 people and wounding at least 30": 30 people.
    """
    sentence = syntax.words[one.anchor].sentence
    several = one.toll.best != 1
    before = [
        h
        for h in found
        if syntax.words[h.anchor].sentence == sentence and h.anchor != one.anchor and not (several and h.toll.best == 1)
    ]
    whole = {h.toll.who for h in before if not _part(syntax, h.toll.start)}
    return next(iter(whole)) if len(whole) == 1 else None


def _part(syntax: Syntax, start: int) -> bool:
    index = next((i for i, word in enumerate(syntax.words) if word.start >= start), 0)
    return bool(PARTS & {syntax.lower[i] for i in syntax.window(index, 2, 0)})


def _of(report: Report, syntax: Syntax, count: Count, starts: dict[int, int]) -> Iterator[Harmed]:
    inside = [starts[at] for at in range(count.start, count.end) if at in starts]
    if not inside:
        return
    noun = counted(syntax, inside)
    if noun is None or (noun not in inside and (thing(syntax, noun) or syntax.lemmas[noun] == "toll")):
        return  # of "a toll of eleven" it is the eleven that count
    itself = noun in inside
    named = itself or people(syntax, noun)
    who = who_of(report, syntax, inside, noun)
    if count.best == 0 and syntax.lemmas[noun] in words("harms.toml", "casualties"):
        for harm in HARMS[:2]:
            yield Harmed(_toll(report, count, harm, None), _head_verb(syntax, noun), noun)
        return
    linked = harm_of(syntax, noun, inside) if named else linked_harm(syntax, noun)
    if linked is None or not (named or sure(syntax, linked[1])):
        return  # houses and goats are nobody; whoever is arrested is somebody
    harm, anchor = linked
    shown = (noun != anchor or syntax.lemmas[noun] in words("harms.toml", "bodies")) and syntax.lemmas[
        noun
    ] not in UNNAMED
    yield Harmed(_toll(report, count, harm, who if shown else None), anchor, noun, given=_given(syntax, anchor))


def _elliptic(
    report: Report, syntax: Syntax, count: Count, starts: dict[int, int], found: list[Harmed]
) -> list[Harmed]:
    """Return what a bare count says that goes on with the one before ("killed 12 in Kolm *and three* in Belgorat")."""
    inside = [starts[at] for at in range(count.start, count.end) if at in starts]
    if not inside or not found or counted(syntax, inside) not in inside:
        return []
    first, last, before = inside[0], inside[-1], found[-1]
    near = range(before.people + 1, first)
    joined = first > 0 and syntax.lower[first - 1] in {"and", ",", "or"} and before.anchor < first
    follows = last + 1 < len(syntax.words) and syntax.is_word(last + 1, "ADP") and syntax.lower[last + 1] != "of"
    same = before.people in syntax.window(first, ELLIPSIS_REACH, 0) and before.toll.best != 0
    article = all(syntax.lower[i] in ARTICLES for i in inside)
    if article or not (joined and follows and same) or any(syntax.is_word(i, "VERB") for i in near):
        return []
    return [Harmed(_toll(report, count, before.toll.harm, before.toll.who), before.anchor, inside[-1])]


def _figure(report: Report, syntax: Syntax, count: Count, starts: dict[int, int], found: list[Harmed]) -> list[Harmed]:
    """Return what a number says that somebody gives for a toll told before ("but a doctor put *the figure at 23*")."""
    inside = [starts[at] for at in range(count.start, count.end) if at in starts]
    number = counted(syntax, inside) if inside else None
    if number not in inside or not found or number is None:
        return []
    verb, before = syntax.words[number].head, found[-1]
    recent = 0 <= syntax.words[number].sentence - syntax.words[before.anchor].sentence <= FIGURE_REACH
    if verb < 0 or not recent or not syntax.words[number].deprel.startswith("obl"):
        return []
    figures = (
        c for c in syntax.tree.children(verb, "obj", "nsubj") if syntax.lemmas[c] in words("counts.toml", "figures")
    )
    figure = next((c for c in figures if definite(syntax, c)), None)
    if figure is None:
        return []
    return [
        Harmed(_toll(report, count, before.toll.harm, before.toll.who), figure, number, given=_given(syntax, figure))
    ]


def _given(syntax: Syntax, figure: int) -> bool:
    """Return whether somebody gives the figure that a noun stands for: "*the mayor put* the toll at 20"."""
    word = syntax.words[figure]
    if word.deprel == "nmod" and word.head >= 0 and syntax.lemmas[word.head] in words("counts.toml", "figures"):
        return _given(syntax, word.head)  # "the number of *dead*"
    if word.head < 0 or word.deprel != "obj":
        return False
    return any(syntax.agent(s) for s in syntax.tree.children(word.head, "nsubj"))


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


def _head_verb(syntax: Syntax, noun: int) -> int:
    return next((a for a in syntax.tree.ancestors(noun) if syntax.is_word(a, "VERB")), noun)
