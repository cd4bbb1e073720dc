"""The panel: a message of the desk in, one call, what comes back shown; its errors too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import ipywidgets as widgets
import pandas as pd

from ott_toolkit import practice, rehearsal, settings
from ott_toolkit.amounts import parse_day, typed_number
from ott_toolkit.bill import Bill
from ott_toolkit.case import Case, Lookup, refuse_other_customer
from ott_toolkit.errors import IncompleteError, LoginError, QueryError, SessionExpiredError
from ott_toolkit.locale import translator
from ott_toolkit.panel import strip, words
from ott_toolkit.panel.desk import Desk
from ott_toolkit.panel.filters import Filters
from ott_toolkit.panel.screen import Screen, failure
from ott_toolkit.panel.work import Tell, Work
from ott_toolkit.papers import Papers
from ott_toolkit.portal import Portal
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.sources import Upload

_JUST_A_NUMBER = re.compile(r"\s*[0-9][0-9 .\-]{4,30}[0-9]\s*")


class Panel(widgets.VBox):
    """The investigation panel; it is shown where it is a cell's last expression.

    Args:
        number: A practice number to begin with, looked up as soon as the practice portal answers.
        bill: The page of its bill, laid beside it; empty where it is still to be pasted.

    Attributes:
        portal: The portal that is asked, logged in; `None` until it answers.
    """

    def __init__(self, number: str = "", bill: str = "") -> None:
        self.portal: Portal | None = None
        self._first, self._first_bill = number, bill
        self._settings = replace(settings.load(), language=settings.language())
        self._practising = True
        self._connections = 0
        self._menu: list[str] = []
        self._papers = Papers()
        self._error: Exception | None = None
        self._doing: Sentence | None = None
        self._notice: Sentence | None = None
        self._work = Work(self._busy)
        self._screen = Screen(self._work, lambda: self._desk.show(**self._state()), self._read_page)
        self._desk = Desk(self._handle, busy="", error="", notice="", **self._state())
        self._pages = self._screen.pages
        super().__init__([self._desk, self._pages, self._screen.outbox])
        self.add_class("ott-panel")
        self._practise()

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
            "search": lambda: self._search(message["number"], message["asof"]),
            "paste": lambda: self._paste(message["text"], message["asof"]),
            "upload": lambda: self._take(message["asof"], *map(Upload, message["names"], buffers)),
            "filter": lambda: self._filter(message),
            "connect": lambda: self._connect(message),
            "practice": self._practise,
            "language": lambda: self._speak(message["language"]),
            "new": self._new_case,
            "cancel": self._cancel,
        }
        with self._work.lock:
            if message["action"] != "language":
                self._error = self._notice = None
                self._tell()
            try:
                actions[message["action"]]()
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self._failed(error)
            self._desk.show(heard=message["token"])  # last: it covers an old case until it hears

    def _search(self, number: str, asof: str) -> None:
        self._work.drop()
        papers, portal = self._papers, self._free_portal()
        self._screen.filters = Filters()
        self._show(None)
        number = typed_number(number) if number.strip() else papers.number
        if isinstance(bill := papers.found.get("bill"), Bill):
            refuse_other_customer(bill, number)
        if self._practising and number:
            rehearsal.refuse_stranger(number)
        when = self._asof(asof, number)

        def job(tell: Tell) -> Case:
            asked = portal and _Telling(portal, lambda table: tell(_reading(table)))
            return papers.looked_up(number, asked, when)

        self._start(job, self._show, _reading(number), self._search_failed)

    def _paste(self, text: str, asof: str) -> None:
        if _JUST_A_NUMBER.fullmatch(text):
            self._desk.send({"waiting": typed_number(text)})
            return
        self._take(
            asof, Upload(self._say("pasted text"), text.encode(errors="replace"), pasted=True)
        )

    def _take(self, asof: str, *uploads: Upload) -> None:
        papers, case = self._papers.adding(*uploads), self.case

        def job(tell: Tell) -> Case:
            stays = case and not asof  # a case on screen is judged as of its own day
            return papers.case("", None if stays else self._asof(asof, papers.number), case)

        def read(joined: Case) -> None:
            self._papers = papers
            self._show(joined)
            self._desk.send({"waiting": joined.number})

        def failed(error: Exception) -> None:
            if isinstance(error, IncompleteError):
                self._papers = papers  # the pages that are missing may be pasted next
            self._failed(error)

        self._start(job, read, _reading(", ".join(one.name for one in uploads)), failed)

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
        url = _bare(message["url"].strip())
        portal = Portal(url)
        kept = {name: message[name] for name in ("username", "name", "regional")}
        self._settings = replace(self._settings, url=url, **kept)
        settings.save(self._settings)

        def job(tell: Tell) -> Portal:
            name, regional = kept["name"] or None, kept["regional"] or None
            portal.login(kept["username"], message["password"], name=name, regional=regional)
            return portal

        self._log_in(job, practising=False)

    def _practise(self) -> None:
        self._log_in(lambda tell: rehearsal.portal(), practising=True)

    def _speak(self, language: str) -> None:
        self._settings = replace(self._settings, language=language)
        settings.save(self._settings)
        self._render(self.case)
        self._tell()

    def _new_case(self) -> None:
        self._work.drop()
        self._papers = Papers()
        self._screen.forget()
        self._show(None)

    def _cancel(self) -> None:
        self._work.drop()
        self._busy(None)
        self._notice = sentence("Cancelled. Nothing was kept of it.")
        self._tell()

    # What the tab «Halaman lain» asks for

    def _read_page(self, name: str) -> None:
        """Read another page of the menu for the case on screen; an error is shown in its place."""
        case, portal = self.case, self._free_portal()
        if case is None or portal is None:
            raise LoginError("Nobody is logged in, so nothing was looked up. Log in first.")
        if self._practising:
            rehearsal.refuse_stranger(case.number)

        def read(frame: pd.DataFrame) -> None:
            self._screen.add_page(name, frame)
            self._offer()
            self._busy(None)

        def failed(error: Exception) -> None:
            if isinstance(error, LoginError | SessionExpiredError):
                self._leave()
                self._render(self.case)
            self._screen.others.failed(name, error)

        self._error = self._notice = None
        self._start(lambda tell: portal.table(name, case.number), read, _reading(name), failed)

    def _offer(self) -> None:
        """Offer the pages of the menu, where it can be asked for the number on screen."""
        number = self.case.number if self.case else ""
        asks = self.portal and not (self._practising and not rehearsal.knows(number))
        if self.portal and asks:
            beside = practice.BESIDE if self._practising else ()
            found = [name for name in self.portal.others() if name not in beside]
            self._menu = found or self._menu
        self._screen.others.offer(self._menu if asks else None)

    # What takes time

    def _log_in(self, job: Callable[[Tell], Portal], *, practising: bool) -> None:
        def connected(portal: Portal) -> None:
            self._leave()
            self.portal, self._practising, self._menu = portal, practising, []
            self._connections += 1
            self._show(None)
            first, self._first = self._first, ""
            if first and practising:
                if self._first_bill:
                    self._papers = Papers().adding(
                        Upload("I-Payment", self._first_bill.encode(), pasted=True)
                    )
                self._search(first, "")

        self._new_case()
        self._start(job, connected, sentence("Connecting …"))

    def _leave(self) -> None:
        if self.portal:
            self.portal.close()
        self.portal = None

    def _free_portal(self) -> Portal | None:
        """Return the portal, or its like where a dropped look-up still talks to it."""
        if self.portal and self._work.running:
            self.portal = self.portal.again()
        return self.portal

    def _start(
        self,
        job: Callable[[Tell], Any],
        done: Callable[[Any], None],
        busy: Sentence,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def over(error: Exception) -> None:
            self._busy(None)
            (failed or self._failed)(error)

        self._busy(busy)
        self._work.start(job, done, over)

    def _search_failed(self, error: Exception) -> None:
        if isinstance(error, LoginError | SessionExpiredError):
            self._leave()
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
        self._desk.show(
            busy=self._doing.say(language) if self._doing else "",
            error=failure(self._error, language) if self._error else "",
            notice=self._notice.say(language) if self._notice else "",
        )

    def _state(self) -> dict[str, Any]:
        language, case = self._settings.language, self.case
        standing = words.connection(
            urlsplit(self._settings.url).hostname or "",
            practising=self._practising,
            ready=self.portal is not None,
            language=language,
        )
        asof = case.asof.date() if case else practice.TODAY if self._practising else None
        return {
            "language": language,
            "texts": words.desk(language),
            "connection": {
                **standing,
                "count": self._connections,
                "remembered": asdict(self._settings),
                "practice": rehearsal.address() if self._practising and self.portal else "",
            },
            "asof": asof.isoformat() if asof else "",
            "asof_text": words.asof(asof, language),
            "case": case and strip.state(case, self._screen.filters, language),
        }

    def _asof(self, typed: str, number: str) -> date | None:
        """Return the day to judge at: the one that was typed, else an invented customer's own."""
        return parse_day(typed) if typed else rehearsal.today(number)

    def _say(self, text: str) -> str:
        return translator(self._settings.language)(text)


def _reading(table: str) -> Sentence:
    return sentence("Reading {table} …", table=table)


@dataclass(frozen=True)
class _Telling:
    """A portal that tells which table it is reading."""

    portal: Lookup
    tell: Callable[[str], None]

    def subscriptions(self, number: str) -> pd.DataFrame | None:
        self.tell("Subscriptions")
        return self.portal.subscriptions(number)

    def transactions(self, number: str) -> pd.DataFrame | None:
        self.tell("Transactions Data")
        return self.portal.transactions(number)


def _bare(typed: str) -> str:
    """Return an address without what may identify a session; `https` where no scheme was typed.

    User and password in it are left for `Portal` to refuse, as is what is no address.
    """
    whole = typed if re.match("https?:", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        return urlunsplit((*urlsplit(whole)[:3], "", ""))
    except ValueError:
        return typed
