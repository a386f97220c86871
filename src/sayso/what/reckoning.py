"""Whose toll a count is: the attack that did the harm, or an event that the count alone tells of."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claim import EventType, Harm
from sayso.what.clause import REAL
from sayso.what.draft import HARMING, Draft
from sayso.what.lexicon import Sense, words
from sayso.what.roles import Arguments
from sayso.what.status import status_of
from sayso.what.syntax import Syntax
from sayso.what.toll import Harmed
from sayso.what.trigger import Trigger

HARM_TYPES: dict[Harm, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "detained": frozenset({"COERCE", "ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "RETREAT"}),
    "missing": frozenset({"ASSAULT"}),
}
"""Which events a harm may be the toll of where no verb links them."""
COUNTED: dict[Harm, tuple[EventType, str | None]] = {
    "killed": ("ASSAULT", None),
    "injured": ("ASSAULT", None),
    "detained": ("ASSAULT", "abduct"),
    "displaced": ("COERCE", "deport"),
    "missing": ("ASSAULT", None),
}
"""The event that a toll tells of where no other word does."""


def unhurt(syntax: Syntax, drafts: list[Draft]) -> list[Draft]:
    """Give a toll of nought ("no one was hurt") to the attack that did no harm, which is no event of its own."""
    kept = []
    for draft in drafts:
        nought = bool(draft.tolls) and all(toll.best == 0 for toll in draft.tolls)
        attack = _attack_before(syntax, drafts, draft) if nought and draft.trigger.sense.frame in HARMING else None
        if attack is None:
            kept.append(draft)
        else:
            attack.tolls.extend(draft.tolls)
    return kept


def _attack_before(syntax: Syntax, drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """Return the nearest attack of a draft's sentence or of the one before."""
    sentence = syntax.words[draft.head].sentence
    near = [
        d for d in drafts
        if d.trigger.sense.type == "ASSAULT" and d.trigger.sense.frame not in HARMING
        and syntax.words[d.head].sentence in {sentence, sentence - 1} and d.status in REAL
    ]  # fmt: skip
    return min(near, key=lambda d: abs(d.head - draft.head), default=None)


def told_before(syntax: Syntax, drafts: Sequence[Draft], one: Harmed) -> Draft | None:
    """Return the last event of the sentence before that a toll may be the toll of."""
    sentence = syntax.words[one.anchor].sentence - 1
    harmful = [d for d in drafts if d.trigger.sense.type == COUNTED[one.toll.harm][0] == "ASSAULT" and d.status in REAL]
    return max((d for d in harmful if syntax.words[d.head].sentence == sentence), key=lambda d: d.head, default=None)


def counted(syntax: Syntax, one: Harmed, *, before: Draft | None) -> Draft:
    """Return the event that a toll alone tells of ("the death toll rose to 45"), the one *before* told once more.

    It is a frame of its own, since another source may count otherwise.
    """
    kind, mode = COUNTED[one.toll.harm]
    sense = Sense((syntax.lemmas[one.anchor],), "N", (), kind, mode, "suffer", (), 0)
    status, habitual = status_of(syntax, one.anchor)
    roles = Arguments(recipients=[] if one.toll.best == 0 else [one.people])
    told = Draft(Trigger(one.anchor, (one.anchor,), sense), roles, status, habitual, mode, [one.toll])
    told.result_of = before.head if before is not None else None
    return told


def accidental(syntax: Syntax, one: Harmed) -> bool:
    """Return whether the words of a toll's sentence, or of the one before, name a cause that is no violence."""
    sentence = syntax.words[one.anchor].sentence
    inside = (i for n in (sentence - 1, sentence) if n in syntax.bounds for i in range(*syntax.bounds[n]))
    return any(syntax.lemmas[i] in words("harms.toml", "accidents") for i in inside)


def attach(syntax: Syntax, drafts: Sequence[Draft], one: Harmed) -> bool:
    """Give a toll to the event whose clause holds it, else to the nearest in its sentence that may have had it.

    A figure that somebody gives is theirs, not the next event's. Returns whether there was an event to give it to.
    """
    by_head = {d.head: d for d in drafts}
    above = () if one.given else (*syntax.tree.ancestors(one.anchor), *syntax.tree.ancestors(one.people))
    for index in (one.anchor, *above):
        draft = by_head.get(index)
        if draft is not None and draft.trigger.sense.type in HARM_TYPES[one.toll.harm]:
            draft.tolls.append(one.toll)
            if index == one.anchor and not draft.roles.recipients and one.toll.best != 0:
                draft.roles.recipients.append(one.people)
            return True
    if one.given:
        return False
    sentence = syntax.words[one.anchor].sentence
    near = [
        d
        for d in drafts
        if d.trigger.sense.type in HARM_TYPES[one.toll.harm] and syntax.words[d.head].sentence == sentence
    ]
    if not near:
        return False
    min(near, key=lambda d: abs(d.head - one.anchor)).tolls.append(one.toll)
    return True
