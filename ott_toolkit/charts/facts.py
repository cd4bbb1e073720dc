"""What both charts are told of a case, read from its frames once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd

from ott_toolkit.charts.findings import attached, by_period, read_findings
from ott_toolkit.charts.months import month_of
from ott_toolkit.charts.pages import Event, Free, read_events, read_free
from ott_toolkit.charts.records import (
    Account,
    Charge,
    Finding,
    read_accounts,
    read_bills,
    read_charges,
    undated,
)
from ott_toolkit.charts.signs import Verdicts, read_verdicts


@dataclass(frozen=True)
class Facts:
    """A case as what is drawn; bills, what was found in them and verdicts by counted month."""

    accounts: list[Account]
    """Each with its charges, and both with what was found in them."""
    bills: dict[int, int]
    findings: list[Finding]
    """All of them, gravest first."""
    verdicts: dict[int, tuple[str, str]]
    charges_read: bool
    """Whether a bill without charges says anything."""
    undated: int
    """How many charges have no time."""
    asof: datetime | None
    lag: int
    free: list[Free]
    """What other pages tell of free periods, and below of what was processed: never judged."""
    events: list[Event]

    @cached_property
    def ledger(self) -> dict[int, list[Finding]]:
        """What was found in the bills."""
        return by_period(self.findings)

    @cached_property
    def charges(self) -> list[Charge]:
        """The charges of all accounts."""
        return [charge for account in self.accounts for charge in account.charges]

    @cached_property
    def carried(self) -> dict[int, list[Charge]]:
        """The charges by the bill that carries them."""
        months: dict[int, list[Charge]] = {}
        for charge in self.charges:
            months.setdefault(month_of(charge.time) + self.lag, []).append(charge)
        return months


def read_facts(
    subscriptions: pd.DataFrame | None,
    transactions: pd.DataFrame | None,
    billed: pd.DataFrame | None,
    findings: pd.DataFrame | None,
    verdicts: Verdicts | None,
    *,
    asof: datetime | None,
    lag: int,
    free: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
) -> Facts:
    """Return what the frames say, as `timeline` describes them."""
    found = read_findings(findings)
    return Facts(
        accounts=attached(read_accounts(subscriptions, read_charges(transactions)), found),
        bills=read_bills(billed),
        findings=found,
        verdicts=read_verdicts(verdicts),
        charges_read=transactions is not None,
        undated=undated(transactions),
        asof=asof,
        lag=lag,
        free=read_free(free),
        events=read_events(events),
    )
