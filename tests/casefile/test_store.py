"""What a case file does, the same in both databases."""

from __future__ import annotations

import threading

import made
import msgspec
import pytest

from bench import servers
from sayso.casefile import Case, log
from sayso.errors import CaseUnavailable, NewerCase, NoCase, NotACase, NotInCase
from sayso.report import Report


def test_what_is_put_in_comes_out(case):
    """Readings, reports and the bytes that they came as are what they were, in the order in which they came."""
    wanted = made.readings()
    assert tuple(reading for reading, _ in wanted) == case.put(wanted)
    assert [reading for reading, _ in wanted] == list(case.each_reading())
    assert [reading.report for reading, _ in wanted] == list(case.each_report())
    assert [data for _, data in wanted] == [case.original(reading.report.sha256) for reading, _ in wanted]


def test_a_case_outlives_its_connection(location):
    """What was put in is there when the case is opened anew, without being made."""
    with Case(location, create=True) as case:
        case.put(made.readings())
    with Case(location) as case:
        assert {"reports": 4, "claims": 5} == case.counts()


def test_the_same_report_again_changes_nothing(case):
    """Neither the tables nor the log know that it came a second time, alone or in one batch with others."""
    case.put([*made.readings(), *made.readings()])
    before = log.head(case.database)
    assert () == case.put(made.readings())
    assert (before, 4) == (log.head(case.database), case.counts()["reports"])


def test_pages_make_up_the_whole(case):
    """Pages of any size give all reports, in order, each once."""
    case.put(made.readings())
    for limit in (1, 3, 10):
        ids, after = [], 0
        while page := case.reports(after=after, limit=limit):
            ids += [held.report.id for held in page]
            after = page[-1].number
        assert [report.id for report in made.reports()] == ids


def test_two_reports_of_one_id_are_told_apart(case):
    """The second gets the beginning of its sha256 after the id, also within one batch; its claims are its own."""
    twins = [Report.from_text(f"Rebels shelled number {n}.", id="1") for n in range(3)]
    kept = case.put((made.read(report), None) for report in twins[:2])
    kept += case.put([(made.read(twins[2]), None)])
    assert ["1", f"1~{twins[1].sha256[:8]}", f"1~{twins[2].sha256[:8]}"] == [reading.report.id for reading in kept]
    assert 3 == len(case.claims(claim.id for reading in kept for claim in reading.claims))


def test_a_batch_is_kept_whole_or_not_at_all(case):
    """Where one reading can't be kept, none of its batch is."""
    broken = msgspec.structs.replace(made.readings()[1][0], claims=(1,))
    with pytest.raises(AttributeError):
        case.put([made.readings()[0], (broken, None)])
    assert (0, 1) == (case.counts()["reports"], log.head(case.database)[0])
    assert 4 == len(case.put(made.readings()))


def test_claims_are_looked_up_by_id(case):
    """Each comes with its report; ids that are not there are left out."""
    case.put(made.readings())
    reading = made.readings()[3][0]
    ids = [claim.id for claim in reading.claims]
    assert {claim.id: (reading.report, claim) for claim in reading.claims} == case.claims([*ids, "no such claim"])


@pytest.mark.parametrize("ask", ["report", "reading", "original"])
def test_what_is_not_there_is_said_to_be_missing(case, ask):
    """An id that nothing has is an error that names it."""
    with pytest.raises(NotInCase, match="ghost"):
        getattr(case, ask)("ghost")


def test_a_later_reading_takes_the_place_of_the_earlier(case):
    """The last reading counts, in every way of asking; the earlier one is kept beside it."""
    case.put(made.readings())
    report = made.reports()[3]
    later = msgspec.structs.replace(
        made.read(report, model=made.NEW, shift=1), claims=made.read(report, shift=1).claims[:1]
    )
    case.put_again([later])
    assert (later, 4) == (case.reading("islands"), case.counts()["claims"])
    earlier = [claim.id for claim in made.read(report).claims]
    assert {} == case.claims(earlier)
    assert [(2,)] == case.database.query("SELECT count(*) FROM claims WHERE id IN (?, ?)", earlier)


def test_a_reading_needs_its_report(case):
    """Nothing is kept of a reading whose report the case does not have."""
    with pytest.raises(NotInCase):
        case.put_again([made.readings()[0][0]])
    assert 1 == log.head(case.database)[0]


def test_any_text_is_held(case):
    """NUL, astral characters and right-to-left text come back as they went in."""
    report = Report.from_text("\0 🌉 قال شاهد إن the \0Front shelled us.", id="odd", title="\0", outlet="O\0utlet")
    case.put([(made.read(report), b"\0\xff")])
    assert (report, b"\0\xff") == (case.report("odd"), case.original(report.sha256))


def test_writers_wait_for_each_other(location):
    """Two who add at once both get all of theirs in, and one chain in the log."""
    reports = [Report.from_text(f"Rebels shelled number {n}.") for n in range(40)]
    Case(location, create=True).close()

    def add(mine):
        with Case(location) as case:
            for report in mine:
                case.put([(made.read(report), None)])

    threads = [threading.Thread(target=add, args=(reports[start : start + 30],)) for start in (0, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Case(location) as case:
        assert {report.sha256 for report in reports} == {report.sha256 for report in case.each_report()}
        assert list(range(1, 82)) == [entry.number for entry in log.entries(case.database)]


def test_a_reader_sees_what_was_there_while_another_writes(location):
    """A batch that is being written is not seen before it is whole, and nobody waits for it."""
    with Case(location, create=True) as writer, Case(location) as reader:
        with writer.database.writing():
            writer.database.query("DELETE FROM log")
            assert 1 == log.head(reader.database)[0]
        assert 0 == log.head(reader.database)[0]


def test_there_is_no_case_where_there_is_no_file(tmp_path):
    """A case is made only where that is asked for."""
    with pytest.raises(NoCase, match=r"a\.case"):
        Case(str(tmp_path / "a.case"))
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("data", [b"Not a database, but long enough to be read as one." * 90, None])
def test_what_is_no_case_is_left_alone(tmp_path, data):
    """Neither another kind of file nor a database of another program is written to."""
    import sqlite3

    path = tmp_path / "a.case"
    if data is None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE reports (x)")
        connection.close()
    else:
        path.write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(NotACase):
        Case(str(path), create=True)
    assert before == path.read_bytes()


def test_a_database_of_another_program_is_left_alone(server):
    """A PostgreSQL database with tables of the same names is no case."""
    address = servers.new_schema(server)
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE reports (x text)")
    with pytest.raises(NotACase):
        Case(address, create=True)


def test_a_case_from_the_future_is_left_alone(case, location):
    """A layout that this version does not know is an error that says so."""
    case.database.query("UPDATE layout SET version = 99")
    with pytest.raises(NewerCase, match="99"):
        Case(location)


def test_a_server_that_is_not_there_is_named_without_its_password():
    """What went wrong is said; the password is not."""
    pytest.importorskip("psycopg")
    with pytest.raises(CaseUnavailable) as caught:
        Case("postgresql://ana:secret@127.0.0.1:1/case")
    assert "ana:***@127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)
