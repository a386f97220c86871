"""When: time expressions, the days they mean, and which of them dates an event."""

from sayso.when.resolution import resolve

__all__ = ["resolve"]
