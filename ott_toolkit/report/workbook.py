"""The report as a workbook: real dates and numbers, and no formula from outside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import MergedCell
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ott_toolkit.report.contents import COLOURS, SIGNS, Contents
from ott_toolkit.report.drawings import pngs
from ott_toolkit.report.sheets import Cell, Sheet, sheets

NARROWEST, WIDEST = 9, 60
"""Widths of columns, in letters."""
PICTURE = 1000
"""The width of a chart on its sheet, in pixels."""
_FORMATS = {"int": "#,##0", "datetime": "yyyy-mm-dd hh:mm:ss", "date": "mmm yyyy"}
_HEADER = PatternFill("solid", fgColor="FF2165AC")
_OLDEST = 1900
"""A workbook counts days from here on; what is older stays a text."""
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook(contents: Contents) -> bytes:
    """Return the report of a case as the bytes of an `.xlsx` file."""
    asof = contents.case.asof
    _ = contents.tell.words
    book = _book(f"{_('Case report')} {contents.number}", sheets(contents), asof)
    drawn = book.create_sheet(_("Charts"))
    row = 1
    for picture in pngs(contents.case, contents.tell):
        image = Image(io.BytesIO(picture))
        image.width, image.height = PICTURE, round(image.height * PICTURE / image.width)
        drawn.add_image(image, f"A{row}")
        row += image.height // 20 + 3
    _fit_for_print(drawn)
    return _saved(book, asof)


def tables(title: str, given: Iterable[Sheet], asof: datetime) -> bytes:
    """Return sheets as the bytes of an `.xlsx` file that says of itself to be of `asof`."""
    return _saved(_book(title, given, asof), asof)


def _book(title: str, given: Iterable[Sheet], asof: datetime) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = "ott-toolkit"
    book.properties.created = asof
    for sheet in given:
        _write_sheet(book.create_sheet(_free_title(sheet.title)), sheet)
    return book


def _saved(book: Workbook, asof: datetime) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return fixed(content.getvalue(), asof)


def _free_title(title: str) -> str:
    """Return a sheet's title without what Excel refuses in one."""
    return re.sub(r"[\\/*?:\[\]]", " ", title)[:31]


def _write_sheet(sheet: Worksheet, told: Sheet) -> None:
    """Write what a sheet holds, its headers first, ready to be printed."""
    for place, header in enumerate(told.headers, start=1):
        cell = sheet.cell(1, place)
        _put(cell, header)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = _HEADER
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for line, row in enumerate(told.rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet.cell(line, place), value)
    for place in range(1, len(told.headers) + 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _width(
            [told.headers[place - 1], *(row[place - 1] for row in told.rows)]
        )
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(told.headers))
    sheet.auto_filter.ref = f"A1:{last}{len(told.rows) + 1}"
    _fit_for_print(sheet)


def _put(cell: WorkbookCell | MergedCell, value: Cell) -> None:
    """Put a value into a cell: a text stays a text, whatever a spreadsheet may take it for."""
    if value is None:
        return
    if isinstance(value, date) and value.year < _OLDEST:
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        cell.number_format = _FORMATS[type(value).__name__]
        cell.alignment = Alignment(vertical="top")
        return
    cell.value = _REFUSED.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST]
    cell.data_type = "s"  # else «=…» would be a formula, and «#N/A» an error
    cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    _colour(cell, value)


def _colour(cell: WorkbookCell | MergedCell, text: str) -> None:
    """Give a verdict its colour, by the sign that it begins with."""
    for kind, sign in SIGNS.items():
        if text.startswith(f"{sign} "):
            cell.font = Font(bold=True, color=f"FF{COLOURS[kind].lstrip('#').upper()}")


def _width(values: Sequence[Cell]) -> float:
    longest = max(len(_shown(value)) for value in values)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _shown(value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return "mmm yyyy"
    return "" if value is None else str(value)


def _fit_for_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def fixed(content: bytes, asof: datetime) -> bytes:
    """Return a workbook that does not tell when it was written: one case, the same bytes."""
    moment = f"{asof:%Y-%m-%dT%H:%M:%S}Z".encode()
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as written,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in written.namelist():
            part = written.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment, part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, part)
    return packed.getvalue()
