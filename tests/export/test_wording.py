import datetime as dt
import locale

import invented
import msgspec
import pytest

from sayso.claim import Link, Place, Status, Toll, When
from sayso.export import wording
from sayso.report import Quote


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2021-03-18", "2021-03-18", "18 March 2021"),
        ("2021-03-01", "2021-03-07", "1–7 March 2021"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2021-02-01", "2021-02-27", "1–27 February 2021"),
        ("2019-09-01", "2020-02-29", "September 2019 – February 2020"),
        ("2019-03-01", "2019-05-31", "March – May 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-01-01", "2020-12-31", "January 2019 – December 2020"),
        ("2019-03-30", "2019-04-02", "30 March – 2 April 2019"),
        ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
        ("2019-03-30", None, "30 March 2019 or later"),
        (None, "2019-03-30", "30 March 2019 or earlier"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        (None, None, None),
    ],
)
def test_an_interval_is_written_as_a_person_would(earliest, latest, words):
    """Whole months and years are called by their names, and nothing known gives no words."""
    assert words == wording.days(earliest and dt.date.fromisoformat(earliest), latest and dt.date.fromisoformat(latest))


def test_months_do_not_follow_the_locale(monkeypatch):
    """The same bytes come out on any machine."""
    monkeypatch.setattr(locale, "getlocale", lambda *_: ("de_DE", "UTF-8"))
    assert "1 October 2020" == wording.day(dt.date(2020, 10, 1))


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (14, 14, 14, "14"), (9, None, 14, "9–14"), (3, 4, 8, "3–8 (best 4)"), (6, 6, None, "at least 6"),
        (6, 9, None, "at least 6 (best 9)"), (None, None, 5, "up to 5"), (None, 7, None, "7"),
        (None, None, None, "an unknown number"), (0, 0, 0, "0"),
    ],
)  # fmt: skip
def test_a_count_says_what_is_bounded(low, best, high, words):
    """A bound that the words don't set is not made up; no count is not zero."""
    toll = Toll(start=0, end=1, text="x", harm="killed", low=low, best=best, high=high)
    assert words == wording.count_words(toll)


def link(**fields):
    """Return a named officer who speaks on the record, but for *fields*."""
    return Link(**{"source": "an officer", "kind": "military", "named": True, "on_record": True} | fields)


def cue(text):
    """Return the cue *text*."""
    return Quote(start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({}, ()),
        ({"named": False, "on_record": False, "cue": cue("told"), "addressee": "the Post"},
         ("unnamed", "told the Post")),
        ({"cue": cue("said"), "addressee": "reporters"}, ("said to reporters",)),
        ({"addressee": "parliament"}, ("to parliament",)),
        ({"on_record": False, "inherited": True}, ("not on the record", "carried over")),
        ({"cue": cue(" "), "addressee": "us"}, ("  to us",)),
    ],
)  # fmt: skip
def test_a_link_says_how_it_came_to_speak(fields, notes):
    """Unnamed, to whom, and carried over from the statement before: what a reader weighs a source by."""
    assert notes == wording.link_notes(link(**fields))


def test_an_actor_is_named_once():
    """Two mentions of one actor in a claim give one name."""
    (front,) = invented.market().claims[0].actors
    (civilians,) = invented.market().claims[0].recipients
    assert "Amber Front, civilians" == wording.actor_words([front, civilians, front])


def test_a_place_is_named_once_at_each_level():
    """A province is not said twice, and the country is called by its name."""
    place = Place(start=0, end=5, text="Unity", name="Unity", admin1="Unity", country="SS")
    assert "Unity, South Sudan" == wording.place_words(place)


def test_spellings_of_one_name_are_one():
    """The gazetteer's levels spell some names with accents and some without."""
    place = Place(start=0, end=1, text="x", name="Bogotá", admin2="Bogotá D.C.", admin1="Bogota D.C.", country="CO")
    assert "Bogotá, Bogotá D.C., Colombia" == wording.place_words(place)


def test_an_unknown_country_code_stays_as_it_is():
    """A code that the table lacks is shown, not dropped."""
    assert "Base, XZ" == wording.place_words(Place(start=0, end=4, text="Base", country="XZ"))


def test_every_status_has_a_sign_and_words():
    """No status is told by colour alone: each has a sign of its own."""
    statuses = set(Status.__args__)
    assert statuses == set(wording.STATUS_SIGN) == set(wording.STATUS_SAYS)
    assert len(statuses) == len(set(wording.STATUS_SIGN.values()))


def test_a_missing_published_date_is_asked_for_where_it_would_help():
    """A date that stayed unknown for want of the published date is named; with the date, nothing is asked."""
    assert "last week" == wording.date_would_help(invented.bridge()).text
    assert wording.date_would_help(invented.market()) is None


@pytest.mark.parametrize("precision", ["duration", "frequency", "vague"])
def test_no_date_is_asked_for_what_a_date_can_not_resolve(precision):
    """What lasts “for three days” stays without days even where the published date is known."""
    reading = invented.bridge()
    when = When(start=0, end=3, text="قال", precision=precision)
    claims = tuple(msgspec.structs.replace(claim, when=when) for claim in reading.claims)
    assert wording.date_would_help(msgspec.structs.replace(reading, claims=claims, times=(when,))) is None
