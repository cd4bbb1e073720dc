"""Ticket, purpose and the look-up log in a real browser, typed key by key."""

import pytest

from ott_toolkit import practice
from tests import test_answer_browser, test_browser
from tests.answers import AFTER_END, SAMPLE, bill_page

page = test_browser.page

NUMBER, TICKET = '.ott-search [name="number"]', '.ott-search [name="ticket"]'
HISTORY, SHEET = '.ott-panel [data-opens="history"]', ".ott-sheet"


class Screen(test_answer_browser.Screen):
    """The panel, and who works at it with the keyboard."""

    def type(self, *keys):
        """Type into the field of the number: texts, and keys by their name in angle brackets."""
        self.page.click(NUMBER)
        self.page.keyboard.press("Control+A")
        for key in keys:
            if key.startswith("<"):
                self.page.keyboard.press(key.strip("<>"))
            else:
                self.page.keyboard.type(key)

    def shows(self, number):
        self.page.wait_for_selector(f'.ott-strip strong:text-is("{number}")')
        self.ready()

    @property
    def ticket(self):
        return self.page.input_value(TICKET)

    def log(self):
        """Open the log, and return its rows as text."""
        self.page.click(HISTORY)
        self.page.wait_for_selector(f"{SHEET} tbody tr")
        return self.page.locator(f"{SHEET} tbody tr").all_inner_texts()


@pytest.fixture
def screen(page):
    page.click('.ott-panel [data-send="new"]')
    page.wait_for_selector(".ott-strip", state="hidden")
    page.wait_for_selector(".ott-panel:not(.ott-waiting)")
    return Screen(page)


@pytest.fixture
def dashboard(screen, server):
    """The panel at a portal that is not taken for the practice portal."""
    page = screen.page
    page.click(".ott-connection summary")
    typed = {"url": server.url, "username": practice.USERNAME, "password": practice.PASSWORD}
    for name, value in {**typed, "name": "Rina"}.items():
        page.click(f'.ott-connection [name="{name}"]')
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    page.select_option('.ott-connection [name="regional"]', "3")
    page.click('.ott-connection button[type="submit"]')
    page.wait_for_selector('.ott-connection:not([open]) [data-show="mode"]:text-is("Dashboard")')
    yield screen
    page.click(".ott-connection summary")
    page.click('[data-send="practice"]')
    page.wait_for_selector('.ott-connection:not([open]) [data-show="mode"]:text-is("Mode latihan")')


def test_number_tab_ticket_enter(dashboard):
    page = dashboard.page
    dashboard.type(SAMPLE, "<Tab>", "IN4711", "<Enter>")
    dashboard.shows(SAMPLE)
    assert dashboard.copy("c").startswith("OTT …0017"), "the same ticket is the letters'"
    dashboard.type(AFTER_END)
    assert dashboard.ticket == "", "a ticket is one case's"
    dashboard.type(SAMPLE)
    assert dashboard.ticket == "IN4711", "and is there again for its number"
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".ott-strip", state="hidden")
    assert dashboard.ticket == ""


def test_a_missing_ticket_is_told_below_its_field_which_takes_what_is_typed_next(dashboard):
    page = dashboard.page
    dashboard.type(SAMPLE, "<Enter>")
    said = page.wait_for_selector(".ott-refused:visible")
    assert "Isi nomor tiket kasus ini" in said.inner_text()
    box, field = said.bounding_box(), page.locator(TICKET).bounding_box()
    assert box["x"] == pytest.approx(field["x"], abs=2)
    assert 0 <= box["y"] - field["y"] - field["height"] < 8
    assert page.get_attribute(TICKET, "aria-invalid") == "true"
    assert page.locator(".ott-alert").is_hidden()
    page.wait_for_function("document.activeElement.name === 'ticket'")
    page.keyboard.type("IN5")
    page.keyboard.press("Enter")
    dashboard.shows(SAMPLE)
    assert page.locator(".ott-refused").is_hidden()


def test_practice_needs_no_key_more(screen):
    screen.type(SAMPLE, "<Enter>")
    screen.shows(SAMPLE)
    assert screen.page.get_attribute(TICKET, "placeholder") == "boleh kosong"


def test_a_case_is_opened_again_from_the_log_and_is_not_taken_for_a_fresh_one(dashboard, server):
    page = dashboard.page
    dashboard.type(SAMPLE, "<Tab>", "IN11", "<Enter>")
    dashboard.shows(SAMPLE)
    dashboard.paste(bill_page(server.url, SAMPLE))
    page.wait_for_selector(".ott-verdict .ott-tone-explained")
    dashboard.ready()
    evidence = page.inner_text(".ott-evidence")
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".ott-strip", state="hidden")
    dashboard.type(AFTER_END, "<Tab>", "IN12", "<Enter>")
    dashboard.shows(AFTER_END)
    newest, before, *_ = dashboard.log()
    assert "1215xxxxx009" in newest
    assert "IN12" in newest
    assert (
        "1215xxxxx017\tIN11\tSubscriptions 1/1 · Transactions Data 2/2 · ✓ Jumlah cocok" in before
    )
    assert SAMPLE not in page.inner_text(SHEET)
    page.keyboard.press("Tab")  # from the first «buka lagi» to the second
    page.keyboard.press("Enter")
    page.wait_for_selector(".ott-strip.ott-opened")
    dashboard.ready()
    assert page.locator(SHEET).is_hidden()
    strip = page.inner_text(".ott-strip")
    assert strip.startswith(SAMPLE)
    assert f"dibuka dari {evidence.lower()}, dilihat " in strip
    assert "Jumlah cocok" in dashboard.part("amount")
    assert (page.input_value(NUMBER), dashboard.ticket) == (SAMPLE, "IN11")
    test_answer_browser.fits(dashboard)
    with dashboard.browser_with_its_bars():
        test_answer_browser.fits(dashboard)
    dashboard.copy("c")
    page.click(NUMBER)
    page.keyboard.press("Enter")  # a fresh look-up starts from it
    page.wait_for_selector(".ott-strip:not(.ott-opened)")
    dashboard.shows(SAMPLE)


@pytest.mark.parametrize("leave", ["Escape", "elsewhere", "button"])
def test_the_log_closes_and_keeps_nothing(screen, leave):
    page = screen.page
    screen.type(SAMPLE, "<Enter>")
    screen.shows(SAMPLE)
    assert screen.log()
    if leave == "Escape":
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.opens") == "history"
    elif leave == "elsewhere":
        page.click(".ott-bar > strong")
    else:
        page.click(f"{SHEET} .ott-close")
    page.wait_for_selector(SHEET, state="hidden")
    assert page.locator(f"{SHEET} tbody tr").count() == 0
    assert page.get_attribute(HISTORY, "aria-expanded") == "false"


def test_without_a_case_the_log_is_seen_whole(screen):
    screen.type(SAMPLE, "<Enter>")
    screen.shows(SAMPLE)
    screen.page.click('.ott-panel [data-send="new"]')
    screen.page.wait_for_selector(".ott-strip", state="hidden")
    screen.log()
    sheet = screen.page.locator(SHEET).bounding_box()
    panel = screen.page.locator(".ott-panel").bounding_box()
    assert sheet["y"] + sheet["height"] <= panel["y"] + panel["height"]
    screen.page.keyboard.press("Escape")
    screen.page.click('[data-language="en"]')
    screen.page.wait_for_selector('.ott-desk[lang="en"]')
    assert "open again" in screen.log()[0]
    screen.page.click('[data-language="id"]')
    screen.page.wait_for_selector('.ott-desk[lang="id"]')


def test_full_numbers_are_asked_for_with_each_report(screen):
    page = screen.page
    screen.look_up(SAMPLE)
    page.check('.ott-outbox [name="full"]')
    with page.expect_download() as download:
        page.keyboard.press("Alt+u")
    assert SAMPLE in download.value.path().read_text(encoding="utf-8")
    page.wait_for_selector('.ott-said:has-text("nomor lengkap")')
    assert not page.is_checked('.ott-outbox [name="full"]')
    with page.expect_download() as download:
        page.keyboard.press("Alt+u")
    assert SAMPLE not in download.value.path().read_text(encoding="utf-8")
