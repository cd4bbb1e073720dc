"""What was found in a customer's charges and bill, in words for the customer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import gap_words
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Rupiah, Sentence, sentence


@dataclass(frozen=True, eq=False)
class Point:
    """One thing that was found, as a clause, with the rows that show it.

    Attributes:
        clause: What is told, without a full stop.
        rows: The rows behind it.
        confirm: Whether a harmless cause is plausible.
    """

    clause: Sentence
    rows: tuple[Row, ...]
    confirm: bool = False


Found = list[tuple[Row, Row]]
"""Charges and what was found on each."""


def points(matter: Matter) -> list[Point]:
    """Return what was found on the charges at issue: what money hangs on first."""
    found = [point for rule in _ON_CHARGES for point in _on_charges(matter, rule)]
    found += [*_overlaps(matter), *_lines(matter)]
    return sorted(found, key=lambda point: point.confirm)


def on_bill(matter: Matter) -> list[Point]:
    """Return what was found on the bill beside its content: its PPN, and its total."""
    return [
        Point(_bill_clause(one), (one,))
        for one in matter.facts.of_bill("tax-mismatch", "bill-total-mismatch")
    ]


def _on_charges(matter: Matter, rule: str) -> Iterator[Point]:
    """Yield what a rule found, for each account; a rule that tells a gap or a price, singly."""
    found_of: dict[object, tuple[Account, Found]] = {}
    every = rows(matter.facts.grounds.charges)
    for place in matter.facts.charges.index:
        charge = every[place]
        for finding in matter.facts.grounds.of_charges.get(place, []):
            if finding["rule"] == rule and (charge["amount"] or 1) > 0:
                account = matter.places[place]
                key = place if rule in _SINGLY else id(account)
                found_of.setdefault(key, (account, []))[1].append((charge, finding))
    for account, found in found_of.values():
        shown = tuple(row for pair in found for row in pair)
        clause = _ON_CHARGES[rule](matter, account, found)
        yield Point(clause, shown, RULES[rule].severity == "confirm")


def _common(matter: Matter, account: Account, found: Found) -> dict[str, object]:
    amounts = [charge["amount"] for charge, _ in found]
    known = [amount for amount in amounts if amount is not None]
    last = found[-1][0]
    return {
        "service": matter.names.service(account),
        "count": len(found),
        "amount": Rupiah(sum(known)) if known else amount_words(None),
        "time": last["trx_time"] or sentence("an unknown time"),
    }


def _after_end(matter: Matter, account: Account, found: Found) -> Sentence:
    values = _common(matter, account, found)
    end = account.end.date() if account.end else sentence("an unknown time")
    if len(found) == 1:
        return sentence(
            "the subscription to {service} is recorded as ended on {end}, but {amount} was charged "
            "again on {time}",
            end=end,
            **values,
        )
    return sentence(
        "the subscription to {service} is recorded as ended on {end}, but there were {count} more "
        "charges, {amount} in all, the last on {time}",
        end=end,
        **values,
    )


def _at_end(matter: Matter, account: Account, found: Found) -> Sentence:
    time = found[-1][0]["trx_time"]
    gap = gap_words(time - account.end) if account.end else [sentence("an unknown time")]
    return sentence(
        "the charge of {amount} for {service} on {time} came {gap} after the recorded end of the "
        "subscription",
        gap=gap,
        **_common(matter, account, found),
    )


def _before_start(matter: Matter, account: Account, found: Found) -> Sentence:
    return sentence(
        "{amount} was charged for {service} on {time}, before the recorded start of the "
        "subscription on {start}",
        start=account.start or sentence("an unknown time"),
        **_common(matter, account, found),
    )


def _duplicate(matter: Matter, account: Account, found: Found) -> Sentence:
    values = _common(matter, account, found)
    if len(found) > 1:
        return sentence(
            "{count} charges for {service}, {amount} in all, look like duplicates", **values
        )
    before = matter.facts.repeated_by(found[0][0])
    if before is None:
        return sentence(
            "the charge of {amount} for {service} on {time} looks like a duplicate", **values
        )
    return sentence(
        "the charge of {amount} for {service} on {time} looks like a duplicate, since there is one "
        "on {before} already",
        before=before["trx_time"],
        **values,
    )


def _unknown(matter: Matter, account: Account, found: Found) -> Sentence:
    values = _common(matter, account, found)
    if len(found) > 1:
        return sentence(
            "{count} charges for {service}, {amount} in all, belong to no subscription that is "
            "recorded for this number",
            **values,
        )
    return sentence(
        "the charge of {amount} for {service} on {time} belongs to no subscription that is "
        "recorded for this number",
        **values,
    )


def _price(matter: Matter, account: Account, found: Found) -> Sentence:
    finding = found[-1][1]
    return sentence(
        "the price charged for {service} on {time} is {price}, while that of the subscription is "
        "recorded as {agreed}",
        price=Rupiah(finding["amount"]),
        agreed=Rupiah(finding["expected"]),
        **_common(matter, account, found),
    )


def _prorate(matter: Matter, account: Account, found: Found) -> Sentence:
    if len(found) > 1:
        return sentence(
            "{count} charges for {service} are higher than their price",
            **_common(matter, account, found),
        )
    return sentence(
        "{amount} was charged for {service} on {time}, more than its price of {price}",
        price=Rupiah(found[-1][1]["expected"]),
        **_common(matter, account, found),
    )


def _overlaps(matter: Matter) -> Iterator[Point]:
    for later in matter.facts.overlapping():
        earlier = matter.facts.running_beside(later)
        values = {"service": matter.names.service(later)}
        start = later.start.date() if later.start else sentence("an unknown time")
        if earlier and earlier.start:
            clause = sentence(
                "two subscriptions to {service} are recorded at the same time, from {earlier} and "
                "from {later}",
                earlier=earlier.start.date(),
                later=start,
                **values,
            )
        else:
            clause = sentence(
                "a subscription to {service} began on {later} while another was running",
                later=start,
                **values,
            )
        yield Point(clause, matter.rows_of([later, earlier] if earlier else [later]))


def _lines(matter: Matter) -> Iterator[Point]:
    for finding in matter.facts.of_bill("duplicate-bill-line"):
        yield Point(
            sentence("the same INTERNET CONTENT line stands on the bill more than once"),
            (finding, *matter.content_rows),
        )


def _bill_clause(finding: Row) -> Sentence:
    values = {
        "shown": amount_words(finding["amount"]),
        "expected": amount_words(finding["expected"]),
    }
    if finding["rule"] == "tax-mismatch":
        return sentence("PPN on the bill is {shown}, by our reckoning it is {expected}", **values)
    return sentence("the total of the bill is {shown}, its lines come to {expected}", **values)


_ON_CHARGES: Mapping[str, Callable[[Matter, Account, Found], Sentence]] = {
    "charge-after-end": _after_end,
    "charge-before-start": _before_start,
    "duplicate-charge": _duplicate,
    "unknown-subscription": _unknown,
    "price-mismatch": _price,
    "prorate-above-price": _prorate,
    "charge-at-end": _at_end,
}
"""Rule that contests a charge → how its findings on one account are told."""
_SINGLY = ("charge-before-start", "price-mismatch", "charge-at-end")
