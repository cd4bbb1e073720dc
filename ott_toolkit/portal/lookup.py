"""A look-up without the network: the question, what a result page says, all pages together.

A page is believed only where it agrees with itself: the number it repeats is the one asked for,
and the rows read are as many as it announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from ott_toolkit.amounts import now, parse_day, typed_number
from ott_toolkit.errors import OttError, ParseError, PortalError, QueryError
from ott_toolkit.page import Grid, Page
from ott_toolkit.parse import Note, as_shown, empty, note, typed, without_repeats
from ott_toolkit.portal.controls import told_address
from ott_toolkit.portal.forms import Form
from ott_toolkit.portal.outage import quoted
from ott_toolkit.portal.roles import SEARCH_ROLES
from ott_toolkit.portal.transport import Answer
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
            "The portal reports an error instead of a result: {said}", said=quoted(notice)
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


# --- all pages ----------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Reading:
    """All pages of one look-up, read in one go."""

    pages: tuple[ResultPage, ...]
    table: Table | None
    source: str
    """Address of the first page."""
    filtered: bool
    """Whether it may hold less than all rows of the number."""
    before: Before | None = None
    """What stood there before the search."""
    entries: tuple[int, ...] = ()
    """The evidence of its pages."""

    def with_page(self, answer: Answer, question: Question) -> Reading:
        """Return this reading with one page more.

        Raises:
            PortalError: The page reports an error, or speaks of another number.
            ParseError: It cannot be read as that table.
        """
        page = result_page(answer.page, self.table, question, self.before)
        return replace(self, pages=(*self.pages, page), entries=(*self.entries, answer.entry))

    @cached_property
    def _joined(self) -> tuple[pd.DataFrame, int]:
        frames = [page.frame for page in self.pages if page.frame is not None]
        frames = [frame for frame in frames if len(frame)] or frames[:1]
        if not frames:
            return (pd.DataFrame() if self.table is None else empty(self.table)), 0
        if len(frames) > 1 and len({frozenset(frame.columns) for frame in frames}) > 1:
            raise ParseError("The pages of one result have different columns. Search again.")
        return without_repeats(frames)

    @property
    def frame(self) -> pd.DataFrame:
        """The rows of all pages."""
        return self._joined[0]

    @property
    def repeats(self) -> int:
        """How many rows stood on an earlier page already."""
        return self._joined[1]

    @property
    def notes(self) -> list[Note]:
        """Remarks on how the pages were read, each once."""
        frames = [page.frame for page in self.pages if page.frame is not None]
        notes: list[Note] = []
        for remark in (remark for frame in frames for remark in frame.attrs.get("notes", [])):
            notes += [] if remark in notes else [remark]
        return notes

    @property
    def announced(self) -> int | None:
        """How many rows the pages say there are in all; `None` where they do not agree on one.

        Some portals announce on each page the rows of that page only.
        """
        counts = [page.announced for page in self.pages if page.announced is not None]
        if counts and all(page.announced == page.rows for page in self.pages):
            return sum(counts)
        return counts[0] if len(set(counts)) == 1 else None

    @property
    def doubt(self) -> OttError | None:
        """Why this reading cannot be believed, if so."""
        read = len(self.frame)
        counts = {page.announced for page in self.pages if page.announced is not None}
        if counts and self.announced not in (read, read + self.repeats):
            return _wrong_count(read, sorted(counts))
        if read or self.announced == 0 or any(page.says_empty for page in self.pages):
            return None
        return self._nothing_said()

    @property
    def sure(self) -> bool:
        """Whether it needs no second reading."""
        return self.doubt is None and not self.repeats

    def _nothing_said(self) -> OttError:
        there = any(page.frame is not None for page in self.pages)
        if there and any(page.scripted for page in self.pages):
            return ParseError(
                "The table is empty in the page and filled by a script afterwards, which is not "
                "run here. Use the page's export, or copy the table from the browser and paste it."
            )
        return ParseError(
            "The page shows no rows and does not say that there are none. The look-up failed, "
            "which does not mean that there is no data: search again."
        )


def _wrong_count(read: int, announced: Sequence[int]) -> PortalError:
    if read < announced[0]:
        return PortalError(
            "Only {read} of {announced} rows could be read. Search again; if it stays so, the "
            "portal does not show all of them.",
            read=read,
            announced=announced[0],
        )
    return PortalError(
        "The portal announces {announced} rows, but {read} were read. Search again.",
        read=read,
        announced="/".join(map(str, announced)),
    )


def settled(first: Reading, second: Reading) -> tuple[Reading, list[Note]]:
    """Return what two readings of one look-up settle, with its remarks.

    Rows that stand on two pages look the same whether the portal repeats them or new rows pushed
    them on while the pages were read, and then a row is missing. Only a second reading tells.

    Raises:
        OttError: The second reading is no more believable than the first.
    """
    if second.doubt:
        raise second.doubt
    if not second.repeats:
        return second, []
    if second.repeats != first.repeats or not second.frame.equals(first.frame):
        raise PortalError(
            "The rows moved between the pages while they were read. Search again in a moment."
        )
    return second, [
        note("{count} rows stood on two pages and are counted once.", count=second.repeats)
    ]


def framed(readings: Sequence[Reading], question: Question, name: str) -> pd.DataFrame:
    """Return the rows that one reading, or two of which the first was not sure, come to.

    Args:
        readings: Them, in their order.
        question: What was asked.
        name: The table's name, or the page's in the menu.

    Raises:
        OttError: What was read cannot be believed.
    """
    reading, *again = readings
    notes: list[Note] = []
    if again:
        reading, notes = settled(reading, again[0])
    frame = reading.frame
    frame.attrs = {
        "source": told_address(reading.source),
        "kind": name,
        "number": question.number,
        "announced": reading.announced,
        "echo": reading.pages[0].echo,
        "pages": len(reading.pages),
        "filtered": reading.filtered,
        "notes": reading.notes + notes,
    }
    return frame
