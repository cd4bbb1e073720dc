"""`ott investigate`, as it is typed."""

from typing import get_args

import pytest

from ott_toolkit import evidence
from ott_toolkit.cli import investigate, main
from ott_toolkit.conclusion.claims import CLAIMS
from ott_toolkit.replies import Form
from tests.written import DATA, NUMBER, OTHER

FILES = ["--subscriptions", DATA / "subscriptions.txt", "--transactions", DATA / "transactions.txt"]
BILL = ["--bill", DATA / "bill.txt"]


@pytest.fixture
def run(capsys, monkeypatch, server):
    monkeypatch.setenv("OTT_PRACTICE_URL", server.url)

    def run(*words):
        status = main(["investigate", *map(str, words), "--language", "en"])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_bill_is_explained_from_files(run):
    status, out, err = run(NUMBER, *FILES, *BILL, "--asof", "2022-03-20")
    assert status == 0
    assert err == "Evidence #4: ott investigate --replay 4 opens this case again.\n"
    assert out.splitlines() == [
        "Bill Mar 2022 · charges Feb 2022 · pay Mar 2022: Explained",
        "  INTERNET CONTENT Rp 29.000 is the charge of 1 Feb 2022 00:04:25.",
        "No: it ended on 3 Mar 2022; no charge after that until 20 Mar 2022.",
    ]


def test_a_number_is_looked_up_on_the_practice_portal(run):
    status, out, err = run("121500000009")
    assert status == 0
    assert "No bill yet" in out
    assert "Charge after end · disact-20211120190544-1215xxxxx009" in out
    assert (
        "Charge after end · disact-20211120190544-121500000009"
        in run("121500000009", "--full-numbers")[1]
    )
    assert "The bill is not at hand" in err


def test_reports_are_written(run, tmp_path):
    page, book = tmp_path / "case.html", tmp_path / "case.xlsx"
    status, _, err = run(NUMBER, *FILES, *BILL, "-o", page, "-o", book)
    assert status == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert book.read_bytes().startswith(b"PK")
    assert NUMBER not in page.read_text(encoding="utf-8")
    assert err.count("Written: ") == 2
    run(NUMBER, *FILES, *BILL, "-o", page, "--full-numbers")
    assert NUMBER in page.read_text(encoding="utf-8")


def test_a_claim_is_weighed_and_a_text_printed(run):
    stopped = ["--claim", "stopped", "--claim-day", "2022-03-03"]
    status, out, _ = run(NUMBER, *FILES, *BILL, *stopped)
    assert status == 0
    claimed = out.splitlines().index("stopped on a date: Claim supported")
    said, following = out.splitlines()[claimed + 1 : claimed + 3]
    assert following.startswith("  Next: ")
    assert following.removeprefix("  Next: ") not in said
    status, out, _ = run(NUMBER, *FILES, *BILL, *stopped, "--reply", "note")
    assert status == 0
    assert out.startswith("OTT")
    assert len(out.splitlines()) <= 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["12"], "not an IndiHome number"),
        ([OTHER, *FILES, *BILL], "The bill is of"),
        ([NUMBER, *FILES, "-o", "case.pdf"], "let the name case.pdf end in .html, .xlsx"),
        ([NUMBER, *FILES, "--claim-day", "2022-03-03"], "A day belongs to a claim"),
        ([NUMBER, *FILES, "--asof", "soon"], "soon"),
        (["122600000055"], "1226xxxxx055 is not an invented customer"),
        (["1226 0000 0055"], "1226xxxxx055 is not an invented customer"),
        (["1226o0000055"], "'122xoxxxxx55' is not an IndiHome number"),
        ([NUMBER, *FILES, "--ticket", NUMBER], "The ticket is the customer's number"),
        ([], "Name the IndiHome number, or the evidence of a case"),
        (["--replay", "1", "--claim", "stopped"], "opens a case as it stood"),
    ],
)
def test_a_wrong_question_is_told_in_one_line(run, words, told):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_choices_are_those_of_the_conclusion():
    assert set(investigate.CLAIMS) == set(CLAIMS)
    assert set(investigate.FORMS) == set(get_args(Form))


def test_a_file_that_cannot_be_read_is_told(run, tmp_path):
    status, _, err = run(NUMBER, *FILES, "--bill", tmp_path / "none.html")
    assert status in (1, 2)
    assert "none.html" in err


# --- again from evidence ------------------------------------------------------------------------


def test_a_case_is_opened_again_from_its_evidence_alone(run, tmp_path, monkeypatch):
    first, again = tmp_path / "first.html", tmp_path / "again.html"
    ticket = ["--ticket", "TT-1", "--purpose", "quality-check"]
    status, out, err = run("121500000009", *ticket, "-o", first)
    number = err.partition("#")[2].partition(":")[0]
    monkeypatch.setenv("OTT_PRACTICE_URL", "http://127.0.0.1:9")  # where nobody answers
    status, same, said = run("--replay", number, "-o", again)
    assert (status, same) == (0, out)
    assert again.read_bytes() == first.read_bytes()
    assert f"Opened again from evidence #{number} of " in said
    assert "ticket TT-1): Subscriptions #" in said
    assert "bill not at hand" in said
    assert "Version" not in said
    *_, replay, _ = evidence.store().entries()
    assert (replay.kind, replay.told["ticket"]) == ("replay", "TT-1")
    assert run("121500000009", "--replay", number, "--reply", "note")[0] == 0
    assert run(OTHER, "--replay", number)[0] == 2
    assert run("--replay", "1")[0] == 1  # a page is no case
    assert run("--replay", "999")[0] == 1


def test_another_version_of_the_toolkit_is_told(run, monkeypatch):
    monkeypatch.setattr("ott_toolkit.dossier.__version__", "0.0.9")
    err = run("121500000009")[2]
    said = run("--replay", err.partition("#")[2].partition(":")[0])[2]
    assert "Version 0.0.9 of the toolkit kept it, and 0.1.0 opens it" in said


def test_numbers_shown_in_full_are_logged_before_they_are(run):
    run("121500000009")
    assert evidence.store().entries("shown") == []
    run("121500000009", "--full-numbers")
    (shown,) = evidence.store().entries("shown")
    assert (shown.told["what"], shown.told["practice"]) == ("summary", True)
    assert "121500000009" not in shown.about


def test_what_is_said_of_files_is_masked_too(run, tmp_path):
    path = tmp_path / f"{NUMBER}.html"
    _, out, err = run(NUMBER, *FILES, *BILL, "-o", path)
    assert path.exists()
    assert NUMBER not in out + err
    assert "1215xxxxx017.html" in err
    assert NUMBER in run(NUMBER, *FILES, "-o", path, "--full-numbers")[2]
