"""The result in the note for the CRM: what the tool says, what was found, what the analyst says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ott_toolkit.conclusion.claims import ClaimAnswer
from ott_toolkit.conclusion.facts import summed
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.verdicts import Kind, Verdict
from ott_toolkit.conclusion.weighing import Status
from ott_toolkit.replies.checks import titles
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import REASON, some
from ott_toolkit.replies.patterns import turn_in_short
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

FINDINGS = 3
"""So many findings the note names where room lacks; the others it counts."""

_VERDICTS: Mapping[Kind, Sentence] = {
    "explained": sentence("amount explained"),
    "contested": sentence("amount explained, contested"),
    "partly": sentence("amount partly explained"),
    "unexplained": sentence("no charge supports it"),
    "cannot": sentence("cannot be said yet"),
}
_CLAIMS: Mapping[Status, Sentence] = {
    "supported": sentence("agrees with the data"),
    "contradicted": sentence("differs from the data"),
    "not-recorded": sentence("not recorded in the data"),
}


def result(matter: Matter) -> Iterator[Said]:
    """Yield the verdict, the claim, the findings, the proposal, and the analyst's conclusion."""
    verdict = matter.verdict
    answered = matter.case.claim_answer
    if verdict is not None:
        told = _verdict_words(verdict)
        yield Said((told,), "rows", (*matter.content_rows, *matter.charges))
        yield from turn_in_short(matter)
    if answered is not None and answered.claim.kind != "only-asking":
        yield _on_claim(matter, answered)
    yield from _findings(matter)
    yield from _coming(matter)
    if verdict is not None:
        yield from _proposal(matter, verdict)
    yield from _decision(matter)


def _on_claim(matter: Matter, answered: ClaimAnswer) -> Said:
    """Return what the data say to the claim; without them that it cannot be compared yet."""
    behind = (*rows(answered.rows), *matter.content_rows)
    if matter.lacks_tables:
        told = sentence("On the claim: {status}.", status=sentence("cannot be compared yet"))
        return Said((told,), "lacking", behind, Keep.CLAIM)
    status = _CLAIMS[answered.status]
    if answered.claim.kind == "not-subscribed" and answered.status == "not-recorded":
        status = sentence("buyer not recorded in the data")
    told = sentence("On the claim: {status}.", status=status)
    return Said((told,), "rows" if behind else "look-up", behind, Keep.CLAIM)


def _verdict_words(verdict: Verdict) -> Sentence:
    if verdict.kind == "partly":
        return sentence(
            "Result: amount partly explained, {rest} left.", rest=Rupiah(verdict.difference or 0)
        )
    return sentence("Result: {verdict}.", verdict=_VERDICTS[verdict.kind])


def _findings(matter: Matter) -> Iterator[Said]:
    """Yield what was found on the disputed bill and its subscriptions, and what outside of them."""
    if matter.verdict is None:
        yield from _listed(matter.asking)
        return
    of_bill, concerned = rows(matter.verdict.findings), {one.reference for one in matter.concerned}
    own = [
        one
        for one in matter.asking
        if one in of_bill
        or (RULES[one["rule"]].row == "account" and one["partner_ref"] in concerned)
    ]
    yield from _listed(own)
    yield from _listed([one for one in matter.asking if one not in own], Keep.DETAIL)


def _coming(matter: Matter) -> Iterator[Said]:
    """Yield what a later bill carries and has to be checked first."""
    doubted = matter.doubted
    if not doubted.empty:
        told = sentence(
            "To be checked before bill {bills}: {amount}.",
            bills=[Month(bill) for bill in matter.bills_of(doubted)],
            amount=Rupiah(summed(doubted)),
        )
        yield Said((told,), "rows", tuple(rows(doubted)), Keep.CLAIM)


def _listed(found: list[Row], keep: Keep = Keep.ANSWER) -> Iterator[Said]:
    """Yield the titles of findings; those outside the disputed period go first."""
    named = titles(found)
    if not named:
        return
    template = (
        sentence("Findings: {findings}.")
        if keep is Keep.ANSWER
        else sentence("Outside this bill: {findings}.")
    )
    told = replace(template, values={"findings": some(named, len(named))})
    if len(named) <= FINDINGS:
        yield Said((told,), "rows", tuple(found), keep)
        return
    short = replace(template, values={"findings": some(named, FINDINGS, "findings")})
    shorter = Said((short,), "rows", tuple(found), keep)
    yield Said((told,), "rows", tuple(found), Keep.DETAIL, shorter=shorter)


def _proposal(matter: Matter, verdict: Verdict) -> Iterator[Said]:
    behind = (*rows(verdict.findings), *matter.content_rows)
    if verdict.kind == "cannot":
        return
    if verdict.to_confirm and not matter.settled:
        told = sentence("To be confirmed first: {amount}.", amount=Rupiah(verdict.to_confirm))
        yield Said((told,), "rows", behind, Keep.ANSWER)
    if verdict.proposed and not matter.proposes:
        told = sentence(
            "No correction is proposed, by the analyst's decision (reckoned: {amount}).",
            amount=Rupiah(verdict.correction),
        )
        short = Said((sentence("No correction is proposed."),), "analyst", keep=Keep.ANSWER)
        yield Said((told,), "rows", behind, Keep.STEP, shorter=short)
        return
    if not verdict.proposed:
        told = sentence("Proposed correction {amount}.", amount=Rupiah(0))
        yield Said((told,), "rows", behind, Keep.CLAIM)
        return
    told = sentence(
        "Proposed correction {amount} with PPN, ticket {ticket}.",
        amount=Rupiah(verdict.correction),
        ticket=matter.ticket_words,
    )
    yield Said((told,), "rows", behind, lacks=matter.ticket_lacks)


def _decision(matter: Matter) -> Iterator[Said]:
    """Yield the analyst's own conclusion, beside the tool's."""
    decision = matter.case.decision
    if decision is None or matter.decided is None:
        return
    values = {
        "kind": _VERDICTS[matter.decided],
        "reason": matter.names.line(decision.reason, REASON).rstrip("."),
    }
    short = Said((sentence("Analyst: {kind}.", **values),), "analyst", keep=Keep.ANSWER)
    if not values["reason"]:
        yield short
        return
    told = sentence("Analyst: {kind} ({reason}).", **values)
    yield Said((told,), "analyst", keep=Keep.STEP, shorter=short)
