"""«Ringkasan» and what leaves the panel, as messages of the page lead to it."""

import json
from datetime import date

import pytest

from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.panel import Panel
from tests import test_panel
from tests.answers import (
    AFTER_END,
    OVERLAP,
    SAMPLE,
    SEVERAL,
    TAX,
    TWO_RENEWALS,
    bill_page,
)

desk = test_panel.desk


class Page:
    """What the pages of a panel would send to it, and what they are sent."""

    def __init__(self, desk, url):
        self.desk, self.url = desk, url
        self.screen = desk.panel._screen
        self.received = []
        self.screen.outbox.send = lambda message, buffers=None: self.received.append(
            (message, buffers)
        )

    def look_up(self, number):
        self.desk.search(number)
        self.desk.paste_text(bill_page(self.url, number))
        assert self.desk.state["error"] == ""
        return self

    def ask(self, action, **content):
        case = (self.state["case"] or {}).get("id")
        message = {"action": action, "token": action, "case": case, **test_panel.ON_OCCASION}
        self.screen._asked({**message, **content})
        return self

    def claim(self, kind, day="", price=""):
        return self.ask("claim", kind=kind, day=day, price=price)

    def send(self, form, ticket="", name="", **changed):
        """What the row of buttons would send; returns what it is sent."""
        stand = self.screen.outbox.state["stand"]
        message = {"form": form, "token": "7", "stand": stand, "name": name, "full": False}
        self.screen._sent({**message, **test_panel.ON_OCCASION, "ticket": ticket, **changed})
        return self.received.pop()

    @property
    def state(self):
        return self.screen.answer.state

    @property
    def summary(self):
        return "".join(self.state["case"]["parts"].values())

    @property
    def tab(self):
        return self.desk.panel._pages.selected_index

    @property
    def bill(self):
        return self.desk.panel._pages.children[4].value

    def table(self, place):
        return self.desk.panel._pages.children[place].children[0]


@pytest.fixture
def page(desk, server):
    return Page(desk, server.url)


def test_a_claim_is_answered_at_once(page):
    page.look_up(SAMPLE).claim("not-subscribed")
    assert page.state["case"]["claim"] == {"kind": "not-subscribed", "day": "", "price": ""}
    assert "Tidak tercatat di data" in page.summary
    assert page.state["heard"] == "claim"
    page.claim("stopped", day="2022-02-10")
    assert "10 Feb 2022" in page.summary
    page.claim("other-price", price="29.000")
    assert page.desk.panel.case.claim.price == 29000
    assert page.state["case"]["claim"]["price"] == "29.000"
    page.claim("")
    assert page.desk.panel.case.claim is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"kind": "other-price", "price": "dua puluh"}, "bukan harga"),
        ({"kind": "stopped", "day": "besok"}, "bukan tanggal"),
    ],
)
def test_what_is_no_price_or_day_is_told_in_place(page, content, said):
    told = {"price": "19000", "day": "2022-02-10"}
    page.look_up(SAMPLE).claim(
        content["kind"], **{name: told[name] for name in content if name in told}
    )
    assert "19.000" in page.summary or "10 Feb 2022" in page.summary
    page.claim(**content)
    assert said in page.state["errors"]["claim"]
    assert page.desk.panel.case.claim == Claim(content["kind"]), "without what cannot be read"
    assert "19.000" not in page.summary
    assert "10 Feb 2022" not in page.summary
    page.claim("only-asking")
    assert page.state["errors"] == {}


def test_a_claim_stays_while_papers_are_added_and_goes_with_the_case(page):
    page.desk.search(AFTER_END)
    page.claim("stopped", day="2022-02-18")
    page.desk.paste_text(bill_page(page.url, AFTER_END))
    assert page.desk.panel.case.bill is not None
    assert page.state["case"]["claim"]["kind"] == "stopped"
    page.desk.search(AFTER_END)
    assert page.state["case"]["claim"]["day"] == "2022-02-18", "looked up once more"
    page.desk.search(SEVERAL)
    assert page.desk.state["error"], "the bill is another customer's"
    page.desk.send("new").search(SAMPLE)
    assert page.state["case"]["claim"]["kind"] == ""


def test_another_number_begins_blank(page):
    page.desk.search(AFTER_END)
    page.claim("stopped", day="2022-02-18")
    before = page.state["case"]["id"]
    page.desk.search(SAMPLE)
    assert page.state["case"]["claim"]["kind"] == ""
    assert page.state["case"]["id"] != before
    assert page.screen.outbox.state["case"] != before, "its fields are emptied"


def test_what_was_said_of_a_case_that_is_gone_is_dropped(page):
    page.look_up(SAMPLE)
    gone = page.state["case"]["id"]
    page.desk.send("new").search(SEVERAL)
    page.screen._asked({"action": "claim", "token": "1", "case": gone, "kind": "stopped",
                        "day": "", "price": ""})  # fmt: skip
    assert page.desk.panel.case.claim is None


def test_the_period_is_changed(page):
    page.look_up(OVERLAP).ask("period", period="2022-02")
    assert page.state["case"]["period"] == "2022-02"
    assert "58.000" in page.state["case"]["parts"]["amount"]
    assert "Feb 2022" in page.desk.pages[-1], "the questions are of that period"
    page.claim("only-asking")
    assert page.state["case"]["period"] == "2022-02"
    note, _ = page.send("note")
    assert "Feb 2022" in note["text"]
    page.desk.send("language", language="en")
    assert page.state["case"]["period"] == "2022-02"


def test_her_conclusion_stands_beside_the_tools_and_needs_a_reason(page):
    page.look_up(SAMPLE).ask("decide", kind="explained", reason="")
    assert page.desk.panel.case.decision.differs is False
    page.ask("decide", kind="unexplained", reason=" ")
    assert "tulis alasannya" in page.state["errors"]["decide"]
    assert page.desk.panel.case.decision.kind == "explained", "the old one stays"
    page.ask("decide", kind="unexplained", reason="bukti lain")
    assert page.state["errors"] == {}
    assert page.state["case"]["decision"] == {"kind": "unexplained", "reason": "bukti lain"}
    assert "✗ Tidak ada transaksi pendukung; hasil hitungan ✓ Jumlah cocok" in page.summary
    page.ask("period", period="2022-02")
    assert page.state["case"]["decision"]["kind"] == "", "it was on March"
    page.ask("decide", kind="", reason="")
    assert page.desk.panel.case.decision is None


def test_what_nobody_foresaw_is_told_in_place(page, monkeypatch):
    page.look_up(SAMPLE)
    monkeypatch.setattr("ott_toolkit.panel.summary.state", lambda *_: 1 / 0)
    page.claim("only-asking")
    assert "ZeroDivisionError" in page.state["errors"]["claim"]
    monkeypatch.setattr("ott_toolkit.panel.screen.packed", lambda *_, **__: 1 / 0)
    message, _ = page.send("note")
    assert "ZeroDivisionError" in message["error"]


# --- from a finding to its mark and its row -----------------------------------------------------


def test_a_finding_leads_to_the_charts_and_to_its_row(page):
    page.look_up(AFTER_END).ask("lead", to="mark", finding=0, text="")
    assert page.tab == 1
    assert 'data-mark="finding-0"' in page.desk.pages[1]
    table = page.table(3)
    (marked,) = table.selected_rows
    assert table.df["Trx Time"][marked] == "2022-02-20 00:04:37", "its row is marked already"
    page.ask("lead", to="row", finding=0, text="")
    assert page.tab == 3
    assert table.selected_rows == [marked]


def test_a_finding_in_the_bill_leads_to_its_lines(page):
    page.look_up(TAX).ask("lead", to="mark", finding=0, text="")
    assert page.tab == 1
    assert page.bill.count('class=" ott-proven"') == 1
    page.ask("lead", to="row", finding=0, text="")
    assert page.tab == 4
    page.send("rows")
    assert "ott-proven" not in page.bill


def test_what_explains_leads_to_its_mark_and_its_row_too(page):
    page.look_up(TWO_RENEWALS).ask("lead", to="mark", finding=0, text="")
    assert 'data-mark="finding-0"' in page.desk.pages[1]
    assert len(page.table(3).selected_rows) == 1


def test_a_mark_leads_to_its_row_whatever_is_filtered(page):
    page.look_up(SAMPLE)
    page.desk.send("filter", since="2022-01-01", until="2022-01-31", service="")
    page.ask("lead", to="row", finding=None, text="Transaksi 1 Feb 2022 00:04:25 · Rp 29.000")
    table = page.table(3)
    assert [table.df["Trx Time"][n] for n in table.selected_rows] == ["2022-02-01 00:04:25"]
    assert page.desk.state["case"]["filter"] == "Saring"


def test_a_row_far_down_is_on_the_page_that_shows(page):
    page.desk.search("121500000005")
    last = page.desk.panel.case.transactions["trx_time"].iloc[-1]
    page.ask("lead", to="row", finding=None, text=f"Transaksi {last:%-d} Mei {last:%Y %H:%M:%S}")
    table = page.table(3)
    (marked,) = table.selected_rows
    assert marked == 320
    assert table._dt_args["displayStart"] == 320


def test_the_proving_rows_are_shown_and_marked(page):
    page.look_up(SEVERAL)
    message, _ = page.send("rows")
    assert message["said"] == ""
    assert page.tab == 3
    assert page.desk.state["case"]["filter"] == "Tersaring: tampil 3 dari 14 transaksi"
    assert page.table(3).selected_rows == [0, 1, 2]
    page.send("timeline")
    assert page.tab == 1
    page.send("rows")
    assert page.tab == 3, "the rows were not before her"
    assert page.table(3).selected_rows == [0, 1, 2]
    page.send("rows")
    assert page.tab == 3
    assert page.desk.state["case"]["filter"] == "Saring"
    assert page.table(3).selected_rows == []


# --- what leaves --------------------------------------------------------------------------------


def test_a_text_comes_back_with_what_is_said_of_it(page):
    page.look_up(SAMPLE)
    message, buffers = page.send("note", ticket="IN123")
    assert message["said"] == "Catatan CRM disalin"
    assert message["text"].startswith("OTT …0017: tagihan Mar 2022")
    assert buffers is None
    assert page.send("whatsapp")[0]["text"] != page.send("email")[0]["text"]


def test_a_letter_that_lacks_something_says_what(page):
    page.look_up(AFTER_END)
    assert page.send("whatsapp")[0]["lacking"]
    assert page.send("whatsapp", ticket="IN123", name="Budi")[0]["lacking"] == ""


def test_what_is_typed_and_copied_is_in_no_trait(page):
    page.look_up(AFTER_END)
    page.send("whatsapp", ticket="planted-5", name="planted-6")
    states = [w.get_state() for w in test_panel._all(page.desk.panel)]
    assert "planted" not in json.dumps(states, default=str)


def test_a_file_comes_as_bytes_with_a_masked_name(page):
    page.look_up(SAMPLE)
    message, (content,) = page.send("html")
    assert message["name"] == "kasus-xxxx0017-2022-03.html"
    assert content.startswith(b"<!")
    message, (content,) = page.send("xlsx")
    assert content.startswith(b"PK")
    message, (content,) = page.send("escalation", ticket="IN1")
    assert message["mime"].startswith("text/plain")
    assert SAMPLE in content.decode()


def test_of_a_state_that_is_over_nothing_is_sent(page):
    page.look_up(SAMPLE)
    old = page.screen.outbox.state["stand"]
    page.claim("only-asking")
    message, _ = page.send("note", stand=old)
    assert message == {"token": "7", "dropped": True}
    page.desk.send("new")
    assert page.send("note", stand=old)[0] == {"token": "7", "dropped": True}


def test_while_something_loads_nothing_is_sent(page, eventually):
    page.look_up(SAMPLE)
    gate, waits = page.desk.hold()
    page.desk.send("search", number=SAMPLE, asof="")
    assert waits.wait(20)
    assert page.screen.outbox.state["ready"] is False
    assert page.send("note")[0]["dropped"]
    gate.set()
    eventually(lambda: page.screen.outbox.state["ready"])
    assert page.send("note")[0]["text"]


def test_while_a_paper_is_read_beside_the_case_nothing_is_sent(page, monkeypatch, eventually):
    from threading import Event

    from ott_toolkit.papers import Papers

    page.desk.search(SAMPLE)
    gate, read = Event(), Papers.case
    monkeypatch.setattr(Papers, "case", lambda *given: gate.wait(20) and read(*given))
    page.desk.send("paste", text=bill_page(page.url, SAMPLE), asof="")
    assert page.send("note")[0]["dropped"]
    gate.set()
    eventually(lambda: page.screen.outbox.state["ready"])


def test_a_new_case_blanks_everything(page):
    page.look_up(AFTER_END).claim("stopped", day="2022-02-18")
    page.ask("decide", kind="cannot", reason="planted-4")
    before = page.screen.outbox.state["case"]
    page.desk.send("new")
    assert page.state["case"] is None
    assert page.screen.outbox.state["shown"] is False
    assert page.screen.outbox.state["case"] != before
    states = json.dumps([w.get_state() for w in test_panel._all(page.desk.panel)], default=str)
    assert "planted-4" not in states
    assert AFTER_END not in states


def test_the_words_follow_the_language(page):
    page.look_up(SAMPLE)
    page.desk.send("language", language="en")
    assert page.screen.outbox.state["texts"]["note"] == "Copy case note"
    assert page.state["texts"]["claim"] == "Customer's claim"
    assert "Explained" in page.summary
    assert page.send("note")[0]["said"] == "Case note copied"


def test_the_case_of_the_notebook_is_the_one_on_screen(page):
    page.look_up(OVERLAP).ask("period", period="2022-02").claim("charged-twice")
    case = page.desk.panel.case
    assert case.disputed.period == date(2022, 2, 1)
    assert case.claim.kind == "charged-twice"
    assert Panel().case is None


def test_a_language_changes_words_alone(page):
    page.look_up(AFTER_END).claim("other-price", price="abc")
    page.ask("lead", to="row", finding=0, text="")
    marked = page.table(3).selected_rows
    page.claim("other-price", price="abc")
    page.desk.send("language", language="en")
    assert "is not a price" in page.state["errors"]["claim"]
    assert page.table(3).selected_rows == marked != []
    assert page.tab == 3
    page.desk.send("new").search(SAMPLE)
    assert page.state["errors"] == {}
    assert page.table(3).selected_rows == []
