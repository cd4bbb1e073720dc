"""Frames as plain text: for a terminal, as CSV, as JSON.

A cell comes from a page or a file that others wrote. On a terminal it must not steer the terminal,
and in a spreadsheet it must not become a formula.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import pandas as pd

from ott_toolkit.amounts import NO_VALUE, format_month, format_rupiah
from ott_toolkit.bill import Bill
from ott_toolkit.letters import harmless
from ott_toolkit.schema import BILL_LINES, BILL_PERIODS, SUBSCRIPTIONS, TABLES

Tables = dict[str, pd.DataFrame]
"""Name of a table (`subscriptions`, `transactions`, `periods`, `lines`) → its frame."""

Record = dict[str, str | int | None]

_MONTH = BILL_PERIODS["period"].name
_HEADERS = {
    table.name: {column.name: column.header for column in table.columns} for table in TABLES
} | {
    "lines": {
        "indihome_number": SUBSCRIPTIONS["indihome_number"].header,
        "period": BILL_PERIODS["period"].header,
        **{name: BILL_LINES[name].header for name in ("line", "amount", "status")},
    },
    "periods": {
        **{column.name: column.header for column in BILL_PERIODS.columns[:-2]},
        "paid_time": "Tanggal, Jam",
    },
}


def tables(found: dict[str, pd.DataFrame | Bill]) -> Tables:
    """Return what was read (`ott_toolkit.read`) by the names of its tables; a bill has two."""
    apart: Tables = {}
    for name, part in found.items():
        if isinstance(part, Bill):
            apart |= {"periods": part.periods, "lines": part.lines}
        else:
            apart[name] = part
    return apart


def for_terminal(
    frame: pd.DataFrame, name: str, *, width: int | None = None, language: str = "id"
) -> str:
    """Return a table under the dashboard's headers, ready to print.

    Args:
        frame: One of the four tables; unknown columns stand last under their own headers. Or
            another page as shown, of which no column is known.
        name: Which of them, or the page's name.
        width: The terminal's; a row that is wider becomes a block of lines. `None` is endless.
        language: Of the months' names.
    """
    headers = _headers(frame, name)
    rows = [
        [
            harmless(_shown(cell, column, language))
            for column, cell in zip(headers, row, strict=True)
        ]
        for row in frame[list(headers)].itertuples(index=False)
    ]
    titles = [harmless(header) for header in headers.values()]
    money = [pd.api.types.is_integer_dtype(frame[column]) for column in headers]
    lines = grid(titles, rows, money)
    if width is None or all(len(line) <= width for line in lines):
        return "\n".join(lines)
    return "\n\n".join(_block(titles, row) for row in rows)


def to_csv(frame: pd.DataFrame) -> str:
    """Return a frame as comma-separated values under canonical names.

    `read` takes Subscriptions and Transactions Data again, a bill only as its page shows it.
    Times are `YYYY-MM-DD HH:MM:SS` (WIB), months their first day; what is missing is empty; text
    that a spreadsheet would take for a formula has an apostrophe before it.
    """
    return grid_csv(list(frame.columns), (record.values() for record in _rows(frame, " ")))


def grid_csv(headers: Iterable[str], rows: Iterable[Iterable[str | int | None]]) -> str:
    """Return rows as comma-separated values; what a spreadsheet would reckon stays text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (headers, *rows):
        writer.writerow(map(spared, row))
    return text.getvalue()


def records(frame: pd.DataFrame) -> list[Record]:
    """Return a frame's rows for JSON: customers' numbers are text, money is whole rupiah.

    Times are `YYYY-MM-DDTHH:MM:SS` (WIB), months their first day.
    """
    return list(_rows(frame, "T"))


def _rows(frame: pd.DataFrame, between: str) -> Iterator[Record]:
    names = list(frame.columns)
    for row in frame.itertuples(index=False):
        yield {name: _value(cell, name, between) for name, cell in zip(names, row, strict=True)}


def _headers(frame: pd.DataFrame, name: str) -> dict[str, str]:
    """Return column → header of what a terminal shows."""
    known = _HEADERS.get(name, {})
    of_bill = name in (BILL_LINES.name, BILL_PERIODS.name)
    extra = [] if of_bill else [column for column in frame.columns if column not in known]
    return {column: header for column, header in known.items() if column in frame} | {
        column: column for column in extra
    }


def _shown(cell: Any, name: str, language: str) -> str:
    if pd.isna(cell):
        return NO_VALUE
    if isinstance(cell, pd.Timestamp):
        return format_month(cell, language) if name == _MONTH else f"{cell:%Y-%m-%d %H:%M:%S}"
    return cell if isinstance(cell, str) else format_rupiah(int(cell))


def _value(cell: Any, name: str, between: str) -> str | int | None:
    if pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}" if name == _MONTH else f"{cell:%Y-%m-%d{between}%H:%M:%S}"
    return cell if isinstance(cell, str) else int(cell)


def spared(cell: str | int | None) -> str | int | None:
    """Return a cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    text = harmless(cell)
    # A spreadsheet takes the wide forms of these signs, too.
    begins = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if begins in ("=", "+", "-", "@") else text


def grid(titles: Sequence[str], rows: Iterable[Sequence[str]], money: Sequence[bool]) -> list[str]:
    """Return the lines of a table; what is `money` stands at the right of its column.

    A title may have several lines.
    """
    rows = list(rows)
    heads = list(zip_longest(*(title.split("\n") for title in titles), fillvalue=""))
    widths = [max(map(len, column)) for column in zip(*heads, *rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, money, strict=True)
        ).rstrip()
        for row in [*heads, ["─" * width for width in widths], *rows]
    ]


def _block(titles: Sequence[str], row: Sequence[str]) -> str:
    width = max(map(len, titles))
    pairs = zip(titles, row, strict=True)
    return "\n".join(f"{title.ljust(width)}  {cell}" for title, cell in pairs)
