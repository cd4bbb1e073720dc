"""What a letter tells the customer of what comes: charged again or over, and charged already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.facts import summed
from ott_toolkit.conclusion.frames import rows
from ott_toolkit.conclusion.outlook import Outlook
from ott_toolkit.replies.facts import SHOWN
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import some
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

_PLAIN: Mapping[str, Sentence] = {
    "it is Active, but End Time was {day}": sentence(
        "it is recorded as active, although its end is recorded as {day}"
    ),
    "it is Active and was not charged yet": sentence(
        "it is recorded as active, and nothing was charged for it yet"
    ),
    "it is Active and has no charge above Rp 0 yet": sentence(
        "it is recorded as active, and no charge above Rp 0 was made for it yet"
    ),
    "it is Active, but its Item, and so its cycle, is not shown": sentence(
        "it is recorded as active, but how often it is renewed is not shown"
    ),
    "it is Active, but the renewal due about {day} did not come": sentence(
        "it is recorded as active, but the renewal expected about {day} is not seen in our data"
    ),
    "End Time is {end}, before the next renewal would be due on {day}": sentence(
        "its end is recorded as {end}, before the next renewal would be due on {day}"
    ),
    "its rows show no Status that decides it": sentence("whether it is active is not recorded"),
    "it is Inactive without End Time": sentence(
        "it is recorded as no longer active, but not since when"
    ),
}
"""What an outlook rests on, in the dashboard's words → in the customer's."""


def ahead(matter: Matter) -> list[Said]:
    """Return what is charged already for a later bill, and whether it is charged again.

    What is charged already stands first and is dearer (`Keep`): whoever reads of the next renewal
    alone takes the bill before it to be free.
    """
    coming = _coming(matter, matter.pending.drop(matter.doubted.index))
    return [*_doubted(matter), *coming, *_again(matter)]


def _again(matter: Matter) -> list[Said]:
    """Return whether what is at issue has ended, or is expected to be charged again."""
    own = [(one, matter.outlook_of(one)) for one in (*matter.concerned, *matter.beside)]
    known = [(one, outlook) for one, outlook in own if outlook]
    if len(known) == 1:
        return list(_one_again(matter, *known[0]))
    active = [pair for pair in known if pair[1].again == "yes"]
    ended = [pair for pair in known if pair[1].ended and pair[1].again == "no"]
    said = []
    if active:
        named = [_due_words(matter, *pair) for pair in active]
        told = sentence(
            "Still recorded as active: {subscriptions}.",
            subscriptions=some(named, SHOWN, "subscriptions"),
        )
        said.append(_told(matter, [one for one, _ in active], told))
    if ended and len(ended) == len(known):
        last = max(outlook.ended for _, outlook in ended if outlook.ended)
        told = sentence("All of them are recorded as ended, the last on {end}.", end=last.date())
        accounts = [one for one, _ in ended]
        said.append(_told(matter, accounts, told, _after(matter, accounts, last)))
    return said


def _one_again(matter: Matter, account: Account, outlook: Outlook) -> Iterator[Said]:
    if outlook.again == "yes" and outlook.due and outlook.bill:
        told = sentence(
            "The subscription is still recorded as active; if it stays so, the next renewal is "
            "about {day}, on bill {bill}.",
            day=outlook.due.date(),
            bill=Month(outlook.bill),
        )
        active = sentence("The subscription is still recorded as active.")
        yield replace(_told(matter, [account], told), shorter=_told(matter, [account], active))
    elif outlook.again == "no" and outlook.ended:
        ended = sentence(
            "The subscription is recorded as ended on {end}.", end=outlook.ended.date()
        )
        yield _told(matter, [account], ended, _after(matter, [account], outlook.ended))
    elif outlook.again == "no" and account.end:
        told = sentence(
            "The subscription is recorded as Inactive, running until {end}.", end=account.end.date()
        )
        yield _told(matter, [account], told)
    elif _is_asked(matter):
        yield _told(matter, [account], _not_known(account, outlook))


def _is_asked(matter: Matter) -> bool:
    """Whether it is told that nothing can be said; not where what it hangs on is told anyway."""
    known = "transactions" not in matter.facts.grounds.lacking
    return known and matter.kind in ("explained", None) and not matter.settled


def _not_known(account: Account, outlook: Outlook) -> Sentence:
    plain = _PLAIN.get(outlook.why.template, outlook.why)
    why = replace(outlook.why, template=plain.template)
    if account.charges.empty:
        return sentence("Whether it will be charged cannot be said yet: {why}.", why=why)
    return sentence("Whether it will be charged again cannot be said yet: {why}.", why=why)


def _after(matter: Matter, accounts: Sequence[Account], end: datetime) -> Sentence:
    """Return that these accounts took no money after `end`; whatever rows there are, are told."""
    every = matter.facts.grounds.charges
    later = every[every["trx_time"].gt(end)]
    own = rows(later[later.index.isin([place for one in accounts for place in one.charges.index])])
    values = {"time": matter.checked_words}
    if own:
        told = [
            sentence("{amount} on {day}", amount=Rupiah(one["amount"]), day=one["trx_time"].date())
            for one in own
        ]
        return sentence(
            "Until the check on {time} there was no charge above Rp 0 for it after that; recorded "
            "is {rows}.",
            rows=some(told, SHOWN, "rows"),
            **values,
        )
    if len(later):
        return sentence(
            "Until the check on {time} there was no charge for it after that.", **values
        )
    return sentence("Until the check on {time} there was no charge after that.", **values)


def _told(matter: Matter, accounts: list[Account], *told: Sentence) -> Said:
    return Said(told, "rows", matter.rows_of(accounts), Keep.AGAIN)


def _due_words(matter: Matter, account: Account, outlook: Outlook) -> Sentence:
    service = matter.service(account)
    if outlook.due is None:
        return sentence("{service}", service=service)
    return sentence("{service} (next renewal about {day})", service=service, day=outlook.due.date())


def _doubted(matter: Matter) -> list[Said]:
    charges = matter.doubted
    if charges.empty:
        return []
    told = sentence(
        "{amount} is charged already for a later bill ({bills}); we are checking it.",
        amount=Rupiah(summed(charges)),
        bills=[Month(bill) for bill in matter.bills_of(charges)],
    )
    return [Said((told,), "rows", tuple(rows(charges)), Keep.ANSWER)]


def _coming(matter: Matter, charges: pd.DataFrame) -> list[Said]:
    policy = matter.case.policy
    carried = charges["trx_time"].map(lambda time: policy.bill_period(time.date()))
    on_bills = [
        {
            "bill": Month(bill),
            "amount": Rupiah(total),
            "total": Rupiah(total + policy.vat_of(total, bill)),
        }
        for bill, total in sorted((bill, summed(own)) for bill, own in charges.groupby(carried))
        if total > 0
    ]
    if not on_bills:
        return []
    if len(on_bills) == 1:
        told = sentence(
            "Charged already, for bill {bill}: {amount}, with PPN {total}.", **on_bills[0]
        )
    else:
        named = [sentence("{bill} {amount}, with PPN {total}", **one) for one in on_bills]
        told = sentence("Charged already, by bill: {bills}.", bills=some(named, SHOWN, "bills"))
    return [Said((told,), "rows", tuple(rows(charges)), Keep.CHARGED)]
