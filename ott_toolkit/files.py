"""Saved pages, exports and pasted text as typed tables, and `Files`, a source made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

import pandas as pd

from ott_toolkit import bill as bills
from ott_toolkit.amounts import typed_number
from ott_toolkit.bill import Bill
from ott_toolkit.errors import IncompleteError, ParseError, QueryError
from ott_toolkit.parse import Note, note, typed, without_repeats
from ott_toolkit.rows import Rows, header_of, refuse_near_miss
from ott_toolkit.said import (
    after_echo,
    announced_counts,
    before_echo,
    echo,
    echoed_numbers,
    one_count,
)
from ott_toolkit.schema import (
    BILL_TABLES,
    DASHBOARD_TABLES,
    SUBSCRIPTIONS,
    TABLES,
    TRANSACTIONS,
    Table,
)
from ott_toolkit.sources import Sheet, Source, Upload, open_source

Sources = Source | Sequence[Source]
Part = TypeVar("Part", Source, Bill | Source)

_FILTER = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|\b(in)?active\b|\b(kategori|ott|regional)\s*:\s*(?!all|semua)\S",
    re.IGNORECASE,
)


def read_subscriptions(source: Sources) -> pd.DataFrame:
    """Return the Subscriptions that `source` shows.

    Args:
        source: A path, bytes or text (saved page, `.csv`, `.xlsx`, `.xls` that is HTML, pasted
            text), or a list of them that together hold the rows.

    Returns:
        The columns of `schema.SUBSCRIPTIONS`, then unknown ones as text; times are naive WIB.
        `.attrs` tells `source`, `number` (of the echo), `announced`, `fetched` and `notes`.

    Raises:
        QueryError: There is no such file.
        ParseError: It holds no such table, only a part of it, or a cell that cannot be read.
    """
    return _read_table(source, SUBSCRIPTIONS)


def read_transactions(source: Sources) -> pd.DataFrame:
    """Return the Transactions Data that `source` shows; as `read_subscriptions`."""
    return _read_table(source, TRANSACTIONS)


def read_bill(source: Bill | Source | Sequence[Bill | Source]) -> Bill:
    """Return the bill that `source` shows: one customer's, of one or more periods.

    Args:
        source: As for `read_subscriptions`; a `Bill` that was read may stand for a source.

    Raises:
        QueryError: There is no such file.
        ParseError: It holds no bill, those of two customers, or a cell that cannot be read.
    """
    parts = _parts(source)
    return bills.join(
        part if isinstance(part, Bill) else _bill(open_source(part)) for part in parts
    )


def read(source: Sources) -> dict[str, pd.DataFrame | Bill]:
    """Return what `source` holds, told by its headers; several tables in one paste are fine.

    Args:
        source: As for `read_subscriptions`.

    Returns:
        Those of `subscriptions`, `transactions` and `bill` that are there.

    Raises:
        QueryError: There is no such file.
        ParseError: A part of it holds none of the three, or a cell that cannot be read.
    """
    sheets = _opened(source)
    for sheet in sheets:
        _refuse_overlooked(sheet)
    found: dict[str, pd.DataFrame | Bill] = {}
    for table in DASHBOARD_TABLES:
        parts = [(sheet, rows) for sheet in sheets for rows in sheet.tables if rows.table is table]
        if parts:
            found[table.name] = _joined(parts, table)
    if shown := [_bill(sheet) for sheet in sheets if sheet.shows_bill]:
        found["bill"] = bills.join(shown)
    return found


class Files:
    """A source like `Portal`, made of files and pasted text.

    Args:
        subscriptions: Where Subscriptions stand: a source or a list of sources, or a frame that
            was read; `None` means that they were not handed over, which is not «no rows».
        transactions: Where Transactions Data stand; likewise.
    """

    def __init__(
        self,
        subscriptions: Sources | pd.DataFrame | None = None,
        transactions: Sources | pd.DataFrame | None = None,
    ) -> None:
        self._given = {SUBSCRIPTIONS.name: subscriptions, TRANSACTIONS.name: transactions}

    def subscriptions(self, number: str) -> pd.DataFrame | None:
        """Return the customer's Subscriptions, or `None` where they were not handed over.

        Raises:
            QueryError: `number` is none, or no such file is there.
            ParseError: The file cannot be read, or speaks of other customers only.
        """
        return self._of(typed_number(number), SUBSCRIPTIONS)

    def transactions(self, number: str) -> pd.DataFrame | None:
        """Return the customer's Transactions Data; as `subscriptions`."""
        return self._of(typed_number(number), TRANSACTIONS)

    def _of(self, number: str, table: Table) -> pd.DataFrame | None:
        given = self._given[table.name]
        if given is None:
            return None
        frame = given if isinstance(given, pd.DataFrame) else _read_table(given, table)
        echoed = frame.attrs.get("number")
        own = frame[frame["indihome_number"] == number].reset_index(drop=True)
        if (echoed and echoed != number) or (len(frame) and own.empty):
            raise ParseError(
                "{table} in {source} is of another number, not of {number}.",
                table=table.title,
                source=frame.attrs.get("source", "-"),
                number=number,
            )
        own.attrs = {
            **frame.attrs,
            "number": echoed,  # what the source says, not what is asked
            "announced": None if frame.attrs.get("announced") is None else len(own),
        }
        return own


def _parts(given: Part | Sequence[Part]) -> list[Part]:
    parts = [given] if isinstance(given, Bill | str | bytes | Path | Upload) else list(given)
    if not parts:
        raise QueryError("There is nothing to read. Paste the table with its header.")
    return parts


def _opened(source: Sources) -> list[Sheet]:
    return [open_source(part) for part in _parts(source)]


def _read_table(source: Sources, table: Table) -> pd.DataFrame:
    parts = []
    for sheet in _opened(source):
        found = [(sheet, rows) for rows in sheet.tables if rows.table is table]
        if not found:
            _refuse_without(sheet, [table])
        parts += found
    return _joined(parts, table)


def _refuse_without(sheet: Sheet, tables: Sequence[Table]) -> NoReturn:
    refuse_near_miss(sheet.grids, tables)
    if sheet.page and sheet.page.is_login:
        raise ParseError(
            "{name} is a saved log-in page, not a result. Log in, search, and save that page.",
            name=sheet.label,
        )
    raise ParseError(
        "{name} holds no table with the headers of {tables}. "
        "Copy or save it again, the line of headers too.",
        name=sheet.label,
        tables=" / ".join(table.title for table in tables),
    )


def _refuse_overlooked(sheet: Sheet) -> None:
    """Refuse a source, or a table of a page, that would add nothing without a word."""
    if not sheet.tables and not sheet.shows_bill:
        _refuse_without(sheet, TABLES)
    for grid in sheet.grids:
        if not any(header_of(row, TABLES) for row in grid):
            refuse_near_miss([grid], DASHBOARD_TABLES)


def _bill(sheet: Sheet) -> Bill:
    bill = bills.read_grid(sheet.flat) or _refuse_without(sheet, BILL_TABLES)
    return bills.told(bill, sheet.label, *_proof([sheet]))


def _joined(parts: Sequence[tuple[Sheet, Rows]], table: Table) -> pd.DataFrame:
    """Return the tables of one kind as one, checked against what they announce."""
    groups: dict[tuple[str, int | None], list[pd.DataFrame]] = defaultdict(list)
    for sheet, rows in parts:
        frame = typed(rows)
        count = sheet.page.announced if sheet.page else _announced(rows)
        _refuse_unsaid_emptiness(sheet, rows, count)
        groups[echo(rows.above), count].append(frame)
    whole = [_complete(frames, count, table) for (_, count), frames in groups.items()]
    frame, repeats = without_repeats(whole)
    notes = [remark for part in _flat(groups.values()) for remark in part.attrs["notes"]]
    if repeats or len(frame) < sum(len(part) for part in _flat(groups.values())):
        notes.append(note("Rows that were given twice are counted once."))
    notes += _perhaps_thousands(frame, table)
    numbers = {number for said, _ in groups for number in echoed_numbers(said)}
    others = numbers and set(frame["indihome_number"]) - numbers
    if len(numbers) > 1 or others:
        raise ParseError(
            "{table}: a search of {numbers} with rows of {others}. "
            "Copy one customer's result at a time.",
            table=table.title,
            numbers=", ".join(sorted(numbers)),
            others=", ".join(sorted(others or numbers)[:5]),
        )
    fetched, evidence = _proof([sheet for sheet, _ in parts])
    frame.attrs = {
        "source": ", ".join(dict.fromkeys(sheet.label for sheet, _ in parts)),
        "kind": table.name,
        "number": next(iter(numbers), None),
        "fetched": fetched,
        "evidence": evidence,
        "announced": None if any(count is None for _, count in groups) else _total(whole, frame),
        "echo": next(iter(groups))[0],
        "pages": len(parts),
        "filtered": any(_FILTER.search(said) is not None for said, _ in groups),
        "notes": notes,
    }
    return frame


def _proof(sheets: Iterable[Sheet]) -> tuple[str, list[list[int | str]]]:
    """Return when sheets were read, the last of them, and their evidence."""
    kept = dict.fromkeys(sheet.kept for sheet in sheets if sheet.kept)
    return max(one.time for one in kept).isoformat(sep=" "), [one.cited for one in kept]


def _perhaps_thousands(frame: pd.DataFrame, table: Table) -> Iterator[Note]:
    """Yield a remark for each column with amounts that once may have been a thousand times as much.

    An English spreadsheet takes 29.000 for 29, and so every amount of a row; where only a prorated
    one is as small, it is one.
    """
    columns = [column for column in table.columns if column.kind == "amount"]
    amounts = frame[[column.name for column in columns]].abs()
    small = amounts[amounts.fillna(0).lt(1000).all(axis=1)]
    for column in columns:
        if count := small[column.name].between(1, 999).sum():
            yield note(
                "{column}: {count} amounts are below Rp 1.000; a spreadsheet may have read 29.000 "
                "as 29. Compare with the dashboard.",
                column=column.header,
                count=int(count),
            )


def _total(whole: Sequence[pd.DataFrame], frame: pd.DataFrame) -> int | None:
    """Return the count that complete results announce together for the rows of `frame`.

    One search that was copied at two times announces two counts; then that of all rows counts, if
    any does.
    """
    counts = [len(part) for part in whole]
    return len(frame) if len(frame) in (sum(counts), *counts) else None


def _flat(groups: Iterable[Iterable[pd.DataFrame]]) -> Iterator[pd.DataFrame]:
    return (frame for group in groups for frame in group)


def _announced(rows: Rows) -> int | None:
    """Return the count that stands nearest to a table in text, above or below it."""
    above = announced_counts(after_echo(rows.above))
    below = announced_counts(before_echo(rows.below))
    return one_count([*above[-1:], *below[:1]])


def _refuse_unsaid_emptiness(sheet: Sheet, rows: Rows, count: int | None) -> None:
    if rows.cells or rows.says_empty or count == 0:
        return
    if sheet.page and sheet.page.scripted:
        raise ParseError(
            "The table is empty in the page and filled by a script afterwards, which is not "
            "run here. Use the page's export, or copy the table from the browser and paste it."
        )
    raise ParseError(
        "{name} shows a header without rows, and does not say that there are none. "
        "Copy the result from the browser, with the line that tells how many rows there are.",
        name=sheet.label,
    )


def _complete(frames: list[pd.DataFrame], count: int | None, table: Table) -> pd.DataFrame:
    frame, _ = without_repeats(frames)
    if count is None or all(len(part) == count for part in frames):
        return frame  # some portals announce on each page the rows of that page
    if len(frame) > count:
        raise ParseError(
            "{table}: {read} rows were read, but only {count} are announced. "
            "Copy or save each result again, and hand it over once.",
            table=table.title,
            read=len(frame),
            count=count,
        )
    if len(frame) < count:
        raise IncompleteError(
            "{table}: only {read} of {count} rows were read. Hand over the other pages too.",
            table=table.title,
            read=len(frame),
            count=count,
        )
    return frame
