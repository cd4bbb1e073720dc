"""What was given back, each refund once, and for which contested charges it may be.

No source says what a refund is for, least of all a bill's line RESTUSI/DISKON/DEBET below 0. That
it is for the oldest contested charge that it can be for is presumed, and told so: to propose less
than is due can be made good, to propose twice gives money away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from ott_toolkit.amounts import months_later
from ott_toolkit.bill import Bill
from ott_toolkit.conclusion.doubts import Doubt
from ott_toolkit.conclusion.frames import Row, in_month, rows
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.policy import REFUNDING, Policy


@dataclass(frozen=True)
class _Refund:
    """A negative transaction, or what a bill takes off without one.

    Attributes:
        amount: How much was given back, above 0.
        reference: The Partner ref_no of the transaction.
        time: When the transaction was made; `None` where that is not known.
        before: Where there is none: when the month ended whose charges the bill carries.
    """

    amount: int
    reference: str | None = None
    time: datetime | None = None
    before: datetime | None = None

    def may_be_for(self, charge: Row) -> bool:
        """Whether it may give a charge back: never one that is newer than it."""
        if self.before is not None:
            return bool(charge["trx_time"] < self.before)
        own = charge["partner_ref"] == self.reference
        return own and (self.time is None or charge["trx_time"] <= self.time)


def hand_out(grounds: Grounds, bill: Bill, doubts: Mapping[int, Doubt]) -> dict[int, int]:
    """Return place of a contested charge → how much of it was given back.

    Each refund is handed out once: what names a subscription first, the oldest first, to the oldest
    charge that it may be for, and what is left of it to the next.
    """
    back = dict.fromkeys(doubts, 0)
    for refund in (*_transactions(grounds), *_lines(grounds, bill)):
        left = refund.amount
        for place, doubt in doubts.items():
            if refund.may_be_for(doubt.charge):
                given = min(left, doubt.contested - back[place])
                back[place] += given
                left -= given
    return back


def _transactions(grounds: Grounds) -> Iterator[_Refund]:
    for charge in rows(grounds.charges):
        if (charge["amount"] or 0) < 0:
            yield _Refund(-charge["amount"], charge["partner_ref"], charge["trx_time"])


def _lines(grounds: Grounds, bill: Bill) -> Iterator[_Refund]:
    """Yield what a bill's lines take off beyond the negative transactions that they bill."""
    negative = _taking_off(bill, grounds.policy)
    for period, taken in negative.groupby("period")["amount"].sum().items():
        month = grounds.policy.charge_month(pd.Timestamp(str(period)).date())
        amounts = in_month(grounds.charges, month)["amount"]
        billed = int(amounts[amounts.lt(0).fillna(value=False)].sum())
        if taken < billed:
            yield _Refund(billed - int(taken), before=_end_of(month))


def _taking_off(bill: Bill, policy: Policy) -> pd.DataFrame:
    """Return the lines below 0 that may give a charge back: content, and RESTUSI/DISKON/DEBET."""
    content = bill.lines.index.isin(bill.content_lines(policy.content_lines).index)
    refunding = bill.lines["line"].fillna("").str.upper().str.contains(REFUNDING, regex=False)
    below = bill.lines["amount"].lt(0).fillna(value=False)
    return bill.lines[below & (content | refunding)]


def _end_of(month: date) -> datetime:
    after = months_later(month, 1)
    return datetime(after.year, after.month, 1)  # noqa: DTZ001 - WIB, as all times
