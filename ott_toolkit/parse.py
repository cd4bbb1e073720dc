"""Rows to a typed frame: every cell is read strictly.

Pages, exports and pasted text all arrive as rows of cell texts. What is typed here is right to the
last cell or a `ParseError` that names row and column.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ott_toolkit.amounts import (
    DASHBOARD,
    Notation,
    exact_amount,
    is_missing,
    parse_charge_time,
    parse_month,
    parse_number,
    parse_time,
    whole_rupiah,
)
from ott_toolkit.errors import ParseError
from ott_toolkit.rows import Rows
from ott_toolkit.schema import Column, Kind, Table

_STRING = pd.StringDtype()
_NTH = " nth"
"""No header begins with a space."""
Note = dict[str, object]
"""A remark on how something was read: `template` in English and its values (`locale.explain`)."""


def note(template: str, **values: object) -> Note:
    """Return a remark for `.attrs["notes"]`, plain enough to travel with a frame."""
    return {"template": template, **values}


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
        reader = _Reader(column, notation)
        data[column.name] = reader.read(cells)
        if reader.rounded:
            notes.append(
                note("{column}: {count} amounts with sen were rounded to whole rupiah.",
                     column=column.header, count=reader.rounded)
            )  # fmt: skip
    for name, place in rows.names(places.values()).items():
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
    names = rows.names()
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


class _Reader:
    """Reads one column, each distinct text once; counts the amounts it had to round."""

    def __init__(self, column: Column, notation: Notation) -> None:
        self.header = column.header
        self.kind = column.kind
        self.notation = notation
        self.rounded = 0
        self._inexact: set[str] = set()
        read_time = parse_charge_time if column.billed else parse_time
        readers: dict[Kind, Callable[[str], object]] = {
            "number": parse_number,
            "amount": self._amount,
            # numpy reads ISO text far faster than datetime objects
            "time": lambda text: read_time(text) and text.strip(),
            "month": lambda text: parse_month(text).isoformat(),
        }
        self._parse = readers.get(self.kind, str)

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
