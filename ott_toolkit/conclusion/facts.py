"""What the claim and the standard questions look at: the disputed period and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.doubts import weigh_doubts
from ott_toolkit.conclusion.frames import Row, in_month, rows
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.conclusion.verdicts import Verdict, disputed
from ott_toolkit.rules import RULES
from ott_toolkit.rules.catalogue import Source
from ott_toolkit.sentences import Sentence


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """What is at issue: the charges of the disputed period; without a verdict, every charge.

    Attributes:
        grounds: What can be relied on.
        verdicts: Every verdict.
        period: The bill's month that was chosen; `None` for the newest unpaid, else the newest.
    """

    grounds: Grounds
    verdicts: Sequence[Verdict]
    period: date | None = None

    @cached_property
    def disputed(self) -> Verdict | None:
        """The verdict on the period that is looked at."""
        return disputed(self.verdicts, self.period)

    @property
    def month(self) -> date | None:
        """The month whose charges are at issue, its first day; `None` where all are."""
        return self.disputed.charged_in if self.disputed else None

    @cached_property
    def charges(self) -> pd.DataFrame:
        """The charges at issue, oldest first; their index is that of `Grounds.charges`."""
        every = self.grounds.charges
        return every if self.month is None else in_month(every, self.month)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every account of the number."""
        return self.grounds.accounts

    @cached_property
    def charged(self) -> tuple[Account, ...]:
        """The accounts that the charges at issue are of."""
        places = set(self.charges.index)
        return tuple(one for one in self.accounts if places & set(one.charges.index))

    @cached_property
    def concerned(self) -> tuple[Account, ...]:
        """Every account of a service at issue; of all services where none was charged."""
        services = {one.folded for one in self.charged}
        return tuple(one for one in self.accounts if not services or one.folded in services)

    @cached_property
    def contested(self) -> tuple[int, ...]:
        """Which of `Grounds.charges` a finding contests, whatever their month."""
        return weigh_doubts(self.grounds, self.grounds.charges).places

    def lacking(self, *sources: Source) -> Sentence | None:
        """Return why the first of `sources` that cannot be relied on cannot be."""
        return next(
            (self.grounds.lacking[one] for one in sources if one in self.grounds.lacking), None
        )

    def found(self, *names: str) -> list[tuple[Row, Row]]:
        """Return each charge at issue that has a finding of one of these rules, and the finding."""
        return [
            (charge, finding)
            for place, charge in zip(self.charges.index, rows(self.charges), strict=True)
            for finding in self.grounds.of_charges.get(place, [])
            if finding["rule"] in names
        ]

    def overlapping(self) -> list[Account]:
        """Return the accounts at issue that began while another of their service was running."""
        named = {
            finding["partner_ref"]
            for finding in rows(self.grounds.findings)
            if RULES[finding["rule"]].contests == "account"
        }
        return [one for one in self.charged if one.reference in named]

    def running_beside(self, later: Account) -> Account | None:
        """Return the account of the same service that was running when `later` began."""
        start = later.start
        return next(
            (
                one
                for one in self.accounts
                if one is not later and one.folded == later.folded and one.start and start
                if one.start <= start and (one.end is None or one.end > start)
            ),
            None,
        )

    def repeated_by(self, duplicate: Row) -> Row | None:
        """Return the charge that a duplicate repeats, by its trx_id, or came too soon after."""
        earlier = [
            one
            for one in rows(paid(self.grounds.charges))
            if one["trx_time"] and one["trx_time"] <= duplicate["trx_time"]
        ]
        if duplicate in earlier:
            earlier.remove(duplicate)
        same = [one for one in earlier if one["trx_id"] and one["trx_id"] == duplicate["trx_id"]]
        own = [one for one in earlier if one["partner_ref"] == duplicate["partner_ref"]]
        return next(iter([*same, *reversed(own)]), None)

    def of_bill(self, *names: str) -> list[Row]:
        """Return the findings of these rules on the disputed period's bill."""
        if self.disputed is None:
            return []
        return [one for one in rows(self.disputed.findings) if one["rule"] in names]


def unique(said: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return sentences, each once."""
    told: list[Sentence] = []
    for one in said:
        if one not in told:
            told.append(one)
    return tuple(told)


def paid(charges: pd.DataFrame) -> pd.DataFrame:
    """Return the charges that took money, or may have: refunds and free rows are none."""
    own: pd.DataFrame = charges[
        charges["amount"].isna() | charges["amount"].gt(0).fillna(value=False)
    ]
    return own


def summed(charges: pd.DataFrame) -> int:
    """Return what charges come to, as far as their amounts are known."""
    return int(charges["amount"].sum())
