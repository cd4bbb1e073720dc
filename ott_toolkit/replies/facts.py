"""What a letter tells the customer of charges and subscriptions: which, since when, what next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.facts import summed
from ott_toolkit.conclusion.grounds import Row, rows
from ott_toolkit.conclusion.outlook import Outlook
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import ended, some
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

SHOWN = 3
"""So many charges or subscriptions a sentence names; the others it counts."""
DATED = 4
"""So many days of charges a sentence names."""


def charge_list(matter: Matter, shown: int = SHOWN) -> list[object]:
    """Return the charges at issue by service and amount; of many the first."""
    items: list[object] = []
    told = 0
    for account, charges in matter.by_account[:shown]:
        service = matter.names.service(account)
        amounts = {charge["amount"] for charge in charges}
        told += len(charges)
        if len(charges) == 1:
            amount = amount_words(charges[0]["amount"])
            items.append(sentence("{service} {amount}", service=service, amount=amount))
        elif len(amounts) == 1:
            items.append(
                sentence(
                    "{service} {count} × {amount}",
                    service=service,
                    count=len(charges),
                    amount=amount_words(charges[0]["amount"]),
                )
            )
        else:
            total = Rupiah(sum(charge["amount"] or 0 for charge in charges))
            items.append(
                sentence(
                    "{service} {count} charges, together {amount}",
                    service=service,
                    count=len(charges),
                    amount=total,
                )
            )
    rest = len(matter.charges) - told
    return [*items, sentence("and {count} other charges", count=rest)] if rest > 0 else ended(items)


def since(matter: Matter, total: Rupiah | None) -> list[Said]:
    """Return since when what is at issue is recorded, and what it comes to with PPN."""
    if len(matter.by_account) == 1:
        account, charges = matter.by_account[0]
        return _of_one(matter, account, charges, total)
    if len(matter.concerned) == 1:
        told = _recorded(matter, matter.concerned[0], named=True)
        own = [Said((told,), "rows", matter.rows_of(matter.concerned), Keep.SINCE)]
    else:
        own = [_of_several(matter)] if matter.concerned else []
    return [*own, *_with_vat(matter, total)]


def _of_one(
    matter: Matter, account: Account, charges: list[Row], total: Rupiah | None
) -> list[Said]:
    """Tell of the only subscription at issue; where it has one charge, whether it is a renewal."""
    alone = charges[0] if len(charges) == 1 else None
    verdict = matter.verdict
    if not account.listed or account.start is None:
        return [*_days(matter, charges), *_with_vat(matter, total)]
    behind = matter.rows_of([account])
    if alone is None or verdict is None or total is None or matter.kind != "explained":
        named = matter.kind != "explained" or total is None
        told = Said((_recorded(matter, account, named=named),), "rows", behind, Keep.SINCE)
        return [told, *_days(matter, charges), *_with_vat(matter, total)]
    values = {"bill": Month(verdict.period), "total": total}
    day, over = alone["trx_time"].date(), account.end and alone["trx_time"] >= account.end
    first = alone["trx_time"] - account.start <= matter.case.policy.time_tolerance
    if first:
        carried = sentence(
            "Its first charge is what bill {bill} carries; with PPN it comes to {total}.", **values
        )
    elif over or (alone["amount"] or 0) <= 0:
        carried = sentence(
            "The charge of {day} is what bill {bill} carries; with PPN it comes to {total}.",
            day=day,
            **values,
        )
    else:
        recorded = _recorded(matter, account, renewed=day)
        carried = sentence(
            "That renewal is what bill {bill} carries; with PPN it comes to {total}.", **values
        )
        return [_unit(matter, (recorded, carried), behind, total)]
    return [_unit(matter, (_recorded(matter, account), carried), behind, total)]


def _unit(
    matter: Matter, parts: tuple[Sentence, ...], behind: tuple[Row, ...], total: Rupiah
) -> Said:
    """Return sentences of which the second needs the first; where room lacks, PPN alone."""
    return Said(parts, "rows", behind, Keep.SINCE, shorter=_with_vat(matter, total)[0])


def _recorded(
    matter: Matter, account: Account, *, renewed: object = None, named: bool = False
) -> Sentence:
    start = account.start.date() if account.start else sentence("an unknown time")
    values = {"start": start, "channel": matter.names.channel(account), "day": renewed}
    if named:
        values["service"] = matter.names.service(account)
        if values["channel"]:
            return sentence(
                "The subscription to {service} is recorded from {start} through {channel}.",
                **values,
            )
        return sentence("The subscription to {service} is recorded from {start}.", **values)
    if renewed and values["channel"]:
        return sentence(
            "The subscription is recorded from {start} through {channel}, and was renewed on "
            "{day}.",
            **values,
        )
    if renewed:
        return sentence(
            "The subscription is recorded from {start}, and was renewed on {day}.", **values
        )
    if values["channel"]:
        return sentence("The subscription is recorded from {start} through {channel}.", **values)
    return sentence("The subscription is recorded from {start}.", **values)


def _of_several(matter: Matter) -> Said:
    own = matter.concerned
    told = [_since_words(matter, account) for account in own]
    listed = sentence(
        "Recorded since: {subscriptions}.", subscriptions=some(told, SHOWN, "subscriptions")
    )
    return Said((listed,), "rows", matter.rows_of(own), Keep.SINCE)


def _since_words(matter: Matter, account: Account) -> Sentence:
    values = {
        "service": matter.names.service(account),
        "start": account.start.date() if account.start else sentence("an unknown time"),
        "channel": matter.names.channel(account),
    }
    if values["channel"]:
        return sentence("{service} {start} ({channel})", **values)
    return sentence("{service} {start}", **values)


def _days(matter: Matter, charges: Sequence[Row]) -> list[Said]:
    """Return on which days the charges of one subscription were made."""
    if matter.kind in ("contested", "partly", None):
        return []  # what is told beside names those that count
    dated = sorted({charge["trx_time"].date() for charge in charges if charge["trx_time"]})
    if not dated:
        return []
    if len(dated) > DATED:
        told = sentence(
            "The transactions are of {first} to {last}.", first=dated[0], last=dated[-1]
        )
    else:
        told = sentence("The transactions are of {days}.", days=ended(dated))
    return [Said((told,), "rows", tuple(charges), Keep.DETAIL)]


def _with_vat(matter: Matter, total: Rupiah | None) -> list[Said]:
    if total is None:
        return []
    told = sentence("With PPN it comes to {total}.", total=total)
    return [Said((told,), "rows", matter.content_rows, Keep.TAX)]


def again(matter: Matter) -> list[Said]:
    """Return whether what is at issue has ended, or is expected to be charged again."""
    own = [(one, matter.outlook_of(one)) for one in matter.concerned]
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
        said.append(_again(matter, [one for one, _ in active], told))
    if ended and len(ended) == len(known):
        last = max(outlook.ended for _, outlook in ended if outlook.ended)
        told = sentence("All of them are recorded as ended, the last on {end}.", end=last.date())
        accounts = [one for one, _ in ended]
        said.append(_again(matter, accounts, told, _after(matter, accounts, last)))
    return said


def _one_again(matter: Matter, account: Account, outlook: Outlook) -> Iterator[Said]:
    if outlook.again == "yes" and outlook.due and outlook.bill:
        told = sentence(
            "The subscription is still recorded as active; if it stays so, the next renewal is "
            "about {day}, on bill {bill}.",
            day=outlook.due.date(),
            bill=Month(outlook.bill),
        )
        yield _again(matter, [account], told)
    elif outlook.again == "no" and outlook.ended:
        ended = sentence(
            "The subscription is recorded as ended on {end}.", end=outlook.ended.date()
        )
        yield _again(matter, [account], ended, _after(matter, [account], outlook.ended))
    elif outlook.again == "no" and account.end:
        told = sentence(
            "The subscription is recorded as Inactive, running until {end}.", end=account.end.date()
        )
        yield _again(matter, [account], told)
    elif matter.kind in ("explained", None) and "transactions" not in matter.facts.grounds.lacking:
        told = (
            sentence("Whether it will be charged cannot be said yet: {why}.", why=outlook.why)
            if account.charges.empty
            else sentence(
                "Whether it will be charged again cannot be said yet: {why}.", why=outlook.why
            )
        )
        yield _again(matter, [account], told)


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


def _again(matter: Matter, accounts: list[Account], *told: Sentence) -> Said:
    return Said(told, "rows", matter.rows_of(accounts), Keep.AGAIN)


def _due_words(matter: Matter, account: Account, outlook: Outlook) -> Sentence:
    service = matter.names.service(account)
    if outlook.due is None:
        return sentence("{service}", service=service)
    return sentence("{service} (next renewal about {day})", service=service, day=outlook.due.date())


def pending(matter: Matter) -> list[Said]:
    """Return what is charged already for a later bill, and what of it is checked first."""
    return [*_doubted(matter), *_coming(matter, matter.pending.drop(matter.doubted.index))]


def _doubted(matter: Matter) -> list[Said]:
    charges = matter.doubted
    if charges.empty:
        return []
    told = sentence(
        "{amount} is charged already for a later bill ({bills}); we are checking it.",
        amount=Rupiah(summed(charges)),
        bills=[Month(bill) for bill in bills_of(matter, charges)],
    )
    return [Said((told,), "rows", tuple(rows(charges)), Keep.CLAIM)]


def _coming(matter: Matter, charges: pd.DataFrame) -> list[Said]:
    bills, total = bills_of(matter, charges), summed(charges)
    if len(bills) != 1 or total <= 0:
        return []
    told = sentence(
        "Charged already, for bill {bill}: {amount}, with PPN {total}.",
        bill=Month(bills[0]),
        amount=Rupiah(total),
        total=Rupiah(total + matter.case.policy.vat_of(total, bills[0])),
    )
    return [Said((told,), "rows", tuple(rows(charges)), Keep.DETAIL)]


def bills_of(matter: Matter, charges: pd.DataFrame) -> list[date]:
    """Return the bills that carry these charges, oldest first."""
    return sorted({matter.case.policy.bill_period(time.date()) for time in charges["trx_time"]})
