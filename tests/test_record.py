"""The record of tries: appended whole, read as far as it can be read, never a real number."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ott_toolkit import practice, settings
from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.locale import explain
from ott_toolkit.settings import CLASS_VARIABLE
from ott_toolkit.teaching import record
from ott_toolkit.teaching.record import Entry

SAMPLE = "121500000017"
CASE = Entry(
    "case", 1, SAMPLE, attempt=2, seconds=90, points=85, confidence=3, verdict="partly",
    slips=("ppn", "wrong-row"), when=datetime(2026, 11, 29, 10, 0, 1),
)  # fmt: skip


@pytest.fixture
def folder(monkeypatch, tmp_path):
    place = tmp_path / "stick" / "class"
    monkeypatch.setenv(record.FOLDER_VARIABLE, str(place))
    return place


def only(folder):
    (path,) = folder.glob("*.jsonl")
    return path


def test_what_is_kept_comes_back(folder):
    settings.name_trainee("Sari Contoh")
    kept = record.keep(CASE)
    assert kept.trainee == "Sari Contoh"
    assert record.read(folder) == record.Records((kept,), ())
    assert record.read(only(folder)).entries == (kept,)
    assert list(record.own()) == [kept]


def test_each_trainee_has_a_file_of_her_own(folder):
    for name in ("Sari P.", "sari p", "../../con", "Łukasz/é", "名"):
        record.keep(Entry("question", 2, "2-ppn", trainee=name))
    assert len(list(folder.glob("*.jsonl"))) == 5
    assert len(list(folder.parent.rglob("*.jsonl"))) == 5
    assert {one.trainee for one in record.read(folder).entries} >= {"Sari P.", "sari p"}


def test_a_name_is_the_same_with_other_capitals_and_spaces(folder):
    record.keep(Entry("question", 2, "2-ppn", trainee="Sari  Contoh"))
    record.keep(Entry("question", 2, "2-ppn", trainee="sari contoh"))
    assert len(record.read(only(folder)).entries) == 2


def test_without_a_name_it_is_kept_all_the_same(folder):
    assert record.keep(CASE).trainee == record.NAMELESS
    assert record.read(folder).entries[0].points == 85


def test_the_seat_is_the_name_until_one_is_given(monkeypatch):
    seated(monkeypatch, 7)
    assert record.trainee() == "peserta07"
    settings.name_trainee("Ani")
    assert record.trainee() == "Ani"


def seated(monkeypatch, place, ends_in="k7m2p9xq"):
    monkeypatch.setenv(CLASS_VARIABLE, practice.Seat(place, ends_in).link("http://127.0.0.1:9"))


def test_a_seat_has_one_file_whatever_its_name_and_two_of_one_name_have_two(monkeypatch, folder):
    seated(monkeypatch, 7)
    first = record.keep(CASE)
    settings.name_trainee("Ani")
    second = record.keep(CASE)
    assert [one.trainee for one in (first, second)] == ["peserta07", "Ani"]
    assert list(record.own()) == [first, second]
    seated(monkeypatch, 8)
    other = record.keep(CASE)
    seated(monkeypatch, 7, ends_in="zzzzzzzz")  # the same chair in another class
    another = record.keep(CASE)
    assert len({one.seat for one in (first, other, another)}) == 3
    assert len(list(folder.glob("peserta0[78]-*.jsonl"))) == 3
    assert "k7m2p9xq" not in "".join(path.read_text("utf-8") for path in folder.glob("*"))


def test_one_who_is_named_has_no_seat_of_this_computer(monkeypatch, folder):
    seated(monkeypatch, 7)
    assert record.keep(Entry("question", 1, "1-x", trainee="Peserta Contoh 1")).seat == ""


def test_a_line_from_before_there_were_seats_is_read(folder):
    kept = record.keep(CASE)
    line = json.loads(only(folder).read_text("utf-8"))
    del line["seat"]
    only(folder).write_text(json.dumps(line), encoding="utf-8")
    assert record.read(folder).entries == (kept,)


def test_without_a_folder_of_its_own_it_goes_to_the_users(monkeypatch):
    monkeypatch.delenv(record.FOLDER_VARIABLE, raising=False)
    record.keep(CASE)
    assert record.read(record.folder()).entries
    assert Path(os.environ["XDG_DATA_HOME"]) in record.folder().parents


@pytest.mark.parametrize("kind", ["case", "first", "seen"])
def test_a_number_that_nobody_invented_is_refused(folder, kind):
    with pytest.raises(QueryError, match="not an invented customer"):
        record.keep(Entry(kind, 1, "122100000001"))
    assert not folder.exists()


DAMAGE = [
    b'{"kind": "case", "les',
    b"\xff\xfe",
    b"7",
    b"{}",
    json.dumps({**CASE.__dict__, "when": "yesterday"}).encode(),
    json.dumps({**CASE.__dict__, "when": "2026-11-29 10:00:01", "seconds": "9"}).encode(),
    *(
        json.dumps({**CASE.__dict__, "when": "2026-11-29 10:00:01", **wrong}).encode()
        for wrong in (
            {"name": 7},
            {"right": "yes"},
            {"points": 10**400},
            {"seat": None},
            {"slips": [7]},
            {"when": "2026-11-29T10:00:01+07:00"},
        )
    ),
    b"[" * 100_000,
]


@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_line_is_left_out_and_said_and_the_next_try_stands(folder, damage):
    first = record.keep(CASE)
    with only(folder).open("ab") as file:
        file.write(damage)
    assert record.read(folder).entries == (first,)
    second = record.keep(CASE)
    found = record.read(folder)
    assert found.entries == (first, second)
    assert [said.say("en") for said in found.damaged] == [
        f"{only(folder).name}: line 2 cannot be read and is left out."
    ]


def test_a_line_begun_anew_beside_another_process_is_no_damage(folder):
    first = record.keep(CASE)
    with only(folder).open("ab") as file:
        file.write(b"\n")
    second = record.keep(CASE)
    assert record.read(folder) == record.Records((first, second), ())


def test_two_processes_append_at_once(folder):
    code = (
        "from ott_toolkit.teaching.record import Entry, keep\n"
        "for n in range(20): keep(Entry('question', 1, '1-x', attempt=n, trainee='Ani'))"
    )
    both = [subprocess.Popen([sys.executable, "-c", code], env={**os.environ}) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    found = record.read(folder)
    assert found.damaged == ()
    assert sorted(one.attempt for one in found.entries) == sorted([*range(20)] * 2)


def test_a_folder_that_cannot_be_written_is_a_named_error(monkeypatch, folder):
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    with pytest.raises(OttError) as raised:
        record.keep(CASE)
    assert str(folder) in explain(raised.value, "id")
    assert "belum tercatat" in explain(raised.value, "id")


def test_so_is_one_that_can_only_be_read(monkeypatch, folder):
    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OttError, match="you have no access to it"):
        record.keep(CASE)


def test_nothing_that_was_typed_gets_in(folder):
    record.keep(CASE)
    kept = json.loads(only(folder).read_text(encoding="utf-8"))
    assert set(kept) == {
        "kind", "lesson", "name", "attempt", "seconds", "right", "points", "confidence", "verdict",
        "slips", "round", "trainee", "when", "seat",
    }  # fmt: skip
