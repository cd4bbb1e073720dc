"""The panel: a message of the desk in, one call, what comes back shown; its errors too."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import ipywidgets as widgets
import pandas as pd

from ott_toolkit import practice, settings
from ott_toolkit.amounts import parse_day
from ott_toolkit.case import Case, Lookup
from ott_toolkit.errors import IncompleteError, OttError
from ott_toolkit.locale import explain, translator
from ott_toolkit.panel import views, words
from ott_toolkit.panel.desk import Desk
from ott_toolkit.panel.pages import Pages
from ott_toolkit.panel.work import Work
from ott_toolkit.papers import Papers
from ott_toolkit.portal import Portal
from ott_toolkit.sources import Source, Upload

PRACTICE_URL = "OTT_PRACTICE_URL"
"""Environment variable: a practice portal that already runs; without it the panel starts one."""
_log = logging.getLogger(__name__)
_server: practice.Server | None = None


class Panel(widgets.VBox):
    """The investigation panel; it is shown where it is a cell's last expression.

    Attributes:
        case: The case on screen, with its frames; `None` before the first and after a new one.
        portal: The portal that is asked, logged in; `None` until it answers.
    """

    def __init__(self) -> None:
        self.case: Case | None = None
        self.portal: Portal | None = None
        self._settings = replace(settings.load(), language=settings.language())
        self._practising = True
        self._papers = Papers()
        self._filters = views.Filters()
        self._work = Work(self._failed)
        self._desk = Desk(self._handle, **self._state())
        self._pages = Pages()
        super().__init__([self._desk, self._pages])
        self.add_class("ott-panel")
        self._render()
        self._practise()

    def __repr__(self) -> str:
        """Return what is on screen, without a number."""
        return f"Panel(case={self.case!r})"

    # What the desk asks for

    def _handle(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        actions: dict[str, Callable[[], None]] = {
            "search": lambda: self._search(message["number"], message["asof"]),
            "paste": lambda: self._take(message["text"]),
            "upload": lambda: self._take(*map(Upload, message["names"], buffers)),
            "filter": lambda: self._filter(message),
            "connect": lambda: self._connect(message),
            "practice": self._practise,
            "language": lambda: self._speak(message["language"]),
            "new": self._new_case,
            "cancel": self._cancel,
        }
        self._desk.show(error="", notice="")
        try:
            actions[message["action"]]()
        except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
            self._failed(error)

    def _search(self, number: str, asof: str) -> None:
        papers, when = self._papers, parse_day(asof) if asof else None
        self._filters = views.Filters()
        self._show(None)
        portal = self._free_portal()
        source = portal and _Telling(portal, self._tell)
        self._start(lambda: papers.case(number, source, when), self._show)

    def _take(self, *sources: Source) -> None:
        papers = self._papers.adding(*sources)
        try:
            case = papers.case("", None, self._asof())
        except IncompleteError:
            self._papers = papers  # the pages that are missing may be pasted next
            raise
        self._papers = papers
        if self.case and self.case.number == case.number and not papers.has_tables:
            case = replace(self.case, bill=case.bill)
        self._work.drop()
        self._show(case)
        if case.subscriptions is None and case.transactions is None:
            self._desk.send({"waiting": case.number})

    def _filter(self, message: dict[str, Any]) -> None:
        since, until = message.get("since"), message.get("until")
        self._filters = views.Filters(
            parse_day(since) if since else None,
            parse_day(until) if until else None,
            message.get("service") or "",
        )
        self._render()

    def _connect(self, message: dict[str, Any]) -> None:
        kept = {name: message[name] for name in ("url", "username", "name", "regional")}
        self._settings = replace(self._settings, **kept)
        settings.save(self._settings)
        self._practising = False
        self._log_in(password=message["password"], **kept)

    def _practise(self) -> None:
        self._practising = True
        self._log_in(
            url=_practice_url(),
            username=practice.USERNAME,
            password=practice.PASSWORD,
            name="Analis Latihan",
            regional="1",
        )

    def _speak(self, language: str) -> None:
        self._settings = replace(self._settings, language=language)
        settings.save(self._settings)
        self._render()

    def _new_case(self) -> None:
        self._work.drop()
        self._papers = Papers()
        self._filters = views.Filters()
        self._show(None)

    def _cancel(self) -> None:
        self._work.drop()
        self._desk.show(busy="", notice=self._say("Cancelled. Nothing was kept of it."))

    # What takes time

    def _log_in(self, *, url: str, username: str, password: str, name: str, regional: str) -> None:
        def job() -> Portal:
            portal = Portal(url)
            portal.login(username, password, name=name or None, regional=regional or None)
            return portal

        self._new_case()
        self.portal = None
        self._render()
        self._start(job, self._connected, self._say("Connecting …"))

    def _connected(self, portal: Portal) -> None:
        self.portal = portal
        self._render()

    def _free_portal(self) -> Portal | None:
        """Return the portal, or its like where a dropped look-up still talks to it."""
        if self.portal and self._work.running:
            self.portal = self.portal.again()
        return self.portal

    def _start(self, job: Callable[[], Any], done: Callable[[Any], None], busy: str = "…") -> None:
        self._desk.show(busy=busy)
        self._work.start(job, done)

    def _tell(self, table: str) -> None:
        self._desk.show(busy=self._say("Reading {table} …").format(table=table))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, OttError):
            told = explain(error, self._settings.language)
        else:
            _log.error("the panel failed", exc_info=error)
            told = self._say(
                "This should not happen ({kind}). Start a new case; if it comes again, tell "
                "whoever looks after the toolkit."
            ).format(kind=type(error).__name__)
        self._desk.show(busy="", error=told)

    # What is shown

    def _show(self, case: Case | None) -> None:
        self.case = case
        self._render()

    def _render(self) -> None:
        shown = self._filters.narrowed(self.case) if self.case else None
        self._pages.show(shown, self._settings.language)
        self._desk.show(**self._state())  # last: it is no longer busy once all is there

    def _state(self) -> dict[str, Any]:
        language, asof = self._settings.language, self._asof()
        host = self._settings.url.partition("//")[2].partition("/")[0]
        standing = words.connection(
            host, practising=self._practising, ready=self.portal is not None, language=language
        )
        return {
            "language": language,
            "texts": words.desk(language),
            "connection": {**standing, "remembered": asdict(self._settings)},
            "asof": asof.isoformat() if asof else "",
            "asof_text": words.asof(self.case.asof.date() if self.case else asof, language),
            "case": self.case and views.strip_state(self.case, self._filters, language),
            "busy": "",
            "error": "",
            "notice": "",
        }

    def _asof(self) -> date | None:
        return practice.TODAY if self._practising else None

    def _say(self, text: str) -> str:
        return translator(self._settings.language)(text)


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


def _practice_url() -> str:
    """Return the address of the practice portal; one serves every panel of a kernel."""
    global _server  # noqa: PLW0603 - one server a process, for as long as the process lives
    if url := os.environ.get(settings.PRACTICE_VARIABLE):
        return url
    _server = _server or practice.serve()
    return _server.url
