"""The exercise and the quiz in a real browser, in the lab: typed, ticked and clicked."""

import json
from urllib.parse import urlsplit

import pytest

from tests.test_browser import _leaves

CODE = {
    "exercise": "from ott_toolkit.teaching import Exercise, Quiz\n"
    "exercise = Exercise('121500000017', lesson=1)\nexercise",
    "quiz": "from ott_toolkit.teaching import Quiz\nQuiz(2)",
    "first": "from ott_toolkit.teaching import Exercise\n"
    "Exercise('121500000017', lesson=6, first_decide=True)",
}


def notebook(code):
    cell = {"cell_type": "code", "source": code, "metadata": {}, "outputs": [],
            "execution_count": None, "id": "a"}  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def opened(browser, lab):
    """Open a notebook of one cell and run it; nothing may complain, nothing may leave."""
    place = urlsplit(lab)
    base, token = f"{place.scheme}://{place.netloc}", place.query.removeprefix("token=")
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints, outside = [], []

    def run(name):
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.on("request", lambda request: _leaves(request.url) and outside.append(request.url))
        content = {"type": "notebook", "content": notebook(CODE[name])}
        answer = page.request.put(
            f"{base}/api/contents/{name}.ipynb",
            data=json.dumps(content),
            headers={"Authorization": f"token {token}"},
        )
        assert answer.ok, answer.text()
        page.goto(f"{base}/lab/tree/{name}.ipynb?token={token}")
        page.wait_for_selector("text=/Python 3.*Idle/")
        page.keyboard.press("Shift+Enter")
        page.wait_for_selector(".ott-teach")
        return page

    yield run
    context.close()
    assert complaints == []
    assert outside == []


def settled(page):
    page.wait_for_selector(".ott-teach:not([data-waits])")


def test_an_exercise_is_solved_with_keys_alone(opened):
    page = opened("exercise")
    page.click('.ott-t-head [name="name"]')
    page.keyboard.type("Sari Contoh")
    page.keyboard.press("Enter")
    page.wait_for_selector('.ott-t-named strong:text-is("Sari Contoh")')
    page.click('[data-send="rows"]')
    page.wait_for_selector('[data-rows="charges"] input >> nth=1')
