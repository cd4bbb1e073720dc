"""Bills against their own lines, and the ledger: what a month's bill has beside its charges."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import narwhals as nw

from ott_toolkit.policy import UNTAXED, Policy
from ott_toolkit.rules.expressions import (
    NUMBER,
    Frame,
    View,
    differs,
    distinct,
    flag,
    folded,
    known,
    missing,
    month,
)

PERIOD = [NUMBER, "period"]
BILL = [*PERIOD, "bill"]
_SPACE = "[\\s\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]+"
"""All white space: what `\\s` is, engines do not agree on."""


def sorted_out(bill_lines: Frame, policy: Policy) -> Frame:
    """Return the lines with what each is: `content`, `ppn`, `untaxed`, nameless.

    There are few labels, so each is read once and not once a line.
    """
    name = folded("line")
    key = name.str.replace_all(_SPACE, "")
    names = ["".join(label.split()).casefold() for label in policy.content_lines]
    labels = distinct(bill_lines, "line")
    kinds = labels.with_columns(
        key=key,
        content=flag(key.is_in(names)),
        ppn=flag(name.str.starts_with("ppn")),
        untaxed=flag(name.str.contains("|".join(["^ppn", *map(str.casefold, UNTAXED)]))),
    )
    return (
        bill_lines.filter(known("period"))
        .with_columns(nw.col("bill").fill_null(""))
        .join(kinds, on="line", how="left")
        .with_columns(nw.col("content", "ppn", "untaxed").fill_null(0))
    )


def summed(lines: Frame) -> Frame:
    """Return a row a bill: its lines, its content and its PPN, summed."""
    amount = nw.col("amount").fill_null(0)
    counted = flag(missing("amount") | differs(nw.col("amount"), nw.lit(0)))
    return (
        lines.with_columns(
            known_amount=amount,
            nameless=flag(missing("line")) * counted,
            content_counted=nw.col("content") * counted,
            content_amount=nw.col("content") * amount,
            content_unknown=nw.col("content") * flag(missing("amount")),
            content_taken=nw.col("content") * flag(nw.col("amount") > 0),
            ppn_amount=nw.col("ppn") * amount,
            taxed_amount=(1 - nw.col("untaxed")) * amount,
        )
        .group_by(*BILL)
        .agg(
            nw.len().alias("lines"),
            nw.col("amount").count().alias("amounts"),
            nw.col(
                "nameless", "content_counted", "content_amount", "content_unknown",
                "content_taken", "ppn", "ppn_amount", "taxed_amount", "known_amount",
            ).sum().cast(nw.Int64),
            nw.col("billed").max().alias("total"),
            nw.col("billed").min().alias("least_total"),
        )
    )  # fmt: skip


def compared(lines: Frame, bills: Frame) -> Frame:
    """Return the different lines of a period's bills, where it has several, and how often each."""
    several = bills.group_by(*PERIOD).agg(nw.len().alias("_bills")).filter(nw.col("_bills") > 1)
    return (
        lines.join(several, on=PERIOD, how="semi")
        .with_columns(
            _line=nw.col("line").fill_null(""),
            _amount=nw.col("amount").fill_null(_NO_AMOUNT),
            _status=nw.col("status").fill_null(""),
            _billed=nw.col("billed").fill_null(_NO_AMOUNT),
        )
        .group_by(*BILL, *_SHOWN)
        .agg(nw.len().alias("_times"))
        .with_columns(_size=nw.col("_times").count().over(*BILL))
    )


def different(bills: Frame, lines: Frame) -> Frame:
    """Return `bills` without those that repeat another of their period line by line.

    `lines` are those that `compared` returns.
    """
    others = lines.rename({"bill": "_other"})
    copies = (
        lines.join(others, on=[*PERIOD, *_SHOWN, "_times", "_size"])
        .filter(nw.col("_other") < nw.col("bill"))
        .group_by(*BILL, "_other", "_size")
        .agg(nw.len().alias("_shared"))
        .filter(nw.col("_shared") == nw.col("_size"))
    )
    return bills.join(copies, on=BILL, how="anti")


def bills_view(bills: Frame, policy: Policy) -> View:
    """Return the view of bills against their own lines."""
    expected = _ppn_expected(policy)
    whole = nw.col("lines") == nw.col("amounts")
    return View(
        rows=bills.with_columns(ppn_expected=expected),
        rules={
            "tax-mismatch": whole
            & (nw.col("nameless") == 0)
            & (nw.col("ppn") > 0)
            & _apart("ppn_amount", "ppn_expected", policy),
            "bill-total-mismatch": whole
            & (nw.col("total") == nw.col("least_total"))
            & _apart("total", "known_amount", policy),
        },
        amount={"tax-mismatch": "ppn_amount", "bill-total-mismatch": "total"},
        expected={"tax-mismatch": "ppn_expected", "bill-total-mismatch": "known_amount"},
    )


def ledger_view(lines: Frame, bills: Frame, charges: Frame, policy: Policy) -> View:
    """Return the view of what each period bills for content beside what its month was charged."""
    billed, charged = nw.col("content_amount"), nw.col("charged")
    known_sums = nw.col("unknown") + nw.col("unknown_too") + nw.col("content_unknown") == 0
    # Charges without a time may be of the month: whatever they add or take off, a finding stands.
    most, least = charged + nw.col("perhaps_more"), charged + nw.col("perhaps_less")
    more_billed = known_sums & (billed > most + policy.amount_tolerance)
    named = known_sums & (nw.col("nameless") == 0)
    more_charged = named & (billed < least - policy.amount_tolerance)
    none_charged = known_sums & (charged == 0) & ((nw.col("perhaps_more") == 0) | more_billed)
    return View(
        rows=_ledger(lines, bills, charges, policy),
        rules={
            "billed-without-charge": (billed > 0) & none_charged,
            "billed-amount-differs": (billed > 0) & (charged > 0) & (more_billed | more_charged),
            "charged-not-billed": named & (least > 0) & (nw.col("content_counted") == 0),
            "duplicate-bill-line": (nw.col("doubled") > 0) & more_billed,
        },
        amount={"": "content_amount"},
        expected={"": "charged"},
    )


def _ledger(lines: Frame, bills: Frame, charges: Frame, policy: Policy) -> Frame:
    """Return a row a period of a bill: its content, and the charges of its month."""
    periods = bills.group_by(*PERIOD).agg(
        nw.col("content_amount", "content_counted", "content_unknown", "nameless")
        .sum()
        .cast(nw.Int64)
    )
    return (
        periods.with_columns(month=month("period") - policy.bill_lag_months)
        .join(_charged(charges), on=[NUMBER, "month"], how="left")
        .join(_undated(charges), on=NUMBER, how="left")
        .join(_doubled(lines, bills), on=PERIOD, how="left")
        .with_columns(
            nw.col(
                "charged", "unknown", "perhaps_more", "perhaps_less", "unknown_too", "doubled"
            ).fill_null(0)
        )
    )


def _charged(charges: Frame) -> Frame:
    """Return what each month's charges come to, and how many have an unknown amount."""
    return (
        charges.filter(known("trx_time"))
        .select(
            NUMBER,
            charged=nw.col("amount").fill_null(0),
            unknown=flag(missing("amount")),
            month=month("trx_time"),
        )
        .group_by(NUMBER, "month")
        .agg(nw.col("charged", "unknown").sum().cast(nw.Int64))
    )


def _undated(charges: Frame) -> Frame:
    """Return what a number's charges without a time add at most, and take off."""
    amount = nw.col("amount")
    return (
        charges.filter(missing("trx_time"))
        .select(
            NUMBER,
            perhaps_more=nw.when(amount > 0).then(amount).otherwise(nw.lit(0)),
            perhaps_less=nw.when(amount < 0).then(amount).otherwise(nw.lit(0)),
            unknown_too=flag(missing("amount")),
        )
        .group_by(NUMBER)
        .agg(nw.col("perhaps_more", "perhaps_less", "unknown_too").sum().cast(nw.Int64))
    )


def _doubled(lines: Frame, bills: Frame) -> Frame:
    """Return the periods that have a bill with the same content line twice."""
    several = bills.filter(nw.col("content_taken") > 1).select(*BILL)
    return (
        lines.filter((nw.col("content") == 1) & (nw.col("amount") > 0))
        .join(several, on=BILL, how="semi")
        .group_by(*BILL, "key", "amount")
        .agg(nw.len().alias("times"))
        .filter(nw.col("times") > 1)
        .group_by(*PERIOD)
        .agg(nw.len().alias("doubled"))
    )


_SHOWN = ["_line", "_amount", "_status", "_billed"]
_NO_AMOUNT = -(2**62)


def _apart(one: str, other: str, policy: Policy) -> nw.Expr:
    """Whether two amounts differ by more than rounding."""
    return (nw.col(one) > nw.col(other) + policy.amount_tolerance) | (
        nw.col(one) < nw.col(other) - policy.amount_tolerance
    )


def _ppn_expected(policy: Policy) -> nw.Expr:
    """Return the PPN on the taxed lines by the rate of the period, rounded half up."""
    (_, first), *later = sorted(policy.vat)
    expected = _rounded(first)
    for begins, rate in later:
        since = datetime(begins.year, begins.month, begins.day)  # noqa: DTZ001 - a month, not a time
        expected = nw.when(nw.col("period") >= since).then(_rounded(rate)).otherwise(expected)
    return expected


def _rounded(rate: Fraction) -> nw.Expr:
    doubled = nw.col("taxed_amount") * (2 * rate.numerator) + rate.denominator
    return (doubled / (2 * rate.denominator)).floor().cast(nw.Int64)
