"""A search finds what it should and nothing else, the same in both databases."""

from __future__ import annotations

import datetime as dt

import made
import msgspec
import pytest

from sayso.casefile import finding, gathering
from sayso.casefile.finding import Query, each_claim, each_report, find_claims
from sayso.casefile.words import words
from sayso.errors import BadUsage
from sayso.report import Report

EVENTS = ("market", "talks", "denial", "Suva", "Apia")
DAY = dt.date(2021, 3, 5)

ASKED = [
    (Query(), set(EVENTS)),
    (Query(words="amber FRONT"), {"market", "denial"}),
    (Query(words='"front amber"'), set()),
    (Query(words='"Amber Front" shelled'), {"market", "denial"}),
    (Query(words="general elan"), {"talks"}),
    (Query(words="delta lantern mayor"), {"market"}),
    (Query(words="9 killed"), {"market"}),
    (Query(words="front's OR"), set()),
    (Query(actor="amber"), {"market", "denial"}),
    (Query(actor="actor:amber-front"), {"market", "denial"}),
    (Query(actor="Unity"), {"market", "talks"}),
    (Query(actor="elan"), {"talks"}),
    (Query(actor="f_ont"), set()),
    (Query(type="COERCE"), {"Suva", "Apia"}),
    (Query(status="denied"), {"denial"}),
    (Query(place="bent"), {"market", "denial"}),
    (Query(country="ss"), {"market", "talks", "denial"}),
    (Query(box=(29.8, 9.2, 29.9, 9.3)), {"market", "denial"}),
    (Query(box=(170.0, -20.0, -170.0, -10.0)), {"Suva", "Apia"}),
    (Query(box=(170.0, -20.0, 180.0, -10.0)), {"Suva"}),
    (Query(since=DAY), {"talks", "Suva", "Apia"}),
    (Query(until=DAY), {"market"}),
    (Query(since=dt.date(2021, 3, 4), until=dt.date(2021, 3, 6)), {"market", "talks"}),
    (Query(outlet="lantern"), {"market", "denial"}),
    (Query(words="shelled", status="occurred", country="SS", actor="army"), {"market"}),
    (Query(standing="contested"), set()),
    (Query(incident="x"), set()),
]


@pytest.fixture
def filled(case):
    """Return a case with the made readings."""
    case.put(made.readings())
    return case


def events(found) -> set[str]:
    """Return which of the made events were found."""
    return {one.claim.place.name if one.report == "islands" else one.report for one in found}


@pytest.mark.parametrize(("query", "wanted"), ASKED, ids=[str(number) for number in range(len(ASKED))])
def test_what_matches_is_found(filled, query, wanted):
    """Every condition holds of what is found, and nothing that they hold of is left out."""
    assert wanted == events(each_claim(filled, query))


def test_reports_are_found_by_words_even_without_claims(filled):
    """Words and outlets are looked for in all reports; any other condition needs a claim."""
    filled.put([(made.read(Report.from_text("Rain at Bentiu.", id="rain")), None)])
    asked = (Query(words="bentiu"), Query(words="bentiu", type="ASSAULT"))
    assert [["market", "denial", "rain"], ["market", "denial"]] == [
        [report.id for report in each_report(filled, query)] for query in asked
    ]


def test_a_page_goes_on_where_the_last_one_ended(filled):
    """Claims come in the case's order, each once, however small the pages are."""
    whole = [one.claim.id for one in each_claim(filled, Query())]
    assert whole[:2] == [one.claim.id for one in find_claims(filled, Query(), limit=2)]
    assert whole[3:] == [one.claim.id for one in find_claims(filled, Query(), after=(3, 0), limit=9)]


def test_many_matches_come_whole_and_in_order(filled, monkeypatch):
    """What is taken from the database in many parts is what is taken in one."""
    gathering.gather(filled)
    one = [found(filled, Query()) for found in (each_claim, each_report, finding.each_incident)]
    whole = [list(found) for found in one]
    monkeypatch.setattr(finding, "PAGE", 2)
    parts = [list(found(filled, Query())) for found in (each_claim, each_report, finding.each_incident)]
    assert whole == parts
    assert all(len(found) > 2 for found in whole)


def test_only_the_last_reading_is_searched(filled):
    """What a later reading no longer says is not found."""
    filled.put_again([msgspec.structs.replace(made.read(made.reports()[0], model=made.NEW), claims=())])
    assert {"denial"} == events(each_claim(filled, Query(actor="amber")))


@pytest.mark.parametrize("query", [Query(words="…"), Query(actor="!"), Query(place="%")])
def test_a_query_without_a_letter_is_refused(filled, query):
    """It is no question, and never finds everything."""
    with pytest.raises(BadUsage):
        list(each_claim(filled, query))


def test_words_of_any_script_are_kept_apart():
    """Accents, case and punctuation go; letters and digits of any script stay."""
    assert ["general", "elan", "t", "72", "كتيبة", "віина"] == words("Général Élan, T-72 كتيبة Війна")
