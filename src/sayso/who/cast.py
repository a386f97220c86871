"""Who the report speaks of: every actor mention and argument phrase resolved, the same id for the same actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.claim import Actor, Mention
from sayso.model.layers import Layers
from sayso.report import Report
from sayso.who.casing import recased
from sayso.who.mentions import actor_spans
from sayso.who.own import in_use
from sayso.who.reader import Reader
from sayso.who.referent import Referent
from sayso.who.table import Table


@dataclass(frozen=True)
class Cast:
    """The actors of one report.

    ``mentions`` are in text order, ``mentioned`` is who each of them is, in the same order, and ``actors`` are the
    argument phrases that were asked for.
    """

    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentioned: tuple[Actor, ...] = ()
    _by_span: dict[tuple[int, int], Actor] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_span.update({(a.start, a.end): a for a in self.actors})

    def actor(self, start: int, end: int) -> Actor | None:
        """Return who the argument phrase ``[start, end)`` stands for; ``None`` for a phrase that was not asked for."""
        return self._by_span.get((start, end))


def cast(report: Report, layers: Layers, spans: Sequence[tuple[int, int]] = (), *, table: Table | None = None) -> Cast:
    """Resolve the actor mentions of *layers* and the argument phrases *spans* of *report*.

    *spans* are half-open code-point offsets of noun phrases. *table* is a user's (`load_table`), by default the
    user's own before the packaged one (`in_use`). Ids are ``actor:…`` for actors of a table and organs of states,
    ``report:…`` for those that only this report knows, numbered by first mention; they are the same for the same
    input.
    """
    table = table or in_use()
    layers = recased(layers, table)
    reader = Reader(report, layers, table)
    mentioned = actor_spans(layers, table)
    wanted = sorted({*spans, *mentioned}, key=lambda span: (span[0], -span[1]))  # the fuller phrase tells more
    found = {span: referent for span in wanted if (referent := reader.read(*span)) is not None}
    found.update(reader.first_persons())
    for referent in found.values():
        _inherit(referent)
    tagged = {span: found[span] for span in mentioned if span in found}
    within = {span: r for span, r in reader.nested.items() if any(a <= span[0] and span[1] <= b for a, b in tagged)}
    _number([referent for _, referent in sorted({**within, **found}.items(), key=_span)])
    ordered = sorted({**within, **tagged}.items(), key=_span)
    mentions = tuple(_mention(report, span, referent) for span, referent in ordered)
    who_each_is = tuple(_actor(report, span, referent) for span, referent in ordered)
    actors = tuple(_actor(report, span, found[span]) for span in sorted(set(spans)) if span in found)
    return Cast(mentions, actors, who_each_is)


def _span(mention: tuple[tuple[int, int], Referent]) -> tuple[int, int]:
    return mention[0]


def _inherit(referent: Referent) -> None:
    """Give a named unit the kind and country of what it is part of, which the text may tell of only later."""
    whole = referent.part_of
    if referent.named and referent.kind is None and isinstance(whole, Referent):
        referent.kind, referent.country = whole.kind, referent.country or whole.country


def _number(referents: Sequence[Referent]) -> None:
    """Give those that no table knows their number in the report."""
    count = 0
    for referent in referents:
        for one in (referent, referent.part_of):
            if isinstance(one, Referent) and one.id is None:
                count += 1
                one.id = f"report:{count}"


def _mention(report: Report, span: tuple[int, int], referent: Referent) -> Mention:
    quote = report.quote(*span)
    kind = referent.kind or referent.what
    return Mention(start=quote.start, end=quote.end, text=quote.text, kind="actor", entity=referent.id, type=kind)


def _actor(report: Report, span: tuple[int, int], referent: Referent) -> Actor:
    quote = report.quote(*span)
    return Actor(start=quote.start, end=quote.end, text=quote.text, name=referent.name, id=str(referent.id),
                 kind=referent.what, country=referent.country, part_of=referent.whole)  # fmt: skip
