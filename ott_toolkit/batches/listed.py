"""The list of numbers that is handed over, checked before anything is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ott_toolkit.amounts import NO_VALUE, typed_number
from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.evidence import Occasion
from ott_toolkit.page import Grid
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, header_key
from ott_toolkit.sources import Upload, open_source

HEADERS: Mapping[str, frozenset[str]] = {
    "number": SUBSCRIPTIONS["indihome_number"].keys
    | TRANSACTIONS["indihome_number"].keys
    | frozenset(map(header_key, ("number", "nomor", "Internet", "nomor internet"))),
    "ticket": frozenset(map(header_key, ("ticket", "tiket", "nomor tiket", "ticket number"))),
    "bill": frozenset(map(header_key, ("bill", "tagihan", "bill file", "berkas tagihan"))),
}
"""What a column may be headed by."""


@dataclass(frozen=True)
class Listed:
    """A number of the list.

    Attributes:
        number: The IndiHome number.
        place: Its line in the list, from 1; of a workbook blank rows are not counted.
        ticket: Its ticket; empty for the run's.
        bill: The file of its bill.
    """

    number: str = field(repr=False)
    place: int = 0
    ticket: str = ""
    bill: Path | None = None


@dataclass(frozen=True)
class Listing:
    """A list of numbers.

    Attributes:
        numbers: Each number once, as it stands first.
        repeated: Number → all its lines, where there are several.
        bad: Line → why nothing can be asked by it.
    """

    numbers: tuple[Listed, ...]
    repeated: Mapping[str, tuple[int, ...]] = field(repr=False)
    bad: Mapping[int, OttError] = field(repr=False)


def read_list(upload: Upload, folder: Path) -> Listing:
    """Return the numbers of a list: text of one number a line, separated values, a workbook.

    Args:
        upload: The list.
        folder: Where the files of bills lie that it names.

    Raises:
        QueryError: It has no column of numbers.
        ParseError: It can't be read, or a spreadsheet lost digits.
    """
    sheet = open_source(upload)
    grids = [grid for grid in sheet.grids if any(map(any, grid))]
    headed = [grid for grid in grids if "number" in _headed(grid)]
    if len(headed or grids) != 1:
        raise _no_column(upload.name, grids)
    (grid,) = headed or grids
    columns = _headed(grid) or _only(grid)
    if "number" not in columns:
        raise _no_column(upload.name, grids)
    return _checked(grid, columns, folder)


def _first(grid: Grid) -> list[str]:
    return next(row for row in grid if any(row))


def _headed(grid: Grid) -> dict[str, int]:
    """Return the places of the columns whose headers are known."""
    keys = list(map(header_key, _first(grid)))
    found = {name: [n for n, key in enumerate(keys) if key in known]
             for name, known in HEADERS.items()}  # fmt: skip
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def _only(grid: Grid) -> dict[str, int]:
    """Return the place of the only column."""
    filled = {place for row in grid for place, cell in enumerate(row) if cell}
    return {"number": filled.pop()} if len(filled) == 1 else {}


def _no_column(name: str, grids: list[Grid]) -> QueryError:
    from ott_toolkit.masks import Mask

    found = [cell for grid in grids for cell in _first(grid) if cell]
    return QueryError(
        "{name}: it is unclear which column holds the numbers. Let one be headed {known}, or hand "
        "over numbers alone. Found: {found}.",
        name=name,
        known="IndiHome",
        found=Mask()(", ".join(found)) or NO_VALUE,
    )


def _checked(grid: Grid, columns: Mapping[str, int], folder: Path) -> Listing:
    lines: dict[str, list[int]] = defaultdict(list)
    numbers: list[Listed] = []
    bad: dict[int, OttError] = {}
    rows = [(line, row) for line, row in enumerate(grid, 1) if any(row)]
    for line, row in rows[_heads(rows[0][1], columns) :]:
        cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        try:
            listed = _listed(cells, line, folder)
        except OttError as error:
            bad[line] = error
            continue
        if listed.number not in lines:
            numbers.append(listed)
        lines[listed.number].append(line)
    repeated = {number: tuple(places) for number, places in lines.items() if len(places) > 1}
    return Listing(tuple(numbers), repeated, bad)


def _heads(row: list[str], columns: Mapping[str, int]) -> bool:
    """Whether a row is the headers: of an only column, what holds no digit."""
    cell = row[columns["number"]]
    return header_key(cell) in HEADERS["number"] or not any(map(str.isdigit, cell))


def _listed(cells: Mapping[str, str], line: int, folder: Path) -> Listed:
    # An apostrophe before a number is a spreadsheet's sign for text.
    number = typed_number(cells["number"].removeprefix("'"))
    occasion = Occasion(ticket=cells.get("ticket", ""))
    occasion.of(number, needs_ticket=False)
    named = cells.get("bill", "")
    if named and not (folder / named).is_file():
        raise QueryError("There is no bill {name}. Paths are read from the list's folder.",
                         name=named)  # fmt: skip
    return Listed(number, line, occasion.ticket, folder / named if named else None)
