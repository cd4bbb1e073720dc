"""«Halaman lain» on its Python side: read when pressed, errors in place, nothing stale."""

import json
from threading import Event

import pytest

from ott_toolkit import practice
from tests import test_panel
from tests.test_panel import DATA, SAMPLE

desk = test_panel.desk

AFTER_END, FREE, NOTHING, HOSTILE = (f"1215000000{n}" for n in ("09", "47", "02", "06"))
LOG, GIMMICK = "Data Log", "Free Gimmick Transactions"


def others(desk):
    return desk.panel._screen.others.front.state


def asking(name, case):
    return {"name": name, "case": case, **test_panel.ON_OCCASION}


def press(desk, name, case=None, **typed):
    """What a click on the button of a page sends; waits for what comes of it."""
    handler = desk.panel._screen.others._asked
    handler({**asking(name, others(desk)["case"] if case is None else case), **typed})
    return desk.done()


def standing(desk):
    return {page["name"]: page["state"] for page in others(desk)["pages"]}


def hold(desk):
    """Let a page be read only when the gate is opened."""
    portal, gate, waits = desk.panel.portal, Event(), Event()
    table = portal.table

    def held(*asked):
        waits.set()
        gate.wait(20)
        return table(*asked)

    portal.table = held
    return gate, waits


def test_pages_are_offered_by_the_menus_names_and_none_is_read_unasked(desk):
    desk.search(SAMPLE)
    own = set(desk.panel.portal.others()) - {"I-Payment (tagihan)", "Gangguan latihan"}
    assert set(standing(desk)) == own, "without what only the practice portal has"
    assert {GIMMICK, "Starclick", "DisneyPlus", "Tools", LOG} <= set(standing(desk))
    assert set(standing(desk).values()) == {""}
    assert others(desk)["page"] is None
    assert desk.panel.case.others == {}
    assert "Tata letak tidak terdokumentasi" in others(desk)["texts"]["undocumented"]


def test_a_page_is_read_when_it_is_pressed_and_then_drawn(desk):
    desk.search(AFTER_END)
    before = desk.pages[1]
    verdicts, findings = desk.panel.case.verdicts, desk.panel.case.findings
    press(desk, LOG)
    page = others(desk)["page"]
    assert page["columns"] == ["Waktu", "Nomor Indihome", "Channel", "Proses", "Partner Ref_no",
                               "Respon"]  # fmt: skip
    assert ["2022-02-16 19:40:09", AFTER_END, "STB", "UNREG"] in [row[:4] for row in page["rows"]]
    assert page["said"].startswith("10/10 · diambil ")
    assert "portal latihan" in page["said"]
    assert page["drawn"] == "Digambar di Linimasa: 10 catatan."
    assert standing(desk)[LOG] == "read"
    assert 'data-mark="event-' not in before
    assert 'data-mark="event-' in desk.pages[1]
    assert "UNREG · UNREG gagal" in desk.pages[1]
    assert desk.panel.case.verdicts is verdicts, "nothing of it enters verdicts"
    assert desk.panel.case.findings is findings
    assert desk.state["busy"] == ""


def test_a_free_period_joins_the_timeline(desk):
    desk.search(FREE)
    press(desk, GIMMICK)
    press(desk, LOG)
    assert 'data-mark="free-0"' in desk.pages[1]
    assert 'data-mark="event-0"' in desk.pages[1]
    assert others(desk)["open"] == LOG
    assert standing(desk)[GIMMICK] == "read"


def test_a_page_that_is_not_drawn_says_why(desk):
    desk.search(SAMPLE)
    press(desk, "Starclick")
    assert others(desk)["page"]["drawn"].startswith(
        "Tidak digambar di Linimasa. Kolom waktu dan proses tidak bisa dibedakan. "
        "Judul kolom yang ada: Order ID, "
    )


def test_nothing_is_said_to_be_there_only_where_the_page_says_so(desk):
    desk.search(NOTHING)
    press(desk, "DisneyPlus")
    page = others(desk)["page"]
    assert (page["none"], page["rows"]) == ("Tidak ada data untuk nomor ini.", [])
    assert page["said"].startswith("0/0")


def test_an_outage_is_told_in_its_place_and_is_no_empty_page(desk, server):
    desk.search(SAMPLE)
    server.faults.maintenance = True
    press(desk, LOG)
    page = others(desk)["page"]
    assert "pemeliharaan" in page["error"]
    assert page["error"].endswith("Pencarian gagal, bukan data kosong.")
    assert "none" not in page
    assert standing(desk)[LOG] == "failed"
    assert desk.state["error"] == "", "it stands where it happened"
    assert desk.panel.case.others == {}
    server.faults.clear()
    press(desk, LOG)
    assert standing(desk)[LOG] == "read"
    assert "error" not in others(desk)["page"]


def test_what_was_read_is_not_asked_for_again(desk, server):
    desk.search(SAMPLE)
    press(desk, LOG)
    press(desk, "Tools")
    server.faults.status = 500
    press(desk, LOG)
    assert others(desk)["page"]["name"] == LOG
    assert others(desk)["page"]["rows"]


def test_the_other_language_keeps_what_was_read_and_what_failed(desk, server):
    desk.search(AFTER_END)
    press(desk, LOG)
    rows = others(desk)["page"]["rows"]
    desk.send("language", language="en")
    assert others(desk)["page"]["rows"] == rows
    assert others(desk)["page"]["drawn"] == "On the timeline: 10 entries."
    assert 'data-mark="event-' in desk.pages[1]
    server.faults.maintenance = True
    press(desk, "Tools")
    desk.send("language", language="id")
    assert "Pencarian gagal" in others(desk)["page"]["error"]


def test_a_claim_and_a_bill_keep_what_was_read(desk):
    desk.search(SAMPLE)
    press(desk, LOG)
    desk.paste("bill")
    assert standing(desk)[LOG] == "read"
    assert 'data-mark="event-' in desk.pages[1]


@pytest.mark.parametrize("then", ["new", "search"])
def test_a_new_case_forgets_it(desk, then):
    desk.search(AFTER_END)
    press(desk, LOG)
    if then == "new":
        desk.send("new")
        assert others(desk)["pages"] == []
        assert AFTER_END not in json.dumps(others(desk))
    else:
        desk.search(SAMPLE)
        assert set(standing(desk).values()) == {""}
        assert 'data-mark="event-' not in desk.pages[1]
    assert others(desk)["page"] is None
    assert others(desk)["open"] == ""


@pytest.mark.parametrize("action", ["new", "cancel"])
def test_a_page_that_was_given_up_never_shows(desk, eventually, action):
    desk.search(SAMPLE)
    gate, waits = hold(desk)
    asked = others(desk)["case"]
    desk.panel._screen.others._asked(asking(LOG, asked))
    assert waits.wait(20)
    assert desk.state["busy"] == "Membaca Data Log …"
    assert others(desk)["page"]["none"] == "Membaca Data Log …"
    desk.send(action)
    gate.set()
    eventually(lambda: not desk.panel._work.running)
    assert others(desk)["page"] is None
    assert desk.state["busy"] == ""
    case = desk.panel.case
    assert case is None if action == "new" else case.others == {}


def test_a_press_for_a_case_that_is_gone_asks_nothing(desk):
    desk.search(SAMPLE)
    gone = others(desk)["case"]
    desk.search(AFTER_END)
    press(desk, LOG, case=gone)
    assert others(desk)["page"] is None
    assert desk.panel.case.others == {}


def test_while_something_is_read_no_page_is_asked_for(desk):
    desk.search(SAMPLE)
    gate, waits = hold(desk)
    own = others(desk)["case"]
    desk.panel._screen.others._asked(asking(LOG, own))
    assert waits.wait(20)
    assert others(desk)["busy"]
    desk.panel._screen.others._asked(asking("Tools", own))
    gate.set()
    desk.done()
    assert list(desk.panel.case.others) == [LOG]


def test_a_given_up_page_does_not_share_its_session_with_the_next_search(desk, eventually):
    desk.search(SAMPLE)
    gate, waits = hold(desk)
    first = desk.panel.portal
    desk.panel._screen.others._asked(asking(LOG, others(desk)["case"]))
    assert waits.wait(20)
    desk.send("cancel")
    press(desk, "Tools")
    assert desk.panel.portal is not first
    assert list(desk.panel.case.others) == ["Tools"]
    assert LOG in standing(desk), "the menu is still known"
    gate.set()
    eventually(lambda: not desk.panel._work.running)
    assert list(desk.panel.case.others) == ["Tools"]


def test_without_a_portal_it_says_that_there_is_nobody_to_ask(desk):
    desk.panel._connection.leave()
    desk.paste("bill", "subscriptions", "transactions")
    assert others(desk)["pages"] == []
    assert others(desk)["nobody"].startswith("Tidak ada dashboard yang bisa ditanya")
    press(desk, LOG)
    assert "belum masuk" in others(desk)["page"]["error"].lower()


def test_practice_is_never_asked_for_a_real_number(desk):
    text = (DATA / "bill.txt").read_text(encoding="utf-8").replace(SAMPLE, "131500000017")
    desk.paste_text(text)
    assert others(desk)["nobody"].startswith("Tidak ada dashboard yang bisa ditanya")
    press(desk, LOG)
    assert "bukan pelanggan rekaan" in others(desk)["page"]["error"]
    assert desk.panel.case.others == {}


def test_a_session_that_ended_for_good_is_told_and_the_case_stays(desk, monkeypatch):
    from ott_toolkit.portal.session import expired

    desk.search(SAMPLE)

    def ended(*_):
        raise expired()

    press(desk, "Tools")
    monkeypatch.setattr(desk.panel.portal, "table", ended)
    press(desk, LOG)
    assert desk.panel.portal is None
    assert desk.panel.case.number == SAMPLE
    assert "Sesi habis" in others(desk)["page"]["error"]
    assert others(desk)["nobody"]
    assert standing(desk) == {"Tools": "read"}, "what was read stays at hand"
    press(desk, "Tools")
    assert others(desk)["page"]["rows"]


def test_hostile_cells_stay_text(desk):
    desk.search(HOSTILE)
    press(desk, LOG)
    channels = {row[2] for row in others(desk)["page"]["rows"]}
    assert "<b>STB</b> & Web" in channels
    assert "<b>" not in desk.pages[1]


def test_a_very_long_page_lists_its_beginning_and_says_so(desk, monkeypatch):
    monkeypatch.setattr("ott_toolkit.panel.others._ROWS", 5)
    desk.search(AFTER_END)
    press(desk, LOG)
    page = others(desk)["page"]
    assert len(page["rows"]) == 5
    assert page["more"] == "5 baris lagi tidak ditampilkan di sini."
    assert page["drawn"] == "Digambar di Linimasa: 10 catatan."


def test_the_real_portal_is_asked_after_a_log_in(desk, server, eventually):
    desk.send("connect", url=server.url, username=practice.USERNAME, password=practice.PASSWORD,
              name="N", regional="2").done()  # fmt: skip
    desk.search(SAMPLE, ticket="IN1")
    press(desk, LOG, ticket="IN1")
    assert standing(desk)[LOG] == "read"
