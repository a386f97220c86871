"""What happened: events with PLOVER type, mode and contexts, their arguments, status, weapons and toll."""

from sayso.what.counts import Count, counts
from sayso.what.events import events
from sayso.what.frame import EventFrame, WeaponQuote
from sayso.what.same import same_event
from sayso.what.toll import toll

__all__ = ["Count", "EventFrame", "WeaponQuote", "counts", "events", "same_event", "toll"]
