"""What happened: events with PLOVER type, mode and contexts, their arguments, status, weapons and toll."""

from sayso.what.counts import Count, counts
from sayso.what.events import events
from sayso.what.frame import EventFrame, WeaponQuote
from sayso.what.general import in_general
from sayso.what.same import Setting, same_event, told_modes
from sayso.what.toll import toll

__all__ = [
    "Count", "EventFrame", "Setting", "WeaponQuote", "counts", "events", "in_general", "same_event", "told_modes",
    "toll",
]  # fmt: skip
