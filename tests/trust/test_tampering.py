"""Whatever is done to a file of evidence is found, and where."""

import random
import shutil
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest

from ott_toolkit import evidence
from ott_toolkit.errors import EvidenceError
from ott_toolkit.evidence import Body, Store
from ott_toolkit.evidence.chain import BEGINNING, Entry

ENTRIES = 12
PURGED = 3
"""The first so many have lost their bodies by a purge."""

UNGUARD = "".join(
    f"DROP TRIGGER {name};"
    for name in ("entries_stay", "entries_are_not_changed", "bodies_stay", "bodies_are_not_changed")
)
GUARD = {
    name: sql
    for sql in evidence.database.SCHEMA
    if sql.startswith("CREATE TRIGGER")
    for name in [sql.split()[2]]
}

TAMPERINGS = {
    # changed
    **{
        f"{column} of an entry is changed": f"UPDATE entries SET {column} = {value} WHERE id = 6"
        for column, value in {
            "time": "'2022-03-20 09:00:00'",
            "kind": "'lookup'",
            "about": "replace(about, 'Sari', 'Budi')",
            "digest": "upper(digest)",
            "hash": "upper(hash)",
        }.items()
    },
    **{
        f"{column} of a body is changed": f"UPDATE bodies SET {column} = {value} WHERE entry = 6"
        for column, value in {
            "address": "address || '/'",
            "query": "replace(query, '17', '18')",
            "content": "x'789c030000000001'",
            "salt": "zeroblob(16)",
        }.items()
    },
    "a body's content is no archive": "UPDATE bodies SET content = x'00' WHERE entry = 6",
    "two bodies change places": (
        "UPDATE bodies SET entry = 100 WHERE entry = 6; UPDATE bodies SET entry = 6"
        " WHERE entry = 7; UPDATE bodies SET entry = 7 WHERE entry = 100"
    ),
    "two entries change places": (
        "UPDATE entries SET id = 100 WHERE id = 6; UPDATE entries SET id = 6 WHERE id = 7;"
        "UPDATE entries SET id = 7 WHERE id = 100"
    ),
    "the last entry is changed": "UPDATE entries SET about = '{}' WHERE id = 12",
    "the first entry is changed": "UPDATE entries SET about = '{}' WHERE id = 1",
    "another table is put in": "CREATE TABLE more (x)",
    # cut
    "the first entry is cut": "DELETE FROM entries WHERE id = 1",
    "an entry is cut": "DELETE FROM entries WHERE id = 6; DELETE FROM bodies WHERE entry = 6",
    "an entry is cut and the rest moves up": (
        "DELETE FROM entries WHERE id = 6; DELETE FROM bodies WHERE entry = 6;"
        "UPDATE entries SET id = id - 1 WHERE id > 6; UPDATE bodies SET entry = entry - 1"
        " WHERE entry > 6; UPDATE sqlite_sequence SET seq = 11"
    ),
    "the last entry is cut": "DELETE FROM entries WHERE id = 12; DELETE FROM bodies WHERE entry=12",
    "all entries are cut": "DELETE FROM entries; DELETE FROM bodies",
    "a body is cut": "DELETE FROM bodies WHERE entry = 6",
    "all bodies are cut": "DELETE FROM bodies",
    # put in
    "an entry is put in": (
        "UPDATE entries SET id = -id - 1 WHERE id > 6; UPDATE bodies SET entry = -entry - 1"
        " WHERE entry > 6; UPDATE entries SET id = -id WHERE id < 0; UPDATE bodies SET entry ="
        " -entry WHERE entry < 0; INSERT INTO entries SELECT 7, time, kind, about, '', hash FROM"
        " entries WHERE id = 6"
    ),
    "an entry is put in at the end": (
        "INSERT INTO entries SELECT 13, time, kind, about, '', hash FROM entries WHERE id = 12"
    ),
    "an entry is put in far behind": (
        "INSERT INTO entries SELECT 99, time, kind, about, '', hash FROM entries WHERE id = 12"
    ),
    "an entry is put in before the first": (
        "INSERT INTO entries SELECT 0, time, kind, about, '', hash FROM entries WHERE id = 12"
    ),
    "a body is put in": "INSERT INTO bodies VALUES (99, '', '{}', x'789c030000000001', x'00')",
    "a body is put in where it was purged": (
        "INSERT INTO bodies SELECT 2, address, query, content, salt FROM bodies WHERE entry = 6"
    ),
    "an entry says that it purged": (
        "UPDATE entries SET kind = 'purge', about = '{\"bodies\":[[5,12]]}' WHERE id = 6;"
        "DELETE FROM bodies WHERE entry >= 6"
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of evidence that is as it was kept."""
    path = tmp_path_factory.mktemp("whole") / "evidence.sqlite"
    store = Store(path)
    with pytest.MonkeyPatch.context() as patch, evidence.asking(evidence.Occasion("Sari", "INC-7")):
        patch.setattr("ott_toolkit.evidence.database.now", lambda: datetime(2022, 3, 19))
        for nth in range(1, ENTRIES):
            if nth == PURGED + 1:
                patch.setattr("ott_toolkit.evidence.database.now", lambda: datetime(2022, 3, 20))
                evidence.purge(store, date(2022, 3, 20))
            query = {"number": "121500000017", "nth": nth}
            store.keep("page", Body("https://portal.example", query, bytes(200 * nth)), status=200)
    store.close()
    return path


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "evidence.sqlite"))


def test_what_nobody_touched_is_found_whole(whole):
    found = evidence.verify(whole)
    assert (found.entries, found.bodies, found.purged, found.faults) == (
        ENTRIES, ENTRIES - 1 - PURGED, PURGED, (),
    )  # fmt: skip


@pytest.mark.parametrize("guarded", [False, True], ids=["open", "guarded again"])
@pytest.mark.parametrize("done", TAMPERINGS)
def test_what_was_done_is_found(copy, done, guarded, figures):
    with sqlite3.connect(copy) as connection:
        connection.executescript(UNGUARD + TAMPERINGS[done])
        if guarded:  # whoever is careful puts the guards back
            connection.executescript(";".join(GUARD.values()))
    connection.close()
    faults = [str(fault) for fault in evidence.verify(copy).faults]
    if guarded:
        figures("tampering", done=done, found=faults[0] if faults else "MISSED")
    figures("tampering", tried=1, found=int(bool(faults)), missed=int(not faults))
    assert faults
    guards = "The guards that keep entries from being changed were taken away."
    assert (guards in faults) is (not guarded or done == "another table is put in")


@pytest.mark.parametrize("name", sorted(GUARD))
def test_a_guard_that_was_taken_away_or_changed_is_found(copy, name, figures):
    with sqlite3.connect(copy) as connection:
        connection.executescript(f"DROP TRIGGER {name};{GUARD[name].replace('BEFORE', 'AFTER')}")
    connection.close()
    (fault,) = evidence.verify(copy).faults
    figures("tampering", tried=1, found=1, missed=0)
    assert "guards" in str(fault)


def test_a_file_that_was_rewritten_as_a_whole_is_found_by_what_was_cited(copy, figures):
    cited = {entry.id: entry.hash for entry in Store(copy).entries()}
    with sqlite3.connect(copy) as connection:
        connection.executescript(UNGUARD)
        previous = BEGINNING
        for row in connection.execute("SELECT * FROM entries ORDER BY id").fetchall():
            entry = Entry(*row[:3], row[3].replace("Sari", "Budi"), row[4]).after(previous)
            connection.execute(
                "UPDATE entries SET about = ?, hash = ? WHERE id = ?",
                (entry.about, entry.hash, entry.id),
            )
            previous = entry.hash
        connection.executescript(";".join(GUARD.values()))
    connection.close()
    assert evidence.verify(copy).faults == (), "by itself it is consistent"
    for number, said in cited.items():
        found = evidence.verify(copy, {number: said[:32]}).faults
        figures("tampering", tried=1, found=len(found), missed=1 - len(found))
        assert found


@pytest.mark.parametrize("seed", range(40))
def test_bytes_that_were_overwritten_are_found_or_change_nothing(whole, copy, seed, figures):
    chance = random.Random(seed)
    content = bytearray(copy.read_bytes())
    for place in chance.sample(range(len(content)), chance.choice([1, 4, 64])):
        content[place] ^= chance.randrange(1, 256)
    copy.write_bytes(content)
    try:
        faults = evidence.verify(copy).faults
    except EvidenceError:
        faults = ("unreadable",)
    harmless = not faults and contents(copy) == contents(whole)
    figures(
        "tampering", bytes_tried=1, bytes_found=int(bool(faults)),
        bytes_without_effect=int(harmless), missed=int(not faults and not harmless),
    )  # fmt: skip
    assert faults or harmless


@pytest.mark.parametrize("part", [0, 1, 100, 4096, 0.3, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_found(copy, part, figures):
    content = copy.read_bytes()
    copy.write_bytes(content[: part if isinstance(part, int) else int(len(content) * part)])
    try:
        found = evidence.verify(copy).faults
    except EvidenceError:
        found = ("unreadable",)
    figures("tampering", tried=1, found=int(bool(found)), missed=int(not found))
    assert found


def contents(path):
    store = Store(path)
    entries = store.entries()
    return entries, {
        number: (body.address, body.query, body.content)
        for number, body in store.bodies(entry.id for entry in entries).items()
    }
