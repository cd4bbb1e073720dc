"""The standard questions about the bill: what is billed, and which charges make it up."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.conclusion.answering import (
    Asked,
    Told,
    amount_words,
    charge_list,
    months_of,
    scope,
)
from ott_toolkit.conclusion.facts import summed
from ott_toolkit.conclusion.frames import rows
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.conclusion.weighing import OWNER
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

_WHOLE_DETAIL = sentence("Copy every line of the bill's detail from I-Payment.")


def billed(asked: Asked) -> Told:
    """Answer what is billed, with its PPN, and what was found on the bill."""
    bill = asked.grounds.bill
    if bill is None:
        reason = asked.grounds.lacking["bill"]
        return Told("cannot", (reason,), next_step=reason)
    verdict = asked.disputed
    if verdict is None:
        return _nothing_billed(asked, bill)
    lines = bill.content_lines(asked.grounds.policy.content_lines)
    own = lines[lines["period"] == pd.Timestamp(verdict.period)].reset_index(drop=True)
    said = [scope(asked), _amount(verdict), *_payment(verdict), *_bill_findings(asked)]
    said += _other_periods(asked, verdict)
    settings = ("content_lines", "vat")
    if verdict.billed is None:
        return Told("partly", tuple(said), own, settings, _WHOLE_DETAIL)
    return Told("answered", tuple(said), own, settings)


def charges(asked: Asked) -> Told:
    """Answer which charges make the amount up, and what is left over on either side."""
    reason = asked.lacking("transactions")
    if reason is not None:
        return Told("cannot", (reason,), settings=("bill_lag_months",), next_step=reason)
    own = asked.charges.reset_index(drop=True)
    said = [scope(asked), _sum(asked), *_listed(own)]
    if (verdict := asked.disputed) is None:
        step = asked.lacking("bill")
        if step is not None:
            said.append(sentence("Which of them make up a bill is not seen without the bill."))
        return Told("answered" if step is None else "partly", tuple(said), own, next_step=step)
    said += [*_fit(verdict, asked), *_turn(verdict, asked)]
    settings = ["bill_lag_months", "amount_tolerance"]
    settings += ["turn_of_month_hours"] if verdict.turn else []
    # Whether a subscription ran at each charge is another question.
    reasons = [one for one in verdict.reasons if one != asked.lacking("subscriptions")]
    if reasons:
        return Told("cannot", (*said, *reasons), own, tuple(settings), reasons[0])
    short = verdict.difference is not None and verdict.difference > _tolerance(asked)
    return Told(
        "partly" if short else "answered",
        tuple(said),
        own,
        tuple(settings),
        OWNER if short else None,
    )


def _nothing_billed(asked: Asked, bill: Bill) -> Told:
    seen = months_of(set(bill.lines["period"]) - bill.partial)
    settings = ("content_lines",)
    if bill.partial or not seen:
        said = [sentence("No INTERNET CONTENT is seen, but the detail is not whole: {months}.",
                         months=months_of(bill.partial))]  # fmt: skip
        return Told("partly", tuple(said), bill.lines, settings, _WHOLE_DETAIL)
    none = sentence("No INTERNET CONTENT is billed: {months}.", months=seen)
    return Told("answered", (none, *_bill_findings(asked)), bill.lines, settings)


def _amount(verdict: Verdict) -> Sentence:
    if verdict.billed is None or verdict.vat is None:
        return sentence("INTERNET CONTENT is on the bill, but its amount is not known.")
    return sentence(
        "INTERNET CONTENT is {billed}; with PPN {vat} it is {total}.",
        billed=Rupiah(verdict.billed),
        vat=Rupiah(verdict.vat),
        total=Rupiah(verdict.billed + verdict.vat),
    )


def _payment(verdict: Verdict) -> Iterator[Sentence]:
    if verdict.payment_status:
        yield sentence("The bill is {status}.", status=verdict.payment_status)


def _bill_findings(asked: Asked) -> Iterator[Sentence]:
    """Yield what was found on a bill against itself: PPN, the sum of its lines."""
    found = [one for one in rows(asked.grounds.findings) if one["period"] is not None]
    for finding in found:
        values = {
            "bill": Month(finding["period"].date()),
            "shown": amount_words(finding["amount"]),
            "expected": amount_words(finding["expected"]),
        }
        if finding["rule"] == "tax-mismatch":
            yield sentence("Bill {bill} shows PPN {shown}; reckoned it is {expected}.", **values)
        if finding["rule"] == "bill-total-mismatch":
            yield sentence("Bill {bill} shows a total of {shown}; its lines come to {expected}.",
                           **values)  # fmt: skip
        if finding["rule"] == "charged-not-billed":
            yield sentence("Bill {bill} has no INTERNET CONTENT, though {expected} was charged.",
                           **values)  # fmt: skip


def _other_periods(asked: Asked, disputed: Verdict) -> Iterator[Sentence]:
    others = [
        sentence("{month} {amount}", month=Month(one.period), amount=amount_words(one.billed))
        for one in asked.verdicts
        if one.period != disputed.period
    ]
    if others:
        yield sentence("INTERNET CONTENT on other bills: {others}.", others=others)


def _sum(asked: Asked) -> Sentence:
    values = {"count": len(asked.charges), "total": Rupiah(summed(asked.charges))}
    if asked.month is None:
        return sentence("Charges recorded: {count}, {total} in all.", **values)
    return sentence(
        "Charges in {month}: {count}, {total} in all.", month=Month(asked.month), **values
    )


def _listed(own: pd.DataFrame) -> Iterator[Sentence]:
    if not own.empty:
        yield sentence("{charges}.", charges=charge_list(own))


def _tolerance(asked: Asked) -> int:
    return asked.grounds.policy.amount_tolerance


def _fit(verdict: Verdict, asked: Asked) -> Iterator[Sentence]:
    """Yield how the charges fit what is billed."""
    rest = verdict.difference
    if rest is None:
        return
    if rest > _tolerance(asked):
        yield sentence(
            "{rest} of the bill has no charge; where it comes from is not recorded.",
            rest=Rupiah(rest),
        )
    elif rest < -_tolerance(asked):
        yield sentence("{rest} that was charged is not on this bill.", rest=Rupiah(-rest))
    else:
        yield sentence("They make up the amount that is billed.")


def _turn(verdict: Verdict, asked: Asked) -> Iterator[Sentence]:
    if verdict.turn is not None:
        yield sentence(
            "The charge of {time}, {amount}, is close to the turn of the month: counted in "
            "{month}, the bill would fit.",
            time=verdict.turn.time,
            amount=Rupiah(verdict.turn.amount),
            month=Month(verdict.turn.counted),
        )
