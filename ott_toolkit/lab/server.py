"""JupyterLab with a configuration of its own, ended together with its kernels.

It runs within this process: whatever ends the one ends the other. Its settings, its run-time files
and IPython's history lie apart from the user's own, which are neither read nor changed.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import platformdirs

from ott_toolkit.errors import QueryError

LOOPBACK = "127.0.0.1"

_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
    "@jupyterlab/notebook-extension:tracker": {
        "kernelShutdown": True,  # a customer's data goes when the notebook is closed
        "scrollPastEnd": False,  # after «Run All Cells» its end is seen, not an empty screen
        "windowingMode": "none",  # a panel that is scrolled away stays whole
    },
}
_CLUTTER = ("__pycache__", "*.pyc", "*.pyo", ".DS_Store", "*~")
_LEFT_OUT = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/terminal-extension",
)


def run(
    folder: Path,
    notebook: str,
    *,
    port: int | None = None,
    browser: bool = True,
    hidden: Sequence[str] = (),
    variables: Mapping[str, str],
    on_ready: Callable[[str], object],
) -> None:
    """Serve `folder` in JupyterLab until Ctrl-C, SIGTERM or its own menu ends it.

    Args:
        folder: Where the notebooks lie.
        notebook: The one to open, a path within `folder`.
        port: The port; `None` takes a free one.
        browser: Whether to open a browser where there is a screen.
        hidden: Names that are not listed among the files.
        variables: What the notebooks find in their environment.
        on_ready: Called with the address, its token included, once the server listens.

    Raises:
        QueryError: The port is taken.
    """
    token = secrets.token_urlsafe(24)  # one that JupyterLab makes itself would be shown by it, too
    page = f"/doc/tree/{quote(notebook)}"
    shows = browser and has_screen(os.environ, sys.platform)
    settings = configuration(
        folder, page, token, port=free_port(port), browser=shows, hidden=hidden
    )
    with _set_apart(variables):
        server = _server(settings)
        # JupyterLab listens once its loop runs, and does what it was told in that order.
        server.io_loop.add_callback(
            on_ready, f"http://{LOOPBACK}:{server.port}{page}?token={token}"
        )
        server.start()


def configuration(
    folder: Path,
    page: str,
    token: str,
    *,
    port: int,
    browser: bool,
    hidden: Sequence[str] = (),
) -> dict[str, dict[str, Any]]:
    """Return what JupyterLab is told: its own way of working, whatever its user set up elsewhere.

    Args:
        folder: What it serves.
        page: The path that it opens on.
        token: What lets a browser in.
        port: Where it listens, on this machine only.
        browser: Whether it opens one.
        hidden: Names that are not listed among the files.
    """
    return {
        "Application": {"log_level": "ERROR"},
        "ContentsManager": {"hide_globs": [*_CLUTTER, *hidden]},
        "IdentityProvider": {"token": token},
        "KernelSpecManager": {"allowed_kernelspecs": {"python3"}},
        "LabApp": {
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "default_url": page,
            "extension_manager": "readonly",
            "news_url": None,
            "user_settings_dir": str(_settings_folder()),
        },
        "ServerApp": {
            "allow_root": True,  # in a container there may be nobody else
            "ip": LOOPBACK,
            "open_browser": browser,
            "port": port,
            "root_dir": str(folder),
            "terminals_enabled": False,
        },
    }


def _settings_folder() -> Path:
    """Return where JupyterLab keeps what its user sets up here, such as the size of letters."""
    return platformdirs.user_config_path("ott-toolkit", appauthor=False) / "lab"


def strip_outputs(model: dict[str, Any], **_: object) -> None:
    """Take what running a notebook left in it out of `model`, which is about to be saved.

    Outputs and widgets show customers' data; none of it stays in a file. A hook of JupyterLab's.
    """
    if model["type"] != "notebook" or not model.get("content"):
        return
    notebook = model["content"]
    notebook.get("metadata", {}).pop("widgets", None)
    for cell in notebook.get("cells", []):
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell.get("metadata", {}).pop("execution", None)


def has_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a browser can show itself; one that runs within the terminal shows no widgets."""
    if platform in ("win32", "cygwin", "darwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def free_port(wanted: int | None) -> int:
    """Return `wanted`, or a free port where none is wanted.

    Raises:
        QueryError: It cannot be used.
    """
    with socket.socket() as trial:
        if sys.platform != "win32":  # there it would let two programs share a port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, wanted or 0))
        except (OSError, OverflowError):
            raise QueryError(
                "Port {port} cannot be used. Leave it out, and a free one is taken.", port=wanted
            ) from None
        return int(trial.getsockname()[1])


def environment(given: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """Return `given` without the user's Jupyter settings, pointed at folders of our own.

    Args:
        given: The environment as it is.
        scratch: A folder that lives as long as the server.
    """
    kept = {
        name: value
        for name, value in given.items()
        if not name.startswith(("JUPYTER", "JPY_", "IPYTHON")) and name != "PYTHONSTARTUP"
    }
    return kept | {
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_DATA_DIR": str(scratch / "data"),
        # An empty folder takes the place of what the user, this Python and this machine set up.
        "JUPYTER_NO_CONFIG": "1",
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
    }


@contextmanager
def _set_apart(variables: Mapping[str, str]) -> Iterator[None]:
    """Give this process an environment and configuration files that are only the server's."""
    with TemporaryDirectory(prefix="ott-lab-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        wanted = {**environment(os.environ, scratch), **variables}
        for name in set(os.environ) - set(wanted):
            del os.environ[name]
        os.environ.update(wanted)

        from jupyter_core.paths import jupyter_config_dir

        config = Path(jupyter_config_dir())
        _write(config, scratch)
        try:
            yield
        finally:
            shutil.rmtree(config, ignore_errors=True)


def _write(config: Path, scratch: Path) -> None:
    """Write what JupyterLab and IPython read from files only."""
    files: dict[Path, object] = {
        config / "labconfig" / "default_setting_overrides.json": _SETTINGS,
        config / "labconfig" / "page_config.json": {
            "disabledExtensions": dict.fromkeys(_LEFT_OUT, True)
        },
        scratch / "ipython" / "profile_default" / "ipython_kernel_config.json": {
            "HistoryManager": {"enabled": False},  # what is typed into a cell may name a customer
            "IPKernelApp": {"log_level": "ERROR"},
        },
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")


def _server(settings: dict[str, dict[str, Any]]) -> Any:
    """Return a server that listens, and ends quietly when it is told to."""
    # Only now: JupyterLab looks at the environment when it is imported.
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]
    from traitlets.config import Config

    server = LabApp.initialize_server(argv=[], config=Config(settings))
    server.contents_manager.register_pre_save_hook(strip_outputs)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), lambda *_: server.stop(from_signal=True))
    return server
