"""Place mentions → gazetteer entries, and where an event happened."""

from sayso.where.locating import pick
from sayso.where.resolving import resolve
from sayso.where.scanning import recognise

__all__ = ["pick", "recognise", "resolve"]
