"""What the mentions of one report stand for, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.claim import ActorKind

GROUPS = frozenset({"rebels", "militia", "criminal", "military", "police", "party", "igo", "ngo", "media", "business",
                    "intelligence", "religious", "ethnic"})  # fmt: skip


@dataclass(slots=True, eq=False)
class Referent:
    """One actor within a report; the same object for all its mentions.

    ``id`` is set at once for actors of a table, at the end for those that only this report knows.
    ``lemma`` is the noun that it was introduced by ("gunmen"), ``sex`` what a title says, ``named`` whether it has a
    name of its own, ``people`` whether it is one or several people of a kind ("gunmen", "an officer"),
    ``titles`` what stood before its name ("foreign minister").
    """

    name: str
    kind: ActorKind | None
    country: str | None = None
    part_of: Referent | str | None = None
    id: str | None = None
    person: bool = False
    plural: bool = False
    sex: str | None = None
    lemma: str | None = None
    state: bool = False
    named: bool = False
    people: bool = False
    titles: set[str] = field(default_factory=set)

    @property
    def many(self) -> bool:
        """Whether "they" may stand for it."""
        return self.plural or (not self.person and self.kind in GROUPS)

    @property
    def single(self) -> bool:
        """Whether "it" may stand for it."""
        return not self.person and not self.plural

    @property
    def what(self) -> ActorKind | None:
        """What it is: people without a name are people, whatever side they are on."""
        if self.people and not self.named and self.kind != "civilians":
            return "people" if self.plural else "person"
        return self.kind

    @property
    def whole(self) -> str | None:
        """The id of what it is part of."""
        return self.part_of.id if isinstance(self.part_of, Referent) else self.part_of
