"""What a customer is told where something is open: contested, left over, or not to be said yet."""

from __future__ import annotations

from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.replies import checks
from ott_toolkit.replies.ahead import ahead
from ott_toolkit.replies.facts import charge_list, since
from ott_toolkit.replies.findings import Point, points
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.patterns import turn
from ott_toolkit.replies.reasons import Reason, reasons
from ott_toolkit.replies.settled import explained
from ott_toolkit.replies.steps import Three, billed, checked, courtesy, open_ending, reported
from ott_toolkit.sentences import Month, Rupiah, sentence

TOLD = 2
"""So many points a letter tells; the others it counts."""


def contested(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where charges explain the amount, and something was found in them."""
    found = points(matter)
    if not found:
        return explained(matter, verdict)
    values = billed(matter, verdict)
    told = sentence(
        "We found something that has to be checked on bill {bill} of number {number}: {point}.",
        point=found[0].clause,
        **values,
    )
    answer = [Said((told,), "rows", (*matter.content_rows, *found[0].rows)), *_more(found[1:])]
    behind = [_made_up(matter, verdict), *since(matter, None), *ahead(matter)]
    behind += checks.told(matter, "coming")
    return answer, behind, open_ending(matter, _step(matter, verdict, found))


def _made_up(matter: Matter, verdict: Verdict) -> Said:
    """Return what is billed with its PPN; of several charges, which they are."""
    values = {
        "billed": Rupiah(verdict.billed or 0),
        "total": Rupiah((verdict.billed or 0) + (verdict.vat or 0)),
    }
    told = sentence("INTERNET CONTENT on that bill is {billed}, with PPN {total}.", **values)
    short = Said((told,), "rows", matter.content_rows, Keep.TAX)
    if len(matter.charges) < 2:
        return short
    told = sentence(
        "INTERNET CONTENT on that bill is {billed}, with PPN {total}; charges of {month}: "
        "{charges}.",
        month=Month(verdict.charged_in),
        charges=charge_list(matter),
        **values,
    )
    shown = (*matter.content_rows, *matter.charges)
    return Said((told,), "rows", shown, Keep.DETAIL, shorter=short)


def _more(found: list[Point]) -> list[Said]:
    """Return what else was found; the rest is counted."""
    said = []
    for point in found[: TOLD - 1]:
        told = sentence("Besides, {point}.", point=point.clause)
        said.append(Said((told,), "rows", point.rows, Keep.ANSWER))
    rest = found[TOLD - 1 :]
    if rest:
        told = sentence("Further points to be checked: {count}.", count=len(rest))
        said.append(Said((told,), "rows", tuple(r for p in rest for r in p.rows), Keep.DETAIL))
    return said


def _step(matter: Matter, verdict: Verdict, found: list[Point]) -> list[Said]:
    """Return what is proposed, or why nothing is proposed yet."""
    if matter.proposes:
        return [_proposal(matter, verdict, found)]
    shown = tuple(row for point in found for row in point.rows)
    if all(point.confirm for point in found):
        told = sentence(
            "This may be an ordinary renewal that ran just as the subscription ended, so we have "
            "it confirmed before anything is proposed."
        )
        return [Said((told,), "rows", shown, Keep.ANSWER), checked(matter, Keep.STEP)]
    told = sentence("No amount is proposed for correction on this bill so far.")
    return [checked(matter), Said((told,), "rows", shown, Keep.STEP)]


def _proposal(matter: Matter, verdict: Verdict, found: list[Point]) -> Said:
    """Return the proposal with its ticket; it is never left out, and never a promise."""
    proposal = sentence(
        "We have it checked and propose a correction of {amount}, PPN included, to {team}, report "
        "number {ticket}.",
        amount=Rupiah(verdict.correction),
        team=matter.team,
        ticket=matter.ticket_words,
    )
    only = sentence("This is still a proposal; the decision follows the result of the check.")
    shown = tuple(row for point in found for row in point.rows) or matter.content_rows
    return Said((proposal, only), "rows", shown, lacks=matter.ticket_lacks)


def partly(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where charges explain a part, and a rest has no row."""
    values = billed(matter, verdict)
    shown = (*matter.content_rows, *matter.charges)
    part = sentence(
        "Of INTERNET CONTENT {billed} on bill {bill} of number {number}, only {charged} is "
        "accounted for so far: {charges}.",
        charged=Rupiah(verdict.charged or 0),
        charges=charge_list(matter),
        **values,
    )
    rest = sentence(
        "For the remaining {rest} no charge is seen in our data, so where it comes from cannot be "
        "said yet.",
        rest=Rupiah(verdict.difference or 0),
    )
    answer = [Said((part,), "rows", shown), Said((rest,), "rows", shown, Keep.ANSWER)]
    found = points(matter)
    behind = _more(found) if found else []
    behind += [*since(matter, None), *turn(matter), *ahead(matter), _rest_not_judged()]
    behind += checks.told(matter, "coming")
    if matter.proposes:
        return answer, behind, open_ending(matter, [_proposal(matter, verdict, found)])
    return answer, behind, open_ending(matter, [checked(matter)])


def unexplained(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where nothing was charged for what is billed."""
    told = sentence(
        "INTERNET CONTENT {billed} is on bill {bill} of number {number}, but no charge of {month} "
        "is seen for it in our data.",
        **billed(matter, verdict),
    )
    shown = (*matter.content_rows, *matter.charges)
    behind = [*turn(matter), *since(matter, None), *ahead(matter), _not_judged()]
    behind += checks.told(matter, "coming")
    ending = open_ending(matter, [checked(matter)])
    return [Said((told,), "rows", shown)], behind, ending


def _not_judged() -> Said:
    told = sentence(
        "So as not to be mistaken, we do not conclude yet that this charge is right or wrong."
    )
    return courtesy(told, Keep.TEAM)


def _rest_not_judged() -> Said:
    told = sentence(
        "So as not to be mistaken, we do not conclude yet that the rest is right or wrong."
    )
    return courtesy(told, Keep.TEAM)


def cannot(matter: Matter, verdict: Verdict) -> Three:
    """Return the letter where a source, or the analyst, cannot say it yet."""
    reason = reasons(matter)[0]
    values = {**billed(matter, verdict), "reason": reason.because}
    if verdict.billed is None:
        told = sentence(
            "Where INTERNET CONTENT on bill {bill} of number {number} comes from cannot be said "
            "yet, because {reason}.",
            **values,
        )
    else:
        told = sentence(
            "Where INTERNET CONTENT {billed} on bill {bill} of number {number} comes from cannot "
            "be said yet, because {reason}.",
            **values,
        )
    answer = [Said((told,), "rows", matter.content_rows)]
    seen = [] if matter.unsure else since(matter, None)
    if matter.charges and not matter.unsure:
        charges = sentence("What is seen so far: {charges}.", charges=charge_list(matter))
        seen.insert(0, Said((charges,), "rows", tuple(matter.charges), Keep.DETAIL))
    behind = [_not_judged(), *seen, *([] if matter.unsure else checks.told(matter))]
    return answer, behind, open_ending(matter, _next(matter, reason))


def _next(matter: Matter, reason: Reason) -> list[Said]:
    step = courtesy(sentence("Next, we {step}.", step=reason.step), Keep.ANSWER)
    return [step, *reported(matter)]
