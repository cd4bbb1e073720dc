"""Claims on a day: stopped on it, or free until it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.facts import Facts, paid, summed
from ott_toolkit.conclusion.weighing import (
    DATA_LOG,
    GIMMICK,
    TICKETS,
    Weighed,
    cannot,
    ended,
    listed,
    recorded,
    without_charge,
)
from ott_toolkit.sentences import Rupiah, Sentence, sentence

_REQUEST = sentence("When stopping was asked for is not recorded in these sources.")


def stopped(facts: Facts, day: date | None) -> Weighed:
    """Weigh that the customer stopped on `day`: End Time, and the charges after the day.

    No source holds a request to stop. Supported where End Time is not after the day, since then
    the record agrees; else it is not recorded: a subscription that was stopped in time runs on to
    the end of the cycle that was paid, and looks the same. Of no day, and of one that is still to
    come, no row says anything.
    """
    reason = facts.lacking("transactions", "subscriptions")
    if reason is not None:
        return cannot(facts, reason)
    if day is None or day > facts.grounds.asof.date():
        return _stopped_some_day(facts, day)
    last = datetime.combine(day, time.max)
    earlier = [one for one in facts.concerned if one.start is None or one.start <= last]
    later = [one for one in facts.concerned if one not in earlier]
    after, undated = _after(earlier, last, facts), _undated(earlier, facts)
    said = [without_charge(facts)] if paid(facts.charges).empty else []
    said += _charges_after(earlier, after, day)
    if not undated.empty:
        said.append(sentence("A charge has no time: whether it came after that is not seen."))
    own = listed(earlier)
    said += [ended(account) for account in own]
    said += [*_at_end(facts), *_begun_later(later)]
    shown = paid(facts.charges) if after.empty else after
    if own and all(_over(one, last) for one in own):
        return Weighed("supported", tuple(said), shown, DATA_LOG if later else TICKETS)
    said.append(_REQUEST)
    return Weighed("not-recorded", tuple(said), shown, DATA_LOG if later and not own else TICKETS)


def _over(account: Account, last: datetime) -> bool:
    """Whether an account is recorded as ended by then; one that is Active may not be."""
    return account.end is not None and account.end <= last and account.status != "active"


def still_free(facts: Facts, day: date | None) -> Weighed:
    """Weigh that the service was free until `day`: the first charge that took money against it."""
    reason = facts.lacking("transactions")
    if reason is not None:
        return cannot(facts, reason)
    own = facts.charged or facts.concerned
    charges = _of(own, facts)
    terms = sentence("The terms of a free period are not recorded in these sources.")
    if charges.empty:
        free = facts.disputed is None and bool(listed(own))
        told = (without_charge(facts), terms)
        return Weighed("supported" if free else "not-recorded", told, charges, GIMMICK)
    said = [_first_charge(account) for account in own if not paid(account.charges).empty]
    said.append(terms)
    if day is None:
        return Weighed("not-recorded", tuple(said), charges, GIMMICK)
    known = charges[charges["amount"].notna()]
    within = known[known["trx_time"].le(pd.Timestamp(datetime.combine(day, time.max)))]
    if not within.empty:
        count, total = len(within), Rupiah(summed(within))
        sums = sentence(
            "Charges up to {day}: {count}, {total} in all.", day=day, count=count, total=total
        )
        return Weighed("supported", (sums, *said), within, GIMMICK)
    if charges[["trx_time", "amount"]].isna().any(axis=None):
        return Weighed("not-recorded", tuple(said), charges, GIMMICK)
    none = sentence("No charge above Rp 0 was made up to {day}.", day=day)
    return Weighed("not-recorded", (none, *said), charges, GIMMICK)


def _stopped_some_day(facts: Facts, to_come: date | None) -> Weighed:
    """Return what is recorded of an end: without a day, or before it, nothing can be compared."""
    said = [*(ended(account) for account in listed(facts.concerned)), *_at_end(facts)]
    said += [
        sentence(
            "After that {amount} was charged on {time}.",
            amount=Rupiah(charge["amount"] or 0),
            time=charge["trx_time"],
        )
        for charge, _ in facts.found("charge-after-end")
    ]
    if to_come is not None:
        said.append(sentence("{day} is still to come: no row says anything of it.", day=to_come))
    ask = sentence("Ask for the day of stopping, then look into the ticket history and Data Log.")
    return Weighed("not-recorded", (*said, _REQUEST), facts.charges, ask)


def _charges_after(earlier: list[Account], after: pd.DataFrame, day: date) -> Iterator[Sentence]:
    """Yield what was charged after the day for what had begun by then."""
    names = list(dict.fromkeys(account.service for account in earlier))
    if not names:
        yield sentence("No subscription at issue had begun by {day}.", day=day)
    elif after.empty:
        yield sentence(
            "{services}, begun by {day}: no charge after that day.", services=names, day=day
        )
    else:
        yield sentence(
            "{services}, begun by {day}: charges after that day: {count}, {total} in all, the "
            "newest on {newest}.",
            services=names,
            day=day,
            count=len(after),
            total=Rupiah(summed(after)),
            newest=after["trx_time"].max().to_pydatetime(warn=False),
        )


def _at_end(facts: Facts) -> Iterator[Sentence]:
    for charge, _ in facts.found("charge-at-end"):
        yield sentence(
            "The charge of {time} came less than a day after End Time: it may be the renewal that "
            "ran just before.",
            time=charge["trx_time"],
        )


def _begun_later(later: list[Account]) -> list[Sentence]:
    begun = [recorded(account) for account in listed(later)]
    if begun:
        begun.append(
            sentence("That is a new subscription, begun after the day named; by whom is not seen.")
        )
    return begun


def _first_charge(account: Account) -> Sentence:
    first = paid(account.charges).iloc[0]
    values = {
        "service": account.service,
        "amount": Rupiah(0 if pd.isna(first["amount"]) else int(first["amount"])),
        "time": sentence("an unknown time")
        if pd.isna(first["trx_time"])
        else first["trx_time"].to_pydatetime(warn=False),
    }
    if account.start is None:
        return sentence("{service}: the first charge above Rp 0 is {amount} on {time}.", **values)
    return sentence(
        "{service}: Start Time is {start}, the first charge above Rp 0 is {amount} on {time}.",
        start=account.start,
        **values,
    )


def _of(accounts: list[Account] | tuple[Account, ...], facts: Facts) -> pd.DataFrame:
    """Return every charge above Rp 0 of these accounts, in the order of `Grounds.charges`."""
    places = {place for account in accounts for place in account.charges.index}
    every = facts.grounds.charges
    return paid(every[every.index.isin(places)])


def _after(accounts: list[Account], last: datetime, facts: Facts) -> pd.DataFrame:
    own = _of(accounts, facts)
    after: pd.DataFrame = own[own["trx_time"].gt(pd.Timestamp(last))]
    return after


def _undated(accounts: list[Account], facts: Facts) -> pd.DataFrame:
    own = _of(accounts, facts)
    undated: pd.DataFrame = own[own["trx_time"].isna()]
    return undated
