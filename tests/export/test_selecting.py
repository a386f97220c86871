"""What a filter lets through."""

from __future__ import annotations

import datetime as dt

import pytest
from told import DAY, account, shelling

from sayso.errors import BadUsage
from sayso.export.account import Account
from sayso.export.selecting import chosen
from sayso.incident import Incident

PLAIN = account(shelling())
OTHER = account(shelling(type="COERCE", mode="arrest", days=None, place=None, actors=[], confidence=0.3))
CASE = Account(id="i", told=(shelling(days=(DAY + dt.timedelta(days=9),) * 2),),
               incident=Incident(id="i", standing="contested", rule="r", independent_sources=3))  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([], [PLAIN, OTHER, CASE]),
        (["type=COERCE"], [OTHER]),
        (["type=coerce,assault"], [PLAIN, OTHER, CASE]),
        (["mode=arrest"], [OTHER]),
        (["country=ml"], [PLAIN, CASE]),
        (["place=ansongo"], [PLAIN, CASE]),
        (["actor=river bend"], [PLAIN, CASE]),
        (["since=2023-03-20"], [CASE]),
        (["until=2023-03-14"], [PLAIN]),
        (["since=2023-03-14", "until=2023-03-14"], [PLAIN]),
        (["box=0,15,1,16"], [PLAIN, CASE]),
        (["box=1,15,2,16"], []),
        (["box=170,15,1,16"], [PLAIN, CASE]),
        (["standing=contested"], [CASE]),
        (["sources=3"], [CASE]),
        (["sources=4"], []),
        (["words=killing 19"], [PLAIN, OTHER, CASE]),
        (["outlet=niger bend"], [PLAIN, OTHER, CASE]),
        (["outlet=quayside"], []),
        (["confidence=0.5"], [PLAIN, CASE]),
        (["type=ASSAULT", "standing=contested"], [CASE]),
    ],
)
def test_filters(filters, expected):
    """Each filter lets through what fits it, and several let through what fits all."""
    assert expected == list(chosen([PLAIN, OTHER, CASE], filters))


def test_a_filter_on_claims_keeps_those_that_fit():
    """An account with one claim that is sure and one that is not keeps the first."""
    sure, unsure = shelling(), shelling(confidence=0.2)
    (kept,) = chosen([account(sure, unsure)], ["confidence=0.5"])
    assert (sure,) == kept.told


@pytest.mark.parametrize("wrong", ["colour=red", "type", "type=", "since=tomorrow", "box=1,2,3", "sources=many"])
def test_a_filter_that_is_none(wrong):
    """A key or value that does not fit is said to be wrong before anything is written."""
    with pytest.raises(BadUsage):
        list(chosen([PLAIN], [wrong]))
