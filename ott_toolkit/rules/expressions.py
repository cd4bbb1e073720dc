"""What the views have in common: the words in which a rule is said.

What is missing decides nothing: an unknown amount, time or reference neither makes a finding nor
keeps another from being found. A condition on something unknown is unknown, and that is no finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import narwhals as nw

from ott_toolkit.policy import CYCLES, Policy

Frame = Any
"""A Narwhals DataFrame or LazyFrame: what is used here, both have."""

NUMBER, REFERENCE = "indihome_number", "partner_ref"
ACCOUNT = [NUMBER, REFERENCE]
LONG_AGO, NEVER = datetime(1, 1, 1), datetime(9999, 12, 31)  # noqa: DTZ001 - naive WIB


@dataclass(frozen=True)
class View:
    """Rows, the rules that look at them, and what a finding shows of its row.

    Attributes:
        rows: The frame.
        rules: Name of a rule → whether a row is a finding of it.
        time: Name of a rule → the column that is its finding's time; under an empty name, that of
            the other rules. Without either the finding has none.
        amount: Likewise.
        expected: Likewise.
    """

    rows: Frame
    rules: Mapping[str, nw.Expr]
    time: Mapping[str, str] = field(default_factory=dict)
    amount: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)


def known(column: str) -> nw.Expr:
    """Whether a value is there."""
    return ~nw.col(column).is_null()


def missing(column: str) -> nw.Expr:
    """Whether a value is missing."""
    return nw.col(column).is_null()


def flag(condition: nw.Expr) -> nw.Expr:
    """Return 1 where a condition holds, else 0: what can be summed and grouped by."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def differs(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """Whether two known values are different."""
    return (one < other) | (one > other)


def folded(column: str) -> nw.Expr:
    """Return a text without outer spaces and in lower case."""
    return nw.col(column).str.strip_chars().str.to_lowercase()


def month(column: str) -> nw.Expr:
    """Return a time's month as a count: year × 12 + month; 0 where the time is missing."""
    time = nw.col(column).dt
    return (time.year().fill_null(0) * 12 + time.month().fill_null(0)).cast(nw.Int64)


def cycle(policy: Policy) -> nw.Expr:
    """Return the days of the cycle of `item`, by its last word; missing where the item is."""
    item = nw.col("item").str.to_lowercase()

    def ends_in(word: str) -> nw.Expr:
        return item.str.contains(rf"(?:^|[^a-z0-9])(?:{word})[^a-z0-9]*$")

    usual = days = nw.lit(policy.cycle_days)
    for word, count in CYCLES.items():
        days = nw.when(ends_in(word)).then(nw.lit(count)).otherwise(days)
    # Nearly every item is monthly: one look tells.
    days = nw.when(ends_in("|".join(CYCLES))).then(days).otherwise(usual)
    return nw.when(known("item")).then(days)


def distinct(rows: Frame, column: str) -> Frame:
    """Return the known values of a column, each once: by a group, which every engine does fast."""
    values = rows.filter(known(column)).group_by(column).agg(nw.len().alias("_times"))
    return values.select(column)


def a_cycle_after(column: str, margin: timedelta, policy: Policy) -> nw.Expr:
    """Return the time that lies a cycle (`days`) and `margin` after that of a column."""
    time: nw.Expr = nw.col(column) + (timedelta(policy.cycle_days) + margin)
    for days in sorted({*CYCLES.values()}):
        later = nw.col(column) + (timedelta(days) + margin)
        time = nw.when(nw.col("days") == days).then(later).otherwise(time)
    return nw.when(known("days")).then(time)
