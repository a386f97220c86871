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


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word (Universal Dependencies tokenisation: "did|n't", "Kabul|'s").

    ``head`` is the index of the governing word in `Layers.words`, or -1 for a sentence's root.
    ``happened`` follows UDS-IH2: below 0 the event named here did not happen, above 0 it did.
    ``event`` is the TimeML class where the word names an event, with its polarity, tense and modality.
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
    ``places`` toponyms; ``times`` TIMEX3 types (``DATE TIME DURATION SET``);
    ``things`` weapons, vehicles and quantities.
    """

    sentences: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    attributions: tuple[Attribution, ...]
    actors: tuple[Tagged, ...]
    names: tuple[Tagged, ...]
    places: tuple[Tagged, ...]
    times: tuple[Tagged, ...]
    things: tuple[Tagged, ...]

    @cached_property
    def tree(self) -> Tree:
        """The words' dependency trees, built when first asked for."""
        from sayso.model.tree import Tree

        return Tree(self)
