"""Place mentions → gazetteer entries, and where an event happened.

The package answers for one name when it is called (`candidates`): ``sayso.where("Kunar", country="AF")``.
"""

import sys

from sayso.where.asking import Asked, Candidate, candidates, read
from sayso.where.listing import resolve_names
from sayso.where.locating import linked, pick
from sayso.where.resolving import resolve
from sayso.where.scanning import recognise

__all__ = ["Candidate", "candidates", "linked", "pick", "read", "recognise", "resolve", "resolve_names"]

sys.modules[__name__].__class__ = Asked
