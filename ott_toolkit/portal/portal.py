"""The portal: log in, find the pages of the procedure, look a number up on all its pages.

What a person does in a browser, in the same order: open the menu page, fill in its search form,
press Search, read every page of the answer. The network lies in `transport`, being logged in in
`session`, what forms and pages mean in `forms` and `lookup`; here is only the order of steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import pandas as pd

from ott_toolkit.errors import LoginError, PortalError
from ott_toolkit.evidence import Occasion, asking, occasion, store
from ott_toolkit.portal import survey
from ott_toolkit.portal.entrance import (
    TITLES,
    Credentials,
    forbids,
    is_lost,
    names_in,
    others_in,
)
from ott_toolkit.portal.forms import check_fields, search_form
from ott_toolkit.portal.lookup import Opened, Question, asked, before_in
from ott_toolkit.portal.outage import refuse_outage, status_error
from ott_toolkit.portal.paging import Place, next_address
from ott_toolkit.portal.patience import Patience
from ott_toolkit.portal.reading import Reading
from ott_toolkit.portal.recall import Witness
from ott_toolkit.portal.session import Session, expired
from ott_toolkit.portal.survey import Spot
from ott_toolkit.portal.transport import Answer, Door
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table


class Portal:
    """A dashboard behind a log-in, asked for one number at a time.

    Args:
        url: The portal's address; nothing is ever sent to another scheme, host or port.
        fields: Role → the `name` of its field, where a form leaves the role unclear. Roles:
            username, password, name, regional, number, since, until, ott, show, submit.
        patience: How long to wait and how often to try.
        page_limit: The most pages of one result.
        practice: Whether its customers are invented; a real one is looked up for a ticket alone.
        ca_file: A file of certificates that are trusted *instead* of the operating system's: for a
            portal whose certificate nobody else vouches for. Its name is always checked.
        proxy: The proxy on the way, `http://host:port` without a password; the environment's
            (`HTTPS_PROXY`) where none is named. None ever stands before this computer itself.

    Every page is kept as evidence before it is read, with who asks and why (`evidence.asking`).

    Raises:
        QueryError: `url`, `fields`, `ca_file` or `proxy` make no sense.
    """

    def __init__(
        self,
        url: str,
        fields: Mapping[str, str] | None = None,
        *,
        patience: Patience | None = None,
        page_limit: int = 500,
        practice: bool = False,
        ca_file: str | Path | None = None,
        proxy: str | None = None,
    ) -> None:
        self._fields = dict(fields or {})
        check_fields(self._fields)
        self._patience = patience or Patience()
        self._way = (ca_file, proxy)
        self._door = Door(url, self._patience, *self._way)
        self._url = url
        self._page_limit = page_limit
        self._practice = practice
        self._session = Session(self._door, url, self._fields)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "logged in" if self._session.held.credentials else "not logged in"
        return f"<Portal {self._door.host}, {state}>"

    def close(self) -> None:
        """Close the connections and forget session and password."""
        self._session.end()
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
        region = None if regional is None else str(regional)
        outcome = "failed"
        try:
            self._session.log_in(Credentials(username, password, name, region))
            outcome = "in"
        except LoginError:
            outcome = "refused"
            raise
        finally:
            if not self._practice:
                store().keep("login", host=self._door.host, outcome=outcome)

    def admit(self, number: str) -> None:
        """See to it that `number` may be looked up here on this occasion; nothing is sent.

        Raises:
            QueryError: It needs a ticket, or the ticket is the customer's number.
        """
        self._occasion().of(number, needs_ticket=not self._door.is_here)

    def _occasion(self) -> Occasion:
        return replace(occasion(), practice=occasion().practice or self._practice)

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
        self._session.begin()
        return names_in(self._session.menu)

    def others(self) -> list[str]:
        """Return which pages of the menu `table` may read beside the two of the procedure.

        Nothing is asked: it is the menu as it was last seen, empty before anybody is logged in.
        """
        return others_in(self._session.menu, self._url)

    def entrance(self) -> list[Spot]:
        """Return what of the way in is there: address, log-in form and its fields.

        Nothing is sent but requests for the log-in page; ask before `login`.
        """
        way = (self._url, self._door, self._session, self._fields, self._patience.connect)
        return list(survey.entrance(*way))

    def survey(self) -> list[Spot]:
        """Return what of the procedure's pages is there: menu, forms, roles, columns.

        Nobody is looked up: no search form is ever sent.

        Raises:
            LoginError: Nobody is logged in, or the portal refused to let him in again.
        """
        self._session.begin()
        return list(survey.inside(self._url, self._session, self._fields))

    def again(self, **patience: Any) -> Portal:
        """Return a portal like this one, with a session of its own.

        For a caller that gave a look-up up while it still runs: portals keep the search in the
        session, so a second look-up in the same session could show the pages of the first. It logs
        in when it is first asked, unless the password was refused to either in the meantime.

        Args:
            patience: What of its `Patience` is otherwise.
        """
        ca_file, proxy = self._way
        other = Portal(
            self._url,
            self._fields,
            patience=replace(self._patience, **patience),
            page_limit=self._page_limit,
            ca_file=ca_file,
            proxy=proxy,
            practice=self._practice,
        )
        other._session.held = self._session.held
        return other

    # --- looking up -----------------------------------------------------------------------------

    def _look_up(
        self, titles: tuple[str, ...], table: Table | None, question: Question
    ) -> pd.DataFrame:
        """Return the rows of all pages; each was kept as evidence before it was read."""
        self.admit(question.number or "")
        name = table.name if table else titles[0]
        with asking(self._occasion()), Witness(store(), self._door, name, question) as witness:
            self._session.begin()
            readings = [self._read(titles, table, question)]
            if not readings[0].sure:
                readings.append(self._read(titles, table, question))
            return witness.framed(readings)

    def _read(self, titles: tuple[str, ...], table: Table | None, question: Question) -> Reading:
        """Return all pages of a look-up.

        A lost session or a stale form gets a second attempt from a form opened anew.
        """
        found = self._read_pages(titles, table, question)
        if isinstance(found, Answer):
            found = self._read_pages(titles, table, question)
        if isinstance(found, Answer):
            raise status_error(found) if forbids(found) else expired()
        return found

    def _read_pages(
        self, titles: tuple[str, ...], table: Table | None, question: Question
    ) -> Reading | Answer:
        """Return what `_read` does, or the answer that shows that session or form was lost."""
        opened, answer = self._ask(titles, question)
        roots, seen = (answer.address, self._session.address_of(titles)), {answer.address}
        filtered = question.narrows(opened.form if opened else None)
        before = opened.before if opened else None
        reading = Reading((), table, answer.address, filtered, before)
        while not is_lost(answer):
            refuse_outage(answer)
            reading = reading.with_page(answer, question)
            place = Place(answer.address, len(reading.pages), roots, frozenset(seen))
            address = self._next(answer, place, reading)
            if address is None:
                if opened and reading.sure:
                    self._keep(titles, opened, answer)
                return reading
            seen.add(address)
            answer = self._door.get(address, answer.address)
        return answer

    def _ask(self, titles: tuple[str, ...], question: Question) -> tuple[Opened | None, Answer]:
        """Return the search form's page, and the first page of the answer."""
        if question.number is None:
            return None, self._session.open(titles)
        # Only a look-up that succeeds keeps its form: another's may have lost session or token.
        opened = self._session.kept.pop(titles[0], None) or self._open_form(titles)
        filled = opened.form.filled(question.values(opened.form))
        return opened, self._door.send(filled, opened.form.page, opened.charset, repeat=True)

    def _open_form(self, titles: tuple[str, ...]) -> Opened:
        answer = self._session.open(titles)
        page = answer.page
        form = search_form(page.soup, answer.address, self._fields)
        return Opened(form, answer.charset, before_in(page))

    def _next(self, answer: Answer, place: Place, reading: Reading) -> str | None:
        wanting = (reading.announced or 0) > sum(page.rows for page in reading.pages)
        avoid = {address for names in self._session.menu.values() for address in names}
        address = next_address(answer.html, answer.page.links, place, avoid=avoid, wanting=wanting)
        if address and place.page >= self._page_limit:
            raise PortalError(
                "The result has more than {count} pages. Narrow the search with dates.",
                count=self._page_limit,
            )
        return address

    def _keep(self, titles: tuple[str, ...], opened: Opened, last: Answer) -> None:
        """Keep the form for the next look-up, with the token that the last page gave it."""
        form = opened.form.renewed(last.html)
        self._session.kept[titles[0]] = replace(opened, form=form)
