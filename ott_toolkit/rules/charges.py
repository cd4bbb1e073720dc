"""Charges: a row a transaction, with its account's terms and the charge before it.

A charge is *sure* where its reference and time are known and its amount is above 0, and *possible*
where only its amount is not known. Refunds and free rows are neither: they take no part in the
rules of duplicates, prices and cycles. Nor do rows without a reference or a time: they are before
and after nothing, and hide none of the others.
"""

from __future__ import annotations

import narwhals as nw

from ott_toolkit.policy import Policy
from ott_toolkit.rules.expressions import (
    ACCOUNT,
    NUMBER,
    REFERENCE,
    Frame,
    View,
    a_cycle_after,
    cycle,
    differs,
    flag,
    known,
    missing,
    month,
)


def priced(transactions: Frame) -> Frame:
    """Return the transactions with their `amount`: the prorated price where there is one."""
    return transactions.select(
        *ACCOUNT, "trx_id", "trx_time", "item", "price", "prorated_price",
        amount=nw.coalesce("prorated_price", "price"),
    )  # fmt: skip


def with_terms(charges: Frame, accounts: Frame) -> Frame:
    """Return charges with `start_time`, `end_time`, … of their account.

    `subscribed` is missing where no subscription of the number has the reference.
    """
    terms = accounts.filter(known(REFERENCE)).select(
        *ACCOUNT, "start_time", "end_time", "last_charge",
        agreed_price=nw.col("price"), subscribed=nw.lit(1),
    )  # fmt: skip
    return charges.join(terms, on=ACCOUNT, how="left")


def view(charges: Frame, accounts: Frame | None, policy: Policy) -> View:
    """Return the view of `priced` charges, beside `accounts` where there are any."""
    terms = accounts is not None
    ordered = _in_order(charges, policy)
    rows = ordered if accounts is None else with_terms(ordered, accounts)
    rules = _alone(policy)
    if terms:
        rules |= _beside_accounts(policy)
    return View(
        rows=rows.join(_first_of_their_id(charges), on=[NUMBER, "trx_id"], how="left").with_columns(
            soonest=a_cycle_after("sure_before", -policy.slack, policy),
            latest=a_cycle_after("time_before", policy.slack, policy),
        ),
        rules=rules,
        time={"": "trx_time"},
        amount={
            "": "amount",
            "price-mismatch": "price",
            "price-change": "price",
            "prorate-above-price": "prorated_price",
        },
        expected={
            "price-mismatch": "agreed_price",
            "price-change": "price_before",
            "prorate-above-price": "price",
        }
        if terms
        else {"price-change": "price_before", "prorate-above-price": "price"},
    )


def _in_order(charges: Frame, policy: Policy) -> Frame:
    """Add what came before and after a charge of the same reference.

    `sure_before` is the time of the sure charge before; `time_before`, `id_before`,
    `amount_before`, `price_before` and `time_after` are of possible ones. Ties in time are settled
    by trx_id and the amounts, what is missing first. Charges without a reference stand together:
    that two of them are one, their time and trx_id tell.
    """
    # Of nearly every account all amounts are known: to order it once is enough.
    unclear = charges.filter(known(REFERENCE), missing("amount")).group_by(*ACCOUNT).agg(nw.len())
    clear, others = (
        _beside(charges.join(unclear, on=ACCOUNT, how=how), policy) for how in ("anti", "semi")
    )
    return nw.concat(
        [
            clear.with_columns(sure_before=nw.col("time_before")),
            others.with_columns(sure_before=_shifted("trx_time", among="sure")),
        ]
    )


def _beside(charges: Frame, policy: Policy) -> Frame:
    """Add the possible charge before, and when the one after was made."""
    positive = nw.col("amount") > 0
    return (
        charges.with_columns(days=cycle(policy))
        .with_columns(
            sure=flag(known("trx_time") & positive),
            possible=flag(known("trx_time") & (positive | missing("amount"))),
        )
        .with_columns(
            time_before=_shifted("trx_time"),
            id_before=_shifted("trx_id"),
            amount_before=_shifted("amount"),
            price_before=_shifted("price"),
            time_after=_shifted("trx_time", -1),
        )
    )


def _shifted(column: str, n: int = 1, *, among: str = "possible") -> nw.Expr:
    """Return what a column has `n` charges before, among those of the same reference."""
    return (
        nw.col(column)
        .shift(n)
        .over([*ACCOUNT, among], order_by=["trx_time", "trx_id", "amount", "price", "days"])
    )


def _first_of_their_id(charges: Frame) -> Frame:
    """Return the first charge of each trx_id that a number has several times.

    `first_time` is its time and `first_reference` its reference: of those made at one time, the
    least.
    """
    key = [NUMBER, "trx_id"]
    identified = charges.filter(
        known("trx_time"), nw.col("amount") > 0, nw.col("trx_id") != ""
    ).select(*key, "trx_time", _reference=nw.col(REFERENCE).fill_null(""))
    several = (
        identified.group_by(*key)
        .agg(nw.len().alias("_times"), nw.col("trx_time").min().alias("first_time"))
        .filter(nw.col("_times") > 1)
        .select(*key, "first_time")
    )
    return (
        identified.join(several, on=key)
        .filter(nw.col("trx_time") == nw.col("first_time"))
        .group_by(*key, "first_time")
        .agg(nw.col("_reference").min().alias("first_reference"))
    )


def _alone(policy: Policy) -> dict[str, nw.Expr]:
    """The rules that look at transactions alone."""
    time, before = nw.col("trx_time"), nw.col("sure_before")
    sure = (nw.col("sure") == 1) & known(REFERENCE)
    same_day = time.dt.truncate("1d") == before.dt.truncate("1d")
    first, reference = nw.col("first_time"), nw.col(REFERENCE).fill_null("")
    later = (time > first) | ((time == first) & (reference > nw.col("first_reference")))
    repeated = (nw.col("trx_id") == nw.col("id_before")) & known("amount_before")
    again = (nw.col("trx_id") != "") & (repeated | later)
    early_again = sure & ((time < nw.col("soonest")) | ((nw.col("days") == 1) & same_day))
    monthly = nw.col("days") == policy.cycle_days
    return {
        "duplicate-charge": early_again | ((nw.col("sure") == 1) & again),
        "prorate-above-price": (nw.col("prorated_price") > nw.col("price"))
        & (nw.col("amount") > 0),
        "price-change": sure & differs(nw.col("price"), nw.col("price_before")),
        "two-renewals-in-month": sure
        & monthly
        & (time >= nw.col("soonest"))
        & known("amount_before")
        & (month("trx_time") == month("sure_before")),
    }


def _beside_accounts(policy: Policy) -> dict[str, nw.Expr]:
    """The rules that compare a charge with its subscription."""
    time, start, end = nw.col("trx_time"), nw.col("start_time"), nw.col("end_time")
    sure = (nw.col("sure") == 1) & known(REFERENCE)
    return {
        "charge-after-end": time >= end + policy.end_grace,
        "charge-at-end": (time > end) & (time < end + policy.end_grace),
        "charge-before-start": time < start - policy.time_tolerance,
        "unknown-subscription": known(REFERENCE) & missing("subscribed"),
        "price-mismatch": sure
        & missing("time_after")
        & differs(nw.col("price"), nw.col("agreed_price")),
        "missing-cycle": sure
        & (time > nw.col("latest"))
        & (missing("start_time") | (nw.col("time_before") >= start))
        & (missing("end_time") | (time <= end)),
    }
