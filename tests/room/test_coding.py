"""Judgements through the pages: kept in the log, taken back, blind to each other's, settled."""

from __future__ import annotations

import re

import pytest

from sayso.casefile.attaching import Judged
from sayso.casefile.judgements import judge, judgements
from sayso.casefile.verifying import verify
from sayso.room.app import application
from sayso.room.queueing import worth
from tests.room.conftest import ORIGIN, TOKEN, Browser, room_for


def first_claim(case, report: int = 1):
    """Return the first claim of a report, and the report."""
    reading = case.readings(after=report - 1, limit=1)[0][1]
    return reading.claims[0], reading.report


def focus(page: str) -> str:
    """Return the claim that a page of the queue is at."""
    return re.search(r'class="card focus[^"]*"[^>]*data-claim="([^"]+)"', page)[1]


@pytest.mark.parametrize("verb", ["confirm", "reject"])
def test_a_verdict_is_a_judgement_in_the_log(browser, case, verb):
    """What a button says is kept with the coder's name, and nothing of the claim is changed."""
    claim, _ = first_claim(case)
    response = browser.send_form("/c/river/judge", verb=verb, target=claim.id)
    (kept,) = judgements(case)
    assert (303, verb, "Ana", claim.id) == (response.status_code, kept.verb, kept.by, kept.claims[0].claim)
    assert claim == first_claim(case)[0]
    assert verify(case).faults == ()


def test_a_correction_keeps_the_words_it_stands_on(browser, case):
    """A field taken from selected words points to them from then on."""
    claim, report = first_claim(case)
    start = report.text.index("Unity Army")
    fields = {"set-actors": "Unity Army (military, SS)", "words-actors": f"{start}-{start + 10}"}
    browser.send_form("/c/river/judge", verb="correct", target=claim.id, **fields, **{"set-status": claim.status})
    (kept,) = judgements(case)
    assert {"actors"} == set(kept.changes)
    (corrected, *_) = Judged.of(case).over(report.sha256, case.reading(report.id).claims)
    assert ("Unity Army", "military", start) == tuple(
        getattr(corrected.actors[0], key) for key in ("name", "kind", "start")
    )
    page = browser.get("/c/river/reports/1").text
    assert f'data-spans="{start}-{start + 10}"><bdi>Unity Army' in page


def test_a_form_sent_unchanged_says_nothing(browser, case):
    """Fields that say what the claim says anyway are no judgement."""
    claim, _ = first_claim(case)
    page = browser.get(f"/c/river/review?claim={claim.id}").text
    form = page.split('id="correct"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input name="(set-[a-z]+)"[^>]* value="([^"]*)"', form))
    fields |= {"set-type": claim.event.type, "set-status": claim.status}
    browser.send_form("/c/river/judge", verb="correct", target=claim.id, **fields)
    assert [] == list(judgements(case))


def test_undo_takes_the_last_word_back(browser, case):
    """What is taken back stays in the log and counts no more."""
    claim, report = first_claim(case)
    browser.send_form("/c/river/judge", verb="reject", target=claim.id)
    (kept,) = judgements(case)
    assert () == Judged.of(case).over(report.sha256, case.reading(report.id).claims)
    browser.send_form("/c/river/retract", number=str(kept.number), back="/c/river/judgements")
    assert ["reject", "retract"] == [one.verb for one in judgements(case)]
    assert 1 == len(Judged.of(case).over(report.sha256, case.reading(report.id).claims))


def test_nobody_takes_back_what_another_said(browser, case):
    """A judgement is taken back by whose it is, once."""
    claim, _ = first_claim(case)
    other = judge(case, "confirm", [claim.id], by="Ben")
    assert browser.send_form("/c/river/retract", number=str(other.number)).status_code == 400
    assert browser.send_form("/c/river/retract", number="999").status_code == 404


def test_the_queue_leaves_what_was_judged(browser, case):
    """Each judged claim makes room for the next, until none is left."""
    seen = []
    while (response := browser.get("/c/river/review")).text.count("card focus"):
        seen.append(focus(response.text))
        browser.send_form("/c/river/judge", verb="confirm", target=seen[-1])
    assert len(seen) == len(set(seen)) == case.counts()["claims"]
    assert "All done." in response.text


def test_next_leaves_a_claim_for_later(browser):
    """A claim that is passed over does not come again at once."""
    page = browser.get("/c/river/review").text
    onward = re.search(r'href="([^"]+)" data-key="n"', page)[1].replace("&amp;", "&")
    assert focus(page) != focus(browser.get(onward).text)


def test_the_queue_can_be_filtered(browser):
    """The queue has what the filter shows."""
    page = browser.get("/c/river/review?type=CONSULT").text
    assert "<b>1</b> left" in page


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (("ASSAULT", 0.5, 0, None), ("ASSAULT", 0.9, 0, None)),
        (("ASSAULT", 0.5, 100, None), ("ASSAULT", 0.5, 1, None)),
        (("ASSAULT", 0.5, 0, "contested"), ("ASSAULT", 0.5, 0, "corroborated")),
        (("ASSAULT", 0.5, 0, None), ("CONSULT", 0.5, 0, None)),
    ],
)
def test_doubt_and_importance_come_first(more, less):
    """The less sure, the more dead, the more contested, the more violent, the earlier."""
    assert worth(*more) > worth(*less)


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("place", "Bentiu", "Bentiu@9.2333,29.8333,SS"),
        ("when", "2021-03-04", "2021-03-04"),
        ("actors", "Amber Front", "Amber Front (rebels)"),
        ("killed", "9 killed", "9"),
        ("recipients", "the hospital", "the hospital"),
    ],
)
def test_selected_words_say_what_they_mean(browser, case, field, words, expected):
    """Words are taken as the reading has them: a place with where it is, a day, a count, an actor's name."""
    _, report = first_claim(case)
    start = report.text.index(words)
    query = {"field": field, "start": start, "end": start + len(words)}
    assert {"field": field, "value": expected, "words": f"{start}-{start + len(words)}"} == browser.get(
        "/c/river/reports/1/words", params=query
    ).json()


@pytest.mark.parametrize("query", ["", "field=place", "field=size&start=0&end=1", "field=place&start=9&end=2",
                                   "field=place&start=0&end=99999999", "field=place&start=-1&end=3"])  # fmt: skip
def test_words_that_are_none_are_told(browser, query):
    """Offsets that point nowhere are the asker's error."""
    assert browser.get(f"/c/river/reports/1/words?{query}").status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "destroy", "target": "x"},
        {"verb": "confirm"},
        {"verb": "correct", "target": "CLAIM", "set-killed": "many"},
        {"verb": "correct", "target": "CLAIM", "set-type": "WAR"},
        {"verb": "correct", "target": "CLAIM", "set-place": "Bentiu", "words-place": "5-99999"},
        {"verb": "comment", "target": "CLAIM", "note": " "},
        {"verb": "retract", "target": "CLAIM"},
        {"verb": "split", "target": "CLAIM"},
    ],
)
def test_judgements_that_make_no_sense_are_not_kept(browser, case, fields):
    """The page says what is wrong, and the log stays as it is."""
    fields = {key: value.replace("CLAIM", first_claim(case, 4)[0].id) for key, value in fields.items()}
    assert browser.send_form("/c/river/judge", **fields).status_code in {400, 404}
    assert [] == list(judgements(case))


def test_coders_are_blind_to_each_other(location, case):
    """In a blind room one sees one's own judgements alone, on every page; the API shows no others either."""
    claim, _ = first_claim(case)
    judge(case, "correct", [claim.id], by="Ben", changes={"place": "Elsewhere"}, note="Ben was here")
    judge(case, "comment", [claim.id], by="Ben", note="Ben was here")
    room = room_for(location, blind=True)
    room.doorman._visitor = type(room.doorman._visitor)("Ana", room.doorman._visitor.session, {"river": "coder"})
    with Browser(application(room), base_url=ORIGIN) as ana:
        ana.get(f"/enter?token={TOKEN}")
        home = ana.get("/api/cases/river/incidents?type=ASSAULT").json()["items"][0]["id"]
        for path in ("reports/1", f"review?claim={claim.id}", "judgements", f"incidents/{home}"):
            page = ana.get(f"/c/river/{path}").text
            assert "Ben" not in page.replace("Bentiu", ""), path
            assert "Elsewhere" not in page, path
        assert [] == ana.get("/api/cases/river/judgements").json()["items"]
        assert "Bentiu" == ana.get("/api/cases/river/reports/1").json()["claims"][0]["place"]["name"]
        assert ana.get("/c/river/adjudicate").status_code == 403


def test_what_two_differ_on_is_settled(browser, case):
    """Differences stand with both values; choosing one is the adjudicator's judgement, and settles it."""
    claim, report = first_claim(case)
    judge(case, "correct", [claim.id], by="Ben", changes={"killed": "10"})
    judge(case, "confirm", [claim.id], by="Eva")
    page = browser.get("/c/river/adjudicate").text
    assert "1 field to settle" in page
    form = page.split('name="set-killed" value="10"')[0].rsplit("<form", 1)[1]
    assert 'name="verb" value="correct"' in form
    browser.send_form("/c/river/judge", verb="correct", target=claim.id, settles="1", **{"set-killed": "10"})
    page = browser.get("/c/river/adjudicate?first=Ben&second=Eva").text
    assert "All is settled." in page
    (corrected, *_) = Judged.of(case).over(report.sha256, case.reading(report.id).claims)
    assert (10, 10) == (corrected.toll[-1].low, corrected.toll[-1].high)


def test_one_can_settle_for_what_the_machine_read(browser, case):
    """Choosing what is there already settles it, too."""
    claim, _ = first_claim(case)
    judge(case, "correct", [claim.id], by="Ben", changes={"status": "denied"})
    judge(case, "confirm", [claim.id], by="Eva")
    judge(case, "correct", [claim.id], by="Eva", changes={"status": "occurred"})
    browser.send_form("/c/river/judge", verb="correct", target=claim.id, settles="1", **{"set-status": "occurred"})
    assert "All is settled." in browser.get("/c/river/adjudicate?first=Ben&second=Eva").text


def test_back_leads_nowhere_but_into_the_room(browser, case):
    """A form can't send its sender elsewhere."""
    claim, _ = first_claim(case)
    response = browser.send_form("/c/river/judge", verb="confirm", target=claim.id, back="//elsewhere.example/")
    assert response.headers["location"].startswith("/c/river/")
