"""From Enter to both charts seen, their tab clicked, and what of it is whose.

Network, parsing and drawing are told apart from the front end.

    python tests/benchmarks/panel.py

The panel runs in `ott lab` in a real browser, against the practice portal beside it; the parts are
measured in this process with the same functions. What is left over is the front end's: the
messages between kernel and browser, and what the browser does with them.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from ott_toolkit import Portal, investigate, practice
from ott_toolkit.charts import to_svg
from ott_toolkit.page import Page as HtmlPage
from ott_toolkit.parse import typed
from ott_toolkit.rows import table_in
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS

CASES = {"sample": practice.SAMPLE_NUMBER, "four services": "121500000003", "321": "121500000005"}
ROUNDS = 7
ARRIVED = """number => {
    const strip = document.querySelector('.ott-strip strong');
    return strip && strip.offsetParent && strip.textContent === number
        && document.querySelector('.ott-progress').hidden;
}"""
BOTH_CHARTS = """() => [...document.querySelectorAll('.ott-page svg')]
    .filter(chart => chart.getClientRects().length).length === 2"""


def main() -> None:
    """Print the parts of each case in milliseconds, and their shares."""
    with practice.serve(page_size=1000) as server, panel() as page:
        for name, number in CASES.items():
            whole = statistics.median(_seen(page, number) for _ in range(ROUNDS))
            parts = _parts(server.url, number)
            parts["front end"] = whole - sum(parts.values())
            told = " · ".join(f"{part} {ms:.0f} ({ms / whole:.0%})" for part, ms in parts.items())
            print(f"{name}: {whole:.0f} ms = {told}")


@contextmanager
def panel() -> Iterator[Page]:
    """Open the notebook of `ott lab` in a browser and run it."""
    ott = shutil.which("ott", path=Path(sys.executable).parent)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), folder)
        process = subprocess.Popen(
            [str(ott), "lab", "--no-browser", "--dir", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **own},
        )
        try:
            lines = iter(process.stdout.readline, "")
            address = next(m[0] for m in (re.search(r"http://\S+", ln) for ln in lines) if m)
            chromium = (
                os.environ.get("OTT_BROWSER")
                or shutil.which("chromium")
                or shutil.which("google-chrome")
            )
            args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = driver.chromium.launch(executable_path=chromium, args=args)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(address)
            page.wait_for_selector("text=/Python 3.*Idle/")
            page.keyboard.press("Shift+Enter")
            page.wait_for_selector(".ott-light.ott-on")
            yield page
            browser.close()
        finally:
            process.terminate()
            process.wait()


def _seen(page: Page, number: str) -> float:
    """Return the milliseconds from Enter to both charts on the screen."""
    page.click('.ott-panel [data-send="new"]')
    page.click('.ott-search [name="number"]')
    page.keyboard.type(number)
    start = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(ARRIVED, arg=number, polling="raf")
    page.click('.ott-panel [role="tab"]:has-text("Linimasa")')
    page.wait_for_function(BOTH_CHARTS, polling="raf")
    return (time.perf_counter() - start) * 1000


def _parts(url: str, number: str) -> dict[str, float]:
    with Portal(url) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, name="Ukur", regional=1)
        case = investigate(number, portal, asof=practice.TODAY)
        whole = _milliseconds(lambda: investigate(number, portal, asof=practice.TODAY))
        pages = [
            (portal._door.get(f"{url}/data/{slug}?{field}={number}").html, table)
            for slug, field, table in (
                ("subscriptions", "nd", SUBSCRIPTIONS),
                ("transactions", "nomor_indihome", TRANSACTIONS),
            )
        ]
    parsing = _milliseconds(lambda: [_typed(html, table) for html, table in pages])
    drawing = _milliseconds(lambda: [to_svg(case.timeline()), to_svg(case.charge_chart())])
    return {"network": whole - parsing, "parse": parsing, "draw": drawing}


def _typed(html: str, table: Any) -> object:
    rows = table_in(HtmlPage(html).grids, table)
    return rows and typed(rows)


def _milliseconds(action: Callable[[], object]) -> float:
    def once() -> float:
        start = time.perf_counter()
        action()
        return (time.perf_counter() - start) * 1000

    return statistics.median(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
