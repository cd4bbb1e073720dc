"""Whether this computer is fit: browser, clock, texts, keyring, and its own network."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory
from urllib.request import getproxies, proxy_bypass

from ott_toolkit import evidence
from ott_toolkit.amounts import WIB
from ott_toolkit.doctor.check import Check, of_error
from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.sentences import sentence

_OLD_BROWSERS = frozenset(["IE.HTTP", "IE.HTTPS", "IE.AssocFile.HTM"])
_INDONESIA = (7, 8, 9)
"""Hours before UTC: WIB, WITA, WIT."""


def browser() -> Iterator[Check]:
    """Yield whether there is a browser that can show JupyterLab."""
    from ott_toolkit.lab.server import has_screen

    about = sentence("Browser")
    advice = sentence("Open the address that ott lab prints in a current Firefox, Chrome or Edge.")
    if not has_screen(os.environ, sys.platform):
        found = sentence("there is no screen here, so none is opened")
        yield Check(about, found, "warning", advice)
        return
    old = _default_on_windows() in _OLD_BROWSERS
    try:
        name = getattr(webbrowser.get(), "name", "") or sys.platform
    except webbrowser.Error:
        yield Check(about, sentence("none was found"), "warning", advice)
        return
    if old:
        yield Check(about, sentence("Internet Explorer shows no JupyterLab"), "warning", advice)
        return
    yield Check(about, sentence("{name}", name=Path(str(name)).name))


def _default_on_windows() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    key = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\http\UserChoice"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as choice:
            return str(winreg.QueryValueEx(choice, "ProgId")[0])
    except OSError:
        return ""


def clock(now: datetime | None = None, installed: datetime | None = None) -> Iterator[Check]:
    """Yield whether clock and time zone make sense.

    Args:
        now: The time, with its zone; `None` is this computer's.
        installed: When the toolkit was installed; the clock cannot be before it.
    """
    about = sentence("Clock")
    here = now or datetime.now(UTC).astimezone()
    written = Path(__file__).stat().st_mtime
    since = installed or datetime.fromtimestamp(written, UTC)
    wib = f"{here.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
    offset = here.utcoffset() or timedelta()
    zone = f"UTC{here:%z}"
    found = sentence("{time}; this computer is set to {zone}", time=wib, zone=zone)
    if here < since - timedelta(days=1):
        advice = sentence("Set date and time: what is not over yet is judged by them.")
        yield Check(about, found, "warning", advice)
    elif offset not in [timedelta(hours=hours) for hours in _INDONESIA]:
        advice = sentence(
            "Times are shown in WIB all the same. If this computer is in Indonesia, set its zone."
        )
        yield Check(about, found, "warning", advice)
    else:
        yield Check(about, found)


def texts() -> Iterator[Check]:
    """Yield whether the texts of each language can be read, with the same places to fill."""
    from babel.messages.pofile import read_po

    from ott_toolkit import locale

    about = sentence("Texts")
    advice = sentence("Mend that text in the file, or install the toolkit again.")
    source = Path(locale.__file__).parent / "id" / "LC_MESSAGES" / "ott_toolkit.po"
    with source.open("rb") as file:
        messages = [one for one in read_po(file, locale="id") if one.id and one.string]
    torn = [one for one in messages if _places(str(one.id)) != _places(str(one.string))]
    for message in torn:
        found = sentence("places to fill differ: {text}", text=str(message.id))
        yield Check(about, found, "warning", advice)
    if not torn:
        found = sentence("{count} texts in Indonesian and English", count=len(messages))
        yield Check(about, found)


def _places(text: str) -> set[str] | None:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def keyring() -> Iterator[Check]:
    """Yield whether the computer can keep a password."""
    about = sentence("Keyring")
    asked = sentence("Nothing to do: the password is asked for each time.")
    if find_spec("keyring") is None:
        yield Check(about, sentence("there is none"), "warning", asked)
        return
    backend = import_module("keyring").get_keyring()
    name = f"{type(backend).__module__}.{type(backend).__name__}"
    if backend.priority <= 0:
        yield Check(about, sentence("{name} keeps nothing", name=name), "warning", asked)
        return
    yield Check(about, sentence("{name}", name=name))


def loopback() -> Iterator[Check]:
    """Yield whether a port is free here, and whether what stays here is sent to a proxy."""
    from ott_toolkit.lab.server import LOOPBACK, free_port

    about = sentence("Port")
    try:
        port = free_port(None)
    except QueryError as error:
        advice = sentence("Ask whoever manages this computer to allow connections to {host}.",
                          host=LOOPBACK)  # fmt: skip
        yield Check(about, of_error(error), "stop", advice)
        return
    yield Check(about, sentence("{port} on {host} is free", port=port, host=LOOPBACK))
    about = sentence("Proxy")
    if getproxies() and not proxy_bypass(LOOPBACK):
        found = sentence("what is meant for {host} is sent to a proxy", host=LOOPBACK)
        advice = sentence("Let the proxy be left out for {hosts} (NO_PROXY).",
                          hosts=f"{LOOPBACK},localhost")  # fmt: skip
        yield Check(about, found, "warning", advice)
    else:
        yield Check(about, sentence("none stands between here and {host}", host=LOOPBACK))


def practice_portal() -> Iterator[Check]:
    """Yield whether the practice portal serves, lets in, and knows an invented customer."""
    from ott_toolkit import practice
    from ott_toolkit.portal import Portal

    about = sentence("Practice portal")
    try:
        with (
            _evidence_apart(),
            practice.serve() as server,
            Portal(server.url, practice=True) as portal,
        ):
            portal.login(practice.USERNAME, practice.PASSWORD, name="Dokter", regional=1)
            rows = len(portal.subscriptions(practice.SAMPLE_NUMBER))
    except OttError as error:
        advice = sentence(
            "See whether a firewall stands between programs of this computer; else send this to "
            "the maintainers."
        )
        yield Check(about, of_error(error), "stop", advice)
        return
    yield Check(about, sentence("it lets in, and shows {count} subscriptions", count=rows))


@contextmanager
def _evidence_apart() -> Iterator[None]:
    """Let what is kept within be gone afterwards: whoever looks for a fault leaves nothing."""
    before = os.environ.get(evidence.FOLDER_VARIABLE)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ[evidence.FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            evidence.close()
            del os.environ[evidence.FOLDER_VARIABLE]
            if before is not None:
                os.environ[evidence.FOLDER_VARIABLE] = before
