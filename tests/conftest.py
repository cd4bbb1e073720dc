"""What several tests share: folders of their own, one practice portal, one browser, one lab."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ott_toolkit import evidence, practice

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever is not on this machine does not exist: a request that leaves is seen to fail.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


LONG = ("_browser.py", "test_every_fault.py", "test_leaks.py", "solutions.ipynb")
"""Files that take a minute or more: they begin first, so that nobody waits for them in the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; within each nothing changes."""
    items.sort(key=lambda item: not item.nodeid.partition("::")[0].endswith(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each file to one worker, and all that are about a browser to the same.

    They wait more than they reckon, share one browser and one lab, and two of each on two cores
    would wait for one another.
    """
    from xdist.scheduler import LoadScopeScheduling

    class WholeFiles(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return "browser" if file.endswith("_browser.py") else file

    return WholeFiles(config, log)


Figures = dict[str, int | str]


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Say what a test tried and found: `figures("faults", tried=1, wrong=0)`.

    The figures of a suite are added up at the end of the run, whichever worker tried them. A text
    is not added: `figures("faults", fault="reset in the middle", outcome="PortalError")` is a line
    of the suite's table.
    """

    def say(suite: str, **said: int | str) -> None:
        record_property("figures", {"suite": suite, **said})

    return say


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what the suites tried and found."""
    reports = [one for some in terminalreporter.stats.values() for one in some]
    said = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "figures"
    ]
    for suite in sorted({one["suite"] for one in said}):
        terminalreporter.section(suite)
        for line in summed([one for one in said if one["suite"] == suite]):
            terminalreporter.line(line)


def summed(said: list[Figures]) -> Iterator[str]:
    """Yield the lines of one suite's table, then its figures added up."""
    sums: dict[str, int] = {}
    for one in said:
        texts = [value for name, value in one.items() if name != "suite" and isinstance(value, str)]
        if texts:
            yield " | ".join(texts)
        for name, value in one.items():
            if isinstance(value, int):
                sums[name] = sums.get(name, 0) + value
    if sums:
        yield " · ".join(f"{name} {value}" for name, value in sums.items())


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that do not exist yet, one for each who asks."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(nth) for nth in count())


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, homes: Iterator[Path]) -> Iterator[None]:
    """Keep the settings and the evidence of whoever runs the tests out of them."""
    own = str(next(homes))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, own)
    for name in ("OTT_CLASS", "OTT_PRACTICE_URL", "OTT_PORTAL", "OTT_LANGUAGE", "OTT_EVIDENCE"):
        monkeypatch.delenv(name, raising=False)
    # The keyring of whoever runs the tests is not to be seen.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    yield
    evidence.close()


@pytest.fixture
def vault() -> Iterator[Any]:
    """A keyring in memory, in use until the end of the test."""
    import keyring

    from tests.vaults import Vault

    before = keyring.get_keyring()
    keyring.set_keyring(own := Vault())
    yield own
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, or fails where one is required."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = os.environ.get("OTT_BROWSER") or next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    reason = "no Chromium found: install one, or name it in OTT_BROWSER"
    if os.environ.get("OTT_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A real browser that reaches nothing but this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=CHROMIUM)
        yield running
        running.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `ott lab`, run as its users run it, on a copy of the notebooks."""
    from tests.labs import running_lab

    with running_lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="session")
def server() -> Iterator[practice.Server]:
    """One practice portal for all; whoever turns its switches turns them back."""
    with practice.serve() as running:
        yield running


@pytest.fixture
def eventually() -> Callable[..., Any]:
    """Wait until a condition holds, and return what it gave."""
    import time

    def wait(condition: Callable[[], Any], seconds: float = 60) -> Any:
        end = time.monotonic() + seconds
        while not (held := condition()):
            assert time.monotonic() < end, "it did not come to hold"
            time.sleep(0.01)
        return held

    return wait
