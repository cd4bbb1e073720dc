"""What a weighed claim consists of, and the sentences that several kinds of claims share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.checks import to_check
from ott_toolkit.conclusion.facts import Facts, summed
from ott_toolkit.conclusion.frames import rows
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

Status = Literal["supported", "contradicted", "not-recorded"]

DATA_LOG = sentence("Look into Data Log, the log of the purchase process, at that time.")
TEAM_RULE = sentence("Follow your team's rule for purchases on the set-top box (Channel STB).")
STARCLICK = sentence("Look up the package in Starclick.")
GIMMICK = sentence("Look at the page Free Gimmick Transactions for the free period and its terms.")
PRODUCT_NOTICE = sentence("Compare with the product notice of the price.")
CUSTOMER_RECORD = sentence("Compare with the customer record: who held the line, and since when.")
TICKETS = sentence("Look into the ticket history and Data Log for when stopping was asked for.")
EXPLAIN = sentence("Explain each charge with its time and service.")
OWNER = sentence("Ask the dashboard's owner for the row that is missing.")


@dataclass(frozen=True, eq=False)
class Weighed:
    """What the rows say to a claim: as `claims.ClaimAnswer`."""

    status: Status
    said: tuple[Sentence, ...]
    rows: pd.DataFrame
    next_step: Sentence


def cannot(facts: Facts, reason: Sentence) -> Weighed:
    """Return that a source is lacking; what is to be done is part of the reason."""
    told = sentence("This cannot be compared yet.")
    return Weighed("not-recorded", (told, reason), facts.charges, reason)


def recorded(account: Account) -> Sentence:
    """Return since when an account is recorded, and through which channel."""
    values = {"service": account.service, "start": account.start, "channel": account.channel}
    if account.start is None:
        return sentence("{service} is recorded without Start Time.", service=account.service)
    if account.channel is None:
        return sentence(
            "{service} is recorded from {start}; its Channel is not shown.",
            service=account.service,
            start=account.start,
        )
    return sentence("{service} is recorded from {start} through Channel {channel}.", **values)


def odd_references(accounts: Iterable[Account], grounds: Grounds) -> Iterator[Sentence]:
    """Yield in what each reference that a finding is on differs: its number, its time, or both."""
    found = {
        one["partner_ref"] for one in rows(grounds.findings) if one["rule"] == "reference-mismatch"
    }
    for account in accounts:
        if account.reference is None or account.reference not in found:
            continue
        *_, time, number = account.reference.split("-")
        start = account.start and f"{account.start:%Y%m%d%H%M%S}"
        service = account.service
        if number == grounds.number:
            yield sentence("Partner ref_no of {service} carries another time than Start Time.",
                           service=service)  # fmt: skip
        elif start is None or time == start:
            yield sentence("Partner ref_no of {service} carries another number than this one.",
                           service=service)  # fmt: skip
        else:
            yield sentence(
                "Partner ref_no of {service} carries another number than this one, and another "
                "time than Start Time.",
                service=service,
            )


def ended(account: Account) -> Sentence:
    """Return the End Time that is recorded, or that there is none."""
    if account.end is not None:
        return sentence("End Time of {service} is {end}.", service=account.service, end=account.end)
    if account.status == "active":
        return sentence("{service} is Active and has no End Time.", service=account.service)
    return sentence("{service} has no End Time.", service=account.service)


def charged(facts: Facts, charges: pd.DataFrame) -> Sentence:
    """Return how many charges there are and what they come to, in the month at issue."""
    count, total = len(charges), Rupiah(summed(charges))
    if facts.month is None:
        return sentence("Charges recorded: {count}, {total} in all.", count=count, total=total)
    return sentence(
        "Charges in {month}: {count}, {total} in all.",
        month=Month(facts.month),
        count=count,
        total=total,
    )


def without_charge(facts: Facts) -> Sentence:
    """Return that no charge is at issue, beside what was billed."""
    if not facts.charges.empty:
        return sentence(
            "The transactions at issue, {count}, come to {total}; none is above Rp 0.",
            count=len(facts.charges),
            total=Rupiah(summed(facts.charges)),
        )
    if facts.disputed is None or facts.month is None:
        return sentence("Transactions Data shows no charge for this number.")
    if facts.disputed.billed is None:
        return sentence("No charge was made in {month}.", month=Month(facts.month))
    return sentence(
        "Bill {bill} has INTERNET CONTENT of {billed}, but no charge was made in {month}.",
        bill=Month(facts.disputed.period),
        billed=Rupiah(facts.disputed.billed),
        month=Month(facts.month),
    )


def explaining(facts: Facts, usual: Sentence = EXPLAIN) -> Sentence:
    """Return the step after which nothing is open, unless something was found."""
    return to_check(facts) or usual


def listed(accounts: Iterable[Account]) -> list[Account]:
    """Return the accounts that Subscriptions has."""
    return [account for account in accounts if account.listed]
