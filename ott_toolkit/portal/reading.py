"""All pages of one look-up, read in one go or in two: what they come to, if they are believed.

A reading is sure where its pages agree with what they announce; else a second has to settle it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ott_toolkit.errors import OttError, ParseError, PortalError
from ott_toolkit.parse import Note, empty, note, without_repeats
from ott_toolkit.portal.controls import told_address
from ott_toolkit.portal.lookup import Before, Question, ResultPage, result_page
from ott_toolkit.portal.transport import Answer
from ott_toolkit.schema import Table


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
        return next((_nothing_said(page) for page in self.pages if page.is_silent), None)

    @property
    def sure(self) -> bool:
        """Whether it needs no second reading."""
        return self.doubt is None and not self.repeats


def _nothing_said(page: ResultPage) -> OttError:
    if page.frame is not None and page.scripted:
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
        OttError: The second reading is no more believable than the first, or only the count of
            rows could tell that none is missing, and does not.
    """
    if second.doubt:
        raise second.doubt
    if not second.repeats:
        return second, []
    if second.repeats != first.repeats or not second.frame.equals(first.frame):
        raise PortalError(
            "The rows moved between the pages while they were read. Search again in a moment."
        )
    if second.announced != len(second.frame):
        raise PortalError(
            "{count} rows stand on two pages, and others may be missing. Narrow the search with "
            "dates so that it fits one page.",
            count=second.repeats,
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
