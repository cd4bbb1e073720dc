"""Every setting that is inferred rather than documented, by name and with its default."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ott_toolkit.schema import CONTENT_LINES


@dataclass(frozen=True)
class Policy:
    """What a conclusion takes for granted; change one and say so.

    Attributes:
        bill_lag_months: A charge of calendar month M is on the bill of period M + this. It agrees
            with the operator's published «used in N, billed in N+1».
        content_lines: What the line of OTT content is called on a bill; case and spaces do not
            matter.
    """

    bill_lag_months: int = 1
    content_lines: tuple[str, ...] = CONTENT_LINES

    def charge_month(self, period: date) -> date:
        """Return the first day of the month whose charges the bill of `period` carries.

        >>> Policy().charge_month(date(2022, 1, 1))
        datetime.date(2021, 12, 1)
        """
        return _first_day(period, -self.bill_lag_months)

    def bill_period(self, charged: date) -> date:
        """Return the period, its first day, whose bill carries a charge of the day `charged`.

        >>> Policy().bill_period(date(2022, 2, 28))
        datetime.date(2022, 3, 1)
        """
        return _first_day(charged, self.bill_lag_months)


def _first_day(day: date, later: int) -> date:
    """Return the first day of the month that comes `later` months after that of `day`."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)
