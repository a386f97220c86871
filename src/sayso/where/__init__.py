"""Place mentions → gazetteer entries, and where an event happened."""

from sayso.where.listing import resolve_names
from sayso.where.locating import linked, pick
from sayso.where.resolving import resolve
from sayso.where.scanning import recognise

__all__ = ["linked", "pick", "recognise", "resolve", "resolve_names"]
