"""«Ringkasan» in a real browser, in the lab: read, clicked, typed into, copied from."""

import re
from contextlib import contextmanager

import pytest

from tests import test_browser
from tests.answers import (
    AFTER_END,
    AT_END,
    NO_BILL,
    OVERLAP,
    SAMPLE,
    SEVERAL,
    TAX,
    TOTAL,
    TWICE,
    TWO_RENEWALS,
    bill_page,
)
from tests.visitor import Visitor

page = test_browser.page

CLAIM, DECISION = '.ott-answer [data-action="claim"]', '.ott-answer [data-action="decide"]'
TICKET = '.ott-desk [name="ticket"]'
WINDOW = ".jp-WindowedPanel-outer"


class Screen(test_browser.Screen):
    """The panel with a bill, and what is copied from it."""

    def look_up(self, number):
        self.search(number)
        self.paste(bill_page(self.portal, number))
        self.page.wait_for_selector('.ott-strip:has-text("Mar 2022")')
        self.ready()

    @property
    def portal(self):
        return self.page.get_attribute(".ott-practice a", "href").rstrip("/")

    @property
    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def copy(self, key):
        """Press a key, and return what was copied."""
        self.page.evaluate("navigator.clipboard.writeText('–')")
        self.page.keyboard.press(f"Alt+{key}")
        self.page.wait_for_selector('.ott-said:has-text("✓")')
        return self.clipboard

    def choose(self, form, kind):
        self.page.select_option(f'{form} [name="kind"]', kind)
        self.settled()

    def settled(self):
        self.page.wait_for_selector(".ott-answer:not([data-waits])")

    def part(self, name):
        return self.page.inner_text(f'.ott-answer [data-part="{name}"]').replace("\xa0", " ")

    def speak(self, language):
        self.page.click(f'[data-language="{language}"]')
        words = {"id": "Ringkasan", "en": "Summary"}[language]
        self.page.wait_for_selector(f'[role="tab"]:has-text("{words}")')
        self.page.wait_for_selector(".ott-panel:not(.ott-waiting)")

    @contextmanager
    def browser_with_its_bars(self):
        """What a maximised browser leaves of a screen of 768 lines."""
        self.page.set_viewport_size({"width": 1366, "height": 641})
        try:
            yield
        finally:
            self.page.set_viewport_size({"width": 1366, "height": 768})

    def slow(self, seconds):
        visitor = Visitor(self.portal)
        visitor.log_in()
        visitor.get("/gangguan")
        visitor.post("/gangguan", delay=str(seconds) if seconds else "")


@pytest.fixture
def screen(page):
    page.click('.ott-panel [data-send="new"]')
    page.wait_for_selector(".ott-strip", state="hidden")
    page.click('[data-language="id"]')
    page.wait_for_selector('.ott-desk[lang="id"]')
    page.wait_for_selector(".ott-panel:not(.ott-waiting)")
    return Screen(page)


def bottom(page, selector):
    box = page.locator(selector).bounding_box()
    return box["y"] + box["height"]


def fits(screen):
    """Whether the small timeline ends above the row of buttons, and that in the window."""
    row = screen.page.locator(".ott-outbox").bounding_box()["y"]
    assert bottom(screen.page, ".ott-outbox") <= bottom(screen.page, WINDOW)
    assert bottom(screen.page, ".ott-small") <= row
    assert screen.page.locator(".ott-strip").bounding_box()["y"] > 0


@pytest.mark.parametrize("number", [SAMPLE, AFTER_END, AT_END, TWICE, OVERLAP, TOTAL, SEVERAL])
def test_the_whole_answer_is_on_one_screen(screen, number):
    screen.look_up(number)
    fits(screen)
    with screen.browser_with_its_bars():
        fits(screen)


@pytest.mark.parametrize("number", [SAMPLE, NO_BILL, SEVERAL])
def test_so_it_is_without_a_bill(screen, number):
    screen.search(number)
    fits(screen)
    with screen.browser_with_its_bars():
        fits(screen)


@pytest.mark.parametrize("number", ["121500000055", "121500000051"])
def test_months_without_content_stay_in_their_column(screen, number):
    screen.look_up(number)
    table = screen.page.locator(".ott-answer .ott-grid").bounding_box()
    column = screen.page.locator(".ott-left").bounding_box()
    assert table["x"] + table["width"] <= column["x"] + column["width"]
    fits(screen)


def test_a_pasted_bill_and_enter_tell_the_verdict(screen):
    screen.paste((test_browser.DATA / "bill.txt").read_text(encoding="utf-8"))
    screen.page.wait_for_function(f"document.activeElement.value === '{SAMPLE}'")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector(".ott-verdict .ott-tone-explained")
    assert "✓ Jumlah cocok" in screen.part("amount")
    assert "Rp 29.000 + PPN Rp 2.900 = Rp 31.900" in screen.part("amount")
    assert screen.page.locator(".ott-period option:checked").inner_text() == (
        "Tagihan Mar 2022 · transaksi Feb 2022 · bayar Mar 2022"
    )


def test_a_claim_is_answered_and_a_day_that_is_typed_too(screen):
    screen.look_up(SAMPLE)
    screen.choose(CLAIM, "not-subscribed")
    assert screen.part("claim").startswith("Tidak tercatat di data")
    assert screen.page.locator(f'{CLAIM} [name="day"]').is_hidden()
    screen.choose(CLAIM, "stopped")
    screen.page.focus(f'{CLAIM} [name="day"]')
    screen.page.keyboard.type("02102022")
    screen.page.wait_for_selector('.ott-answer [data-part="claim"]:has-text("10 Feb 2022")')
    screen.choose(CLAIM, "other-price")
    screen.page.focus(f'{CLAIM} [name="price"]')
    screen.page.keyboard.type("dua")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector('[role="alert"]:has-text("bukan harga")')
    screen.page.keyboard.press("Control+A")
    screen.page.keyboard.type("29.000")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector('.ott-answer [data-part="claim"]:has-text("29.000")')


def test_a_price_that_cannot_be_read_has_no_answer_below_it(screen):
    page = screen.page
    screen.look_up(SAMPLE)
    screen.choose(CLAIM, "other-price")
    page.focus(f'{CLAIM} [name="price"]')
    page.keyboard.type("19000")
    page.keyboard.press("Enter")
    page.wait_for_selector('.ott-answer [data-part="claim"]:has-text("19.000")')
    page.keyboard.press("Control+A")
    page.keyboard.type("abc")
    page.keyboard.press("Enter")
    page.wait_for_selector('[role="alert"]:has-text("bukan harga")')
    assert "19.000" not in screen.part("claim")
    assert page.input_value(f'{CLAIM} [name="price"]') == "abc"


def test_what_was_typed_a_moment_ago_is_in_what_is_copied(screen):
    screen.look_up(SAMPLE)
    screen.choose(CLAIM, "other-price")
    screen.page.focus(f'{CLAIM} [name="price"]')
    screen.page.keyboard.type("19000")
    note = screen.copy("c")
    assert "19.000" in note
    assert "19.000" in screen.part("claim")


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_key_copies_from_anywhere_in_the_panel(screen, language):
    page = screen.page
    screen.look_up(SAMPLE)
    screen.speak(language)
    page.click(".ott-lead")  # a plain word: the focus is in no field
    note = screen.copy("c")
    assert note.startswith("OTT …0017")
    assert {"id": "tagihan Mar 2022", "en": "bill Mar 2022"}[language] in note
    said = page.inner_text(".ott-said")
    assert {"id": "Catatan CRM disalin", "en": "Case note copied"}[language] in said
    assert note.splitlines()[0][:60] in said
    page.focus(TICKET)
    page.keyboard.type("IN555")
    whatsapp = screen.copy("p")
    screen.tab({"id": "Tagihan", "en": "Bill"}[language])
    email = screen.copy("m")
    assert len({note, whatsapp, email}) == 3
    assert page.input_value(TICKET) == "IN555", "no key was typed into it"
    page.keyboard.press("Alt+t")
    page.wait_for_selector(".ott-charts svg >> visible=true")


def test_the_keys_type_nothing_and_are_no_commands_of_the_notebook(screen):
    page = screen.page
    screen.look_up(SAMPLE)
    cells = page.locator(".jp-Cell").count()
    page.click(".ott-lead")
    page.keyboard.type("bad")
    page.focus('.ott-outbox [name="name"]')
    for key in "cpmbt":
        page.keyboard.press(f"Alt+{key}")
    page.keyboard.type("Bu Sri?")
    assert page.input_value('.ott-outbox [name="name"]') == "Bu Sri?"
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".ott-keys").is_hidden(), "a ? in a field is a letter"


def test_the_list_of_keys_opens_and_closes(screen):
    page = screen.page
    screen.look_up(SAMPLE)
    page.click(".ott-lead")
    page.keyboard.press("?")
    assert "Salin catatan CRM" in page.inner_text(".ott-keys")
    assert "kalimat tim" in page.inner_text(".ott-keys")
    assert "daftar ini (di luar kolom isian)" in page.inner_text(".ott-keys")
    assert page.locator(".ott-keys dt").count() == 12
    page.keyboard.press("Escape")
    assert page.locator(".ott-keys").is_hidden()
    page.click(".ott-help")
    page.click(".ott-keys button")
    assert page.locator(".ott-keys").is_hidden()


def test_a_letter_without_its_ticket_is_copied_and_says_so(screen):
    screen.look_up(AFTER_END)
    screen.copy("p")
    assert screen.page.inner_text(".ott-outbox .ott-wrong")
    screen.page.focus(TICKET)
    screen.page.keyboard.type("IN777")
    assert "IN777" in screen.copy("p")
    assert screen.page.inner_text(".ott-outbox .ott-wrong") == ""


def test_without_the_clipboard_it_is_copied_by_the_old_way(screen):
    screen.look_up(SAMPLE)
    screen.page.evaluate("""() => {
        window.kept = navigator.clipboard.writeText;
        navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    }""")
    try:
        screen.page.keyboard.press("Alt+c")
        screen.page.wait_for_selector('.ott-said:has-text("✓")')
        assert screen.clipboard.startswith("OTT …0017")
        screen.page.evaluate("document.execCommand = () => false")
        screen.page.keyboard.press("Alt+p")
        screen.page.wait_for_selector('.ott-outbox [role="alert"]:has-text("Ctrl + C")')
        assert screen.page.evaluate("getSelection().toString() || document.activeElement.value")
    finally:
        screen.page.evaluate(
            "() => { navigator.clipboard.writeText = window.kept; delete document.execCommand; }"
        )


def test_the_period_is_changed_in_the_list_and_on_the_small_timeline(screen):
    screen.look_up(OVERLAP)
    screen.page.select_option(".ott-period select", "2022-01")
    screen.page.wait_for_selector(".ott-verdict .ott-tone-explained")
    screen.page.click('.ott-small [data-period="2022-02"]')
    screen.page.wait_for_selector(".ott-verdict .ott-tone-contested")
    assert screen.page.input_value(".ott-period select") == "2022-02"
    assert "Feb 2022" in screen.copy("c")


def test_a_finding_of_another_bill_leads_to_it(screen):
    screen.look_up("121500000048")
    screen.page.click(".ott-findings [data-period]")
    screen.page.wait_for_selector(".ott-verdict .ott-tone-contested")
    assert screen.page.input_value(".ott-period select") == "2022-02"


def test_a_service_is_not_broken_behind_its_hyphen(screen):
    screen.look_up("121500000048")
    heights = screen.page.evaluate("""() => {
        const service = document.querySelector('.ott-findings .ott-service');
        const line = service.parentNode;
        const seen = Array.from({length: 60}, (_, n) => {
            line.style.width = `${120 + 5 * n}px`;
            return service.getBoundingClientRect().height;
        });
        line.style.width = '';
        return seen;
    }""")
    assert len(set(heights)) == 1


def test_her_conclusion_asks_for_a_reason_where_it_differs(screen):
    page = screen.page
    screen.look_up(SAMPLE)
    screen.choose(DECISION, "explained")
    assert page.locator('[data-error="decide"]').inner_text() == ""
    screen.choose(DECISION, "partly")
    page.wait_for_selector('[data-error="decide"]:has-text("alasannya")')
    page.wait_for_function("document.activeElement.name === 'reason'")
    assert page.locator('[name="reason"]').bounding_box()["width"] > 150, "a sentence is seen"
    page.keyboard.type("ada nota lain")
    page.keyboard.press("Enter")
    page.wait_for_selector('.ott-answer [data-part="decision"]:has-text("Cocok sebagian")')
    assert "Jumlah cocok" in screen.part("decision")


@pytest.mark.parametrize("number", [AFTER_END, TWICE])
def test_a_finding_leads_to_its_mark_and_its_row_and_back(screen, number):
    page = screen.page
    screen.look_up(number)
    page.click(".ott-finding >> nth=0")
    page.wait_for_selector('[role="tab"][aria-selected="true"]:has-text("Linimasa")')
    mark = page.locator('.ott-charts [data-mark="finding-0"].ott-marked').first
    mark.wait_for()
    box = mark.bounding_box()
    assert 0 < box["y"] < bottom(page, WINDOW)
    assert mark.evaluate("node => node === node.parentNode.lastElementChild"), "it is in front"
    mark.click()
    page.wait_for_selector('[role="tab"][aria-selected="true"]:has-text("Transactions Data")')
    row = page.locator("table.dataTable tr.selected >> visible=true")
    row.wait_for()
    time = row.inner_text()
    screen.tab("Ringkasan")
    page.click(".ott-row-link >> nth=0")
    page.wait_for_selector("table.dataTable tr.selected >> visible=true")
    assert page.locator("table.dataTable tr.selected >> visible=true").inner_text() == time
    screen.tab("Linimasa")
    page.click('.ott-charts [data-mark="charge-0-0"] >> visible=true')
    page.wait_for_selector('[role="tab"][aria-selected="true"]:has-text("Transactions Data")')
    page.wait_for_function(
        "time => document.querySelector('table.dataTable tr.selected')?.innerText !== time",
        arg=time,
    )


def test_a_finding_in_the_bill_leads_to_its_mark_and_marks_its_line(screen):
    page = screen.page
    screen.look_up(TAX)
    page.focus(".ott-finding >> nth=0")
    page.keyboard.press("Enter")
    page.locator('.ott-charts [data-mark="finding-0"].ott-marked').first.wait_for()
    assert page.locator('.ott-charts [data-mark="finding-0"].ott-marked').count() == 2
    screen.tab("Tagihan")
    line = page.locator(".ott-bill tr.ott-proven >> visible=true")
    assert line.inner_text().startswith("PPN")


def test_what_explains_leads_to_its_mark_and_its_row(screen):
    page = screen.page
    screen.look_up(TWO_RENEWALS)
    page.click(".ott-fold summary:has-text('Keterangan')")
    page.click(".ott-finding >> nth=0")
    page.locator('.ott-charts [data-mark="finding-0"].ott-marked').first.wait_for()
    screen.tab("Transactions Data")
    row = page.locator("table.dataTable tr.selected >> visible=true")
    row.wait_for()
    assert "2022-01-31" in row.inner_text()


def test_a_finding_in_the_bill_leads_to_its_month(screen):
    screen.look_up(TOTAL)
    screen.page.click(".ott-row-link >> nth=0")
    screen.page.wait_for_selector('.ott-bill [data-month="2022-03"].ott-marked >> visible=true')


def test_the_proving_rows_are_marked(screen):
    screen.look_up(SEVERAL)
    screen.page.keyboard.press("Alt+b")
    screen.page.wait_for_selector('.ott-filter summary:has-text("tampil 3 dari 14")')
    rows = screen.page.locator("table.dataTable tr.selected >> visible=true")
    rows.nth(2).wait_for()
    assert rows.count() == 3


@pytest.mark.parametrize("leave", ["Alt+b", "Escape", ".ott-all"])
def test_the_proving_rows_are_left_as_plainly_as_they_came(screen, leave):
    page = screen.page
    screen.look_up(SAMPLE)
    assert page.locator(".ott-all").is_hidden()
    page.click(".ott-lead")
    page.keyboard.press("Alt+b")
    page.wait_for_selector('.ott-filter summary:has-text("tampil 1 dari 2")')
    assert page.inner_text(".ott-all") == "Tampilkan semua"
    page.click(leave) if leave.startswith(".") else page.keyboard.press(leave)
    page.wait_for_selector('.ott-filter summary span:text-is("Saring")')
    assert page.locator(".ott-all").is_hidden()


@pytest.mark.parametrize("number", [SAMPLE, SEVERAL])
def test_the_last_charge_is_seen_to_the_second(screen, number):
    page = screen.page
    screen.search(number)
    screen.tab("Subscriptions")
    cell = page.locator('table.dataTable td:has-text(":") >> visible=true').last
    cell.wait_for()
    table = page.locator(".dt-layout-full:has(table) >> visible=true").bounding_box()
    box = cell.bounding_box()
    assert box["x"] + box["width"] <= table["x"] + table["width"]


def test_the_report_and_the_escalation_are_downloaded(screen, tmp_path):
    page = screen.page
    screen.look_up(SAMPLE)
    for key, name in (
        ("u", "kasus-xxxx0017-2022-03.html"),
        ("x", "kasus-xxxx0017-2022-03.xlsx"),
        ("s", "eskalasi-xxxx0017-2022-03.txt"),
    ):
        with page.expect_download() as download:
            page.keyboard.press(f"Alt+{key}")
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
    report = (tmp_path / "kasus-xxxx0017-2022-03.html").read_text(encoding="utf-8")
    assert "Jumlah cocok" in report
    assert SAMPLE not in report
    assert (tmp_path / "kasus-xxxx0017-2022-03.xlsx").read_bytes().startswith(b"PK")
    assert SAMPLE in (tmp_path / "eskalasi-xxxx0017-2022-03.txt").read_text(encoding="utf-8")


def test_nothing_is_copied_while_something_loads(screen):
    page = screen.page
    screen.search(SAMPLE)
    screen.slow(1)
    try:
        page.evaluate("navigator.clipboard.writeText('before')")
        page.click('.ott-search [name="number"]')
        page.keyboard.press("Control+A")
        page.keyboard.type(AFTER_END)
        page.keyboard.press("Enter")
        for _ in range(10):
            page.keyboard.press("Alt+c")
            page.wait_for_timeout(30)
        page.wait_for_selector(".ott-progress", state="visible")
        page.keyboard.press("Alt+c")
        assert screen.clipboard == "before"
        page.wait_for_selector(f'.ott-strip strong:text-is("{AFTER_END}")')
        screen.ready()
        assert screen.clipboard == "before"
    finally:
        screen.slow(0)
    assert "…0009" in screen.copy("c")


def test_escape_gives_a_search_up(screen):
    page = screen.page
    screen.slow(1)
    try:
        page.click('.ott-search [name="number"]')
        page.keyboard.type(SAMPLE)
        page.keyboard.press("Enter")
        page.wait_for_selector(".ott-progress", state="visible")
        page.keyboard.press("Escape")
        page.wait_for_selector('.ott-notice:has-text("Dibatalkan")')
        assert page.locator(".ott-progress").is_hidden()
        assert page.input_value('.ott-search [name="number"]') == SAMPLE
    finally:
        screen.slow(0)


def test_no_tab_stands_empty_while_a_number_is_read(screen):
    page = screen.page
    page.evaluate("""() => {
        window.empty = 0;
        const look = () => {
            const seen = (name) => document.querySelector(name)?.getClientRects().length;
            const filled = document.querySelector('.ott-answer .ott-facts')?.children.length;
            if (seen('.ott-panel .jupyter-widget-tab') && !filled) window.empty += 1;
            window.looking = requestAnimationFrame(look);
        };
        look();
    }""")
    screen.search(SAMPLE)
    screen.search(AFTER_END)
    assert (
        page.evaluate("() => { cancelAnimationFrame(window.looking); return window.empty; }") == 0
    )


def test_nothing_moves_while_a_paper_is_read_beside_the_case(screen):
    page = screen.page
    screen.search(SAMPLE)
    before = page.locator(".ott-answer").bounding_box()
    page.evaluate("""() => {
        window.seen = new Set();
        const look = () => {
            const node = document.querySelector('.ott-answer');
            const { y, height } = node.getBoundingClientRect();
            if (height) window.seen.add(Math.round(y));
            window.looking = requestAnimationFrame(look);
        };
        look();
    }""")
    screen.paste(bill_page(screen.portal, SAMPLE))
    page.wait_for_selector(".ott-verdict")
    screen.ready()
    seen = page.evaluate("() => { cancelAnimationFrame(window.looking); return [...window.seen]; }")
    assert seen == [round(before["y"])]


def test_a_new_case_blanks_all(screen):
    page = screen.page
    screen.look_up(AFTER_END)
    screen.choose(CLAIM, "stopped")
    page.focus(TICKET)
    page.keyboard.type("IN9")
    screen.copy("c")
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".ott-outbox", state="hidden")
    assert page.evaluate("document.activeElement.name") == "number"
    assert AFTER_END not in page.inner_text(".ott-panel")
    page.evaluate("navigator.clipboard.writeText('before')")
    page.keyboard.press("Alt+c")
    screen.look_up(SAMPLE)
    assert page.input_value(TICKET) == ""
    assert page.input_value(f'{CLAIM} [name="kind"]') == ""
    assert page.inner_text(".ott-said") == ""


def test_what_was_chosen_and_typed_stays_in_the_other_language(screen):
    page = screen.page
    screen.look_up(AFTER_END)
    screen.choose(CLAIM, "stopped")
    page.focus(f'{CLAIM} [name="day"]')
    page.keyboard.type("02182022")
    screen.choose(DECISION, "partly")
    page.focus(f'{DECISION} [name="reason"]')
    page.keyboard.type("ada nota lain")
    page.keyboard.press("Enter")
    page.wait_for_selector('.ott-answer [data-part="decision"]:has-text("Cocok sebagian")')
    page.focus(TICKET)
    page.keyboard.type("IN11")
    screen.copy("c")
    for language in ("en", "id"):
        screen.speak(language)
        fields = [
            page.input_value(f'{form} [name="{name}"]')
            for form, name in (
                (CLAIM, "kind"),
                (CLAIM, "day"),
                (DECISION, "kind"),
                (DECISION, "reason"),
                (".ott-desk", "ticket"),
            )
        ]
        assert fields == ["stopped", "2022-02-18", "partly", "ada nota lain", "IN11"]
        assert page.locator(f'{CLAIM} [name="day"]').is_visible()
        assert page.locator(f'{DECISION} [name="reason"]').is_visible()
        assert page.inner_text(".ott-said") == "", "what was said is in the other language"


def test_the_claim_stays_when_papers_are_added(screen):
    screen.search(AFTER_END)
    screen.choose(CLAIM, "charged-twice")
    screen.page.focus(TICKET)
    screen.page.keyboard.type("IN10")
    screen.paste(bill_page(screen.portal, AFTER_END))
    screen.page.wait_for_selector(".ott-verdict .ott-tone-contested")
    assert screen.page.input_value(f'{CLAIM} [name="kind"]') == "charged-twice"
    assert screen.page.input_value(TICKET) == "IN10"


def test_the_row_of_buttons_stays_in_sight(screen):
    page = screen.page
    screen.look_up(SEVERAL)
    page.set_viewport_size({"width": 1366, "height": 620})
    try:
        screen.tab("Linimasa")
        page.wait_for_selector(".ott-charts svg >> visible=true")
        page.wait_for_timeout(200)
        assert abs(bottom(page, ".ott-outbox") - bottom(page, WINDOW)) < 2
    finally:
        page.set_viewport_size({"width": 1366, "height": 768})


def test_every_key_is_on_its_button(screen):
    screen.look_up(SAMPLE)
    shown = screen.page.locator(".ott-out-buttons [data-form]").all_inner_texts()
    assert [re.sub(r"\s+", " ", text)[-1] for text in shown] == list("CPMSBTUX")
