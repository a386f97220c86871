"""followthemoney entities: schema names and properties as its model has them."""

from __future__ import annotations

import re

import invented
from told import account, actor, report, shelling, told

from sayso.export import ftm
from sayso.export.account import from_readings
from sayso.export.rows import Row, table

THING = {"name", "alias", "country", "summary", "description", "notes", "sourceUrl", "publisher", "keywords", "topics",
         "address", "addressEntity", "proof"}  # fmt: skip
INTERVAL = {"startDate", "endDate", "date", "summary", "description", "recordId", "sourceUrl", "publisher", "proof"}
MODEL = {
    "Article": THING | {"title", "author", "language", "date", "publishedAt", "fileName"},
    "Event": THING | INTERVAL | {"location", "important", "organizer", "involved"},
    "Note": THING | {"entity"},
    "Address": THING | {"full", "remarks", "street", "city", "postalCode", "region", "state", "latitude", "longitude"},
    "PublicBody": THING,
    "Organization": THING,
    "Person": THING,
    "UnknownLink": INTERVAL | {"role", "status", "subject", "object"},
}
"""Schemata and the properties that followthemoney's default model gives them, as far as they matter here."""
ENTITY_ID = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9\-.:]*[a-zA-Z0-9]\Z")
REFERENCES = ("proof", "addressEntity", "involved", "entity", "subject", "object")


def entities(accounts=None):
    """Return the entities of accounts, by id."""
    made = ftm.rows(from_readings([invented.market(), invented.bridge()]) if accounts is None else accounts)
    return {row.cells["id"]: row.cells for row in made if isinstance(row, Row)}


def test_schemata_and_properties_are_in_the_model():
    """Every entity has a schema of the model, its properties alone, values that are strings, and a name."""
    found = entities()
    assert {"Article", "Event", "Note", "Address"} <= {entity["schema"] for entity in found.values()}
    for key, entity in found.items():
        assert ENTITY_ID.match(key)
        assert set(entity["properties"]) <= MODEL[entity["schema"]]
        assert all(isinstance(value, str) and value for values in entity["properties"].values() for value in values)
        assert entity["schema"] == "UnknownLink" or entity["properties"]["name"]


def test_references_lead_to_entities():
    """Each reference is to an entity of the file, and a proof is an article."""
    found = entities()
    for entity in found.values():
        for name in REFERENCES:
            assert set(entity["properties"].get(name, ())) <= set(found)
        for proof in entity["properties"].get("proof", ()):
            assert "Article" == found[proof]["schema"]


def test_an_event_documents_its_columns():
    """The codebook's properties are those of an event."""
    (event,) = (e for e in entities([account(shelling())]).values() if e["schema"] == "Event")
    named = {name.removeprefix("properties.") for name in table("ftm").names} - {"id", "schema"}
    assert set(event["properties"]) <= named


def test_a_denial_is_a_note_and_no_event():
    """What is denied, planned or only spoken of is a note on its report."""
    found = entities()
    events = {one for e in found.values() if e["schema"] == "Event" for one in e["properties"]["recordId"]}
    notes = [e["properties"] for e in found.values() if e["schema"] == "Note"]
    assert {"c1", "c2", "c3", "c5", "d1"} == events
    assert {"denied", "planned", "hypothetical"} == {note["keywords"][1] for note in notes}


def test_who_is_somebody():
    """A group is an organisation and linked to whom it acts on; civilians are no entity."""
    of = report("The River Bend Front shelled the army and villagers in Ansongo")
    hit = [actor(of, "army", "military", country="ML"), actor(of, "villagers", "civilians")]
    found = entities([account(told(of, "shelled", actors=[actor(of, "River Bend Front", "rebels")], recipients=hit))])
    bodies = [entity for entity in found.values() if entity["schema"] in {"Organization", "PublicBody", "LegalEntity"}]
    named = {entity["properties"]["name"][0]: entity["schema"] for entity in bodies}
    assert {"River Bend Front": "Organization", "army": "PublicBody"} == named
    (link,) = (e["properties"] for e in found.values() if e["schema"] == "UnknownLink")
    ends = [found[link[end][0]]["properties"]["name"] for end in ("subject", "object")]
    assert [["River Bend Front"], ["army"]] == ends


def test_persons_are_not_linked_across_events():
    """Two persons of one name are two entities; a group of the table is one."""

    def of(name):
        text = report(f"{name} was shelled by the River Bend Front in Ansongo")
        return account(told(text, "shelled", actors=[actor(text, "River Bend Front", "rebels")],
                            recipients=[actor(text, name, "person")]))  # fmt: skip

    found = entities([of("Musa Example"), of("Musa Example")])
    assert 2 == sum(e["schema"] == "Person" for e in found.values())
    assert 1 == sum(e["schema"] == "Organization" for e in found.values())
