import pytest
from tests import test_answer_browser as tab
from tests.answers import *
page = tab.page
screen = tab.screen
OUT = "/tmp/w/pictures/panel2"
import os; os.makedirs(OUT, exist_ok=True)
TWELVE = None
def test_shots(screen):
    p = screen.page
    for number in (TAX, MANY, SEVERAL, UNEXPLAINED):
        for lang in ("id", "en"):
            screen.look_up(number) if number not in (NO_BILL,) else screen.search(number)
            screen.speak(lang)
            p.wait_for_timeout(300)
            p.screenshot(path=f"{OUT}/{number[-2:]}-{lang}-summary.png")
            b = p.locator(".ott-finding >> visible=true")
            if not b.count() and p.locator(".ott-fold summary:has-text('(1)')").count():
                p.click(".ott-fold summary:has-text('(1)')")
            if b.count():
                b.first.click()
                p.wait_for_selector(".ott-marked")
                p.wait_for_timeout(300)
                p.screenshot(path=f"{OUT}/{number[-2:]}-{lang}-lead.png")
                screen.tab({"id": "Ringkasan", "en": "Summary"}[lang])
                p.locator(".ott-row-link >> visible=true").first.click()
                p.wait_for_timeout(700)
                p.screenshot(path=f"{OUT}/{number[-2:]}-{lang}-row.png")
            screen.tab({"id": "Linimasa", "en": "Timeline"}[lang])
            p.wait_for_timeout(4500 if lang == "id" and b.count() else 300)
            p.screenshot(path=f"{OUT}/{number[-2:]}-{lang}-timeline.png")
            p.click('.ott-panel [data-send="new"]')
            p.wait_for_selector(".ott-strip", state="hidden")
            p.click('[data-language="id"]')
            p.wait_for_selector('.ott-desk[lang="id"]')
            p.wait_for_selector(".ott-panel:not(.ott-waiting)")
