"""Claims on who it was: did not subscribe, not the resident, part of a package.

The sources hold a channel and times, never who pressed the button, who consented, or who lived
there. So the most that can be supported is that there is nothing on record at all.
"""

from __future__ import annotations

from datetime import date, datetime

from ott_toolkit.amounts import months_later
from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.facts import Facts, paid
from ott_toolkit.conclusion.frames import Row
from ott_toolkit.conclusion.weighing import (
    CUSTOMER_RECORD,
    DATA_LOG,
    OWNER,
    STARCLICK,
    TEAM_RULE,
    Status,
    Weighed,
    cannot,
    charged,
    listed,
    odd_references,
    recorded,
    without_charge,
)
from ott_toolkit.sentences import Rupiah, Sentence, sentence


def not_subscribed(facts: Facts) -> Weighed:
    """Weigh that the customer did not subscribe.

    Supported only where no subscription stands behind what was billed: nothing was charged while
    none was running, or every charge names a subscription that the number does not have.
    """
    reason = facts.lacking("subscriptions", "transactions")
    if reason is not None:
        return cannot(facts, reason)
    charges = paid(facts.charges)
    if charges.empty:
        return _nothing_charged(facts)
    strangers = [charge for charge, _ in facts.found("unknown-subscription")]
    said = [charged(facts, charges), *(_stranger(charge) for charge in strangers)]
    own = listed(facts.charged)
    if not own and len(strangers) == len(charges):
        return Weighed("supported", tuple(said), charges, OWNER)
    said += [recorded(account) for account in own]
    said += odd_references(own, facts.grounds)
    if charges["partner_ref"].isna().any():
        said.append(
            sentence("A charge shows no Partner ref_no: which subscription it is of, is not seen.")
        )
    said.append(sentence("Who ordered it is not recorded in these sources."))
    return Weighed("not-recorded", tuple(said), charges, _where_it_was_bought(own))


def not_resident(facts: Facts, moved_in: date | None) -> Weighed:
    """Weigh that the customer lives there only since `moved_in`: Start Time against that day."""
    reason = facts.lacking("subscriptions")
    if reason is not None:
        return cannot(facts, reason)
    at_issue = facts.charged or facts.concerned
    own = listed(at_issue)
    charges = paid(facts.charges)
    ownership = sentence("Whose line it was is not recorded in these sources.")
    if not own:
        nothing = sentence("No subscription is recorded for these charges.")
        return Weighed("not-recorded", (nothing, ownership), charges, CUSTOMER_RECORD)
    said = [recorded(account) for account in own]
    if moved_in is None or moved_in > facts.grounds.asof.date():
        said.append(ownership)
        ask = sentence("Ask since when the customer lives there, and compare the customer record.")
        return Weighed("not-recorded", tuple(said), charges, ask)
    before = [one.start is not None and one.start.date() < moved_in for one in at_issue]
    after = [one.start is not None and one.start.date() >= moved_in for one in at_issue]
    status: Status = "not-recorded"
    if all(before):
        status = "supported"
        said.append(sentence("That is before {day}, the day of moving in.", day=moved_in))
    elif all(after):
        status = "contradicted"
        said.append(sentence("That is not before {day}, the day of moving in.", day=moved_in))
    else:
        said.append(
            sentence("Not all of that is before {day}, the day of moving in.", day=moved_in)
        )
    return Weighed(status, (*said, ownership), charges, CUSTOMER_RECORD)


def in_package(facts: Facts) -> Weighed:
    """Weigh that the service is part of a package: what a package holds is told elsewhere."""
    reason = facts.lacking("transactions")
    if reason is not None:
        return cannot(facts, reason)
    charges = paid(facts.charges)
    if charges.empty:
        said = [without_charge(facts)]
    else:
        names = list(dict.fromkeys(account.service for account in facts.charged))
        said = [sentence("{services} was charged on its own.", services=names)]
        said.append(charged(facts, charges))
    said.append(sentence("What the package includes is not recorded in these sources."))
    return Weighed("not-recorded", tuple(said), charges, STARCLICK)


def _nothing_charged(facts: Facts) -> Weighed:
    said = [without_charge(facts)]
    ran = [account for account in listed(facts.accounts) if _ran(account, facts)]
    undated = facts.grounds.charges["trx_time"].isna().any()
    if undated:
        said.append(sentence("A charge has no time: whether it is of that month is not seen."))
    if not ran and facts.charges.empty and not undated:
        said.append(_no_subscription(facts))
        billed = facts.disputed is not None
        step = OWNER if billed else sentence("Explain that nothing is recorded for this number.")
        return Weighed("supported", tuple(said), paid(facts.charges), step)
    said += [recorded(account) for account in ran]
    said.append(sentence("Who ordered it is not recorded in these sources."))
    return Weighed("not-recorded", tuple(said), paid(facts.charges), _where_it_was_bought(ran))


def _ran(account: Account, facts: Facts) -> bool:
    """Whether an account may have run in the month at issue; without one, whether it is there."""
    if facts.month is None:
        return True
    after = months_later(facts.month, 1)
    begins, ends = (datetime(day.year, day.month, 1) for day in (facts.month, after))  # noqa: DTZ001
    over = account.end is not None and account.end < begins
    return not over and (account.start is None or account.start < ends)


def _no_subscription(facts: Facts) -> Sentence:
    past = listed(facts.accounts)
    if not past:
        return sentence("Subscriptions shows none for this number.")
    last = max((account.end for account in past if account.end), default=None)
    if last is None:
        return sentence("No subscription of this number was running in that month.")
    return sentence(
        "No subscription of this number was running in that month; the last End Time before it "
        "is {end}.",
        end=last,
    )


def _stranger(charge: Row) -> Sentence:
    return sentence(
        "The charge of {time}, {amount}, names a subscription that this number does not have.",
        time=charge["trx_time"] or sentence("an unknown time"),
        amount=_amount(charge),
    )


def _amount(charge: Row) -> Rupiah | Sentence:
    return sentence("no amount") if charge["amount"] is None else Rupiah(charge["amount"])


def _where_it_was_bought(own: list[Account]) -> Sentence:
    """Return the next step: the team's rule for a set-top box, else the log of the purchase."""
    on_box = own and all((account.channel or "").strip().upper() == "STB" for account in own)
    return TEAM_RULE if on_box else DATA_LOG
