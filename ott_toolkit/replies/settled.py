"""What a customer is told where the charges explain the amount."""

from __future__ import annotations

from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.replies import claims
from ott_toolkit.replies.ahead import ahead
from ott_toolkit.replies.checks import told
from ott_toolkit.replies.facts import charge_list, since, with_vat
from ott_toolkit.replies.findings import on_bill, points
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import ended
from ott_toolkit.replies.patterns import not_billed, patterns
from ott_toolkit.replies.steps import (
    Three,
    billed,
    checked,
    courtesy,
    followed,
    further_questions,
    reported,
    team_rules,
    total,
)
from ott_toolkit.sentences import Sentence, sentence

LOOKED_INTO = 2
"""So many points that the analyst finds explained a letter tells."""


def explained(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where charges explain the amount; never that it must be paid."""
    if matter.settled:
        return _decided(matter, verdict)
    whole = total(verdict) if matter.charges else None
    behind = [*since(matter, whole), *patterns(matter), *not_billed(matter), *ahead(matter)]
    behind += told(matter, "bill", "coming")
    ending = claims.answer(matter)
    odd = on_bill(matter)
    if odd:
        also = sentence(
            "On this bill something else has to be checked: {point}.",
            point=ended([one.clause for one in odd]),
        )
        shown = tuple(row for one in odd for row in one.rows)
        ending.append(Said((also,), "rows", shown, Keep.ANSWER))
        ending += [checked(matter, Keep.ANSWER), *followed(matter)]
    ending += team_rules(matter)
    return [origin(matter, verdict)], behind or [_looked(matter)], [*ending, _closing(matter)]


def _decided(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where the analyst finds explained what the tool contests.

    Nothing is hidden, nothing announced: what was looked into, that nothing is proposed at present,
    and how to come back.
    """
    behind = [*with_vat(matter, total(verdict)), *since(matter, None)]
    for nth, point in enumerate(points(matter)[:LOOKED_INTO]):
        looked = (
            sentence("Besides, {point}.", point=point.clause)
            if nth
            else sentence("We have looked into this: {point}.", point=point.clause)
        )
        behind.append(Said((looked,), "rows", point.rows, Keep.ANSWER if nth else Keep.ALWAYS))
    result = sentence("By what we found, no correction is proposed at present.")
    behind += [Said((result,), "analyst"), *ahead(matter), *told(matter, "coming")]
    again = sentence(
        "If this does not agree with what you know, please reply to this message so that we can "
        "follow it up."
    )
    ending = [*claims.answer(matter), *reported(matter), *team_rules(matter)]
    return [origin(matter, verdict)], behind, [*ending, courtesy(again, Keep.ALWAYS)]


def origin(matter: Matter, verdict: Verdict) -> Said:
    """Return what the amount is made up of."""
    made = _origin(matter, verdict, billed(matter, verdict))
    return Said((made,), "rows", (*matter.content_rows, *matter.charges))


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
            service=matter.service(matter.by_account[0][0]),
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
        how = sentence(
            "If you do not recognise this subscription, please reply to this message so that we "
            "can follow it up."
        )
    else:
        how = sentence(
            "If there is a subscription that you do not recognise, please reply to this message so "
            "that we can follow it up."
        )
    return courtesy(how, Keep.STEP)


def _looked(matter: Matter) -> Said:
    seen = sentence("This is what the data show at the check on {time}.", time=matter.checked_words)
    return Said((seen,), "look-up", matter.content_rows, Keep.DETAIL)
