"""What an analyst hands over (a path, bytes or pasted text) as grids of cell texts.

What a thing is, is told by its content, never by its name: dashboards export `.xls` files that
are HTML, and Indonesian spreadsheets write semicolons between what they call commas.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from ott_toolkit.errors import ParseError, QueryError
from ott_toolkit.page import Grid, Page, flat_grid
from ott_toolkit.parse import Rows, tables_in
from ott_toolkit.schema import TABLES, Table


@dataclass(frozen=True)
class Upload:
    """A file that arrives with its name and without a path."""

    name: str
    content: bytes


Source = str | Path | bytes | Upload
"""A path, a file's bytes (with or without its name), its text, or pasted text."""

_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype|html|head|body|meta|table|div|form|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR_LINE = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.*?)\*\*")
_EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number; what is longer has lost its end."""


@dataclass(frozen=True)
class Sheet:
    """What was handed over, ready to be searched for tables.

    Attributes:
        label: The file's name, or that it was pasted.
        grids: Its tables, each as rows of cell texts.
        flat: The whole as one grid, in order: lines of text as single cells.
        page: The page it is, if it is one.
    """

    label: str
    grids: list[Grid]
    flat: Grid
    page: Page | None = None

    def tables(self, table: Table) -> Iterator[Rows]:
        """Yield every `table` that is here, with the text around it."""
        for grid in self.grids:
            for rows in tables_in(grid, TABLES, exact=self.page is not None):
                if rows.table is table:
                    yield replace(rows, above=self.page.text) if self.page else rows


def open_source(source: Source) -> Sheet:
    """Return what `source` holds; a short text of one line is a path.

    Raises:
        QueryError: There is no such file, or nothing was handed over.
        ParseError: It can't be read as a page, a spreadsheet, separated values or pasted text.
    """
    if isinstance(source, Upload):
        return _from_bytes(source.content, source.name)
    if isinstance(source, bytes):
        return _from_bytes(source, "file")
    if isinstance(source, str) and not _is_path(source):
        return _from_text(source, "pasted text")
    path = Path(source)
    try:
        return _from_bytes(path.read_bytes(), path.name)
    except OSError as reason:
        raise QueryError(
            "The file {name} cannot be opened: {reason}",
            name=path.name,
            reason=reason.strerror or type(reason).__name__,
        ) from None


def _is_path(source: str) -> bool:
    text = source.strip()
    if not text:
        raise QueryError("There is nothing to read. Paste the table with its header.")
    return len(text) < 500 and not re.search(r"[\n\t<]", text)


def _from_bytes(content: bytes, label: str) -> Sheet:
    if content.startswith(b"PK\x03\x04"):
        return _from_workbook(content, label)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ParseError(
            "{name} is an old Excel workbook. Open it, save it as .xlsx or CSV, and try again.",
            name=label,
        )
    if not content.strip():
        raise ParseError("{name} is empty.", name=label)
    return _from_text(decode(content), label)


def decode(content: bytes) -> str:
    """Return the text of a file: by its byte-order mark, else UTF-8, else cp1252."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _from_text(text: str, label: str) -> Sheet:
    text = text.lstrip("\ufeff").replace("\x00", "\ufffd")
    if _HTML.match(text):
        page = Page(text)
        return Sheet(label, page.grids, flat_grid(text), page)
    grid = _separated(text)
    return Sheet(label, [grid], grid)


def _separated(text: str) -> Grid:
    """Return `text` split by the separator that makes a known header appear."""
    if named := _SEPARATOR_LINE.match(text):
        return _split(text[named.end() :], named[1])
    grids = [_split(text, separator) for separator in "\t;,"]
    for grid in grids:
        if any(not table.missing(row) for row in grid for table in TABLES):
            return grid
    # No header is whole. Where it splits most is where it is worth looking for what is missing.
    return max(grids, key=lambda grid: max(len(row) for row in grid))


def _split(text: str, separator: str) -> Grid:
    lines = [_BOLD.sub(r"\1", line) for line in text.splitlines()]
    try:
        # Quotes are a spreadsheet's only where all of them pair up as it writes them.
        rows = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        rows = [line.split(separator) for line in lines]
    return [[cell.strip() for cell in row] for row in rows]


def _from_workbook(content: bytes, label: str) -> Sheet:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content))
        grids = [list(_sheet_rows(sheet)) for sheet in book.worksheets]
    except ParseError:
        raise
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, OSError) as reason:
        raise ParseError(
            "{name} cannot be read as an Excel workbook ({reason}). Save it again, or as CSV.",
            name=label,
            reason=type(reason).__name__,
        ) from None
    return Sheet(label, grids, [row for grid in grids for row in grid])


def _sheet_rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [_cell_text(cell, sheet.title) for cell in row]


def _cell_text(cell: Any, sheet: str) -> str:
    """Return a workbook's cell as the dashboard would show it, or refuse what it may have lost."""
    value = cell.value
    where = {"sheet": sheet, "cell": cell.coordinate}
    if value is None:
        return ""
    if cell.data_type == "f":
        raise ParseError(
            "Sheet {sheet}, cell {cell} holds a formula. Paste the values instead.", **where
        )
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if abs(value) >= 10**_EXACT_DIGITS:
            raise ParseError(
                "Sheet {sheet}, cell {cell}: a number of more than {digits} digits has lost its "
                "end in the spreadsheet. Format the column as Text before opening the export.",
                digits=_EXACT_DIGITS,
                **where,
            )
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        # A spreadsheet counts days as a float: whole seconds come back a hair off.
        return str((value + timedelta(milliseconds=500)).replace(microsecond=0))
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
