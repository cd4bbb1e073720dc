"""The exercise and the quiz in a real browser, in the lab: typed, ticked and clicked."""

import json
from urllib.parse import urlsplit

import pytest

from tests.test_browser import _leaves

CELLS = (
    "from ott_toolkit.teaching import Exercise, Quiz\n"
    "exercise = Exercise('121500000017', lesson=1)\nexercise",
    "exercise",
    "Quiz(2)",
)
FIRST, SECOND, QUIZ = (f".jp-CodeCell >> nth={n} >> .ott-teach" for n in range(3))
CASE = '[data-action="case"]'


def notebook(cells):
    return {
        "cells": [
            {"cell_type": "code", "source": source, "metadata": {}, "outputs": [],
             "execution_count": None, "id": f"cell-{n}"}
            for n, source in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }  # fmt: skip


@pytest.fixture(scope="module")
def page(browser, lab):
    """A notebook with an exercise, a second view of it and a quiz; it has to stay quiet."""
    place = urlsplit(lab)
    base, token = f"{place.scheme}://{place.netloc}", place.query.removeprefix("token=")
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints, outside = [], []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("request", lambda request: _leaves(request.url) and outside.append(request.url))
    answer = page.request.put(
        f"{base}/api/contents/teaching.ipynb",
        data=json.dumps({"type": "notebook", "content": notebook(CELLS)}),
        headers={"Authorization": f"token {token}"},
    )
    assert answer.ok, answer.text()
    page.goto(f"{base}/doc/tree/teaching.ipynb?token={token}")
    page.wait_for_selector("text=/Python 3.*Idle/")
    for n in range(len(CELLS)):
        page.keyboard.press("Shift+Enter")
        page.wait_for_function("n => document.querySelectorAll('.ott-teach').length > n", arg=n)
    yield page
    context.close()
    assert complaints == []
    assert outside == []


def settled(page):
    page.wait_for_function("() => !document.querySelector('.ott-teach[data-waits]')")


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.textContent")


def tab_to(page, name):
    """Go on with Tab until a field or button has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page).strip() == name:
            return
    pytest.fail(f"no Tab leads to {name}")


def test_an_exercise_is_solved_with_keys_alone(page):
    page.focus(f'{FIRST} >> [name="name"]')
    page.keyboard.type("Sari Contoh", delay=1)
    page.keyboard.press("Enter")
    page.wait_for_selector(f'{FIRST} >> .ott-t-named strong:text-is("Sari Contoh")')
    tab_to(page, "verdict")
    page.keyboard.type("Jumlah cocok")
    tab_to(page, "claim_status")
    page.keyboard.type("Tidak tercatat")
    tab_to(page, "contested")
    page.keyboard.type("29.000")
    tab_to(page, "answer")
    page.keyboard.type("Jelaskan")
    tab_to(page, "confidence")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    tab_to(page, "Tampilkan baris untuk dicentang")
    page.keyboard.press("Enter")
    page.wait_for_selector(f'{FIRST} >> [data-rows="subscriptions"] input')
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the newest charge
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the subscription
    tab_to(page, "Periksa")
    page.keyboard.press("Enter")
    page.wait_for_selector(f'{FIRST} >> h4:has-text("Nilai 85 dari 100")')
    wrong = page.locator(f"{FIRST} >> .ott-t-result .ott-t-wrong")
    assert wrong.count() == 1
    assert "bukan Rp 29.000, melainkan Rp 0" in wrong.inner_text().replace("\xa0", " ")


def test_a_second_view_of_the_cell_shows_the_same(page):
    settled(page)
    page.wait_for_selector(f'{SECOND} >> h4:has-text("Nilai 85 dari 100")')
    page.focus(f'{FIRST} >> [name="contested"]')
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")  # sends what the field holds now
    page.wait_for_selector(f'{FIRST} >> h4:has-text("Nilai 100 dari 100")')
    page.wait_for_selector(f'{SECOND} >> h4:has-text("Nilai 100 dari 100")')
    page.click(f'{SECOND} >> [data-send="solution"]')
    settled(page)
    ticked = [page.locator(f"{view} >> table input:checked").count() for view in (FIRST, SECOND)]
    assert ticked == [2, 2]


def test_the_number_is_copied(page):
    page.evaluate("navigator.clipboard.writeText('–')")
    page.click(f"{FIRST} >> .ott-t-number button")
    page.wait_for_selector(f'{FIRST} >> .ott-t-number button:has-text("Tersalin")')
    assert page.evaluate("navigator.clipboard.readText()") == "121500000017"


def test_nothing_is_wider_than_the_cell(page):
    for view in (FIRST, QUIZ):
        wider = page.locator(view).evaluate("node => node.scrollWidth - node.clientWidth")
        assert wider <= 0


def test_a_quiz_is_typed_and_clicked(page):
    typed = page.locator(f'{QUIZ} >> .ott-t-question:has(input[size="28"])').first
    typed.locator("input").click()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    typed.locator('.ott-t-said:has-text("✗ Belum tepat.")').wait_for()
    typed.locator("input").click()
    page.keyboard.type("??")
    typed.locator("button").click()
    typed.locator('.ott-t-said:not(:has-text("✗"))').wait_for()
    choice = page.locator(f'{QUIZ} >> .ott-t-question:has([type="radio"])').first
    said = choice.locator(".ott-t-said")
    for n in range(choice.locator("input").count()):
        choice.locator("label").nth(n).click()
        choice.locator("button").click()
        settled(page)
        if "✓ Benar." in said.inner_text():
            break
    assert "✓ Benar." in said.inner_text()
    page.click(f"{QUIZ} >> .ott-main")
    page.wait_for_selector(f'{QUIZ} >> .ott-t-said:has-text("Belum ada jawaban.")')
    assert typed.locator("input").input_value() == "1??", "what was typed stays"
