"""A grid's tables: which row is a header, and which rows stand below it.

No row is dropped: what is neither a header's nor a line of text is a `ParseError`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ott_toolkit.errors import ParseError
from ott_toolkit.page import Grid
from ott_toolkit.said import says_no_data
from ott_toolkit.schema import COUNTERS, TABLES, Table, header_key

_WORDS = re.compile(r"\W*[^\W\d_]\D{0,60}$")
"""What a header looks like: words without a digit."""
_COUNT = re.compile(r"\s*+(?:[0-9]{1,6}\.?)?\s*+")


@dataclass(frozen=True, repr=False)
class Rows:
    """A table as it is shown: headers and rows of equal length.

    `says_empty` tells that «Tidak ada data» or the like is said instead of rows; `above` and
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

    def names(self, known: Collection[int] = ()) -> dict[str, int]:
        """Return name → place of the columns that are not `known`, counters left out."""
        names: dict[str, int] = {}
        for place, header in enumerate(self.headers):
            name = " ".join(header.split())
            if place in known or _only_counts(name, self.columns[place]):
                continue
            name = name or f"column {place + 1}"
            while name in names:
                name = f"{name} ({place + 1})"
            names[name] = place
        return names


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
            "{table}: the column {missing} is missing. Headers found: {found}. Load or copy the "
            "whole table again; if it stays so, its layout is new: tell whoever looks after the "
            "toolkit.",
            table=table.title,
            missing=", ".join(table.missing(row)),
            found=", ".join(text.strip() for text in row if text.strip()),
        )


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


def _refuse_twins(table: Table, headers: Sequence[str]) -> None:
    for name, places in table.find(headers).items():
        if len(places) > 1:
            raise ParseError(
                "{table}: two columns are both {column}: {found}. Load or copy the whole table "
                "again; if it stays so, its layout is new: tell whoever looks after the toolkit.",
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
        return Rows(
            table, headers, [row for row in grid if any(map(str.strip, row)) and row != headers]
        )
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


def _only_counts(name: str, cells: Iterable[str]) -> bool:
    """Whether a column has nothing to say: it counts the rows, or is empty and has no name."""
    if (header_key(name) or name) in COUNTERS:
        return all(map(_COUNT.fullmatch, cells))
    return not name and not any(text.strip() for text in cells)
