"""Saying on the page of an incident that a claim does not belong there, or that another incident is the same."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from sayso.casefile.gathering import each_incident, gather
from sayso.casefile.judgements import judgements
from sayso.room.alike import alike
from sayso.room.index import Indexes


def home_of(case, claim: str):
    """Return the incident of a claim."""
    return next(one for one in each_incident(case) if any(claim in part.claims for part in one.reports))


def claim_of(case, report: int) -> str:
    """Return the first claim of a report."""
    return case.readings(after=report - 1, limit=1)[0][1].claims[0].id


def forms(page: str, verb: str) -> list[dict[str, object]]:
    """Return the fields of the forms of a page that judge with *verb*."""
    found = []
    for form in re.findall(r'<form method="post"[^>]*/judge".*?</form>', page, flags=re.DOTALL):
        fields: dict[str, object] = {"target": re.findall(r'name="target" value="([^"]*)"', form)}
        fields |= {key: re.search(rf'name="{key}" value="([^"]*)"', form)[1] for key in ("verb", "back")
                   if f'name="{key}" value' in form}  # fmt: skip
        if fields.get("verb") == verb:
            found.append(fields)
    return found


def test_a_claim_is_split_off_and_taken_back(browser, case):
    """The claim leaves once incidents are worked out; after an undo it is with the others again."""
    first, last = claim_of(case, 1), claim_of(case, 6)
    home = home_of(case, first)
    page = browser.get(f"/c/river/incidents/{home.id}").text
    fields = next(one for one in forms(page, "split") if one["target"] == [last])
    after = browser.get(browser.send_form("/c/river/judge", **fields).headers["location"]).text
    assert "Kept." in after
    assert "tells of another event than" in after
    gather(case)
    assert home_of(case, first).id != home_of(case, last).id
    (kept,) = judgements(case)
    assert ("split", [last]) == (kept.verb, [anchor.claim for anchor in kept.claims])
    back = f"/c/river/incidents/{home.id}?claim={first}"
    response = browser.send_form("/c/river/retract", number=str(kept.number), back=back)
    gather(case)
    assert home_of(case, first).id == home_of(case, last).id
    assert browser.get(response.headers["location"]).status_code == 200


def test_an_incident_that_is_named_anew_is_found_by_its_claim(browser, case):
    """The page that one comes back to is that of the incident with the claim, whatever it is called by then."""
    first, later = claim_of(case, 1), claim_of(case, 2)
    new, old = home_of(case, first).id, home_of(case, later).id
    browser.send_form("/c/river/judge", verb="merge", target=[old, new])
    gather(case)
    found = browser.get(f"/c/river/incidents/{old}?claim={later}", follow_redirects=False)
    assert f"/c/river/incidents/{new}" == urlsplit(found.headers["location"]).path
    assert browser.get(f"/c/river/incidents/{old}?claim=none").status_code == 404


def test_likely_incidents_are_offered_and_merged(browser, case):
    """What was split off is offered as the same; saying so brings it back."""
    first, last = claim_of(case, 1), claim_of(case, 6)
    browser.send_form("/c/river/judge", verb="split", target=last)
    gather(case)
    page = browser.get(f"/c/river/incidents/{home_of(case, first).id}").text
    offered = next(one for one in forms(page, "merge") if home_of(case, last).id in one["target"])
    assert browser.send_form("/c/river/judge", **offered).status_code == 303
    gather(case)
    assert home_of(case, first).id == home_of(case, last).id


@pytest.mark.parametrize(
    "given", ["{}", " {} ", "/c/river/incidents/{}", "http://127.0.0.1:8765/c/river/incidents/{}?a=1#b"]
)
def test_another_incident_is_named_by_its_id_or_its_address(browser, case, given):
    """What stands in the address bar will do."""
    here, there = home_of(case, claim_of(case, 1)), home_of(case, claim_of(case, 2))
    assert (
        browser.send_form("/c/river/judge", verb="merge", target=[here.id, given.format(there.id)]).status_code == 303
    )
    gather(case)
    assert home_of(case, claim_of(case, 1)).id == home_of(case, claim_of(case, 2)).id


@pytest.mark.parametrize("given", ["", "none", "HERE", "/c/river/incidents/none"])
def test_an_incident_that_is_none_is_not_merged(browser, case, given):
    """Nothing, something unknown, and the incident itself are refused."""
    here = home_of(case, claim_of(case, 1)).id
    sent = browser.send_form("/c/river/judge", verb="merge", target=[here, given.replace("HERE", here)])
    assert sent.status_code in {400, 404}
    assert [] == list(judgements(case))


def test_an_incident_is_alike_in_more_than_one_respect(browser, case):
    """What happened elsewhere to others, or in another week, is not offered."""
    del browser
    index = Indexes().of(case)
    suva = next(one for one in each_incident(case) if one.place and one.place.name == "Suva")
    offered = [head.place for head in alike(index, suva.id)]
    assert ["Apia"] == offered  # the same actor, a day later, in another country
    assert [] == alike(index, "none")
