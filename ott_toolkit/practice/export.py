"""The whole result as a file: cells, and the `.csv` of them. The `.xls` is a template; pure."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from ott_toolkit.practice.sheets import Sheet

# What a spreadsheet takes for a formula; not a negative amount, nor the «-» of a missing value.
FORMULA = re.compile(r"[=+@\t\r]|-(?!$)(?![0-9][0-9.,]*$)")


def table(sheet: Sheet, rows: Iterable[list[str]]) -> list[list[str]]:
    """Header and rows with their counter, safe to open in a spreadsheet."""
    header = ["No", *(column.header for column in sheet.columns)]
    counted = ([str(count), *row] for count, row in enumerate(rows, start=1))
    return [header, *([_harmless(cell) for cell in row] for row in counted)]


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet shows instead of reckoning it: a leading apostrophe is put before.

    An amount such as -29000 stays a number.
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_csv(table: list[list[str]]) -> bytes:
    """The table as `.csv`: semicolons, as an Indonesian Excel expects where commas are decimal.

    The byte order mark lets Excel read the file as UTF-8.
    """
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(table)
    return text.getvalue().encode("utf-8-sig")
