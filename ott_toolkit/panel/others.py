"""The tab «Halaman lain»: the menu's other pages, each read when its button is pressed.

Their layout is not documented: rows stand as they are shown, and nothing of them enters a verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from ott_toolkit.case import Case
from ott_toolkit.letters import harmless
from ott_toolkit.locale import explain, translator
from ott_toolkit.others import drawn
from ott_toolkit.panel import strip, words
from ott_toolkit.panel.front import Front, on_occasion
from ott_toolkit.panel.work import Work

_ROWS = 500
"""Rows of a page that are shown; what is drawn is all of them."""


class Others(Front):
    """The front end of the tab.

    Attributes:
        state: What is shown: `texts`, `language`, `case`, the number of the case, `pages`, each
            with its `name`, how it is `shown`, and `state`, `nobody`, why none is offered, `open`,
            the page that is shown, `busy`, and `page`, its rows, as `shown` gives them, or `None`.
    """

    _esm = on_occasion("others.js")
    _css = Path(__file__).with_name("others.css")


class OtherPages:
    """Which pages there are, which is open, and what went wrong with which.

    What was read of them is the case's own (`Case.others`).

    Args:
        work: Under whose lock everything is shown.
        read: Called with the name of a page to be read, and the message that asked for it.
        failure: What an error says, in a language.
    """

    def __init__(
        self,
        work: Work,
        read: Callable[[str, dict[str, Any]], None],
        failure: Callable[[Exception, str], str],
    ) -> None:
        self._work, self._read, self._failure = work, read, failure
        self._case: Case | None = None
        self._cases = 0
        self._names: list[str] | None = None
        self._open = ""
        self._opened = False
        self._wrong: dict[str, Exception] = {}
        self._busy = False
        self._reading = ""
        self._language = "id"
        self.front = Others(lambda message, _: self._asked(message), **self._state())

    def offer(self, names: list[str] | None, *, opened: bool = False) -> None:
        """Offer these pages; `None` where nobody is asked, be it that the case was opened again."""
        self._names, self._opened = names, opened
        self.front.show(**self._state())

    def show(self, case: Case | None, language: str) -> None:
        """Show what was read for `case`; without one everything is forgotten."""
        if case is None:
            self._cases += 1
            self._open, self._wrong = "", {}
        self._case, self._language = case, language
        self.front.show(**self._state())

    def failed(self, name: str, error: Exception) -> None:
        """Say in the place of a page why it was not read."""
        self._wrong[name] = error
        self.front.show(**self._state())

    def load(self, *, busy: bool) -> None:
        """Let no page be asked for while something is read."""
        self._busy = busy
        self._reading = self._reading if busy else ""
        self.front.show(**self._state())

    def _asked(self, message: dict[str, Any]) -> None:
        with self._work.lock:
            if self._case is None or self._busy or message["case"] != self._cases:
                return  # it was said of a case that is gone, or while another page is read
            name = self._open = message["name"]
            if name not in self._case.others:
                self._wrong.pop(name, None)
                self._reading = name
                try:
                    self._read(name, message)
                except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                    self._wrong[name], self._reading = error, ""
            self.front.show(**self._state())

    def _state(self) -> dict[str, Any]:
        case, texts = self._case, words.others(self._language)
        names = self._names if case else []
        offered = list(case.others) if case and names is None else names or []
        return {
            "texts": texts,
            "language": self._language,
            "case": self._cases,
            "pages": [
                {"name": name, "shown": harmless(name), "state": self._standing(name)}
                for name in offered
            ],
            "nobody": "" if names else texts["no_menu" if names == [] else self._nobody],
            "open": self._open,
            "busy": self._busy,
            "page": self._page(case) if case and self._open else None,
        }

    @property
    def _nobody(self) -> str:
        """Why there is nobody to ask: the place of its words."""
        return "opened" if self._opened else "nobody"

    def _standing(self, name: str) -> str:
        read = self._case is not None and name in self._case.others
        return "read" if read else "failed" if name in self._wrong else ""

    def _page(self, case: Case) -> dict[str, Any] | None:
        name = self._open
        if name in case.others:
            return shown(name, case.others[name], case.number, self._language)
        blank: dict[str, Any] = {"name": harmless(name), "columns": [], "rows": []}
        if name in self._wrong:
            said = self._failure(self._wrong[name], self._language)
            lost = words.others(self._language)["not_empty"]
            return {**blank, "error": f"{said} {lost}"}
        if name == self._reading:
            _ = translator(self._language)
            return {**blank, "none": _("Reading {table} …").format(table=name)}
        return None


def shown(name: str, frame: pd.DataFrame, number: str, language: str) -> dict[str, Any]:
    """Return what is shown of a page: whose it is, its rows as text, what the timeline shows."""
    _ = translator(language)
    rows = frame.head(_ROWS).astype(object).where(frame.head(_ROWS).notna(), "–")
    more = len(frame) - len(rows)
    return {
        "name": harmless(name),
        "said": strip.source(frame, number, language),
        "none": "" if len(frame) else _("Nothing for this number."),
        "columns": [harmless(str(column)) for column in frame.columns],
        "rows": [[harmless(str(cell)) for cell in row] for row in rows.itertuples(index=False)],
        "more": _("{count} more rows are not listed here.").format(count=more) if more else "",
        "drawn": _drawn(name, frame, language),
    }


def _drawn(name: str, frame: pd.DataFrame, language: str) -> str:
    """Return what of a page stands on the timeline, or why nothing does."""
    _ = translator(language)
    if frame.empty:
        return ""
    told = drawn(name, frame)
    if told.why_not:
        reason = explain(told.why_not, language)
        return _("Not on the timeline. {reason}").format(reason=reason)
    said = [_("On the timeline: {count} entries.").format(count=told.count)]
    if told.undated:
        said.append(_("{count} rows without a time are not drawn.").format(count=told.undated))
    return " ".join(said)
