"""Lessons 1, 3, 5 and 6 as a trainee walks through them, in a real browser."""

from urllib.parse import urlsplit

import pytest

from ott_toolkit import practice
from ott_toolkit.teaching.lessons import LESSONS
from tests.test_browser import _leaves


class Trainee:
    """A person with a lesson in one tab and the practice portal in another."""

    def __init__(self, context, address, pictures):
        place = urlsplit(address)
        self.base, self.token = f"{place.scheme}://{place.netloc}", place.query
        self.context, self.pictures = context, pictures
        self.complaints, self.outside = [], []
        context.on("page", self._watch)

    def _watch(self, page):
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("request", lambda asked: _leaves(asked.url) and self.outside.append(asked.url))

    def open(self, number):
        """Open a lesson and choose Run → Run All Cells, as its first lines say."""
        self.page = self.context.new_page()
        self.page.goto(f"{self.base}/doc/tree/lessons/lesson-{number}.ipynb?{self.token}")
        self.page.wait_for_selector("text=/Python 3.*Idle/")
        self.page.click('[role="menubar"] >> text="Run"')
        self.page.click('[role="menu"] >> text="Run All Cells"')
        self.page.wait_for_selector(".ott-teach", state="attached")
        self.page.wait_for_function(
            "![...document.querySelectorAll('.jp-InputPrompt')]"
            ".some(node => node.textContent.includes('*'))"
        )
        assert self.page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
        assert self.page.locator(".jp-RenderedText[data-mime-type*='stderr']").count() == 0
        self.picture(f"lesson-{number}")

    def read_to_the_end(self, number):
        """Scroll from heading to heading; pictures of what a trainee has before her."""
        for n, heading in enumerate(self.page.locator(".jp-RenderedMarkdown > h2").all()):
            heading.evaluate("node => node.scrollIntoView()")
            self.picture(f"lesson-{number}-{n + 1}")

    def picture(self, name):
        self.page.screenshot(path=self.pictures / f"{name}.png")

    def to_portal(self):
        """Follow the lesson's link, log in by keyboard; return the new tab."""
        with self.context.expect_page() as opened:
            self.page.locator('.jp-OutputArea a:has-text("Buka portal latihan")').first.click()
        portal = opened.value
        portal.wait_for_load_state()
        if portal.locator("#username").count():
            for field, text in (
                ("#username", practice.USERNAME),
                ("#password", practice.PASSWORD),
                ("#nama", "Peserta Contoh"),
            ):
                portal.click(field)
                portal.keyboard.type(text)
            portal.select_option("#regional", "3")
            portal.click("text=Masuk >> visible=true >> nth=-1")
            portal.wait_for_selector("nav.sidebar")
        return portal

    def answer(self, question, *answers):
        """Answer one question of a quiz by typing or clicking, and press its button."""
        part = self.page.locator(f'.ott-t-question[data-name="{question}"]')
        part.scroll_into_view_if_needed()
        if (field := part.locator("input:not([type=radio]):not([type=checkbox])")).count():
            field.click()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(answers[0])
            self.page.keyboard.press("Enter")
        else:
            for one in answers:
                part.locator(f'input[value="{one}"]').check()
            part.locator("button").click()
        return part.locator(".ott-t-said p >> nth=0")

    def solve(self, number):
        """Answer all of a lesson's questions rightly."""
        for question in LESSONS[number].questions:
            right = [question.typed.right] if question.typed else question.right
            self.answer(question.name, *right).filter(has_text="✓").wait_for()


def searched(portal, page, number, **dates):
    """Search a number on a page of the menu; return what the page shows."""
    portal.click(f'nav.sidebar >> text="{page}"')
    portal.click("#number")
    portal.keyboard.press("Control+A")
    portal.keyboard.type(number)
    for field, day in dates.items():
        portal.fill(f"#{field}", day)
    portal.click("form.search button")
    return portal.inner_text(".result")


@pytest.fixture(scope="module")
def trainee(browser, lab, tmp_path_factory):
    """One trainee at 1366×768; her tabs have to stay quiet, and nothing may leave the machine."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    person = Trainee(context, lab, tmp_path_factory.mktemp("pictures"))
    yield person
    context.close()
    assert person.complaints == []
    assert person.outside == []


def test_lesson_1_one_complaint_is_watched_and_then_done(trainee):
    trainee.open(1)
    bill = trainee.page.frame_locator('iframe[title="I-Payment"]')
    bill.locator("td.num:text-is('29,000')").first.wait_for()
    trainee.read_to_the_end(1)
    told = trainee.answer("1-charge", "2022-01-02 09:21:22")
    told.filter(has_text="✗").wait_for()
    trainee.solve(1)
    portal = trainee.to_portal()
    assert "2022-02-09 00:04:21" in searched(portal, "Transactions Data", "121500000062")
    portal.close()
    english = trainee.page.locator("details:has(summary:text-is('English'))").first
    english.locator("summary").click()
    assert english.locator("h1").inner_text().startswith("Lesson 1")


def test_lesson_3_every_filter_is_tried_in_the_portal(trainee):
    trainee.open(3)
    trainee.read_to_the_end(3)
    portal = trainee.to_portal()
    shown = trainee.page.locator('.jp-OutputArea table:has(th:text-is("Last Charge"))').first
    assert shown.evaluate("node => node.scrollWidth <= node.parentNode.clientWidth")
    found = searched(portal, "Subscriptions", "121500000003")
    assert "Showing: 4" in found
    alone = searched(portal, "Transactions Data", "121500000062", since="2022-02-01")
    assert "Tidak ada data" in alone
    assert "Showing : 4" in searched(portal, "Transactions Data", "121500000062")
    portal.close()
    trainee.answer("3-one-date", "never").filter(has_text="✗").wait_for()
    trainee.solve(3)


def test_lesson_5_the_panel_is_searched_and_the_bill_pasted(trainee):
    trainee.open(5)
    assert trainee.page.evaluate("!document.activeElement.closest('.ott-panel')"), "no jump to it"
    trainee.read_to_the_end(5)
    page = trainee.page
    portal = trainee.to_portal()
    portal.goto(portal.url.split("/ipayment")[0].rstrip("/") + "/ipayment")
    portal.click("#nomor")
    portal.keyboard.type("121500000009")
    portal.keyboard.press("Enter")
    portal.wait_for_selector("article.bill")
    portal.keyboard.press("Control+A")
    portal.keyboard.press("Control+C")
    portal.close()
    panel = page.locator(".ott-panel").first
    panel.locator(".ott-paste textarea").click()
    page.keyboard.press("Control+V")
    page.wait_for_function("document.activeElement.value === '121500000009'")
    page.keyboard.press("Enter")
    panel.locator('.ott-strip:has-text("Transactions Data 4/4")').wait_for()
    panel.locator(".ott-verdict .ott-tone-contested").wait_for()
    trainee.picture("lesson-5-panel")
    trainee.solve(5)


def test_lesson_6_a_case_is_decided_before_the_panel_opens(trainee):
    trainee.open(6)
    trainee.read_to_the_end(6)
    page = trainee.page
    exercise = page.locator('.ott-teach:has(output:text-is("121500000073"))')
    exercise.scroll_into_view_if_needed()
    assert exercise.locator('[name="claim_status"]').is_hidden()
    exercise.locator('[name="verdict"]').select_option("contested")
    exercise.locator('[name="confidence"][value="3"]').check()
    exercise.locator("button.ott-main").click()
    page.locator(".ott-verdict").wait_for()  # the bill that she has read lies beside the panel
    page.wait_for_function("document.activeElement.name === 'claim_status'")
    assert exercise.bounding_box()["y"] > 0, "the page stays at what is left to fill in"
    exercise.locator('[name="claim_status"]').select_option("supported")
    trainee.picture("lesson-6-panel")
    exercise.locator('[name="contested"]').click()
    page.keyboard.type("29.000")
    exercise.locator('[name="answer"]').select_option("propose")
    exercise.locator('[data-send="rows"]').click()
    key = practice.dispute("121500000073").key
    for table in ("charges", "subscriptions"):
        for number in getattr(key, table):
            exercise.locator(f'[data-rows="{table}"] input[value="{number}"]').check()
    exercise.locator("button.ott-main").click()
    exercise.locator(".ott-t-result.ott-t-passed h4").filter(has_text="100").wait_for()
    trainee.picture("lesson-6-decided")
