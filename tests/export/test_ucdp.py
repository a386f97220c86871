"""Events as rows of UCDP's Georeferenced Event Dataset."""

from __future__ import annotations

import datetime as dt

import pytest
from told import DAY, account, actor, report, shelling, told, toll

from sayso.export.account import Account
from sayso.export.rows import Left, table
from sayso.export.states import priogrid, state
from sayso.export.ucdp import date_prec, row, sides
from sayso.incident import Days, Incident

HEADING = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
"""The heading of UCDP's file, release 24.1."""


def fight(actors, recipients, **rest):
    """Return the claim of a fight between named sides in which five people died."""
    of = report(rest.pop("text", "The army fought rebels and militiamen in Ansongo and five people died"))
    who = [actor(of, text, kind, country=country) for text, kind, country in actors]
    whom = [actor(of, text, kind, country=country) for text, kind, country in recipients]
    given = {"tolls": [toll(of, "five", "people", 5, 5, 5)], **rest}
    return told(of, "fought", actors=who, recipients=whom, **given)


def test_the_columns_are_ucdps():
    """The table has UCDP's 49 columns in its order, and a row fills exactly those."""
    assert HEADING.split(",") == list(table("ucdp").names)
    assert list(table("ucdp").names) == list(row(account(shelling())).cells)
    assert 49 == len(table("ucdp").names)


@pytest.mark.parametrize(
    ("actors", "recipients", "violence", "a", "b"),
    [
        ([("army", "military", "ML")], [("rebels", "rebels", None)], 1, "Government of Mali", "rebels"),
        ([("rebels", "rebels", None)], [("army", "military", "ML")], 1, "Government of Mali", "rebels"),
        ([("rebels", "rebels", None)], [("militiamen", "militia", None)], 2, "rebels", "militiamen"),
        ([("rebels", "rebels", None)], [("people", "civilians", None)], 3, "rebels", "Civilians"),
        ([("army", "military", "ML")], [("people", "people", None)], None, "Government of Mali", None),
        ([("rebels", "rebels", None)], [("Ansongo", "facility", None)], None, "rebels", None),
        (
            [("rebels", "rebels", None)],
            [("people", "civilians", None), ("Ansongo", "facility", None)],
            3,
            "rebels",
            "Civilians",
        ),
        ([("rebels", "rebels", None), ("army", "military", "ML")], [], 1, "Government of Mali", "rebels"),
        ([("rebels", "rebels", None)], [], None, "rebels", None),
        ([], [("army", "military", "ML")], None, None, "Government of Mali"),
    ],
)
def test_kinds_of_violence(actors, recipients, violence, a, b):
    """State-based, non-state and one-sided, with the state as side A; undecided where a side is not named."""
    cells = row(account(fight(actors, recipients))).cells
    assert (violence, a, b) == (cells["type_of_violence"], cells["side_a"], cells["side_b"])
    assert ("Check Type of Violence" if violence is None else "Check Dyad") == cells["code_status"]


def test_a_state_against_itself_is_undecided():
    """Forces of one country on both sides are not two states at war."""
    claim = fight([("army", "military", "ML")], [("people", "police", "ML")])
    assert None is sides(account(claim)).violence


def test_a_state_has_its_number_and_a_group_none():
    """Gleditsch and Ward's number is of states alone."""
    cells = row(account(fight([("rebels", "rebels", "ML")], [("army", "military", "ML")]))).cells
    assert (432, None) == (cells["gwnoa"], cells["gwnob"])


def test_ids_that_ucdp_gives_are_never_made_up():
    """Conflicts, dyads and sides have no number and no registered name here."""
    cells = row(account(shelling())).cells
    mine = [key for key in cells if key.endswith(("_dset_id", "_new_id")) or key in {"conflict_name", "dyad_name"}]
    assert 10 == len(mine)
    assert {None} == {cells[key] for key in (*mine, "active_year")}


@pytest.mark.parametrize(
    ("place", "code"), [("point", 1), ("near", 2), ("admin2", 3), ("admin1", 4), ("part", 5), ("country", 6)]
)
def test_precision_of_place(place, code):
    """Each precision of a place has UCDP's code."""
    assert code == row(account(shelling(place=place))).cells["where_prec"]


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (28, 4), (31, 4), (32, 5), (366, 5)]
)
def test_precision_of_date(days, code):
    """UCDP's code follows the length of the interval, as in its own rows."""
    assert code == date_prec(Days(earliest=DAY, latest=DAY + dt.timedelta(days=days - 1)))


def test_several_days_at_once_are_a_summary():
    """A range of days is event_clarity 2; one day that is not known exactly is still one event."""
    later = DAY + dt.timedelta(days=3)
    assert 2 == row(account(shelling(days=(DAY, later), precision="range"))).cells["event_clarity"]
    assert 1 == row(account(shelling(days=(DAY, later), precision="week"))).cells["event_clarity"]


def test_the_point_has_its_cell_and_its_text():
    """Longitude comes first in well-known text, and the cell is computed."""
    cells = row(account(shelling())).cells
    assert "POINT (0.5022 15.6597)" == cells["geom_wkt"]
    assert priogrid(15.6597, 0.5022) == cells["priogrid_gid"]


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(35.763369, 36.558974, 181154), (-9.65, 20.4, 115601), (-90, -180, 1), (90, 180, 259200), (91, 0, None)],
)
def test_cells_of_the_grid(lat, lon, cell):
    """The first two are rows of UCDP's own (Idlib in 2013, Lunda Sul in 1989)."""
    assert cell == priogrid(lat, lon)


@pytest.mark.parametrize(
    ("code", "gwno", "region", "name"),
    [("SY", 652, "Middle East", "Syria"), ("CD", 490, "Africa", "DR Congo (Zaire)"), ("MX", 70, "Americas", "Mexico"),
     ("RU", 365, "Europe", "Russia (Soviet Union)"), ("AF", 700, "Asia", "Afghanistan")],
)  # fmt: skip
def test_countries_as_ucdp_has_them(code, gwno, region, name):
    """Number, region and name are those of UCDP's rows."""
    found = state(code)
    assert (gwno, region, name) == (found.gwno, found.ucdp_region, found.ucdp_name)


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"type": "COERCE"}, "other-type"), ({"days": None}, "no-date"), ({"place": None}, "no-place"),
     ({"place": "region"}, "no-place"), ({"tolls": []}, "no-deaths"), ({"actors": [], "recipients": []}, "no-actor"),
     ({"days": (DAY, DAY + dt.timedelta(days=400)), "precision": "range"}, "wide-date")],
)  # fmt: skip
def test_what_ucdp_does_not_code_has_a_reason(given, reason):
    """An event without deaths, sides, a date or a place is no row, and the reason is said."""
    left = row(account(shelling(**given)))
    assert isinstance(left, Left)
    assert reason == left.reason


def test_sources_are_listed_in_one_order():
    """Outlets, days and headlines go together; the origin is the innermost source."""
    doctor = [("a doctor", "person", False)]
    first, second = shelling(sources=doctor), shelling(sources=doctor)
    cells = row(account(first, second)).cells
    assert 2 == cells["number_of_sources"]
    assert f"{first.report.title};{second.report.title}" == cells["source_headline"]
    assert "a doctor" == cells["source_original"]


def test_copies_are_no_sources():
    """In a case file the independent sources are counted, not the reports."""
    incident = Incident(id="i", standing="single-source", rule="r", independent_sources=1)
    both = Account(id="i", told=(shelling(), shelling()), incident=incident)
    assert 1 == row(both).cells["number_of_sources"]


def test_the_four_columns_of_deaths_add_up_to_best():
    """UCDP's own rows hold to it, and so do these."""
    of = report("The River Bend Front fought in Ansongo; 19 people died, including three soldiers and two children")
    claim = told(of, "fought", actors=[actor(of, "River Bend Front", "rebels")], tolls=[
        toll(of, "19", "people", 19, 19, 19), toll(of, "three", "soldiers", 3, 3, 3),
        toll(of, "two", "children", 2, 2, 2)])  # fmt: skip
    cells = row(account(claim)).cells
    assert 19 == cells["best"] == sum(cells[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown"))
