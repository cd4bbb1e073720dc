"""What an analyst hands over (a path, bytes or pasted text) as grids of cell texts.

What a thing is, is told by its content, never by its name: dashboards export `.xls` files that
are HTML, and Indonesian spreadsheets write semicolons between what they call commas.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from ott_toolkit.charset import decoded
from ott_toolkit.errors import ParseError, QueryError, refusal
from ott_toolkit.evidence import Body, Kept, store
from ott_toolkit.page import Grid, Page, flat_grid
from ott_toolkit.rows import Rows, header_of, tables_in
from ott_toolkit.said import after_echo, any_says_no_data, before_echo, says_no_data
from ott_toolkit.schema import BILL_TABLES, DASHBOARD_TABLES, TABLES


@dataclass(frozen=True, repr=False)
class Upload:
    """A file that arrives with its name and without a path.

    Attributes:
        name: What it is called.
        content: Its bytes.
        pasted: Whether it is text that was pasted, not a file.
        kept: Its evidence, where it was kept already.
    """

    name: str
    content: bytes = field(repr=False)
    pasted: bool = False
    kept: Kept | None = None


Source = str | Path | bytes | Upload
"""A path, a file's bytes (with or without its name), its text, or pasted text."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype|[a-z][a-z0-9]*)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATORS = {"\t": "tab", ";": ";", ",": ","}
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=([,;\t])\"?\n", re.IGNORECASE)
# Stars in the middle of a word hide something: `1215****0017` is no number.
_BOLD = re.compile(r"(?<![^\s;,:|(\"])\*\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*\*(?![^\s;,:|.)\"])")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF")
_MOST_PARTS, _MOST_BYTES, _MOST_BYTES_BESIDE, _MOST_CELLS = 500, 32 << 20, 5 << 20, 5_000_000
"""What a workbook holds at most, unpacked: parts, bytes, bytes beside its rows, cells."""
_ROWS_IN = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/media/")
_EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number; what is longer has lost its end."""


@dataclass(frozen=True, repr=False)
class Sheet:
    """What was handed over, ready to be searched for tables.

    Attributes:
        label: The file's name, or that it was pasted.
        grids: Its tables, each as rows of cell texts.
        page: The page it is, if it is one.
        html: The source of that page.
        kept: Its evidence.
    """

    label: str
    grids: list[Grid]
    page: Page | None = None
    html: str = ""
    kept: Kept | None = None

    @property
    def tables(self) -> list[Rows]:
        """Every dashboard table that is here, with the text around it."""
        return [rows for rows in self._found if rows.table in DASHBOARD_TABLES]

    @property
    def shows_bill(self) -> bool:
        """Whether a table of a bill is here."""
        return any(rows.table in BILL_TABLES for rows in self._found)

    @cached_property
    def _found(self) -> list[Rows]:
        if self.page is None:
            return [rows for grid in self.grids for rows in _in_text(grid)]
        return [rows for grid in self.grids for rows in _in_page(grid, self.page)]

    @property
    def flat(self) -> Grid:
        """The whole as one grid, in order: lines of text as single cells."""
        return flat_grid(self.html) if self.page else [row for grid in self.grids for row in grid]


def _in_text(grid: Grid) -> Iterator[Rows]:
    """Yield every table of a text; above or below it may be said that it has no rows.

    An echo divides what is said of two tables; without one, it is said of the upper table alone.
    """
    others = None
    for rows in tables_in(grid, TABLES, exact=False):
        above, below = after_echo(rows.above), before_echo(rows.below)
        none = any_says_no_data(below) or (above != others and any_says_no_data(above))
        yield replace(rows, says_empty=none and not rows.cells)
        others = rows.below


def _in_page(grid: Grid, page: Page) -> Iterator[Rows]:
    """Yield a page's table, with all that the page says; of a bill the headers alone."""
    found = list(tables_in(grid, DASHBOARD_TABLES))
    for rows in found:
        none = not rows.cells and _says_none(page)
        yield replace(rows, above=page.text, below="", says_empty=rows.says_empty or none)
    if not found:
        yield from (Rows(table, row) for row in grid if (table := header_of(row, BILL_TABLES)))


def _says_none(page: Page) -> bool:
    """Whether a page says beside its tables that there are no rows, and reports no error."""
    return page.says_no_data and (not page.notice or says_no_data(page.notice))


def open_source(source: Source) -> Sheet:
    """Return what `source` holds; a short text of one line is a path.

    It is kept as evidence before it is read, once.

    Raises:
        QueryError: There is no such file, or nothing was handed over.
        ParseError: It can't be read as a page, a spreadsheet, separated values or pasted text.
        EvidenceError: It could not be kept.
    """
    upload = kept(source)
    if upload.pasted:
        sheet = _from_text(upload.content.decode(), upload.name)
    else:
        sheet = _from_bytes(upload.content, upload.name)
    return replace(sheet, kept=upload.kept)


def kept(
    source: Source, *, known: Callable[[Body], Kept | None] | None = None, **about: str
) -> Upload:
    """Return `source` as it was kept: its bytes, its name and its evidence.

    Args:
        source: What was handed over.
        known: Where it may have been kept before; then it is not kept again.
        about: What its entry tells beside; nothing of a customer.

    Raises:
        QueryError: There is no such file, or nothing was handed over.
        EvidenceError: It could not be kept.
    """
    upload = _handed_over(source)
    if upload.kept:
        return upload
    body = Body(upload.name, content=upload.content)
    before = known(body) if known else None
    proof = before or store().keep("file", body, lasting=False, pasted=upload.pasted, **about)
    return replace(upload, kept=proof)


def _handed_over(source: Source) -> Upload:
    if isinstance(source, Upload):
        return source
    if isinstance(source, bytes):
        return Upload("file", source)
    if isinstance(source, str) and not _is_path(source):
        # Half of a surrogate pair is no character, but a paste may hold one.
        return Upload("pasted text", source.encode(errors="replace"), pasted=True)
    path = Path(source)
    try:
        return Upload(path.name, path.read_bytes())
    except (OSError, ValueError) as reason:  # a NUL in a path is a ValueError
        raise QueryError(
            "The file {name} cannot be opened: {reason}",
            name=path.name,
            reason=refusal(reason),
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
    if content.startswith(_PICTURES):
        raise ParseError(
            "{name} is a picture or a PDF, which cannot be read. Copy the table from its page, or "
            "save the page or its export.",
            name=label,
        )
    if not content.strip():
        raise ParseError("{name} is empty.", name=label)
    return _from_text(decode(content), label)


def decode(content: bytes) -> str:
    """Return the text of a file; what is no text gives signs that no number or time has."""
    try:
        return decoded(content)[0]
    except ParseError:
        return content.decode("cp1252", errors="replace")


def is_page(text: str) -> bool:
    """Whether a text is the source of a page."""
    return _HTML.match(text) is not None


def _from_text(text: str, label: str) -> Sheet:
    text = text.lstrip("\ufeff").replace("\x00", "\ufffd")
    if is_page(text):
        page = Page(text)
        return Sheet(label, page.grids, page, text)
    return Sheet(label, [_separated(text)])


def _separated(text: str) -> Grid:
    """Return `text` split by the separator that makes a known header appear.

    Raises:
        ParseError: Two separators do.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if named := _SEPARATOR_LINE.match(text):
        return _split(text[named.end() :], named[1])
    lines = text.split("\n")
    fitting = [
        separator
        for separator in _SEPARATORS
        if any(header_of(line.split(separator), TABLES) for line in lines if separator in line)
    ]
    if len(fitting) > 1:
        raise ParseError(
            "The text has tables with different separators ({separators}). "
            "Paste or upload them one at a time.",
            separators="  ".join(_SEPARATORS[separator] for separator in fitting),
        )
    # No header is whole? Where it splits most is where it is worth looking for what is missing.
    most = max(_SEPARATORS, key=lambda separator: max(line.count(separator) for line in lines))
    return _split(text, fitting[0] if fitting else most)


def _split(text: str, separator: str) -> Grid:
    rows = _quoted(text, separator) if '"' in text else None
    if rows is None:
        rows = [line.split(separator) for line in text.split("\n")]
    return [[cell.strip() for cell in row] for row in rows]


def _quoted(text: str, separator: str) -> Grid | None:
    """Return the rows of text with quotes, or `None` where these are not a spreadsheet's.

    They are where all of them pair up as it writes them. Two lone quotes, such as ditto marks,
    may do so too, and would swallow the cells or rows between.
    """
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        return None
    swallowed = (
        separator in cell and (separator == "\t" or "\n" in cell) for row in rows for cell in row
    )
    return None if any(swallowed) else rows


def _from_workbook(content: bytes, label: str) -> Sheet:
    from openpyxl import load_workbook

    try:
        _refuse_bomb(content, label)
        book = load_workbook(io.BytesIO(content), read_only=True)
        grids = [_sheet_grid(sheet) for sheet in book.worksheets]
    except ParseError:
        raise
    except Exception as reason:  # noqa: BLE001 - a damaged file fails wherever the damage is
        raise ParseError(
            "{name} cannot be read as an Excel workbook ({reason}). Save it again, or as CSV.",
            name=label,
            reason=type(reason).__name__,
        ) from None
    return Sheet(label, grids)


def _refuse_bomb(content: bytes, label: str) -> None:
    """Refuse a workbook that unpacks to far more than a look-up; no part unpacks to more than said.

    Raises:
        ParseError: It does.
    """
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    beside = [part for part in parts if not part.filename.startswith(_ROWS_IN)]
    if (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _MOST_BYTES
        or sum(part.file_size for part in beside) > _MOST_BYTES_BESIDE
    ):
        raise _too_large(label)


def _too_large(label: str) -> ParseError:
    return ParseError(
        "{name} unpacks to far more than the result of a look-up. Export one number's rows again.",
        name=label,
    )


def _sheet_grid(sheet: Any) -> Grid:
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    rows, cells = [], 0
    for row in sheet.iter_rows():
        cells += len(row) or 1  # a row far below leaves empty ones above it
        if cells > _MOST_CELLS:
            raise _too_large(sheet.title)
        if row:
            rows.append([_cell_text(cell, sheet.title) for cell in row])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows if any(row)]


def _cell_text(cell: Any, sheet: str) -> str:
    """Return a workbook's cell as the dashboard would show it, or refuse what it may have lost."""
    value = cell.value
    if value is None:
        return ""
    where = {"sheet": sheet, "cell": cell.coordinate}
    if cell.data_type == "f":
        raise ParseError(
            "Sheet {sheet}, cell {cell} holds a formula. Paste the values instead.", **where
        )
    if cell.data_type == "e":
        raise ParseError("Sheet {sheet}, cell {cell} holds the error {text}.", text=value, **where)
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
        if not float(value).is_integer():
            raise ParseError(
                "Sheet {sheet}, cell {cell} holds the number {text}: the spreadsheet may have "
                "taken the dot of an amount such as 29.125 for a decimal point. Format the column "
                "as Text before opening the export.",
                text=value,
                **where,
            )
        shown = cell.number_format  # zeros alone show a number with those that it begins with
        return str(int(value)).zfill(len(shown) if set(shown) == {"0"} else 0)
    if isinstance(value, datetime):
        # A spreadsheet counts days as a float: whole seconds come back a hair off.
        return str((value + timedelta(milliseconds=500)).replace(microsecond=0))
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
