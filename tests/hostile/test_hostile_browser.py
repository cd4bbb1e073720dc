"""Hostile texts in a real browser: a portal that sends them, the whole panel, the saved report."""

import json
from html import escape
from urllib.parse import urlsplit

import pytest

import ott_toolkit as ott
from ott_toolkit.charts import to_svg
from tests.hostile import (
    MARKUP,
    NUMBER,
    S_HEADERS,
    T_HEADERS,
    TEXTS,
    bill,
    html_table,
    shown,
    subscriptions,
    transactions,
)
from tests.hostile.test_hostile_texts import page as result
from tests.labs import running_lab
from tests.portals import PASSWORD, USERNAME, serve
from tests.portals.scripted import Script, create_app, found
from tests.portals.scripted import page as inside
from tests.test_browser import Screen, _leaves
from tests.test_teaching_browser import notebook

RAN = "window.__ran"
TABS = ("Linimasa", "Subscriptions", "Transactions Data", "Tagihan", "Pertanyaan",
        "Halaman lain", "Ringkasan")  # fmt: skip
BILLED = "\u202e".join(MARKUP[:3])


class Watched:
    """A page of a browser, and what it did beyond showing."""

    def __init__(self, context):
        self.ran = []
        self.page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.ran.append(str(error)))
        self.page.on("console", lambda one: one.type == "error" and self.ran.append(one.text))
        self.page.on("request", lambda one: _leaves(one.url) and self.ran.append(one.url))
        self.page.on("popup", lambda one: self.ran.append(one.url))

    def _dialog(self, dialog):
        self.ran.append(dialog.message)
        dialog.dismiss()

    def quiet(self):
        """Whether nothing ran; whatever wants to run later is given its time."""
        self.page.wait_for_timeout(200)
        return self.ran == [] and self.page.evaluate(f"{RAN} === undefined")


@pytest.fixture(scope="module")
def portal():
    rows = subscriptions(TEXTS), transactions(TEXTS)
    pages = [result(rows[0], S_HEADERS), result(rows[1], T_HEADERS)]
    script = Script([*pages])
    menu = inside(
        f'<a href="/subs">{escape(MARKUP[1])}</a> <a href="/kejutan">{escape(MARKUP[0])}</a>'
    )
    script.pages = {"/x": menu, "/kejutan": found(html_table(rows[0], S_HEADERS), None, NUMBER)
                    .encode(errors="replace").decode()}  # fmt: skip
    with serve(create_app(script)) as served:
        served.script = script
        served.results = pages
        yield served


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """One of its own: what it is made to remember is not for the tests that follow."""
    with running_lab(tmp_path_factory.mktemp("hostile-lab")) as address:
        yield address


@pytest.fixture(scope="module")
def watched(browser, lab):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    seen = Watched(context)
    seen.page.goto(lab)
    seen.page.wait_for_selector("text=/Python 3.*Idle/")
    seen.page.keyboard.press("Shift+Enter")
    seen.page.wait_for_selector(".ott-light.ott-on")
    yield seen
    context.close()


@pytest.fixture(scope="module")
def screen(watched, portal):
    """The panel, logged in to the hostile portal, with its case and bill."""
    page = watched.page
    page.click(".ott-connection summary")
    for name, value in {"url": portal.url, "username": USERNAME, "password": PASSWORD}.items():
        page.click(f'.ott-connection [name="{name}"]')
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_selector(".ott-connection:not([open]) .ott-light.ott-on")
    portal.script.answers[:] = [*portal.results]
    held = Screen(page)
    page.click('.ott-search [name="ticket"]')
    page.keyboard.type("INC-7")
    held.search(NUMBER)
    held.paste(bill(BILLED, 29_000 * len(TEXTS)))
    page.wait_for_selector('.ott-strip:has-text("Mar 2022")')
    held.ready()
    return held


def test_the_whole_panel_shows_them_as_text(screen, watched, figures):
    for tab in TABS:
        screen.tab(tab)
        screen.page.wait_for_timeout(150)
        assert watched.quiet(), (tab, watched.ran)
    figures("hostile input", tried=len(TEXTS) * len(TABS), ran=0, lost=0)


@pytest.mark.parametrize("tab", ["Subscriptions", "Transactions Data"])
def test_every_cell_of_a_table_is_there(screen, watched, tab, figures):
    screen.tab(tab)
    texts = set()
    for _ in range(20):
        cells = screen.shown("table.dataTable tbody td")
        cells.first.wait_for()
        texts |= {" ".join(text.split()) for text in cells.all_text_contents()}
        onward = screen.shown('button.next, [data-dt-idx="next"]').first
        if onward.get_attribute("aria-disabled") == "true" or onward.is_disabled():
            break
        onward.click()
        screen.page.wait_for_timeout(80)
    lost = [text for text in TEXTS if shown(text) not in texts]
    figures("hostile input", tried=len(TEXTS), ran=len(watched.ran), lost=len(lost))
    assert lost == []
    assert watched.quiet()


def test_tooltips_bill_and_summary_hold_no_element_of_theirs(screen, watched, figures):
    screen.tab("Linimasa")
    titles = screen.page.locator(".ott-charts svg title").all_text_contents()
    said = " ".join(" ".join(title.split()) for title in titles)
    lost = [text for text in TEXTS if shown(text) not in said]
    screen.tab("Tagihan")
    assert shown(BILLED) in " ".join(screen.page.inner_text(".ott-bill").split())
    theirs = screen.page.evaluate(
        """() => [...document.querySelectorAll('.ott-panel *')].filter((node) =>
            ['SCRIPT', 'IFRAME', 'IMG', 'BASE', 'MATH', 'NOSCRIPT'].includes(node.tagName)
            || [...node.attributes].some(({ name, value }) =>
                /^on|^srcdoc$/i.test(name)
                || (/^(href|src|action|formaction|style)$/i.test(name)
                    && /javascript:|outside/.test(value)))
        ).map((node) => node.outerHTML)"""
    )
    figures("hostile input", tried=len(TEXTS), ran=len(theirs), lost=len(lost))
    assert theirs == []
    assert lost == []
    assert watched.quiet()


def test_what_is_copied_steers_nothing(screen, watched, figures):
    screen.tab("Ringkasan")
    for key in "1", "2", "3":
        screen.page.evaluate("navigator.clipboard.writeText('–')")
        screen.page.keyboard.press(f"Alt+{key}")
        screen.page.wait_for_timeout(300)
        text = screen.page.evaluate("navigator.clipboard.readText()")
        assert "outside.invalid" not in text
        assert not set(text) & set("\u202e\x1b\u200b")
    figures("hostile input", tried=3, ran=0, lost=0)
    assert watched.quiet()


@pytest.mark.parametrize("text", [*MARKUP[:6], "{0.__class__}", "\u202e\x1b[31m", "=1+1"])
def test_what_is_typed_and_pasted_is_quoted_in_an_error(screen, watched, text, figures):
    page = screen.page
    page.click('.ott-search [name="number"]')
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")
    page.wait_for_selector('[role="alert"]:visible')
    screen.paste(f"{text}\n{text}")
    page.wait_for_selector('[role="alert"]:visible')
    figures("hostile input", tried=2, ran=len(watched.ran), lost=0)
    assert watched.quiet(), watched.ran


def test_files_of_hostile_names_are_uploaded(screen, watched, figures):
    names = [f"{text[:80]}.html" for text in MARKUP[:8]]
    for name in names:
        screen.ready()
        content = bill("x", 29_000).replace(NUMBER, "121500000902").encode()
        screen.page.set_input_files(
            ".ott-upload input", [{"name": name, "mimeType": "text/html", "buffer": content}]
        )
        screen.page.wait_for_selector('[role="alert"]:visible')
        screen.ready()
        assert watched.quiet(), (name, watched.ran)
    figures("hostile input", tried=len(names), ran=0, lost=0)


def test_the_saved_report_and_the_charts_only_show(browser, tmp_path, figures):
    source = ott.Files(
        subscriptions=result(subscriptions(TEXTS), S_HEADERS),
        transactions=result(transactions(TEXTS), T_HEADERS),
    )
    case = ott.investigate(NUMBER, source, bill(BILLED, 29_000 * len(TEXTS)).encode())
    report = case.report(tmp_path / "case.html", full_numbers=True)
    chart = tmp_path / "chart.html"
    chart.write_text(f"<!doctype html><meta charset=utf-8>{to_svg(case.timeline())}", "utf-8")
    context = browser.new_context()
    for path in (report, chart):
        seen = Watched(context)
        seen.page.unroute_all()
        seen.ran.clear()
        seen.page.goto(path.as_uri())
        seen.ran[:] = [one for one in seen.ran if one != path.as_uri()]
        said = " ".join(seen.page.evaluate("document.documentElement.textContent").split())
        lost = [text for text in TEXTS if shown(text) not in said]
        figures("hostile input", tried=len(TEXTS), ran=len(seen.ran), lost=len(lost))
        assert lost == []
        assert seen.quiet(), seen.ran
    context.close()


def test_the_lessons_answer_typed_texts_as_text(browser, lab, figures):
    """Quiz and exercise take what is typed; nobody may run anything in a trainee's notebook."""
    place = urlsplit(lab)
    base, token = f"{place.scheme}://{place.netloc}", place.query.removeprefix("token=")
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    seen = Watched(context)
    cells = ("from ott_toolkit.teaching import Quiz\nQuiz(2)", "Quiz(3)")
    answer = seen.page.request.put(
        f"{base}/api/contents/hostile.ipynb",
        data=json.dumps({"type": "notebook", "content": notebook(cells)}),
        headers={"Authorization": f"token {token}"},
    )
    assert answer.ok
    seen.page.goto(f"{base}/doc/tree/hostile.ipynb?token={token}")
    seen.page.wait_for_selector("text=/Python 3.*Idle/")
    for n in range(len(cells)):
        seen.page.keyboard.press("Shift+Enter")
        seen.page.wait_for_function(
            "n => document.querySelectorAll('.ott-teach').length > n", arg=n
        )
    fields = seen.page.locator(".ott-teach input:not([type=radio]):not([type=checkbox]):visible")
    fields.first.wait_for()
    tried = 0
    for nth in range(min(fields.count(), 4)):
        for text in MARKUP[:4]:
            fields.nth(nth).fill("")
            fields.nth(nth).click()
            seen.page.keyboard.insert_text(text)
            seen.page.keyboard.press("Enter")
            seen.page.wait_for_timeout(100)
            tried += 1
    figures("hostile input", tried=tried, ran=len(seen.ran), lost=0)
    assert tried
    assert seen.quiet(), seen.ran
    context.close()
