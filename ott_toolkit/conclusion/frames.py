"""Rows of frames as Python's own values, and transactions with their amount and month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

Row = dict[str, Any]
"""A row of a frame: column → its value, `None` where it is missing."""


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as Python's own values, `None` where one is missing."""
    values = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(frame.columns, map(_plain, row), strict=True)) for row in values]


def priced(transactions: pd.DataFrame) -> pd.DataFrame:
    """Return transactions, oldest first, with `amount` and `month`, the first day of theirs.

    A charge's amount is its prorated price where there is one, else its price.
    """
    time = transactions["trx_time"]
    return transactions.assign(
        amount=transactions["prorated_price"].fillna(transactions["price"]),
        month=time.dt.normalize() - pd.to_timedelta(time.dt.day - 1, unit="D"),
    ).sort_values(_ORDER, kind="stable", ignore_index=True, key=_sortable)


def in_month(frame: pd.DataFrame, first: date) -> pd.DataFrame:
    """Return the rows of `priced` transactions of the month that begins at `first`."""
    own: pd.DataFrame = frame[frame["month"] == pd.Timestamp(first)]
    return own


def _sortable(column: pd.Series[Any]) -> pd.Series[Any]:
    """As the rules settle ties: what is missing comes first, but a missing time last."""
    if column.name == "trx_time":
        return column
    return column.fillna("" if pd.api.types.is_string_dtype(column.dtype) else -1)


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value


_ORDER = [
    "trx_time",
    "trx_id",
    "amount",
    "price",
    "prorated_price",
    "partner_ref",
    "item",
    "service",
]
"""Rows that are alike in the first are told apart by the others: no order they came in matters."""
