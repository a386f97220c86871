"""GeoJSON, W3C Web Annotation, PROV-O and schema.org: what their standards ask for."""

from __future__ import annotations

import datetime as dt
import io
import re
from uuid import UUID

import invented
import msgspec
import pytest
from jsonschema import Draft202012Validator
from told import account, report, shelling, told

from sayso.export import annotation, geojson, prov, schema_org
from sayso.export.account import Account, from_readings
from sayso.export.formats import FORMATS
from sayso.export.iris import address, report_iri
from sayso.export.rows import Row, table
from sayso.export.writing import write_document
from sayso.incident import Incident

READINGS = [invented.market(), invented.bridge()]
POSITION = {"type": "number"}
GEOJSON = {
    "type": "object", "required": ["type", "features"], "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {
            "type": "object", "required": ["type", "geometry", "properties"], "properties": {
                "type": {"const": "Feature"}, "id": {"type": ["string", "number"]},
                "properties": {"type": ["object", "null"]},
                "geometry": {"oneOf": [{"type": "null"}, {
                    "type": "object", "required": ["type", "coordinates"], "properties": {
                        "type": {"const": "Point"},
                        "coordinates": {"type": "array", "prefixItems": [
                            {"type": "number", "minimum": -180, "maximum": 180},
                            {"type": "number", "minimum": -90, "maximum": 90}], "minItems": 2, "maxItems": 3}}}]}}}}},
}  # fmt: skip
"""RFC 7946, as far as it is used."""
IRI = {"type": "string", "pattern": r"^(urn:uuid:|ni:///sha-256;|https?://)\S+$"}
SELECTOR = {"oneOf": [
    {"type": "object", "required": ["type", "start", "end"], "additionalProperties": False, "properties": {
        "type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0}}},
    {"type": "object", "required": ["type", "exact"], "additionalProperties": False, "properties": {
        "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1},
        "prefix": {"type": "string"}, "suffix": {"type": "string"}}},
]}  # fmt: skip
TARGET = {"type": "object", "required": ["source"], "properties": {
    "type": {"const": "SpecificResource"}, "source": IRI,
    "selector": {"type": "array", "items": SELECTOR}}}  # fmt: skip
PURPOSES = ["assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
            "identifying", "linking", "moderating", "questioning", "replying", "tagging"]  # fmt: skip
BODY = {"type": "object", "required": ["type", "value"], "properties": {
    "type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": {"enum": PURPOSES}}}  # fmt: skip
COLLECTION = {
    "type": "object", "required": ["@context", "id", "type", "first", "total"], "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "id": IRI, "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer"},
        "first": {"type": "object", "required": ["id", "type", "partOf", "items"], "properties": {
            "type": {"const": "AnnotationPage"}, "partOf": IRI, "startIndex": {"const": 0},
            "items": {"type": "array", "items": {
                "type": "object", "required": ["id", "type", "target"], "properties": {
                    "id": IRI, "type": {"const": "Annotation"}, "motivation": {"enum": PURPOSES},
                    "body": {"oneOf": [BODY, {"type": "array", "items": BODY}]},
                    "target": {"oneOf": [TARGET, {"type": "array", "items": TARGET}]}}}}}}},
}  # fmt: skip
"""Web Annotation Data Model, sections 3 to 5, as far as it is used."""
PROV_TERMS = {"used", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource",
              "wasGeneratedBy", "hadMember", "value", "Entity", "Activity", "Agent", "Person", "Organization",
              "SoftwareAgent", "Collection"}  # fmt: skip
"""Terms of PROV-O that are used, by their names in the Recommendation."""
SCHEMA_ORG = {
    "Claim": {"identifier", "name", "text", "creativeWorkStatus", "creditText", "author", "appearance",
              "temporalCoverage", "spatialCoverage", "about"},
    "NewsArticle": {"identifier", "headline", "url", "datePublished", "inLanguage", "publisher"},
    "NewsMediaOrganization": {"name"}, "Organization": {"name", "description"}, "Person": {"name", "description"},
    "Thing": {"name", "description"}, "Event": {"name", "startDate", "endDate", "location"},
    "Place": {"name", "geo", "address"}, "GeoCoordinates": {"latitude", "longitude"},
    "PostalAddress": {"addressRegion", "addressCountry"},
}  # fmt: skip
"""Types and the properties that schema.org gives them, as far as they are used."""


def document(name, accounts=None):
    """Return the document of a format, decoded."""
    form, stream = FORMATS[name], io.BytesIO()
    rows = form.rows(from_readings(READINGS) if accounts is None else accounts)
    write_document(form.frame, (row.cells for row in rows if isinstance(row, Row)), stream, name="urn:uuid:" + "0" * 8)
    return msgspec.json.decode(stream.getvalue())


def claims():
    """Return all claims of the readings with their reports."""
    return [(reading.report, claim) for reading in READINGS for claim in reading.claims]


@pytest.mark.parametrize(("name", "schema"), [("geojson", GEOJSON), ("annotation", COLLECTION)])
def test_documents_are_valid(name, schema):
    """The document, with and without objects in it, is what its standard says."""
    Draft202012Validator(schema).validate(document(name))
    Draft202012Validator(schema).validate(document(name, []))


def test_a_feature_has_longitude_first():
    """RFC 7946 has longitude before latitude."""
    found = geojson.feature(account(shelling())).cells
    assert {"type": "Point", "coordinates": [0.5022, 15.6597]} == found["geometry"]
    assert list(table("geojson").names) == list(found["properties"])


@pytest.mark.parametrize(
    ("place", "at"), [("country", {}), ("region", {}), ("unknown", {}), (None, {}), ("part", {"admin1": None})]
)
def test_no_dot_in_the_middle_of_a_country(place, at):
    """What is known no finer than a country, or as a part of one, has no point."""
    assert None is geojson.feature(account(shelling(place=place, at=at))).cells["geometry"]


def test_denials_are_no_features_but_are_named():
    """A denied event is not on the map; a denial of a reported one is listed with it."""
    claim, denial = shelling(), shelling(status="denied")
    assert [] == document("geojson", [account(denial)])["features"]
    (feature,) = document("geojson", [account(claim, denial)])["features"]
    assert [[claim.claim.id], [denial.claim.id]] == [feature["properties"][key] for key in ("claims", "denials")]


def test_selectors_choose_the_words():
    """Both selectors choose the same words, and prefix and suffix are what stands around them."""
    texts = {address(reading.report) or report_iri(reading.report): reading.report.text for reading in READINGS}
    items = document("annotation")["first"]["items"]
    assert items
    for item in items:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert quote["exact"] == text[position["start"] : position["end"]]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert whole == text[position["start"] - len(quote["prefix"]) : position["end"] + len(quote["suffix"])]


def test_every_claim_is_annotated_with_its_status():
    """Each claim has one annotation by its id, which tags its status, and its cells belong to it."""
    items = document("annotation")["first"]["items"]
    whole = {item["dcterms:identifier"]: item for item in items if "dcterms:identifier" in item}
    assert {claim.id: f"status:{claim.status}" for _, claim in claims()} == {
        key: next(body["value"] for body in item["body"] if body["value"].startswith("status:"))
        for key, item in whole.items()
    }
    parts = {item["dcterms:isPartOf"]["id"] for item in items if "dcterms:isPartOf" in item}
    assert {item["id"] for item in whole.values()} == parts
    assert len(items) == document("annotation")["total"] == len({item["id"] for item in items})


def test_a_report_on_the_web_is_the_source():
    """An address is the target; without one the hash of the bytes is (RFC 6920)."""
    of = report("The Front shelled Ansongo")
    assert re.fullmatch(
        r"ni:///sha-256;[\w-]{43}", annotation.target(of, told(of, "shelled").claim.event.trigger)["source"]
    )
    there = msgspec.structs.replace(of, url="https://example.org/a")
    assert "https://example.org/a" == annotation.target(there, told(there, "shelled").claim.event.trigger)["source"]
    wrong = msgspec.structs.replace(of, url="javascript:alert(1)")
    assert annotation.target(wrong, told(wrong, "shelled").claim.event.trigger)["source"].startswith("ni:")


def test_the_graph_uses_prov_terms_and_has_no_loose_ends():
    """Each term is PROV-O's, each node is there once, and each name that a relation points to is a node."""
    graph = document("prov")["@graph"]
    names = [node["@id"] for node in graph]
    assert len(names) == len(set(names))
    for node in graph:
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        used = {term for term in (*node, *kinds) if term.startswith("prov:")}
        assert {term.removeprefix("prov:") for term in used} <= PROV_TERMS
        assert set(node) <= set(table("prov").names)
        for term, value in node.items():
            if term in prov.CONTEXT and term.startswith("prov:"):
                assert set(value if isinstance(value, list) else [value]) <= set(names)


def test_a_chain_can_be_walked():
    """From a claim, derivations lead through each source of the chain to the innermost, in order."""
    reading = READINGS[0]
    graph = {node["@id"]: node for node in document("prov")["@graph"]}
    claim = next(node for node in graph.values() if node.get("dcterms:identifier") == reading.claims[1].id)
    walked, at = [], claim
    while True:
        steps = [*_list(at.get("prov:wasQuotedFrom")), *_list(at.get("prov:wasDerivedFrom"))]
        deeper = [graph[step] for step in steps if graph[step]["@type"] == "prov:Entity"]
        if not deeper:
            break
        (at,) = deeper
        agent = graph[at["prov:wasAttributedTo"]]
        walked.append(agent.get("schema:name") or agent["schema:description"])
    assert [link.source for link in reading.claims[1].chain[1:]] == walked
    assert at["@id"] == claim["prov:hadPrimarySource"]


def test_a_direct_quote_is_quoted_from_its_source():
    """What the report quotes was quoted from the source; what it reports was derived."""
    graph = {node["@id"]: node for node in document("prov")["@graph"]}
    claim = next(node for node in graph.values() if node.get("dcterms:identifier") == "c2")
    (courier,) = (graph[iri] for iri in claim["prov:wasDerivedFrom"] if graph[iri]["@type"] == "prov:Entity")
    assert claim["prov:hadPrimarySource"] == courier["prov:wasQuotedFrom"]


def test_nobody_unnamed_is_linked_across_reports():
    """“A doctor” of one report is another node than “a doctor” of the next; an agency is one."""
    sources = [("an agency", "agency", True), ("a doctor", "person", False)]
    first, second = (account(shelling(sources=sources)) for _ in range(2))
    graph = document("prov", [first, second])["@graph"]
    assert 2 == sum(node.get("schema:description") == "a doctor" for node in graph)
    assert 1 == sum(node.get("schema:name") == "an agency" for node in graph)


def test_an_incident_holds_its_claims():
    """An incident is a collection whose members are its claims."""
    both = (shelling(), shelling(status="denied"))
    incident = Incident(id="i1", standing="contested", rule="r", independent_sources=1)
    graph = document("prov", [Account(id="i1", told=both, incident=incident)])["@graph"]
    (collection,) = (node for node in graph if "prov:Collection" in node["@type"])
    members = {node["@id"]: node for node in graph}
    assert [t.claim.id for t in both] == [members[iri]["dcterms:identifier"] for iri in collection["prov:hadMember"]]


def _list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def _nodes(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def test_schema_org_terms():
    """Types and properties are schema.org's."""
    for node in _nodes(document("schema-org")["@graph"]):
        assert set(node) - {"@type", "@id"} <= SCHEMA_ORG[node["@type"]]


def test_schema_org_claims():
    """Each claim is a Claim in its article; only what took place is about an event; no rating is given."""
    graph = document("schema-org")["@graph"]
    assert [claim.id for _, claim in claims()] == [node["identifier"] for node in graph]
    about = {node["identifier"] for node in graph if "about" in node}
    assert {c.id for _, c in claims() if c.status in {"occurred", "ongoing"} and not c.habitual} == about
    assert all(set(node) <= set(table("schema-org").names) for node in graph)


def test_days_are_an_iso_interval():
    """One day is a date, several are an interval."""
    cover = [node.get("temporalCoverage") for node in document("schema-org")["@graph"]]
    assert {"2021-03-18", "2021-03-01/2021-03-07"} <= set(cover)


def test_names_are_stable():
    """The same readings give the same names: nothing is drawn by lot."""
    assert document("prov") == document("prov")
    names = [node["@id"] for node in schema_org_nodes()]
    assert all(UUID(name.removeprefix("urn:uuid:")).version == 5 for name in names)


def schema_org_nodes():
    """Return the nodes of claims."""
    return [row.cells for row in schema_org.rows(from_readings(READINGS)) if isinstance(row, Row)]


def test_a_lone_surrogate_does_not_stop_a_document():
    """Text that UTF-8 can't hold is written with U+FFFD."""
    of = report("The Front shelled Ansongo \ud800", published=dt.date(2023, 3, 14))
    items = document("annotation", [account(told(of, "shelled"))])["first"]["items"]
    assert "�" in items[0]["target"][0]["selector"][1]["exact"]
