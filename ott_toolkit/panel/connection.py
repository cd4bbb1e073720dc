"""Where a panel looks numbers up: a portal, who is logged in there, and how to say so."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from ott_toolkit import passwords, practice, rehearsal
from ott_toolkit.panel import words
from ott_toolkit.portal import Portal
from ott_toolkit.settings import Settings

_SHOWN = ("url", "username", "name", "regional")
"""What the log-in form is filled with; nothing of the password is sent to the page."""


class Connection:
    """A panel's connection, from one log-in to the next.

    Attributes:
        portal: The portal that is asked, logged in; `None` until it answers.
        who: Who is logged in on the team's own dashboard; nobody on the practice portal.
        keyring: What a password may be kept in, once that was asked; empty for nothing.
    """

    def __init__(self) -> None:
        self.portal: Portal | None = None
        self.who: Settings | None = None
        self.keyring = ""
        self._count = 0
        self._menu: list[str] = []

    @property
    def practising(self) -> bool:
        """Whether it is to the practice portal."""
        return self.who is None

    def enter(self, portal: Portal, who: Settings | None) -> None:
        """Ask `portal` from now on, where `who` has just logged in."""
        self.leave()
        self.portal, self.who, self._menu = portal, who, []
        self._count += 1

    def leave(self) -> None:
        """Ask nobody until the next log-in."""
        if self.portal:
            self.portal.close()
        self.portal = None

    def free(self, *, talking: bool) -> Portal | None:
        """Return the portal, or its like where a dropped look-up is still talking to it."""
        if self.portal and talking:
            self.portal = self.portal.again()
        return self.portal

    def refuse_stranger(self, number: str) -> None:
        """Refuse to ask the practice portal for a number that it cannot know.

        Raises:
            QueryError: It is no invented customer's.
        """
        if self.practising:
            rehearsal.refuse_stranger(number)

    def pages(self, number: str) -> list[str] | None:
        """Return the other pages of the menu; `None` where it cannot be asked for `number`."""
        if self.portal is None or (self.practising and not rehearsal.knows(number)):
            return None
        beside = practice.BESIDE if self.practising else ()
        found = [name for name in self.portal.others() if name not in beside]
        self._menu = found or self._menu
        return self._menu

    def state(self, settings: Settings) -> dict[str, Any]:
        """Return how it stands, and what the form of the next log-in begins with.

        Args:
            settings: What is remembered, and the language.
        """
        host = urlsplit(settings.url).hostname or ""
        ready = self.portal is not None
        said = words.connection(
            host, practising=self.practising, ready=ready, language=settings.language
        )
        return {
            **said,
            "count": self._count,
            "remembered": {name: getattr(settings, name) for name in _SHOWN},
            "kept": passwords.kept_for(settings.url, settings.username),
            "keyring": self.keyring,
            "practice": rehearsal.address() if self.practising and ready else "",
        }
