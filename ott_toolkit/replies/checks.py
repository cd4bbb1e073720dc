"""What is to be checked beside the amount at issue: the same for every text.

A letter says that something is being checked exactly where the note carries the step, and the
escalation asks for it; so all of them are made from one list, and that from the case's points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.answering import amount_words
from ott_toolkit.conclusion.facts import summed
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.replies.fit import Keep, Said
from ott_toolkit.replies.matter import Matter
from ott_toolkit.replies.names import some
from ott_toolkit.rules import RULES
from ott_toolkit.sentences import Month, Rupiah, Sentence, sentence

Where = Literal["bill", "at-issue", "coming", "elsewhere", "record", "other-bill"]
SHOWN = 2
"""So many charges of other bills, and things besides, a letter names; the others it counts."""


@dataclass(frozen=True, eq=False)
class Check:
    """One thing that is to be checked.

    Attributes:
        where: On the bill at issue, on the charges at issue where no verdict speaks of them, on
            charges to come, on charges of other bills, on what Subscriptions hold, or on another
            bill.
        findings: What was found there.
        rows: The rows behind it.
        asked: What the next team is asked for.
        things: What the customer is told is being checked, as nouns.
        bills: The bills that it is of, where they are others than the one at issue.
    """

    where: Where
    findings: tuple[Row, ...]
    rows: tuple[Row, ...]
    asked: tuple[Sentence, ...]
    things: tuple[Sentence, ...]
    bills: tuple[date, ...] = ()


def checks(matter: Matter) -> list[Check]:
    """Return everything that is to be checked beside the amount at issue."""
    return [*_on_bill(matter), *_on_charges(matter), *_on_records(matter), *_on_others(matter)]


def titles(findings: Iterable[Row]) -> list[Sentence]:
    """Return what findings are called, each once."""
    return [sentence(RULES[name].title) for name in dict.fromkeys(one["rule"] for one in findings)]


def named(matter: Matter) -> list[Sentence]:
    """Return what is to be checked by its names, what is of another bill with it; each once."""
    found: list[Sentence] = []
    for check in checks(matter):
        if check.where in ("coming", "elsewhere", "other-bill"):
            own = [
                sentence("{finding} (bill {month})", finding=title, month=Month(bill))
                for bill in check.bills
                for title in titles(check.findings)
            ]
        else:
            own = titles(check.findings)
        found += [one for one in own or titles(check.findings) if one not in found]
    return found


def told(matter: Matter, *elsewhere: Where) -> list[Said]:
    """Return what a letter says is being checked, but for what it tells `elsewhere`."""
    own = [one for one in checks(matter) if one.where not in elsewhere]
    if not own:
        return []
    things = [thing for one in own for thing in one.things]
    shown = tuple(row for one in own for row in one.rows)
    short = sentence("Something else is still being checked.")
    said = sentence("Still being checked: {things}.", things=some(things, SHOWN + 1, "points"))
    return [Said((said,), "rows", shown, Keep.ANSWER, shorter=Said((short,), "rows", shown))]


def _on_bill(matter: Matter) -> Iterator[Check]:
    names = {
        "tax-mismatch": sentence("the PPN on this bill"),
        "bill-total-mismatch": sentence("the total of this bill"),
        "duplicate-bill-line": sentence("the line that stands twice on this bill"),
    }
    found = [one.finding for one in matter.points if one.row == "bill" and one.at_issue]
    for one in found:
        if one["rule"] not in names:
            continue  # the verdict speaks of it
        asked = sentence(
            "Check the bill: {finding}, shown {shown}, reckoned {expected}.", **_reckoned(one)
        )
        yield Check("bill", (one,), (one,), (asked,), (names[one["rule"]],))


def _reckoned(finding: Row) -> dict[str, object]:
    return {
        "finding": sentence(RULES[finding["rule"]].title),
        "shown": amount_words(finding["amount"]),
        "expected": amount_words(finding["expected"]),
    }


def _on_charges(matter: Matter) -> Iterator[Check]:
    own: tuple[tuple[Where, pd.DataFrame], ...] = (
        ("at-issue", matter.unjudged),
        ("coming", matter.doubted),
        ("elsewhere", matter.elsewhere),
    )
    for where, charges in own:
        if charges.empty:
            continue
        found, bills = tuple(matter.contesting(charges)), tuple(matter.bills_of(charges))
        values = {
            "bills": [Month(bill) for bill in bills] or NO_VALUE,
            "amount": Rupiah(summed(charges)),
            "findings": titles(found),
        }
        if where == "coming":
            asked = sentence(
                "Check the charges below that are to come on bill {bills}: {amount} ({findings}).",
                **values,
            )
        elif where == "at-issue":
            asked = sentence("Check the charges with a finding below: {findings}.", **values)
        else:
            asked = sentence(
                "Check the charges below that belong to bill {bills}: {amount} ({findings}).",
                **values,
            )
        things = [_charge(matter, *pair) for pair in zip(charges.index, rows(charges), strict=True)]
        yield Check(where, found, tuple(rows(charges)), (asked,), tuple(things), bills)


def _charge(matter: Matter, place: int, charge: Row) -> Sentence:
    values = {
        "service": matter.names.service(matter.places[place]),
        "amount": amount_words(charge["amount"]),
    }
    if charge["trx_time"] is None:
        return sentence("the charge of {amount} for {service} at an unknown time", **values)
    day = charge["trx_time"].date()
    return sentence(
        "the charge of {amount} for {service} on {day} (bill {bill})",
        day=day,
        bill=Month(matter.case.policy.bill_period(day)),
        **values,
    )


def _on_records(matter: Matter) -> Iterator[Check]:
    """Yield what Subscriptions disagree on, subscription by subscription."""
    every = matter.facts.grounds.charges
    contested = set(every.loc[list(matter.contested), "partner_ref"].dropna())
    for account in matter.facts.accounts:
        found = [
            one.finding
            for one in matter.points
            if one.row == "account"
            and one.finding["partner_ref"] == account.reference
            # An overlap is checked with its charges.
            and not (RULES[one.finding["rule"]].contests and account.reference in contested)
        ]
        if account.listed and found:
            yield _record(matter, account, tuple(found))


def _record(matter: Matter, account: Account, found: tuple[Row, ...]) -> Check:
    asked = sentence(
        "Check the subscription to {service} below: {findings}.",
        service=matter.names.coded(account),
        findings=titles(found),
    )
    thing = sentence("the record of the subscription to {service}", service=matter.service(account))
    return Check("record", found, matter.rows_of([account]), (asked,), (thing,))


def _on_others(matter: Matter) -> Iterator[Check]:
    by_bill: dict[date, list[Row]] = {}
    for point in matter.points:
        if point.row == "bill" and point.bill and not point.at_issue:
            by_bill.setdefault(point.bill, []).append(point.finding)
    for bill, found in sorted(by_bill.items()):
        asked = [
            sentence(
                "Check bill {bill}: {finding}, shown {shown}, reckoned {expected}.",
                bill=Month(bill),
                **_reckoned(one),
            )
            for one in found
        ]
        thing = sentence("bill {bill}", bill=Month(bill))
        yield Check("other-bill", tuple(found), tuple(found), tuple(asked), (thing,), (bill,))
