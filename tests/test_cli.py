import csv
import getpass
import io
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import requests

from ott_toolkit import cli, practice, settings
from ott_toolkit.cli.dashboard import PORTAL_VARIABLE
from ott_toolkit.cli.progress import ProgressLine
from ott_toolkit.lab import notebooks
from ott_toolkit.replies import snippets
from ott_toolkit.rules import CATALOGUE

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
NUMBER = practice.SAMPLE_NUMBER
MASKED = "1215xxxxx017"
UNKNOWN = "121500000002"


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


@pytest.fixture
def ott(capsys, monkeypatch):
    """Run a command within this process; return its status, what it printed and what it said."""

    def run(*words, stdin="", terminal=False):
        source = (Terminal if terminal else io.TextIOWrapper)(io.BytesIO(stdin.encode()))
        monkeypatch.setattr(sys, "stdin", source)
        try:
            status = cli.main(list(words))
        except SystemExit as ended:
            status = ended.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def logged_in_to(server, *words):
    return ("lookup", *words, "--url", server.url, "--user", practice.USERNAME,
            "--name", "Sari", "--regional-login", "3")  # fmt: skip


def one_line(text):
    assert text.startswith("ott: ")
    assert text.count("\n") == 1
    return text


# --- the team's sentences ------------------------------------------------------------------------


def test_the_file_of_the_teams_sentences_is_named_and_written_once(ott):
    status, out, err = ott("snippets")
    path = Path(out.removesuffix("\n"))
    assert (status, path) == (0, snippets.file())
    assert path.read_text(encoding="utf-8") == snippets.template()
    assert err.startswith("Kalimat yang sudah diisi: 0 dari 12.")
    path.write_text('[id]\nnama_tim = "Tim Billing"\ncara_berhenti = ""\n', encoding="utf-8")
    assert ott("snippets", "--language", "en") == (
        0, out, "Texts filled in: 1 of 2. Open the file in any editor and save it.\n",
    )  # fmt: skip
    assert "Tim Billing" in path.read_text(encoding="utf-8")


def test_a_mistake_in_the_teams_sentences_is_told_with_its_line(ott):
    path = Path(ott("snippets")[1].strip())
    path.write_text('[id]\nnama = "Tim"\n', encoding="utf-8")
    status, out, err = ott("snippets", "--language", "en")
    assert status == 2
    assert "line 2: nama is unknown" in one_line(err)
    assert out == f"{path}\n", "it still says where to mend it"


# --- the command itself -------------------------------------------------------------------------


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from ott_toolkit.cli import parser; parser('id').format_help();"
        "print({'pandas', 'matplotlib', 'flask', 'jupyterlab', 'duckdb', 'narwhals', 'keyring'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "name",
    ["lookup", "investigate", "batch", "read", "log", "day", "evidence", "audit", "rules",
     "snippets", "configure", "doctor", "portal", "practice-data", "lab", "cases", "scores"],
)  # fmt: skip
def test_the_help_of_a_command_has_no_heading_of_argparses_own(ott, name):
    assert not {"positional arguments:", "options:"} & set(ott(name, "--help")[1].splitlines())


def test_the_language_is_indonesian_unless_another_is_asked_for(ott, monkeypatch):
    indonesian = ott("lookup", "12x")[2]
    assert "bukan nomor IndiHome" in indonesian
    english = ott("lookup", "12x", "--language", "en")[2]
    assert "is not an IndiHome number" in english
    assert ott("--language=en", "lookup", "12x")[2] == english
    monkeypatch.setenv(settings.LANGUAGE_VARIABLE, "en")
    assert ott("lookup", "12x")[2] == english
    assert ott("lookup", "12x", "--language", "id")[2] == indonesian
    monkeypatch.setenv(settings.LANGUAGE_VARIABLE, "xx")
    assert ott("lookup", "12x")[2] == indonesian


@pytest.mark.parametrize(
    "words",
    [(), ("look",), ("lookup",), ("lookup", NUMBER, "--csv", "--json"), ("--language",),
     ("--language", "fr", "lab"), ("lookup", NUMBER, "--trans"), ("portal", "--port", "x")],
)  # fmt: skip
def test_what_cannot_be_understood_is_told_in_one_line(ott, words):
    status, out, err = ott(*words)
    assert (status, out) == (2, "")
    assert "--help" in one_line(err)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("lookup", "belum diisi: NOMOR"),
        ("lookup 1 2", "tidak dikenal: 2"),
        (f"investigate {NUMBER} --claim x", "--claim tidak bisa 'x'; pilih dari "),
        ("look", "PERINTAH tidak bisa 'look'; pilih dari "),
        ("portal --port x", "'x' bukan isi untuk --port"),
        ("audit -o x --threads 0", "'0' bukan isi untuk --threads"),
        (f"investigate {NUMBER} --bill", "--bill harus diikuti isinya"),
        ("read", "belum diisi: BERKAS"),
        (f"lookup {NUMBER} --csv=3", "--csv tidak memakai isi, tetapi diberi '3'"),
        (f"lookup {NUMBER} --csv --json", "--json dan --csv tidak bisa dipakai bersama"),
    ],
)
def test_what_cannot_be_understood_is_told_in_the_readers_language(ott, words, told):
    said = one_line(ott(*words.split())[2])
    assert f"Perintah ini tidak dipahami: {told}" in said
    assert not re.search("argument|invalid|choose|required|allowed", said)


def test_what_the_system_refuses_is_told_in_the_readers_language(ott, tmp_path):
    absent, folder = tmp_path / "absent", tmp_path / "folder"
    folder.mkdir()
    assert (
        "absent.txt tidak bisa dibuka: berkas atau foldernya tidak ada"
        in ott("read", f"{absent}.txt")[2]
    )
    assert "folder tidak bisa dibuka: itu folder, bukan berkas" in ott("read", str(folder))[2]
    report = absent / "case.html"
    status, _, err = ott("investigate", NUMBER, "-o", str(report))
    assert status == 1
    assert f"ott: {report} tidak bisa dibuka atau ditulis: berkas atau foldernya tidak ada" in err
    assert "there is no such file" in ott("read", f"{absent}.txt", "--language", "en")[2]


def test_ctrl_c_ends_without_a_traceback(ott, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("ott_toolkit.cli.lookup._lookup", interrupted)
    assert ott("lookup", NUMBER) == (130, "", "")


def test_a_reader_that_has_read_enough_is_no_error():
    command = f"'{OTT}' lookup {NUMBER} --csv | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 141
    assert "Error" not in done.stderr


# --- lookup -------------------------------------------------------------------------------------


def test_lookup_asks_the_practice_portal_and_tells_where_it_read():
    done = subprocess.run([OTT, "lookup", NUMBER, "--language", "en"],
                          capture_output=True, encoding="utf-8", check=True)  # fmt: skip
    assert "Start Time" in done.stdout.splitlines()[0]
    assert "Rp 29.000" in done.stdout
    assert re.fullmatch(
        rf"practice portal · {MASKED} · 1 of 1 rows read · "
        r"http://127\.0\.0\.1:\d+/\S+ · [0-9 :-]{19} WIB\n",
        done.stderr,
    )


def test_lookup_as_json(ott):
    status, out, _ = ott("lookup", NUMBER, "--transactions", "--json")
    charges = json.loads(out)
    assert status == 0
    assert [charge["trx_time"] for charge in charges] == [
        "2022-02-01T00:04:25",
        "2022-01-02T09:21:22",
    ]
    assert {(charge["indihome_number"], charge["price"]) for charge in charges} == {(MASKED, 29000)}


def test_lookup_as_csv(ott):
    (row,) = csv.DictReader(io.StringIO(ott("lookup", NUMBER, "--csv")[1]))
    assert (row["start_time"], row["price"]) == ("2022-01-02 09:21:22", "29000")


def test_lookup_narrows(ott):
    narrowed = ("lookup", NUMBER, "--transactions", "--language", "en", "--since", "2022-01-15")
    assert len(json.loads(ott(*narrowed, "--json")[1])) == 1
    assert ott(*narrowed, "--until", "2022-01-16")[1] == "Nothing for this number and this filter\n"
    assert ott("lookup", NUMBER, "--since", "15-01-2022")[0] == 2


def test_lookup_shows_another_page_of_the_menu_as_it_is(ott):
    status, out, err = ott("lookup", NUMBER, "--page", "data log")
    assert status == 0
    assert out.splitlines()[0].split() == [
        "Waktu", "Nomor", "Indihome", "Channel", "Proses", "Partner", "Ref_no", "Respon",
    ]  # fmt: skip
    assert "tanpa konfirmasi" in out
    assert "6 dari 6 baris" in err
    rows = json.loads(ott("lookup", NUMBER, "--page", "Data Log", "--json")[1])
    assert rows[1]["Waktu"] == "2022-02-01 00:04:25"
    assert ott("lookup", NUMBER, "--page=Tools", "--csv")[1].startswith(
        "Nomor Indihome,Pemeriksaan"
    )
    assert ott("lookup", UNKNOWN, "--page", "DisneyPlus")[:2] == (
        0, "Tidak ada data untuk nomor ini\n",
    )  # fmt: skip


def test_another_page_is_not_narrowed_and_has_to_be_there(ott):
    status, out, err = ott("lookup", NUMBER, "--page", "Data Log", "--since", "2022-01-01")
    assert (status, out) == (2, "")
    assert "--page" in one_line(err)
    assert ott("lookup", NUMBER, "--page", "Data Log", "--transactions")[0] == 2
    status, out, err = ott("lookup", NUMBER, "--page", "Arsip", "--language", "en")
    assert (status, out) == (1, "")
    assert "no page Arsip" in one_line(err)


def test_nothing_for_a_number_is_no_error(ott):
    status, out, err = ott("lookup", UNKNOWN)
    assert (status, out) == (0, "Tidak ada data untuk nomor ini\n")
    assert "1215xxxxx002" in err
    assert json.loads(ott("lookup", UNKNOWN, "--json")[1]) == []
    assert ott("lookup", UNKNOWN, "--csv")[1].startswith("partner_ref,")


def test_practice_never_answers_for_a_real_number(ott):
    status, out, err = ott("lookup", "131500000017")
    assert (status, out) == (2, "")
    assert "bukan pelanggan rekaan" in err
    assert "portal latihan" in ott("lookup", UNKNOWN)[2]


@pytest.mark.parametrize("port", ["70000", "-1", "x"])
def test_a_port_that_cannot_be_is_refused(ott, port):
    assert ott("portal", f"--port={port}")[0] == 2


def test_a_wrong_number_is_told_before_the_password_is_asked_for(ott, server, monkeypatch):
    ask = "ott_toolkit.cli.dashboard.password_of"
    monkeypatch.setattr(ask, lambda *_: pytest.fail("asked"))
    assert ott(*logged_in_to(server, "12-34"))[0] == 2


def test_a_dashboard_of_ones_own_asks_for_the_password(ott, server, monkeypatch):
    asked = []
    monkeypatch.setattr(getpass, "getpass", lambda text: asked.append(text) or practice.PASSWORD)
    assert ott(*logged_in_to(server, NUMBER, "--json"), terminal=True)[0] == 0
    assert practice.USERNAME in asked[0]


def test_the_password_may_be_piped_in_and_the_address_lie_in_the_environment(
    ott, server, monkeypatch
):
    monkeypatch.setenv(PORTAL_VARIABLE, server.url)
    words = ("lookup", NUMBER, "--user", "latihan", "--name", "Sari", "--regional-login", "3")
    status, out, err = ott(*words, "--json", stdin=f"{practice.PASSWORD}\n")
    assert (status, len(json.loads(out))) == (0, 1)
    assert f"{server.url}/" in err


def test_a_refused_password_fails_and_is_not_shown(ott, server):
    status, out, err = ott(*logged_in_to(server, NUMBER), stdin="rahasia-salah\n")
    assert (status, out) == (1, "")
    asked, error = err.splitlines(keepends=True)
    assert "sebagai latihan" in asked
    assert "rahasia" not in one_line(error)


@pytest.mark.parametrize(
    "words", [("--url", "http://127.0.0.1:9"), ("--user", "x"), ("--name", "x")]
)
def test_an_address_and_a_username_go_together(ott, words):
    assert ott("lookup", NUMBER, *words)[0] == 2


def test_a_portal_that_cannot_be_reached_fails(ott):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        status, out, err = ott("lookup", NUMBER, "--url", url, "--user", "x", stdin="x\n")
    assert (status, out) == (1, "")
    one_line(err.partition("\n")[2])


# --- read ---------------------------------------------------------------------------------------

PASTED_BILL = (
    f"Internet : {NUMBER}\n"
    "Periode\tMata Uang\tJumlah Tagihan\tBelum Bayar\tStatus Pembayaran\n"
    "Mar 2022\tIDR\t29,000\t29,000\tBelum Lunas\n"
    "Jenis Layanan\tMata Uang\tJumlah Tagihan\tStatus\n"
    "INTERNET CONTENT\tIDR\t29,000\tBelum Lunas\n"
)


@pytest.fixture
def files(ott, tmp_path):
    """A bill as it was pasted, and charges as they were looked up."""
    (tmp_path / "bill.txt").write_text(PASTED_BILL)
    (tmp_path / "charges.csv").write_text(
        ott("lookup", NUMBER, "--transactions", "--csv", "--full-numbers")[1]
    )
    return [str(tmp_path / "bill.txt"), str(tmp_path / "charges.csv")]


def test_read_shows_every_table(ott, files):
    status, out, err = ott("read", *files, "--language", "en")
    assert status == 0
    titles = ["Transactions Data", "I-Payment: Periode", "I-Payment: Detail pembayaran"]
    assert [line for line in out.splitlines() if line in titles] == titles
    assert re.search(rf"{MASKED} +Mar 2022 +INTERNET CONTENT +Rp 29.000 +Belum Lunas", out)
    assert "2 rows read · charges.csv" in err


def test_read_as_json_is_by_table(ott, files):
    found = json.loads(ott("read", *files, "--json")[1])
    assert list(found) == ["transactions", "periods", "lines"]
    assert found["lines"][0]["period"] == "2022-03-01"


def test_csv_holds_one_table(ott, files):
    status, out, err = ott("read", *files, "--csv")
    assert (status, out) == (2, "")
    assert "transactions, periods, lines" in one_line(err)
    status, out, _ = ott("read", *files, "--csv", "--table", "lines")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["line"], row["amount"]) == ("INTERNET CONTENT", "29000")
    assert ott("read", files[0], "--table", "subscriptions")[0] == 2


def test_read_takes_what_is_piped_in(files):
    done = subprocess.run([OTT, "read", "-", "--json"], input=Path(files[0]).read_bytes(),
                          capture_output=True, check=True)  # fmt: skip
    assert list(json.loads(done.stdout)) == ["periods", "lines"]


def test_what_cannot_be_read_fails(ott, tmp_path):
    (tmp_path / "letter.txt").write_text("Selamat siang,\nsaya mau tanya.\n")
    status, out, err = ott("read", str(tmp_path / "letter.txt"))
    assert (status, out) == (1, "")
    assert "letter.txt" in one_line(err)
    assert ott("read", str(tmp_path / "none.txt"))[0] == 2


def test_a_files_name_does_not_steer_the_terminal(ott, files, tmp_path):
    odd = Path(files[1]).rename(tmp_path / "a\x1b[31mb.csv")
    status, _, err = ott("read", str(odd))
    assert status == 0
    assert "b.csv" in err
    assert "\x1b" not in err + ott("read", f"{odd}x")[2]


# --- rules, practice-data, audit ----------------------------------------------------------------


def test_cases_lists_what_customers_say_and_gives_no_answer_away(ott):
    status, out, err = ott("cases")
    words = " ".join(out.split())
    assert (status, err) == (0, "")
    assert out.startswith("121500000001 · tingkat 1\n  Di tagihan Mar 2022")
    for one in practice.disputes():
        assert one.number in out
        assert one.complaint.id in words
        assert one.key.explanation.id not in words
        assert one.topic == "sample" or f" {one.topic} " not in words


def test_cases_with_their_answers(ott):
    out = ott("cases", "--answers", "--language", "en")[1]
    words = " ".join(out.split())
    assert all(one.key.explanation.en in words for one in practice.disputes())
    of_74 = out[out.index("121500000074 ·") : out.index("121500000075 ·")].splitlines()
    assert of_74[0] == "121500000074 · difficulty 2"
    assert "  Result: Explained, contested" in of_74
    assert "  Claim: stopped on a date – Claim supported" in of_74
    assert "  In doubt: Rp 65.000; to propose: Rp 65.000" in of_74
    of_2 = out[out.index("121500000002 ·") : out.index("121500000003 ·")].splitlines()
    assert "  Result: No INTERNET CONTENT on the bill" in of_2
    assert "  Claim: only asking" in of_2


def test_cases_as_json(ott):
    plain, told = (json.loads(ott("cases", "--json", *more)[1]) for more in ([], ["--answers"]))
    numbers = [one.number for one in practice.disputes()]
    assert [one["number"] for one in plain] == [one["number"] for one in told] == numbers
    assert {tuple(one) for one in plain} == {("number", "difficulty", "complaint")}
    (one,) = (one for one in told if one["number"] == "121500000074")
    assert one["twin"] == "121500000076"
    assert (one["verdict"], one["claim"], one["claim_status"], one["contested"]) == (
        "contested", "stopped", "supported", 65_000,
    )  # fmt: skip
    assert one["rules"] == ["charge-after-end"]
    assert one["explanation"].startswith("Rp 65.000 di tagihan Mar 2022")


def test_rules_tells_all_that_the_catalogue_knows(ott):
    status, out, err = ott("rules", "--language", "en")
    assert (status, err) == (0, "")
    told = " ".join(out.split())
    for rule in CATALOGUE:
        assert f"{rule.name} · {rule.title} ·" in out
        assert rule.explanation in told
        assert rule.worse in told
    assert "time_tolerance_seconds = 60" in out
    assert all(len(line) <= 100 for line in out.splitlines())


def test_rules_as_json(ott):
    rules = json.loads(ott("rules", "--json")[1])
    assert [rule["rule"] for rule in rules] == [rule.name for rule in CATALOGUE]
    settings = {name: value for rule in rules for name, value in rule["settings"].items()}
    assert settings["bill_lag_months"] == 1
    assert settings["vat"][1] == ["2022-04-01", "11/100"]
    assert {rule["severity"] for rule in rules} == {"money", "confirm", "record", "information"}


@pytest.fixture(scope="module")
def population(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "exports"
    cli.main(["practice-data", "--customers", "100", "-o", str(folder), "--csv"])
    return folder


def test_practice_data_tells_what_it_wrote_and_what_to_do_with_it(ott, tmp_path):
    status, out, _ = ott("practice-data", "--customers", "30", "-o", str(tmp_path / "x"))
    assert status == 0
    *_, command = out.splitlines()
    assert {path.stem for path in (tmp_path / "x").iterdir()} == {
        "subscriptions", "transactions", "bills", "truth",
    }  # fmt: skip
    status, out, err = ott(*shlex.split(command)[1:])
    assert status == 0
    assert "duplicate-charge" in out
    assert str(tmp_path / "x" / "findings.parquet") in err


def test_practice_data_writes_over_nothing_unless_told_to(ott, population):
    before = (population / "bills.csv").read_bytes()
    words = ("practice-data", "--customers", "100", "-o", str(population), "--csv", "--seed", "1")
    status, out, err = ott(*words)
    assert (status, out) == (2, "")
    assert "--force" in one_line(err)
    assert (population / "bills.csv").read_bytes() == before
    assert ott(*words[:-2], "--force")[0] == 0
    assert (population / "bills.csv").read_bytes() == before


@pytest.mark.parametrize("words", [("--customers", "0"), ("--customers", "5", "--seed", "-1")])
def test_a_population_that_cannot_be(ott, tmp_path, words):
    assert ott("practice-data", *words, "-o", str(tmp_path / "x"))[0] == 2


def test_audit_tells_what_was_found_and_what_was_not_run(ott, population, tmp_path):
    findings = str(tmp_path / "findings.csv")
    status, out, err = ott("audit", "--bills", str(population / "bills.csv"), "-o", findings,
                           "--asof", "2022-03-20", "--language", "en")  # fmt: skip
    assert status == 0
    assert re.search(
        r"^Tax mismatch +to be checked +[1-9]\d* +Rp [0-9.]+ +tax-mismatch$", out, re.M
    )
    assert "Not run without Subscriptions, Transactions Data: charge-after-end," in err
    assert "Judged at 20 Mar 2022 23:59:59 WIB" in err
    assert findings in err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("-o", "f.csv"), 2),
        (("--bills", "none.csv", "-o", "f.csv"), 2),
        (("--bills", "broken.csv", "-o", "f.csv"), 1),
        (("--bills", "broken.csv"), 2),
        (("--bills", "broken.csv", "-o", "f.csv", "--asof", "20-03-2022"), 2),
        (("--bills", "broken.csv", "-o", "f.csv", "--threads", "0"), 2),
        (("--bills", "broken.csv", "-o", "f.csv", "--engine", "presto"), 2),
    ],
)
def test_audit_refuses_in_one_line(ott, tmp_path, monkeypatch, words, status):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.csv").write_text("x;y\n1;2\n")
    assert ott("audit", *words)[:2] == (status, "")
    one_line(ott("audit", *words)[2])


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(monkeypatch, capsys):
    times = iter([0.0, 0.0, 60.0, 100.0, 101.0])
    line = ProgressLine(str, lambda: next(times))
    line.show("Reading", 0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    line.show("Reading", 0.5, ": 3 / 6")
    assert capsys.readouterr().err.endswith("Reading: 3 / 6 · 1:40 · 50% · about 1:40 left")


# --- portal -------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there, Ctrl+C cannot be sent to one program")
def test_portal_runs_until_ctrl_c():
    running = subprocess.Popen([OTT, "portal", "--language", "en"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    try:
        lines = [running.stdout.readline() for _ in range(3)]
        url = lines[0].split()[-1]
        assert practice.USERNAME in lines[1]
        assert practice.USERNAME in requests.get(url, timeout=5).text  # its log-in page says it
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=10) == ("", "")
        assert running.returncode == 0
    finally:
        running.kill()
        running.communicate()


def test_a_port_that_is_taken_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [OTT, "portal", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    one_line(done.stderr)


# --- lab ----------------------------------------------------------------------------------------


@pytest.fixture
def lab(monkeypatch):
    """Stand in for JupyterLab: a notebook was changed, and a newer one is shipped."""
    answers = []

    def stands_in(folder, *, may_replace, on_ready, **settings):
        answers.append((may_replace(notebooks.INVESTIGATE), folder, settings))
        on_ready("http://127.0.0.1:1/?token=x", Path("/notebooks"))

    monkeypatch.setattr("ott_toolkit.lab.lab", stands_in)
    return answers


def test_lab_keeps_what_was_changed_where_nobody_can_be_asked(ott, lab):
    status, out, err = ott("lab", "--no-browser", "--port", "8123", "--dir", "x")
    asked = {"port": 8123, "browser": False, "language": "id", "class_link": "", "trainer": False}
    assert lab == [(None, Path("x"), {"notebook": notebooks.INVESTIGATE, **asked})]
    assert status == 0
    assert "http://127.0.0.1:1/?token=x" in out.split()
    assert notebooks.INVESTIGATE in err


@pytest.mark.parametrize(
    ("answer", "replaces"), [("", False), ("n", False), ("t", False), ("y", True), ("Ya", True)]
)
def test_lab_asks_on_a_terminal(ott, lab, monkeypatch, answer, replaces):
    monkeypatch.setattr("builtins.input", lambda _: answer)
    ott("lab", terminal=True)
    assert [told for told, *_ in lab] == [replaces]


@pytest.mark.parametrize("number", range(1, 10))
def test_lab_opens_a_lesson_that_is_shipped(ott, lab, number):
    ott("lab", "--lesson", str(number))
    ((_, _, told),) = lab
    assert (notebooks.shipped() / told["notebook"]).is_file()
    assert str(number) in told["notebook"]


def test_there_is_no_tenth_lesson(ott, lab):
    status, _, err = ott("lab", "--lesson", "10")
    assert (status, lab) == (2, [])
    assert "10" in one_line(err)


def test_a_folder_that_cannot_be_made_is_told(ott, tmp_path):
    (tmp_path / "file").write_text("")
    status, _, err = ott("lab", "--dir", os.fspath(tmp_path / "file" / "x"))
    assert status == 1
    assert "file" in one_line(err)
