"""What a customer is told where the charges explain the amount."""

from __future__ import annotations

from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.replies import claims
from ott_toolkit.replies.ahead import ahead
from ott_toolkit.replies.facts import charge_list, since
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
from ott_toolkit.sentences import Sentence, sentence


def explained(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where charges explain the amount; never that it must be paid."""
    whole = total(verdict) if matter.charges else None
    behind = [*since(matter, whole), *patterns(matter), *not_billed(matter), *ahead(matter)]
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
    told = _origin(matter, verdict, billed(matter, verdict))
    return Said((told,), "rows", (*matter.content_rows, *matter.charges))


def _origin(matter: Matter, verdict: Verdict, values: dict[str, object]) -> Sentence:
    if (verdict.billed or 0) < 0:
        return sentence(
            "INTERNET CONTENT on bill {bill} of number {number} is {billed}, so it lowers the "
            "bill; what it was given for is not recorded in our data.",
            **values,
        )
    if not matter.charges:
        return sentence(
            "INTERNET CONTENT on bill {bill} of number {number} comes to {billed}.", **values
        )
    if len(matter.charges) == 1 == len(matter.by_account) and not _more_charged(matter, verdict):
        return sentence(
            "INTERNET CONTENT {billed} on bill {bill} of number {number} is the subscription to "
            "{service}.",
            service=matter.names.service(matter.by_account[0][0]),
            **values,
        )
    return _of_several(matter, verdict, values)


def _of_several(matter: Matter, verdict: Verdict, values: dict[str, object]) -> Sentence:
    charges = charge_list(matter)
    if _more_charged(matter, verdict):
        return sentence(
            "INTERNET CONTENT {billed} on bill {bill} of number {number} comes from charges of "
            "{month}: {charges}.",
            charges=charges,
            **values,
        )
    return sentence(
        "INTERNET CONTENT {billed} on bill {bill} of number {number} is made up of {count} "
        "charges of {month}: {charges}.",
        count=len(matter.charges),
        charges=charges,
        **values,
    )


def _more_charged(matter: Matter, verdict: Verdict) -> bool:
    """Whether the charges come to more than what is billed."""
    return (verdict.difference or 0) < -matter.case.policy.amount_tolerance


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
