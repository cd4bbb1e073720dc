"""Everything about one number: its sources, its tables, its charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from ott_toolkit.amounts import WIB, now, typed_number
from ott_toolkit.bill import Bill
from ott_toolkit.errors import QueryError
from ott_toolkit.files import read_bill
from ott_toolkit.parse import empty
from ott_toolkit.policy import Policy
from ott_toolkit.schema import TRANSACTIONS
from ott_toolkit.sources import Source

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Lookup(Protocol):
    """Where a number is looked up: `Portal`, `Files`; `None` means that a table is not at hand."""

    def subscriptions(self, number: str) -> pd.DataFrame | None:
        """Return the number's Subscriptions."""

    def transactions(self, number: str) -> pd.DataFrame | None:
        """Return the number's Transactions Data."""


@dataclass(frozen=True, eq=False)
class Case:
    """One number, as its sources show it.

    Attributes:
        number: The IndiHome number.
        subscriptions: Its Subscriptions (`schema.SUBSCRIPTIONS`), or `None` where they are not at
            hand; that is not the same as none.
        transactions: Its Transactions Data (`schema.TRANSACTIONS`), or `None`; likewise.
        bill: Its bill, or `None`.
        asof: The time it is judged at, naive WIB.
        policy: The inferred settings.
    """

    number: str
    subscriptions: pd.DataFrame | None
    transactions: pd.DataFrame | None
    bill: Bill | None
    asof: datetime
    policy: Policy

    def __repr__(self) -> str:
        """Return counts and the end of the number alone."""
        return (
            f"Case(…{self.number[-4:]}, subscriptions={_count(self.subscriptions)}, "
            f"transactions={_count(self.transactions)}, bill={self.bill is not None})"
        )

    @property
    def billed(self) -> pd.DataFrame | None:
        """`period` and `amount` of INTERNET CONTENT on the bill; `None` without a bill."""
        return None if self.bill is None else self.bill.content(self.policy.content_lines)

    @property
    def answered(self) -> pd.DataFrame | None:
        """As `billed`, and 0 for each period whose whole detail is at hand and has none."""
        return None if self.bill is None else self.bill.answered(self.policy.content_lines)

    def charges_in(self, month: date) -> pd.DataFrame:
        """Return the transactions of a calendar month with their `amount`.

        A charge's amount is its prorated price where there is one, else its price.
        """
        frame = empty(TRANSACTIONS) if self.transactions is None else self.transactions
        times = frame["trx_time"].dt
        own: pd.DataFrame = frame[(times.year == month.year) & (times.month == month.month)]
        return own.assign(amount=own["prorated_price"].fillna(own["price"]))

    def timeline(self, ax: Axes | None = None, *, language: str = "id") -> Axes:
        """Draw subscriptions, charges and bills on one timeline; return the Axes."""
        from ott_toolkit import charts

        return charts.timeline(**self._drawn(language), ax=ax)

    def charge_chart(self, ax: Axes | None = None, *, language: str = "id") -> Axes:
        """Draw what was charged by month beside what was billed; return the Axes."""
        from ott_toolkit import charts

        return charts.charge_chart(**self._drawn(language), ax=ax)

    def _drawn(self, language: str) -> dict[str, Any]:
        """What both charts are drawn from; of a table that is not at hand they claim nothing."""
        return {
            "subscriptions": self.subscriptions,
            "transactions": self.transactions,
            "billed": self.answered,
            "asof": self.asof,
            "lag_months": self.policy.bill_lag_months,
            "language": language,
        }


def investigate(
    number: str,
    source: Lookup,
    bill: Bill | Source | Sequence[Bill | Source] | None = None,
    asof: date | datetime | None = None,
    policy: Policy | None = None,
) -> Case:
    """Look a number up and return its case.

    Args:
        number: The IndiHome number, as typed; spaces, dots and hyphens do not matter.
        source: Where to look: `Portal` or `Files`.
        bill: Its bill: a `Bill`, a path, bytes, pasted text, or a list of them.
        asof: The time to judge at; naive is WIB, a date alone means its end. By default when the
            source was read.
        policy: The inferred settings; by default `Policy()`.

    Raises:
        QueryError: `number` is none, or the bill is another customer's.
        PortalError: The portal could not be asked.
        ParseError: What arrived cannot be read.
    """
    number = typed_number(number)
    own = None if bill is None else _own_bill(bill, number)
    subscriptions = source.subscriptions(number)
    transactions = source.transactions(number)
    return Case(
        number=number,
        subscriptions=subscriptions,
        transactions=transactions,
        bill=own,
        asof=_judged_at(asof, [subscriptions, transactions]),
        policy=policy or Policy(),
    )


def _count(frame: pd.DataFrame | None) -> int | None:
    return None if frame is None else len(frame)


def _own_bill(given: Bill | Source | Sequence[Bill | Source], number: str) -> Bill:
    bill = read_bill(given)
    refuse_other_customer(bill, number)
    return bill


def refuse_other_customer(bill: Bill, number: str) -> None:
    """Refuse a bill that is not of `number`.

    Raises:
        QueryError: It is another customer's, or `number` is the bill's phone or group.
    """
    customer = bill.customer
    if customer.number in ("", number):
        return
    if number == _digits(customer.phone):
        raise QueryError(
            "{number} is the phone number of this bill. Enter its Internet number, {internet}.",
            number=number,
            internet=customer.number,
        )
    if number == _digits(customer.group_id):
        raise QueryError(
            "{number} is the GroupID of this bill. Enter its Internet number, {internet}.",
            number=number,
            internet=customer.number,
        )
    raise QueryError(
        "The bill is of {internet}, not of {number}. Start a new case for another customer.",
        number=number,
        internet=customer.number,
    )


def _digits(text: str) -> str:
    """Return the leading number of a header's value: `34000000017 (TSI)`."""
    return re.sub(r"[^0-9]", "", text.partition("(")[0])


def _judged_at(asof: date | datetime | None, frames: Sequence[pd.DataFrame | None]) -> datetime:
    if isinstance(asof, datetime):
        local = asof.astimezone(WIB) if asof.tzinfo else asof
        return local.replace(tzinfo=None)
    if asof is not None:
        return datetime.combine(asof, time(23, 59, 59))
    fetched = [frame.attrs.get("fetched", "") for frame in frames if frame is not None]
    last = max(fetched, default="")
    return datetime.fromisoformat(last) if last else now()
