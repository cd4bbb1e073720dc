"""A case on screen: what the analyst says of it, where she goes in it, what she sends of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from ott_toolkit.amounts import exact_amount, parse_day, whole_rupiah
from ott_toolkit.case import Case
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.errors import OttError, ParseError, QueryError
from ott_toolkit.evidence import Occasion, asking, occasion
from ott_toolkit.locale import explain, translator
from ott_toolkit.panel import occasions, proof, summary, words
from ott_toolkit.panel.answer import Answer
from ott_toolkit.panel.filters import Filters
from ott_toolkit.panel.others import OtherPages
from ott_toolkit.panel.outbox import Outbox
from ott_toolkit.panel.pages import Pages
from ott_toolkit.panel.sending import Parcel, packed
from ott_toolkit.panel.told import Told
from ott_toolkit.panel.work import Work

_log = logging.getLogger(__name__)

Message = dict[str, Any]


class Screen:
    """What is shown of one case below the strip.

    Args:
        work: Under whose lock everything is shown.
        changed: Called where the strip has something new to say.
        read: Called with the name of another page of the menu that is to be read, and the message
            that asked for it.

    Attributes:
        case: The case, with what the analyst told of it; `None` where there is none.
        filters: Which rows its tables show.
        occasion: On which it is worked.
        answer: The page «Ringkasan».
        others: The page «Halaman lain».
        pages: All tabs.
        outbox: What is copied and downloaded.
    """

    def __init__(
        self, work: Work, changed: Callable[[], None], read: Callable[[str, Message], None]
    ) -> None:
        self.case: Case | None = None
        self.filters = Filters()
        self.occasion = Occasion()
        self._work, self._changed = work, changed
        self._told = Told()
        self._language = "id"
        self._stand = self._cases = 0
        self._busy = False
        self._marked: proof.Proof | None = None
        self._wrong: tuple[str, Exception] | None = None
        self.answer = Answer(
            lambda message, _: self._asked(message),
            texts={},
            language="",
            errors={},
            heard="",
            case=None,
        )
        self.outbox = Outbox(
            lambda message, _: self._sent(message),
            texts={},
            keys={},
            language="",
            ready=False,
            stand=0,
            case=0,
        )
        self.others = OtherPages(work, read, failure)
        self.pages = Pages(self.answer, self.others.front)

    def show(self, case: Case | None, language: str) -> None:
        """Show `case` and what was told of it; of another number nothing was told yet."""
        if case is None:
            self._marked = self._wrong = None
        else:
            self._tell(self._told.about(case.number))
        self._language = language
        self.case = None if case is None else self._told.of(case)
        self.pages.show(self.case, self.filters, language, self._marked)
        self.others.show(self.case, language)
        self._show_answer(self.case)
        if self.case is not None:
            self.pages.reveal()

    def forget(self) -> None:
        """Forget what was told of the case: the next one is another."""
        self.filters = Filters()
        self._tell(Told())

    def take(self, message: Message) -> None:
        """Take the ticket and the purpose that a message brought along.

        Raises:
            TicketError: The ticket is none.
        """
        self.occasion = occasions.given(message, self.occasion)

    def recorded(self, case: Case) -> Case:
        """Return `case` as it will be shown, kept so on the occasion at hand.

        Raises:
            EvidenceError: It could not be kept: it is not shown then.
        """
        told = self._told.about(case.number).of(case)
        with asking(occasions.of_case(occasion(), case.number)):
            return told.recorded()

    def adopt(self, case: Case) -> None:
        """Take what was told of a case that is opened again."""
        self._tell(Told.in_case(case))

    def narrow(self, filters: Filters, marked: proof.Proof | None = None) -> None:
        """Show the rows that `filters` keep."""
        self.filters, self._marked = filters, marked
        if self.case:
            self.pages.show_rows(self.case, filters, self._language, marked)
        self._changed()

    def add_page(self, name: str, frame: pd.DataFrame) -> None:
        """Show what was read of another page of the menu: there, and on the timeline."""
        if self.case:
            case = self.recorded(self.case.with_page(name, frame))
            self.pages.show_charts(case, self._language)  # first: likewise
            self.case = case
            self.others.show(case, self._language)
            self._changed()

    def load(self, *, busy: bool) -> None:
        """Let nothing be copied while something is read."""
        self._busy = busy
        self.others.load(busy=busy)
        self._show_outbox()

    # What the page «Ringkasan» asks for

    def _asked(self, message: Message) -> None:
        actions: dict[str, Callable[[], None]] = {
            "period": lambda: self._look_at(message["period"]),
            "claim": lambda: self._hear(message),
            "decide": lambda: self._decide(message),
            "lead": lambda: self._lead(message),
        }
        with self._work.lock:
            if self.case is None or message["case"] != self._cases:
                return  # it was said of a case that is gone
            form, self._wrong = message["action"], None
            try:
                actions[form]()
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self._wrong = form, error
            self.answer.show(errors=self._errors, heard=message["token"])

    def _look_at(self, period: str) -> None:
        self._say(replace(self._told, period=date.fromisoformat(f"{period}-01")))

    def _hear(self, message: Message) -> None:
        kind, day = message["kind"], message["day"]
        try:
            price = _price(message["price"])
            claim = Claim(kind, parse_day(day) if day else None, price) if kind else None
        except QueryError as error:
            self._wrong = "claim", error  # with the answer: the field keeps what was typed
            self._say(replace(self._told, claim=Claim(kind)))
            raise
        self._say(replace(self._told, claim=claim))

    def _decide(self, message: Message) -> None:
        """Keep her conclusion, or that she took it back, and show it."""
        if self.case:
            own = self.case.decided(message["kind"] or None, message["reason"]).decision
            self.take(message)
            with asking(occasions.of_case(self.occasion, self.case.number)):
                self._say(self._told.concluded(own), keep=True)

    def _lead(self, message: Message) -> None:
        """Mark the row of a finding, or the charges that a mark names; open them or the charts."""
        if self.case:
            rows = (
                proof.of_finding(self.case, message["finding"])
                if message["finding"] is not None
                else proof.of_text(self.case, message["text"], self._language)
            )
            self._prove(rows)
            if message["to"] == "mark":
                self.pages.turn_to("charts")

    def _prove(self, rows: proof.Proof, filters: Filters | None = None) -> None:
        self.narrow(filters or Filters(), rows)
        self.pages.turn_to(rows.place)

    def _prove_or_leave(self, rows: proof.Proof, filters: Filters) -> None:
        """Show the proving rows alone; where they are before her already, all rows again."""
        shown = self.pages.place, self.filters, self._marked
        if filters and shown == (rows.place, filters, rows):
            self.narrow(Filters())
        else:
            self._prove(rows, filters)

    def _say(self, told: Told, *, keep: bool = False) -> None:
        """Show the case anew with what was told of it; tables and charts stay as they are."""
        if self.case:
            case = told.of(self.case).recorded() if keep else told.of(self.case)
            self._show_answer(case)  # first: what cannot be shown is not kept either
            self._told, self.case = told, case
            self.pages.show_questions(case, self._language)
            if keep:
                self._changed()

    # What leaves the panel

    def _sent(self, message: Message) -> None:
        with self._work.lock:
            try:
                self._send(message)
            except Exception as error:  # noqa: BLE001 - likewise
                told = failure(error, self._language)
                self.outbox.send({"token": message["token"], "error": told})

    def _send(self, message: Message) -> None:
        token, form = message["token"], message["form"]
        if self.case is None or self._busy or message["stand"] != self._stand:
            self.outbox.send({"token": token, "dropped": True})
            return
        if form == "timeline":
            self.pages.turn_to("charts")
        elif form == "rows":
            self._prove_or_leave(*proof.of_period(self.case))
        else:
            parcel = self._packed(self.case, message)
            content = [parcel.content] if parcel.content else None
            answer = {"token": token, "stand": self._stand, "form": form, **parcel.message}
            self.outbox.send(answer, content)
            return
        self.outbox.send({"token": token, "stand": self._stand, "said": ""})

    def _packed(self, case: Case, message: Message) -> Parcel:
        """Return what was asked for, kept as it is handed on; the case, too, as it stands now."""
        self.take(message)
        with asking(occasions.of_case(self.occasion, case.number)):
            self.case = case.recorded()
            self._changed()
            return packed(
                self.case,
                message["form"],
                ticket=self.occasion.ticket,
                name=message["name"].strip(),
                language=self._language,
                full=message["full"],
            )

    # What is shown

    def _tell(self, told: Told) -> None:
        if told.number != self._told.number or told == Told():
            self._cases += 1
        self._told = told

    def _show_answer(self, case: Case | None) -> None:
        shown = case and {"id": self._cases, **summary.state(case, self._language)}
        self._stand += 1
        texts = words.summary(self._language)
        self.answer.show(language=self._language, texts=texts, errors=self._errors, case=shown)
        self._show_outbox()

    @property
    def _errors(self) -> dict[str, str]:
        """What went wrong with the newest field, by its form."""
        if self._wrong is None:
            return {}
        form, error = self._wrong
        return {form: failure(error, self._language)}

    def _show_outbox(self) -> None:
        self.outbox.show(
            language=self._language,
            texts=words.outbox(self._language),
            keys=dict(words.KEYS),
            ready=self.case is not None and not self._busy,
            shown=self.case is not None,
            stand=self._stand,
            case=self._cases,
        )


def failure(error: Exception, language: str) -> str:
    """Return what an error says to its reader; what nobody foresaw is logged."""
    if isinstance(error, OttError):
        return explain(error, language)
    _log.error("the panel failed", exc_info=error)
    return translator(language)(
        "This should not happen ({kind}). Start a new case; if it comes again, tell "
        "whoever looks after the toolkit."
    ).format(kind=type(error).__name__)


def _price(typed: str) -> int | None:
    if not typed.strip():
        return None
    try:
        return whole_rupiah(exact_amount(typed))
    except ParseError as error:
        raise QueryError("{text} is not a price. Type it like 29000.", text=repr(typed)) from error
