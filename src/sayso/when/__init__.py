"""When: time expressions, the days they mean, and which of them dates an event."""

from sayso.when.alone import read
from sayso.when.dateline import own_day
from sayso.when.picking import pick
from sayso.when.recognition import recognise
from sayso.when.resolution import resolve

__all__ = ["own_day", "pick", "read", "recognise", "resolve"]
