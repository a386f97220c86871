"""Time expressions become days, against the published date or the dates told before."""

from __future__ import annotations

import datetime as dt

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claim import When
from sayso.model.layers import Tagged
from sayso.report import Report
from sayso.when import recognise, resolve
from sayso.when.vocabulary import words

PUBLISHED = dt.date(2020, 10, 22)  # a Thursday


def resolved(text: str, *phrases: str, published: dt.date | None = PUBLISHED, label: str = "DATE") -> tuple[When, ...]:
    """Return the readings of *phrases*, tagged where they stand first in *text*."""
    report = Report.from_text(text, published=published)
    return resolve(report, [Tagged(at := text.index(p), at + len(p), label, 0.9) for p in phrases])


def value_of(text: str, phrase: str, *, published: dt.date | None = PUBLISHED) -> str | None:
    """Return the TIMEX3 value of *phrase*, the only expression tagged in *text*."""
    return resolved(text, phrase, published=published)[0].value


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Troops will withdraw in two weeks.", "two weeks", "2020-11-05"),
        ("A vote is expected in six months.", "six months", "2021-04"),
        ("It will be the first vote in six months.", "six months", "P6M"),
        ("It would be the deadliest raid in two years.", "two years", "P2Y"),
        ("They took the town in two weeks.", "two weeks", "P2W"),
    ],
)
def test_how_far_ahead_is_no_length(text: str, phrase: str, expected: str) -> None:
    """What will happen "in two weeks" has a day; what took two weeks has a length."""
    assert expected == value_of(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The army attacked on Thursday.", "Thursday", "2020-10-22"),
        ("The army attacked on Friday.", "Friday", "2020-10-16"),
        ("The army will attack on Friday.", "Friday", "2020-10-23"),
        ("It extended the truce until Friday.", "Friday", "2020-10-23"),
        ("Rebels planned to leave the town on Saturday.", "Saturday", "2020-10-24"),
        ("Shells fell last Thursday.", "last Thursday", "2020-10-15"),
        ("Shells fell on Tuesday night.", "Tuesday night", "2020-10-20TNI"),
        ("Shells fell this morning.", "this morning", "2020-10-22TMO"),
        ("Shells fell last night.", "last night", "2020-10-21TNI"),
        ("They met at 10 p.m. Wednesday.", "10 p.m. Wednesday", "2020-10-21T22:00"),
        ("In March, the general said so.", "March", "2020-03"),
        ("In March, Gen. Adair said so.", "March", "2020-03"),
        ("He was held in November.", "November", "2019-11"),
        ("The deal was signed in February of this year.", "February of this year", "2020-02"),
        ("The deal was signed in June last year.", "June last year", "2019-06"),
        ("It was signed on 22 October 2019.", "22 October 2019", "2019-10-22"),
        ("It was signed on Oct. 3.", "Oct. 3", "2020-10-03"),
        ("It was signed on the 3rd of May 2019.", "the 3rd of May 2019", "2019-05-03"),
        ("They fought last winter.", "last winter", "2019-WI"),
        ("They fought in the Fall and Winter of 2019.", "the Fall and Winter of 2019", "2019-FA/2019-WI"),
        ("They fought in the winter of 2019-20.", "the winter of 2019-20", "2019-WI"),
        ("They fought between January and March 2020.", "between January and March 2020", "2020-01/2020-03"),
        ("They fought from 3 to 5 May.", "from 3 to 5 May", "2020-05-03/2020-05-05"),
        ("They fought from November to February 2020.", "from November to February 2020", "2019-11/2020-02"),
        ("Sales fell in the third quarter.", "the third quarter", "2020-Q3"),
        ("They fought last year.", "last year", "2019"),
        ("They met last week.", "last week", "2020-W42"),
        ("They met over the weekend.", "the weekend", "2020-W42-WE"),
        ("They fought two weeks ago.", "two weeks ago", "2020-10-08"),
        ("They fought five months ago.", "five months ago", "2020-05"),
        ("They fought in the 1990s.", "the 1990s", "199"),
        ("They fought in the late '80s.", "the late '80s", "198"),
        ("They fought in the 20th century.", "the 20th century", "19"),
        ("They fought in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("They fought for two and a half years.", "two and a half years", "P2Y6M"),
        ("They fought for several weeks.", "several weeks", "PXW"),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
        ("They are now in town.", "now", "PRESENT_REF"),
        ("They came recently.", "recently", "PAST_REF"),
        ("They met at Easter.", "Easter", "2020-04-12"),
        ("The group grew after the September 11 attacks.", "September 11", "2001-09-11"),
    ],
)
def test_news_dates(text: str, phrase: str, expected: str) -> None:
    """Dates of news count from the published date."""
    assert expected == value_of(text, phrase)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("Two days earlier", "2019-03-01"),
        ("The same day", "2019-03-03"),
        ("The next day", "2019-03-04"),
        ("The following year", "2020"),
        ("A month later", "2019-04"),
        ("The previous Friday", "2019-03-01"),
        ("That morning", "2019-03-03TMO"),
    ],
)
@pytest.mark.parametrize("published", [None, PUBLISHED])
def test_from_the_date_told(later: str, expected: str, published: dt.date | None) -> None:
    """What is counted from a date told needs no published date, and says so."""
    text = f"A truce began on 3 March 2019. {later}, it broke."
    got = resolved(text, "3 March 2019", later, published=published)[1]
    assert (expected, False) == (got.value, got.anchored)


@pytest.mark.parametrize("later", ["Two weeks later", "The next day", "That week", "The previous Friday"])
def test_no_days_from_a_month(later: str) -> None:
    """Days are not counted from a month: that would look more precise than what is known."""
    text = f"A truce began in March 2019. {later}, it broke."
    assert resolved(text, "March 2019", later)[1].value is None


def test_that_time_is_the_frame() -> None:
    """During "that time" is during the date that opened a sentence, not one told in passing."""
    text = "In the summer of 2018, they sought the deal that was signed in May 2019. During that time, shells fell."
    got = resolved(text, "the summer of 2018", "May 2019", "that time")
    assert "2018-SU" == got[2].value


def test_shared_month_and_year() -> None:
    """The first of two dates takes the month and the year that it shares with the second."""
    text = "They fought from 3 to 5 May 2018 and between June and August 2019."
    got = [when.value for when in resolved(text, "3", "5 May 2018", "June", "August 2019")]
    assert ["2018-05-03", "2018-05-05", "2019-06", "2019-08"] == got


RELATIVE = ["Thursday", "yesterday", "last week", "March", "two days ago", "this morning", "the weekend", "last winter",
            "3 May", "the third quarter", "two days earlier", "the same day", "next year", "Christmas"]  # fmt: skip


@pytest.mark.parametrize("phrase", RELATIVE)
def test_relative_without_published(phrase: str) -> None:
    """Without a published date, and no date told, a relative date stays unknown."""
    (got,) = resolved(f"It was attacked {phrase}.", phrase, published=None)
    assert (None, None, None, False) == (got.value, got.earliest, got.latest, got.anchored)


@pytest.mark.parametrize("phrase", ["15 Ramadan 1441", "1441 AH", "3/4/2020", "the fiscal year"])
def test_recognised_but_unknown(phrase: str) -> None:
    """Lunar months, fiscal years and days whose order is open are left undated."""
    (got,) = resolved(f"It was signed on {phrase}.", phrase)
    assert (None, None) == (got.value, got.earliest)


def test_fiscal_year_has_no_days() -> None:
    """A fiscal year keeps TimeML's value but no days."""
    (got,) = resolved("It was paid in fiscal 2019.", "fiscal 2019")
    assert ("2019", None, None) == (got.value, got.earliest, got.edtf)


def test_only_one_order_of_day_and_month() -> None:
    """A date in digits is read where just one order makes a date."""
    assert "2020-04-22" == value_of("Signed 22/4/2020.", "22/4/2020")


def test_window() -> None:
    """The past two months are a duration that ends with the report."""
    (got,) = resolved("Thirty died in the past two months.", "the past two months", label="DURATION")
    assert ("P2M", dt.date(2020, 8, 22), PUBLISHED, "range") == (got.value, got.earliest, got.latest, got.precision)


def test_frequency() -> None:
    """A set is a frequency, not a duration."""
    (got,) = resolved("They meet every day.", "every day", label="SET")
    assert ("P1D", "frequency") == (got.value, got.precision)


def test_history_counts_from_its_own_dates() -> None:
    """In a text about the past a month without a year is of the year told."""
    text = (
        "It was feared in 1936 and 1938. War came in 1939. In May 1940 France fell. In 1941 it spread. "
        "In June the east was attacked."
    )
    got = resolved(text, "1939", "May 1940", "1941", "June", published=PUBLISHED)
    assert ("1941-06", False) == (got[3].value, got[3].anchored)


def test_years_told_in_passing_make_no_history() -> None:
    """A report that names a few years of the past is news, whose "July" is of its own year."""
    text = "Founded in 1949, it fought in 1991 and in 1998. In July it met, it said."
    assert "2020-07" == resolved(text, "1949", "1991", "1998", "July")[3].value


def test_chronicle_of_late_years() -> None:
    """A text that is dense with years is a chronicle even where the years are near."""
    text = " ".join(f"In {year} it fell. In {year} it rose." for year in range(2010, 2020)) + " In May it fell again."
    spans = [Tagged(at, at + 4, "DATE", 0.9) for at in range(len(text)) if text[at : at + 2] == "20"]
    may = Tagged(at := text.index("May"), at + 3, "DATE", 0.9)
    assert "2019-05" == resolve(Report.from_text(text, published=PUBLISHED), [*spans, may])[-1].value


def test_year_told_in_passing_is_an_aside() -> None:
    """In a history, a far year within a sentence does not move the story."""
    text = (
        "War came in 1939 and 1940, as feared in 1936 and 1938. In May 1941 they fled. "
        "Papers that were opened in 2005 show why. In June they came back."
    )
    got = resolved(text, "1939", "1940", "1936", "1938", "May 1941", "2005", "June")
    assert "1941-06" == got[-1].value


def test_before_christ_is_never_dated_by_the_report() -> None:
    """A summer of a text about antiquity is not one of the year it was published."""
    text = "It fell in 490 BC, 485 BC, 480 BC, 479 BC and 477 BC. In the summer they left."
    assert resolved(text, "the summer")[0].value is None


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("He will be named commander of the northern front in November.", "November", "2020-11"),
        ("Both sides are to start planning for a summit in December.", "December", "2020-12"),
        ("The talks could resume as early as Saturday.", "Saturday", "2020-10-24"),
        ("The two meet again Saturday with the envoy.", "Saturday", "2020-10-24"),
        ("She will succeed Daniel P. Adair on Feb. 1.", "Feb. 1", "2021-02-01"),
        ("Talks had been scheduled to open on Monday.", "Monday", "2020-10-19"),
        ("Talks are scheduled to open on Monday.", "Monday", "2020-10-26"),
        ("They will meet in the town hall on Thursday.", "Thursday", "2020-10-22"),
        ("They would look for ways to live with Monday's ruling.", "Monday", "2020-10-19"),
        ("He was shot in his house on the edge of town in November.", "November", "2019-11"),
        ("It is to open in April next year.", "April", "2021-04"),
    ],
)
def test_tense(text: str, phrase: str, expected: str) -> None:
    """A date is ahead where the verb, near or far, says so."""
    assert expected == value_of(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("It fell in the first week of March 2020.", "the first week of March 2020", ("2020-03-01", "2020-03-07")),
        ("It fell in the last week of March 2020.", "the last week of March 2020", ("2020-03-25", "2020-03-31")),
        ("It fell on the night of 3-4 May 2020.", "the night of 3-4 May 2020", ("2020-05-03", "2020-05-04")),
        ("It fell the week before last.", "the week before last", ("2020-10-05", "2020-10-11")),
        ("It fell in H1 2020.", "H1 2020", ("2020-01-01", "2020-06-30")),
        ("They fled after 9/11.", "9/11", ("2001-09-11", "2001-09-11")),
        ("It fell at 4 in the morning on Tuesday.", "4 in the morning on Tuesday", ("2020-10-20", "2020-10-20")),
    ],
)
def test_days(text: str, phrase: str, expected: tuple[str, str]) -> None:
    """Weeks of a month, nights over two days, halves and days known by a number have their days."""
    (got,) = resolved(text, phrase)
    assert tuple(map(dt.date.fromisoformat, expected)) == (got.earliest, got.latest)


@pytest.mark.parametrize(("label", "expected"), [("DURATION", "PXM"), ("DATE", "PAST_REF")])
def test_recent_months(label: str, expected: str) -> None:
    """Recent months last where the tagger says so, else they are a vague past."""
    assert expected == resolved("It grew in recent months.", "recent months", label=label)[0].value


def test_some_day() -> None:
    """One day is to come after "will", and a day long elsewhere."""
    assert "FUTURE_REF" == value_of("It will one day be free.", "one day")
    assert "P1D" == value_of("They held it for one day.", "one day")


@pytest.mark.parametrize(
    ("text", "phrase", "precision"),
    [
        ("It fell on 15 Ramadan 1441.", "15 Ramadan 1441", "day"),
        ("It fell in fiscal year 2019-20.", "fiscal year 2019-20", "year"),
        ("It fell in the fiscal year.", "the fiscal year", "year"),
    ],
)
def test_other_calendars(text: str, phrase: str, precision: str) -> None:
    """Lunar and fiscal dates are recognised and have no days."""
    (got,) = resolved(text, phrase)
    assert (None, None, precision) == (got.earliest, got.latest, got.precision)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("They met on Monday. He spoke the morning after the vote.", "the morning"),
        ("They met on Monday. He left the day before the vote.", "the day"),
        ("They met on Monday. He left two days after the siege began.", "two days after"),
    ],
)
def test_counted_from_an_event(text: str, phrase: str) -> None:
    """What counts from an event that follows is not counted from the last date told."""
    assert resolved(text, "Monday", phrase)[1].value is None


def test_forecast_is_not_the_quarter_reported_on() -> None:
    """The latest quarter is not one that a forecast told of."""
    text = "It will lose in the fourth quarter. In the latest quarter it earned more."
    assert "2020-Q3" == resolved(text, "the fourth quarter", "the latest quarter")[1].value


def test_unknown_words_stay_unknown() -> None:
    """A span that no rule knows is no date."""
    (got,) = resolved("They came at the hour of the wolf.", "the hour of the wolf")
    assert (None, "unknown") == (got.value, got.precision)


TIME_WORDS = sorted(
    {
        part
        for table in ("months", "weekdays", "seasons", "parts_of_day", "units", "numbers", "ordinals", "steps",
                      "told_steps", "holidays", "adverbs")
        for name in words()[table]
        for part in name.split()
    }
    | {"of", "and", "the", "ago", "earlier", "later", "1", "31", "29", "2020", "9999", "1600", "0", "1/2", "10:30",
       "p.m.", "in", "said", "will", "bc", "'98", "2019-20", "30/2/2020", "2020-10-22", "century", "1000s", "year-ago"}
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(TIME_WORDS), min_size=1, max_size=8),
    st.one_of(st.none(), st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1))),
)
def test_any_words_of_time(said: list[str], published: dt.date | None) -> None:
    """Whatever words of time come together: offsets hold, days are in order, EDTF parses, the same comes out twice."""
    text = "It was " + " ".join(said).capitalize() + ". On 3 March 2019 it ended."
    report = Report.from_text(text, published=published)
    spans = [*recognise(report, ()), Tagged(7, 7 + len(" ".join(said)), "DATE", 0.5)]
    got = resolve(report, spans)
    assert got == resolve(report, spans)
    for when in got:
        assert when.text == text[when.start : when.end]
        assert (when.earliest is None) == (when.latest is None)
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
        assert when.edtf is None or edtf.parse_edtf(when.edtf) is not None
        assert not (when.anchored and published is None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    """No text is too odd to look for dates in."""
    report = Report.from_text(text, published=PUBLISHED)
    assert all(when.text == text[when.start : when.end] for when in resolve(report, recognise(report, ())))


def test_days_earlier_count_from_the_day_of_the_saying() -> None:
    """Where no date was told before, the next one of the sentence is what "earlier" is earlier than."""
    text = "Nineteen people died in the shelling two days earlier, a doctor said on Wednesday."
    assert ["2020-10-19", "2020-10-21"] == [w.value for w in resolved(text, "two days earlier", "Wednesday")]


def test_days_earlier_do_not_count_from_another_sentence() -> None:
    """A date that is told later on is none to count from."""
    text = "The shelling began two days earlier. A doctor spoke on Wednesday."
    assert resolved(text, "two days earlier", "Wednesday")[0].value is None
