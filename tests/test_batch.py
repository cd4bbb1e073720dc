"""`ott batch` and `ott.batch`: the list, the pace, the results, and what ends a run."""

import csv
import io
from collections import Counter
from itertools import pairwise
from threading import Event

import pytest
from openpyxl import Workbook, load_workbook

import ott_toolkit as ott
from ott_toolkit import cli, evidence, practice, settings
from ott_toolkit.batches import pace, work
from ott_toolkit.batches.folder import Folder
from ott_toolkit.batches.listed import read_list
from ott_toolkit.cli import batch as command
from ott_toolkit.cli.progress import Countdown
from ott_toolkit.errors import LoginError, ParseError, QueryError
from ott_toolkit.evidence import Occasion, asking
from ott_toolkit.portal import Portal
from ott_toolkit.practice.register import trouble
from ott_toolkit.sources import Upload
from tests.counted import counted

ONE, OTHER, WITHOUT = "121500000001", "121500000009", "121500000002"
MANY = sorted(one for one in practice.numbers() if trouble(one) is None)[:12]


def listed(text, folder, name="numbers.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return read_list(Upload(name, content), folder)


def numbers(text, folder):
    return [(one.number, one.place) for one in listed(text, folder).numbers]


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "IndiHome\n012150000001\n121500000009\n",
        "Nomor Indihome\n012150000001\n121500000009\n",
        "number\n012150000001\n121500000009\n",
        "Pelanggan\n012150000001\n121500000009\n",
        "Nama;IndiHome\nA;012150000001\nB;121500000009\n",
        '\ufeffIndiHome,Catatan\r\n"012150000001",x\r\n\'121500000009,y\r\n',
        "no;nomor;tiket\n1;0121-5000-0001;T-1\n2;1215 0000 0009;T-2\n",
    ],
)
def test_numbers_are_found_by_their_header_or_as_the_only_column(text, tmp_path):
    assert numbers(text, tmp_path) == [("012150000001", 2), ("121500000009", 3)]


def test_a_list_may_be_numbers_alone(tmp_path):
    assert numbers(f"{ONE}\n\n{OTHER}", tmp_path) == [(ONE, 1), (OTHER, 3)]


def workbook(rows, shown="General"):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell in book.active["A"]:
        cell.number_format = shown
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_keeps_leading_zeros(tmp_path):
    text = workbook([["IndiHome"], ["012150000001"], [121500000009]])
    assert numbers(text, tmp_path) == [("012150000001", 2), (OTHER, 3)]
    shown = workbook([["IndiHome"], [12150000001]], shown="000000000000")
    assert numbers(shown, tmp_path) == [("012150000001", 2)]


@pytest.mark.parametrize("value", [1215000000000000017, 1.2150000000000001e18])
def test_a_workbook_that_lost_digits_is_refused(value, tmp_path):
    with pytest.raises(ParseError, match=r"cell A2.*lost its end"):
        listed(workbook([["IndiHome"], [value]]), tmp_path)


def test_what_is_bad_or_repeated_is_known_by_its_lines(tmp_path):
    (tmp_path / "bill.html").write_text("x")
    text = (
        f"IndiHome;tiket;tagihan\n{ONE};T-1;bill.html\n1,215E+11;;\n{OTHER};a{OTHER};\n"
        f"{ONE};T-2;\n;T-3;\n{WITHOUT};T_4!;\n{WITHOUT};;missing.html\n081234567890;;\n"
    )
    found = listed(text, tmp_path)
    (only,) = found.numbers
    assert (only.number, only.place, only.ticket) == (ONE, 2, "T-1")
    assert only.bill == tmp_path / "bill.html"
    assert found.repeated == {ONE: (2, 5)}
    told = {line: str(error) for line, error in found.bad.items()}
    assert list(told) == [3, 4, 6, 7, 8, 9]
    for line, words in {3: "shortened", 4: "the customer's number", 6: "not an IndiHome number",
                        7: "no ticket", 8: "no bill missing.html", 9: "phone"}.items():  # fmt: skip
        assert words in told[line]
    assert ONE not in repr(found)


@pytest.mark.parametrize("text", [f"Nama;Kota\nA;{ONE}\n", f"{ONE};{OTHER}\n", "\n"])
def test_a_list_without_a_column_of_numbers_is_refused(text, tmp_path):
    with pytest.raises((QueryError, ParseError)) as refused:
        listed(text, tmp_path)
    assert ONE not in str(refused.value)


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def portal(monkeypatch):
    with counted() as portal:
        monkeypatch.setenv("OTT_PRACTICE_URL", portal.url)
        monkeypatch.setattr(pace, "MOST", 300.0)
        yield portal


@pytest.fixture
def run(tmp_path, capsys):
    """Write a list, run the command on it; return its status, what it said, and the rows."""

    def run(text, *words, out="out"):
        (tmp_path / "numbers.csv").write_text(text, encoding="utf-8")
        told = ["batch", tmp_path / "numbers.csv", "-o", tmp_path / out, "--language", "en", *words]
        status = cli.main(list(map(str, told)))
        captured = capsys.readouterr()
        assert captured.out == ""
        file = tmp_path / out / "summary.csv"
        if not file.exists():
            return status, captured.err, []
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return status, captured.err, list(csv.DictReader(lines))

    return run


def test_each_number_has_its_row_masked(portal, run, tmp_path):
    settings.remember(name="Sari")
    status, said, rows = run(
        f"IndiHome;tiket\n{ONE};T-1\n{WITHOUT};\n{OTHER};\n", "--ticket", "T-9"
    )
    assert status == 0
    assert [(row["number"], row["ticket"], row["outcome"]) for row in rows] == [
        ("1215xxxxx001", "T-1", "ok"), ("1215xxxxx002", "", "none"), ("1215xxxxx009", "", "ok"),
    ]  # fmt: skip
    assert rows[2]["findings"] == "charge-after-end: 1"
    assert "2 with rows · 1 with none · 0 failed · 0 not asked" in said
    book = load_workbook(tmp_path / "out" / "summary.xlsx")
    assert [sheet.max_row for sheet in book.worksheets] == [4, 2]
    shown = "".join(str(cell.value) for sheet in book.worksheets for row in sheet for cell in row)
    for number in (ONE, OTHER, WITHOUT):
        assert number not in said + shown + (tmp_path / "out" / "summary.csv").read_text("utf-8")
    case = ott.Replay(int(rows[2]["evidence"])).case
    assert (case.number, list(case.findings["rule"])) == (OTHER, ["charge-after-end"])
    told = [one.told for one in evidence.store().entries("lookup")]
    assert {one["batch"] for one in told} == {told[0]["batch"]}
    assert {one["who"] for one in told} == {"Sari"}
    assert Counter(one["ticket"] for one in told) == {"T-1": 2, "T-9": 4}


def test_bills_give_verdicts_and_reports_are_written_once(portal, run, tmp_path):
    number = next(one.number for one in practice.disputes() if practice.bill_page(one.number))
    bill = practice.bill_page(number)
    (tmp_path / "bill.html").write_text(bill, encoding="utf-8")
    text = f"IndiHome,bill\n{number},bill.html\n"
    _, _, (row,) = run(text, "--reports", "html")
    assert row["verdict"]
    (report,) = (tmp_path / "out" / "reports").iterdir()
    assert number not in report.name + report.read_text(encoding="utf-8")
    before = len(evidence.store().entries())
    asked = len(portal.searches)
    assert run(text, "--reports", "html")[2] == [row]
    assert len(portal.searches) == asked
    # Nothing is kept anew: neither file nor case nor report.
    assert [one.kind for one in evidence.store().entries()[before:]] == []


def test_full_numbers_are_shown_only_when_asked_and_that_is_kept(portal, run):
    _, _, rows = run(f"{ONE}\n", "--full-numbers")
    assert rows[0]["number"] == ONE
    (kept,) = evidence.store().entries("shown")
    assert (kept.told["what"], kept.told["of"]) == ("batch", [int(rows[0]["evidence"])])
    assert ONE not in kept.about


def test_nothing_is_sent_while_the_list_is_bad(portal, run):
    text = f"{ONE}\n12x\n{ONE}\n{OTHER}\n"
    status, said, rows = run(text)
    assert (status, rows, portal.requests) == (2, [], [])
    assert "Line 2: " in said
    assert "1215xxxxx001 stands in lines 1, 3" in said
    status, said, rows = run(text, "--skip-bad")
    assert (status, [row["place"] for row in rows]) == (0, ["1", "4"])
    assert Counter(portal.searches).most_common(1)[0][1] == 1


def test_a_changed_list_goes_on(portal, run):
    run(f"{ONE}\n{OTHER}\n")
    asked = len(portal.requests)
    status, said, rows = run(f"{WITHOUT}\n{OTHER}\n")
    assert status == 0
    assert "Going on: 1 of 2" in said
    assert "New in the list: 1." in said
    assert "left out of the summary: 1215xxxxx001." in said
    assert [row["number"] for row in rows] == ["1215xxxxx002", "1215xxxxx009"]
    assert {one.search[0] for one in portal.requests[asked:] if one.search} == {WITHOUT}


def test_folders_that_are_not_the_batchs_are_refused(portal, run, tmp_path, monkeypatch):
    run(f"{ONE}\n")
    asked = len(portal.requests)
    assert "holds the results of another list" in run(f"{OTHER}\n")[1]
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    assert "holds other files" in run(f"{ONE}\n", out="full")[1]
    with Folder(tmp_path / "out"):
        status, said, _ = run(f"{ONE}\n")
    assert (status, "Another run works on" in said) == (2, True)
    monkeypatch.setenv("OTT_EVIDENCE", str(tmp_path / "elsewhere"))
    assert "is not in the evidence of this computer" in run(f"{ONE}\n")[1]
    assert len(portal.requests) == asked


def test_a_list_of_the_practice_portal_only_is_asked_there(portal, run):
    status, said, rows = run(f"{ONE}\n1234567\n")
    assert (status, portal.requests) == (2, [])
    assert "is not an invented customer" in said
    assert [row["outcome"] for row in rows] == []


def test_a_real_portal_asks_for_tickets_of_the_list(portal, run, monkeypatch):
    monkeypatch.setattr("ott_toolkit.portal.transport.Door.is_here", False)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{practice.PASSWORD}\n" * 2))
    words = ("--url", portal.url, "--user", practice.USERNAME, "--name", "Sari",
             "--regional-login", "3")  # fmt: skip
    status, said, _ = run(f"IndiHome;tiket\n{ONE};T-1\n{OTHER};\n", *words)
    assert (status, portal.searches) == (2, [])
    assert "A ticket number is needed" in said
    status, _, rows = run(f"IndiHome;tiket\n{ONE};T-1\n{OTHER};T-2\n", *words)
    assert (status, [row["outcome"] for row in rows]) == (0, ["ok", "ok"])
    told = [one.told for one in evidence.store().entries("lookup")]
    assert {one["ticket"] for one in told} == {"T-1", "T-2"}
    assert {one["who"] for one in told} == {"Sari"}


@pytest.mark.parametrize("words", [("--rate", "3"), ("--rate", "0"), ("--rate", "nan")])
def test_options_only_lower_the_pace(run, words, monkeypatch):
    assert run(f"{ONE}\n", *words)[0] == 2
    assert command._MOST_WORKERS == work.WORKERS == 4
    assert pace.MOST == 2.0


# --- failures -----------------------------------------------------------------------------------


def test_a_failure_is_a_row_and_is_asked_again_only_if_said(portal, run):
    portal.faults.status, portal.faults.times = 500, 1
    text = f"{ONE}\n{OTHER}\n"
    status, said, rows = run(text)
    assert status == 1
    assert "1 of 2 numbers failed" in said
    assert [row["outcome"] for row in rows] == ["failed", "ok"]
    assert "500" in rows[0]["reason"]
    asked = len(portal.searches)
    status, said, again = run(text)
    assert (status, len(portal.searches)) == (1, asked)
    assert again == rows
    assert "1 failed before" in said
    status, _, rows = run(text, "--again-failed")
    assert (status, [row["outcome"] for row in rows]) == (0, ["ok", "ok"])


def test_a_portal_that_is_down_is_left_alone_and_the_rest_is_asked_later(portal, run):
    text = "\n".join(MANY)
    portal.faults.status = 500
    status, said, rows = run(text)
    assert status == 1
    assert "5 numbers failed one after the other" in said
    outcomes = Counter(row["outcome"] for row in rows)
    assert outcomes.keys() == {"failed", "waiting"}
    assert work.DOWN <= outcomes["failed"] < len(MANY)
    portal.faults.clear()
    status, _, rows = run(text, "--again-failed")
    assert status == 0
    assert {row["outcome"] for row in rows} <= {"ok", "none"}


def test_a_refused_log_in_ends_the_run_and_blames_no_number(portal, run, tmp_path):
    with Portal(portal.url, practice=True) as asked:
        asked.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        portal.refuses = True
        with pytest.raises(LoginError):
            list(ott.batch(MANY, asked, name="x", rate=300))
    portal.refuses = False
    with Portal(portal.url, practice=True) as asked:
        asked.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        found = list(ott.batch(MANY, asked, name="x", rate=300))
    assert {one.outcome for one in found} <= {"ok", "none"}


# --- the library, the pace ----------------------------------------------------------------------


def logged_in(portal, **settings):
    asked = Portal(portal.url, **settings)
    asked.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
    return asked


def test_the_library_asks_each_number_once_and_goes_on_under_a_name(portal):
    with logged_in(portal, practice=True) as asked:
        first = list(ott.batch([ONE, f" {ONE}", OTHER], asked, name="june", rate=300))
        assert sorted(one.asked.number for one in first) == [ONE, OTHER]
        assert all(one.sent for one in first)
        count = len(portal.searches)
        again = list(ott.batch([ONE, OTHER], asked, name="june", rate=300))
        assert (len(portal.searches), any(one.sent for one in again)) == (count, False)
        for one in again:
            (same,) = (old for old in first if old.asked.number == one.asked.number)
            assert one.case.kept == same.case.kept
        with pytest.raises(QueryError):
            ott.batch([ONE, "12x"], asked)


def test_a_caller_who_has_enough_leaves_nothing_running(portal):
    with logged_in(portal, practice=True) as asked:
        results = ott.batch(MANY, asked, rate=300)
        next(results)
        results.close()
        count = len(portal.requests)
        stop = Event()
        stop.set()
        assert list(ott.batch(MANY, asked, stop=stop)) == []
        assert len(portal.requests) == count


def test_a_ticket_that_holds_the_number_is_refused_before_anything_is_asked(portal):
    with logged_in(portal) as asked:
        count = len(portal.requests)
        with asking(Occasion(ticket=f"T-{ONE}")), pytest.raises(QueryError, match="the customer's"):
            ott.batch([OTHER, ONE], asked)
        assert len(portal.requests) == count


def test_two_requests_a_second_of_all_workers_together(figures):
    with counted() as portal, logged_in(portal, practice=True) as asked:
        before, stop = len(portal.requests), Event()
        for place, _ in enumerate(ott.batch(MANY, asked, stop=stop), 1):
            if place == 2:
                stop.set()
        times = [one.time for one in portal.requests[before:]]
    assert sum(one.path.endswith("/login") for one in portal.requests[before:]) >= 4, "two sessions"
    most = max(sum(start <= one < start + 1 for one in times) for start in times)
    figures("pace of a batch", requests=len(times), most_in_a_second=most)
    assert len(times) >= 10
    assert most <= 4, "two a second, and one more at each end of the second that lies between"


def test_a_busy_portal_is_left_alone_by_all(portal):
    with logged_in(portal, practice=True) as asked:
        portal.faults.too_many, portal.faults.times = 2, 1
        before = len(portal.requests)
        found = list(ott.batch(MANY, asked, rate=50))
    assert {one.outcome for one in found} <= {"ok", "none"}
    times = [one.time for one in portal.requests[before:]]
    longest = max(later - sooner for sooner, later in pairwise(times))
    assert longest > 1.0, "while one waits, the others ask nothing"


def test_the_portal_that_a_single_look_up_asks_has_no_pace(portal):
    with logged_in(portal) as asked:
        assert asked._patience.pace is None
        assert asked.again(pace=pace.Steady(1))._patience.pace is not None
        assert asked.again()._patience.pace is None


# --- progress -----------------------------------------------------------------------------------


def test_progress_tells_what_is_left_by_pace_and_by_what_was_measured(monkeypatch, capsys):
    time = [0.0]
    with Countdown(11, 10, 2.0, str, lambda: time[0]) as progress:
        progress.step(failed=False, sent=False)
        time[0] = 40.0
        progress.step(failed=True, sent=True)
    assert capsys.readouterr().err.splitlines() == [
        "0/11 · about 0:10 left",
        "2/11 · 1 failed · about 6:00 left",
    ]


def test_progress_is_one_line_on_a_terminal(monkeypatch, capsys):
    import sys

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Countdown(1, 1, 2.0, str, lambda: 0.0) as progress:
        progress.step(failed=False, sent=True)
    assert capsys.readouterr().err == "\r\x1b[K0/1 · about 0:01 left\r\x1b[K1/1\r\x1b[K"
