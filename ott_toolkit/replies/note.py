"""The note for the CRM: five lines that a colleague understands without the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.conclusion.frames import Row
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.conclusion.weighing import EXPLAIN, OWNER
from ott_toolkit.replies.checks import named
from ott_toolkit.replies.claims import claim_step
from ott_toolkit.replies.fit import Keep, Paragraphs, Said, fitted, joined
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import short_day, short_time, some
from ott_toolkit.replies.result import result
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

CHARACTERS = 600
"""So long a note is at most."""
ACCOUNTS, CHARGES, BILLS = 2, 2, 3
"""So many subscriptions, charges of one, and bills the note names; the others it counts."""


def lines(matter: Matter) -> Paragraphs:
    """Return the note: bill and claim; what was read; what is recorded; result; next step."""

    def fits(kept: Paragraphs) -> bool:
        return len(joined(kept, matter.language, "\n")) <= CHARACTERS

    told = [
        [_bill(matter), *_claim(matter)],
        [_read(matter)],
        list(_recorded(matter)),
        list(result(matter)),
        list(_next(matter)),
    ]
    return fitted(told, fits)


def _bill(matter: Matter) -> Said:
    bill, verdict = matter.case.bill, matter.verdict
    values: dict[str, object] = {"number": matter.number}
    if bill is None:
        return Said((sentence("OTT {number}: no bill at hand.", **values),), "lacking")
    if verdict is None:
        newest = sorted({one.date() for one in bill.periods["period"]}, reverse=True)
        values["bills"] = some([Month(one) for one in newest], BILLS, "bills")
        if bill.partial:
            told = sentence("OTT {number}: no INTERNET CONTENT seen, detail not whole ({bills}).",
                            **values)  # fmt: skip
            return Said((told,), "lacking", matter.content_rows)
        told = sentence("OTT {number}: no INTERNET CONTENT on the bills ({bills}).", **values)
        return Said((told,), "look-up", matter.content_rows)
    values |= {
        "bill": Month(verdict.period),
        "billed": amount_words(verdict.billed),
        "vat": amount_words(verdict.vat),
        "status": matter.names.line(verdict.payment_status, 24) or NO_VALUE,
    }
    told = sentence(
        "OTT {number}: bill {bill} INTERNET CONTENT {billed} + PPN {vat}, {status}.", **values
    )
    return Said((told,), "rows", matter.content_rows)


def _claim(matter: Matter) -> list[Said]:
    claim = matter.case.claim
    if claim is None:
        return []
    detail = _detail(claim)
    if detail is None:
        told = sentence("Claim: {claim}.", claim=claim.title)
    else:
        told = sentence("Claim: {claim} ({detail}).", claim=claim.title, detail=detail)
    return [Said((told,), "analyst", keep=Keep.CLAIM)]


def _detail(claim: Claim) -> object | None:
    if claim.kind == "other-price":
        return None if claim.price is None else Rupiah(claim.price)
    return claim.day


def _read(matter: Matter) -> Said:
    case = matter.case
    if case.bill is None:
        bill = sentence("not at hand")
    elif matter.case.bill and case.bill.partial:
        bill = sentence("not whole")
    else:
        bill = sentence("at hand")
    told = sentence(
        "Checked {when}: Subscriptions {subscriptions}, Transactions Data {transactions}, bill "
        "{bill}.",
        when=matter.read_words,
        subscriptions=_rows_read(case.subscriptions),
        transactions=_rows_read(case.transactions),
        bill=bill,
    )
    return Said((told,), "look-up", keep=Keep.ANSWER)


def _rows_read(frame: pd.DataFrame | None) -> Sentence:
    if frame is None:
        return sentence("not at hand")
    values = {"read": len(frame), "announced": frame.attrs.get("announced")}
    if frame.attrs.get("filtered"):
        return sentence("{read} rows, filtered", **values)
    if values["announced"] is None:
        return sentence("{read} rows", **values)
    return sentence("{read}/{announced} rows", **values)


def _recorded(matter: Matter) -> Iterator[Said]:
    """Yield each subscription at issue with its charges at issue."""
    charged = {id(account): charges for account, charges in matter.by_account}
    own = [account for account, _ in matter.by_account] or matter.concerned
    own = [*own, *matter.beside]
    for nth, account in enumerate(own[:ACCOUNTS]):
        charges = charged.get(id(account)) or matter.charges_of(account)
        parts = (_subscription(matter, account, charges),)
        behind = matter.rows_of([account])
        if nth:
            yield Said(parts, "rows", behind, Keep.DETAIL)
            continue
        short = Said((_charged(matter, account, charges),), "rows", behind, Keep.ANSWER)
        yield Said(parts, "rows", behind, Keep.TAX, shorter=short if charges else None)
    rest = own[ACCOUNTS:]
    if rest:
        told = sentence("Further subscriptions: {count}.", count=len(rest))
        yield Said((told,), "rows", matter.rows_of(rest), Keep.SINCE)
    if not own:
        yield from _nothing(matter)


def _nothing(matter: Matter) -> Iterator[Said]:
    """Yield that whole sources hold nothing at issue, as far as they do."""
    grounds = matter.facts.grounds
    if grounds.transactions is None or grounds.subscriptions is None or len(grounds.subscriptions):
        return
    told = (
        sentence("No subscription and no charge recorded.")
        if grounds.charges.empty
        else sentence("No subscription recorded; of charges only rows of Rp 0 or of other months.")
    )
    yield Said((told,), "look-up")


def _subscription(matter: Matter, account: Account, charges: list[Row]) -> Sentence:
    values: dict[str, object] = {
        "service": matter.names.coded(account),
        "channel": matter.names.channel(account) or NO_VALUE,
        "start": short_day(account.start),
        "end": short_day(account.end),
        "status": matter.names.line(account.status.capitalize(), 12) or NO_VALUE,
        "charges": some([_charge(one) for one in charges], CHARGES),
    }
    if not account.listed and "subscriptions" in matter.facts.grounds.lacking:
        return _charged(matter, account, charges)
    if not account.listed:
        return sentence("{service}, not in Subscriptions; trx {charges}.", **values)
    if "transactions" in matter.facts.grounds.lacking:
        return sentence("{service}, {channel}, {start} to {end} {status}.", **values)
    if account.charges.empty:
        return sentence("{service}, {channel}, {start} to {end} {status}; no trx.", **values)
    if not charges:
        return sentence(
            "{service}, {channel}, {start} to {end} {status}; no trx in {month}.",
            month=Month(matter.facts.month) if matter.facts.month else NO_VALUE,
            **values,
        )
    return sentence("{service}, {channel}, {start} to {end} {status}; trx {charges}.", **values)


def _charged(matter: Matter, account: Account, charges: list[Row]) -> Sentence:
    return sentence(
        "{service}; trx {charges}.",
        service=matter.names.coded(account),
        charges=some([_charge(one) for one in charges], CHARGES),
    )


def _charge(charge: Row) -> Sentence:
    return sentence(
        "{time} {amount}",
        time=short_time(charge["trx_time"]),
        amount=amount_words(charge["amount"]),
    )


def _next(matter: Matter) -> Iterator[Said]:
    for place, step in enumerate(_steps(matter)):
        yield step if place else _first(step)
    if matter.ticket and not matter.proposes:
        yield Said((sentence("Ticket {ticket}.", ticket=matter.ticket),), "analyst")
    if matter.kind in ("partly", "unexplained", "cannot", "contested"):
        yield from matter.team_text("penyetuju")
        yield from matter.team_text("kabar_berikutnya", Keep.CLAIM)
    if kept := matter.case.kept:
        yield Said((sentence("Evidence #{entry}.", entry=kept.entry),), "look-up")


def _first(step: Said) -> Said:
    """Return the step that is taken first, and is never left out."""
    parts = (sentence("Next: {step}", step=step.parts[0]),)
    if step.shorter is None:
        return replace(step, parts=parts, keep=Keep.ALWAYS)
    return replace(step, parts=parts, shorter=_first(step.shorter))


def _steps(matter: Matter) -> list[Said]:
    """Return what the analyst does next: for the amount, for what is found besides, for the claim.

    To explain is the next step only where there is no other.
    """
    steps = [Said((one,), "courtesy", keep=Keep.CLAIM) for one in _step_of_amount(matter)]
    besides = [] if matter.unsure else named(matter)
    if besides:
        steps.append(_checking(matter, besides))
    looked_up = claim_step(matter)
    if looked_up is not None and all(looked_up not in one.parts for one in steps):
        steps.append(Said((looked_up,), "courtesy", keep=Keep.ANSWER))
    others = [one for one in steps if EXPLAIN not in one.parts]
    return others or steps[:1]


def _checking(matter: Matter, besides: list[Sentence]) -> Said:
    """Return that what was found is to be checked: by its names, or where room lacks without."""
    whole = sentence("Have checked by {team}: {findings}.", team=matter.team, findings=besides)
    short = sentence("Have the findings checked.")
    return Said((whole,), "courtesy", keep=Keep.DETAIL, shorter=Said((short,), "courtesy"))


def _step_of_amount(matter: Matter) -> list[Sentence]:
    verdict = matter.verdict
    if verdict is None:
        lacking = list(matter.facts.grounds.lacking.values())
        known = matter.concerned or not matter.facts.charges.empty
        nothing = _RECORDED if known else _NOTHING
        return lacking[:1] or [EXPLAIN if matter.charges else nothing]
    if matter.unsure:
        return [sentence("Finish checking before anything is concluded.")]
    if verdict.kind == "cannot":
        return list(verdict.reasons[:1])
    if matter.proposes:
        return [sentence("Escalate to {team}.", team=matter.team)]
    return [_step_without_proposal(matter, verdict)]


def _step_without_proposal(matter: Matter, verdict: Verdict) -> Sentence:
    if matter.kind in ("partly", "unexplained"):
        return OWNER
    if matter.kind == "contested":
        return sentence("Have the charge confirmed by {team}.", team=matter.team)
    if matter.settled:
        return _SETTLED
    return EXPLAIN


_SETTLED = sentence("Explain the result of the check.")
_NOTHING = sentence("Explain that nothing is recorded for this number.")
_RECORDED = sentence("Explain what is recorded, and that nothing was charged so far.")
