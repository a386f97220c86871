"""Roles that the encoder tags by itself: the sides of a sentence's main event, and the fillers of incidents.

The tree says whose argument a phrase is, the tags say which phrases are arguments at all. Where both speak of the
same words, the tags decide who acts and on whom; where the tree is silent, they fill in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.claim import Fragment
from sayso.model.layers import Tagged
from sayso.what import linked
from sayso.what.arsenal import is_weapon
from sayso.what.draft import Draft
from sayso.what.fillers import Filler, fillers
from sayso.what.lexicon import VERBAL, limit
from sayso.what.syntax import LOCATIVE, Syntax

ACTING, ACTED_ON = frozenset({"actor", "both"}), frozenset({"recipient", "both"})
PERPETRATORS, TARGETS = frozenset({"perpetrator", "group"}), frozenset({"victim", "target"})
UNCODED = frozenset({"denied", "hypothetical"})
"""The status of events that nobody coded, so that the encoder knows nothing of who fills their roles."""
FITTING: Mapping[str, frozenset[str | None]] = {
    "BOMBING": frozenset({"explosives", "suicide-attack"}),
    "KIDNAPPING": frozenset({"abduct"}),
    "ARSON": frozenset({"destroy"}),
    "ROBBERY": frozenset({"seize"}),
}
"""The modes that a filler of each kind of incident belongs to; an ATTACK's fillers belong to any other."""


def side(syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """Give the main event of each sentence the sides that the encoder tags there.

    A tag takes a phrase out of the other role, and stands in for phrases of the tree that have none. In what somebody
    says of what others did, the tags tell who speaks and of whom, and the tree is left its word.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(syntax.words[draft.head].sentence, []).append(draft)
    for number, found in by_sentence.items():
        first, end = syntax.bounds[number]
        start, stop = syntax.words[first].start, syntax.words[end - 1].end
        main = _outermost(syntax, max(found, key=lambda c: (syntax.words[c.head].chance(), -c.head)), found)
        spans = [t for t in syntax.layers.sides if start <= t.start and t.end <= stop and t.score >= limit("side")]
        spans = [t for t in spans if not _beside(syntax, t, main)]
        if not spans:
            continue
        sources = _sources(syntax, main.head)
        if sources and main.type not in VERBAL:
            continue
        acted_on = [] if main.type in VERBAL else list(main.roles.recipients)
        for heads, labels in ((main.roles.actors, ACTING), (main.roles.recipients, ACTED_ON)):
            wanted = [s for s in spans if s.label in labels]
            added = _tagged(syntax, [s for s in wanted if not _covers(syntax, s, heads)])
            added = [h for h in added if heads is not main.roles.actors or h not in acted_on]
            added = [h for h in added if not linked.gainsaid(syntax, main.trigger, h, actor=heads is main.roles.actors)]
            kept = [h for h in heads if not _elsewhere(syntax, h, spans, labels)]
            if added:
                kept = [h for h in kept if any(_covers(syntax, s, [h]) for s in wanted)]
            heads[:] = [*kept, *added]
            main.roles.by |= dict.fromkeys(added, "side of the sentence's main event, by the encoder")


def _beside(syntax: Syntax, span: Tagged, main: Draft) -> bool:
    """Return whether a tagged side can be none of the main event's: what the event describes, or who tells of it.

    "*Dozens* dead in attacks" did not attack, and what holds the event's word is a headline and nobody.

    Nor is the subject of a clause above the one of an event with a subject of its own ("*it* left after a driver was
    abducted").
    """
    word = syntax.words[main.head]
    if span.start <= word.start < span.end:
        return True
    head = syntax.tree.at(span.start, span.end)
    above = syntax.tree.ancestors(main.head)
    if head in above and main.trigger.sense.pos == "N":
        return True
    if head is None or main.type in VERBAL:
        return False
    speakers = ((s.start, s.end) for a in syntax.layers.attributions for s in a.source)
    if any(start <= syntax.words[head].start < end for start, end in speakers):
        return True
    verb = syntax.words[head].head
    owned = syntax.tree.children(main.head, "nsubj")
    outer = verb != main.head and verb in above and syntax.words[head].deprel.startswith("nsubj")
    return outer and bool(owned) and head not in owned


def _outermost(syntax: Syntax, main: Draft, found: Sequence[Draft]) -> Draft:
    """Return the verbal event that *main* is the content of ("*accused* them of shelling"), else *main* itself."""
    above = set(syntax.tree.ancestors(main.head))
    return next((c for c in found if c.head in above and c.type in VERBAL), main)


def _sources(syntax: Syntax, head: int) -> list[Fragment]:
    """Return the sources of what is said with a word in it: they say what others did."""
    at = syntax.words[head].start
    said = [a for a in syntax.layers.attributions if any(c.start <= at < c.end for c in a.content)]
    return [(s.start, s.end) for a in said for s in a.source]


def _covers(syntax: Syntax, span: Tagged, heads: Sequence[int]) -> bool:
    return any(span.start <= syntax.words[h].start and syntax.words[h].end <= span.end for h in heads)


def _elsewhere(syntax: Syntax, head: int, spans: Sequence[Tagged], labels: frozenset[str]) -> bool:
    """Return whether a word is tagged as a side, but not as one of these."""
    covering = [s for s in spans if s.start <= syntax.words[head].start and syntax.words[head].end <= s.end]
    return bool(covering) and not any(s.label in labels for s in covering)


def _tagged(syntax: Syntax, spans: Sequence[Tagged]) -> list[int]:
    """Return the head words of tagged sides that may fill a role: not where it was, nor what it was done with."""
    heads = [head for s in spans if (head := syntax.tree.at(s.start, s.end)) is not None]
    heads = [h for h in heads if not is_weapon(syntax, h)]
    return [h for h in dict.fromkeys(heads) if not (LOCATIVE & set(syntax.cases(h)) and syntax.placed(h))]


def fill(syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """Give each filler of an incident to the nearest event of its kind, in its own sentence where there is one.

    This is done only where the encoder takes the report for one on such an incident; of arrests and other coercion,
    which MUC-4 leaves out, it knows nothing. Where it tags a filler of a role, or is sure of the incident, phrases of
    the tree that it gives next to no chance of that role are none; pronouns are left alone, since nobody coded them,
    and so is who did it by a sure link, since MUC-4's coders left out armies and the police.
    """
    told = max((chance for _, chance in syntax.layers.incidents), default=0.0)
    violent = [c for c in drafts if c.type == "ASSAULT" or c.mode in FITTING["ROBBERY"]]
    if told < limit("told") or not violent:
        return
    for filler in fillers(syntax):
        head = syntax.tree.at(filler.start, filler.end)
        if head is None or _contradicted(filler, head, violent):
            continue
        near = [c for c in violent if _fits(c, filler.incident)] or violent
        near = [c for c in near if c.real] or near
        apart = [abs(syntax.words[c.head].sentence - syntax.words[head].sentence) for c in near]
        if min(apart) > limit("reach"):
            continue
        best = min(
            (c for c, gap in zip(near, apart, strict=True) if gap == min(apart)),
            key=lambda c: (head not in {*c.roles.actors, *c.roles.recipients}, abs(c.head - head)),
        )
        best.fillers.append(filler)
    for draft in violent:
        if draft.status in UNCODED:
            continue
        for heads, labels in ((draft.roles.actors, PERPETRATORS), (draft.roles.recipients, TARGETS)):
            if told >= limit("sure") or any(f.label in labels for f in draft.fillers):
                kept = [h for h in heads if syntax.is_word(h, "PRON") or _supported(syntax, h, labels)]
                if heads is draft.roles.actors:
                    kept += [h for h in heads if h not in kept and linked.did(syntax, draft.trigger, h)]
                heads[:] = sorted(kept)


def _contradicted(filler: Filler, head: int, violent: Sequence[Draft]) -> bool:
    """Return whether the tree has a filler's phrase in the other role of an event."""
    if filler.label in PERPETRATORS:
        return any(head in c.roles.recipients for c in violent)
    return filler.label in TARGETS and any(head in c.roles.actors for c in violent)


def _supported(syntax: Syntax, head: int, labels: frozenset[str]) -> bool:
    """Return whether the encoder gives a word some chance of one of these roles."""
    return sum(p for role, p in syntax.words[head].roles if role in labels) >= limit("support")


def _fits(draft: Draft, incident: str) -> bool:
    if incident in FITTING:
        return draft.mode in FITTING[incident]
    return draft.type == "ASSAULT" and draft.mode not in {"abduct"}


def phrases(spans: Sequence[Fragment], fillers: Sequence[Filler], labels: frozenset[str]) -> tuple[Fragment, ...]:
    """Return a role's phrases: the tree's, those that a filler of the role narrows, and the fillers that it lacks."""
    chosen = [(f.start, f.end) for f in fillers if f.label in labels]
    others = [(f.start, f.end) for f in fillers if f.label not in labels]
    kept = [s for s in spans if not any(_meet(s, c) for c in chosen) and not any(_meet(s, o) for o in others)]
    return tuple(sorted({*kept, *chosen}))


def _meet(one: Fragment, other: Fragment) -> bool:
    return one[0] < other[1] and other[0] < one[1]
