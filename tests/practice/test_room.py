"""What the package promises as a whole: it stands alone, cheaply, and starts and stops cleanly."""

import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from ott_toolkit import practice

ROOM = Path(practice.__file__).parent


def modules_after(code: str) -> set[str]:
    """Names of the modules that are loaded once the code has run in a fresh interpreter."""
    code += "; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_it_imports_nothing_of_the_toolkit() -> None:
    code = "from ott_toolkit import practice; practice.serve().close()"
    toolkit = {name for name in modules_after(code) if name.startswith("ott_toolkit")}
    assert "ott_toolkit.practice.app" in toolkit
    assert {n for n in toolkit if not n.startswith("ott_toolkit.practice")} == {"ott_toolkit"}


def test_importing_it_loads_no_web_server() -> None:
    loaded = modules_after("from ott_toolkit import practice; practice.TODAY")
    assert not {"flask", "waitress", "sqlite3", "pandas"} & loaded


def test_every_public_name_is_there() -> None:
    assert all(getattr(practice, name) is not None for name in practice.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        practice.nothing  # noqa: B018


def test_no_module_hides_a_public_name() -> None:
    assert not {file.stem for file in ROOM.glob("*.py")} & set(practice.__all__)


def test_nothing_outside_is_referred_to() -> None:
    files = [*ROOM.glob("templates/*"), *ROOM.glob("static/*")]
    assert len(files) > 8
    for file in files:
        text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"""https?:|["'(]//|@import|<script|<iframe|style=""", text), file


def test_it_listens_on_this_machine_only() -> None:
    with practice.serve() as server:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.url)
        assert server.url in repr(server)


def test_it_stops_and_can_be_stopped_again() -> None:
    before = threading.active_count()
    server = practice.serve()
    with requests.Session() as kept_open:
        kept_open.trust_env = False
        assert kept_open.get(f"{server.url}/login", timeout=5).status_code == 200
        server.close()
        server.close()
        with pytest.raises(requests.ConnectionError):
            kept_open.get(f"{server.url}/login", timeout=5)
    assert threading.active_count() == before


def test_run_tells_the_address_and_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    def interrupted(_server: practice.Server) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(practice.Server, "wait", interrupted)
    practice.run(on_ready=told.append)
    assert told[0].startswith("http://127.0.0.1:")
    with pytest.raises(requests.ConnectionError):
        requests.get(told[0], timeout=5)


def test_many_readers_at_once_get_their_own_rows(portal, analyst) -> None:
    cookies = analyst.http.cookies.get_dict()

    def number_shown(number: str) -> bool:
        address = f"{portal.url}/data/starclick"
        page = requests.get(address, params={"nomor": number}, cookies=cookies, timeout=5).text
        return page.count("<td>1215") == page.count(f"<td>{number}</td>") > 0

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(number_shown, practice.numbers()))
