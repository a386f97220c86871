"""From triggers to event frames: type, mode, status, arguments, weapons, toll, contexts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claim import EventType, Fragment
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.what import arsenal, filling, linked
from sayso.what.clause import REAL
from sayso.what.confidence import confidence, signs
from sayso.what.draft import HARMING, Draft
from sayso.what.frame import EventFrame, WeaponQuote
from sayso.what.lexicon import VERBAL, limit, types, words
from sayso.what.reckoning import accidental, attach, counted, told_before, unhurt
from sayso.what.roles import arguments, spans
from sayso.what.status import promised, refused, status_of
from sayso.what.syntax import Syntax
from sayso.what.toll import harmed
from sayso.what.trigger import Trigger, find
from sayso.what.weighing import LONE, beside_the_point, kinds_of, weighed

CONTENT_DEPTH = 4
CONTENT_RELATIONS = frozenset({"xcomp", "ccomp", "obj", "obl", "nmod", "acl", "advcl", "conj"})
CAUSES = frozenset({"by", "in", "during", "from"})
PRESS_REACH = 3
"""How many nouns after a request or refusal are looked at for what reporters want."""


def events(report: Report, layers: Layers, *, contents: bool = False) -> tuple[EventFrame, ...]:
    """Return the events that *report* tells of, in text order, coded by PLOVER.

    The content of a promise, request, refusal, threat or agreement ("agreed to *withdraw*") is part of the verbal
    event, as in PLOVER's codebook, and comes as a frame of its own only where *contents* holds or where others than
    the verbal event's own sides would do it ("promised to stop *attacks* by the militia").
    """
    syntax = Syntax(layers)
    found = weighed(syntax, find(syntax))
    heads = frozenset(t.head for t in found)
    drafts = [_draft(syntax, t, heads) for t in found]
    drafts = [d for d in drafts if not _overheard(syntax, d) and not _with_the_press(syntax, d)]
    drafts = _join(syntax, _absorb(syntax, drafts))
    _results(syntax, drafts)
    for one in harmed(report, syntax):
        standing = one.anchor == one.people and one.toll.harm in {"displaced", "detained"}
        if not attach(syntax, drafts, one) and not standing and not accidental(syntax, one):
            drafts.append(counted(syntax, one, before=told_before(syntax, drafts, one)))
    drafts = unhurt(syntax, drafts)
    drafts = [d for d in drafts if d.tolls or not beside_the_point(syntax, d.trigger, found, d.status)]
    drafts.sort(key=lambda d: d.head)
    linked.link(syntax, drafts)
    filling.side(syntax, drafts)
    filling.fill(syntax, drafts)
    drafts = [d for d in drafts if not _guessed(syntax, d)]
    _fold(syntax, drafts)
    return tuple(_frame(report, syntax, d, heads) for d in drafts if contents or d.content_of is None)


def _guessed(syntax: Syntax, draft: Draft) -> bool:
    """Return whether a word that the encoder alone took for an event, and is not sure of, tells of nobody."""
    told = draft.roles.actors or draft.roles.recipients or draft.tolls or draft.fillers
    lone = draft.trigger.sense.row == LONE and not told
    return lone and syntax.words[draft.head].chance(*kinds_of(draft.trigger.sense.type or "CONSULT")) < limit("bare")


def _draft(syntax: Syntax, trigger: Trigger, heads: frozenset[int]) -> Draft:
    carrier = None if trigger.light is None else trigger.light[0]
    status, habitual = status_of(syntax, _top(syntax, trigger), carrier=carrier)
    roles = arguments(syntax, trigger, events=heads)
    return Draft(trigger, roles, status, habitual, trigger.sense.mode, [])


def _top(syntax: Syntax, trigger: Trigger) -> int:
    """Return the word of a trigger that governs its others ("no *exchange* of fire"): what is said of it is of all."""
    return next((i for i in trigger.words if syntax.words[i].head not in trigger.words), trigger.head)


def _absorb(syntax: Syntax, drafts: list[Draft]) -> list[Draft]:
    """Make one event of a verb of harm and the attack that did it ("the *blast* killed 12")."""
    by_head = {d.head: d for d in drafts}
    gone: set[int] = set()
    for draft in drafts:
        if draft.trigger.sense.frame not in HARMING or draft.trigger.sense.pos != "V":
            continue
        for child in syntax.tree.children(draft.head, "nsubj", "obl"):
            cause = by_head.get(child)
            active_subject = syntax.words[child].deprel == "nsubj"
            if cause is None or cause.trigger.sense.type != "ASSAULT" or cause.trigger.sense.pos != "N":
                continue
            if not active_subject and not CAUSES & set(syntax.cases(child)):
                continue
            draft.mode = cause.mode if draft.mode is None or cause.mode is not None else draft.mode
            draft.roles.actors[:] = list(dict.fromkeys((*draft.roles.actors, *cause.roles.actors)))
            draft.roles.recipients.extend(r for r in cause.roles.recipients if r not in draft.roles.recipients)
            draft.also.append(child)
            gone.add(child)
    return [d for d in drafts if d.head not in gone]


def _overheard(syntax: Syntax, draft: Draft) -> bool:
    """Return whether an event noun is no more than what somebody will see or hear ("until they hear *the blasts*")."""
    word = syntax.words[draft.head]
    if draft.trigger.sense.pos != "N" or draft.roles.actors or draft.roles.recipients or word.head < 0:
        return False
    perceived = word.deprel == "obj" and syntax.lemmas[word.head] in words("status.toml", "perception")
    chain = (word.head, *syntax.tree.ancestors(word.head)[:2])
    first = syntax.bounds[word.sentence][0]
    timed = any(syntax.lower[i] in words("status.toml", "perception", "clauses") for i in range(first, word.head))
    return perceived and timed and any(syntax.words[i].deprel in {"advcl", "conj"} for i in chain)


def _with_the_press(syntax: Syntax, draft: Draft) -> bool:
    """Return whether somebody asks or refuses no more than what reporters want of them.

    To speak to them, without a name, to comment, to confirm a report: the small print of reporting, and no event.
    """
    tree, head = syntax.tree, draft.head
    if syntax.lemmas[head] in words("press.toml", "speaking"):
        return any(syntax.lemmas[i] in words("press.toml", "press") for i in tree.children(head, "obl", "obj"))
    if draft.trigger.sense.type not in {"REQUEST", "REJECT"}:
        return False
    asked = [i for i in tree.children(head, "xcomp", "ccomp", "advcl") if not syntax.lower[i].endswith("ing")]
    if any(syntax.lower[i] in words("press.toml", "anonymity") for i in asked):
        return True
    if any(syntax.lemmas[i] in words("press.toml", "answers") for i in asked):
        return True
    below = [i for i in tree.subtree(head) if i > head and syntax.is_word(i, "NOUN")]
    if any(syntax.lemmas[i] in words("press.toml", "comment") for i in below[:PRESS_REACH]):
        return True
    objects = (*syntax.objects(head), *tree.children(head, "obl"))
    return syntax.lemmas[head] in words("press.toml", "replies") and any(
        syntax.lemmas[i] in words("press.toml", "questions") for i in objects
    )


def _join(syntax: Syntax, drafts: list[Draft]) -> list[Draft]:
    """Make one event of what two words of one clause say: "reached *a deal* that was signed", "supplied with aid"."""
    by_head = {d.head: d for d in drafts}
    gone: set[int] = set()
    for draft in drafts:
        verb = None if draft.trigger.light is None else by_head.get(draft.trigger.light[0])
        if verb is not None and verb is not draft and verb.trigger.sense.type == draft.trigger.sense.type:
            _merge(draft, verb)
            gone.add(verb.head)
        if draft.trigger.sense.type != "AGREE" or not syntax.words[draft.head].deprel.startswith("acl"):
            continue
        deal = syntax.words[draft.head].head
        for other in (deal, syntax.words[deal].head):
            earlier = by_head.get(other)
            same = earlier is not None and earlier.trigger.sense.type == "AGREE"
            if earlier is not None and same and (other == deal or deal in syntax.objects(other)):
                _merge(draft, earlier)
                gone.add(earlier.head)
    return [d for d in drafts if d.head not in gone]


def _merge(kept: Draft, gone: Draft) -> None:
    """Give a draft what another word for the same event says of it and the draft itself does not."""
    if not kept.roles.actors:
        kept.roles.actors.extend(gone.roles.actors)
    if not kept.roles.recipients:
        kept.roles.recipients.extend(gone.roles.recipients)


def _results(syntax: Syntax, drafts: Sequence[Draft]) -> None:
    """Mark the harm that an attack of the same clause chain did ("shelled the town, *killing* 14")."""
    by_head = {d.head: d for d in drafts}
    for draft in drafts:
        if draft.trigger.sense.type != "ASSAULT" or draft.trigger.sense.pos != "V":
            continue
        if draft.trigger.sense.frame not in HARMING and draft.mode != "destroy":
            continue
        current = draft.head
        for _ in range(CONTENT_DEPTH):
            word = syntax.words[current]
            if word.head < 0 or not _continues(syntax, current):
                break
            current = word.head
            attack = by_head.get(current)
            if attack is not None and _caused(draft, attack):
                draft.result_of = attack.head
                break


def _continues(syntax: Syntax, index: int) -> bool:
    """Return whether a verb goes on with the clause above it and has no subject of its own."""
    word = syntax.words[index]
    owned = [s for s in syntax.tree.children(index, "nsubj", "nsubj:pass") if syntax.lower[s] not in {"which", "that"}]
    participle = syntax.lower[index].endswith("ing") and not syntax.cases(index)
    if word.deprel in {"conj", "parataxis"}:
        return not owned or (syntax.passive(index) and word.head >= 0 and syntax.passive(word.head))
    if word.deprel == "acl:relcl":
        return not owned and not syntax.passive(index)
    return word.deprel in {"advcl", "acl", "xcomp", "dep", "ccomp"} and participle and not owned


def _caused(harm: Draft, attack: Draft) -> bool:
    sense = attack.trigger.sense
    same = sense.type == "ASSAULT" and (harm.status in REAL) == (attack.status in REAL)
    apart = None not in {harm.mode, attack.mode} and harm.mode not in {attack.mode, "destroy"}
    return same and not apart and sense.frame != "clash"


def _fold(syntax: Syntax, drafts: list[Draft]) -> None:
    """Mark the events that are the content of a verbal event of the same sides."""
    outer = {d.head: d for d in drafts if d.trigger.sense.type in VERBAL}
    for draft in drafts:
        current = _verb(draft.trigger)
        for _ in range(CONTENT_DEPTH):
            word = syntax.words[current]
            base = word.deprel.partition(":")[0]
            if word.head < 0 or word.deprel == "acl:relcl" or base not in CONTENT_RELATIONS:
                break
            if base == "advcl" and not {"to", "from", "of", "against", "if"} & set(syntax.cases(current)):
                break
            if base in {"obl", "nmod"} and {"in", "after", "during", "by", "before", "at", "amid"} & set(
                syntax.cases(current)
            ):
                break
            current = word.head
            holder = outer.get(current)
            if holder is not None and base == "conj":
                break
            if holder is not None and holder is not draft:
                folds = holder.trigger.sense.type is not None and types()[holder.trigger.sense.type].folds
                if _topic(draft) or (folds and _same_sides(syntax, draft, holder)):
                    draft.content_of = holder.head
                break


def _topic(draft: Draft) -> bool:
    """Return whether an event noun says no more than what a verbal event is about ("condemned the *violence*")."""
    return draft.trigger.sense.pos == "N" and not (draft.roles.actors or draft.roles.recipients or draft.tolls)


def _same_sides(syntax: Syntax, inner: Draft, outer: Draft) -> bool:
    asked = outer.roles.recipients if outer.trigger.sense.type == "REQUEST" else []
    named = {syntax.phrase(h) for h in (*outer.roles.actors, *asked)}
    return not inner.roles.actors or {syntax.phrase(h) for h in inner.roles.actors} <= named


def _frame(report: Report, syntax: Syntax, draft: Draft, heads: frozenset[int]) -> EventFrame:
    trigger = draft.trigger
    kind: EventType = trigger.sense.type or "CONSULT"
    status = draft.status
    owned = bool(draft.roles.actors) and draft.content_of is None
    if draft.status == "planned" and owned and promised(syntax, _verb(trigger)):
        kind = types()[kind].planned
    elif draft.status == "denied" and types()[kind].refused != kind and refused(syntax, _verb(trigger)):
        kind, status = types()[kind].refused, "occurred"
    mode = draft.mode if draft.mode in types()[kind].modes else None
    weapons: tuple[WeaponQuote, ...] = ()
    if kind == "ASSAULT":
        weapons, by_weapon = arsenal.weapons(report, syntax, _clause(syntax, trigger, heads))
        if not by_weapon and _alone(syntax, trigger.head, heads):
            bounds = syntax.bounds[syntax.words[trigger.head].sentence]
            weapons, by_weapon = arsenal.weapons(report, syntax, range(*bounds))
        mode = arsenal.refine(mode, by_weapon)
    first, last = trigger.words[0], trigger.words[-1]
    actors = filling.phrases(spans(syntax, draft.roles.actors), draft.fillers, filling.PERPETRATORS)
    recipients = filling.phrases(spans(syntax, draft.roles.recipients), draft.fillers, filling.TARGETS)
    found = signs(
        syntax, trigger, draft.roles, (*actors, *recipients),
        fillers=draft.fillers, status=status, habitual=draft.habitual,
    )  # fmt: skip
    return EventFrame(
        trigger=trigger.head,
        start=syntax.words[first].start,
        end=syntax.words[last].end,
        type=kind,
        mode=mode,
        contexts=arsenal.contexts(syntax, syntax.words[trigger.head].sentence, trigger.sense.contexts),
        status=status,
        habitual=draft.habitual,
        actors=actors,
        recipients=recipients,
        weapons=arsenal.named(report, syntax, weapons, draft.fillers),
        toll=tuple(sorted(draft.tolls, key=lambda t: t.start)),
        score=confidence(found),
        signs=tuple(found.items()),
        content_of=draft.content_of,
        result_of=draft.result_of,
        also=tuple(draft.also),
        fillers=tuple(draft.fillers),
        why=_why(trigger),
        by=tuple(_by(syntax, draft)),
    )


def _why(trigger: Trigger) -> str:
    """Return what a trigger was taken for an event of its type by."""
    if trigger.why is not None:
        return trigger.why
    if trigger.sense.frame == "suffer" and not trigger.sense.row:
        return "a count of those harmed"
    return f"the trigger table ({' '.join(trigger.sense.lemma)}, {trigger.sense.pos})"


def _by(syntax: Syntax, draft: Draft) -> Iterator[tuple[Fragment, str]]:
    """Yield each argument's phrase and what it was taken for an argument by."""
    for head in (*draft.roles.actors, *draft.roles.recipients):
        yield syntax.named(head), draft.roles.by.get(head, "put in the place of a phrase that can be no actor")
    for filler in draft.fillers:
        yield (filler.start, filler.end), f"{filler.label} of an incident, by the encoder ({filler.score:.2f})"


def _verb(trigger: Trigger) -> int:
    return trigger.head if trigger.light is None else trigger.light[0]


def _clause(syntax: Syntax, trigger: Trigger, heads: frozenset[int]) -> set[int]:
    """Return the words of a trigger's clause: all below it and its light verb, without other events' clauses."""
    tops = {trigger.head} if trigger.light is None else {trigger.head, trigger.light[0]}
    inside: set[int] = set()
    queue = list(tops)
    while queue:
        index = queue.pop()
        inside.add(index)
        for child in syntax.tree.children(index):
            other = child in heads and child not in tops and not arsenal.weapon_words(syntax, child)
            if (
                not other
                and child not in inside
                and syntax.words[child].deprel not in {"ccomp", "parataxis", "acl:relcl"}
            ):
                queue.append(child)
    return inside


def _alone(syntax: Syntax, head: int, heads: frozenset[int]) -> bool:
    """Return whether a trigger is its sentence's only one, so that a weapon named there can be no other event's."""
    first, end = syntax.bounds[syntax.words[head].sentence]
    return all(h == head or not first <= h < end for h in heads)
