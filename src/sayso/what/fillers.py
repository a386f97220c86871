"""Who and what fills the roles of incidents: the encoder's word for each phrase, pooled over the report.

MUC-4 says of a whole report who did it, to whom, to what and with what; the encoder has learned how likely each word
is part of such a filler. A phrase that is told of three times has three chances, and one decision is made for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claim import Fragment
from sayso.model.layers import ROLES, Word
from sayso.what.lexicon import table, words
from sayso.what.syntax import Syntax

DONE_TO = ("victim", "target", "weapon")


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that fill a role of an incident (`ROLES`), and the kind of incident (``ATTACK BOMBING KIDNAPPING …``).

    ``score`` is the chance of the role, pooled over all mentions that seem to be of one filler; ``entity`` numbers it.
    """

    start: int
    end: int
    label: str
    score: float
    incident: str
    entity: int = 0


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One mention: its span, its head word, and the chance of each role, the mean over its words."""

    span: Fragment
    head: int
    chances: tuple[float, ...]


def fillers(syntax: Syntax) -> tuple[Filler, ...]:
    """Return the phrases of a report that fill roles of incidents, in text order."""
    found: list[Filler] = []
    for number, mentions in enumerate(_alike(syntax, _apart(list(_phrases(syntax))))):
        role, score = _role(mentions)
        if role is None:
            continue
        best = max(mentions, key=lambda m: m.chances[role])
        incident = syntax.words[best.head].incident_of or "ATTACK"
        floor = best.chances[role] * _limit("mention")
        found.extend(
            Filler(*m.span, ROLES[role], score, incident, number) for m in mentions if m.chances[role] >= floor
        )  # fmt: skip
    return tuple(sorted(found, key=lambda f: f.start))


def _limit(name: str) -> float:
    return float(table("roles.toml")["fillers"][name])


def _role(mentions: Sequence[_Phrase]) -> tuple[int | None, float]:
    """Return the role that mentions in the same words fill, if any, and its pooled chance."""
    best, surest = None, 1.0
    pooled = [_pooled([m.chances[role] for m in mentions]) for role in range(len(ROLES))]
    for role, chance in enumerate(pooled):
        margin = chance / _limit(ROLES[role])
        if margin >= surest:
            best, surest = role, margin
    return best, 0.0 if best is None else round(pooled[best], 4)


def _pooled(chances: Sequence[float]) -> float:
    """Return the highest chance, raised by those of the other mentions."""
    highest = max(chances)
    return min(1.0, highest + _limit("others") * (sum(chances) - highest))


def _phrases(syntax: Syntax) -> Iterator[_Phrase]:
    """Yield the noun phrases, names and tagged actors that may fill a role."""
    tagged = [(t.start, t.end) for t in (*syntax.layers.names, *syntax.layers.actors)]
    spans = {syntax.named(head): head for head, word in enumerate(syntax.words) if word.roles and _heads(word)}
    for start, end in tagged:
        head = syntax.tree.at(start, end)
        if head is not None and _heads(syntax.words[head]):
            spans.setdefault((start, end), head)
    for start, end in _runs(syntax):
        head = syntax.tree.at(start, end)
        if head is not None:
            spans.setdefault((start, end), head)
    for (start, end), head in spans.items():
        inside = [syntax.words[i] for i in syntax.tree.within(start, end)]
        while len(inside) > 1 and (
            inside[0].upos in {"DET", "NUM"} or inside[0].text.lower() in words("roles.toml", "bare")
        ):
            inside = inside[1:]  # "about 50 peasants" are the peasants
        odds = [dict(w.roles) for w in inside]
        chances = tuple(sum(o.get(role, 0.0) for o in odds) / len(odds) for role in ROLES)
        if any(chances):
            yield _Phrase((inside[0].start, inside[-1].end), head, chances)


def _runs(syntax: Syntax) -> Iterator[Fragment]:
    """Yield the stretches of words that the encoder takes for one role, whatever the tree makes of them.

    Who did it is left to the tree and the names: a stretch cuts the longer names of groups.
    """
    for role in DONE_TO:
        first: int | None = None
        for index in range(len(syntax.words) + 1):
            word = syntax.words[index] if index < len(syntax.words) else None
            likely = word is not None and dict(word.roles).get(role, 0.0) >= _limit("run")
            if first is not None and (not likely or syntax.words[first].sentence != syntax.words[index].sentence):
                yield syntax.words[first].start, syntax.words[index - 1].end
                first = None
            if likely and first is None:
                first = index


def _heads(word: Word) -> bool:
    inner = word.deprel.partition(":")[0] in {"compound", "flat", "amod", "nummod", "det"}
    return word.upos in {"NOUN", "PROPN", "ADJ", "NUM"} and not inner


def _counts(word: Word) -> bool:
    """Return whether a word only counts or points at who is meant: "about 50 peasants" are the peasants."""
    return word.upos in {"DET", "NUM"} or word.text.lower() in words("roles.toml", "bare")


def _apart(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """Return the phrases without those that overlap a likelier one."""
    kept: list[_Phrase] = []
    for phrase in sorted(phrases, key=lambda p: (-max(p.chances), p.span)):
        if not any(phrase.span[0] < k.span[1] and k.span[0] < phrase.span[1] for k in kept):
            kept.append(phrase)
    return kept


def _alike(syntax: Syntax, phrases: Sequence[_Phrase]) -> list[list[_Phrase]]:
    """Return the phrases by who they seem to be: the same words, or some of a longer phrase's that end as it does."""
    groups: dict[tuple[str, ...], list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        groups[tuple(syntax.lower[i] for i in syntax.tree.within(*phrase.span))].append(phrase)
    joined: list[tuple[tuple[str, ...], list[_Phrase]]] = []
    for said, mentions in sorted(groups.items(), key=lambda g: -len(g[0])):
        longer = next((m for long, m in joined if _part(said, long)), None)
        if longer is None:
            joined.append((said, mentions))
        else:
            longer.extend(mentions)
    return _beside(syntax, [mentions for _, mentions in joined])


def _beside(syntax: Syntax, groups: list[list[_Phrase]]) -> list[list[_Phrase]]:
    """Return the groups, those joined of which one stands beside the other: "the *senator*, *Idris Kolo*"."""
    at = {m.head: number for number, mentions in enumerate(groups) for m in mentions}
    into = list(range(len(groups)))
    for head, number in at.items():
        word = syntax.words[head]
        if word.deprel in {"appos", "flat"} and word.head in at:
            old, new = into[number], into[at[word.head]]
            into = [new if n == old else n for n in into]
    return [[m for n, g in enumerate(groups) if into[n] == target for m in g] for target in dict.fromkeys(into)]


def _part(said: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Return whether some words may stand for a longer phrase: its last, or its first where both are names' parts."""
    return set(said) < set(longer) and (said[-1] == longer[-1] or (len(said) > 1 and said[0] == longer[0]))
