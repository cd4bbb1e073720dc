import json
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
import requests

from ott_toolkit.errors import QueryError
from ott_toolkit.lab import lab as open_lab
from ott_toolkit.lab import notebooks, server

NAME = notebooks.INVESTIGATE
KERNEL = {"name": "python3", "display_name": "Python 3"}
OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
# Gone before the command line ever runs: what a test runner itself was started with.
OWN = ("JUPYTER", "JPY_", "IPYTHON", "OTT_")


def notebook(*sources, outputs=()):
    cells = [
        {"cell_type": "code", "source": source, "outputs": list(outputs), "execution_count": 1,
         "metadata": {"execution": {"iopub.status.busy": "2022-03-20"}}}
        for source in sources
    ]  # fmt: skip
    metadata = {"kernelspec": KERNEL, "widgets": {"state": "0017"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}


def write(path, *sources, outputs=()):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook(*sources, outputs=outputs)))


def sources(path):
    return [cell["source"] for cell in json.loads(path.read_text())["cells"]]


class Shelf:
    """What is shipped, the user's folder, and what the user answers."""

    def __init__(self, tmp_path):
        self.shipped, self.folder = tmp_path / "shipped", tmp_path / "own" / "OTT"
        self.asked = []
        self.ship("one")

    def ship(self, *cells):
        write(self.shipped / NAME, *cells)

    def bring(self, answer=None):
        def may_replace(name):
            self.asked.append(name)
            return answer

        notebooks.bring(self.shipped, self.folder, may_replace)
        return sources(self.folder / NAME)

    def work(self, *cells, outputs=()):
        write(self.folder / NAME, *cells, outputs=outputs)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


# --- notebooks ----------------------------------------------------------------------------------


def test_everything_shipped_is_copied_but_what_is_hidden(shelf):
    (shelf.shipped / "images").mkdir()
    (shelf.shipped / "images" / "panel.png").write_bytes(b"\x89PNG")
    write(shelf.shipped / ".ipynb_checkpoints" / NAME, "old")
    assert shelf.bring() == ["one"]
    found = {path.relative_to(shelf.folder).as_posix() for path in shelf.folder.rglob("*.*")}
    assert found == {NAME, "images/panel.png", ".ott-toolkit.json"}


def test_what_was_only_run_is_brought_up_to_date(shelf):
    shelf.bring()
    shelf.work("one", outputs=[{"output_type": "stream", "name": "stdout", "text": "0017"}])
    shelf.ship("two")
    assert shelf.bring() == ["two"]
    assert not shelf.asked


def test_what_was_changed_is_left_alone_while_nothing_newer_is_shipped(shelf):
    shelf.bring()
    shelf.work("mine")
    assert shelf.bring(True) == ["mine"]
    assert not shelf.asked


@pytest.mark.parametrize(
    ("answer", "kept", "asked_again"),
    [(True, ["two"], False), (False, ["mine"], False), (None, ["mine"], True)],
)
def test_what_was_changed_is_replaced_only_when_its_user_says_so(shelf, answer, kept, asked_again):
    shelf.bring()
    shelf.work("mine")
    shelf.ship("two")
    assert shelf.bring(answer) == kept
    assert shelf.asked == [NAME]
    assert shelf.bring(answer) == kept
    assert (shelf.asked == [NAME, NAME]) is asked_again


def test_what_was_kept_once_is_still_asked_about_when_something_newer_comes(shelf):
    shelf.bring()
    shelf.work("mine")
    shelf.ship("two")
    shelf.bring(False)
    shelf.ship("three")
    assert shelf.bring(False) == ["mine"]
    assert shelf.asked == [NAME, NAME]


def test_a_notebook_of_the_same_name_that_was_there_before_is_the_users(shelf):
    shelf.work("mine")
    assert shelf.bring() == ["mine"]
    assert shelf.asked == [NAME]


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"cells": [1]}'])
def test_a_broken_notebook_or_record_counts_as_changed(shelf, broken):
    shelf.bring()
    (shelf.folder / ".ott-toolkit.json").write_text(broken)
    shelf.ship("two")
    (shelf.folder / NAME).write_text(broken)
    notebooks.bring(shelf.shipped, shelf.folder, shelf.asked.append)
    assert (shelf.folder / NAME).read_text() == broken
    assert shelf.asked == [NAME]


def test_a_notebook_that_was_thrown_away_comes_back(shelf):
    shelf.bring()
    (shelf.folder / NAME).unlink()
    assert shelf.bring() == ["one"]


def test_cells_split_into_lines_are_the_same_source(tmp_path):
    write(tmp_path / "a.ipynb", "x\ny")
    write(tmp_path / "b.ipynb", ["x\n", "y"])
    write(tmp_path / "c.ipynb", "x", "y")
    prints = [notebooks.fingerprint(tmp_path / f"{name}.ipynb") for name in "abc"]
    assert prints[0] == prints[1] != prints[2]


def test_a_checkout_opens_its_notebooks_where_they_lie():
    root = Path(__file__).parent.parent
    assert notebooks.in_checkout() == root / "notebooks"
    assert notebooks.shipped() == root / "notebooks"


def test_an_installed_toolkit_brings_them_along(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "_PACKAGE", tmp_path / "ott_toolkit")
    (tmp_path / "notebooks").mkdir()  # somebody else's, without a project beside it
    assert notebooks.in_checkout() is None
    assert notebooks.shipped() == tmp_path / "ott_toolkit" / "notebooks"


@pytest.mark.parametrize("chosen", [None, "the checkout's", "another"])
def test_notebooks_are_copied_only_to_another_folder(tmp_path, monkeypatch, chosen):
    """Where they lie already nothing is written."""
    own = tmp_path / "checkout"
    write(own / NAME, "x")
    served = []
    monkeypatch.setattr(notebooks, "in_checkout", lambda: own)
    monkeypatch.setattr(server, "run", lambda folder, *_, **__: served.append(folder))
    folder = {None: None, "another": tmp_path / "another"}.get(chosen, own)
    open_lab(folder, may_replace=lambda _: True, on_ready=lambda *_: None)
    assert served == [folder or own]
    assert [path.name for path in own.iterdir()] == [NAME]
    assert (served[0] / NAME).is_file()


# --- server -------------------------------------------------------------------------------------


def test_jupyterlab_is_told_to_stay_on_this_machine():
    told = server.configuration(Path("x"), "/doc/tree/y.ipynb", "t0ken", port=8899, browser=False)
    assert told["ServerApp"]["ip"] == "127.0.0.1"
    assert told["ServerApp"]["port"] == 8899
    assert told["IdentityProvider"] == {"token": "t0ken"}
    assert told["LabApp"]["news_url"] is None


def test_nothing_that_running_left_is_saved():
    content = notebook("x", outputs=[{"data": "0017"}])
    markdown = {"cell_type": "markdown", "source": "# x", "metadata": {}}
    content["cells"].append(dict(markdown))
    server.strip_outputs(model={"type": "notebook", "content": content}, path="x")
    code, text = content["cells"]
    assert (code["outputs"], code["execution_count"], code["metadata"]) == ([], None, {})
    assert text == markdown
    assert content["metadata"] == {"kernelspec": KERNEL}


@pytest.mark.parametrize(
    "model", [{"type": "file", "content": "outputs"}, {"type": "notebook", "content": None}]
)
def test_what_is_no_notebook_is_saved_as_it_is(model):
    before = dict(model)
    server.strip_outputs(model=model)
    assert model == before


def test_the_users_jupyter_is_left_out_of_the_environment(tmp_path):
    given = {"PATH": "/bin", "JUPYTER_PATH": "x", "JUPYTERLAB_DIR": "x", "PYTHONSTARTUP": "x"}
    made = server.environment(given, tmp_path)
    assert made["PATH"] == "/bin"
    assert "x" not in made.values()
    assert made["IPYTHONDIR"] == str(tmp_path / "ipython")


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"BROWSER": "wslview"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_browser_needs_a_screen(environ, platform, expected):
    assert server.has_screen(environ, platform) is expected


def test_a_port_that_is_taken_is_refused():
    with socket.socket() as taken:
        taken.bind((server.LOOPBACK, 0))
        taken.listen()
        with pytest.raises(QueryError, match="cannot be used"):
            server.free_port(taken.getsockname()[1])
    for impossible in (-1, 70000):
        with pytest.raises(QueryError):
            server.free_port(impossible)
    assert server.free_port(None) > 0


class Lab:
    """`ott lab` as a person starts it, with a home of its own and a hostile Jupyter in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder = home, home / "notebooks"
        poison = "raise SystemExit('the user’s own configuration was read')"
        for name in ("jupyter_config.py", "jupyter_server_config.py", "jupyter_lab_config.py"):
            (home / ".jupyter").mkdir(exist_ok=True)
            (home / ".jupyter" / name).write_text(poison)
        (home / ".ipython" / "profile_default" / "startup").mkdir(parents=True)
        (home / ".ipython" / "profile_default" / "startup" / "00.py").write_text("secret = 1")
        self.before = self.kept()
        environ = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        places = {"HOME": home, "USERPROFILE": home, "TMPDIR": home / "tmp"}
        places["XDG_CONFIG_HOME"] = home / "xdg"
        self.process = subprocess.Popen(
            [OTT, "lab", "--language", "en", "--dir", self.folder],
            env=environ | {name: str(place) for name, place in places.items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = [self.process.stdout.readline() for _ in range(5)]
        assert lines[1].startswith("Tries are recorded in: "), lines
        assert lines[2].startswith("Notebooks are saved without what a search shows. "), lines
        assert lines[4] == "Ctrl+C ends it.\n", lines
        self.page, _, self.token = lines[3].split()[-1].partition("?token=")
        self.url = self.page.partition("/doc/")[0]

    def kept(self):
        """What lies in the home folder, the notebooks' own folder left out."""
        return {
            path.relative_to(self.home): path.stat().st_mtime_ns
            for path in self.home.rglob("*")
            if path.is_file() and self.folder not in path.parents
        }

    def ask(self, method, path, **sent):
        headers = {"Authorization": f"token {self.token}"}
        answer = requests.request(method, self.url + path, headers=headers, timeout=20, **sent)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def end(self, number):
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=30)
        return said


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    running = Lab(home)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals end it here")
class TestTheCommand:
    """In the order of a session; the last test ends it."""

    def test_it_opens_the_notebook_to_whoever_has_the_token(self, lab):
        assert lab.page.endswith(f"/doc/tree/{NAME}")
        assert requests.get(f"{lab.url}/api/contents", timeout=10).status_code == 403
        page = requests.get(f"{lab.page}?token={lab.token}", timeout=20)
        assert page.ok
        assert '"terminalsAvailable": false' in page.text

    def test_it_has_its_own_settings_and_its_own_python(self, lab):
        found = lab.ask("GET", "/lab/api/settings")["settings"]
        news = next(part for part in found if part["id"].endswith(":notification"))
        assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
        assert list(lab.ask("GET", "/api/kernelspecs")["kernelspecs"]) == ["python3"]

    def test_what_is_saved_holds_no_outputs(self, lab):
        content = notebook("x", outputs=[{"output_type": "stream", "name": "stdout", "text": "17"}])
        lab.ask("PUT", "/api/contents/mine.ipynb", json={"type": "notebook", "content": content})
        (cell,) = json.loads((lab.folder / "mine.ipynb").read_text())["cells"]
        assert (cell["outputs"], cell["execution_count"]) == ([], None)

    def test_a_kernel_finds_the_practice_portal_and_ends_with_the_server(self, lab, tmp_path):
        kernel = lab.ask("POST", "/api/kernels", json={"name": "python3"})
        deadline = time.monotonic() + 20
        connections = list((lab.home / "tmp").rglob(f"kernel-{kernel['id']}.json"))
        assert connections, "its run-time files lie elsewhere"
        told = run_in_kernel(
            connections[0],
            "import os, requests, sys\n"
            "portal = os.environ['OTT_PRACTICE_URL']\n"
            "print(os.getpid(), portal, requests.get(portal, timeout=5).status_code,\n"
            "      os.environ['OTT_LANGUAGE'], sys.executable, 'secret' in globals())",
            deadline,
        )
        pid, portal, status, language, python, startup = told.split()
        assert (status, language, startup) == ("200", "en", "False")
        assert Path(python).samefile(sys.executable)
        assert lab.end(signal.SIGINT) == ""
        assert lab.process.returncode == 0
        assert not alive(int(pid))
        with pytest.raises(requests.ConnectionError):
            requests.get(portal, timeout=2)

    def test_it_leaves_nothing_behind_and_the_users_own_untouched(self, lab):
        assert lab.kept() == lab.before


def test_sigterm_ends_it_too(tmp_path):
    if sys.platform == "win32":
        pytest.skip("signals end it here")
    (tmp_path / "tmp").mkdir()
    running = Lab(tmp_path)
    assert running.end(signal.SIGTERM) == ""
    assert running.process.returncode == 0
    assert running.kept() == running.before


def run_in_kernel(connection, code, deadline):
    """Return what `code` prints in the kernel behind a connection file."""
    from jupyter_client import BlockingKernelClient

    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels(hb=False)  # a heart that does not beat yet would count as dead
    try:
        client.wait_for_ready(timeout=deadline - time.monotonic())
        said = []
        client.execute_interactive(
            code, timeout=20, output_hook=lambda message: said.append(message["content"])
        )
        return "".join(part.get("text", "") or str(part.get("evalue", "")) for part in said)
    finally:
        client.stop_channels()


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
