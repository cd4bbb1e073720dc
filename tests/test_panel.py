"""The panel's Python side: what a message of the desk leads to. The browser is tested apart."""

import json
from pathlib import Path
from threading import Event

import pytest

from ott_toolkit import practice, settings
from ott_toolkit.panel import Panel
from ott_toolkit.papers import Papers

DATA = Path(__file__).with_name("data")
SAMPLE = "121500000017"
ON_OCCASION = {"ticket": "", "purpose": "billing-complaint"}
"""What each message of a front end takes along."""


class Desk:
    """A panel, and what the desk would send to it."""

    def __init__(self, panel, eventually):
        self.panel, self.eventually = panel, eventually

    def send(self, action, buffers=(), **content):
        message = {"action": action, "token": "", **ON_OCCASION, **content}
        self.panel._handle(message, list(buffers))
        return self

    def search(self, number, asof="", **typed):
        return self.send("search", number=number, asof=asof, **typed).done()

    def done(self):
        work = self.panel._work
        self.eventually(lambda: work._newest not in work._running)
        return self

    def hold(self):
        """Let look-ups wait until the gate is opened; return when the next one waits."""
        portal, gate, waits = self.panel.portal, Event(), Event()
        look_up = portal.subscriptions

        def held(number):
            waits.set()
            gate.wait(20)
            return look_up(number)

        portal.subscriptions = held
        return gate, waits

    def paste(self, *names, change=lambda text: text):
        text = "\n".join((DATA / f"{name}.txt").read_text(encoding="utf-8") for name in names)
        return self.paste_text(change(text))

    def paste_text(self, text):
        return self.send("paste", text=text, asof="").done()

    def upload(self, *names, buffers):
        return self.send("upload", asof="", names=list(names), buffers=buffers).done()

    @property
    def state(self):
        return self.panel._desk.state

    @property
    def pages(self):
        """The pages as HTML: summary, charts, bill, questions."""
        answer, *others = self.panel._pages.children
        summary = "".join(answer.state["case"]["parts"].values()) if answer.state["case"] else ""
        return [summary, *(page.value for page in others if hasattr(page, "value"))]


@pytest.fixture
def desk(monkeypatch, server, eventually):
    monkeypatch.setenv("OTT_PRACTICE_URL", server.url)
    panel = Panel()
    eventually(lambda: panel.portal and not panel._work.running)
    yield Desk(panel, eventually)
    server.faults.clear()
    panel.close_all()


def test_a_number_is_looked_up_and_shown(desk):
    desk.search(SAMPLE)
    assert desk.state["error"] == ""
    assert desk.state["case"]["number"] == SAMPLE
    assert "Subscriptions 1/1 · Transactions Data 2/2" in desk.state["case"]["strip"]
    assert list(desk.panel.case.transactions["trx_time"].dt.day) == [1, 2]
    summary, charts, *_ = desk.pages
    assert summary.count('class="ott-small"') == 1
    assert charts.count("<svg") == 2


def test_spaces_and_hyphens_of_a_typed_number_do_not_matter(desk):
    assert desk.search(" 1215-0000 0017").state["case"]["number"] == SAMPLE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("02100000017", "nomor telepon"),
        ("12345", "6 sampai 20 angka"),
        ("", "tempel tagihan"),
    ],
)
def test_a_wrong_number_is_told_and_nothing_is_shown(desk, typed, said):
    desk.search(SAMPLE)
    desk.search(typed)
    assert said in desk.state["error"]
    assert desk.state["case"] is None
    assert desk.panel.case is None


def test_nothing_found_is_said_and_is_no_error(desk):
    desk.search("121500000002")
    assert desk.state["error"] == ""
    assert "Transactions Data: Tidak ada data untuk nomor ini." in desk.pages[0]
    assert 'class="ott-small"' not in desk.pages[0]


def test_practice_never_answers_for_a_real_number(desk):
    desk.search("131500000017")
    assert "bukan pelanggan rekaan" in desk.state["error"]
    assert desk.panel.case is None
    text = (DATA / "bill.txt").read_text(encoding="utf-8").replace(SAMPLE, "131500000017")
    desk.paste_text(text)
    assert desk.panel.case.asof.date() > practice.TODAY, "a real bill is judged as of now"
    desk.search("")
    assert "bukan pelanggan rekaan" in desk.state["error"]


def test_a_pasted_bill_brings_its_number_and_waits_for_enter(desk):
    desk.paste("bill")
    assert desk.panel.case.subscriptions is None
    assert "cari nomornya" in desk.pages[0], "what is missing, and how to get it"
    desk.search("")  # Enter in the field
    assert desk.state["case"]["number"] == SAMPLE
    assert "tagihan Mar 2022" in desk.state["case"]["strip"]
    assert len(desk.panel.case.transactions) == 2


def test_a_bill_joins_the_case_that_was_looked_up(desk):
    desk.search(SAMPLE)
    transactions = desk.panel.case.transactions
    desk.paste("bill")
    assert desk.panel.case.bill.customer.number == SAMPLE
    assert desk.panel.case.transactions is transactions


def test_everything_pasted_at_once_needs_no_portal(desk, server):
    server.faults.status = 500
    desk.paste("transactions", "bill", "subscriptions")
    case = desk.panel.case
    assert (len(case.subscriptions), len(case.transactions), len(case.bill.lines)) == (1, 2, 4)
    assert desk.state["error"] == ""


def test_tables_of_two_numbers_are_refused_and_the_case_stays(desk):
    desk.paste("bill")
    desk.paste("subscriptions", change=lambda text: text.replace(SAMPLE, "121500000018"))
    assert "pelanggan yang berbeda: 121500000017, 121500000018" in desk.state["error"]
    assert desk.panel.case.bill is not None
    desk.search(SAMPLE)
    assert desk.state["error"] == "", "the refused paste is forgotten"


def test_another_number_than_the_bill_is_refused(desk):
    desk.paste("bill").search("121500000018")
    assert "milik 121500000017, bukan 121500000018" in desk.state["error"]
    assert desk.panel.case is None


def test_a_phone_of_the_bill_is_told_apart(desk):
    desk.paste("bill").search("34000000017")
    assert "GroupID" in desk.state["error"]


def test_pages_of_one_table_may_come_one_after_the_other(desk):
    lines = (DATA / "transactions.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    row = next(place for place, line in enumerate(lines) if line.startswith("2\t"))
    desk.paste_text("".join(lines[:row]))
    assert "baru terbaca 1 dari 2 baris" in desk.state["error"]
    assert desk.panel.case is None
    desk.paste_text("".join(lines[: row - 1] + lines[row:]))
    assert desk.state["error"] == ""
    assert len(desk.panel.case.transactions) == 2


def test_files_are_uploaded_with_their_names(desk):
    names = ["bill.txt", "subscriptions.txt"]
    desk.upload(*names, buffers=[(DATA / name).read_bytes() for name in names])
    assert "subscriptions.txt" in desk.state["case"]["strip"]
    desk.upload("kosong.csv", buffers=[b""])
    assert desk.state["error"] == "kosong.csv kosong."


def test_reading_takes_its_time_tells_what_and_is_cancelled(desk, monkeypatch, eventually):
    gate, read = Event(), Papers.case
    monkeypatch.setattr(Papers, "case", lambda *given: gate.wait(20) and read(*given))
    desk.send("upload", asof="", names=["bill.txt"], buffers=[(DATA / "bill.txt").read_bytes()])
    assert desk.state["busy"] == "Membaca bill.txt …"
    desk.send("cancel")
    gate.set()
    eventually(lambda: not desk.panel._work.running)
    assert (desk.state["busy"], desk.panel.case) == ("", None)
    desk.search("")
    assert "tempel tagihan" in desk.state["error"], "nothing of it was kept"


def test_a_new_case_blanks_everything_at_once(desk):
    desk.paste("bill").search(SAMPLE)
    desk.send("new", token="7")
    assert desk.panel.case is None
    assert desk.state["case"] is None
    assert desk.state["heard"] == "7", "the page waits for this before it shows a case again"
    assert set(desk.pages) == {""}
    assert desk.panel._pages.layout.display == "none"
    assert SAMPLE not in json.dumps([w.get_state() for w in _all(desk.panel)], default=str)


def _all(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)


@pytest.mark.parametrize("action", ["new", "cancel"])
def test_a_dropped_look_up_shows_nothing_however_late_it_ends(desk, eventually, action):
    gate, waits = desk.hold()
    desk.send("search", number=SAMPLE, asof="")
    assert waits.wait(20)
    desk.send(action)
    assert desk.state["busy"] == ""
    gate.set()
    eventually(lambda: not desk.panel._work.running)
    assert desk.panel.case is None
    assert (desk.state["busy"], desk.state["case"], desk.state["error"]) == ("", None, "")
    assert desk.panel._pages.layout.display == "none"


def test_the_next_look_up_does_not_wait_for_a_cancelled_one(desk):
    gate, waits = desk.hold()
    desk.send("search", number=SAMPLE, asof="")
    assert waits.wait(20)
    desk.send("cancel")
    desk.search("121500000003")
    assert desk.panel._work.running, "the cancelled one is still under way"
    assert desk.state["case"]["number"] == "121500000003"
    gate.set()


def test_switching_the_language_meanwhile_changes_nothing_else(desk, eventually):
    gate, waits = desk.hold()
    desk.send("search", number=SAMPLE, asof="")
    assert waits.wait(20)
    desk.send("language", language="en")
    assert desk.state["busy"], "it is still looking"
    gate.set()
    eventually(lambda: desk.panel.case)
    eventually(lambda: not desk.state["busy"])
    assert desk.state["case"]["number"] == SAMPLE
    assert desk.panel._pages.layout.display == ""


def test_an_error_is_said_in_the_other_language_too(desk):
    desk.search("12345").send("language", language="en")
    assert "is not an IndiHome number" in desk.state["error"]
    assert desk.state["notice"] == "", "nothing was looked up"


def test_a_failed_look_up_is_said_in_the_other_language_too(desk, server):
    server.faults.maintenance = True
    desk.search(SAMPLE).send("language", language="en")
    assert desk.state["notice"] == "The look-up failed; that is not «no data»."


def test_a_table_of_another_number_than_the_case_is_refused(desk):
    desk.search("121500000003")
    desk.paste("subscriptions")
    assert "Mulai kasus baru" in desk.state["error"]
    assert desk.state["case"]["number"] == "121500000003"


def test_a_pasted_table_is_completed_from_the_portal(desk):
    desk.paste("subscriptions")
    assert desk.panel.case.transactions is None
    desk.search("")
    assert len(desk.panel.case.transactions) == 2
    assert "ditempel" in desk.state["case"]["strip"]


def test_pasted_text_is_never_a_file_name(desk):
    desk.paste_text(str(DATA / "bill.txt"))
    assert "tidak ada tabel" in desk.state["error"]
    assert desk.panel.case is None


def test_without_a_portal_nothing_seems_looked_up(desk):
    desk.panel._connection.leave()
    desk.search(SAMPLE)
    assert "belum masuk" in desk.state["error"].lower()
    assert desk.panel.case is None


def test_a_failed_look_up_is_an_error_and_no_empty_case(desk, server):
    server.faults.maintenance = True
    desk.search(SAMPLE)
    assert "pemeliharaan" in desk.state["error"]
    assert desk.state["notice"] == "Pencarian gagal, bukan data kosong."
    assert desk.panel.case is None


def test_what_nobody_foresaw_is_shown_too(desk, monkeypatch):
    monkeypatch.setattr("ott_toolkit.panel.strip.trust", lambda *_: 1 / 0)
    desk.search(SAMPLE)
    assert "ZeroDivisionError" in desk.state["error"]


def test_a_refused_password_is_told_and_kept_nowhere(desk, server, eventually):
    desk.send("connect", url=server.url, username="a", password="planted-7", name="N", regional="2")
    eventually(lambda: desk.state["error"])
    assert desk.state["connection"]["ready"] is True, "practice stays connected"
    kept = settings.load()
    assert (kept.username, kept.name, kept.regional) == ("a", "N", "2")
    states = json.dumps([widget.get_state() for widget in _all(desk.panel)], default=str)
    folder = Path(settings.file()).parent
    assert "planted-7" not in states
    assert b"planted-7" not in b"".join(file.read_bytes() for file in folder.iterdir())


def test_a_password_in_the_address_is_refused_and_not_remembered(desk, server):
    url = server.url.replace("//", "//budi:planted-8@")
    desk.send("connect", url=url, username="a", password="b", name="", regional="")
    assert desk.state["error"]
    assert settings.load().url == ""
    assert "planted-8" not in json.dumps(desk.state)


@pytest.mark.parametrize("typed", ["http://[", "portal", "ftp://portal.example"])
def test_what_is_no_address_is_told(desk, typed, eventually):
    desk.send("connect", url=typed, username="a", password="b", name="", regional="").done()
    assert desk.state["error"]
    assert "Seharusnya ini tidak terjadi" not in desk.state["error"]


def test_an_address_needs_no_scheme(desk, server):
    url = server.url.removeprefix("http://")
    desk.send("connect", url=url, username="a", password="b", name="", regional="").done()
    assert settings.load().url == f"https://{url}"


def test_a_real_portal_is_judged_as_of_now_and_practice_as_of_its_day(desk, server, eventually):
    assert desk.state["asof"] == practice.TODAY.isoformat()
    desk.send(
        "connect",
        url=server.url,
        username=practice.USERNAME,
        password=practice.PASSWORD,
        name="N",
        regional="2",
    )
    eventually(lambda: not desk.panel._work.running)
    assert desk.state["asof"] == ""
    desk.send("practice")
    eventually(lambda: not desk.panel._work.running)
    assert desk.state["asof"] == practice.TODAY.isoformat()


def test_the_language_changes_at_once_and_is_remembered(desk, monkeypatch):
    desk.search(SAMPLE).send("language", language="en")
    assert desk.state["texts"]["search"] == "Search"
    assert "Charged again next month?" in desk.pages[0]
    assert settings.load().language == "en"
    assert Panel()._desk.state["texts"]["search"] == "Search"
    monkeypatch.setenv("OTT_LANGUAGE", "id")
    assert Panel()._desk.state["texts"]["search"] == "Cari"


def test_filters_narrow_what_is_shown_and_not_the_case(desk):
    desk.search("121500000003")
    whole = len(desk.panel.case.transactions)
    desk.send("filter", since="2022-01-01", until="2022-01-31", service="799 - Disney")
    assert desk.state["case"]["filter"] == f"Tersaring: tampil 1 dari {whole} transaksi"
    desk.send("filter", since="2022-03-15", until="2022-03-01", service="")
    assert "Tukar" in desk.state["error"]
    assert len(desk.panel.case.transactions) == whole
    desk.send("filter")
    assert desk.state["case"]["filter"] == "Saring"


def test_filters_change_no_amount_beside_the_bill(desk):
    desk.paste("bill").search(SAMPLE)
    desk.send("filter", since="2022-03-15", until="", service="")
    summary = desk.pages[0]
    assert "29.000 adalah transaksi 1 Feb 2022 00:04:25" in summary, "of the whole case"
    assert "Tidak ada data" not in summary


def test_filters_leave_the_charts_whole(desk):
    desk.search("121500000009")  # charged after its end
    whole = desk.pages[1]
    desk.send("filter", since="2022-02-19", until="", service="")
    assert "tanpa langganan" not in whole, "its subscription is known, whatever the tables show"
    assert desk.pages[1] == whole
    assert desk.state["case"]["chosen"] == {"since": "2022-02-19", "until": "", "service": ""}
    desk.search(SAMPLE)
    assert set(desk.state["case"]["chosen"].values()) == {""}


def test_a_case_is_judged_as_of_the_day_that_was_chosen(desk):
    desk.search(SAMPLE, asof="2022-02-15")
    assert str(desk.panel.case.asof) == "2022-02-15 23:59:59"
    desk.paste("bill")
    assert desk.state["asof"] == "2022-02-15", "a paste joins the case as it is judged"
    desk.send("paste", text=(DATA / "bill.txt").read_text(), asof="2022-02-10").done()
    assert desk.state["asof"] == "2022-02-10"


def test_hostile_cells_are_text_in_every_page(desk):
    desk.search("121500000006")
    shown = "".join(desk.pages)
    assert "<script" not in shown
    assert "&lt;script" in shown


def test_how_it_stands_is_said_in_the_language_that_is_spoken_now(desk):
    gate, waits = desk.hold()
    desk.send("search", number=SAMPLE, asof="")
    assert waits.wait(20)
    assert desk.state["busy"] == "Membaca Subscriptions …"
    desk.send("language", language="en")
    assert desk.state["busy"] == "Reading Subscriptions …"
    desk.send("cancel")
    assert desk.state["notice"].startswith("Cancelled: nothing of it is shown.")
    desk.send("language", language="id")
    assert desk.state["notice"].startswith("Dibatalkan")
    gate.set()
