"""Claims on an amount: charged twice, or at another price than the customer was told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from ott_toolkit.conclusion.accounts import Account, cycle_of
from ott_toolkit.conclusion.facts import Facts, paid
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.weighing import (
    OWNER,
    PRODUCT_NOTICE,
    Weighed,
    cannot,
    charged,
    explaining,
    without_charge,
)
from ott_toolkit.policy import Policy
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

_DUPLICATE_STEP = sentence(
    "Have the charges that follow too soon checked, with their Telkom trx_id."
)
_LINE_STEP = sentence("Have the line that stands twice on the bill checked by the billing team.")
_OVERLAP_STEP = sentence("Look into Data Log for why a second subscription was begun.")
_RENEWALS_STEP = sentence(
    "Explain that renewals follow the cycle, so that a month may carry more than one."
)
_RECEIPT = sentence("Ask for the other receipt (app store, card) and compare it with this charge.")
_ELSEWHERE = sentence("What was paid by app store or card is not visible here.")
_TOLD = sentence("What price the customer was told is not recorded in these sources.")


def charged_twice(facts: Facts) -> Weighed:
    """Weigh that one thing was charged twice.

    Supported by a duplicate charge (also one outside the month at issue, which is then said), by
    charges of subscriptions to one service that overlap, or by a bill line shown twice;
    contradicted where each charge is a cycle after the one before it, or of another service. One
    charge alone contradicts nothing: what was paid elsewhere, these sources do not show.
    """
    reason = facts.lacking("transactions")
    if reason is not None:
        return cannot(facts, reason)
    charges = paid(facts.charges)
    said = [without_charge(facts) if charges.empty else charged(facts, charges)]
    overlaps = list(_overlaps(facts))
    found = [*_duplicates(facts), *(overlaps if _both_charged(facts) else ()), *_lines(facts)]
    if found:
        every = facts.grounds.charges
        shown = every[every.index.isin([*charges.index, *_repeated(facts)])]
        return Weighed("supported", (*said, *found), shown, _step(facts))
    more = None if charges.empty else _more_billed(facts)
    if overlaps:
        said += [*overlaps, *filter(None, [more])]
        return Weighed("not-recorded", tuple(said), charges, _OVERLAP_STEP)
    if charges.empty or more is not None:
        return Weighed("not-recorded", (*said, *filter(None, [more])), charges, OWNER)
    return _not_twice(facts, charges, said)


def _not_twice(facts: Facts, charges: pd.DataFrame, said: list[Sentence]) -> Weighed:
    if len(charges) == 1:
        one = sentence("A second one is not seen.")
        return Weighed("not-recorded", (*said, one, _ELSEWHERE), charges, _RECEIPT)
    unsure = facts.lacking("subscriptions")
    if unsure is not None:
        return Weighed("not-recorded", (*said, unsure), charges, unsure)
    apart = _apart(facts, charges)
    if apart is None:
        unclear = sentence("Whether one thing was charged twice is not seen from these rows.")
        return Weighed("not-recorded", (*said, unclear), charges, OWNER)
    renewed = len(charges) > len(facts.charged)
    step = explaining(facts, _RENEWALS_STEP) if renewed else explaining(facts)
    return Weighed("contradicted", (*said, *apart), charges, step)


def _step(facts: Facts) -> Sentence:
    if facts.overlapping():
        return _OVERLAP_STEP
    return _LINE_STEP if facts.of_bill("duplicate-bill-line") else _DUPLICATE_STEP


def other_price(facts: Facts, told: int | None) -> Weighed:
    """Weigh that the price is another than the customer was told.

    Supported where the price changed, is not the subscription's, or was exceeded, and the price
    that was told is the other one; without one, where that is so of a charge at issue.
    Contradicted where every charge is at the price that was told, before PPN or with it.
    """
    reason = facts.lacking("transactions")
    if reason is not None:
        return cannot(facts, reason)
    charges = paid(facts.charges)
    if charges.empty:
        return Weighed("not-recorded", (without_charge(facts),), charges, OWNER)
    said = list(_prices(facts, charges))
    if told is not None and (agrees := _as_told(facts, charges, told)) is not None:
        said = [agrees, *said, charged(facts, charges)]
        return Weighed("contradicted", tuple(said), charges, explaining(facts, PRODUCT_NOTICE))
    changes = [*_mismatches(facts), *_changes(facts), *_excesses(facts)]
    if changes and (told in _known_prices(facts) if told is not None else _differs(facts)):
        return Weighed("supported", (*said, *changes), charges, PRODUCT_NOTICE)
    if told is not None:
        changes.append(sentence("No charge at issue is {told}.", told=Rupiah(told)))
    elif not changes and _at_their_price(facts, charges):
        changes.append(sentence("No price differs: neither from Subscriptions nor from before."))
    return Weighed("not-recorded", (*said, *changes, _TOLD), charges, PRODUCT_NOTICE)


def _as_told(facts: Facts, charges: pd.DataFrame, told: int) -> Sentence | None:
    """Return how every charge is at the price that was told; `None` where it is not."""
    amounts = charges["amount"].eq(told).fillna(value=False)
    if amounts.all():
        return sentence("Each charge is {told}, as the customer was told.", told=Rupiah(told))
    listed = charges["price"].eq(told) & charges["amount"].le(told)
    if (amounts | listed.fillna(value=False)).all():
        return sentence(
            "Harga of each charge is {told}, as the customer was told; none was more.",
            told=Rupiah(told),
        )
    if _with_vat(facts, charges, told):
        return sentence(
            "With PPN each charge is {told}, as the customer was told.", told=Rupiah(told)
        )
    return None


def _duplicates(facts: Facts) -> Iterator[Sentence]:
    """Yield each duplicate charge: those at issue, then the others."""
    for charge, _ in facts.found("duplicate-charge"):
        yield _duplicate(charge, facts)
    charges = rows(facts.grounds.charges)
    for charge in (charges[place] for place in _repeated(facts)):
        yield sentence(
            "{found} That is outside the month at issue.", found=_duplicate(charge, facts)
        )


def _repeated(facts: Facts) -> list[int]:
    """Return the places of the duplicate charges outside the month at issue."""
    at_issue = set(facts.charges.index)
    return sorted(
        place
        for place, found in facts.grounds.of_charges.items()
        if place not in at_issue and any(one["rule"] == "duplicate-charge" for one in found)
    )


def _duplicate(charge: Row, facts: Facts) -> Sentence:
    """Return which charge a duplicate repeats, or came too soon after."""
    before = facts.repeated_by(charge) or charge
    values = {
        "amount": Rupiah(charge["amount"] or 0),
        "time": charge["trx_time"],
        "other": before["trx_time"],
    }
    if charge["trx_id"] and charge["trx_id"] == before["trx_id"]:
        return sentence(
            "The charge of {time}, {amount}, has the same Telkom trx_id as that of {other}.",
            **values,
        )
    cycle = cycle_of(charge["item"], facts.grounds.policy) or facts.grounds.policy.slack
    return sentence(
        "The charge of {time}, {amount}, followed that of {other} before its cycle ({days} days) "
        "was over.",
        days=cycle.days,
        **values,
    )


def _overlaps(facts: Facts) -> Iterator[Sentence]:
    for later in facts.overlapping():
        earlier = facts.running_beside(later)
        if earlier:
            yield sentence(
                "{service}: the subscription of {later} began while that of {earlier} was running.",
                service=later.service,
                later=later.start,
                earlier=earlier.start,
            )


def _both_charged(facts: Facts) -> bool:
    """Whether a subscription that overlaps another was charged at issue, and so was the other."""
    places = set(paid(facts.charges).index)
    own = [one for one in facts.charged if places & set(one.charges.index)]
    return any(
        one is not later and one.folded == later.folded
        for later in facts.overlapping()
        if later in own
        for one in own
    )


def _lines(facts: Facts) -> Iterator[Sentence]:
    for finding in facts.of_bill("duplicate-bill-line"):
        yield sentence(
            "Bill {bill} shows the same content line more than once: {billed} against {charged} "
            "charged.",
            bill=Month(finding["period"].date()),
            billed=Rupiah(finding["amount"]),
            charged=Rupiah(finding["expected"]),
        )


def _more_billed(facts: Facts) -> Sentence | None:
    """Return how much more was billed than charged; where from, no row tells."""
    verdict = facts.disputed
    if verdict is None or verdict.difference is None:
        return None
    if verdict.difference <= facts.grounds.policy.amount_tolerance:
        return None
    return sentence(
        "{rest} of bill {bill} has no charge; where it comes from is not recorded.",
        rest=Rupiah(verdict.difference),
        bill=Month(verdict.period),
    )


def _apart(facts: Facts, charges: pd.DataFrame) -> list[Sentence] | None:
    """Return why several charges are not one charged twice; `None` where that is not seen."""
    undated = paid(facts.grounds.charges)["trx_time"].isna().any()
    if undated or charges["partner_ref"].isna().any():
        return None
    said = []
    services = [account.folded for account in facts.charged]
    if len(set(services)) < len(services):
        return None
    if len(services) > 1:
        names = [account.service for account in facts.charged]
        said.append(sentence("They are of different services: {services}.", services=names))
    for account in facts.charged:
        own = charges[charges.index.isin(account.charges.index)]
        if len(own) == 1:
            continue
        cycle = cycle_of(account.item, facts.grounds.policy)
        if cycle is None or not _whole_cycles(own, account, facts.grounds.policy):
            return None
        said.append(
            sentence(
                "{service}: each of its charges came a cycle ({days} days) after the one before.",
                service=account.service,
                days=cycle.days,
            )
        )
    return said


def _whole_cycles(own: pd.DataFrame, account: Account, policy: Policy) -> bool:
    """Whether each charge came a cycle after the one before, a day early at most."""
    cycle = cycle_of(account.item, policy)
    if cycle is None:
        return False
    least = cycle - policy.slack
    times = [row["trx_time"] for row in rows(own)]
    if cycle.days == 1:
        return len({time.date() for time in times}) == len(times)
    return all(late - early >= least for early, late in pairwise(times))


def _prices(facts: Facts, charges: pd.DataFrame) -> Iterator[Sentence]:
    """Yield what each subscription at issue was charged, beside its own price."""
    for account in facts.charged:
        own = rows(charges[charges.index.isin(account.charges.index)])
        amounts = [Rupiah(one["amount"]) for one in own if one["amount"] is not None]
        if account.price is None or not amounts:
            yield sentence(
                "{service} was charged {amounts}; Subscriptions shows no price for it.",
                service=account.service,
                amounts=list(dict.fromkeys(amounts)),
            )
            continue
        yield sentence(
            "{service} was charged {amounts}; its price in Subscriptions is {price}.",
            service=account.service,
            amounts=list(dict.fromkeys(amounts)),
            price=Rupiah(account.price),
        )


def _with_vat(facts: Facts, charges: pd.DataFrame, told: int) -> bool:
    """Whether each charge with its PPN is the price that was told."""
    policy = facts.grounds.policy
    return all(
        charge["amount"] is not None
        and charge["trx_time"] is not None
        and charge["amount"]
        + policy.vat_of(charge["amount"], policy.bill_period(charge["trx_time"].date()))
        == told
        for charge in rows(charges)
    )


def _mismatches(facts: Facts) -> Iterator[Sentence]:
    for charge, finding in facts.found("price-mismatch"):
        yield sentence(
            "The charge of {time} is at {price}, the subscription at {agreed}.",
            time=charge["trx_time"],
            price=Rupiah(finding["amount"]),
            agreed=Rupiah(finding["expected"]),
        )


def _changes(facts: Facts) -> Iterator[Sentence]:
    """Yield each change of price of the subscriptions at issue, up to the last charge at issue."""
    for charge, finding in _changed(facts):
        yield sentence(
            "The price went from {before} to {after} with the charge of {time}; whether that was "
            "announced is not recorded.",
            before=Rupiah(finding["expected"]),
            after=Rupiah(finding["amount"]),
            time=charge["trx_time"],
        )


def _changed(facts: Facts) -> list[tuple[Row, Row]]:
    newest = facts.charges["trx_time"].max()
    own = {place for account in facts.charged for place in account.charges.index}
    return [
        (charge, finding)
        for place, charge in enumerate(rows(facts.grounds.charges))
        for finding in facts.grounds.of_charges.get(place, [])
        if place in own
        and finding["rule"] == "price-change"
        and (pd.isna(newest) or charge["trx_time"] <= newest)
    ]


def _excesses(facts: Facts) -> Iterator[Sentence]:
    for charge, finding in facts.found("prorate-above-price"):
        yield sentence(
            "The charge of {time} has Harga Prorate {amount}, more than its Harga {price}.",
            time=charge["trx_time"],
            amount=Rupiah(finding["amount"]),
            price=Rupiah(finding["expected"]),
        )


def _differs(facts: Facts) -> bool:
    """Whether the price of a charge at issue is another than before, or than it should be."""
    return bool(facts.found("price-mismatch", "price-change", "prorate-above-price"))


def _at_their_price(facts: Facts, charges: pd.DataFrame) -> bool:
    """Whether each charge is known to be at the price of its subscription."""
    prices = {place: one.price for one in facts.charged for place in one.charges.index}
    own = [row["price"] for row in rows(charges)]
    return all(
        price is not None and price == prices.get(place)
        for place, price in zip(charges.index, own, strict=True)
    )


def _known_prices(facts: Facts) -> set[int]:
    """Return the prices that the sources know of the subscriptions at issue."""
    own = {account.price for account in facts.charged if account.price is not None}
    earlier = {finding["expected"] for _, finding in _changed(facts)}
    exceeded = {finding["expected"] for _, finding in facts.found("prorate-above-price")}
    return own | earlier | exceeded
