"""The portal: log in, find the pages of the procedure, look a number up on all its pages.

What a person does in a browser, in the same order: open the menu page, fill in its search form,
press Search, read every page of the answer. The network lies in `transport`, what forms and pages
mean in `forms` and `lookup`; here is only the order of steps, and what to do when one fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import pandas as pd

from ott_toolkit.amounts import now
from ott_toolkit.errors import LoginError, PortalError, SessionExpiredError
from ott_toolkit.parse import Note
from ott_toolkit.portal.controls import without_query
from ott_toolkit.portal.entrance import (
    FOLDERS,
    TITLES,
    Credentials,
    Menu,
    asks_login,
    is_lost,
    lies_inside,
    listed,
    menu_of,
    names_in,
    refusal,
    refuse_status,
    refuses_access,
    status_error,
    way_in,
)
from ott_toolkit.portal.forms import check_fields, login_form, search_form
from ott_toolkit.portal.lookup import (
    Opened,
    Question,
    Reading,
    asked,
    layout_of,
    refuse_maintenance,
    result_page,
    settled,
)
from ott_toolkit.portal.paging import Place, next_address
from ott_toolkit.portal.transport import Answer, Door, Patience
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table


@dataclass(eq=False, repr=False)
class _Held:
    """Who logs in, held by a portal and its like (`again`) in common."""

    credentials: Credentials | None = None


class Portal:
    """A dashboard behind a log-in, asked for one number at a time.

    Args:
        url: The portal's address; nothing is ever sent to another scheme, host or port.
        fields: Role → the `name` of its field, where a form leaves the role unclear. Roles:
            username, password, name, regional, number, since, until, ott, show, submit.
        patience: How long to wait and how often to try.
        page_limit: The most pages of one result.

    Raises:
        QueryError: `url` or `fields` make no sense.
    """

    def __init__(
        self,
        url: str,
        fields: Mapping[str, str] | None = None,
        *,
        patience: Patience | None = None,
        page_limit: int = 500,
    ) -> None:
        self._fields = dict(fields or {})
        check_fields(self._fields)
        self._patience = patience or Patience()
        self._door = Door(url, self._patience)
        self._url = url
        self._page_limit = page_limit
        self._held = _Held()
        self._may_log_in = False
        self._menu: Menu = {}
        self._opened: dict[str, Opened] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "logged in" if self._held.credentials else "not logged in"
        return f"<Portal {self._door.host}, {state}>"

    def close(self) -> None:
        """Close the connections and forget session and password."""
        self._held = _Held()
        self._forget()
        self._door.close()

    def login(
        self,
        username: str,
        password: str,
        name: str | None = None,
        regional: str | int | None = None,
    ) -> None:
        """Log in, and see to it that the portal let us in.

        Args:
            username: As given by the portal.
            password: Sent once; kept in memory to log in again once when the session ends.
            name: Who looks things up, where the form asks for it.
            regional: His regional, where the form asks for it.

        Raises:
            LoginError: The portal refused; the message quotes it.
            PortalError: The log-in page could not be reached or understood.
        """
        self._held = _Held()
        self._forget()
        region = None if regional is None else str(regional)
        credentials = Credentials(username, password, name, region)
        self._enter_with(credentials)
        self._held.credentials = credentials

    def subscriptions(
        self,
        number: str,
        since: date | str | None = None,
        until: date | str | None = None,
        ott: str | None = None,
        regional: str | int | None = None,
    ) -> pd.DataFrame:
        """Return the subscriptions of a number, as `schema.SUBSCRIPTIONS` says.

        Args:
            number: The IndiHome number, 6 to 20 digits.
            since: First day, inclusive (WIB); 2000-01-01 where only `until` is given.
            until: Last day, inclusive (WIB); today where only `since` is given.
            ott: One of the form's choices, or a part of it that only one has.
            regional: Likewise.

        Returns:
            A typed frame; `.attrs` holds source, kind, number, fetched (WIB), announced, echo,
            pages, filtered and notes.

        Raises:
            QueryError: The question is wrong; nothing was sent.
            PortalError: The portal could not be asked or answered something else.
            ParseError: What it answered cannot be read.
        """
        question = asked(number, since, until, ott, regional)
        return self._look_up(TITLES[SUBSCRIPTIONS.name], SUBSCRIPTIONS, question)

    def transactions(
        self,
        number: str,
        since: date | str | None = None,
        until: date | str | None = None,
        ott: str | None = None,
        regional: str | int | None = None,
    ) -> pd.DataFrame:
        """Return the charges of a number (`schema.TRANSACTIONS`); else as `subscriptions`."""
        question = asked(number, since, until, ott, regional)
        return self._look_up(TITLES[TRANSACTIONS.name], TRANSACTIONS, question)

    def table(self, name: str, number: str | None = None) -> pd.DataFrame:
        """Return the table of any page of the menu, in text columns as shown.

        Args:
            name: The page's name in the menu.
            number: The number to search for there; `None` reads the page as it opens.

        Raises:
            QueryError: The number is none; nothing was sent.
            PortalError: The menu has no such page, or the portal answered something else.
            ParseError: What it answered cannot be read.
        """
        question = Question() if number is None else asked(number)
        return self._look_up((name,), None, question)

    def menu(self) -> list[str]:
        """Return the names of the menu's pages, in its order."""
        self._be_inside()
        return names_in(self._menu)

    def again(self) -> Portal:
        """Return a portal like this one, with a session of its own.

        For a caller that gave a look-up up while it still runs: portals keep the search in the
        session, so a second look-up in the same session could show the pages of the first. It logs
        in when it is first asked, unless the password was refused to either in the meantime.
        """
        other = Portal(
            self._url, self._fields, patience=self._patience, page_limit=self._page_limit
        )
        other._held = self._held
        return other

    # --- logging in -----------------------------------------------------------------------------

    def _forget(self) -> None:
        """Forget the session: its pages, its forms and its cookies."""
        self._menu.clear()
        self._opened.clear()
        self._door.forget()

    def _need_login(self) -> Credentials:
        if self._held.credentials is None:
            raise LoginError("Nobody is logged in. Call portal.login(username, password) first.")
        return self._held.credentials

    def _be_inside(self) -> None:
        """Begin a request of the caller: logged in, and free to log in again once."""
        self._need_login()
        self._may_log_in = True
        if not self._menu:
            self._log_in_again()

    def _enter_with(self, credentials: Credentials) -> None:
        """Send the log-in form once, and keep the menu of the page behind it."""
        asking = self._login_page()
        form = login_form(asking.page.soup, asking.address, self._fields)
        filled = form.filled(credentials.values(form))
        if filled.method != "post":
            raise PortalError(
                "The log-in form would put the password into the address, where it is kept in "
                "logs; nothing was sent. Tell whoever runs the portal."
            )
        answer = self._door.send(filled, form.page, asking.charset, repeat=False)
        refuse_maintenance(answer.page)
        self._menu = self._menu_behind(answer)
        if not self._menu:
            raise refusal(answer, asking.page, credentials.password)

    def _menu_behind(self, answer: Answer) -> Menu:
        """Return the menu that a log-in led to; empty where it led to none."""
        if answer.status >= 400 or asks_login(answer.page):
            return {}
        if lies_inside(answer.page):
            return menu_of(answer)
        # The answer may only say «welcome», or only that it failed: the start page tells.
        start = self._door.get(self._url)
        return {} if asks_login(start.page) or way_in(start) else menu_of(start)

    def _login_page(self) -> Answer:
        answer = self._door.get(self._url)
        if not asks_login(answer.page) and (address := way_in(answer)):
            answer = self._door.get(address)
        if not asks_login(answer.page):
            refuse_status(answer)
            refuse_maintenance(answer.page)
        return answer

    def _log_in_again(self) -> None:
        """Log in a second time, for a session that ended; only once in a look-up."""
        credentials = self._need_login()
        if not self._may_log_in:
            raise _expired()
        self._may_log_in = False
        self._forget()
        try:
            self._enter_with(credentials)
        except LoginError:
            self._held.credentials = None  # refused, they are never sent again, by none
            raise

    # --- looking up -----------------------------------------------------------------------------

    def _look_up(
        self, titles: tuple[str, ...], table: Table | None, question: Question
    ) -> pd.DataFrame:
        self._be_inside()
        reading, source = self._read(titles, table, question)
        notes: list[Note] = []
        if reading.doubt or reading.repeats:
            self._opened.pop(titles[0], None)
            second, source = self._read(titles, table, question)
            reading, notes = settled(reading, second)
        frame = reading.frame
        frame.attrs = {
            "source": without_query(source),
            "kind": table.name if table else titles[0],
            "number": question.number,
            "fetched": now().isoformat(sep=" "),
            "announced": reading.announced,
            "echo": reading.pages[0].echo,
            "pages": len(reading.pages),
            "filtered": question.filtered,
            "notes": reading.notes + notes,
        }
        return frame

    def _read(
        self, titles: tuple[str, ...], table: Table | None, question: Question
    ) -> tuple[Reading, str]:
        """Return all pages of a look-up and the address of the first.

        A lost session or a stale form gets a second attempt from a form opened anew.
        """
        found = self._read_pages(titles, table, question)
        if isinstance(found, Answer):
            self._opened.pop(titles[0], None)
            found = self._read_pages(titles, table, question)
        if isinstance(found, Answer):
            raise _expired() if asks_login(found.page) else status_error(found)
        return found

    def _read_pages(
        self, titles: tuple[str, ...], table: Table | None, question: Question
    ) -> tuple[Reading, str] | Answer:
        """Return what `_read` does, or the answer that shows that session or form was lost."""
        opened, answer = self._ask(titles, question)
        first, roots = answer.address, (answer.address, self._address_of(titles))
        reading, seen = Reading((), table), {first}
        while not is_lost(answer):
            refuse_status(answer)
            pages = (*reading.pages, result_page(answer.page, table, question, opened))
            reading = Reading(pages, table)
            place = Place(answer.address, len(pages), roots, frozenset(seen))
            address = self._next(answer, place, reading)
            if address is None:
                self._keep(titles, opened, answer)
                return reading, first
            seen.add(address)
            answer = self._door.get(address, answer.address)
        return answer

    def _ask(self, titles: tuple[str, ...], question: Question) -> tuple[Opened | None, Answer]:
        """Return the search form's page, and the first page of the answer."""
        if question.number is None:
            return None, self._open(titles)
        opened = self._opened.get(titles[0]) or self._open_form(titles)
        filled = opened.form.filled(question.values(opened.form))
        return opened, self._door.send(filled, opened.form.page, opened.charset, repeat=True)

    def _next(self, answer: Answer, place: Place, reading: Reading) -> str | None:
        wanting = (reading.announced or 0) > sum(page.rows for page in reading.pages)
        avoid = {address for names in self._menu.values() for address in names}
        address = next_address(answer.html, answer.page.links, place, avoid=avoid, wanting=wanting)
        if address and place.page >= self._page_limit:
            raise PortalError(
                "The result has more than {count} pages. Narrow the search with dates.",
                count=self._page_limit,
            )
        return address

    def _keep(self, titles: tuple[str, ...], opened: Opened | None, last: Answer) -> None:
        """Keep the form for the next look-up, with the token that the last page gave it."""
        if opened:
            self._opened[titles[0]] = replace(opened, form=opened.form.renewed(last.html))

    def _open_form(self, titles: tuple[str, ...]) -> Opened:
        answer = self._open(titles)
        form = search_form(answer.page.soup, answer.address, self._fields)
        return Opened(form, answer.charset, answer.page.notice, layout_of(answer.page))

    def _open(self, titles: tuple[str, ...]) -> Answer:
        """Return a page of the menu; log in again if it shows that the session ended."""
        answer = self._door.get(self._address_of(titles))
        if self._signed_out(answer):
            self._log_in_again()
            answer = self._door.get(self._address_of(titles))
            if asks_login(answer.page):
                raise _expired()
        refuse_status(answer)
        refuse_maintenance(answer.page)
        return answer

    def _signed_out(self, answer: Answer) -> bool:
        """Whether a page of the menu is not shown because nobody is logged in any more."""
        if refuses_access(answer) and not asks_login(answer.page):
            return asks_login(self._door.get(self._url).page)
        return asks_login(answer.page) or way_in(answer) is not None

    def _address_of(self, titles: tuple[str, ...]) -> str:
        """Return the address of a menu page, opening the menu's folder if it lies within."""
        if address := listed(self._menu, titles):
            return address
        for key in FOLDERS & set(self._menu):
            folder = self._door.get(next(iter(self._menu[key])))
            self._menu = {**menu_of(folder), **self._menu}
        if address := listed(self._menu, titles):
            return address
        raise PortalError(
            "The menu has no page {name}. Pages found: {menu}.",
            name=titles[0],
            menu=", ".join(names_in(self._menu)) or "–",
        )


def _expired() -> SessionExpiredError:
    return SessionExpiredError(
        "The session ended, and logging in again did not bring it back. Log in again."
    )
