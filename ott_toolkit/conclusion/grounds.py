"""What a conclusion stands on: the whole sources, and what was found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.policy import Policy
from ott_toolkit.rules import RULES
from ott_toolkit.rules.catalogue import Source
from ott_toolkit.schema import TRANSACTIONS
from ott_toolkit.sentences import Sentence

Row = dict[str, Any]
"""A row of a frame: column → its value, `None` where it is missing."""


@dataclass(frozen=True, eq=False)
class Grounds:
    """What can be relied on; a frame that is here is the whole of its source.

    Attributes:
        number: The IndiHome number.
        subscriptions: Rows of Subscriptions, or `None` where they cannot be relied on.
        transactions: Rows of Transactions Data, or `None` likewise.
        bill: The bill, or `None`.
        findings: What `rules.audit` found.
        lacking: Source → why it cannot be relied on, and how to get it.
        asof: The time to judge at, naive WIB.
        policy: The inferred settings.
    """

    number: str
    subscriptions: pd.DataFrame | None
    transactions: pd.DataFrame | None
    bill: Bill | None
    findings: pd.DataFrame
    lacking: Mapping[Source, Sentence]
    asof: datetime
    policy: Policy

    @cached_property
    def charges(self) -> pd.DataFrame:
        """Every transaction with its `amount` and `month`, oldest first; without any, none."""
        if self.transactions is None:
            return priced(pd.DataFrame({c.name: [] for c in TRANSACTIONS.columns}).astype(_KINDS))
        return priced(self.transactions)

    @cached_property
    def of_charges(self) -> Mapping[int, list[Row]]:
        """Position of a row of `charges` → the findings on it.

        Of rows that are the same in reference, trx_id and time, a finding is on the last.
        """
        waiting: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for finding in rows(self.findings):
            if RULES[finding["rule"]].row == "charge":
                waiting[_key(finding, finding["time"])].append(finding)
        found: dict[int, list[Row]] = defaultdict(list)
        for place, charge in reversed(list(enumerate(rows(self.charges)))):
            later = waiting[_key(charge, charge["trx_time"])]
            for finding in list(later):
                if finding["rule"] not in {one["rule"] for one in found[place]}:
                    found[place].append(finding)
                    later.remove(finding)
        return found


def priced(transactions: pd.DataFrame) -> pd.DataFrame:
    """Return transactions, oldest first, with `amount` and `month`, the first day of theirs.

    A charge's amount is its prorated price where there is one, else its price.
    """
    time = transactions["trx_time"]
    return transactions.assign(
        amount=transactions["prorated_price"].fillna(transactions["price"]),
        month=time.dt.normalize() - pd.to_timedelta(time.dt.day - 1, unit="D"),
    ).sort_values(_ORDER, kind="stable", ignore_index=True, key=_sortable)


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as Python's own values, `None` where one is missing."""
    columns = {name: _plain(frame[name]) for name in frame.columns}
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def in_month(frame: pd.DataFrame, first: date) -> pd.DataFrame:
    """Return the rows of `priced` transactions of the month that begins at `first`."""
    own: pd.DataFrame = frame[frame["month"] == pd.Timestamp(first)]
    return own


def _sortable(column: pd.Series[Any]) -> pd.Series[Any]:
    """As the rules settle ties: what is missing comes first, but a missing time last."""
    if column.name == "trx_time":
        return column
    return column.fillna("" if pd.api.types.is_string_dtype(column.dtype) else -1)


def _plain(column: pd.Series[Any]) -> list[Any]:
    return [
        None if pd.isna(value)
        else value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp)
        else value.item() if hasattr(value, "item") else value
        for value in column
    ]  # fmt: skip


def _key(row: Row, time: datetime | None) -> tuple[object, ...]:
    return row["partner_ref"], row["trx_id"], time


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
_DTYPES = {"text": "string", "number": "string", "amount": "Int64", "time": "datetime64[us]"}
_KINDS = {column.name: _DTYPES[column.kind] for column in TRANSACTIONS.columns}
