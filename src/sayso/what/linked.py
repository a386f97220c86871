"""Who did it and to whom by the encoder's links, weighed against the tree.

The tree says whose argument a phrase is where the sentence is plain; the links have been learned from sentences whose
sides are marked, and reach over relative clauses, nouns, and what a parse has lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.layers import NOBODY, Sides, Word
from sayso.what.arsenal import is_weapon
from sayso.what.draft import Draft
from sayso.what.lexicon import frames, limit
from sayso.what.roles import DUMMIES, Arguments
from sayso.what.syntax import Syntax
from sayso.what.trigger import Trigger

SURE = 0.8
"""From this chance on a link is heard against a pronoun or a verb's own object, and for who did it against roles."""
UNLIKELY = 0.05
"""Beneath this chance a tagged side is none where others are linked."""


def link(syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """Give each event the sides that the encoder is sure of, and take those from it that it is sure to be none.

    A side comes from the event's own sentence: what a pronoun there stands for is not decided here, and pronouns stay.
    """
    for draft in drafts:
        word = _naming(syntax, draft.trigger)
        actors, recipients = draft.roles.actors, draft.roles.recipients
        mutual = frames()[draft.trigger.sense.frame].get("between") == "B"
        _weigh(syntax, draft, actors, word.actors, taken=() if mutual else recipients)
        if not mutual or not recipients:
            _weigh(syntax, draft, recipients, word.recipients, taken=() if mutual else actors)


def _weigh(syntax: Syntax, draft: Draft, heads: list[int], links: Sides, *, taken: Sequence[int]) -> None:
    if not links:
        return
    best, chance = links[0]
    spans = {head: syntax.named(head) for head in heads}
    likely = [head for head in heads if _chance(syntax, spans[head], links) >= limit("unlinked")]
    if best == NOBODY:
        plain = () if chance >= SURE else syntax.objects(draft.head)
        if chance >= limit("nobody"):
            heads[:] = [h for h in heads if h in likely or h in plain or syntax.is_word(h, "PRON")]
        return
    elsewhere = syntax.words[best].sentence != syntax.words[draft.head].sentence
    held = any(_inside(syntax, best, span) for span in spans.values())
    if elsewhere or held or chance < limit("linked"):
        return
    if best in draft.trigger.words or best in taken or is_weapon(syntax, best) or syntax.lower[best] in DUMMIES:
        return
    if chance < SURE and any(syntax.is_word(head, "PRON") for head in heads):
        return
    found = syntax.tree.conjuncts(best)
    heads[:] = list(dict.fromkeys((*(head for head in heads if head in found or head in likely), *found)))
    draft.roles.by |= dict.fromkeys(found, f"linked to the word by the encoder ({chance:.2f})")


def did(syntax: Syntax, trigger: Trigger, head: int) -> bool:
    """Return whether the encoder is sure that it was the one whom a phrase names that did it."""
    return _chance(syntax, syntax.named(head), _naming(syntax, trigger).actors) >= SURE


def gainsaid(syntax: Syntax, trigger: Trigger, head: int, *, actor: bool) -> bool:
    """Return whether the encoder takes others, who are named too, for that side of an event, and this phrase for none.

    *actor* asks about who did it, else it is about whom it was done to.
    """
    word = _naming(syntax, trigger)
    links = word.actors if actor else word.recipients
    others = sum(chance for index, chance in links if index != NOBODY)
    beside = any(head in syntax.tree.conjuncts(index) for index, _ in links if index != NOBODY)
    return others >= limit("linked") and not beside and _chance(syntax, syntax.named(head), links) < UNLIKELY


def agreement(syntax: Syntax, trigger: Trigger, roles: Arguments) -> float:
    """Return how likely the sides of an event are those that it has, by the links: none but these, or none at all."""
    word = _naming(syntax, trigger)
    found = 1.0
    for heads, links in ((roles.actors, word.actors), (roles.recipients, word.recipients)):
        if links:
            none = dict(links).get(NOBODY, 0.0)
            found *= sum(_chance(syntax, syntax.named(head), links) for head in heads) if heads else none
    return min(1.0, found)


def _naming(syntax: Syntax, trigger: Trigger) -> Word:
    """Return the word of a trigger that the encoder takes for the one that names the event."""
    return max((syntax.words[i] for i in trigger.words), key=lambda w: w.chance())


def _chance(syntax: Syntax, span: tuple[int, int], links: Sides) -> float:
    return sum(chance for index, chance in links if index != NOBODY and _inside(syntax, index, span))


def _inside(syntax: Syntax, index: int, span: tuple[int, int]) -> bool:
    return span[0] <= syntax.words[index].start < span[1]
