"""What was seen is kept: on which occasion, unchanged, and only as long as it may be."""

import os
import sqlite3
from datetime import date, datetime
from pathlib import Path
from threading import Thread

import pytest

from ott_toolkit import evidence
from ott_toolkit.errors import EvidenceError, QueryError
from ott_toolkit.evidence import Body, Occasion, Store, asking

PLANTED = "planted-in-a-body-121500000017"


@pytest.fixture
def store(tmp_path):
    kept = Store(tmp_path / "evidence.sqlite")
    yield kept
    kept.close()


def changed(store, *statements):
    """Change the file behind the store's back."""
    store.close()
    with sqlite3.connect(store.path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


# --- keeping ------------------------------------------------------------------------------------


def test_what_is_kept_comes_back_as_it_was(store):
    body = Body("https://portal.example/trx", {"number": "121500000017"}, b"\x00<html>\xff")
    kept = store.keep("page", body, status=200)
    assert (kept.entry, len(kept.hash)) == (1, 64)
    entry = store.entry(1)
    assert (entry.kind, entry.told["status"], entry.kept) == ("page", 200, kept)
    (back,) = store.bodies([1]).values()
    assert (back.address, back.query, back.content) == (body.address, body.query, body.content)


def test_the_hash_of_a_body_is_salted(store):
    body = Body(query={"number": "121500000017"})
    store.keep("lookup", body)
    store.keep("lookup", body)
    first, second = store.entries()
    assert first.digest != second.digest
    assert body.digest not in (first.digest, second.digest)


def test_entries_are_chosen_by_kind_and_time(store):
    store.keep("page")
    store.keep("lookup")
    day = store.entry(1).time[:10]
    assert [entry.kind for entry in store.entries("lookup", "purge")] == ["lookup"]
    assert [entry.id for entry in store.entries(since=day)] == [1, 2]
    assert store.entries(until=day) == []
    assert store.entries(since="9999") == []


def test_an_entry_that_is_not_there_says_where_to_look(store):
    with pytest.raises(EvidenceError, match="no evidence on this computer yet"):
        store.entry(1)
    store.keep("page")
    with pytest.raises(EvidenceError, match="no evidence #2"):
        store.entry(2)


def test_reading_makes_no_file(tmp_path):
    with pytest.raises(EvidenceError):
        Store(tmp_path / "none" / "evidence.sqlite").entries()
    assert list(tmp_path.iterdir()) == []


def test_a_transaction_is_done_as_a_whole_or_not_at_all(store):
    store.keep("page")

    with pytest.raises(KeyboardInterrupt), store.writing() as connection:
        connection.execute("INSERT INTO bodies VALUES (9, '', '{}', x'', x'')")
        raise KeyboardInterrupt
    assert store.bodies([9]) == {}
    assert store.keep("page").entry == 2


def test_a_file_that_was_moved_away_is_not_written_to_any_more(store, tmp_path):
    store.keep("page")
    store.close()  # as Windows wants it before a file is moved
    store.path.rename(tmp_path / "moved.sqlite")
    assert store.keep("lookup").entry == 1
    assert [entry.kind for entry in store.entries()] == ["lookup"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="an open file cannot be moved")
def test_an_open_file_that_is_moved_away_is_not_written_to_any_more(store, tmp_path):
    store.keep("page")
    for path in tmp_path.glob("evidence.sqlite*"):
        path.rename(path.with_name(path.name.replace("evidence", "moved")))
    assert store.keep("lookup").entry == 1
    moved = Store(tmp_path / "moved.sqlite")
    assert [entry.kind for entry in moved.entries()] == ["page"]


def test_the_folder_is_the_users_own_or_the_one_that_is_named(monkeypatch, tmp_path):
    assert evidence.location().parent.name == "ott-toolkit"
    monkeypatch.setenv("OTT_EVIDENCE", str(tmp_path))
    assert evidence.location() == tmp_path / "evidence.sqlite"
    assert evidence.store() is evidence.store()


# --- the occasion -------------------------------------------------------------------------------


def test_an_entry_tells_who_asked_and_why(store):
    with asking(Occasion("Sari", "INC-7", "quality-check")):
        store.keep("lookup", table="subscriptions")
    store.keep("lookup")
    first, second = (entry.told for entry in store.entries())
    assert first == {
        "who": "Sari", "ticket": "INC-7", "purpose": "quality-check", "table": "subscriptions",
    }  # fmt: skip
    assert second["who"]
    assert second["purpose"] == "billing-complaint"
    assert "ticket" not in second


def test_a_thread_has_an_occasion_of_its_own():
    seen = []
    with asking(Occasion("Sari", "INC-7")):
        thread = Thread(target=lambda: seen.append(evidence.occasion().ticket))
        thread.start()
        thread.join()
        assert evidence.occasion().ticket == "INC-7"
    assert seen == [""]
    assert not evidence.occasion().ticket


@pytest.mark.parametrize("ticket", ["x" * 41, "INC\n7", "<b>", "=1+1|", "\u202e7"])
def test_what_is_no_ticket_is_refused(ticket):
    with pytest.raises(QueryError, match="no ticket number"):
        Occasion(ticket=ticket)


@pytest.mark.parametrize("ticket", ["", "INC-7", "SR/2026/11#4", "x" * 40])
def test_a_ticket_is_taken_as_it_is(ticket):
    assert Occasion(ticket=f" {ticket} ").ticket == ticket


def test_a_purpose_is_one_of_those_that_are_named():
    with pytest.raises(QueryError, match="no purpose"):
        Occasion(purpose="curious about 121500000017")


@pytest.mark.parametrize(
    ("asked", "needs", "refused"),
    [
        (Occasion(), True, "ticket number is needed"),
        (Occasion(), False, None),
        (Occasion(practice=True), True, None),
        (Occasion(ticket="INC-7"), True, None),
        (Occasion(ticket="1215-0000-0017"), True, "the customer's number"),
        (Occasion(ticket="1215-0000-0018"), True, None),
        (Occasion(ticket="121500000017", practice=True), False, "the customer's number"),
    ],
)
def test_a_customer_is_looked_up_for_a_ticket(asked, needs, refused):
    if refused is None:
        asked.of("121500000017", needs_ticket=needs)
        return
    with pytest.raises(QueryError, match=refused):
        asked.of("121500000017", needs_ticket=needs)


# --- what stays, what goes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entries WHERE id = 1",
        "UPDATE entries SET about = '{}' WHERE id = 1",
        "UPDATE bodies SET content = x'00' WHERE entry = 1",
        "DELETE FROM bodies WHERE entry = 1",
        "REPLACE INTO entries VALUES (1, '', '', '', '', '')",
    ],
)
def test_what_was_kept_refuses_to_be_changed(store, statement):
    store.keep("page", Body(content=b"seen"))
    with pytest.raises(sqlite3.IntegrityError), sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute(statement)
    connection.close()
    assert evidence.verify(store.path).faults == ()


def test_the_day_itself_is_not_purged(store):
    store.keep("page", Body(content=b"seen"))
    done = evidence.purge(store, date.fromisoformat(store.entry(1).time[:10]))
    assert done.bodies == 0
    assert store.bodies([1])


def test_what_is_purged_is_gone_from_the_disk(store, monkeypatch):
    monkeypatch.setattr(
        "ott_toolkit.evidence.database.now", lambda: datetime(2022, 3, 20, 23, 59, 59)
    )
    for _ in range(3):
        store.keep("page", Body(PLANTED, {"number": PLANTED}, PLANTED.encode()))
    monkeypatch.undo()
    store.keep("page", Body("stays", content=b"seen today"))
    assert PLANTED.encode() in b"".join(file.read_bytes() for file in files(store))
    done = evidence.purge(store, date(2022, 3, 21))
    assert done.bodies == 3
    assert PLANTED.encode() not in b"".join(file.read_bytes() for file in files(store))
    assert store.bodies([1, 2, 3, 4]).keys() == {4}
    said = store.entry(done.kept.entry).told
    assert (said["before"], said["bodies"]) == ("2022-03-21", [[1, 3]])
    found = evidence.verify(store.path)
    assert (found.entries, found.bodies, found.purged, found.faults) == (5, 1, 3, ())


def files(store: Store) -> list[Path]:
    return sorted(store.path.parent.glob("evidence.sqlite*"))


def test_a_day_to_come_is_not_purged(store):
    store.keep("page")
    with pytest.raises(QueryError, match="still to come"):
        evidence.purge(store, date(2999, 1, 1))


def test_a_purge_begins_no_file(store):
    with pytest.raises(EvidenceError, match="no evidence on this computer"):
        evidence.purge(store, date(2022, 1, 1))
    assert files(store) == []


def test_a_file_that_is_whole_is_found_so(store):
    store.keep("page", Body(content=b"seen"))
    last = store.keep("lookup")
    found = evidence.verify(store.path, {last.entry: last.hash[:16]})
    assert (found.entries, found.bodies, found.purged) == (2, 1, 0)
    assert (found.head, found.faults) == ((last.entry, last.hash), ())


@pytest.mark.parametrize("cited", ["0" * 16, "", "abc"])
def test_what_was_cited_otherwise_is_found(store, cited):
    last = store.keep("lookup")
    said = cited if cited != "abc" else last.hash[:3]
    (fault,) = evidence.verify(store.path, {1: said}).faults
    assert "#1 is not the entry that was cited" in str(fault)
    (fault,) = evidence.verify(store.path, {2: last.hash}).faults
    assert "#2" in str(fault)


def test_a_changed_body_is_not_concluded_from(store):
    store.keep("page", Body(content=b"seen"))
    changed(
        store,
        "DROP TRIGGER bodies_are_not_changed",
        'UPDATE bodies SET query = \'{"number":"121500000018"}\'',
    )
    with pytest.raises(EvidenceError, match="#1 was changed"):
        store.bodies([1])
