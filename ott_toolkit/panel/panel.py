"""The panel: a message of the desk in, one call, what comes back shown; its errors too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import ipywidgets as widgets
import pandas as pd

from ott_toolkit import dashboard, passwords, practice, rehearsal, settings
from ott_toolkit.amounts import parse_day, typed_number
from ott_toolkit.bill import Bill
from ott_toolkit.case import Case
from ott_toolkit.errors import (
    IncompleteError,
    LoginError,
    OttError,
    ParseError,
    QueryError,
    SessionExpiredError,
)
from ott_toolkit.evidence import Entry, Kept, Occasion, asking, store
from ott_toolkit.journal.words import purposes
from ott_toolkit.locale import translator
from ott_toolkit.panel import occasions, strip, words
from ott_toolkit.panel.asking import Telling, reading
from ott_toolkit.panel.connection import Connection
from ott_toolkit.panel.desk import Desk
from ott_toolkit.panel.filters import Filters
from ott_toolkit.panel.history import History
from ott_toolkit.panel.screen import Screen, failure
from ott_toolkit.panel.work import Tell, Work
from ott_toolkit.papers import Papers
from ott_toolkit.portal import Portal
from ott_toolkit.replay import Replay
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.settings import Settings
from ott_toolkit.sources import Upload

LoggedIn = tuple[Portal, Settings | None, OttError | None]
"""A portal, who logged in there (nobody of one's own on the practice portal), and why his password
could not be kept."""

_QUIET = ("language", "keyring")
"""What may be asked for while an error is read."""
_JUST_A_NUMBER = re.compile(r"\s*[0-9][0-9 .\-]{4,30}[0-9]\s*")


class Panel(widgets.VBox):
    """The investigation panel; it is shown where it is a cell's last expression.

    Args:
        number: A practice number to begin with, looked up as soon as the practice portal answers.
        bill: The page of its bill, laid beside it; empty where it is still to be pasted.
    """

    def __init__(self, number: str = "", bill: str = "") -> None:
        self._connection = Connection()
        self._first, self._first_bill = number, bill
        self._settings = replace(settings.load(), language=settings.language())
        self._papers = Papers()
        self._opened: Kept | None = None
        self._error = _damage()
        self._doing: Sentence | None = None
        self._notice: Sentence | None = None
        self._work = Work(self._busy)
        self._screen = Screen(self._work, lambda: self._desk.show(**self._state()), self._read_page)
        self._desk = Desk(
            self._handle, busy="", error="", ticket_error="", notice="", **self._state()
        )
        self._history = History(self._work, self._open)
        self._pages = self._screen.pages
        super().__init__([self._desk, self._history.front, self._pages, self._screen.outbox])
        self.add_class("ott-panel")
        self._practise()

    @property
    def portal(self) -> Portal | None:
        """The portal that is asked, logged in; `None` until it answers."""
        return self._connection.portal

    @property
    def case(self) -> Case | None:
        """The case on screen, with its frames; `None` before the first and after a new one."""
        return self._screen.case

    def __repr__(self) -> str:
        """Return what is on screen, without a number."""
        return f"Panel(case={self.case!r})"

    # What the desk asks for

    def _handle(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        actions: dict[str, Callable[[], None]] = {
            "search": lambda: self._search(message["number"], message["asof"], message),
            "paste": lambda: self._paste(message),
            "upload": lambda: self._take(message, *map(Upload, message["names"], buffers)),
            "filter": lambda: self._filter(message),
            "connect": lambda: self._connect(message),
            "practice": self._practise,
            "keyring": self._look_for_keyring,
            "language": lambda: self._speak(message["language"]),
            "new": self._new_case,
            "cancel": self._cancel,
        }
        with self._work.lock:
            if message["action"] not in _QUIET:
                self._error = self._notice = None
                self._tell()
            try:
                actions[message["action"]]()
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self._failed(error)
            self._desk.show(heard=message["token"])  # last: it covers an old case until it hears

    def _search(self, number: str, asof: str, typed: dict[str, Any] | None = None) -> None:
        self._work.drop()
        papers, portal, who = self._papers, self._free_portal(), self._connection.who
        self._screen.filters, self._opened = Filters(), None
        self._show(None)
        number = typed_number(number) if number.strip() else papers.number
        if isinstance(bill := papers.found.get("bill"), Bill):
            bill.customer.refuse_other(number)
        if number:
            self._connection.refuse_stranger(number)
        if typed:
            self._screen.take(typed)
        occasions.see_to(self._screen.occasion, number)
        when = self._asof(asof, number)

        def job(tell: Tell) -> Case:
            with dashboard.giving_up(who):
                found = papers.looked_up(number, portal and Telling(portal, tell), when)
            return self._screen.recorded(found)

        self._start(job, self._show, reading(number), self._search_failed)

    def _paste(self, message: dict[str, Any]) -> None:
        text = message["text"]
        if _JUST_A_NUMBER.fullmatch(text):
            self._desk.send({"waiting": typed_number(text)})
            return
        content = text.encode(errors="replace")
        self._take(message, Upload(self._say("pasted text"), content, pasted=True))

    def _take(self, message: dict[str, Any], *uploads: Upload) -> None:
        self._screen.take(message)
        asof, papers, case = message["asof"], self._papers, self.case

        def job(tell: Tell) -> Case:
            nonlocal papers
            papers = papers.adding(*uploads)
            stays = case and not asof  # a case on screen is judged as of its own day
            day = None if stays else self._asof(asof, papers.number)
            return self._screen.recorded(papers.case("", day, case))

        def read(joined: Case) -> None:
            self._papers = papers
            self._show(joined)
            self._desk.send({"waiting": joined.number})

        def failed(error: Exception) -> None:
            if isinstance(error, IncompleteError):
                self._papers = papers  # the pages that are missing may be pasted next
            self._failed(error)

        self._start(job, read, reading(", ".join(one.name for one in uploads)), failed)

    def _open(self, entry: int) -> None:
        """Open a case again from its evidence: nothing is asked, and what comes starts from it."""
        self._new_case()
        who = self._settings.name

        def job(tell: Tell) -> tuple[Case, Entry]:
            kept = store().entry(entry)
            with asking(occasions.of_entry(kept, who)):
                return Replay(entry).case, kept

        def opened(found: tuple[Case, Entry]) -> None:
            case, kept = found
            self._opened = kept.kept
            self._screen.occasion = occasion = occasions.of_entry(kept, who)
            self._screen.adopt(case)
            self._show(case)
            again = {"ticket": occasion.ticket, "purpose": occasion.purpose}
            self._desk.send({"waiting": case.number, "again": again})

        self._error = self._notice = None
        self._start(job, opened, reading(f"#{entry}"))

    def _filter(self, message: dict[str, Any]) -> None:
        since, until = message.get("since"), message.get("until")
        self._screen.narrow(
            Filters(
                parse_day(since) if since else None,
                parse_day(until) if until else None,
                message.get("service") or "",
            )
        )

    def _connect(self, message: dict[str, Any]) -> None:
        typed = {name: message[name] for name in ("username", "name", "regional")}
        who = replace(dashboard.reached_at(dashboard.address(message["url"])), **typed)
        portal = dashboard.portal(who)
        self._settings = replace(self._settings, url=who.url, **typed)
        settings.remember(url=who.url, **typed)

        def job(tell: Tell) -> LoggedIn:
            keep = message.get("keep") == "on"
            return portal, who, dashboard.log_in(portal, who, message["password"], keep=keep)

        self._log_in(job, practising=False)

    def _practise(self) -> None:
        self._log_in(lambda tell: (rehearsal.portal(), None, None), practising=True)

    def _look_for_keyring(self) -> None:
        """See whether a password can be kept; only now, since it takes a moment."""
        self._connection.keyring = passwords.keyring_name()
        self._desk.show(**self._state())

    def _speak(self, language: str) -> None:
        self._settings = replace(self._settings, language=language)
        settings.remember(language=language)
        self._render(self.case)
        self._tell()

    def _new_case(self) -> None:
        self._work.drop()
        self._papers, self._opened = Papers(), None
        self._screen.forget()
        self._screen.occasion = self._occasion(practising=self._connection.practising)
        self._show(None)

    def _cancel(self) -> None:
        self._work.drop()
        self._busy(None)
        self._notice = sentence(
            "Cancelled: nothing of it is shown. What had arrived stays in evidence."
        )
        self._tell()

    # What the tab «Halaman lain» asks for

    def _read_page(self, name: str, message: dict[str, Any]) -> None:
        """Read another page of the menu for the case on screen; an error is shown in its place."""
        case, portal, who = self.case, self._free_portal(), self._connection.who
        if case is None or portal is None:
            raise LoginError("Nobody is logged in, so nothing was looked up. Log in first.")
        self._connection.refuse_stranger(case.number)
        self._screen.take(message)
        occasions.see_to(self._screen.occasion, case.number)

        def job(tell: Tell) -> pd.DataFrame:
            with dashboard.giving_up(who):
                return portal.table(name, case.number)

        def read(frame: pd.DataFrame) -> None:
            self._screen.add_page(name, frame)
            self._offer()
            self._busy(None)

        def failed(error: Exception) -> None:
            if isinstance(error, LoginError | SessionExpiredError):
                self._connection.leave()
                self._render(self.case)
            self._screen.others.failed(name, error)

        self._error = self._notice = None
        self._start(job, read, reading(name), failed)

    def _offer(self) -> None:
        """Offer the pages of the menu, where it can be asked for the number on screen."""
        opened, number = self._opened is not None, self.case.number if self.case else ""
        pages = None if opened else self._connection.pages(number)
        self._screen.others.offer(pages, opened=opened)

    # What takes time

    def _log_in(self, job: Callable[[Tell], LoggedIn], *, practising: bool) -> None:
        def connected(found: LoggedIn) -> None:
            portal, who, unkept = found
            self._connection.enter(portal, who)
            self._error = unkept or self._error
            self._screen.occasion = self._occasion(practising=self._connection.practising)
            self._history.practising = self._connection.practising
            self._show(None)
            first, self._first = self._first, ""
            if first and self._connection.practising:
                if self._first_bill:
                    self._papers = Papers().adding(
                        Upload("I-Payment", self._first_bill.encode(), pasted=True)
                    )
                self._search(first, "")

        def failed(error: Exception) -> None:
            self._desk.show(**self._state())  # the keyring's password may have been given up
            self._failed(error)

        self._new_case()
        on = self._occasion(practising=practising)
        self._start(job, connected, sentence("Connecting …"), failed, occasion=on)

    def _free_portal(self) -> Portal | None:
        return self._connection.free(talking=self._work.running)

    def _start(
        self,
        job: Callable[[Tell], Any],
        done: Callable[[Any], None],
        busy: Sentence,
        failed: Callable[[Exception], None] | None = None,
        occasion: Occasion | None = None,
    ) -> None:
        def over(error: Exception) -> None:
            self._busy(None)
            (failed or self._failed)(error)

        on = occasion or self._screen.occasion
        self._busy(busy)
        self._work.start(occasions.held(on, job), occasions.held(on, done), over)

    def _occasion(self, *, practising: bool) -> Occasion:
        return Occasion(self._settings.name, practice=practising)

    def _search_failed(self, error: Exception) -> None:
        if isinstance(error, LoginError | SessionExpiredError):
            self._connection.leave()
            self._render(self.case)
        self._failed(error, looking=not isinstance(error, QueryError))

    def _failed(self, error: Exception, *, looking: bool = False) -> None:
        """Say what went wrong; and where it did in `looking` for data, that it is not «none»."""
        lost = sentence("The look-up failed; that is not «no data».")
        self._error, self._notice = error, lost if looking else None
        self._tell()

    # What is shown

    def _show(self, case: Case | None) -> None:
        self._render(case)
        self._busy(None)  # last: it is no longer busy once all is there

    def _render(self, case: Case | None) -> None:
        self._screen.show(case, self._settings.language)
        self._history.speak(self._settings.language)
        self._offer()
        self._desk.show(**self._state())

    def _busy(self, doing: Sentence | None) -> None:
        """Say what is being read; nothing is copied meanwhile."""
        self._doing = doing
        self._screen.load(busy=doing is not None)
        self._tell()

    def _tell(self) -> None:
        """Say how it stands, in the language that is spoken now."""
        language = self._settings.language
        said = failure(self._error, language) if self._error else ""
        of_ticket = isinstance(self._error, occasions.TicketError)
        self._desk.show(
            busy=self._doing.say(language) if self._doing else "",
            error="" if of_ticket else said,
            ticket_error=said if of_ticket else "",
            notice=self._notice.say(language) if self._notice else "",
        )

    def _state(self) -> dict[str, Any]:
        language, case = self._settings.language, self.case
        practising = self._connection.practising
        asof = case.asof.date() if case else practice.TODAY if practising else None
        return {
            "language": language,
            "texts": words.desk(language, practising=practising),
            "purposes": [list(one) for one in purposes(language).items()],
            "connection": self._connection.state(self._settings),
            "asof": asof.isoformat() if asof else "",
            "asof_text": words.asof(asof, language),
            "case": case and strip.state(case, self._screen.filters, self._opened, language),
        }

    def _asof(self, typed: str, number: str) -> date | None:
        """Return the day to judge at: the one that was typed, else an invented customer's own."""
        return parse_day(typed) if typed else rehearsal.today(number)

    def _say(self, text: str) -> str:
        return translator(self._settings.language)(text)


def _damage() -> Exception | None:
    """Return why the settings cannot be read, if they cannot."""
    try:
        settings.read()
    except ParseError as error:
        return error
    return None
