"""When: time expressions, the days they mean, and which of them dates an event.

The package answers for one expression when it is called (`interpret`): ``sayso.when("last winter", published=day)``.
"""

import sys

from sayso.when.alone import read
from sayso.when.asking import Asked, interpret
from sayso.when.dateline import own_day
from sayso.when.picking import pick
from sayso.when.recognition import recognise
from sayso.when.resolution import resolve

__all__ = ["interpret", "own_day", "pick", "read", "recognise", "resolve"]

sys.modules[__name__].__class__ = Asked
