"""The arithmetic of a bill: from the OTT price to what is paid, and from the lines to the total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.policy import UNTAXED, Policy


@dataclass(frozen=True, eq=False)
class Arithmetic:
    """The sums of one bill; what one missing amount makes unknown is `None`.

    Attributes:
        period: The bill's month, its first day.
        lines: Its lines, each with `kind`: `content`, `ppn`, `untaxed` or `taxed`.
        rate: The share of PPN in the taxed lines.
        content: INTERNET CONTENT, before PPN.
        content_vat: Its PPN, rounded half up.
        taxable: All taxed lines, content included.
        vat_expected: PPN on them, rounded half up.
        vat_shown: The PPN lines.
        summed: All lines.
        total: The total that the bill shows.
    """

    period: date
    lines: pd.DataFrame
    rate: Fraction
    content: int | None
    content_vat: int | None
    taxable: int | None
    vat_expected: int | None
    vat_shown: int | None
    summed: int | None
    total: int | None


def reckon(bill: Bill, policy: Policy) -> Iterator[Arithmetic]:
    """Yield the arithmetic of each bill that has lines, in the order of its periods."""
    content = set(bill.content_lines(policy.content_lines).index)
    for row, lines in bill.each():
        if lines.empty:
            continue
        period = row["period"].iloc[0].date()
        kinds = [
            "content" if place in content else _kind(line)
            for place, line in zip(lines.index, lines["line"].fillna(""), strict=True)
        ]
        lines = lines.assign(kind=kinds)  # noqa: PLW2901 - the same lines, told apart
        taxable = _sum(lines, ["content", "taxed"])
        own = _sum(lines, ["content"])
        total = row["billed"].iloc[0]
        yield Arithmetic(
            period=period,
            lines=lines,
            rate=policy.vat_rate(period),
            content=own,
            content_vat=None if own is None else policy.vat_of(own, period),
            taxable=taxable,
            vat_expected=None if taxable is None else policy.vat_of(taxable, period),
            vat_shown=_sum(lines, ["ppn"]),
            summed=_sum(lines, ["content", "taxed", "ppn", "untaxed"]),
            total=None if pd.isna(total) else int(total),
        )


def _kind(label: str) -> str:
    name = label.strip().upper()
    if name.startswith("PPN"):
        return "ppn"
    return "untaxed" if any(word in name for word in UNTAXED) else "taxed"


def _sum(lines: pd.DataFrame, kinds: list[str]) -> int | None:
    amounts = lines[lines["kind"].isin(kinds)]["amount"]
    return None if amounts.isna().any() else int(amounts.sum())
