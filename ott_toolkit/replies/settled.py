"""What a customer is told where the charges explain the amount."""

from __future__ import annotations

from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.replies import claims
from ott_toolkit.replies.facts import again, charge_list, pending, since
from ott_toolkit.replies.findings import on_bill
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.patterns import not_billed, patterns
from ott_toolkit.replies.steps import (
    Three,
    billed,
    checked,
    courtesy,
    followed,
    further_questions,
    team_rules,
    total,
)
from ott_toolkit.sentences import sentence


def explained(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where charges explain the amount; never that it must be paid."""
    whole = total(verdict) if matter.charges else None
    behind = [*since(matter, whole), *patterns(matter), *not_billed(matter), *again(matter)]
    behind += pending(matter)
    ending = claims.answer(matter)
    odd = on_bill(matter)
    if odd:
        told = sentence(
            "On this bill something else has to be checked: {point}.", point=odd[0].clause
        )
        ending.append(Said((told,), "rows", odd[0].rows, Keep.ANSWER))
        ending += [checked(matter, Keep.ANSWER), *followed(matter)]
    ending += team_rules(matter)
    return [origin(matter, verdict)], behind or [_looked(matter)], [*ending, _closing(matter)]


def origin(matter: Matter, verdict: Verdict) -> Said:
    """Return what the amount is made up of."""
    values = billed(matter, verdict)
    shown = (*matter.content_rows, *matter.charges)
    if (verdict.billed or 0) < 0:
        told = sentence(
            "INTERNET CONTENT on bill {bill} of number {number} is {billed}, so it lowers the "
            "bill; what it was given for is not recorded in our data.",
            **values,
        )
    elif not matter.charges:
        told = sentence("INTERNET CONTENT on bill {bill} of number {number} comes to {billed}.",
                        **values)  # fmt: skip
    elif (verdict.difference or 0) < -matter.case.policy.amount_tolerance:
        told = sentence(
            "INTERNET CONTENT {billed} on bill {bill} of number {number} comes from charges of "
            "{month}: {charges}.",
            charges=charge_list(matter),
            **values,
        )
    elif len(matter.charges) == 1 == len(matter.by_account):
        account, _ = matter.by_account[0]
        told = sentence(
            "INTERNET CONTENT {billed} on bill {bill} of number {number} is the subscription to "
            "{service}.",
            service=matter.names.service(account),
            **values,
        )
    else:
        told = sentence(
            "INTERNET CONTENT {billed} on bill {bill} of number {number} is made up of {count} "
            "charges of {month}: {charges}.",
            count=len(matter.charges),
            charges=charge_list(matter),
            **values,
        )
    return Said((told,), "rows", shown)


def _closing(matter: Matter) -> Said:
    """Return how to go on; who says something of it is not asked whether it is known."""
    claim = matter.case.claim
    amount = (matter.verdict.billed if matter.verdict else None) or 0
    said = claim is not None and claim.kind != "only-asking"
    if said or not matter.by_account or amount <= 0:
        return further_questions()
    if len(matter.by_account) == 1:
        told = sentence(
            "If you do not recognise this subscription, please reply to this message so that we "
            "can follow it up."
        )
    else:
        told = sentence(
            "If there is a subscription that you do not recognise, please reply to this message so "
            "that we can follow it up."
        )
    return courtesy(told, Keep.STEP)


def _looked(matter: Matter) -> Said:
    told = sentence("This is what the data show at the check on {time}.", time=matter.checked_words)
    return Said((told,), "look-up", matter.content_rows, Keep.DETAIL)
