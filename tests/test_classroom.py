"""A class at a glance: who did what, what went wrong, as frames, chart, CSV and command."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ott_toolkit import cli
from ott_toolkit.errors import QueryError
from ott_toolkit.teaching import chart, record, summary, write_csv
from ott_toolkit.teaching.invented import invented_class
from ott_toolkit.teaching.record import Entry
from ott_toolkit.teaching.tables import table

ONE, TWO = "121500000017", "121500000001"
TEN = datetime(2026, 11, 29, 10)


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv(record.FOLDER_VARIABLE, str(tmp_path / "class"))
    minutes = iter(range(100))

    def keep(trainee, kind, name, **more):
        when = TEN + timedelta(minutes=next(minutes))
        record.keep(Entry(kind, 1, name, trainee=trainee, when=when, **more))

    grave = {"confidence": 3, "verdict": "explained", "slips": ("wrong-must-pay", "ppn")}
    keep("Sari", "first", ONE, confidence=3)
    keep("Sari", "case", ONE, points=-20, seconds=600, **grave)
    keep("Sari", "case", ONE, attempt=2, points=100, seconds=700, right=True, confidence=2)
    keep("Sari", "case", TWO, points=60, seconds=120, slips=("ppn",), confidence=1)
    keep("Sari", "question", "2-ppn", slips=("ppn",))
    keep("Sari", "question", "2-ppn", attempt=2, right=True)
    keep("Sari", "question", "2-month")
    keep("=Budi", "case", ONE, points=25, seconds=60, slips=("needless-doubt",), confidence=2)
    keep("=Budi", "seen", ONE)
    keep(
        "Citra",
        "case",
        ONE,
        points=40,
        seconds=60,
        round="r1",
        confidence=3,
        slips=("wrong-refund",),
    )
    keep("Citra", "case", ONE, points=90, seconds=80, round="r1", confidence=3, right=True)
    keep("Dewi", "question", "2-ppn", right=True)
    return record.folder()


def rows(frame, key):
    return frame.set_index(key).to_dict("index")


def test_each_trainee_is_counted(folder):
    frame = summary(folder).trainees
    assert frame.pop("round").isna().all()
    found = rows(frame, "trainee")
    assert list(found) == ["=Budi", "Citra", "Dewi", "Sari"]
    assert found["Sari"] == {
        "cases": 2, "tries": 3, "solved": 1, "points": 20.0, "minutes": 1.0, "wrong_must_pay": 1,
        "wrong_refund": 0, "false_certainty": 1, "needless_doubt": 0, "questions": 2,
        "questions_right": 0, "slip": "PPN salah dihitung", "last": date(2026, 11, 29),
    }  # fmt: skip
    assert found["=Budi"]["needless_doubt"] == 1
    assert found["=Budi"]["solved"] == 0


def test_in_a_round_the_last_answer_counts_and_outside_the_first(folder):
    found = rows(summary(folder).trainees, "trainee")
    assert (found["Citra"]["points"], found["Citra"]["wrong_refund"]) == (90.0, 1)
    assert found["Sari"]["points"] == (-20 + 60) / 2


def test_who_tried_no_case_has_no_mean(folder):
    dewi = rows(summary(folder).trainees, "trainee")["Dewi"]
    assert dewi["points"] != dewi["points"]
    assert (dewi["cases"], dewi["questions_right"]) == (0, 1)


def test_slips_cases_and_certainty(folder):
    group = summary(folder, "en")
    assert repr(group) == "Summary(trainees=4, cases=2, slips=4, damaged=0)"
    slips = rows(group.slips, "slip")
    assert next(iter(slips)) == "ppn"
    assert slips["ppn"] == {"title": "PPN misreckoned", "times": 3, "trainees": 1, "who": "Sari"}
    cases = rows(group.cases, "number")
    assert cases[ONE]["trainees"] == 3
    assert cases[ONE]["solved"] == 2
    assert cases[ONE]["points"] == pytest.approx((-20 + 25 + 90) / 3)
    assert cases[TWO]["slip"] == "PPN misreckoned"
    assert rows(group.certainty, "confidence") == {
        1: {"right": 0, "wrong": 1}, 2: {"right": 0, "wrong": 1}, 3: {"right": 1, "wrong": 1},
    }  # fmt: skip


def kept(folder, kind, name, minute, trainee="Ani", **more):
    when = TEN + timedelta(minutes=minute)
    record.keep(Entry(kind, 6, name, trainee=trainee, when=when, **more), folder)


def test_the_time_of_a_case_does_not_run_while_another_is_worked_on(tmp_path):
    # All cases of a lesson are shown together: the seconds of both run from minute 0.
    kept(tmp_path, "question", "6-x", 3, seconds=180)
    kept(tmp_path, "first", ONE, 6, seconds=360, confidence=3)
    kept(tmp_path, "case", ONE, 10, seconds=600, points=20)
    kept(tmp_path, "case", ONE, 12, seconds=720, points=100)
    kept(tmp_path, "case", TWO, 15, seconds=900, points=20)
    kept(tmp_path, "case", TWO, 15, trainee="Budi", seconds=60, points=20)
    minutes = rows(summary(tmp_path).cases, "number")
    assert minutes[ONE]["minutes"] == 10 - 3
    assert minutes[TWO]["minutes"] == (15 - 12 + 1) / 2


def test_the_time_does_not_run_between_two_days(tmp_path):
    kept(tmp_path, "question", "6-x", 0)
    kept(tmp_path, "case", ONE, 24 * 60, seconds=300, points=20)
    assert summary(tmp_path).trainees["minutes"].tolist() == [5.0]


def test_a_misconception_counts_once_a_case_however_often_it_is_tried(tmp_path):
    wrong = {"slips": ("wrong-must-pay",), "verdict": "explained", "confidence": 3}
    kept(tmp_path, "first", ONE, 0, **wrong)
    for minute in (1, 2, 3):
        kept(tmp_path, "case", ONE, minute, points=-20, **wrong)
    kept(tmp_path, "case", TWO, 4, points=-20, **wrong)
    group = summary(tmp_path, "en")
    ani = rows(group.trainees, "trainee")["Ani"]
    assert (ani["wrong_must_pay"], ani["false_certainty"]) == (2, 2)
    assert (ani["tries"], ani["slip"]) == (4, "Wrongly called in order")
    assert group.slips["times"].tolist() == [2]
    assert rows(group.certainty, "confidence")[3] == {"right": 0, "wrong": 2}


def test_a_round_has_the_points_that_were_shown_at_its_end(tmp_path):
    kept(tmp_path, "case", ONE, 1, round="r1", points=90)
    kept(tmp_path, "ended", "r1", 2, round="r1", points=9)
    kept(tmp_path, "begun", "r2", 3, round="r2")
    kept(tmp_path, "case", ONE, 4, round="r2", points=100)
    assert summary(tmp_path).trainees["round"].tolist() == [9.0]


def test_two_of_one_name_stay_two_and_a_seat_is_one_whatever_its_name(tmp_path):
    for seat, name, minute in (("03-aaaa", "peserta03", 0), ("03-aaaa", "Ani", 1),
                               ("07-bbbb", "ani", 2), ("09-cccc", "Budi", 3)):  # fmt: skip
        kept(tmp_path, "case", ONE, minute, trainee=name, seat=seat, points=minute)
    found = rows(summary(tmp_path).trainees, "trainee")
    assert {name: one["tries"] for name, one in found.items()} == {
        "Ani (03-aaaa)": 2, "Budi": 1, "ani (07-bbbb)": 1,
    }  # fmt: skip


def test_what_was_copied_twice_counts_once(tmp_path):
    kept(tmp_path, "case", ONE, 0, points=20)
    (path,) = tmp_path.glob("*.jsonl")
    (tmp_path / "hari 2").mkdir()
    (tmp_path / "hari 2" / f"{path.stem} (1).jsonl").write_bytes(path.read_bytes())
    kept(tmp_path / "hari 2", "case", TWO, 9, points=20)
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8")
    group = summary(tmp_path)
    assert (group.trainees["tries"].tolist(), group.damaged) == ([2], ())


def test_the_chart_shows_the_grave_ones_apart(folder):
    ax = chart(summary(folder, "en"))
    titles = [label.get_text() for label in ax.get_yticklabels()]
    assert titles[-1] == "PPN misreckoned"
    assert {title for title in titles if title.startswith("!")} == {
        "! Wrongly called in order", "! Wrongly proposed a correction",
    }  # fmt: skip
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == sorted(widths)
    assert widths[-1] == 3
    colours = {titles[n]: bar.get_facecolor() for n, bar in enumerate(ax.patches)}
    assert colours["PPN misreckoned"] != colours["! Wrongly called in order"]


def test_a_class_without_a_mistake_has_a_chart_too(monkeypatch, tmp_path):
    monkeypatch.setenv(record.FOLDER_VARIABLE, str(tmp_path))
    record.keep(Entry("question", 1, "1-x", right=True))
    ax = chart(summary(tmp_path, "en"))
    assert len(ax.patches) == 0
    assert ax.get_title(loc="left") == "Nothing went wrong so far"
    assert len(summary(tmp_path).cases) == 0


def test_headings_break_between_words_and_values_do_not(folder):
    html = table(["Nilai", "Yakin, tetapi salah"], [["Sari Contoh", "x"]]).html
    kept = re.findall(r"white-space:nowrap[^>]*>([^<]+)<", html)
    assert kept == ["Nilai", "Sari Contoh", "x"]


def test_the_csv_opens_in_indonesian_excel(folder, tmp_path):
    path = write_csv(folder, tmp_path / "class.csv", "id")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *lines = content.decode("utf-8-sig").splitlines()
    titles = head.split(";")
    assert titles[:3] == ["Peserta", "Kasus", "Percobaan"]
    assert len(set(titles)) == len(titles)
    cells = [dict(zip(titles, one.split(";"), strict=True)) for one in lines]
    assert [one["Peserta"] for one in cells] == ["'=Budi", "Citra", "Dewi", "Sari"]
    assert cells[3]["Nilai"] == "20,0"
    assert cells[3]["PPN salah dihitung"] == "3"
    assert cells[2]["Nilai"] == ""


def test_a_folder_without_records_is_refused(tmp_path):
    with pytest.raises(QueryError, match="no trainee's record"):
        summary(tmp_path)
    with pytest.raises(QueryError, match="no folder"):
        summary(tmp_path / "nowhere")


def test_an_unknown_slip_keeps_its_name(folder):
    record.keep(Entry("question", 1, "1-x", trainee="Sari", slips=("of-a-later-version",)))
    assert "of-a-later-version" in set(summary(folder).slips["title"])


def test_the_command_shows_and_writes(folder, tmp_path, capsys):
    (folder / "broken.jsonl").write_text("{")
    path = tmp_path / "class.csv"
    assert cli.main(["scores", str(folder), "-o", str(path), "--language", "en"]) == 0
    said = capsys.readouterr()
    assert "Trainee" in said.out
    assert "\n=Budi " in said.out
    table = said.out.splitlines()[: said.out.splitlines().index(
        "    3  PPN misreckoned: Sari")]  # fmt: skip
    assert max(map(len, table)) <= 120  # as wide as a Windows console
    assert "    3  PPN misreckoned: Sari" in said.out
    assert "broken.jsonl: line 1 cannot be read" in said.err
    assert path.exists()
    assert cli.main(["scores", str(folder), "-o", str(path)]) == 2
    assert cli.main(["scores", str(folder), "-o", str(path), "--force"]) == 0
    assert cli.main(["scores", str(tmp_path / "nowhere")]) == 2


def test_a_case_with_a_promise_is_not_solved_by_its_points(tmp_path):
    told = Entry("case", 1, ONE, points=80, slips=("match-means-pay",), trainee="Sari", when=TEN)
    record.keep(told, tmp_path)
    assert summary(tmp_path).cases["solved"].tolist() == [0]
    record.keep(replace(told, slips=()), tmp_path)
    assert summary(tmp_path).cases["solved"].tolist() == [1]


def test_the_invented_class_has_times_too(tmp_path):
    minutes = summary(invented_class(tmp_path)).trainees["minutes"]
    assert len(minutes) == 6
    assert minutes.between(2, 20).all()
