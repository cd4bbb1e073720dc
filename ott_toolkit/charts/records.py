"""The rows of the frames as what is drawn: charges, and the accounts they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from ott_toolkit.charts.months import month_of
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS

Record = dict[str, Any]
Owner = tuple[str, str]
"""The customer's number and the reference: whose charge it is, and which subscription."""
Key = tuple[Owner, str, datetime | None]
"""Owner, trx_id and time: what a finding and its charge have in common."""

_CODE = re.compile(r"\s*\d+\s*-\s*(?=\S)")


@dataclass(frozen=True)
class Finding:
    """What a rule found, as far as a chart says it."""

    number: int
    """Its row in the frame: what its mark is called by."""
    severity: str
    title: str
    key: Key
    period: int | None
    amount: int | None
    expected: int | None

    @property
    def explains(self) -> bool:
        """Whether it explains a pattern, and nothing is wrong."""
        return self.severity == "information"


@dataclass(frozen=True)
class Charge:
    """A transaction that has a time; what else is missing is None or empty."""

    time: datetime
    amount: int | None
    service: str
    item: str
    reference: str
    trx_id: str
    owner: Owner
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> Key:
        """What a finding calls it by."""
        return self.owner, self.trx_id, self.time


@dataclass(frozen=True)
class Account:
    """A subscription with its charges, or charges of a service that no subscription explains."""

    service: str
    charges: tuple[Charge, ...]
    subscribed: bool = False
    stray: bool = False
    """Whether subscriptions were read, and its charges belong to none of them."""
    item: str = ""
    channel: str = ""
    status: str = ""
    reference: str = ""
    start: datetime | None = None
    end: datetime | None = None
    last_charge: datetime | None = None
    owner: Owner = ("", "")
    findings: tuple[Finding, ...] = ()
    """What was found in its own row; what was found in its charges stands with them."""

    @property
    def runs_on(self) -> bool:
        """Whether nothing says that it has ended."""
        return self.subscribed and not self.end and self.status.casefold() != "inactive"

    def times(self) -> list[datetime]:
        """Return every time that is known of it, save its end."""
        times = [self.start, self.last_charge, *(charge.time for charge in self.charges)]
        return [time for time in times if time]

    def span(self, asof: datetime | None) -> tuple[datetime, datetime] | None:
        """Return Start and End; where one is not recorded, as far as is known, or up to `asof`."""
        known = self.times()
        if not self.subscribed or not (known or self.end):
            return None
        begin = self.start or min([*known, *([self.end] if self.end else [])])
        running = [asof] if asof and self.runs_on else []
        return begin, self.end or max([*known, *running])


def read_charges(transactions: pd.DataFrame | None) -> list[Charge]:
    """Return the rows of Transactions Data that have a time, oldest first."""
    charges = [
        Charge(
            time=row["trx_time"],
            amount=row["price"] if row["prorated_price"] is None else row["prorated_price"],
            service=service_name(row["service"]),
            item=row["item"] or "",
            reference=row["partner_ref"] or "",
            trx_id=row["trx_id"] or "",
            owner=_owner(row),
        )
        for row in records(transactions, [column.name for column in TRANSACTIONS.columns])
        if row["trx_time"]
    ]
    return sorted(charges, key=lambda charge: (charge.time, charge.trx_id))


def total(charges: Iterable[Charge]) -> int | None:
    """Return what charges come to; None where there is none, or an amount is not known."""
    amounts = [charge.amount for charge in charges]
    return sum(filter(None, amounts)) if amounts and None not in amounts else None


def undated(transactions: pd.DataFrame | None) -> int:
    """Return how many rows have no time, and so no place on a chart."""
    return sum(row["trx_time"] is None for row in records(transactions, ["trx_time"]))


def read_accounts(subscriptions: pd.DataFrame | None, charges: Iterable[Charge]) -> list[Account]:
    """Return the accounts, oldest first; charges without a subscription follow, by service.

    Several rows of one reference are one account. A missing reference says nothing about what
    belongs together: such a row is an account of its own.
    """
    rows_of: dict[object, list[Record]] = defaultdict(list)
    columns = [column.name for column in SUBSCRIPTIONS.columns]
    for place, row in enumerate(records(subscriptions, columns)):
        rows_of[_owner(row) if row["partner_ref"] else place].append(row)
    charges_of: dict[object, list[Charge]] = defaultdict(list)
    for charge in charges:
        known = charge.owner in rows_of
        charges_of[charge.owner if known else charge.service.casefold()].append(charge)
    accounts = [_account(rows, charges_of.pop(key, [])) for key, rows in rows_of.items()]
    accounts.sort(key=lambda a: (not a.times(), min(a.times(), default=None)))
    stray = subscriptions is not None
    return accounts + [
        Account(found[0].service, tuple(found), stray=stray, item=found[0].item)
        for found in charges_of.values()
    ]


def read_bills(billed: pd.DataFrame | None) -> dict[int, int]:
    """Return counted month of the bill → INTERNET CONTENT; unknown amounts are left out."""
    bills: dict[int, int] = defaultdict(int)
    for row in records(billed, ["period", "amount"]):
        if row["period"] is not None and row["amount"] is not None:
            bills[month_of(row["period"])] += row["amount"]
    return dict(sorted(bills.items()))


def service_name(service: str | None) -> str:
    """Return a service without its code.

    >>> service_name("799 - Disney")
    'Disney'
    """
    return _CODE.sub("", service or "", count=1).strip() or "–"


def _account(rows: list[Record], charges: list[Charge]) -> Account:
    """Join the rows of one reference as the rules do: what they do not agree on is missing."""

    def agreed(column: str) -> str:
        values = {row[column] for row in rows}
        return (values.pop() or "") if len(values) == 1 else ""

    def known(column: str) -> list[datetime]:
        return [row[column] for row in rows if row[column]]

    ends = known("end_time")
    return Account(
        service=service_name(rows[0]["service"]),
        charges=tuple(charges),
        subscribed=True,
        item=agreed("item"),
        channel=agreed("channel"),
        status=agreed("status"),
        reference=agreed("partner_ref"),
        start=min(known("start_time"), default=None),
        end=max(ends) if len(ends) == len(rows) else None,
        last_charge=max(known("last_charge"), default=None),
        owner=_owner(rows[0]),
    )


def _owner(row: Record) -> Owner:
    return row["indihome_number"] or "", row["partner_ref"] or ""


def records(frame: pd.DataFrame | None, columns: list[str]) -> list[Record]:
    """Return the rows of `frame`; what is missing, a whole column included, is None."""
    if frame is None:
        return []
    values = frame.reindex(columns=columns).to_numpy(dtype=object).tolist()
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in values]


def _plain(value: Any) -> Any:
    """Return Python's own value: pandas' times cannot be compared with years beyond 2262."""
    if pd.isna(value):
        return None
    return value.to_pydatetime(warn=False) if isinstance(value, pd.Timestamp) else value
