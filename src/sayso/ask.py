"""The questions asked alone, of a text or of names: ``from sayso import ask``, then ``ask.where("…")``.

A reading answers all five together; these answer one, for those who need no claims. Each is a plain function of the
text and what is known of it, and gives the records that a reading holds. What is heavy loads when one is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from sayso.claim import Place
from sayso.report import Report

if TYPE_CHECKING:
    from sayso.model.session import Model


@cache
def _model() -> Model:
    from sayso.model.session import load

    return load()


def where(text: str | Sequence[str], *, title: str | None = None, outlet: str | None = None) -> tuple[Place, ...]:
    """Return the places that a text names, in text order; or what each of a list of names means, in its order.

    Of a text, the packaged model finds the names. Of a list, each entry is a name, with the larger places that it
    lies in after commas where they are known ("Asadabad, Kunar, Afghanistan"), and gives one place, whose offsets are
    into that entry; the model is not loaded. In both, the names are resolved together: they tell one another apart. A
    name that can't be resolved has ``precision="unknown"`` and no coordinates. *title* and *outlet* are read for the
    countries that they speak of.

    >>> [(place.country, place.precision) for place in where(["Asadabad, Kunar", "Jalalabad", "Nowhereabad"])]
    [('AF', 'point'), ('AF', 'point'), (None, 'unknown')]
    """
    from sayso.where import recognise, resolve, resolve_names

    if not isinstance(text, str):
        return resolve_names(text, title=title, outlet=outlet)
    if not text.strip():
        return ()
    report = Report.from_text(text, title=title, outlet=outlet)
    layers = _model().read(report)
    return resolve(report, recognise(report, layers.places), sentences=layers.sentences)
