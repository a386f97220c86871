"""Place mentions → gazetteer entries, and where an event happened."""

from sayso.where.resolving import resolve

__all__ = ["resolve"]
