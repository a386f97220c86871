"""Who acts and who is acted on: mentions resolved to actors by tables, the report's own words and back-reference.

The package answers for one name when it is called (`identify`): ``sayso.who("the Afghan president", on=day)``.
"""

import sys

from sayso.who.alone import read, resolve_names
from sayso.who.asking import Asked, Identity, identify
from sayso.who.cast import Cast, cast
from sayso.who.listing import Listing, search
from sayso.who.own import in_use, load_table
from sayso.who.roles import in_role, unresolved
from sayso.who.table import Known, Outlet, Table, packaged


def outlet(name: str) -> Outlet | None:
    """Return the media outlet of that name from the packaged table, with its kind."""
    return packaged().outlet(name)


__all__ = [
    "Cast",
    "Identity",
    "Known",
    "Listing",
    "Outlet",
    "Table",
    "cast",
    "identify",
    "in_role",
    "in_use",
    "load_table",
    "outlet",
    "packaged",
    "read",
    "resolve_names",
    "search",
    "unresolved",
]

sys.modules[__name__].__class__ = Asked
