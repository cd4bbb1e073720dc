"""Every setting that is inferred rather than documented, by name and with its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ott_toolkit.amounts import months_later
from ott_toolkit.schema import CONTENT_LINES

VAT = (
    (date(1, 1, 1), Fraction(10, 100)),
    (date(2022, 4, 1), Fraction(11, 100)),
    (date(2025, 1, 1), Fraction(12, 100) * Fraction(11, 12)),
)
"""From which bill period on, and how much of the taxable lines: since January 2025 the rate of 12 %
is applied to 11/12 of the base."""

UNTAXED = ("METERAI", "MATERAI", "DENDA")
"""What the name of a line without PPN holds: stamp duty, in both spellings, and fines."""

REFUNDING = "RESTUSI"
"""What the name of RESTUSI/DISKON/DEBET holds, which gives back below 0 and adds above."""

CYCLES: Mapping[str, int] = {"daily": 1, "weekly": 7, "yearly": 365}
"""Last word of an item → days; any other item renews after `Policy.cycle_days`."""


@dataclass(frozen=True)
class Policy:
    """What a conclusion takes for granted; change one and say so.

    Attributes:
        cycle_days: A «Monthly» item, and any whose last word says nothing else, renews after so
            many days.
        cycle_slack_days: By so many days a renewal may come early or late.
        end_grace_days: A charge so many days after End Time may still be the midnight renewal.
        time_tolerance_seconds: Two systems may write one moment so far apart.
        amount_tolerance: Rupiah by which two sums may differ by rounding.
        bill_lag_months: A charge of calendar month M is on the bill of period M + this. It agrees
            with the operator's published «used in N, billed in N+1».
        turn_of_month_hours: A charge so close to midnight at a month's turn may be counted in the
            other month.
        content_lines: What the line of OTT content is called on a bill; case and spaces do not
            matter.
        vat: From which period on, and how much PPN is of the taxable lines.
    """

    cycle_days: int = 30
    cycle_slack_days: int = 1
    end_grace_days: int = 1
    time_tolerance_seconds: int = 60
    amount_tolerance: int = 1
    bill_lag_months: int = 1
    turn_of_month_hours: int = 1
    content_lines: tuple[str, ...] = CONTENT_LINES
    vat: tuple[tuple[date, Fraction], ...] = VAT

    @property
    def slack(self) -> timedelta:
        """By how much a renewal may come early or late."""
        return timedelta(days=self.cycle_slack_days)

    @property
    def end_grace(self) -> timedelta:
        """How long after End Time a charge may still be the renewal that ran just before it."""
        return timedelta(days=self.end_grace_days)

    @property
    def time_tolerance(self) -> timedelta:
        """How far apart two systems may write one moment."""
        return timedelta(seconds=self.time_tolerance_seconds)

    def charge_month(self, period: date) -> date:
        """Return the first day of the month whose charges the bill of `period` carries.

        >>> Policy().charge_month(date(2022, 1, 1))
        datetime.date(2021, 12, 1)
        """
        return months_later(period, -self.bill_lag_months)

    def bill_period(self, charged: date) -> date:
        """Return the period, its first day, whose bill carries a charge of the day `charged`.

        >>> Policy().bill_period(date(2022, 2, 28))
        datetime.date(2022, 3, 1)
        """
        return months_later(charged, self.bill_lag_months)

    def vat_rate(self, period: date) -> Fraction:
        """Return how much PPN is of the taxable lines of a bill of `period`.

        >>> Policy().vat_rate(date(2022, 3, 1)), Policy().vat_rate(date(2025, 1, 1))
        (Fraction(1, 10), Fraction(11, 100))
        """
        return max(entry for entry in self.vat if entry[0] <= period)[1]

    def vat_of(self, amount: int, period: date) -> int:
        """Return the PPN on `amount` in a bill of `period`, rounded half up to whole rupiah.

        >>> Policy().vat_of(29000, date(2022, 3, 1))
        2900
        """
        return (amount * self.vat_rate(period) + Fraction(1, 2)).__floor__()
