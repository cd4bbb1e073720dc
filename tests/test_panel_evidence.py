"""The panel and the evidence: on which occasion, what is kept when, and what is opened again."""

import json
import sqlite3

import pytest

import ott_toolkit as ott
from ott_toolkit import evidence, practice
from ott_toolkit.evidence.database import add
from tests import test_answer_panel, test_panel
from tests.answers import AFTER_END, SAMPLE, bill_page

desk = test_panel.desk
page = test_answer_panel.page

TICKET = {"ticket": "IN4711"}
STRANGER = "131500000017"


@pytest.fixture
def dashboard(desk, server):
    """A panel that is logged in to a portal that is not taken for the practice portal."""
    return desk.send("connect", url=server.url, username=practice.USERNAME,
                     password=practice.PASSWORD, name="Rina", regional="2").done()  # fmt: skip


def kept(*kinds):
    store = evidence.store()
    return store.entries(*kinds) if store.path.exists() else []


def told(kind):
    return [entry.told for entry in kept(kind)]


def log(desk):
    """What the log lists."""
    front, sent = desk.panel._history.front, []
    front.send = sent.append
    desk.panel._history._asked({"action": "list"})
    assert not sent[0].get("error")
    return sent[0]["rows"]


def open_again(desk, entry):
    desk.panel._history._asked({"action": "open", "entry": entry})
    return desk.done()


# --- ticket and purpose -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket", "said"),
    [
        ("", "Nomor tiket diperlukan"),
        (" ", "Nomor tiket diperlukan"),
        (SAMPLE, "sama dengan nomor pelanggan"),
        (f"IN-{SAMPLE}", "sama dengan nomor pelanggan"),
        ("IN<1>", "bukan nomor tiket"),
    ],
)
def test_without_its_ticket_nobody_is_looked_up_and_the_field_says_so(dashboard, ticket, said):
    dashboard.search(AFTER_END, **TICKET)
    before = kept("page", "lookup", "failed")
    dashboard.search(SAMPLE, ticket=ticket)
    assert said in dashboard.state["ticket_error"]
    assert (dashboard.state["error"], dashboard.state["notice"]) == ("", "")
    assert dashboard.state["case"] is None, "nor does another's case stand below it"
    assert kept("page", "lookup", "failed") == before
    dashboard.send("language", language="en")
    assert dashboard.state["ticket_error"].endswith(("sent.", "customer's data.", "of them."))
    dashboard.search(SAMPLE, **TICKET)
    assert dashboard.state["ticket_error"] == ""
    assert dashboard.state["case"]["number"] == SAMPLE


def test_practice_asks_for_no_ticket_and_takes_one(desk):
    desk.search(SAMPLE)
    assert desk.state["ticket_error"] == ""
    assert desk.state["texts"]["ticket_hint"] == "boleh kosong"
    desk.search(SAMPLE, ticket="IN5")
    assert [one.get("ticket") for one in told("case")] == [None, "IN5"]
    assert all(one["practice"] for one in told("case") + told("lookup"))


def test_a_refused_log_in_leaves_practice_as_it_was(desk, server):
    desk.send("connect", url=server.url, username="a", password="b", name="Rina", regional="2")
    desk.done()
    assert "practice" not in told("login")[-1]
    desk.search(SAMPLE)
    assert desk.state["ticket_error"] == ""
    assert told("case")[-1]["practice"] is True


def test_whatever_is_kept_tells_who_for_which_ticket_and_why(dashboard, server):
    dashboard.search(SAMPLE, **TICKET, purpose="quality-check")
    dashboard.send("paste", text=bill_page(server.url, SAMPLE), asof="", **TICKET).done()
    wanted = {"who": "Rina", "ticket": "IN4711", "purpose": "billing-complaint"}
    assert told("case")[0] == {**told("case")[0], **wanted, "purpose": "quality-check"}
    assert told("file")[0] == {**wanted, "pasted": True}
    assert told("case")[1] == {**told("case")[1], **wanted}
    assert all("practice" not in entry.told for entry in kept())
    assert told("login")[-1]["who"] == "Rina"
    assert dashboard.state["texts"]["ticket_hint"] == ""


def test_a_paste_with_what_is_no_ticket_is_not_taken(dashboard, server):
    dashboard.send("paste", text=bill_page(server.url, SAMPLE), asof="", ticket="IN<1>").done()
    assert "bukan nomor tiket" in dashboard.state["ticket_error"]
    assert kept("file") == []


def test_another_page_of_the_menu_needs_the_ticket_too(dashboard, server):
    dashboard.send("paste", text=bill_page(server.url, SAMPLE), asof="").done()
    press = dashboard.panel._screen.others
    message = {"name": "Data Log", "case": press.front.state["case"], **test_panel.ON_OCCASION}
    press._asked(message)
    assert "Nomor tiket diperlukan" in press.front.state["page"]["error"]
    press._asked({**message, **TICKET})
    dashboard.done()
    assert press.front.state["page"]["rows"]
    assert "#" + str(kept("case")[-1].id) in dashboard.state["case"]["evidence"]
    assert told("lookup")[-1]["ticket"] == "IN4711"


def test_the_purposes_have_titles_in_both_languages(desk):
    assert [one for one, _ in desk.state["purposes"]] == list(evidence.PURPOSES)
    assert desk.state["purposes"][0][1] == "Keluhan tagihan"
    desk.send("language", language="en")
    assert desk.state["purposes"][0][1] == "Complaint about a bill"


def test_a_ticket_is_in_no_trait(page):
    page.desk.search(SAMPLE, ticket="planted-7")
    states = [w.get_state() for w in test_panel._all(page.desk.panel)]
    assert "planted" not in json.dumps(states, default=str)


def test_a_real_bill_pasted_while_practising_is_no_practice(desk, server):
    text = bill_page(server.url, SAMPLE).replace(SAMPLE, STRANGER)
    desk.send("paste", text=text, asof="").done()
    assert "practice" not in told("case")[-1]
    assert log(desk) == []


# --- what is kept when --------------------------------------------------------------------------


def test_what_is_shown_is_kept_and_names_its_number(page):
    page.look_up(SAMPLE)
    case = page.desk.panel.case
    assert case.kept.entry == kept("case")[-1].id
    assert page.desk.state["case"]["evidence"] == f"Bukti #{case.kept.entry}"


def test_what_is_toggled_is_not_kept_and_what_is_decided_is(page):
    page.look_up(SAMPLE)
    before = len(kept())
    page.claim("not-subscribed").claim("stopped").ask("period", period="2022-03")
    assert len(kept()) == before
    page.ask("decide", kind="cannot", reason="ada nota lain", **TICKET)
    decision = kept("decision")[-1]
    assert decision.told["decision"] == "cannot"
    assert decision.told["differs"] is True
    assert decision.told["ticket"] == "IN4711"
    assert page.desk.state["case"]["evidence"] == f"Bukti #{decision.id}"
    page.ask("decide", kind="", reason="")
    assert kept()[-1].kind == "case", "that she took it back is kept as well"


def test_a_letter_is_kept_and_cites_the_case_as_it_stands(page):
    page.look_up(SAMPLE).claim("not-subscribed")
    text = page.send("note", ticket="IN8")[0]["text"]
    entry = kept("text")[-1]
    assert f"#{entry.told['case']}" in text
    assert evidence.store().bodies([entry.id])[entry.id].content.decode() == text
    assert (entry.told["form"], entry.told["full"], entry.told["ticket"]) == ("note", False, "IN8")
    assert page.desk.state["case"]["evidence"] == f"Bukti #{entry.told['case']}"
    cases = len(kept("case"))
    page.send("whatsapp")
    assert len(kept("case")) == cases, "it stands as it was kept"


def test_a_report_is_masked_unless_it_is_asked_for_in_full(page):
    page.look_up(SAMPLE)
    message, (content,) = page.send("html")
    assert SAMPLE.encode() not in content
    assert "lengkap" not in message["said"]
    message, (content,) = page.send("html", full=True)
    assert SAMPLE.encode() in content
    assert message["said"] == "Laporan dengan nomor lengkap diunduh, dan ini dicatat"
    assert [one["full"] for one in told("report")] == [False, True]


def test_an_escalation_says_that_it_shows_full_numbers(page):
    page.look_up(SAMPLE)
    message, (content,) = page.send("escalation", ticket="IN1")
    assert "nomor lengkap" in message["said"]
    assert "Nomor di sini ditampilkan lengkap" in content.decode()
    assert told("text")[-1]["full"] is True


# --- what cannot be kept ------------------------------------------------------------------------


def refuse(kind):
    """Let the file refuse entries of one kind, as a disk that fills up at that moment would."""
    with sqlite3.connect(evidence.location()) as file:
        file.execute(
            f"CREATE TRIGGER no_{kind} BEFORE INSERT ON entries WHEN NEW.kind = '{kind}' "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    file.close()


@pytest.fixture
def blocked(monkeypatch, tmp_path):
    """A folder for evidence that cannot be made."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OTT_EVIDENCE", str(tmp_path / "file" / "evidence"))


def test_a_look_up_that_cannot_be_kept_is_not_shown(desk, blocked):
    desk.search(SAMPLE)
    assert "OTT_EVIDENCE" in desk.state["error"]
    assert desk.state["notice"] == "Pencarian gagal, bukan data kosong."
    assert desk.panel.case is None


def test_nor_is_a_paste(desk, blocked):
    desk.paste("bill")
    assert "OTT_EVIDENCE" in desk.state["error"]
    assert desk.panel.case is None


@pytest.mark.parametrize("kind", ["page", "lookup", "case"])
def test_whatever_of_it_is_lost_it_is_not_shown(desk, kind):
    desk.search(AFTER_END)
    refuse(kind)
    desk.search(SAMPLE)
    assert "menolak diubah" in desk.state["error"]
    assert desk.panel.case is None


def test_a_decision_that_cannot_be_kept_is_told_and_not_shown_as_made(page):
    page.look_up(SAMPLE)
    refuse("decision")
    page.ask("decide", kind="cannot", reason="ada nota lain")
    assert "menolak diubah" in page.state["errors"]["decide"]
    assert page.desk.panel.case.decision is None
    assert page.state["case"]["decision"] == {"kind": "", "reason": ""}


@pytest.mark.parametrize(("form", "kind"), [("note", "text"), ("html", "report")])
def test_what_cannot_be_kept_does_not_leave(page, form, kind):
    page.look_up(SAMPLE)
    refuse(kind)
    message, buffers = page.send(form)
    assert "menolak diubah" in message["error"]
    assert "text" not in message
    assert buffers is None


# --- the log ------------------------------------------------------------------------------------


def test_the_log_lists_todays_look_ups_masked_newest_first(page, server):
    page.look_up(SAMPLE)
    page.ask("decide", kind="cannot", reason="ada nota lain", **TICKET)
    page.desk.send("new").search(AFTER_END, ticket="IN2")
    second, first = log(page.desk)
    assert first == {
        "time": f"{kept('decision')[-1].kept.time:%H.%M}",
        "number": "1215xxxxx017",
        "ticket": "IN4711",
        "outcome": "Subscriptions 1/1 · Transactions Data 2/2 · ✓ Jumlah cocok · "
        "analis: Belum bisa dipastikan",
        "entry": kept("decision")[-1].id,
        "opens": True,
    }
    assert (second["number"], second["ticket"]) == ("1215xxxxx009", "IN2")
    assert SAMPLE not in json.dumps([first, second])


def test_a_failed_look_up_stands_in_the_log_as_such(desk, server):
    server.faults.maintenance = True
    desk.search(SAMPLE)
    (row,) = log(desk)
    assert row["outcome"] == "Subscriptions: pencarian gagal"
    assert (row["number"], row["opens"]) == ("1215xxxxx017", False)


def test_practice_and_the_dashboard_list_their_own(desk, server):
    assert log(desk) == []
    desk.search(SAMPLE)
    desk.send("connect", url=server.url, username=practice.USERNAME, password=practice.PASSWORD,
              name="Rina", regional="2").done()  # fmt: skip
    assert log(desk) == []
    desk.search(AFTER_END, **TICKET)
    assert [row["number"] for row in log(desk)] == ["1215xxxxx009"]
    desk.send("practice").done()
    assert [row["number"] for row in log(desk)] == ["1215xxxxx017"]


def test_a_body_that_was_deleted_leaves_its_row(desk):
    desk.search(SAMPLE)
    last = kept()[-1].id
    with evidence.store().writing() as file:  # what a purge does, to the bodies of today
        add(file, "purge", {"bodies": [[1, last]]}, None)
        file.execute("DELETE FROM bodies")
    (row,) = log(desk)
    assert (row["number"], row["opens"]) == ("–", False)
    assert row["outcome"].startswith("Subscriptions 1/1")


def test_the_log_says_where_it_cannot_be_read(desk):
    desk.search(SAMPLE)
    evidence.close()
    evidence.location().write_bytes(b"no database at all" * 300)
    sent = []
    desk.panel._history.front.send = sent.append
    desk.panel._history._asked({"action": "list"})
    assert "rusak" in sent[0]["error"]
    assert sent[0]["rows"] == []


# --- opened again -------------------------------------------------------------------------------


def test_a_case_is_opened_again_as_it_stood_and_nothing_is_asked(page, server, tmp_path):
    page.look_up(SAMPLE).claim("not-subscribed")
    page.ask("decide", kind="cannot", reason="ada nota lain", **TICKET)
    before = page.desk.panel.case
    report = before.report(tmp_path / "before.html").read_bytes()
    page.desk.send("new")
    server.faults.status = 500
    pages = len(kept("page", "lookup", "failed"))
    sent = []
    page.desk.panel._desk.send = sent.append
    open_again(page.desk, log(page.desk)[0]["entry"])
    case, state = page.desk.panel.case, page.desk.state
    assert state["error"] == ""
    assert state["case"]["opened"].startswith(f"dibuka dari bukti #{before.kept.entry}, dilihat ")
    assert state["case"]["evidence"] == f"Bukti #{before.kept.entry}"
    assert (case.claim, case.decision) == (before.claim, before.decision)
    assert case.report(tmp_path / "after.html").read_bytes() == report
    assert len(kept("page", "lookup", "failed")) == pages
    assert sent == [
        {
            "waiting": SAMPLE,
            "again": {"ticket": "IN4711", "purpose": "billing-complaint"},
        }
    ]
    assert told("replay")[-1]["ticket"] == "IN4711"
    assert page.screen.others.front.state["pages"] == []
    assert "dibuka lagi dari bukti" in page.screen.others.front.state["nobody"]


def test_papers_join_a_case_that_is_opened_again_and_a_search_is_a_fresh_one(desk, server):
    desk.search(SAMPLE)
    first = desk.panel.case
    open_again(desk, first.kept.entry)
    desk.paste_text(bill_page(server.url, SAMPLE))
    assert desk.panel.case.bill is not None
    assert len(desk.panel.case.transactions) == 2
    assert f"bukti #{first.kept.entry}" in desk.state["case"]["opened"], "the rows are of then"
    assert ott.Replay(desk.panel.case.kept.entry).case.bill.customer.number == SAMPLE
    lookups = len(kept("lookup"))
    desk.search("")
    assert desk.state["case"]["opened"] == ""
    assert len(kept("lookup")) == lookups + 2


def test_what_cannot_be_opened_is_told(desk):
    desk.search(SAMPLE)
    open_again(desk, 4000)
    assert "#4000" in desk.state["error"]
    assert desk.panel.case is None
