"""Who looked up what, when and why: the log, the day sheet and a ticket's archive."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sysconfig
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

import ott_toolkit as ott
from ott_toolkit import evidence, practice
from ott_toolkit.amounts import now
from ott_toolkit.cli import main
from ott_toolkit.errors import OttError, PortalError, QueryError
from ott_toolkit.evidence import Body, Occasion, asking
from ott_toolkit.evidence.archive import verify_archive
from ott_toolkit.journal import log
from ott_toolkit.journal.archive import entries_of
from ott_toolkit.journal.promises import promised
from ott_toolkit.replies import snippets
from ott_toolkit.replies.snippets import Snippets
from tests.written import DATA, NUMBER

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
MASKED = "1215xxxxx017"
OTHER, NOBODY = "121500000009", "121500000002"
TODAY = now().date


@pytest.fixture
def say(capsys):
    """Run a command within this process; return its status, what it printed and what it said."""

    def run(*words):
        try:
            status = main([*map(str, words), "--language", "en"])
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def worked(server):
    """A day: two tickets, three numbers, a decision that differs, texts, a look-up that failed."""
    path = snippets.file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[id]\nkabar_berikutnya = "Kabar berikutnya paling lambat {tanggal}."\n')
    with ott.Portal(server.url) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        with asking(Occasion("Sari", "TT-118")):
            case = ott.investigate(NUMBER, portal, DATA / "bill.txt", asof=date(2022, 3, 20))
            case = case.recorded()
            case.reply(form="note", ticket="TT-118")
            case = case.decided("contested", f"Pak Contoh sudah unreg, lihat {NUMBER}").recorded()
            case.letter(form="whatsapp", ticket="TT-118")
            case.letter(form="escalation", ticket="TT-118")
        with asking(Occasion("Rina", "TT-119", "customer-request")):
            with pytest.raises(PortalError):
                portal.table("Arsip", OTHER)
            portal.subscriptions(OTHER)
            portal.subscriptions(NOBODY)
    with ott.Portal(server.url, practice=True) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        portal.subscriptions("121500000074")
    return evidence.store()


def purge_today():
    """Delete today's bodies, as a purge does of the days before."""
    store = evidence.store()
    with store.writing(lasting=True) as connection:
        from ott_toolkit.evidence.database import add

        last = store.head.id
        about = {**Occasion("TL").told, "before": "2100-01-01", "bodies": [[1, last]]}
        add(connection, "purge", about, None)
        connection.execute("DELETE FROM bodies")


# --- log ----------------------------------------------------------------------------------------


def test_the_log_tells_who_did_what_for_which_ticket_and_how_it_went(say, worked):
    status, out, err = say("log")
    assert (status, err) == (0, "")
    told = " ".join(out.split())
    assert re.search(rf"#\d+ .{{10,}} · Sari · TT-118 · Complaint about a bill {MASKED} · "
                     r"Transactions Data: 2 of 2 rows read", told)  # fmt: skip
    assert f"{MASKED} · decision: Explained, contested; the tool: Explained" in told
    assert "handed on: escalation · numbers in full · case #" in told
    assert "Rina · TT-119 · Customer's request" in told
    assert "Arsip: Look-up failed, not empty: The menu has no page Arsip." in told
    assert "1215xxxxx002 · Subscriptions: Nothing for this number" in told
    assert told.index("CRM note") < told.index("WhatsApp reply") < told.index("escalation")
    for number in (NUMBER, OTHER, NOBODY):
        assert number not in out


def test_a_failure_is_told_in_the_readers_language(worked, capsys):
    main(["log", "--language", "id"])
    told = " ".join(capsys.readouterr().out.split())
    assert "Pencarian gagal, bukan data kosong: Halaman Arsip tidak ada di menu." in told


def test_practice_is_told_apart(say, worked):
    assert "1215xxxxx074" not in say("log")[1]
    assert "1215xxxxx074" in say("log", "--practice")[1]
    assert MASKED not in say("log", "--practice")[1]


def test_what_rests_on_practice_is_practice(server):
    with ott.Portal(server.url, practice=True) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        case = ott.investigate(NUMBER, portal).recorded()  # on no occasion of its own
        case.reply(form="note")
    assert log(evidence.store()) == []
    kinds = [one.entry.kind for one in log(evidence.store(), practice=True)]
    assert kinds == ["lookup", "lookup", "case", "text"]


def test_the_log_is_narrowed(say, worked):
    only = json.loads(say("log", "--ticket", "TT-119", "--json")[1])
    assert {(one["who"], one["ticket"], one["kind"]) for one in only} == {
        ("Rina", "TT-119", "lookup")
    }
    assert [one["outcome"] for one in only] == ["failed", "rows", "none"]
    today = TODAY()
    assert json.loads(say("log", "--since", today, "--until", today, "--json")[1])
    for days in (("--until", today - timedelta(1)), ("--since", today + timedelta(1))):
        status, out, err = say("log", *days, "--json")
        assert (status, json.loads(out)) == (0, [])
        assert err == (
            "No real customer was looked up in that time. For practice: ott log --practice.\n"
        )
        assert say("log", *days, "--practice")[2] == "Nothing was looked up in that time.\n"
    assert say("log", "--since", "soon")[0] == 2


def test_the_log_as_csv_is_a_line_an_entry(say, worked):
    rows = list(csv.DictReader(io.StringIO(say("log", "--csv")[1])))
    assert [row["entry"] for row in rows] == [str(one.entry.id) for one in log(worked)]
    assert {row["number"] for row in rows} == {"", MASKED, "1215xxxxx009", "1215xxxxx002"}


def test_without_evidence_the_log_is_empty(say):
    assert say("log")[:2] == (0, "")
    assert say("log", "--json")[1] == "[]\n"
    assert not evidence.location().exists()


def test_after_a_purge_the_log_says_so_and_tells_the_rest(say, worked):
    purge_today()
    told = " ".join(say("log")[1].split())
    assert "Transactions Data: 2 of 2 rows read · content deleted by the retention rule" in told
    assert MASKED not in told
    assert "Arsip: Look-up failed, not empty: PortalError · content deleted" in told
    assert "contents from before 2100-01-01 deleted" in told


def test_a_body_that_was_changed_does_not_hide_the_other_lines(say, worked):
    (lookup, *_) = worked.entries("lookup")
    worked.close()
    with sqlite3.connect(worked.path) as connection:
        connection.execute("DROP TRIGGER bodies_are_not_changed")
        connection.execute("UPDATE bodies SET query = '{}' WHERE entry = ?", (lookup.id,))
    connection.close()
    told = " ".join(say("log")[1].split())
    assert "Subscriptions: 1 of 1 rows read · CONTENT WAS CHANGED" in told
    assert told.count("CONTENT WAS CHANGED") == 1
    assert f"{MASKED} · Transactions Data" in told


# --- day ----------------------------------------------------------------------------------------


def sections(text):
    """A day sheet's parts by title, each on one line."""
    parts = re.split(r"\n\n(?=[A-Z])", text)
    return {part.partition("\n")[0].partition(" (")[0]: " ".join(part.split()) for part in parts}


def test_the_day_sheet_draws_a_day_together(say, worked):
    status, out, err = say("day")
    assert (status, err) == (0, "")
    found = sections(out)
    assert list(found)[1:6] == [
        "Cases", "Decisions that differ from the tool", "Failed look-ups", "Call-backs promised",
        "Full numbers shown",
    ]  # fmt: skip
    assert found["Cases"].startswith("Cases (1)"), "looked up, decided and texted: one line"
    assert (
        f"{MASKED} · TT-118 · Sari" in found["Cases"]
        and "Explained · decision: Explained, contested · handed on: CRM note, WhatsApp reply, "
        "escalation"
        in found["Cases"]
    )
    # The name is known from the bill that the case rests on.
    differs = found["Decisions that differ from the tool"]
    assert f"Reason: Pak C*** sudah unreg, lihat {MASKED}" in differs
    assert "Arsip" in found["Failed look-ups"]
    assert "NOT looked up again since" in found["Failed look-ups"]
    assert "Kabar berikutnya paling lambat [isi tanggal]." in found["Call-backs promised"]
    assert "(1)" in found["Call-backs promised"], "each promise once a number"
    assert "escalation · numbers in full" in found["Full numbers shown"]
    head = worked.head
    assert f"#{head.id} {head.hash}" in " ".join(out.split())
    assert NUMBER not in out
    assert "CONTOH" not in out.upper().replace("C***", "")


def test_a_look_up_that_failed_may_have_succeeded_later(say):
    store = evidence.store()
    about = {"table": "subscriptions", "pages": [], "failure": "PortalError"}
    for number, outcome in ((NUMBER, "failed"), (OTHER, "failed"), (NUMBER, "none")):
        store.keep("lookup", Body(query={"number": number}), outcome=outcome, **about)
    failed = sections(say("day")[1])["Failed look-ups"]
    assert re.search(rf"{MASKED} .*succeeded later: #3 .*1215xxxxx009 .*NOT looked up", failed)


def test_the_day_sheet_after_a_purge(say, worked):
    purge_today()
    found = sections(say("day")[1])
    assert found["Cases"].startswith("Cases (1)")
    assert "– · TT-118 · Sari" in found["Cases"]
    assert "content deleted by the retention rule" in found["Cases"]
    assert "NOT looked up again since" in found["Failed look-ups"]


def test_two_numbers_of_a_ticket_are_two_cases(say, server):
    with ott.Portal(server.url) as portal, asking(Occasion("Sari", "TT-7")):
        portal.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        for number in (NUMBER, OTHER):
            ott.investigate(number, portal).recorded()
    assert sections(say("day")[1])["Cases"].startswith("Cases (2)")


def test_the_day_sheet_is_written(say, worked, tmp_path):
    paths = [tmp_path / f"day.{end}" for end in ("html", "xlsx", "csv")]
    words = [word for path in paths for word in ("-o", path)]
    status, out, err = say("day", *words)
    assert (status, out, err.count("Written: ")) == (0, "", 3)
    page = paths[0].read_text(encoding="utf-8")
    book = load_workbook(paths[1])
    assert book.sheetnames[0] == "Cases"
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    rows = list(csv.reader(io.StringIO(paths[2].read_text(encoding="utf-8-sig"))))
    for text in (page, cells, str(rows)):
        assert MASKED in text
        assert worked.head.hash in text
        assert NUMBER not in text
    assert "<script" not in page
    assert rows[-1][0] == "head"
    status, _, err = say("day", "-o", tmp_path / "day.pdf")
    assert (status, err.count("\n")) == (2, 1)


def test_what_analysts_wrote_is_text_on_the_page(say, worked, tmp_path):
    with asking(Occasion("<b>Sari", "TT-118")):
        number = next(one for one in worked.entries("case")).id
        ott.Replay(number).case.decided("cannot", "<script>alert(1)</script>").recorded()
    say("day", "-o", tmp_path / "day.html")
    page = (tmp_path / "day.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<b>" not in page


def test_an_empty_day_and_another_one(say, worked):
    status, out, _ = say("day", "2022-03-20")
    assert status == 0
    assert out.count("None.") == 5
    assert "Day sheet 20 Mar 2022" in out
    assert "1215xxxxx074" not in say("day", "--practice")[1], "it was looked up, but is no case"
    assert say("day", "soon")[0] == 2


def test_without_evidence_and_without_the_teams_sentence(say):
    status, out, _ = say("day")
    assert status == 0
    assert "There is no evidence yet." in out
    assert "fill kabar_berikutnya in" in " ".join(out.split())


@pytest.mark.parametrize(
    ("own", "text", "found"),
    [
        ("Kabar paling lambat {tanggal}.", "Rp 1. Kabar paling lambat 2 Mar 2026. Salam.",
         [("Kabar paling lambat 2 Mar 2026.", True)]),
        ("Kabar paling lambat {tanggal}", "Kabar paling lambat 2 Mar 2026.\nSalam",
         [("Kabar paling lambat 2 Mar 2026", True)]),
        ("Kabar paling lambat {tanggal}.", "Kabar  paling lambat [isi tanggal]. Salam",
         [("Kabar paling lambat [isi tanggal].", False)]),
        ("{nama}, kabar {tanggal}.", "Bapak Budi, kabar besok.", [("***, kabar besok.", True)]),
        ("Kabar dalam 3x24 jam", "Kabar dalam 3x24 jam ya", [("Kabar dalam 3x24 jam", True)]),
        ("Kabar dalam 3x24 jam", "Kabar dalam 3x24 jamnya", []),
        ("Kabar paling lambat {tanggal}.", "Kami kabari besok.", []),
        ("", "Kabar", []),
    ],
)  # fmt: skip
def test_a_promise_is_known_by_the_teams_sentence(own, text, found):
    team = Snippets({"id": {"kabar_berikutnya": own}})
    assert [(one.sentence, one.filled) for one in promised(text, team)] == found


# --- verify -------------------------------------------------------------------------------------


def run(*words, **settings):
    command = [OTT, *map(str, words), "--language", "en"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False,
                          stdin=subprocess.DEVNULL, **settings)  # fmt: skip


def test_without_evidence_verify_says_so_and_is_done():
    done = run("evidence", "verify")
    assert done.returncode == 0
    assert "There is no evidence on this computer yet" in done.stdout
    assert run("evidence", "verify", "--cited", "3:abcdef12").returncode == 1, "it was there once"
    assert run("evidence", "verify", "none.sqlite").returncode == 1


def test_verify_tells_what_was_found_and_where(worked):
    head = worked.head
    worked.close()
    done = run("evidence", "verify", "--cited", f"#{head.id}:{head.hash[:16]}…")
    assert done.returncode == 0
    assert f"Last entry: #{head.id} {head.hash}" in done.stdout
    assert f"#{head.id} is what was cited." in done.stdout
    wrong = run("evidence", "verify", "--cited", f"{head.id}:{'0' * 8}")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert f"✗ #{head.id} is not the entry that was cited" in wrong.stdout
    with sqlite3.connect(worked.path) as connection:
        connection.execute("DROP TRIGGER entries_are_not_changed")
        connection.execute("UPDATE entries SET about = replace(about, 'Sari', 'Rina') WHERE id = 3")
    connection.close()
    changed = run("evidence", "verify", worked.path)
    assert changed.returncode == 1
    assert "✗ Entry #3 was changed or put in" in changed.stdout
    assert run("evidence", "verify", "--cited", "118").returncode == 2


# --- purge --------------------------------------------------------------------------------------


def test_a_purge_needs_a_day_or_the_teams_rule(say, worked):
    status, _, err = say("evidence", "purge")
    assert status == 2
    assert "ott configure --retention-days" in err
    assert say("evidence", "purge", "--before", TODAY() + timedelta(1), "--yes")[0] == 2
    status, out, _ = say("evidence", "purge", "--before", TODAY())
    assert (status, out.startswith("Nothing from before")) == (0, True)


@pytest.fixture
def yesterdays(monkeypatch):
    """Evidence of yesterday."""
    then = now() - timedelta(days=1)
    with monkeypatch.context() as patched:
        patched.setattr("ott_toolkit.evidence.database.now", lambda: then)
        with asking(Occasion("Sari", "TT-5")):
            evidence.store().keep("page", Body("x", {"number": NUMBER}, b"page"), status=200)
        evidence.store().keep("page", Body("y", {"number": NUMBER}, b"page"), status=200)
    evidence.close()


def test_a_purge_says_what_goes_asks_and_keeps_the_chain(yesterdays):
    env = {**os.environ, "COLUMNS": "200"}
    words = ("evidence", "purge", "--before", str(TODAY()))
    refused = run(*words, env=env)
    assert refused.returncode == 2
    assert "2 contents from before" in refused.stdout
    assert "of ticket TT-5, look-ups without a ticket" in refused.stdout
    for answer, left in (("n", 2), ("y", 0)):
        assert typed(answer, *words)[0] == 0
        assert len(evidence.store().bodies([1, 2])) == left
    verified = run("evidence", "verify")
    assert verified.returncode == 0
    assert "deleted by the retention rule: 2" in verified.stdout


def typed(answer, *words):
    """Run a command on a terminal and answer what it asks."""
    inner, outer = pytest.importorskip("pty").openpty()
    with subprocess.Popen([OTT, *words], stdin=outer, stdout=outer, stderr=outer,
                          close_fds=True) as process:  # fmt: skip
        os.close(outer)
        os.write(inner, f"{answer}\n".encode())
        said = b""
        with suppress(OSError):  # the other end is closed
            while part := os.read(inner, 4096):
                said += part
        status = process.wait()
    os.close(inner)
    return status, said.decode()


def test_the_teams_rule_says_what_goes(say, yesterdays, monkeypatch):
    class Kept:
        name, language, retention_days = "", "en", 1

    monkeypatch.setattr("ott_toolkit.settings.load", Kept)
    assert say("evidence", "purge", "--yes")[1].startswith("Nothing from before")
    assert len(evidence.store().bodies([1, 2])) == 2
    then = now() + timedelta(days=1)
    monkeypatch.setattr("ott_toolkit.amounts.now", lambda: then)
    monkeypatch.setattr("ott_toolkit.evidence.retention.now", lambda: then)
    assert "2 contents deleted; entry #3 says so." in say("evidence", "purge", "--yes")[1]
    assert evidence.store().bodies([1, 2]) == {}


# --- export -------------------------------------------------------------------------------------


@pytest.fixture
def archived(say, worked, tmp_path):
    path = tmp_path / "TT-118.zip"
    status, out, err = say("evidence", "export", "TT-118", "-o", path, "--yes")
    assert status == 0, err
    assert "with full numbers" in out
    return path


def test_an_archive_verifies_alone(archived, worked, tmp_path):
    worked.close()
    env = {**os.environ, "OTT_EVIDENCE": str(tmp_path / "elsewhere")}
    done = run("evidence", "verify", archived, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "All is as it was kept" in done.stdout


def test_an_archive_is_of_one_ticket_and_whole(archived, worked):
    with zipfile.ZipFile(archived) as opened:
        names = opened.namelist()
        manifest = json.loads(opened.read("manifest.json"))
        report = opened.read("report.html").decode()
        readme = opened.read("README.txt").decode()
        pages = [opened.read(name) for name in names if name.startswith("bodies/")]
    assert names == sorted(names)
    assert not any(NUMBER in name for name in names)
    assert {Path(name).suffix for name in names if name.startswith("bodies/")} == {".txt"}
    kinds = [one["kind"] for one in manifest["entries"]]
    assert kinds == ["file", "page", "page", "lookup", "page", "page", "lookup", "case", "text",
                     "decision", "text", "text"]  # fmt: skip
    assert {json.loads(one["about"]).get("ticket") for one in manifest["entries"]} == {"TT-118"}
    assert any(b"<html" in page and NUMBER.encode() in page for page in pages)
    assert MASKED in report
    assert NUMBER not in report
    assert "RAHASIA" in readme
    assert "CONFIDENTIAL" in readme
    (export,) = worked.entries("export")
    assert (export.told["full"], export.told["ticket"]) == (True, "TT-118")
    assert os.name == "nt" or archived.stat().st_mode & 0o777 == 0o600


def rewritten(path, change):
    """Write an archive again, its files changed."""
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)


def first_body(files):
    return next(name for name in files if name.startswith("bodies/"))


def in_manifest(change):
    def changed(files):
        manifest = json.loads(files["manifest.json"])
        change(manifest)
        files["manifest.json"] = json.dumps(manifest).encode()

    return changed


TAMPERED = {
    "a page changed": lambda files: files.update({first_body(files): b"x"}),
    "a page taken out": lambda files: files.pop(first_body(files)),
    "a file put in": lambda files: files.update({"bodies/note.txt": b"x"}),
    "the report changed": lambda files: files.update({"report.html": b"x"}),
    "the report taken out": lambda files: files.pop("report.html"),
    "who changed": in_manifest(
        lambda m: m["entries"][2].update(about=m["entries"][2]["about"].replace("Sari", "Rina"))
    ),
    "a time changed": in_manifest(lambda m: m["entries"][0].update(time="2020-01-01 00:00:00")),
    "a number changed": in_manifest(
        lambda m: next(e for e in m["entries"] if e["kind"] == "lookup")["body"]["query"].update(
            number=OTHER
        )
    ),
    "a body called purged": in_manifest(lambda m: m["entries"][1].update(body=None)),
    "an entry twice": in_manifest(lambda m: m["entries"].insert(1, m["entries"][0])),
}


@pytest.mark.parametrize("tampering", TAMPERED)
def test_what_was_done_to_an_archive_is_found(archived, tampering, figures):
    assert verify_archive(archived).faults == ()
    rewritten(archived, TAMPERED[tampering])
    found = verify_archive(archived).faults
    figures("tampering with an archive", tried=1, found=int(bool(found)), missed=int(not found))
    assert found


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.pop("manifest.json"),
        lambda files: files.update({"manifest.json": b"{"}),
        lambda files: files.update({"manifest.json": b"[]"}),
        in_manifest(lambda m: m.pop("entries")),
        in_manifest(lambda m: m.update(format="another")),
        in_manifest(lambda m: m["entries"][0].update(about="{", kind="purge")),
    ],
    ids=["none", "broken", "a list", "no entries", "another", "no terms"],
)
def test_what_is_no_archive_is_told_in_one_line(say, archived, change):
    rewritten(archived, change)
    status, _, err = say("evidence", "verify", archived)
    assert (status, err.count("\n")) == (1, 1)


def test_an_archive_after_a_purge_says_what_was_deleted(say, worked, tmp_path):
    purge_today()
    status, _, err = say("evidence", "export", "TT-118", "-o", tmp_path / "x.zip", "--yes")
    assert status == 0
    assert "Without a report" in err
    found = verify_archive(tmp_path / "x.zip")
    assert found.faults == ()
    assert (found.bodies, found.purged > 5) == (0, True)


def test_an_archive_is_asked_for_and_replaces_nothing(say, worked, tmp_path):
    path = tmp_path / "x.zip"
    for words in (["TT-118", "-o", path], ["TT-118", "-o", tmp_path / "x.tar", "--yes"],
                  ["TT-0", "-o", path, "--yes"], [NUMBER * 4, "-o", path, "--yes"]):  # fmt: skip
        status, _, err = say("evidence", "export", *words)
        assert (status, err.count("\n")) == (2, 1)
        assert not path.exists()
    path.write_text("mine")
    assert say("evidence", "export", "TT-118", "-o", path, "--yes")[0] == 2
    assert path.read_text() == "mine"
    assert say("evidence", "export", "TT-118", "-o", path, "--yes", "--force")[0] == 0
    with pytest.raises(QueryError):
        entries_of(worked, "TT-0")


# --- privacy ------------------------------------------------------------------------------------


def test_a_real_dashboard_needs_a_ticket_before_the_password(say, monkeypatch):
    monkeypatch.setattr("ott_toolkit.cli.dashboard.password_of", lambda *_: pytest.fail("asked"))
    real = ("131500000017", "--url", "http://192.0.2.1", "--user", "x")
    for command in ("lookup", "investigate"):
        status, out, err = say(command, *real)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "A ticket number is needed" in err
        assert say(command, *real, "--ticket", "131500000017")[0] == 2
    assert not evidence.location().exists()


def test_a_look_up_is_on_its_occasion(say):
    words = ("--ticket", "TT-1", "--purpose", "training")
    say("lookup", NUMBER, *words)
    say("lookup", NUMBER, "--page", "Data Log", *words)
    say("read", DATA / "bill.txt", *words)
    told = [one.told for one in evidence.store().entries("lookup", "file")]
    assert [(one["ticket"], one["purpose"]) for one in told] == [("TT-1", "training")] * 3
    assert [one.get("practice", False) for one in told] == [True, True, False]
    assert say("lookup", NUMBER, "--purpose", "x")[0] == 2


@pytest.mark.parametrize("form", [(), ("--csv",), ("--json",)], ids=["table", "csv", "json"])
@pytest.mark.parametrize("command", ["lookup", "page", "read"])
def test_numbers_are_masked_unless_asked_for_in_full(say, command, form, tmp_path):
    saved = tmp_path / f"{NUMBER}.csv"
    saved.write_text(say("lookup", NUMBER, "--csv", "--full-numbers")[1])
    words = {
        "lookup": ("lookup", NUMBER),
        "page": ("lookup", NUMBER, "--page", "Data Log"),
        "read": ("read", saved),
    }[command]
    before = len(evidence.store().entries("shown"))
    status, out, err = say(*words, *form)
    assert status == 0
    assert NUMBER not in out + err
    assert MASKED in out
    assert f"-{MASKED}" in out, "inside references as well"
    assert ("--full-numbers" in err) == bool(form)
    assert len(evidence.store().entries("shown")) == before
    _, out, err = say(*words, *form, "--full-numbers")
    assert NUMBER in out
    assert MASKED not in out + err
    assert len(evidence.store().entries("shown")) == before + 1
    assert all(NUMBER not in one.about for one in evidence.store().entries())


def test_what_cannot_be_understood_shows_no_number(say):
    for words in (("lookup", NUMBER, "1215 0000 0018"), (NUMBER,), ("audit", "-o", "x", NUMBER)):
        status, _, err = say(*words)
        assert status == 2
        assert NUMBER not in err
        assert "0018" not in err


def test_no_repr_no_log_and_no_traceback_holds_a_number(server, caplog):
    caplog.set_level("DEBUG")
    with ott.Portal(server.url) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        case = ott.investigate(NUMBER, portal, DATA / "bill.txt").decided("cannot", NUMBER)
        portal._door.get(f"{server.url}/data/transactions?nomor={NUMBER}")
    case = case.recorded()
    seen = [case, case.bill, case.bill.customer, case.grounds, case.facts, case.decision,
            case.record, *case.answers, *case.verdicts, case.letter(form="note"),
            ott.Files(), ott.Replay(case.kept.entry), evidence.store(),
            *evidence.store().bodies([1]).values()]  # fmt: skip
    for one in seen:
        assert NUMBER not in repr(one)
    assert "nomor=1215xxxxx017" in caplog.text
    assert NUMBER not in caplog.text
    with pytest.raises(OttError) as caught:
        ott.investigate("121500000018", ott.Files(), DATA / "bill.txt")
    assert NUMBER not in str(caught.getrepr(style="short").reprcrash)
    assert "The bill is of 1215xxxxx017, not of 1215xxxxx018" in str(caught.value)
