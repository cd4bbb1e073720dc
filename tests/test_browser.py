"""The notebook as its users use it: `ott lab` in a real browser, typed into key by key."""

import json
import re
from pathlib import Path

import pytest

from ott_toolkit import practice

DATA = Path(__file__).with_name("data")
SAMPLE = "121500000017"


class Screen:
    """The panel in a browser, as an analyst has it before her."""

    def __init__(self, page):
        self.page = page

    def search(self, number):
        self.page.click('.ott-search [name="number"]')
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(number)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(f'.ott-strip strong:text-is("{number}")')
        self.ready()

    def ready(self):
        self.page.wait_for_selector(".ott-progress", state="hidden")

    def paste(self, text):
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.click(".ott-paste textarea")
        self.page.keyboard.press("Control+V")

    def tab(self, name):
        self.page.click(f'.ott-panel [role="tab"]:has-text("{name}")')

    def shown(self, selector):
        return self.page.locator(selector).locator("visible=true")


@pytest.fixture(scope="module")
def page(browser, lab):
    """One notebook, opened and run with one Shift+Enter; it has to stay quiet."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints, outside = [], []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("request", lambda request: _leaves(request.url) and outside.append(request.url))
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    page.goto(lab)
    page.wait_for_selector("text=/Python 3.*Idle/")
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".ott-light.ott-on")
    page.keyboard.type("1215")  # straight away, without a click
    assert page.input_value('.ott-search [name="number"]') == "1215"
    yield page
    context.close()
    assert complaints == []
    assert outside == []


def _leaves(url):
    return not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:", url)


@pytest.fixture
def screen(page):
    page.click('.ott-panel [data-send="new"]')
    page.wait_for_selector(".ott-strip", state="hidden")
    return Screen(page)


def test_numbers_typed_fast_are_searched_as_typed(screen):
    for number in practice.numbers()[:8]:
        screen.search(number)
        strip = screen.page.inner_text(".ott-strip")
        assert strip.startswith(number)


def test_a_click_does_not_overtake_what_was_typed(screen):
    screen.page.click('.ott-search [name="number"]')
    screen.page.keyboard.type(SAMPLE)
    screen.page.click('.ott-search button[type="submit"]')
    screen.page.wait_for_selector(f'.ott-strip strong:text-is("{SAMPLE}")')


def test_a_pasted_bill_needs_only_enter(screen):
    screen.paste((DATA / "bill.txt").read_text(encoding="utf-8"))
    number = screen.page.locator('.ott-search [name="number"]')
    screen.page.wait_for_function("document.activeElement.value === '121500000017'")
    assert number.input_value() == SAMPLE
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector('.ott-strip:has-text("Transactions Data 2/2")')
    assert "tagihan Mar 2022" in screen.page.inner_text(".ott-strip")


def test_both_charts_fit_beside_the_strip_and_tell_their_marks(screen):
    screen.search(SAMPLE)
    screen.tab("Linimasa")
    screen.shown(".ott-page svg").nth(1).wait_for()
    timeline, charges = screen.shown(".ott-page svg").all()
    assert timeline.bounding_box()["y"] + timeline.bounding_box()["height"] < 768
    titles = timeline.locator("title").all_text_contents()
    assert any("1 Feb 2022 00:04:25" in title and "Rp 29.000" in title for title in titles)
    assert charges.get_attribute("role") == "img"


def test_everything_is_reached_by_keyboard_alone(screen):
    page = screen.page
    page.focus('.ott-search [name="number"]')
    page.keyboard.type(SAMPLE)
    page.keyboard.press("Enter")
    page.wait_for_selector(f'.ott-strip strong:text-is("{SAMPLE}")')
    screen.ready()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "tab":
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector('[role="tab"][aria-selected="true"]:has-text("Linimasa")')


def test_fields_have_labels_that_a_screen_reader_finds(screen):
    page = screen.page
    for label in ("Nomor IndiHome (Internet)", "Per tanggal", "Tempel data di sini"):
        assert page.get_by_label(label).count() == 1
    page.click(".ott-connection summary")
    assert page.get_by_label("Password", exact=True).get_attribute("type") == "password"
    page.click(".ott-connection summary")


def test_letters_typed_in_the_panel_are_no_commands_of_the_notebook(screen):
    cells = screen.page.locator(".jp-Cell").count()
    screen.page.focus('.ott-panel [data-send="new"]')
    screen.page.keyboard.type("bbaadd")
    assert screen.page.locator(".jp-Cell").count() == cells


def test_a_table_sorts_money_by_value_and_filters(screen):
    screen.search("121500000003")
    screen.tab("Transactions Data")
    page = screen.page
    page.click('th:has-text("Harga Prorate") >> visible=true')
    first = screen.shown("table.dataTable tbody tr:first-child td:nth-child(2)")
    first.filter(has_text="Rp 19.000").wait_for()
    prices = screen.shown("table.dataTable tbody tr td:nth-child(2)").all_text_contents()
    values = [int(re.sub(r"\D", "", price)) for price in prices]
    assert values == sorted(values)
    assert len(set(values)) > 1
    page.locator(".dt-search input >> visible=true").click()
    page.keyboard.type("mola")
    page.wait_for_function(
        "[...document.querySelectorAll('table.dataTable tbody tr')]"
        ".filter(row => row.offsetParent).every(row => /mola/i.test(row.textContent))"
    )


def test_hostile_cells_are_shown_as_text(screen):
    screen.search("121500000006")
    for name in ("Linimasa", "Subscriptions", "Transactions Data", "Tagihan", "Ringkasan"):
        screen.tab(name)
    screen.tab("Subscriptions")
    shown = " ".join(screen.shown("table.dataTable tbody tr").all_text_contents())
    assert "<script>" in shown


def test_other_pages_are_read_by_keyboard_and_drawn_and_kept_until_a_new_case(screen):
    page = screen.page
    screen.search("121500000009")
    screen.tab("Halaman lain")
    assert screen.shown(".ott-rows").count() == 0, "nothing is read unasked"
    page.focus('.ott-menu button:has-text("DisneyPlus")')
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    screen.shown('.ott-menu button[aria-pressed="true"]:has-text("Data Log ✓")').wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Data Log ✓", "it keeps the focus"
    rows = screen.shown(".ott-rows tbody tr")
    assert "UNREG gagal" in " ".join(rows.all_text_contents())
    assert rows.count() == 10
    row = page.locator(".ott-outbox").bounding_box()
    assert screen.shown(".ott-rows").bounding_box()["y"] < row["y"]
    page.click('[data-language="en"]')
    screen.shown('.ott-others:has-text("On the timeline: 10 entries.")').wait_for()
    assert rows.count() == 10
    page.click('[data-language="id"]')
    screen.tab("Linimasa")
    titles = page.locator('[data-mark^="event-"] > title').all_text_contents()
    assert any("UNREG · UNREG gagal" in title for title in titles)
    screen.search(SAMPLE)
    assert page.locator('[data-mark^="event-"]').count() == 0
    screen.tab("Halaman lain")
    assert screen.shown(".ott-of-page").count() == 0


def test_files_are_uploaded(screen):
    names = ["bill.txt", "subscriptions.txt", "transactions.txt"]
    screen.page.set_input_files(".ott-upload input", [DATA / name for name in names])
    screen.page.wait_for_selector('.ott-strip:has-text("transactions.txt")')
    assert "Subscriptions 1/1 · Transactions Data 2/2" in screen.page.inner_text(".ott-strip")


def test_an_error_is_an_alert_and_says_what_to_do(screen):
    screen.page.click('.ott-search [name="number"]')
    screen.page.keyboard.type("02100000017")
    screen.page.keyboard.press("Enter")
    said = screen.page.wait_for_selector('[role="alert"]:visible').inner_text()
    assert "isi Nomor Internet" in said


def test_a_new_case_is_blank_with_the_click_itself(screen):
    screen.search(SAMPLE)
    screen.shown(".ott-small").first.wait_for()
    left = screen.page.evaluate("""() => {
        document.querySelector('[data-send="new"]').click();
        const shown = [...document.querySelectorAll('.ott-strip, .ott-small, .ott-outbox')];
        return [document.querySelector('.ott-search [name="number"]').value,
                shown.filter((node) => node.getClientRects().length).length];
    }""")
    assert left == ["", 0], "the kernel has not even heard of it"
    screen.search("121500000003")
    screen.shown(".ott-small").first.wait_for()


def test_nothing_that_was_under_way_comes_back_after_a_new_case(screen):
    """A paste whose answer waits while the page is busy, and a file that is still being read."""
    number = screen.page.evaluate(
        """async (text) => {
            const paste = document.querySelector('.ott-paste textarea');
            paste.value = text;
            paste.form.requestSubmit();
            await new Promise((done) => setTimeout(done, 5));
            const end = performance.now() + 1500;
            while (performance.now() < end) {}
            document.querySelector('[data-send="new"]').click();
            const file = document.querySelector('.ott-upload input');
            const files = new DataTransfer();
            files.items.add(new File([text], 'bill.txt'));
            file.files = files.files;
            file.dispatchEvent(new Event('change'));
            document.querySelector('[data-send="new"]').click();
            await new Promise((done) => setTimeout(done, 1500));
            return document.querySelector('.ott-search [name="number"]').value;
        }""",
        (DATA / "bill.txt").read_text(encoding="utf-8"),
    )
    assert number == ""
    assert screen.shown(".ott-strip").count() == 0


def test_a_day_that_was_chosen_stays_until_a_new_case(screen):
    screen.page.focus('.ott-search [name="asof"]')
    screen.page.keyboard.type("02152022")
    for number in (SAMPLE, "121500000003"):
        screen.search(number)
        screen.page.wait_for_selector('.ott-asof:has-text("15 Feb 2022")')
    screen.page.click('[data-send="new"]')
    screen.page.wait_for_selector('.ott-asof:has-text("20 Mar 2022")')
    assert screen.page.input_value('.ott-search [name="asof"]') == "2022-03-20"


def test_a_new_connection_forgets_the_day_that_was_chosen(screen):
    screen.page.focus('.ott-search [name="asof"]')
    screen.page.keyboard.type("02152022")
    screen.page.click(".ott-connection summary")
    screen.page.click('[data-send="practice"]')
    screen.page.wait_for_selector(".ott-connection:not([open])")
    assert screen.page.input_value('.ott-search [name="asof"]') == "2022-03-20"


def test_the_filter_narrows_the_tables_until_the_next_number(screen):
    screen.search("121500000003")
    screen.page.click(".ott-filter summary")
    screen.page.select_option('.ott-filter [name="service"]', index=1)
    screen.page.click('.ott-filter button[type="submit"]')
    screen.page.wait_for_selector('.ott-filter summary:has-text("Tersaring")')
    screen.page.fill('.ott-filter [name="since"]', "2022-03-10")
    screen.page.fill('.ott-filter [name="until"]', "2022-03-01")
    screen.page.click('.ott-filter button[type="submit"]')
    screen.page.wait_for_selector('[role="alert"]:visible')
    assert screen.page.input_value('.ott-filter [name="since"]') == "2022-03-10"
    screen.search(SAMPLE)
    assert screen.page.inner_text(".ott-filter summary") == "Saring"
    assert screen.page.input_value('.ott-filter [name="since"]') == ""
    assert screen.page.input_value('.ott-filter [name="service"]') == ""
    screen.page.click(".ott-filter summary")


def test_the_language_is_switched_in_place(screen):
    screen.search(SAMPLE)
    screen.page.click('[data-language="en"]')
    screen.page.wait_for_selector('[role="tab"]:has-text("Timeline")')
    screen.page.get_by_label("IndiHome number (Internet)").wait_for()
    screen.page.click('[data-language="id"]')
    screen.page.wait_for_selector('[role="tab"]:has-text("Linimasa")')


def test_a_password_is_blanked_once_it_is_sent(screen, server):
    page = screen.page
    page.click(".ott-connection summary")
    for name, value in {"url": server.url, "username": "salah", "password": "planted-9"}.items():
        page.click(f'.ott-connection [name="{name}"]')
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_selector('[role="alert"]:visible')
    assert page.input_value('.ott-connection [name="password"]') == ""
    page.click('[data-send="practice"]')
    page.wait_for_selector(".ott-light.ott-on")
    page.wait_for_selector(".ott-connection:not([open])")


def test_a_saved_notebook_holds_no_customer(screen, lab):
    screen.search(SAMPLE)
    screen.page.keyboard.press("Control+S")
    content = screen.page.evaluate(
        "async () => JSON.stringify(await (await fetch('/api/contents/investigate.ipynb')).json())"
    )
    notebook = json.loads(content)["content"]
    assert "widgets" not in notebook["metadata"]
    assert all(not cell.get("outputs") for cell in notebook["cells"])
    assert SAMPLE not in content


def test_a_kernel_that_has_ended_is_told(screen):
    """The last test of this page: its panel stays without a kernel."""
    screen.page.evaluate("""async () => {
        const [kernel] = await (await fetch('/api/kernels')).json();
        const token = document.cookie.match(/_xsrf=([^;]+)/)[1];
        await fetch(`/api/kernels/${kernel.id}/restart`,
            { method: 'POST', headers: { 'X-XSRFToken': token } });
    }""")
    screen.page.click('.ott-search [name="number"]')
    screen.page.keyboard.type(SAMPLE)
    screen.page.keyboard.press("Enter")
    said = screen.page.wait_for_selector(".ott-silent:visible").inner_text()
    assert "Shift + Enter" in said
