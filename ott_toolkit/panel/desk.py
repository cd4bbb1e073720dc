"""The front end above the tabs: every typed field, the number's strip, errors and progress.

A typed value travels only inside the message of the form that it belongs to. A stock text box
sends what is typed as a trait, throttled, and a click overtakes it: the wrong customer would be
searched. The one trait here goes the other way, from Python to the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ott_toolkit import passwords, rehearsal
from ott_toolkit.panel import words
from ott_toolkit.panel.front import Front, on_occasion
from ott_toolkit.settings import Settings


class Desk(Front):
    """The typed part of the panel.

    Attributes:
        state: What is shown: `texts`, `language`, `connection`, `asof` and its words, `case` (the
            strip), `purposes`, `busy`, `error`, `ticket_error`, said where the ticket is typed,
            `notice`, and `heard`, the token of the newest message. A number that a paste brought
            along is sent as a message, `waiting`: it is offered once and then belongs to whoever
            types. So are, as `again`, the ticket and purpose of a case that is opened again.
    """

    _esm = on_occasion("desk.js")
    _css = Path(__file__).with_name("desk.css")


_SHOWN = ("url", "username", "name", "regional")
"""What the log-in form is filled with; nothing of the password is sent to the page."""


def connection(
    settings: Settings, keyring: str, *, practising: bool, ready: bool, count: int
) -> dict[str, Any]:
    """Return how the connection stands, and what the form of the next one begins with.

    Args:
        settings: What is remembered.
        keyring: What the password may be kept in; empty for nothing.
        practising: Whether it is to the practice portal.
        ready: Whether the portal has let us in.
        count: How many there were.
    """
    host = urlsplit(settings.url).hostname or ""
    language = settings.language
    return {
        **words.connection(host, practising=practising, ready=ready, language=language),
        "count": count,
        "remembered": {name: getattr(settings, name) for name in _SHOWN},
        "kept": passwords.kept_for(settings.url, settings.username),
        "keyring": keyring,
        "practice": rehearsal.address() if practising and ready else "",
    }
