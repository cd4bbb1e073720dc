"""Whether a subscription will be charged again, when, and on which bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime
from typing import Literal

import pandas as pd

from ott_toolkit.conclusion.accounts import Account, cycle_of
from ott_toolkit.conclusion.facts import paid, summed
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

Again = Literal["yes", "no", "unknown"]

SETTINGS = ("cycle_days", "cycle_slack_days", "bill_lag_months")
"""The inferred settings that an outlook rests on."""
_SILENT = sentence("the sources do not tell")
_NAMED = 2
"""So many subscriptions a short sentence names; the others it counts."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """What is to be expected of one subscription (one reference).

    Attributes:
        service: As the dashboard shows it.
        reference: Its Partner ref_no; empty where it has none.
        again: Whether it will be charged again; `unknown` where the sources disagree or are silent.
        due: When the next charge is due: the newest plus a cycle; `None` where none is.
        bill: The bill, its first day, that would carry it.
        ended: End Time, where it is over.
        pending: Charges already made whose bill is not at hand and comes later than those that are;
            their index is that of `Grounds.charges`.
        why: What the answer rests on, without the service's name.
    """

    service: str
    reference: str
    again: Again
    due: datetime | None
    bill: date | None
    ended: datetime | None
    pending: pd.DataFrame
    why: Sentence = _SILENT

    @property
    def said(self) -> Sentence:
        """The outlook in one sentence."""
        values = {"service": self.service, "why": self.why}
        if self.again == "yes":
            return sentence("{service}: yes, {why}.", **values)
        if self.again == "no":
            return sentence("{service}: no, {why}.", **values)
        return sentence("{service}: cannot be said, {why}.", **values)


def look_ahead(grounds: Grounds) -> tuple[Outlook, ...]:
    """Return what is to be expected of each account, by Start Time.

    A charge is due a cycle after the newest one. That an Active subscription goes on, and that one
    that is over is not charged again, is expected; neither is promised by any source.
    """
    return tuple(_outlook(account, grounds) for account in grounds.accounts)


def sum_up(outlook: Sequence[Outlook], grounds: Grounds) -> Sentence:
    """Return in one short sentence whether anything will be charged again."""
    told = _summed_up(outlook, grounds)
    pending = pd.concat([one.pending for one in outlook]) if outlook else grounds.charges.head(0)
    own = paid(pending)
    if summed(own):
        told = sentence(
            "{told} {amount} is charged already and comes on bill {bills}.",
            told=told,
            amount=Rupiah(summed(own)),
            bills=bills_of(own, grounds),
        )
    back = pending.drop(own.index)
    if summed(back):
        told = sentence(
            "{told} {amount} is given back already and comes on bill {bills}.",
            told=told,
            amount=Rupiah(-summed(back)),
            bills=bills_of(back, grounds),
        )
    return told


def bills_of(charges: pd.DataFrame, grounds: Grounds) -> list[Month]:
    """Return the bills that carry charges, each of a known time, in order."""
    periods = {grounds.policy.bill_period(time.date()) for time in charges["trx_time"]}
    return [Month(period) for period in sorted(periods)]


def _summed_up(outlook: Sequence[Outlook], grounds: Grounds) -> Sentence:
    for source in ("subscriptions", "transactions"):
        if source in grounds.lacking:
            return sentence("Cannot be said: {why}", why=grounds.lacking[source])
    if not outlook:
        return sentence("No: this number has no subscription and no charge.")
    return _alone(outlook[0]) if len(outlook) == 1 else _together(outlook, grounds)


def _together(outlook: Sequence[Outlook], grounds: Grounds) -> Sentence:
    yes, unknown = ([one for one in outlook if one.again == again] for again in ("yes", "unknown"))
    if yes and unknown:
        return sentence(
            "Yes: {yes}. Cannot be said of {unknown}.", yes=_dues(yes), unknown=_names(unknown)
        )
    if yes:
        return sentence("Yes: {yes}.", yes=_dues(yes))
    if unknown:
        return sentence(
            "Cannot be said of {unknown}: {why}.", unknown=_names(unknown), why=unknown[0].why
        )
    ends = [one.ended for one in outlook if one.ended]
    if len(ends) < len(outlook):
        return sentence("No: none of the {count} subscriptions is renewed.", count=len(outlook))
    values = {"count": len(outlook), "day": max(ends).date(), "asof": grounds.asof.date()}
    if grounds.charges["trx_time"].gt(pd.Timestamp(max(ends))).any():
        return sentence(
            "No: all {count} subscriptions are over, the last on {day}; no charge above Rp 0 after "
            "that until {asof}.",
            **values,
        )
    return sentence(
        "No: all {count} subscriptions are over, the last on {day}; no charge after that until "
        "{asof}.",
        **values,
    )


def _alone(only: Outlook) -> Sentence:
    if only.again == "yes":
        return sentence("Yes: {why}.", why=only.why)
    if only.again == "no":
        return sentence("No: {why}.", why=only.why)
    return sentence("Cannot be said: {why}.", why=only.why)


def _dues(expected: Sequence[Outlook]) -> list[Sentence]:
    """Return the charges that are due first, each with its bill."""
    in_time = sorted(expected, key=lambda one: (str(one.due), one.service, one.reference))
    named = [
        sentence("{service} {why}", service=one.service, why=one.why) for one in in_time[:_NAMED]
    ]
    return named + _others(in_time)


def _names(outlook: Sequence[Outlook]) -> list[object]:
    services = list(dict.fromkeys(one.service for one in outlook))
    return [*services[:_NAMED], *_others(services)]


def _others(told: Sequence[object]) -> list[Sentence]:
    more = len(told) - _NAMED
    return [sentence("{count} more", count=more)] if more > 0 else []


def _outlook(account: Account, grounds: Grounds) -> Outlook:
    newest = _newest(account)
    cycle = cycle_of(account.item, grounds.policy)
    due = newest + cycle if newest and cycle and newest.year < MAXYEAR else None
    again, why = _expected(account, grounds, newest, due)
    over = account.end if account.end and account.end <= grounds.asof else None
    coming = again == "yes" or (account.status == "active" and over is None)
    return Outlook(
        service=account.service,
        reference=account.reference or "",
        again=again,
        due=due if coming else None,
        bill=grounds.policy.bill_period(due.date()) if again == "yes" and due else None,
        ended=over,
        pending=_pending(account, grounds),
        why=why,
    )


def _expected(
    account: Account, grounds: Grounds, newest: datetime | None, due: datetime | None
) -> tuple[Again, Sentence]:
    """Return whether an account will be charged again, and why."""
    if not account.listed and grounds.subscriptions is None:
        return "unknown", sentence("Subscriptions is not at hand or not whole")
    if not account.listed:
        return "unknown", sentence("Subscriptions has no row for these charges")
    if grounds.transactions is None:
        return "unknown", sentence("Transactions Data is not at hand or not whole")
    if account.charges["trx_time"].isna().any():
        return "unknown", sentence("a charge has no time")
    if account.status == "active":
        return _running(account, grounds, newest, due)
    return _over(account, grounds, newest)


def _running(
    account: Account, grounds: Grounds, newest: datetime | None, due: datetime | None
) -> tuple[Again, Sentence]:
    asof, slack = grounds.asof, grounds.policy.slack
    if account.end and account.end <= asof:
        return "unknown", sentence("it is Active, but End Time was {day}", day=account.end.date())
    if newest is None:
        return "unknown", (
            sentence("it is Active and was not charged yet")
            if account.charges.empty
            else sentence("it is Active and has no charge above Rp 0 yet")
        )
    if due is None:
        return "unknown", sentence("it is Active, but its Item, and so its cycle, is not shown")
    if due + slack < asof:
        return "unknown", sentence(
            "it is Active, but the renewal due about {day} did not come", day=due.date()
        )
    if account.end and account.end + slack < due:
        return "unknown", sentence(
            "End Time is {end}, before the next renewal would be due on {day}",
            end=account.end.date(),
            day=due.date(),
        )
    bill = grounds.policy.bill_period(due.date())
    return "yes", sentence("about {day} (bill {bill})", day=due.date(), bill=Month(bill))


def _over(account: Account, grounds: Grounds, newest: datetime | None) -> tuple[Again, Sentence]:
    if account.status != "inactive" and (account.end is None or account.end > grounds.asof):
        return "unknown", sentence("its rows show no Status that decides it")
    if account.end is None:
        return "unknown", sentence("it is Inactive without End Time")
    end, asof = account.end.date(), grounds.asof.date()
    if newest and newest > account.end:
        return "unknown", sentence(
            "it ended on {end}, but there was a charge after that, on {day}",
            end=end,
            day=newest.date(),
        )
    if account.end > grounds.asof:
        return "no", sentence("it is Inactive and runs out on {end}", end=end)
    if account.charges["trx_time"].gt(pd.Timestamp(account.end)).any():
        return "no", sentence(
            "it ended on {end}; no charge above Rp 0 after that until {asof}", end=end, asof=asof
        )
    return "no", sentence(
        "it ended on {end}; no charge after that until {asof}", end=end, asof=asof
    )


def _newest(account: Account) -> datetime | None:
    """Return when the newest charge above Rp 0, or of an unknown amount, was made."""
    newest = paid(account.charges)["trx_time"].max()
    return None if pd.isna(newest) else newest.to_pydatetime(warn=False)


def _pending(account: Account, grounds: Grounds) -> pd.DataFrame:
    """Return the charges of an account that a bill later than those at hand will carry."""
    charges = account.charges
    if grounds.bill is None or grounds.bill.periods.empty:
        return charges.head(0)
    last = grounds.bill.periods["period"].max().date()
    later = [
        not pd.isna(time) and grounds.policy.bill_period(time.date()) > last
        for time in charges["trx_time"]
    ]
    own: pd.DataFrame = charges[pd.array(later, dtype=bool)]
    return own
