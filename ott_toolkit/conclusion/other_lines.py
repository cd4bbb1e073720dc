"""What stands on the bills beside the content that bears on it: refunds, debits, fines, arrears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.conclusion.facts import Facts
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.policy import REFUNDING
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

Told = tuple[Sentence, Sentence | None]
"""What is said, and what to do next."""

_ARREARS = sentence("Follow your team's rule on arrears and fines.")


def other_lines(facts: Facts) -> list[Told]:
    """Return what the lines of the disputed period's bill, and of later ones, say beside it."""
    bill = facts.grounds.bill
    if bill is None:
        return []
    first = facts.disputed.period if facts.disputed else date.min
    content = set(bill.content_lines(facts.grounds.policy.content_lines).index)
    told = [
        one
        for place, line in zip(bill.lines.index, rows(bill.lines), strict=True)
        if line["period"].date() >= first
        if (one := _line(line, content=place in content)) is not None
    ]
    return [*told, *_given_back(facts, bill), *_unpaid(bill)]


def _line(line: Row, *, content: bool) -> Told | None:
    """Return what a line says: a fine, or what was given back or added to the bill."""
    name, amount = (line["line"] or "").strip(), line["amount"] or 0
    bill = Month(line["period"].date())
    values = {"bill": bill, "amount": Rupiah(abs(amount)), "line": name}
    label = name.upper()
    if "DENDA" in label and amount:
        told = sentence("Bill {bill} has a fine of {amount} ({line}); its size is not judged here.",
                        **values)  # fmt: skip
        return told, _ARREARS
    if not amount or not (REFUNDING in label or (content and amount < 0)):
        return None
    step = sentence("Ask the billing team what {line} on bill {bill} is for.", line=name, bill=bill)
    if amount > 0:
        told = sentence(
            "Bill {bill} adds {amount} ({line}), a debit and no refund; what it is for is not "
            "recorded.",
            **values,
        )
        return told, step
    told = sentence(
        "Bill {bill} takes off {amount} ({line}); that it is for an earlier INTERNET CONTENT "
        "charge is presumed.",
        **values,
    )
    return told, step


def _given_back(facts: Facts, bill: Bill) -> Iterator[Told]:
    """Yield the negative transactions whose bill is not at hand."""
    known = set(bill.lines["period"])
    for charge in rows(facts.grounds.charges):
        time, amount = charge["trx_time"], charge["amount"] or 0
        if amount < 0 and (
            time is None or pd.Timestamp(facts.grounds.policy.bill_period(time.date())) not in known
        ):
            told = sentence(
                "{amount} was given back on {time}, on no bill at hand; for which charge is "
                "presumed.",
                amount=Rupiah(-amount),
                time=time or sentence("an unknown time"),
            )
            yield told, sentence("Ask the billing team on which bill that comes.")


def _unpaid(bill: Bill) -> Iterator[Told]:
    """Yield the periods in arrears: one unpaid bill alone is none."""
    unpaid = [row for row in rows(bill.periods) if (row["unpaid"] or 0) > 0]
    if len(unpaid) > 1:
        bills = [
            sentence(
                "{month} {amount}", month=Month(row["period"].date()), amount=Rupiah(row["unpaid"])
            )
            for row in unpaid
        ]
        yield sentence("Several bills are unpaid: {bills}.", bills=bills), _ARREARS
