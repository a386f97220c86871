"""A case on a PostgreSQL server, through the room: looked at, judged, taken back and exported."""

from __future__ import annotations

import csv
import io
import time
import zipfile

import pytest

from bench import servers
from sayso.casefile import Case
from sayso.casefile.gathering import each_incident, gather
from sayso.casefile.judgements import judgements
from sayso.room.app import application
from tests.casefile import made
from tests.room.conftest import ORIGIN, TOKEN, Browser, reports, room_for


@pytest.fixture
def location(server: str) -> str:
    """Return the address of a case on the server, its incidents worked out."""
    address = servers.new_schema(server)
    with Case(address, create=True) as case:
        case.put((made.read(report), report.text.encode()) for report in reports())
        gather(case)
    return address


@pytest.mark.parametrize("blind", [False, True], ids=["open", "blind"])
def test_a_case_in_postgresql_is_looked_at_judged_and_exported(location, case, blind):
    """Overview, filters, an incident, a report, the queue, a judgement, undo, working out anew, an export."""
    room = room_for(location, blind=blind)
    if blind:
        room.doorman._visitor = type(room.doorman._visitor)("Ana", room.doorman._visitor.session, {"river": "coder"})
    with Browser(application(room), base_url=ORIGIN) as ana:
        ana.get(f"/enter?token={TOKEN}")
        assert f"<b>{len(list(each_incident(case)))}</b>" in ana.get("/c/river/").text
        assert "Harbour Voice" in ana.get("/c/river/reports?words=witnesses").text
        claim = case.readings(after=5, limit=1)[0][1].claims[0].id
        (home,) = ana.get("/api/cases/river/incidents?words=witnesses").json()["items"]
        for path in (f"incidents/{home['id']}", "reports/6", "review", f"claims/{claim}", "judgements", "export"):
            assert ana.get(f"/c/river/{path}").status_code == 200, path

        ana.send_form("/c/river/judge", verb="correct", target=claim, **{"set-killed": "7700"})
        ana.send_form("/c/river/judge", verb="split", target=claim)
        corrected, split = judgements(case)
        ana.send_form("/c/river/retract", number=str(split.number))
        address = ana.send_form("/c/river/gather").headers["location"]
        for _ in range(600):
            if "Done." in ana.get(address).text:
                break
            time.sleep(0.1)
        assert "7700" in ana.get("/c/river/reports/6").text
        assert blind != ("7700" in ana.get("/c/river/?sort=toll").text)
        assert "7700" in ana.get(f"/c/river/incidents/{home['id']}?claim={claim}").text
        with zipfile.ZipFile(io.BytesIO(ana.get("/c/river/export/csv?words=witnesses").content)) as archive:
            listed = list(csv.DictReader(io.StringIO(archive.read("river.claims.csv").decode())))
        assert claim in {row["claim"] for row in listed}
        assert ana.send_form("/c/river/retract", number=str(corrected.number)).status_code == 303
        assert "7700" not in ana.get("/c/river/reports/6").text
