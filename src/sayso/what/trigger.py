"""Finding the words that name events: the packaged trigger table against a report's words and trees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.what.harms import harm_word
from sayso.what.lexicon import Condition, Light, Sense, frames, lights, senses, words
from sayso.what.syntax import PARTITIVES, Syntax

NEAR_BEFORE, NEAR_AFTER = 8, 10
"""How many words around a trigger a ``near:`` condition looks at, within the sentence."""
PHRASE_GAP = 1
"""How many words may stand between the parts of a phrase ("open … fire" is a ``obj:`` condition instead)."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: the head's index, the words of the phrase, the sense, and a noun's light verb.

    ``why`` says what they were taken for an event by where the trigger table alone did not do it.
    """

    head: int
    words: tuple[int, ...]
    sense: Sense
    light: tuple[int, Light] | None = None
    consumed: tuple[int, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The triggers of a report in text order, and the words that the table knows to name no event of their own."""

    triggers: tuple[Trigger, ...]
    silent: frozenset[int]


def find(syntax: Syntax) -> Found:
    """Return what the trigger table finds in a report. A word is in at most one trigger."""
    found: dict[int, Trigger] = {}
    silent: set[int] = set()
    for index in range(len(syntax.words)):
        matched = _match(syntax, index)
        if matched is None:
            continue
        if matched.sense.type is None:
            silent.update(matched.words)
            silent.update(matched.consumed)
        else:
            found[index] = matched
    for trigger in sorted(found.values(), key=lambda t: (-len(t.words), t.head)):
        if trigger.head in found:
            silent.update(set(trigger.words) - {trigger.head})
            silent.update(trigger.consumed)
    return Found(tuple(found[head] for head in sorted(found) if head not in silent), frozenset(silent))


def _parts(syntax: Syntax, index: int) -> tuple[str, ...]:
    upos, deprel = syntax.words[index].upos, syntax.words[index].deprel
    if gives_figure(syntax, index):
        return ()
    nominal = upos in {"NOUN", "PROPN"}
    if _of_people(syntax, index) or (nominal and (_dated(syntax, index) or _titled(syntax, index))):
        return ()
    if deprel == "amod" and upos != "NOUN":
        return ()
    if upos == "VERB":
        return ("V",)
    if upos in {"NOUN", "PROPN"}:
        return ("N",) if deprel != "compound" else ()
    if upos == "ADJ":
        return ("A", "V") if syntax.lower[index].endswith(("ed", "en", "ing")) else ("A",)
    return ("V",) if upos == "AUX" and syntax.lemmas[index] != "be" else ()


def gives_figure(syntax: Syntax, index: int) -> bool:
    """Return whether a verb gives a number of those harmed ("*gave* a toll of 11", "*cut* the figure to 7")."""
    figures = [o for o in syntax.objects(index) if syntax.lemmas[o] in words("counts.toml", "figures")]
    return syntax.is_word(index, "VERB") and any(
        syntax.lemmas[o] != "number" or any(harm_word(syntax, c, "nouns") for c in syntax.tree.children(o, "nmod"))
        for o in figures
    )


def _of_people(syntax: Syntax, index: int) -> bool:
    """Return whether a participle stands for people ("two of *the wounded*", "the *injured* were treated")."""
    word = syntax.words[index]
    participle = syntax.lower[index] in words("harms.toml", "participles")
    argument = word.deprel.partition(":")[0] in {"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "xcomp"}
    if not participle or not argument or syntax.tree.children(index, "nsubj", "obj", "aux"):
        return False
    before = syntax.lower[index - 1] if index else ""
    return before in words("harms.toml", "determiners") or syntax.words[max(0, index - 1)].upos == "NUM"


def _titled(syntax: Syntax, index: int) -> bool:
    """Return whether a noun is part of an organisation's name ("the Government of National *Accord*")."""
    word = syntax.words[index]
    if not word.text[:1].isupper() or word.upos != "PROPN":
        return False
    spans = [n for n in syntax.tags(index, "names") if n.label == "organisation" and word.end <= n.end]
    return any(n.end - n.start > len(word.text) for n in spans) and not syntax.headline(index)


def _dated(syntax: Syntax, index: int) -> bool:
    """Return whether a noun is part of a time expression ("in *March*")."""
    return syntax.words[index].text[:1].isupper() and bool(syntax.tags(index, "times"))


def _match(syntax: Syntax, index: int) -> Trigger | None:
    table = senses()
    for part in _parts(syntax, index):
        keys = dict.fromkeys((syntax.lemmas[index], syntax.lower[index]))
        for sense in (s for key in keys for s in table.get((key, part), ())):
            span = _phrase(syntax, index, sense)
            if span is None:
                continue
            light = _light(syntax, index) if part == "N" else None
            consumed: list[int] = []
            if all(_holds(syntax, index, c, sense, light, consumed) for c in sense.conditions):
                return Trigger(index, span, sense, light, tuple(consumed))
    return None


def _phrase(syntax: Syntax, index: int, sense: Sense) -> tuple[int, ...] | None:
    """Return the words of a sense's phrase around its head, or ``None``. Nouns end in it, verbs begin with it."""
    if len(sense.lemma) == 1:
        return (index,)
    step = -1 if sense.pos == "N" else 1
    wanted = sense.lemma[-2::-1] if sense.pos == "N" else sense.lemma[1:]
    inside = syntax.window(index, len(wanted) * 2, len(wanted) * 2)
    span, at = [index], index
    for lemma in wanted:
        at += step
        if at in inside and syntax.lower[at] == "-" and lemma != "-":
            at += step
        if at not in inside or lemma not in {syntax.lemmas[at], syntax.lower[at]}:
            return None
        span.append(at)
    return tuple(sorted(span))


def _light(syntax: Syntax, noun: int) -> tuple[int, Light] | None:
    """Return the light verb that an event noun is the object, passive subject or theme of."""
    at = noun
    if syntax.words[at].deprel in {"conj"} and syntax.words[at].head >= 0:
        at = syntax.words[at].head
    word = syntax.words[at]
    if word.deprel == "nmod" and word.head >= 0 and syntax.lemmas[word.head] in PARTITIVES:
        at, word = word.head, syntax.words[word.head]
    if word.head < 0:
        return None
    verb = word.head
    known = lights().get(syntax.lemmas[verb], ())
    relation = word.deprel.partition(":")[0]
    if not known or not (relation == "obj" or word.deprel in {"nsubj:pass", "acl", "acl:relcl"} or relation == "obl"):
        return _described(syntax, noun)
    near = {syntax.lower[i] for i in syntax.window(verb, 0, 2)} | set(syntax.cases(at))
    for light in known:
        if light.particle is not None and light.particle not in near:
            continue
        theme = relation == "obl" and "with" in syntax.cases(at) and (light.object == "R" or light.lemma == "do")
        if relation != "obl" or theme or light.particle in syntax.cases(at):
            return verb, light
    return None


def _described(syntax: Syntax, noun: int) -> tuple[int, Light] | None:
    """Return the light verb of a clause that describes the noun ("the raid that the army carried out")."""
    for clause in syntax.tree.children(noun, "acl"):
        for light in lights().get(syntax.lemmas[clause], ()):
            after = {syntax.lower[i] for i in syntax.window(clause, 0, 2)}
            if light.particle is None or light.particle in after:
                return clause, light
    return None


def _holds(
    syntax: Syntax,
    index: int,
    condition: Condition,
    sense: Sense,
    light: tuple[int, Light] | None,
    consumed: list[int],
) -> bool:
    if condition.kind == "light":
        return (light is not None) != condition.negated
    if condition.kind == "arg":
        return (light is not None or _has_argument(syntax, index, sense)) != condition.negated
    looked = list(_places(syntax, index, condition.kind, light))
    if not condition.words:
        return bool(looked) != condition.negated
    hits = [i for i in looked if {syntax.lemmas[i], syntax.lower[i]} & condition.words]
    if condition.negated:
        return not hits
    if condition.kind == "obj":
        consumed.extend(hits)
    return bool(hits)


def _places(syntax: Syntax, index: int, kind: str, light: tuple[int, Light] | None) -> Iterator[int]:
    """Yield the words that a condition looks at."""
    tree = syntax.tree
    if kind == "near":
        yield from (i for i in syntax.window(index, NEAR_BEFORE, NEAR_AFTER) if i != index)
    elif kind == "obj":
        yield from _with_modifiers(syntax, syntax.objects(index))
    elif kind == "subj":
        verb = index if light is None else light[0]
        yield from _with_modifiers(syntax, tree.children(verb, "nsubj", "obl:agent"))
        yield from _with_modifiers(syntax, tree.children(index, "nmod:poss"))
    elif kind == "mod":
        yield from tree.children(index, "compound", "amod", "nummod", "nmod:poss", "nmod:desc", "det")
        yield from (i for i in syntax.window(index, 2, 0) if i != index)
    elif kind == "prt":
        yield from syntax.window(index + 1, 0, 1) if index + 1 < len(syntax.words) else ()
        yield from tree.children(index, "compound:prt")
    elif kind == "prep":
        yield from _prepositions(syntax, index)
    elif kind in {"person", "agent"}:
        named = syntax.person if kind == "person" else syntax.acting
        yield from (i for i in syntax.objects(index) if named(i))
    elif kind == "clause":
        yield from tree.children(index, "xcomp", "ccomp")
    elif kind == "comp":
        for child in tree.children(index, "xcomp", "ccomp", "advcl", "acl", "obj", "obl"):
            yield from tree.conjuncts(child)


def _prepositions(syntax: Syntax, index: int) -> Iterator[int]:
    """Yield the prepositions of a word's complements, and the one after it; "called *on* Friday" has none."""
    for child in syntax.tree.children(index, "obl", "nmod", "advcl", "acl"):
        if not syntax.tags(child, "times"):
            yield from syntax.tree.children(child, "case", "mark")
    yield from (i for i in syntax.window(index, 0, 1) if i != index and syntax.words[i].upos in {"ADP", "PART"})


def _with_modifiers(syntax: Syntax, heads: tuple[int, ...]) -> Iterator[int]:
    for head in heads:
        yield head
        yield from syntax.tree.children(head, "compound", "amod", "conj", "nmod")


def _has_argument(syntax: Syntax, index: int, sense: Sense) -> bool:
    """Return whether a noun names who did it or to whom: a possessive, an actor before it, or a fitting preposition."""
    roles = frames().get(sense.frame, {})
    for child in syntax.tree.children(index, "nmod", "compound", "amod", "obl"):
        relation = syntax.words[child].deprel
        if relation == "nmod:poss" or any(roles.get(c, "-") != "-" for c in syntax.cases(child)):
            return True
        if relation in {"compound", "amod"} and syntax.proper(child) and "mod" in roles:
            return True
    return False
