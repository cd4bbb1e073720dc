"""Accounts: a row a subscription, beside the newest charge of its reference."""

from __future__ import annotations

from datetime import datetime

import narwhals as nw

from ott_toolkit.policy import Policy
from ott_toolkit.rules.expressions import (
    ACCOUNT,
    LONG_AGO,
    NEVER,
    NUMBER,
    REFERENCE,
    Frame,
    View,
    a_cycle_after,
    cycle,
    flag,
    folded,
    known,
    missing,
)

_AGREED = ["item", "price", "service", "status"]
_TIMES = ["start_time", "end_time", "last_charge"]
_CARRIES = r"-[0-9]{14}-[0-9]+$"


def merged(subscriptions: Frame) -> Frame:
    """Return a row an account: the subscription rows of one number and reference, merged.

    Of `item`, `price`, `service` and `status` it has what all its rows agree on, case and outer
    spaces of the last two ignored. A row without a reference is an account of its own.
    """
    folds = [folded(name).alias(name) for name in ("service", "status")]
    subscriptions = subscriptions.select(*ACCOUNT, "item", "price", *folds, *_TIMES)
    grouped = (
        subscriptions.filter(known(REFERENCE))
        .group_by(*ACCOUNT)
        .agg(
            nw.len().alias("rows"),
            *(nw.col(name).min().alias(f"{name}_least") for name in _AGREED),
            *(nw.col(name).max() for name in _AGREED),
            *(nw.col(name).count().alias(f"{name}_known") for name in [*_AGREED, "end_time"]),
            nw.col("start_time").min(),
            nw.col("end_time").max(),
            nw.col("last_charge").max(),
        )
    )

    def in_every_row(name: str) -> nw.Expr:
        return nw.col(f"{name}_known") == nw.col("rows")

    joined = grouped.select(
        *ACCOUNT,
        *(
            nw.when(in_every_row(name), nw.col(f"{name}_least") == nw.col(name))
            .then(nw.col(name))
            .alias(name)
            for name in _AGREED
        ),
        "start_time",
        nw.when(in_every_row("end_time")).then(nw.col("end_time")).alias("end_time"),
        "last_charge",
    )
    return nw.concat([joined, subscriptions.filter(missing(REFERENCE))])


def view(accounts: Frame, charges: Frame | None, policy: Policy, asof: datetime) -> View:
    """Return the view of accounts; `charges` are those with their terms, if any are at hand."""
    rules = _alone(asof)
    rows = _overlapped(accounts)
    time = {
        "overlapping-subscriptions": "start_time",
        "reference-mismatch": "start_time",
        "status-mismatch": "end_time",
    }
    if charges is not None:
        rules |= _beside_charges(policy, asof)
        rows = _with_charges(rows, charges, policy)
        time |= {
            "last-charge-unseen": "last_charge",
            "last-charge-stale": "newest",
            "renewal-overdue": "newest",
        }
    return View(rows, rules, time)


def _overlapped(accounts: Frame) -> Frame:
    """Add until when an earlier account of the same service ran: `taken_until`."""
    runs = known("end_time") | (nw.col("status") == "active")
    accounts = accounts.with_columns(
        _service=nw.col("service").fill_null(""),
        _until=nw.coalesce("end_time", nw.lit(NEVER)),
        _reference=nw.col(REFERENCE).fill_null(""),
        placed=flag(known(REFERENCE) & known("start_time") & known("service") & runs),
    )
    group, order = [NUMBER, "_service", "placed"], ["start_time", "_reference"]
    before = accounts.with_columns(_before=nw.col("_until").shift(1).over(group, order_by=order))
    return before.with_columns(
        taken_until=nw.col("_before").fill_null(LONG_AGO).cum_max().over(group, order_by=order)
    )


def _with_charges(accounts: Frame, charges: Frame, policy: Policy) -> Frame:
    """Add what the charges of a reference say: the newest, and whether Last Charge is one."""
    near = (nw.col("trx_time") >= nw.col("last_charge") - policy.time_tolerance) & (
        nw.col("trx_time") <= nw.col("last_charge") + policy.time_tolerance
    )
    seen = (
        charges.filter(known(REFERENCE))
        .with_columns(near=flag(near))
        .group_by(*ACCOUNT)
        .agg(nw.col("trx_time").max().alias("newest"), nw.col("near").max())
    )
    rows = accounts.with_columns(days=cycle(policy)).join(seen, on=ACCOUNT, how="left")
    return rows.with_columns(nw.col("near").fill_null(0))


def _alone(asof: datetime) -> dict[str, nw.Expr]:
    """The rules that look at subscriptions alone."""
    reference, number = nw.col(REFERENCE), nw.col(NUMBER)
    start = nw.col("start_time").dt.to_string("%Y%m%d%H%M%S").str.slice(0, 14)
    its_number = reference.str.replace_all(r"^.*-", "")
    its_time = reference.str.replace_all(r"-[0-9]+$", "").str.replace_all(r"^.*-", "")
    other_time = known("start_time") & (its_time != start)
    other = reference.str.contains(_CARRIES) & ((its_number != number) | other_time)
    status = nw.col("status")
    return {
        "overlapping-subscriptions": (nw.col("placed") == 1)
        & (nw.col("start_time") < nw.col("taken_until")),
        "reference-mismatch": other,
        "status-mismatch": ((status == "active") & (nw.col("end_time") < asof))
        | ((status == "inactive") & missing("end_time")),
    }


def _beside_charges(policy: Policy, asof: datetime) -> dict[str, nw.Expr]:
    """The rules that compare a subscription with its charges."""
    newest, last, margin = nw.col("newest"), nw.col("last_charge"), policy.time_tolerance
    overdue = a_cycle_after("newest", policy.slack, policy) < asof
    return {
        "last-charge-unseen": known(REFERENCE) & known("last_charge") & (nw.col("near") == 0),
        "last-charge-stale": newest > last + margin,
        "renewal-overdue": (nw.col("status") == "active") & overdue,
    }
