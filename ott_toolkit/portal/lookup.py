"""A look-up without the network: the question, and what a result page says.

A page is believed only where it agrees with itself: the number it repeats is the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from ott_toolkit.amounts import now, parse_day, typed_number
from ott_toolkit.errors import PortalError, QueryError
from ott_toolkit.page import Grid, Page
from ott_toolkit.parse import as_shown, typed
from ott_toolkit.portal.forms import Form
from ott_toolkit.portal.outage import quoted
from ott_toolkit.portal.roles import SEARCH_ROLES
from ott_toolkit.rows import Rows, plain_table_in, table_in
from ott_toolkit.said import announced_counts, echoed_numbers, says_no_data
from ott_toolkit.schema import SUBSCRIPTIONS, Table, header_key

FIRST_DAY = date(2000, 1, 1)
"""Sent as the start where only an end is asked for: the dashboard reads one date as that day."""

_NUMBER_HEADERS = SUBSCRIPTIONS["indihome_number"].keys
_PERHAPS_HEADERS = frozenset(map(header_key, ("Internet", "ND", "Nomor Pelanggan")))
"""May head a product, a telephone or an account as well: heard only where no plainer header is."""
_SOME_NUMBER = re.compile(r"(?:[^0-9]*[0-9]){6}")
"""A customer's number, even one that is partly masked; not a speed or a state."""


@dataclass(frozen=True)
class Question:
    """What is asked: a number, and what narrows the answer. Days are inclusive."""

    number: str | None = None
    since: date | None = None
    until: date | None = None
    ott: str | None = None
    regional: str | None = None

    def __repr__(self) -> str:
        """Return the end of the number alone."""
        return f"Question(…{(self.number or '')[-4:]})"

    def narrows(self, form: Form | None) -> bool:
        """Whether the answer may be less than all rows of the number.

        Something narrower is asked for, or a field presets it and cannot be opened up.
        """
        if any(part is not None for part in (self.since, self.until, self.ott, self.regional)):
            return True
        if form is None:
            return False
        left = set(SEARCH_ROLES) - {"number", *self.values(form)}
        return any(
            any(control.values) and control.values != (control.all_option(),)
            for role in left
            for control in form.roles.get(role, ())
        )

    def values(self, form: Form) -> dict[str, str]:
        """Return what to type into a search form, by role.

        What is not asked for is set to leave nothing out, whatever the form presets.

        Raises:
            PortalError: The form has no clear field for something that is asked for.
            QueryError: A choice is not among the options.
        """
        values = {} if self.number is None else {"number": self.number}
        days = {"since": (self.since, FIRST_DAY), "until": (self.until, now().date())}
        for role, (day, widest) in days.items():
            preset = (control := form.clear(role)) is not None and any(control.values)
            if day or preset:
                values[role] = (day or widest).isoformat()
        for role, wanted in {"ott": self.ott, "regional": self.regional, "show": None}.items():
            if wanted is not None:
                values[role] = form.control(role).option(wanted)
            elif (control := form.clear(role)) and (everything := control.all_option()) is not None:
                values[role] = everything
        return values


def asked(
    number: str,
    since: date | str | None = None,
    until: date | str | None = None,
    ott: str | None = None,
    regional: str | int | None = None,
) -> Question:
    """Return the question that a caller asks, checked.

    Raises:
        QueryError: The number or a day is not one, or the days are the wrong way round.
    """
    first, last = _day(since), _day(until)
    if first or last:
        first, last = first or FIRST_DAY, last or now().date()
        if first > last:
            raise QueryError(
                "The search starts on {since} and ends before that, on {until}.",
                since=first.isoformat(),
                until=last.isoformat(),
            )
    region = None if regional is None else str(regional)
    return Question(typed_number(number), first, last, ott, region)


def _day(day: date | str | None) -> date | None:
    if isinstance(day, str):
        return parse_day(day)
    return day.date() if isinstance(day, datetime) else day


# --- one page -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Before:
    """What stood on the page of a search form before anything was asked."""

    notice: str = ""
    layout: frozenset[str] = frozenset()
    """The tables that hold fields, white space left out: they are no results."""
    empty: bool = False
    """Whether it says that there are no rows."""


@dataclass(frozen=True, repr=False)
class Opened:
    """A menu page as it was opened: its search form, and what stood there before any search."""

    form: Form
    charset: str
    before: Before


@dataclass(frozen=True, repr=False)
class ResultPage:
    """What one page of a result says; `frame` is `None` where it has no table."""

    frame: pd.DataFrame | None
    announced: int | None
    says_empty: bool
    scripted: bool
    echo: str

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return 0 if self.frame is None else len(self.frame)

    @property
    def is_silent(self) -> bool:
        """Whether it shows no rows and does not say that there are none."""
        return not (self.rows or self.says_empty or self.announced == 0)


def before_in(page: Page) -> Before:
    """Return what stands on the page of a search form that was just opened."""
    return Before(page.notice, _layout_of(page), _shows_none(page))


def _layout_of(page: Page) -> frozenset[str]:
    fields = "input:not([type=hidden]), select, textarea"
    tables = [table for table in page.soup.find_all("table") if table.select_one(fields)]
    return frozenset(_signature(table.stripped_strings) for table in tables)


def _shows_none(page: Page) -> bool:
    """Whether a page says anywhere that there are no rows."""
    rows = (" ".join(row) for grid in page.grids for row in grid)
    return page.says_no_data or 0 in announced_counts(page.text) or any(map(says_no_data, rows))


def _signature(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def result_page(
    page: Page, table: Table | None, question: Question, before: Before | None
) -> ResultPage:
    """Return what a page of a result says.

    Args:
        page: The page.
        table: The table looked for; `None` reads the largest one as shown.
        question: What was asked.
        before: What stood on the page of the search form; `None` where nothing was asked.

    Raises:
        PortalError: The page reports an error, or speaks of another number.
        ParseError: It cannot be read as that table.
    """
    _refuse_notice(page, before)
    echo = page.echo
    _refuse_number(echoed_numbers(echo), question, every=False)
    rows = _rows(page.grids, table, before)
    if rows is not None:
        _refuse_number(_numbers_in(rows), question, every=True)
    frame = None if rows is None else (as_shown(rows) if table is None else typed(rows))
    nothing = rows is None or not rows.cells
    echoed = question.number in echoed_numbers(echo)
    announced, says_empty = page.announced, False
    if nothing and before and before.empty and not echoed:
        announced = announced or None  # 0 was said before anything was asked: it is no answer
    elif nothing:
        answers = echoed or (table is not None and rows is not None)
        says_empty = bool(rows and rows.says_empty) or _says_empty(page, before, answers=answers)
    return ResultPage(frame, announced, says_empty, page.scripted, echo)


def _refuse_notice(page: Page, before: Before | None) -> None:
    """Refuse an error banner, unless it says «no data» or stood there before the search."""
    notice = _new_notice(page, before)
    if re.search(r"\w", notice) and not says_no_data(notice):
        raise PortalError(
            "The portal reports an error instead of a result: {said} Search again; if it stays so, "
            "look at the page with a browser.",
            said=quoted(notice),
        )


def _new_notice(page: Page, before: Before | None) -> str:
    """Return what the error banner says, unless it stood there before the search."""
    return "" if before and page.notice == before.notice else page.notice


def _refuse_number(found: set[str], question: Question, *, every: bool) -> None:
    """Refuse numbers other than the one asked for; of an echo it is enough that it is there."""
    if not found or question.number is None or found == {question.number}:
        return
    if every or question.number not in found:
        raise PortalError(
            "Another number's result, not shown: {number} was asked for, the page speaks of "
            "{found}. Search again.",
            number=question.number,
            # A stranger's number is not spread further than needed to tell it apart.
            found=", ".join(f"…{other[-4:]}" for other in sorted(found - {question.number})[:3]),
        )


def _numbers_in(rows: Rows) -> set[str]:
    """Return what stands in the columns of customers' numbers."""
    keys = [header_key(text) for text in rows.headers]
    places = [n for n, key in enumerate(keys) if key in _NUMBER_HEADERS]
    if not places:
        places = [n for n, key in enumerate(keys) if key in _PERHAPS_HEADERS]
    shown = {row[place].strip() for place in places for row in rows.cells}
    return {text for text in shown if _SOME_NUMBER.match(text)}


def _rows(grids: Sequence[Grid], table: Table | None, before: Before | None) -> Rows | None:
    if table is not None:
        return table_in(grids, table)
    layout = before.layout if before else ()
    return plain_table_in(
        grid for grid in grids if _signature(cell for row in grid for cell in row) not in layout
    )


def _says_empty(page: Page, before: Before | None, *, answers: bool) -> bool:
    """Whether a page says outside its table that there are no rows.

    Any page may say so of something else, its news or messages: it is believed only in a new
    banner, or where the page `answers` this search by its echo or the header of the table.
    """
    return page.says_no_data and (answers or says_no_data(_new_notice(page, before)))
