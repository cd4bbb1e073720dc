"""The catalogue of rules: what each says, how much hangs on it, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["money", "confirm", "record", "information"]
Source = Literal["subscriptions", "transactions", "bill"]
Row = Literal["charge", "account", "bill"]
Contests = Literal["charge", "excess", "account"]

S: tuple[Source, ...] = ("subscriptions",)
T: tuple[Source, ...] = ("transactions",)
B: tuple[Source, ...] = ("bill",)


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        name: Its stable name.
        severity: `money`: a claim rests on it; `confirm`: money, but a harmless cause is plausible;
            `record`: the sources disagree; `information`: it explains a pattern.
        title: What a finding is called (an English message id).
        explanation: What a finding means, with the rule's tolerance (likewise).
        worse: Which mistake of the rule would be worse, and how it leans (likewise).
        row: What a finding is on: a `charge`, an `account` (a subscription), or a `bill`.
        needs: The sources without which it is not run.
        whole: Those of them that have to be whole: what is filtered away might explain it.
        contests: How much of a charge a finding puts in doubt: the `charge`, its `excess`, or
            every charge of the `account`; `None` where none.
        settings: The fields of `Policy` that it rests on.
    """

    name: str
    severity: Severity
    title: str
    explanation: str
    worse: str
    row: Row
    needs: tuple[Source, ...]
    whole: tuple[Source, ...]
    contests: Contests | None = None
    settings: tuple[str, ...] = ()


CATALOGUE: tuple[Rule, ...] = (
    Rule(
        "charge-after-end",
        "money",
        "Charge after end",
        "A charge was made one day or more after End Time.",
        "Calling a late renewal wrong is worse, so the day after End Time is left to "
        "charge-at-end.",
        row="charge",
        needs=S + T,
        whole=S,
        contests="charge",
        settings=("end_grace_days",),
    ),
    Rule(
        "charge-at-end",
        "confirm",
        "Charge at the end (to confirm)",
        "A charge was made after End Time, but less than a day after it. The midnight renewal may "
        "have run just before the end was written.",
        "Proposing a correction for a proper renewal is worse, so nothing is proposed before a "
        "person confirms it.",
        row="charge",
        needs=S + T,
        whole=S,
        contests="charge",
        settings=("end_grace_days",),
    ),
    Rule(
        "charge-before-start",
        "money",
        "Charge before start",
        "A charge was made more than 60 seconds before Start Time.",
        "Calling the first charge wrong is worse: two systems may write its moment a minute apart.",
        row="charge",
        needs=S + T,
        whole=S,
        contests="charge",
        settings=("time_tolerance_seconds",),
    ),
    Rule(
        "duplicate-charge",
        "money",
        "Duplicate charge",
        "The same subscription was charged again before its cycle was over, less a day (a daily "
        "one twice on one date), or the same trx_id was charged again.",
        "Calling a renewal a duplicate is worse, so it may come a day early.",
        row="charge",
        needs=T,
        whole=(),
        contests="charge",
        settings=("cycle_days", "cycle_slack_days"),
    ),
    Rule(
        "unknown-subscription",
        "money",
        "Unknown subscription",
        "A charge names a subscription that this number does not have.",
        "Missing a charge that nobody subscribed to is worse, so a reference has to be the same "
        "to the letter.",
        row="charge",
        needs=S + T,
        whole=S,
        contests="charge",
    ),
    Rule(
        "price-mismatch",
        "money",
        "Price mismatch",
        "The newest charge of a subscription has another price than the subscription.",
        "Calling an old price wrong is worse, so only the newest charge is compared.",
        row="charge",
        needs=S + T,
        whole=S + T,
        contests="excess",
    ),
    Rule(
        "prorate-above-price",
        "money",
        "Prorate above price",
        "The prorated price of a charge is higher than its price.",
        "Missing an excess is worse, so there is no tolerance.",
        row="charge",
        needs=T,
        whole=(),
        contests="excess",
    ),
    Rule(
        "overlapping-subscriptions",
        "money",
        "Overlapping subscriptions",
        "A subscription to a service began while another one to it was still running.",
        "Calling a change of subscription an overlap is worse, so touching is none, and an "
        "inactive one without End Time is left out.",
        row="account",
        needs=S,
        whole=(),
        contests="account",
    ),
    Rule(
        "billed-without-charge",
        "money",
        "Billed without charge",
        "INTERNET CONTENT was billed, and no charge was made in the month that it is for.",
        "Calling a charge that is not at hand missing is worse, so every charge has to be read "
        "and has to have an amount; one without a time counts as of that month.",
        row="bill",
        needs=T + B,
        whole=T,
        settings=("bill_lag_months", "content_lines"),
    ),
    Rule(
        "billed-amount-differs",
        "money",
        "Billed amount differs",
        "INTERNET CONTENT and the charges of its month differ by more than Rp 1.",
        "Calling a rounding a difference is worse, so Rp 1 is let pass.",
        row="bill",
        needs=T + B,
        whole=T + B,
        settings=("bill_lag_months", "content_lines", "amount_tolerance"),
    ),
    Rule(
        "charged-not-billed",
        "money",
        "Charged, not billed",
        "Charges were made, and the bill of their period has lines, but no INTERNET CONTENT.",
        "Calling a charge unbilled whose line was not copied is worse, so the detail has to be "
        "whole.",
        row="bill",
        needs=T + B,
        whole=T + B,
        settings=("bill_lag_months", "content_lines"),
    ),
    Rule(
        "duplicate-bill-line",
        "money",
        "Duplicate bill line",
        "The same content line stands more than once in a bill, and more was billed than charged.",
        "Calling two services at one price a duplicate is worse, so it counts only where the "
        "charges do not explain it.",
        row="bill",
        needs=T + B,
        whole=T,
        settings=("bill_lag_months", "content_lines", "amount_tolerance"),
    ),
    Rule(
        "tax-mismatch",
        "money",
        "Tax mismatch",
        "PPN differs by more than Rp 1 from its rate on the taxable lines. Stamp duty and fines "
        "are not taxed.",
        "Calling a rounding wrong is worse, so Rp 1 is let pass.",
        row="bill",
        needs=B,
        whole=B,
        settings=("vat", "amount_tolerance"),
    ),
    Rule(
        "bill-total-mismatch",
        "record",
        "Total mismatch",
        "The total of a bill differs by more than Rp 1 from its lines.",
        "Missing a line that was not copied is worse, so any larger difference is told.",
        row="bill",
        needs=B,
        whole=(),
        settings=("amount_tolerance",),
    ),
    Rule(
        "last-charge-unseen",
        "record",
        "Last Charge without a transaction",
        "Last Charge names a moment at which, give or take 60 seconds, no transaction is recorded.",
        "Missing a charge that Transactions Data does not show is worse, so only a transaction of "
        "the same reference counts.",
        row="account",
        needs=S + T,
        whole=T,
        settings=("time_tolerance_seconds",),
    ),
    Rule(
        "last-charge-stale",
        "record",
        "Last Charge is behind",
        "A transaction is more than 60 seconds newer than Last Charge.",
        "Calling two clocks a disagreement is worse, so 60 seconds are let pass.",
        row="account",
        needs=S + T,
        whole=S,
        settings=("time_tolerance_seconds",),
    ),
    Rule(
        "reference-mismatch",
        "record",
        "Reference mismatch",
        "Partner ref_no carries another number, or another start time to the second.",
        "Judging a reference of another make is worse, so only one that ends in 14 digits and a "
        "number is read.",
        row="account",
        needs=S,
        whole=S,
    ),
    Rule(
        "status-mismatch",
        "record",
        "Status mismatch",
        "Active though End Time is over, or Inactive without End Time.",
        "Missing a subscription that still runs is worse, so there is no tolerance.",
        row="account",
        needs=S,
        whole=S,
    ),
    Rule(
        "price-change",
        "information",
        "Price changed",
        "The price differs from that of the charge before.",
        "Missing a change is worse: it explains a bill that rose.",
        row="charge",
        needs=T,
        whole=T,
    ),
    Rule(
        "two-renewals-in-month",
        "information",
        "Two renewals in a month (normal)",
        "Renewals come every 30 days, so a month can carry two; its bill then has both.",
        "Calling a duplicate normal is worse, so a whole cycle, less a day, has to lie between.",
        row="charge",
        needs=T,
        whole=(),
        settings=("cycle_days", "cycle_slack_days"),
    ),
    Rule(
        "missing-cycle",
        "information",
        "A cycle without a charge",
        "Between two charges of a running subscription lies more than a cycle and a day.",
        "Calling a late renewal a gap is worse, so it may come a day late.",
        row="charge",
        needs=S + T,
        whole=S + T,
        settings=("cycle_days", "cycle_slack_days"),
    ),
    Rule(
        "renewal-overdue",
        "information",
        "Renewal overdue",
        "Active, but the renewal that was due after the newest charge did not come.",
        "Calling a late renewal overdue is worse, so it may come a day late.",
        row="account",
        needs=S + T,
        whole=S + T,
        settings=("cycle_days", "cycle_slack_days"),
    ),
)
"""In the order in which findings are told."""

RULES = {rule.name: rule for rule in CATALOGUE}
