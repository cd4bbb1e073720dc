"""A session with a portal: logging in, the menu behind it, opening its pages.

A session may end at any moment. It is begun again without being asked, but only once in a
look-up, and never with a password that was refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from ott_toolkit.errors import LoginError, PortalError, SessionExpiredError
from ott_toolkit.portal.entrance import (
    FOLDERS,
    Credentials,
    Menu,
    asks_login,
    forbids,
    lies_before,
    lies_inside,
    listed,
    menu_of,
    names_in,
    refusal,
    way_in,
)
from ott_toolkit.portal.forms import login_form
from ott_toolkit.portal.lookup import Opened
from ott_toolkit.portal.outage import refuse_maintenance, refuse_outage
from ott_toolkit.portal.transport import Answer, Door


@dataclass(eq=False, repr=False)
class Held:
    """Who logs in, held by a portal and its like (`Portal.again`) in common."""

    credentials: Credentials | None = None
    lock: Lock = field(default_factory=Lock)
    """Of portals that log in again at once, the others wait to see whether the first is refused."""


class Session:
    """Being inside a portal.

    Args:
        door: The way there.
        url: The start page.
        fields: Role → the `name` of its field in the log-in form, where the caller names it.

    Attributes:
        held: Who logs in.
        menu: The pages behind the log-in.
        kept: Search forms for the next look-up, by the page's name.
    """

    def __init__(self, door: Door, url: str, fields: Mapping[str, str]) -> None:
        self.held = Held()
        self.menu: Menu = {}
        self.kept: dict[str, Opened] = {}
        self._door = door
        self._url = url
        self._fields = fields
        self._may_log_in = False

    def log_in(self, credentials: Credentials) -> None:
        """Begin a session of these, and keep them for the next.

        Raises:
            LoginError: The portal refused.
            PortalError: The log-in page could not be reached or understood.
        """
        self.end()
        self._enter_with(credentials)
        self.held.credentials = credentials

    def end(self) -> None:
        """Forget session and password."""
        self.held = Held()
        self._forget()

    def begin(self) -> None:
        """Begin a request of the caller: logged in, and free to log in again once.

        Raises:
            LoginError: Nobody is logged in, or the portal refused to let him in again.
        """
        self._need_login()
        self._may_log_in = True
        if not self.menu:
            self._log_in_again()

    def open(self, titles: tuple[str, ...]) -> Answer:
        """Return a page of the menu; log in again if it shows that the session ended.

        Raises:
            PortalError: The menu has no such page, or it is not shown.
        """
        answer = self._door.get(self.address_of(titles))
        if self._signed_out(answer):
            self._log_in_again()
            return self.open(titles)
        refuse_outage(answer)
        return answer

    def address_of(self, titles: tuple[str, ...]) -> str:
        """Return the address of a menu page, opening the menu's folder if it lies within.

        Raises:
            PortalError: As `open`.
        """
        if address := listed(self.menu, titles):
            return address
        for key in FOLDERS & set(self.menu):
            folder = self._door.get(next(iter(self.menu[key])))
            if self._signed_out(folder):
                self._log_in_again()
                return self.address_of(titles)
            refuse_outage(folder)
            self.menu = {**menu_of(folder), **self.menu}
        if address := listed(self.menu, titles):
            return address
        raise PortalError(
            "The menu has no page {name}. Pages found: {menu}.",
            name=titles[0],
            menu=", ".join(names_in(self.menu)) or "–",
        )

    def login_page(self) -> Answer:
        """Return the page that asks for the password, of whoever has no session.

        Raises:
            PortalError: The portal could not be reached, or shows an outage.
        """
        answer = self._door.get(self._url)
        if not asks_login(answer.page) and (address := way_in(answer)):
            answer = self._door.get(address)
        if not asks_login(answer.page):
            refuse_outage(answer)
        return answer

    def _forget(self) -> None:
        """Forget the session: its pages, its forms and its cookies."""
        self.menu.clear()
        self.kept.clear()
        self._door.forget()

    def _need_login(self) -> Credentials:
        if self.held.credentials is None:
            raise LoginError("Nobody is logged in. Call portal.login(username, password) first.")
        return self.held.credentials

    def _enter_with(self, credentials: Credentials) -> None:
        """Log in, unseen: what is exchanged here holds the password, and no customer."""
        with self._door.seen_by(None):
            self._pass_login(credentials)

    def _pass_login(self, credentials: Credentials) -> None:
        """Send the log-in form once, and keep the menu of the page behind it."""
        asking = self.login_page()
        form = login_form(asking.page.soup, asking.address, self._fields)
        filled = form.filled(credentials.values(form))
        if filled.method != "post":
            raise PortalError(
                "The log-in form would put the password into the address, where it is kept in "
                "logs; nothing was sent. Tell whoever runs the portal."
            )
        answer = self._door.send(filled, form.page, asking.charset, repeat=False)
        refuse_maintenance(answer.page, credentials.password)
        self.menu = self._menu_behind(answer, credentials.password)
        if not self.menu:
            raise refusal(answer, asking.page, credentials.password)

    def _menu_behind(self, answer: Answer, password: str) -> Menu:
        """Return the menu that a log-in led to; empty where it led to none."""
        if answer.status >= 400 or asks_login(answer.page):
            return {}
        if lies_inside(answer.page):
            return menu_of(answer)
        # The answer may only say «welcome», or only that it failed: the start page tells.
        start = self._door.get(self._url)
        if lies_before(start) and not start.page.is_maintenance:
            return {}
        refuse_outage(start, password)
        return menu_of(start)

    def _log_in_again(self) -> None:
        """Log in a second time, for a session that ended; only once in a look-up."""
        if not self._may_log_in:
            raise expired()
        self._may_log_in = False
        self._forget()
        held = self.held
        with held.lock:
            credentials = self._need_login()
            try:
                self._enter_with(credentials)
            except LoginError:
                held.credentials = None  # refused, they are never sent again, by none
                raise

    def _signed_out(self, answer: Answer) -> bool:
        """Whether a page of the menu is not shown because nobody is logged in any more."""
        if forbids(
            answer
        ):  # after a log-in it is this page that is forbidden, not the session lost
            return self._may_log_in and lies_before(self._door.get(self._url))
        return lies_before(answer)


def expired() -> SessionExpiredError:
    """Return the error for a session that did not last."""
    return SessionExpiredError(
        "The session ended, and logging in again did not bring it back. Log in again."
    )
