"""What a customer is told where no period has content: no bill, none billed, or nothing at all."""

from __future__ import annotations

from ott_toolkit.conclusion.frames import rows
from ott_toolkit.replies import checks, claims
from ott_toolkit.replies.ahead import ahead
from ott_toolkit.replies.facts import charge_list, since
from ott_toolkit.replies.findings import points
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import some
from ott_toolkit.replies.patterns import not_billed
from ott_toolkit.replies.reasons import reasons
from ott_toolkit.replies.steps import Three, further_questions, reported
from ott_toolkit.sentences import Month, Rupiah, sentence

MONTHS = 4
"""So many bills a letter names, the newest; the others it counts."""


def without_verdict(matter: Matter) -> Three:
    """Return the answer, what it rests on, and how to go on, where there is no verdict."""
    found = points(matter)
    answer = [_on_the_bills(matter)]
    behind = [*_seen(matter), *not_billed(matter), *ahead(matter)]
    if found:
        told = sentence("Something has to be checked: {point}.", point=found[0].clause)
        behind.append(Said((told,), "rows", found[0].rows, Keep.ANSWER))
    behind += checks.told(matter, *(("at-issue", "coming") if found else ("coming",)))
    ending = claims.answer(matter)
    if matter.lacks_tables:
        step = sentence("Next, we {step}.", step=reasons(matter)[0].step)
        ending.append(Said((step,), "courtesy", keep=Keep.ANSWER))
    elif matter.case.bill is None:
        told = sentence("As soon as we have the bill, we compare it with these data.")
        ending.append(Said((told,), "courtesy", keep=Keep.STEP))
    ending += reported(matter)
    if matter.lacks_tables or found:
        ending += matter.team_text("kabar_berikutnya", Keep.CLAIM)
    if any(one.status == "active" for one in matter.concerned):
        ending += matter.team_text("cara_berhenti")
    return answer, behind, [*ending, further_questions()]


def _on_the_bills(matter: Matter) -> Said:
    """Return what the bills show, or that there is none."""
    bill = matter.case.bill
    if bill is None:
        told = sentence(
            "We do not have the bill of number {number} yet, so its INTERNET CONTENT cannot be "
            "compared.",
            number=matter.number,
        )
        return Said((told,), "lacking")
    periods = sorted(set(bill.periods["period"]), reverse=True)
    named = some([Month(one.date()) for one in periods], MONTHS, "bills")
    values = {"number": matter.number, "bills": named}
    if bill.partial or set(periods) - set(bill.lines["period"]):
        told = sentence(
            "INTERNET CONTENT is not seen on the bills of number {number} that we have ({bills}), "
            "but their detail is not complete yet.",
            **values,
        )
        return Said((told,), "lacking", matter.content_rows)
    told = sentence(
        "On the bills of number {number} that we looked at ({bills}) there is no INTERNET CONTENT.",
        **values,
    )
    return Said((told,), "look-up", matter.content_rows)


def _seen(matter: Matter) -> list[Said]:
    """Return what Subscriptions and Transactions Data show."""
    grounds = matter.facts.grounds
    if grounds.subscriptions is None and grounds.transactions is None:
        told = sentence(
            "The data on its subscriptions and charges are not complete yet, so we do not conclude "
            "anything."
        )
        return [Said((told,), "lacking")]
    if matter.charges:
        return [*_since(matter), *_newest(matter)]
    if grounds.transactions is None:
        told = sentence("The data on its charges are not complete yet.")
        return [*_since(matter), Said((told,), "lacking")]
    return [*_since(matter), _no_charge(matter)]


def _no_charge(matter: Matter) -> Said:
    """Return that nothing was charged; rows of Rp 0 are no charge, but they are there."""
    values = {"time": matter.checked_words}
    if not matter.facts.charges.empty:
        told = sentence(
            "Until the check on {time} no charge above Rp 0 is recorded for this number.", **values
        )
    elif matter.lacks_tables or matter.concerned:
        told = sentence(
            "Until the check on {time} no charge is recorded for this number.", **values
        )
    else:
        told = sentence(
            "Until the check on {time} neither a subscription nor a charge is recorded for this "
            "number.",
            **values,
        )
        return Said((told,), "look-up")
    return Said((told,), "look-up", keep=Keep.TAX)


def _since(matter: Matter) -> list[Said]:
    own = since(matter, None)
    return own if matter.concerned else []


def _newest(matter: Matter) -> list[Said]:
    """Return the newest charge, and what it comes to on its bill."""
    dated = [one for one in matter.charges if one["trx_time"] and (one["amount"] or 0) > 0]
    if not dated:
        told = sentence("What is seen so far: {charges}.", charges=charge_list(matter))
        return [Said((told,), "rows", tuple(matter.charges), Keep.TAX)]
    newest = dated[-1]
    day = newest["trx_time"].date()
    every = rows(matter.facts.grounds.charges)
    place = next(nth for nth, one in enumerate(every) if one == newest)
    told = sentence(
        "The newest charge is {amount} for {service} on {day}; with PPN it comes to {total}.",
        amount=Rupiah(newest["amount"]),
        service=matter.names.service(matter.places[place]),
        day=day,
        total=matter.with_vat(newest["amount"], day),
    )
    return [Said((told,), "rows", (newest,), Keep.TAX)]
