"""What a letter tells the customer of charges and subscriptions: which, and since when."""

from __future__ import annotations

from collections.abc import Sequence

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.facts import paid
from ott_toolkit.conclusion.frames import Row
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import ended, some
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

SHOWN = 3
"""So many charges or subscriptions a sentence names; the others it counts."""
DATED = 4
"""So many days of charges a sentence names."""


def charge_list(matter: Matter) -> list[object]:
    """Return the charges at issue by service and amount; of many the first."""
    named = matter.by_account[:SHOWN]
    items: list[object] = [_in_all(matter, account, charges) for account, charges in named]
    rest = len(matter.charges) - sum(len(charges) for _, charges in named)
    return [*items, sentence("and {count} other charges", count=rest)] if rest > 0 else ended(items)


def _in_all(matter: Matter, account: Account, charges: list[Row]) -> Sentence:
    """Return what one subscription was charged."""
    values = {"service": matter.service(account), "count": len(charges)}
    amounts = {charge["amount"] for charge in charges}
    if len(amounts) > 1:
        total = Rupiah(sum(charge["amount"] or 0 for charge in charges))
        return sentence("{service} {count} charges, together {amount}", amount=total, **values)
    amount = amount_words(amounts.pop())
    if len(charges) == 1:
        return sentence("{service} {amount}", amount=amount, **values)
    return sentence("{service} {count} × {amount}", amount=amount, **values)


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
    return [*own, *with_vat(matter, total)]


def _of_one(
    matter: Matter, account: Account, charges: list[Row], total: Rupiah | None
) -> list[Said]:
    """Tell of the only subscription at issue; where it has one charge, whether it is a renewal."""
    alone = charges[0] if len(charges) == 1 else None
    verdict = matter.verdict
    if not account.listed or account.start is None:
        return [*_days(matter, charges), *with_vat(matter, total)]
    behind = matter.rows_of([account])
    if alone is None or verdict is None or total is None or matter.kind != "explained":
        named = matter.kind != "explained" or total is None
        told = Said((_recorded(matter, account, named=named),), "rows", behind, Keep.SINCE)
        return [told, *_days(matter, charges), *with_vat(matter, total)]
    values = {"bill": Month(verdict.period), "total": total}
    day, over = alone["trx_time"].date(), account.end and alone["trx_time"] >= account.end
    begun = alone["trx_time"] - account.start <= matter.case.policy.time_tolerance
    earlier = paid(account.charges)["trx_time"].lt(alone["trx_time"]).any()
    if begun and not earlier:
        carried = sentence(
            "Its first charge is what bill {bill} carries; with PPN it comes to {total}.", **values
        )
    elif begun or over or (alone["amount"] or 0) <= 0:
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
    return Said(parts, "rows", behind, Keep.SINCE, shorter=with_vat(matter, total)[0])


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
    if matter.kind in ("contested", "partly", None) or matter.settled:
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


def with_vat(matter: Matter, total: Rupiah | None) -> list[Said]:
    """Return what the amount comes to with PPN, where that is known."""
    if total is None:
        return []
    told = sentence("With PPN it comes to {total}.", total=total)
    return [Said((told,), "rows", matter.content_rows, Keep.TAX)]
