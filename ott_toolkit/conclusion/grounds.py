"""What a conclusion stands on: the whole sources, and what was found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.conclusion.accounts import Account, accounts_of
from ott_toolkit.conclusion.frames import Row, priced, rows
from ott_toolkit.policy import Policy
from ott_toolkit.rules import RULES
from ott_toolkit.rules.catalogue import Source
from ott_toolkit.schema import TRANSACTIONS
from ott_toolkit.sentences import Sentence


@dataclass(frozen=True, eq=False, repr=False)
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
    def accounts(self) -> tuple[Account, ...]:
        """Every account of the number, by Start Time."""
        return accounts_of(self.subscriptions, self.charges)

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


def _key(row: Row, time: datetime | None) -> tuple[object, ...]:
    return row["partner_ref"], row["trx_id"], time


_DTYPES = {"text": "string", "number": "string", "amount": "Int64", "time": "datetime64[us]"}
_KINDS = {column.name: _DTYPES[column.kind] for column in TRANSACTIONS.columns}
