"""What one pass of the encoder says about a report: words with their syntax, tagged spans, links.

The five questions (what, who, where, when, saying) read these records and nothing else of the model.
All offsets are half-open code points into the report's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.tree import Tree


FAINT = 0.02
"""How likely a kind of event must be to be among a word's."""
NONE = "NONE"
ROLES = ("perpetrator", "group", "victim", "target", "weapon")
"""The roles of an incident: who did it, individuals or an organisation; people and things it was done to; what with."""
Odds = tuple[tuple[str, float], ...]
"""Labels and how likely they are, the likeliest first."""
NOBODY = -1
Sides = tuple[tuple[int, float], ...]
"""Indices of words, `NOBODY` for none of them, and how likely each is the one that is meant, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word (Universal Dependencies tokenisation: "did|n't", "Kabul|'s").

    ``head`` is the index of the governing word in `Layers.words`, or -1 for a sentence's root.
    ``happened`` follows UDS-IH2: below 0 the event named here did not happen, above 0 it did.
    ``event`` is the TimeML class where the word names an event, with its polarity, tense and modality.
    ``kinds`` are what kinds of event the word may name and how likely each is, ``NONE`` among them, the likeliest
    first: PLOVER's types, and the modes ``explosives``, ``abduct`` and ``destroy`` of ASSAULT. ``incidents`` says the
    same for incidents as MUC-4 counts them. Both leave out what is less likely than `FAINT`. ``scene`` is the place
    that the word's event was at by the links of the encoder, and how likely; ``None`` where it was not asked, and a
    span of no length where no place is likelier than any. ``roles`` are the roles of an incident that the word may
    be part of the filler of (`ROLES`), and ``incident_of`` what kind of incident that would be. ``statuses`` are how
    likely what an event word says has each status, by the sentence's own account. ``actors`` and ``recipients`` are the
    words that head who did what an event word says, and whom it was done to, in its sentence or the one before.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    sentence: int
    happened: float = 0.0
    event: str | None = None
    event_score: float = 0.0
    negated: bool = False
    kinds: Odds = ()
    incidents: Odds = ()
    scene: Tagged | None = None
    roles: Odds = ()
    incident_of: str | None = None
    statuses: Odds = ()
    actors: Sides = ()
    recipients: Sides = ()

    @property
    def kind(self) -> str | None:
        """The likeliest kind of event that the word names; ``None`` where it likely names none."""
        return None if not self.kinds or self.kinds[0][0] == NONE else self.kinds[0][0]

    def chance(self, *kinds: str) -> float:
        """Return how likely the word names an event of any of *kinds*; of any kind at all where none are given."""
        if not kinds:
            return 1 - dict(self.kinds).get(NONE, 1.0 if not self.kinds else 0.0)
        return sum(p for kind, p in self.kinds if kind in kinds)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span with a label of its layer and the model's mean probability for it."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue with the source and content fragments that the model links to it."""

    cue: Tagged
    source: tuple[Tagged, ...]
    content: tuple[Tagged, ...]
    score: float


@dataclass(frozen=True)
class Layers:
    """Everything that one pass gives for one report.

    ``actors`` are labelled ``person`` or ``organisation`` (names, titles, nominals and pronouns, re3d's
    guidelines, longest span); ``names`` are proper names alone (``person organisation location other``);
    ``places`` toponyms; ``times`` TIMEX3 types (``DATE TIME DURATION SET``); ``things`` weapons, vehicles and
    quantities. ``sides`` are who acts in a sentence's main event (``actor``), on whom (``recipient``), or each on
    the other (``both``). ``incidents`` says how likely it is that the report tells of each kind of incident that
    MUC-4 counts.
    """

    sentences: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    attributions: tuple[Attribution, ...]
    actors: tuple[Tagged, ...]
    names: tuple[Tagged, ...]
    places: tuple[Tagged, ...]
    times: tuple[Tagged, ...]
    things: tuple[Tagged, ...]
    sides: tuple[Tagged, ...] = ()
    incidents: Odds = ()

    @cached_property
    def tree(self) -> Tree:
        """The words' dependency trees, built when first asked for."""
        from sayso.model.tree import Tree

        return Tree(self)
