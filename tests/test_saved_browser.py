"""What JupyterLab leaves of a look-up, whatever of its menu is used: nothing, as `ott lab` says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ott_toolkit import practice
from ott_toolkit.lab import notebooks
from tests.portals import PASSWORD, USERNAME, scripted, serve
from tests.portals.scripted import Script

FILE = notebooks.INVESTIGATE
EVERY_SECOND = {"raw": '{"autosaveInterval": 1}'}
DOCUMENTS = "@jupyterlab/docmanager-extension:plugin"


def unprinted():
    """A practice number that no shipped notebook speaks of."""
    shipped = "".join(
        path.read_text(encoding="utf-8") for path in notebooks.shipped().rglob("*.*")
        if path.suffix in (".ipynb", ".md")
    )  # fmt: skip
    return next(number for number in practice.numbers() if number not in shipped)


NUMBER = unprinted()


class Lab:
    """`ott lab` with a home of its own, in a browser, a number looked up in its notebook."""

    def __init__(self, home, browser):
        self.home, self.folder = home, home / "notebooks"
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR")
        own = {name: home / name for name in names}
        for place in own.values():
            place.mkdir()
        ott = shutil.which("ott", path=Path(sys.executable).parent)
        self.process = subprocess.Popen(
            [ott, "lab", "--no-browser", "--language", "en", "--dir", str(self.folder)],
            env={
                **os.environ,
                **{name: str(place) for name, place in own.items()},
                "PYTHON_KEYRING_BACKEND": "tests.vaults.Vault",
                "PYTHONPATH": str(Path(__file__).parent.parent),
            },
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.said = ""
        while not (address := re.search(r"http://127\.0\.0\.1:\S+", self.said)):
            self.said += self.process.stdout.readline() or pytest.fail(self.said)
        self.context = browser.new_context(accept_downloads=True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.goto(address[0])
        self.idle()

    def idle(self):
        self.page.wait_for_selector("text=/Python 3.*Idle/")

    def save_every_second(self):
        """JupyterLab saves by itself every two minutes; a test does not wait that long."""
        done = self.page.evaluate(
            """async ([name, body]) => {
                const token = document.cookie.match(/_xsrf=([^;]+)/)[1];
                const headers = { 'X-XSRFToken': token };
                const to = `/lab/api/settings/${encodeURIComponent(name)}`;
                return (await fetch(to, { method: 'PUT', headers, body })).ok;
            }""",
            [DOCUMENTS, json.dumps(EVERY_SECOND)],
        )
        assert done
        self.page.reload()
        self.idle()

    def look_up(self):
        self.page.click(".jp-Cell >> nth=0")
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_selector(".ott-light.ott-on")
        self.search()

    def search(self):
        self.page.click('.ott-search [name="number"]')
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(NUMBER)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(f'.ott-strip strong:text-is("{NUMBER}")')
        self.page.wait_for_selector(".ott-progress", state="hidden")

    def print_it(self, mark):
        """Run a cell whose output shows the number, while what was typed does not."""
        self.page.click(".jp-Cell >> nth=2")
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(f'print("{NUMBER[:4]}" + "{NUMBER[4:]}")  # {mark}')
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_selector(f'.jp-OutputArea-output pre:has-text("{NUMBER}")')

    def change(self):
        """Type once more: JupyterLab takes what changes during a save for saved along with it."""
        self.page.click(".jp-Cell >> nth=3")
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(" ")
        self.page.wait_for_timeout(500)

    def menu(self, *names):
        self.page.click('.lm-MenuBar-itemLabel:text-is("File")')
        for name in names[:-1]:
            self.page.hover(f'.lm-Menu-itemLabel:text-is("{name}")')
        self.page.click(f'.lm-Menu-itemLabel:text-is("{names[-1]}")')

    def saved(self, name=FILE, mark="hand"):
        """Whether a notebook lies on the disk, whole, with the cell that was typed."""
        try:
            cells = json.loads((self.folder / name).read_text(encoding="utf-8"))["cells"]
        except (FileNotFoundError, ValueError):
            return False  # not yet, or it is being written
        return any(f"# {mark}" in "".join(cell["source"]) for cell in cells)

    def holding(self, secret=NUMBER):
        """Files under the home, temporary ones included, that hold the number.

        The evidence is left out: its bodies are there to hold what was seen. No password is in it.
        """
        evidence = secret == NUMBER
        return [
            path.relative_to(self.home).as_posix() for path in self.home.rglob("*")
            if path.is_file() and not (evidence and path.name.startswith("evidence.sqlite"))
            and secret.encode() in path.read_bytes()
        ]  # fmt: skip

    def close(self):
        self.context.close()
        self.process.terminate()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    running = Lab(tmp_path_factory.mktemp("saved"), browser)
    try:
        running.look_up()
        running.print_it("hand")
        yield running
    finally:
        running.close()


def test_it_says_so(lab):
    assert "Notebooks are saved without what a search shows" in lab.said
    told = lab.page.locator('small:has-text("hasil pencarian tidak ikut tersimpan")')
    assert told.is_visible()


def test_a_password_is_kept_and_may_then_stay_empty(lab, figures):
    page = lab.page
    with serve(scripted.create_app(Script())) as served:
        connection = {"url": served.url, "username": USERNAME, "password": PASSWORD}
        page.click(".ott-connection summary")
        page.wait_for_selector(".ott-keep:visible")
        for name, value in connection.items():
            page.click(f'.ott-connection [name="{name}"]')
            page.keyboard.press("Control+A")
            page.keyboard.type(value)
        page.check('.ott-connection [name="keep"]')
        page.keyboard.press("Enter")
        page.wait_for_selector(
            '.ott-connection:not([open]) [data-show="mode"]:text-is("Dashboard")'
        )
        page.click(".ott-connection summary")
        field = page.locator('.ott-connection [name="password"]')
        assert field.input_value() == ""
        assert "may stay empty" in field.get_attribute("placeholder")
        shown = page.content()
        page.click('.ott-connection [name="username"]')
        page.keyboard.press("Enter")
        page.wait_for_selector(".ott-connection:not([open])")
        assert len(served.to("/login", "POST")) == 2
        page.click(".ott-connection summary")
        page.click('.ott-connection [name="username"]')
        page.keyboard.type("x")
        assert field.get_attribute("placeholder") == ""
        page.keyboard.press("Enter")  # the browser asks for the password, and nothing is sent
        assert page.locator(".ott-connection[open]").count() == 1
        assert len(served.to("/login", "POST")) == 2
    page.click('.ott-connection [data-send="practice"]')
    page.wait_for_selector(".ott-connection:not([open])")
    lab.search()  # for the tests that follow
    found = [shown] if PASSWORD in shown else lab.holding(PASSWORD)
    figures("secrets", planted=1, **{"found in the open": len(found)})
    assert found == []


def test_what_is_saved_by_hand_and_its_checkpoint(lab, eventually, figures):
    lab.menu("Save Notebook")
    checkpoint = f".ipynb_checkpoints/{FILE.replace('.ipynb', '-checkpoint.ipynb')}"
    eventually(lambda: lab.saved(checkpoint))
    found = lab.holding()
    figures("secrets", planted=1, **{"found in the open": len(found)})
    assert found == []


def test_what_is_downloaded_and_exported(lab, figures):
    with lab.page.expect_download() as coming:
        lab.menu("Download")
    content = Path(coming.value.path()).read_text(encoding="utf-8")
    assert "print(" in content
    exported = lab.page.evaluate(
        f"async () => await (await fetch('/nbconvert/html/{FILE}?download=true')).text()"
    )
    assert "print" in exported
    found = [text for text in (content, exported) if NUMBER in text]
    figures("secrets", planted=2, **{"found in the open": len(found)})
    assert found == []


def test_what_is_saved_under_another_name(lab, eventually, figures):
    lab.menu("Save Notebook As…")
    lab.page.click(".jp-Dialog input")
    lab.page.keyboard.press("Control+A")
    lab.page.keyboard.type("lain.ipynb")
    lab.page.click(".jp-Dialog .jp-mod-accept")
    lab.page.wait_for_url("**/lain.ipynb*")
    eventually(lambda: lab.saved("lain.ipynb"))
    found = lab.holding()
    figures("secrets", planted=1, **{"found in the open": len(found)})
    assert found == []


def test_what_the_browser_and_the_workspace_remember(lab, eventually, figures):
    eventually(lambda: list((lab.home / "TMPDIR").rglob("*.jupyterlab-workspace")))
    kept = lab.page.evaluate(
        """async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage },
            await indexedDB.databases(), document.cookie, await caches.keys()])"""
    )
    spaces = lab.page.evaluate("async () => await (await fetch('/lab/api/workspaces')).text()")
    assert "workspaces" in spaces
    found = [text for text in (kept, spaces) if NUMBER in text] + lab.holding()
    figures("secrets", planted=2, **{"found in the open": len(found)})
    assert found == []
    assert json.loads(kept)[2] == [], "no database whose contents would have to be looked at"


def test_what_is_saved_by_itself(lab, eventually, figures):
    """The last test of this page: it is opened anew."""
    lab.save_every_second()
    lab.look_up()
    lab.print_it("itself")
    # After a save that took long, JupyterLab waits ten times as long before the next one.
    eventually(lambda: lab.change() or lab.saved("lain.ipynb", "itself"), seconds=120)
    assert lab.page.locator(f'pre:has-text("{NUMBER}")').count() == 1, "on screen it stays"
    found = lab.holding()
    figures("secrets", planted=1, **{"found in the open": len(found)})
    assert found == []
