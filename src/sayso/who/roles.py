"""What the role that a phrase fills tells of its kind: individuals or a group, people or things."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.claim import Actor, ActorKind

PEOPLE: frozenset[ActorKind | None] = frozenset({"person", "people", "civilians"})
PRONOUNS = frozenset(
    {
        "i", "me", "we", "us", "you", "he", "him", "she", "her", "it", "they", "them", "who", "that", "which", "this",
        "those", "these", "its", "their", "his", "our", "my", "one", "others",
    }
)  # fmt: skip
THINGS: frozenset[ActorKind | None] = frozenset({"facility", "object"})


def in_role(actor: Actor, role: str | None) -> Actor:
    """Return *actor* with the kind that its *role* in an incident lets it have (`sayso.model.layers.Filler`).

    A perpetrator is people, a group is none; a victim is no thing, a target is one ("the embassy", whoever's it is).
    """
    if role == "perpetrator" and actor.kind not in PEOPLE:
        return replace(actor, kind="people")
    if role == "group" and actor.kind in PEOPLE | THINGS:
        return replace(actor, kind=None)
    if role == "victim" and actor.kind in THINGS:
        return replace(actor, kind="people")
    if role == "target" and actor.kind not in THINGS:
        return replace(actor, kind="facility")
    return actor


def unresolved(actor: Actor) -> bool:
    """Return whether an actor is no more than a pronoun that stands for nobody known ("we", "those")."""
    return actor.name == actor.text and actor.text.casefold() in PRONOUNS
