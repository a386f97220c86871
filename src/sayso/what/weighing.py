"""The trigger table and the encoder together: which words name an event, and of which kind.

The table knows words and their surroundings, the encoder has learned from sentences whose kind of event is known.
Where the encoder is sure that a word of the table names no event, or one of another kind, it is heeded; words that
the table lacks come from the encoder alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from sayso.claim import EventType, Status
from sayso.model.layers import NONE, Word
from sayso.what.clause import REAL
from sayso.what.lexicon import EVENT_TYPES, Sense, limit, table, types
from sayso.what.syntax import Syntax
from sayso.what.trigger import Found, Trigger, gives_figure

MODES: dict[str, str] = {"explosives": "explosives", "abduct": "abduct", "destroy": "destroy"}
"""The encoder's kinds that are modes of ASSAULT."""
SUBORDINATE = frozenset({"acl", "acl:relcl", "advcl"})
"""Relations of clauses that describe somebody or say when."""
LONE = -1
"""The row of the senses that stand in no table."""


def weighed(syntax: Syntax, found: Found) -> tuple[Trigger, ...]:
    """Return the triggers of a report in text order, the table's and the encoder's weighed against each other."""
    if not any(word.kinds for word in syntax.words):  # layers that say nothing of kinds leave the table its word
        return found.triggers
    kept = [_retyped(syntax, trigger) for trigger in found.triggers]
    taken = found.silent | {index for trigger in found.triggers for index in (*trigger.words, *trigger.consumed)}
    lights = {trigger.light[0] for trigger in kept if trigger.light is not None}
    kept.extend(_marked(syntax, taken | lights))
    return tuple(sorted(kept, key=lambda t: t.head))


def beside_the_point(syntax: Syntax, trigger: Trigger, triggers: Sequence[Trigger], status: Status) -> bool:
    """Return whether a trigger names no event that a report tells of: the encoder is sure of it, or it is background.

    Background says who somebody is, or when something else was ("who had been sentenced"), or what somebody would do
    ("welcomed the decision to send troops"): it stands beside an event that the encoder is sure of, and has little
    chance itself. What is denied is told for its own sake ("denied that it had shelled the village"): the encoder,
    which has learned what a sentence is mainly about, has no say there.
    """
    if status == "denied" or _denied(syntax, trigger) or not any(word.kinds for word in syntax.words):
        return False
    chance = _chance(syntax, trigger)
    sentence = syntax.words[trigger.head].sentence
    beside = [t for t in triggers if syntax.words[t.head].sentence == sentence and t.head != trigger.head]
    main = [t.head for t in beside if _chance(syntax, t) >= limit("main")]
    if status not in REAL:
        return chance < limit("content") and any(head < trigger.head for head in main)
    subordinate = bool(main) and chance < limit("background") and _subordinate(syntax, trigger)
    return subordinate or chance < limit("doubt")


def _denied(syntax: Syntax, trigger: Trigger) -> bool:
    """Return whether somebody denies something before a trigger in its sentence, whatever the tree makes of it."""
    first, _ = syntax.bounds[syntax.words[trigger.head].sentence]
    return any(syntax.lemmas[i] == "deny" for i in range(first, trigger.head))


def _subordinate(syntax: Syntax, trigger: Trigger) -> bool:
    """Return whether a trigger is a noun, or in a clause that describes somebody or says when."""
    path = (trigger.head, *syntax.tree.ancestors(trigger.head))
    return trigger.sense.pos == "N" or any(syntax.words[i].deprel in SUBORDINATE for i in path)


def _chance(syntax: Syntax, trigger: Trigger, *kinds: str) -> float:
    return max(syntax.words[index].chance(*kinds) for index in trigger.words)


def _retyped(syntax: Syntax, trigger: Trigger) -> Trigger:
    """Return a trigger with the type that the encoder is sure of where it gives the table's next to no chance."""
    word = max((syntax.words[i] for i in trigger.words), key=lambda w: w.chance())
    kind = word.kind
    if kind is None or word.chance(kind) < limit("retype"):
        return trigger
    own = trigger.sense.type
    if own is None or own == _type(kind) or word.chance(*kinds_of(own)) > limit("spare"):
        return trigger
    why = f"the encoder ({_type(kind)}: {word.chance(kind):.2f}) against the trigger table ({own})"
    return replace(trigger, sense=_sense(trigger.sense.lemma, trigger.sense.pos, kind), why=why)


def _marked(syntax: Syntax, taken: frozenset[int] | set[int]) -> Iterator[Trigger]:
    """Yield the words that the encoder alone takes for events."""
    for index, word in enumerate(syntax.words):
        kind = _leading(word)
        if kind is None or index in taken or word.chance(*_class(kind)) < limit(f"mark_{_pos(word.upos)}"):
            continue
        pos = _pos(word.upos)
        beside = word.deprel.partition(":")[0]
        if beside in {"compound", "aux", "cop", "case"} or (beside == "amod" and word.upos == "ADJ"):
            continue
        if pos == "N" and _who(syntax, index):
            continue
        if gives_figure(syntax, index) or word.chance(kind) < limit("own"):
            continue
        if (
            word.deprel in {"obj", "nsubj:pass"}
            and word.head in taken
            and _type(kind) == _type(syntax.words[word.head].kind or NONE)
        ):
            continue  # "set *fire* to", "carried out an *attack*": the verb has it
        why = f"the encoder ({_type(kind)}: {word.chance(kind):.2f}); the trigger table lacks the word"
        yield Trigger(index, (index,), _sense((syntax.lemmas[index],), pos, kind), why=why)


def _leading(word: Word) -> str | None:
    """Return the likeliest kind of the likeliest class of kinds; ``None`` where none is the likeliest."""
    classes = {_class(kind): word.chance(*_class(kind)) for kind, _ in word.kinds if kind != NONE}
    best = max(classes, key=classes.__getitem__, default=())
    if not best or classes[best] <= 1 - word.chance():
        return None
    return next(kind for kind, _ in word.kinds if kind in best)


def _class(kind: str) -> tuple[str, ...]:
    """Return the kinds of a kind's class (verbal or material, cooperation or conflict), which are easily confused."""
    return next(tuple(group) for group in table("kinds.toml")["classes"].values() if kind in group)


def _who(syntax: Syntax, index: int) -> bool:
    """Return whether a noun names somebody or somewhere rather than what happened."""
    return syntax.agent(index) or syntax.placed(index) or bool(syntax.tags(index, "times"))


def _pos(upos: str) -> str:
    return "N" if upos in {"NOUN", "PROPN"} else "V"


def _type(kind: str) -> EventType:
    return kind if kind in EVENT_TYPES else "ASSAULT"  # type: ignore[return-value]


def kinds_of(type: EventType) -> tuple[str, ...]:
    """Return the encoder's kinds that are of a type."""
    return (type, *MODES) if type == "ASSAULT" else (type,)


@cache
def _sense(lemma: tuple[str, ...], pos: str, kind: str) -> Sense:
    named = _type(kind)
    return Sense(lemma, pos, (), named, MODES.get(kind), types()[named].frame, (), LONE)
