"""Whatever is altered in a case behind its back is found."""

from __future__ import annotations

import sqlite3

import made
import msgspec
import pytest

from sayso.casefile import Case, log
from sayso.casefile.judgements import judge
from sayso.casefile.verifying import verify


@pytest.fixture
def whole(case):
    """Return a case with reports, a second reading of one, and judgements."""
    case.put(made.readings())
    case.put_again([made.read(made.reports()[0], model=made.NEW)])
    claim = made.readings()[0][0].claims[0].id
    judge(case, "correct", [claim], by="Ana", changes={"killed": "9-14"})
    judge(case, "comment", [claim], by="Ben", note="See page 2.")
    return case


def test_a_case_that_nobody_touched_is_whole(whole):
    """Nothing is wrong with it, and the hash of its last entry is in its log."""
    result = verify(whole)
    assert ((), 12) == (result.faults, result.entries)
    assert () == verify(whole, head=result.head).faults


ALTERED = {
    "report": "UPDATE reports SET record = replace(record, 'Bentiu', 'Bentiv') WHERE number = 1",
    "report's column": "UPDATE reports SET published = '2021-03-06' WHERE number = 1",
    "report's id": "UPDATE reports SET id = 'x' WHERE number = 1",
    "claim": "UPDATE claims SET record = replace(record, 'Amber', 'Umber') WHERE reading = 1",
    "claim's column": "UPDATE claims SET status = 'denied' WHERE reading = 2",
    "claim's coordinates": "UPDATE claims SET lat = lat + 0.0001 WHERE reading = 2",
    "claim in force": "UPDATE claims SET in_force = NOT in_force WHERE reading = 1",
    "claim gone": "DELETE FROM claims WHERE reading = 4 AND position = 1",
    "claims swapped": "UPDATE claims SET position = 1 - position + 2 WHERE reading = 4",
    "party": "UPDATE parties SET name = 'unity armi' WHERE name = 'unity army'",
    "party gone": "DELETE FROM parties WHERE reading = 2",
    "reading's model": "UPDATE readings SET model = 'x' WHERE number = 2",
    "reading moved": "UPDATE readings SET report = 2 WHERE number = 1",
    "original gone": "DELETE FROM originals WHERE sha256 = (SELECT sha256 FROM reports WHERE number = 1)",
    "judgement": "UPDATE log SET payload = replace(payload, '14', '15') WHERE kind = 'judgement'",
    "judgement's time": "UPDATE log SET at = '2020-01-01T00:00:00Z' WHERE number = 11",
    "judgement gone": "DELETE FROM log WHERE number = 11",
    "entry's hash": "UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE number = 12",
    "entry's kind": "UPDATE log SET kind = 'case' WHERE number = 3",
    "entry no JSON": "UPDATE log SET payload = '{' WHERE number = 2",
}


@pytest.mark.parametrize("sql", ALTERED.values(), ids=ALTERED)
def test_what_was_altered_is_found(whole, sql):
    """A change of any record, column or entry, and the loss of any, is a fault."""
    whole.database.query(sql)
    assert verify(whole).faults


def test_any_byte_of_what_is_stored_counts(whole):
    """Each bit of an original's and of a reading's bytes that is turned is found."""
    for table, key in (("originals", "bytes"), ("readings", "record")):
        data = whole.database.query(f"SELECT {key} FROM {table} LIMIT 1")[0][0]
        for position in range(0, len(data), len(data) // 5):
            altered = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
            whole.database.query(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (altered, data))
            assert verify(whole).faults
            whole.database.query(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", (data, altered))
    assert () == verify(whole).faults


@pytest.mark.parametrize(
    "sql",
    ["INSERT INTO reports (number, id, sha256, record) VALUES (9, 'x', 'y', '{}')",
     "INSERT INTO originals (sha256, bytes) SELECT 'y', bytes FROM originals LIMIT 1",
     ("INSERT INTO readings (number, report, model, program, record) SELECT 9, report, model, program, record"
      " FROM readings WHERE number = 1"),
     ("INSERT INTO claims (reading, position, report, id, in_force, type, status, record) SELECT reading, 7, report,"
      " 'x', in_force, type, status, record FROM claims WHERE reading = 1")],
)  # fmt: skip
def test_what_was_slipped_in_is_found(whole, sql):
    """A record that no entry of the log speaks of is a fault."""
    whole.database.query(sql)
    assert verify(whole).faults


def test_a_case_that_was_made_anew_is_found_by_its_head(whole):
    """A log that was cut, or written anew with hashes that fit, lacks the hash that was kept elsewhere."""
    head = verify(whole).head
    whole.database.query("DELETE FROM log WHERE number = 12")
    assert () == verify(whole).faults
    assert ["log"] == [fault.part for fault in verify(whole, head=head).faults]


def test_the_log_is_a_chain(whole):
    """Each hash is that of the entry and the hash before it."""
    previous = log.BEGINNING
    for entry in log.entries(whole.database):
        wanted = log.hash_of(previous, number=entry.number, at=entry.at, kind=entry.kind, payload=entry.payload)
        assert wanted == entry.hash
        previous = entry.hash


def test_a_damaged_file_is_a_fault_or_an_error(tmp_path):
    """A SQLite file with a page of zeros in it does not pass for whole."""
    from sayso.errors import CaseError

    path = tmp_path / "a.case"
    with Case(str(path), create=True) as case:
        case.put(made.readings())
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        damaged = bytes(data[:page]) + bytes(4096) + bytes(data[page + 4096 :])
        path.write_bytes(damaged)
        try:
            with Case(str(path)) as case:
                assert verify(case).faults, page
        except CaseError:
            continue
        finally:
            for name in (f"{path}-wal", f"{path}-shm"):
                tmp_path.joinpath(name).unlink(missing_ok=True)


def test_faults_are_plain_records(whole):
    """What was found goes out as JSON."""
    whole.database.query(ALTERED["report"])
    decoded = msgspec.json.decode(msgspec.json.encode(verify(whole)))
    assert "report" == decoded["faults"][0]["part"]
