"""One expression of time and the days that it means: what ``sayso.when("two days earlier", last=day)`` answers."""

from __future__ import annotations

import datetime as dt
from types import ModuleType

from sayso.claim import When
from sayso.errors import BadDate
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when.calendar_value import extent
from sayso.when.resolution import meant
from sayso.when.setting import Meaning, Setting


def interpret(expression: str, *, published: dt.date | None = None, last: dt.date | str | None = None) -> When:
    """Return the days that *expression* means, with its TIMEX3 value, EDTF string and precision; no model is loaded.

    *published* is the day from which "Thursday" and "last winter" count, *last* the date told before, from which "two
    days earlier" and "the same month" do: a day, or a TIMEX3 value ("2020-03", "2019-WI"), else `BadDate`. Without the
    one that it needs, the answer has ``value=None`` and no days, and the precision of its words; what is no expression
    of time has ``precision="unknown"``. Nothing ever counts from today.

    >>> day = dt.date(2020, 10, 22)
    >>> interpret("two days earlier", published=day, last=dt.date(2020, 3, 3)).value
    '2020-03-01'
    >>> interpret("last winter", published=day).latest
    datetime.date(2020, 2, 29)
    >>> interpret("Thursday").value is None
    True
    """
    value = last.isoformat() if isinstance(last, dt.date) else last
    if value is not None and extent(value).earliest is None:
        raise BadDate(f"{value!r} is no date", source=expression, remedy="Write it as 2020-10-22, 2020-10 or 2020.")
    told = Meaning(value) if value is not None else None
    if not expression:
        return When(start=0, end=0, text="")
    span = Tagged(0, len(expression), "DATE", 1.0)
    return meant(Report.from_text(expression), span, Setting(published, told=told, thread=told, frame=told))


class Asked(ModuleType):
    """The package `sayso.when`, which answers when it is called."""

    __call__ = staticmethod(interpret)
