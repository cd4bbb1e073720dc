"""Rows of text to a typed table: the header found, every cell read strictly.

Pages, exports and pasted text all arrive as grids (rows of cell texts). What is typed here is
right to the last cell or a `ParseError` that names row and column; no row is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from ott_toolkit.amounts import (
    DASHBOARD,
    Notation,
    exact_amount,
    is_missing,
    parse_month,
    parse_number,
    parse_time,
    whole_rupiah,
)
from ott_toolkit.errors import ParseError
from ott_toolkit.page import Grid
from ott_toolkit.said import says_no_data
from ott_toolkit.schema import COUNTERS, TABLES, Kind, Table, header_key

_WORDS = re.compile(r"\W*[^\W\d_]\D{0,60}$")
"""What a header looks like: words without a digit."""
_COUNT = re.compile(r"\s*(?:[0-9]{1,6}\.?)?\s*")

_STRING = pd.StringDtype()
Note = dict[str, object]
"""A remark on how something was read: `template` in English and its values (`locale.explain`)."""


def note(template: str, **values: object) -> Note:
    """Return a remark for `.attrs["notes"]`, plain enough to travel with a frame."""
    return {"template": template, **values}


@dataclass(frozen=True)
class Rows:
    """A table as it is shown: headers and rows of equal length.

    `says_empty` tells that a row such as «Tidak ada data» stood where rows would be; `above` and
    `below` are the lines of text around the table in its grid.
    """

    table: Table | None
    headers: list[str]
    cells: list[list[str]] = field(default_factory=list)
    says_empty: bool = False
    above: str = ""
    below: str = ""

    @cached_property
    def columns(self) -> list[list[str]]:
        """The cells, a list for each header."""
        return [[row[place] for row in self.cells] for place in range(len(self.headers))]


def tables_in(grid: Grid, tables: Sequence[Table], *, exact: bool = True) -> Iterator[Rows]:
    """Yield every table in `grid` whose header is one of `tables`, in order.

    Lines of text between tables are passed over; a row that no header explains is refused.

    Args:
        grid: Rows of cell texts.
        tables: What may be found.
        exact: Whether each row must be as long as its header, as on a page. Text that was copied
            may lack the empty cells at the end of a row, where its columns may be empty; but not
            in the very last one, which could have been cut.

    Raises:
        ParseError: A header lacks a required column or bears one twice; a row has too many or too
            few cells, or stands below no header.
    """
    starts = list(_header_places(grid, tables, exact=exact))
    above = _text(grid[: starts[0][0]]) if starts else ""
    ends = [*(place for place, _ in starts), len(grid)][1:]
    for (place, table), end in zip(starts, ends, strict=True):
        headers = grid[place]
        _refuse_twins(table, headers)
        rows = _body(table, headers, grid[place + 1 : end], exact=exact)
        yield replace(rows, above=above)
        above = rows.below


def table_in(grids: Iterable[Grid], table: Table) -> Rows | None:
    """Return the one `table` of a page, or `None` where no grid has its header.

    Raises:
        ParseError: As `tables_in`; or two tables with rows bear its header; or a header is nearly
            it, and a required column is missing.
    """
    grids = list(grids)
    found = [rows for grid in grids for rows in tables_in(grid, [table])]
    filled = [rows for rows in found if rows.cells]
    if len(filled) > 1:
        raise ParseError(
            "The page shows {count} tables of {table}; which one is meant cannot be told.",
            count=len(filled),
            table=table.title,
        )
    if not found:
        refuse_near_miss(grids, [table])
    return (filled or found)[0] if found else None


def plain_table_in(grids: Iterable[Grid]) -> Rows | None:
    """Return the largest table of a page as it stands, or `None` where there is none.

    Its first row of several cells is its header.
    """
    wide = [grid for grid in grids if any(_filled(row) > 1 for row in grid)]
    if not wide:
        return None
    grid = max(wide, key=lambda grid: sum(_filled(row) for row in grid))
    place = next(place for place, row in enumerate(grid) if _filled(row) > 1)
    headers = [" ".join(text.split()) for text in grid[place]]
    return _body(None, headers, grid[place + 1 :], exact=True)


def refuse_near_miss(grids: Iterable[Grid], tables: Sequence[Table]) -> None:
    """Refuse a header that is one of `tables` but for some required columns.

    Raises:
        ParseError: Such a header is there; the message lists what is missing and what was found.
    """
    rows = [row for grid in grids for row in grid[:40]]
    scored = [(table.coverage(row), table, row) for row in rows for table in tables]
    partly = (score for score in scored if score[0] < 1)
    share, table, row = max(partly, key=lambda score: score[0], default=(0, None, []))
    if table and share >= 0.5:
        raise ParseError(
            "{table}: the column {missing} is missing. Headers found: {found}.",
            table=table.title,
            missing=", ".join(table.missing(row)),
            found=", ".join(text.strip() for text in row if text.strip()),
        )


def typed(rows: Rows, notation: Notation = DASHBOARD) -> pd.DataFrame:
    """Return the typed frame of `rows`: canonical columns first, unknown ones kept as text.

    Text is `string`, money whole rupiah `Int64`, time naive WIB `datetime64[us]`; what a cell
    shows as missing is missing. `.attrs["notes"]` says where sen were rounded.

    Raises:
        ParseError: A cell is not what its column holds; row and column are named.
    """
    if rows.table is None:
        raise TypeError("rows of an unknown table have no types; use as_shown")
    columns = rows.columns
    places = {name: at[0] for name, at in rows.table.find(rows.headers).items() if at}
    data: dict[str, Any] = {}
    notes: list[Note] = []
    for column in rows.table.columns:
        cells = columns[places[column.name]] if column.name in places else [""] * len(rows.cells)
        reader = _Reader(column.header, column.kind, notation)
        data[column.name] = reader.read(cells)
        if reader.rounded:
            notes.append(
                note("{column}: {count} amounts with sen were rounded to whole rupiah.",
                     column=column.header, count=reader.rounded)
            )  # fmt: skip
    for name, place in _extra(rows, set(places.values())).items():
        shown = [" ".join(text.split()) for text in columns[place]]
        data[name] = pd.array(shown, dtype=_STRING)
    frame = pd.DataFrame(data, copy=False)
    frame.attrs["notes"] = notes
    return frame


def empty(table: Table) -> pd.DataFrame:
    """Return the typed frame of a table without rows."""
    return typed(Rows(table, [column.header for column in table.columns]))


def as_shown(rows: Rows) -> pd.DataFrame:
    """Return `rows` as text columns, just as they are shown."""
    columns = rows.columns
    names = _extra(rows, set())
    return pd.DataFrame(
        {name: pd.array([" ".join(text.split()) for text in columns[place]], dtype=_STRING)
         for name, place in names.items()}
    )  # fmt: skip


def without_repeats(frames: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, int]:
    """Join frames of one table; wholly identical rows of different frames are one row.

    Twice within one frame they stay two. Only columns that all frames have are compared.

    Returns:
        The joined frame, and how many rows were left out as repeats.
    """
    if len(frames) == 1:
        return frames[0], 0
    frames = sorted(frames, key=lambda frame: len(frame.columns), reverse=True)
    shared = [name for name in frames[0].columns if all(name in frame for frame in frames)]
    marked = pd.concat([frame.assign(**{_NTH: _nth(frame, shared)}) for frame in frames])
    kept = marked.drop_duplicates([*shared, _NTH], ignore_index=True)
    return kept.drop(columns=_NTH), len(marked) - len(kept)


def _nth(frame: pd.DataFrame, columns: list[str]) -> Any:
    """Return of each row how many rows above it are the same in `columns`."""
    return frame.groupby(columns, dropna=False).cumcount() if len(frame) else 0


def header_of(row: Sequence[str], tables: Sequence[Table]) -> Table | None:
    """Return which of `tables` has `row` as its header, if any."""
    words = sum(1 for text in row if _WORDS.match(text))
    return next((t for t in tables if words >= t.required and not t.missing(row)), None)


def _header_places(
    grid: Grid, tables: Sequence[Table], *, exact: bool
) -> Iterator[tuple[int, Table]]:
    """Yield the places of header rows; a page's table has but one, at its head."""
    for place, row in enumerate(grid):
        if table := header_of(row, tables):
            yield place, table
            if exact:
                return


_NTH = " nth"
"""No header begins with a space."""


def _refuse_twins(table: Table, headers: Sequence[str]) -> None:
    for name, places in table.find(headers).items():
        if len(places) > 1:
            raise ParseError(
                "{table}: two columns are both {column}: {found}.",
                table=table.title,
                column=table[name].header,
                found=", ".join(headers[place].strip() for place in places),
            )


def _body(table: Table | None, headers: list[str], grid: Grid, *, exact: bool) -> Rows:
    """Return the rows below a header; text ends the table, and what follows it must be text.

    A line of text has a single cell, stands in the first one, or fills no more than two, of which
    none is a row's: a count in front, or the value of a column that the table must have.
    """
    width = len(headers)
    if exact and width > 1 and {width}.issuperset(map(len, grid)):
        return Rows(table, headers, [row for row in grid if any(row) and row != headers])
    cells: list[list[str]] = []
    says_empty = ended = False
    below: Grid = []
    last = next((row for row in reversed(grid) if _filled(row)), None)
    must = _required_places(table, headers) if table else []
    for row in grid:
        filled = _filled(row)
        if filled == 0 or row == headers:
            continue
        of_row = len(row) == width > 1 and (_counts(row[0]) or any(row[n].strip() for n in must))
        if filled == 1 and (len(row) == 1 or not exact) and not of_row:
            shown = next(text for text in row if text.strip())
            says_empty = says_empty or says_no_data(shown)
            ended = ended or not says_empty
            below.append(row)
        elif ended and filled < 3 and not of_row:
            below.append(row)
        elif ended:
            refuse_near_miss([[row]], TABLES)
            raise ParseError(
                "{cells} stands below no header. Copy or save the whole table, its header too.",
                cells=" | ".join(text.strip() for text in row if text.strip()),
            )
        else:
            number = len(cells) + 1
            cells.append(_fitted(row, table, headers, number, exact=exact, last=row is last))
    return Rows(table, headers, cells, says_empty and not cells, below=_text(below))


def _counts(text: str) -> bool:
    return bool(text.strip()) and _COUNT.fullmatch(text) is not None


def _required_places(table: Table, headers: list[str]) -> list[int]:
    """Return where required columns stand, less the first place: there a spreadsheet has text."""
    found = table.find(headers)
    return [n for c in table.columns if c.required for n in found[c.name] if n]


def _fitted(
    row: list[str],
    table: Table | None,
    headers: list[str],
    number: int,
    *,
    exact: bool,
    last: bool,
) -> list[str]:
    """Return a row as long as its header; a page's is, and in text only empty cells differ."""
    width = len(headers)
    if len(row) == width:
        return row
    extra, lacking = _filled(row[width:]), headers[len(row) :]
    cut = bool(lacking) and (last or table is None or table.cannot_lack(lacking))
    if extra or exact or cut:
        raise ParseError(
            "Row {row} has {count} cells, the header {width}: {cells}. "
            "Copy or save the whole table again.",
            row=number,
            count=width + extra if extra else len(row),
            width=width,
            cells=" | ".join(row),
        )
    return (row + [""] * width)[:width]


def _text(grid: Grid) -> str:
    return "\n".join(" ".join(" ".join(row).split()) for row in grid)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for text in row if text and not text.isspace())


def _extra(rows: Rows, known: set[int]) -> dict[str, int]:
    """Return name → place of the columns that are not `known`, counters left out."""
    columns = rows.columns
    names: dict[str, int] = {}
    for place, header in enumerate(rows.headers):
        name = " ".join(header.split())
        if place in known or _only_counts(name, columns[place]):
            continue
        name = name or f"column {place + 1}"
        while name in names:
            name = f"{name} ({place + 1})"
        names[name] = place
    return names


def _only_counts(name: str, cells: Iterable[str]) -> bool:
    """Whether a column has nothing to say: it counts the rows, or is empty and has no name."""
    if (header_key(name) or name) in COUNTERS:
        return all(map(_COUNT.fullmatch, cells))
    return not name and not any(text.strip() for text in cells)


class _Reader:
    """Reads one column, each distinct text once; counts the amounts it had to round."""

    def __init__(self, header: str, kind: Kind, notation: Notation) -> None:
        self.header = header
        self.kind = kind
        self.notation = notation
        self.rounded = 0
        self._inexact: set[str] = set()
        readers: dict[Kind, Callable[[str], object]] = {
            "number": parse_number,
            "amount": self._amount,
            # numpy reads ISO text far faster than datetime objects
            "time": lambda text: parse_time(text) and text.strip(),
            "month": lambda text: parse_month(text).isoformat(),
        }
        self._parse = readers.get(kind, str)

    def read(self, cells: Sequence[str]) -> Any:
        """Return the typed array of `cells`.

        Raises:
            ParseError: A cell is not what the column holds.
        """
        values: dict[str, Any] = {}
        for text in dict.fromkeys(cells):  # in the order of the rows: the first bad one is told
            try:
                values[text] = self._value(text)
            except ParseError as reason:
                raise ParseError(
                    "Row {row}, {column}: {reason}",
                    row=cells.index(text) + 1,
                    column=self.header,
                    reason=reason,
                ) from None
        if self._inexact:
            self.rounded = sum(text in self._inexact for text in cells)
        return self._array([values[text] for text in cells])

    def _value(self, text: str) -> object:
        if self.kind == "text":
            return None if is_missing(text) else " ".join(text.split())
        try:
            return self._parse(text)
        except ParseError:
            # Nearly every cell has a value, so missing ones are looked for last. A row is
            # somebody's and a bill is of a month: these are never missing.
            if self.kind not in ("number", "month") and is_missing(text):
                return None
            raise

    def _amount(self, text: str) -> int:
        amount = exact_amount(text, self.notation)
        if amount != amount.to_integral_value():
            self._inexact.add(text)
        return whole_rupiah(amount)

    def _array(self, values: list[Any]) -> Any:
        if self.kind == "amount":
            missing = np.array([value is None for value in values], dtype=bool)
            whole = np.array([value or 0 for value in values], dtype="int64")
            return pd.arrays.IntegerArray(whole, missing)
        if self.kind in ("time", "month"):
            return np.array([value or "NaT" for value in values], dtype="datetime64[us]")
        return pd.array(values, dtype=_STRING)
