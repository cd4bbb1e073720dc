"""What the rules find in one case, and which of them could not be run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.policy import Policy
from ott_toolkit.rules import CATALOGUE, FINDINGS, Rule, audit
from ott_toolkit.rules.catalogue import Source
from ott_toolkit.sentences import Month, Sentence, sentence

_ABSENT: Mapping[Source, Sentence] = {
    "subscriptions": sentence("Subscriptions is not at hand: look the number up, or paste it."),
    "transactions": sentence("Transactions Data is not at hand: look the number up, or paste it."),
    "bill": sentence("The bill is not at hand: paste it from I-Payment."),
}
_FILTERED: Mapping[Source, Sentence] = {
    "subscriptions": sentence(
        "Subscriptions was filtered when it was read: look the number up without filters."
    ),
    "transactions": sentence(
        "Transactions Data was filtered when it was read: look the number up without filters."
    ),
}
_ORDER = {rule.name: place for place, rule in enumerate(CATALOGUE)}


@dataclass(frozen=True, eq=False, repr=False)
class Found:
    """What was found, and what could not be looked for.

    Attributes:
        findings: The columns of `rules.FINDINGS`, in the order of the catalogue, then of time.
        not_run: Name of a rule → why it was not run, or not for every period.
        lacking: Source → why it is absent, or not whole.
    """

    findings: pd.DataFrame
    not_run: dict[str, Sentence]
    lacking: dict[Source, Sentence]


def find(
    subscriptions: pd.DataFrame | None,
    transactions: pd.DataFrame | None,
    bill: Bill | None,
    policy: Policy,
    asof: datetime,
) -> Found:
    """Return the findings of every rule whose sources are at hand, and whole where that matters."""
    tables: dict[Source, pd.DataFrame | None] = {
        "subscriptions": subscriptions,
        "transactions": transactions,
        "bill": None if bill is None else bill.lines,
    }
    absent = {source: _ABSENT[source] for source, table in tables.items() if table is None}
    filtered = {
        source: _FILTERED[source]
        for source, table in tables.items()
        if table is not None and table.attrs.get("filtered")
    }
    not_run = {
        rule.name: reason for rule in CATALOGUE if (reason := _hindered(rule, absent, filtered))
    }
    if len(absent) == len(tables):
        found = pd.DataFrame({name: [] for name in FINDINGS}).astype(_KINDS)
    else:
        found = audit(
            subscriptions, transactions, None if bill is None else bill.lines, policy, asof
        )
    found = found[~found["rule"].isin(list(not_run))]
    if bill is not None and bill.partial:
        found, unsure = _without_partial(found, bill)
        not_run = unsure | not_run
    ordered = found.sort_values(
        ["rule", "time", "period", "partner_ref", "trx_id"],
        key=lambda column: column.map(_ORDER) if column.name == "rule" else column,
        ignore_index=True,
    )
    return Found(ordered, not_run, absent | filtered)


def _hindered(
    rule: Rule, absent: Mapping[Source, Sentence], filtered: Mapping[Source, Sentence]
) -> Sentence | None:
    reasons = [absent[source] for source in rule.needs if source in absent]
    reasons += [filtered[source] for source in rule.whole if source in filtered]
    return next(iter(reasons), None)


def _without_partial(found: pd.DataFrame, bill: Bill) -> tuple[pd.DataFrame, dict[str, Sentence]]:
    """Leave out what a bill's missing line might explain, and name the rules that were not run."""
    told = bill.partial & set(bill.lines["period"])
    if not told:
        return found, {}
    months = [Month(period.date()) for period in sorted(told)]
    reason = sentence(
        "The detail of {months} does not come to its total: copy every line of it.", months=months
    )
    rules = [rule.name for rule in CATALOGUE if "bill" in rule.whole]
    # More was billed than charged already: another line would only make it more.
    sure = found["rule"].eq("billed-amount-differs") & found["amount"].gt(found["expected"])
    unsure = (
        found["rule"].isin(rules) & found["period"].isin(list(told)) & ~sure.fillna(value=False)
    )
    return found[~unsure], dict.fromkeys(rules, reason)


_KINDS = {
    name: "string" if name in ("rule", "indihome_number", "partner_ref", "trx_id")
    else "Int64" if name in ("amount", "expected")
    else "datetime64[us]"
    for name in FINDINGS
}  # fmt: skip
