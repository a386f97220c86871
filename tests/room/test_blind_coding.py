"""A blind coder learns nothing of what others judge, by no page, no export and no answer of the API."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from starlette.testclient import TestClient

from sayso.casefile.gathered import current
from sayso.casefile.gathering import each_incident, gather
from sayso.casefile.judgements import judge, judgements
from sayso.export.formats import FORMATS
from sayso.room.app import application
from sayso.room.asking import Room
from sayso.room.visitors import OneUser, Visitor
from tests.room.conftest import ORIGIN

ROLES = {"Cora": "coder", "Otto": "coder", "Adam": "adjudicator", "Rita": "reader"}
PATHS = ("", "?sort=toll", "?by=day", "?words=witnesses", "?type=ASSAULT&standing=contested", "?sources=2", "reports",
         "reports/1", "reports/6", "review", "review?standing=contested", "judgements", "export")  # fmt: skip
ANSWERS = ("", "/river/incidents", "/river/incidents?sort=toll", "/river/incidents?words=witnesses", "/river/relations",
           "/river/copies", "/river/reports", "/river/reports/1", "/river/reports/6", "/river/judgements")  # fmt: skip


class Team:
    """Lets people in by their names alone."""

    accounts = False

    def visitor(self, session: str | None) -> Visitor | None:
        """Return who *session* names."""
        return Visitor(session, session, {"river": ROLES[session]}) if session in ROLES else None


@pytest.fixture
def team(location: str):
    """Return a blind room for two coders, an adjudicator and a reader."""
    room = Room(cases={"river": location}, doorman=Team(), key=b"k" * 32, origins=frozenset({ORIGIN}), blind=True,
                pause=None)  # fmt: skip
    with TestClient(application(room), base_url=ORIGIN) as client:
        yield client


def asked(team: TestClient, name: str, path: str):
    """Return what *name* gets."""
    return team.get(path, headers={"authorization": f"Bearer {name}"}, follow_redirects=False)


def said(team: TestClient, name: str, path: str, **fields: str):
    """Send a form as *name*."""
    headers = {"authorization": f"Bearer {name}", "origin": ORIGIN}
    return team.post(f"/c/river/{path}", data=fields, headers=headers, follow_redirects=False)


def worked_out(team: TestClient, name: str) -> None:
    """Have the incidents worked out anew, and wait for it."""
    address = said(team, name, "gather").headers["location"]
    for _ in range(600):
        if "Done." in asked(team, name, address).text:
            return
        time.sleep(0.1)
    pytest.fail("the incidents were not worked out")


def everything(team: TestClient, name: str, incidents: list[str]) -> dict[str, object]:
    """Return all that *name* can learn of the case: pages, exports and the answers of the API."""
    found: dict[str, object] = {}
    for path in (*PATHS, *(f"incidents/{one}" for one in incidents)):
        found[path] = asked(team, name, f"/c/river/{path}").text
    for path in (*ANSWERS, *(f"/river/incidents/{one}" for one in incidents)):
        found[f"api{path}"] = asked(team, name, f"/api/cases{path}").text
    for form in FORMATS:
        data = asked(team, name, f"/c/river/export/{form}").content
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found[f"export/{form}"] = [(one, archive.read(one)) for one in sorted(archive.namelist())]
    return found


def claims(case) -> list[str]:
    """Return the ids of the claims of the reports on the market."""
    return [case.readings(after=number, limit=1)[0][1].claims[0].id for number in (0, 5)]


def test_what_one_judges_changes_nothing_for_the_other(team, case):
    """Rejecting, correcting, merging: the other's every page, export and answer stays the same, to the byte."""
    before = everything(team, "Otto", [one.id for one in each_incident(case)])
    first, last = claims(case)
    said(team, "Cora", "judge", verb="reject", target=first)
    said(team, "Cora", "judge", verb="correct", target=last, **{"set-killed": "7700"})
    said(team, "Cora", "judge", verb="comment", target=last, note="Cora was here")
    judge(case, "merge", [one.id for one in each_incident(case)][:2], by="Cora")
    worked_out(team, "Cora")
    after = everything(team, "Otto", [one.id for one in each_incident(case, gathering=current(case, alone=True))])
    assert [] == [path for path in before if before[path] != after.get(path)]
    assert before.keys() == after.keys()
    # It is not that nothing came of it.
    seen = everything(team, "Adam", [one.id for one in each_incident(case)])
    for path in ("?sort=toll", "reports/6", "api/river/incidents", "api/river/reports/6"):
        assert "7700" in seen[path], path
    assert any(b"7700" in data for _, data in seen["export/csv"])
    assert first not in seen["api/river/incidents"]
    assert "Cora was here" in seen["judgements"]


def test_incidents_show_ones_own_corrections(team, case):
    """What a coder corrected themself shows on their page of the incident."""
    _, last = claims(case)
    said(team, "Cora", "judge", verb="correct", target=last, **{"set-killed": "7700"})
    worked_out(team, "Otto")
    (home,) = (one.id for one in each_incident(case, gathering=current(case, alone=True))
               if any(last in part.claims for part in one.reports))  # fmt: skip
    assert "7700" in asked(team, "Cora", f"/c/river/incidents/{home}").text
    assert "7700" not in asked(team, "Otto", f"/c/river/incidents/{home}").text


def test_what_others_judgements_made_is_not_shown_in_its_place(team, case):
    """Where only everybody's incidents were worked out, a coder is told that theirs were not, and sees none."""
    _, last = claims(case)
    judge(case, "correct", [last], by="Ben", changes={"killed": "7700"})
    gather(case)
    assert "was not worked out yet" in asked(team, "Otto", "/c/river/").text
    assert 400 == asked(team, "Otto", "/c/river/export/csv").status_code
    assert 0 == asked(team, "Otto", "/api/cases/river/incidents").json()["total"]
    for one in each_incident(case):
        assert 404 == asked(team, "Otto", f"/api/cases/river/incidents/{one.id}").status_code
    worked_out(team, "Otto")
    assert "7700" not in asked(team, "Otto", "/c/river/?sort=toll").text
    assert "7700" in asked(team, "Adam", "/c/river/?sort=toll").text


def test_a_report_that_comes_in_is_seen_by_all(team, case):
    """The incidents that the machine alone made are worked out anew with a new report, as the others are."""
    judge(case, "reject", [claims(case)[0]], by="Cora")
    worked_out(team, "Otto")
    text = "Gunmen shot three traders in Malakal on 4 March 2021."
    address = said(team, "Otto", "add", text=text).headers["location"]
    for _ in range(600):
        if "Done." in asked(team, "Otto", address).text:
            break
        time.sleep(0.1)
    for name in ("Otto", "Adam"):
        assert "since the incidents were worked out" not in asked(team, name, "/c/river/").text
        assert "from 7 reports" in asked(team, name, "/c/river/").text


def test_a_coder_can_not_take_back_what_they_may_not_know(team, case):
    """Whether a number is another's judgement is not told either."""
    other = judge(case, "confirm", [claims(case)[0]], by="Cora")
    answers = [said(team, "Otto", "retract", number=str(number)) for number in (other.number, 9999)]
    assert [404, 404] == [one.status_code for one in answers]
    assert "Cora" not in answers[0].text
    assert ["confirm"] == [one.verb for one in judgements(case)]


def test_incidents_are_named_as_the_coder_sees_them(team, case):
    """Judging an incident is judging the claims that the coder was shown in it."""
    first, last = claims(case)
    judge(case, "reject", [first], by="Cora")
    worked_out(team, "Cora")
    headers = {"authorization": "Bearer Otto", "origin": ORIGIN}
    home = next(one for one in asked(team, "Otto", "/api/cases/river/incidents").json()["items"]
                if any(last in part["claims"] for part in one["reports"]))  # fmt: skip
    sent = {"verb": "confirm", "targets": [home["id"]]}
    kept = team.post("/api/cases/river/judgements", json=sent, headers=headers).json()
    assert {first, last} <= {one["claim"] for one in kept["claims"]}


def test_a_reader_sees_what_everybody_made(team, case):
    """Who judges nothing is not blind: readers look at the results."""
    judge(case, "correct", [claims(case)[1]], by="Cora", changes={"killed": "7700"})
    gather(case)
    assert "7700" in asked(team, "Rita", "/c/river/?sort=toll").text


def test_one_user_can_be_blind(location, case):
    """With --blind the one user of a room is a coder as others are."""
    judge(case, "correct", [claims(case)[1]], by="Ben", changes={"killed": "7700"})
    doorman = OneUser("Ana", token="t", role="coder")  # noqa: S106
    room = Room(cases={"river": location}, doorman=doorman, key=b"k" * 32, origins=frozenset({ORIGIN}), blind=True,
                pause=None)  # fmt: skip
    with TestClient(application(room), base_url=ORIGIN) as client:
        client.get("/enter?token=t")
        assert "7700" not in client.get("/c/river/reports/6").text
        assert client.get("/c/river/adjudicate").status_code == 403
