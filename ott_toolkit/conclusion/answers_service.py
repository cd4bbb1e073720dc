"""The standard questions about a subscription: running, since when, what is wrong, and again."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.answering import AnswerStatus, Asked, Told, charge_list, scope
from ott_toolkit.conclusion.checks import to_check
from ott_toolkit.conclusion.facts import paid, summed
from ott_toolkit.conclusion.frames import rows
from ott_toolkit.conclusion.outlook import SETTINGS, bills_of
from ott_toolkit.conclusion.weighing import DATA_LOG, OWNER, ended, listed, recorded
from ott_toolkit.rules import CATALOGUE, RULES
from ott_toolkit.sentences import Rupiah, Sentence, sentence

_OUTSIDE = ("charge-after-end", "charge-at-end", "charge-before-start", "unknown-subscription")
_WRONG = (
    "charge-after-end", "charge-at-end", "charge-before-start", "duplicate-charge",
    "unknown-subscription", "price-mismatch", "prorate-above-price",
)  # fmt: skip
_HARMLESS = ("price-change", "two-renewals-in-month")


def running(asked: Asked) -> Told:
    """Answer whether a subscription was running at each charge."""
    settings = ("end_grace_days", "time_tolerance_seconds")
    reason = asked.lacking("transactions", "subscriptions")
    if reason is not None:
        return Told("cannot", (reason,), settings=settings, next_step=reason)
    own = asked.charges
    if own.empty:
        return Told("answered", (scope(asked), sentence("There is no charge to look at.")))
    outside = {rule: _charges_with(asked, (rule,)) for rule in _OUTSIDE}
    found = {place for charges in outside.values() for place in charges.index}
    unsure = own[own.index.isin(_undecided(asked) - found)]
    fine = len(own) - len(found) - len(unsure)
    said = [scope(asked)]
    if fine:
        said.append(sentence("Running at {fine} of {count} charges.", fine=fine, count=len(own)))
    said += [_named(rule, charges) for rule, charges in outside.items() if not charges.empty]
    if not unsure.empty:
        said.append(
            sentence(
                "Not seen, since a time or Partner ref_no is missing: {charges}.",
                charges=charge_list(unsure),
            )
        )
    said += [ended(account) for account in listed(asked.charged)]
    shown = own.reset_index(drop=True)
    if unsure.empty:
        return Told("answered", tuple(said), shown, settings)
    return Told("partly", tuple(said), shown, settings, OWNER)


def since(asked: Asked) -> Told:
    """Answer since when what is at issue is subscribed to, and through which channel."""
    reason = asked.lacking("subscriptions")
    if reason is not None:
        return Told("cannot", (reason,), next_step=reason)
    own = listed(asked.charged) or listed(asked.concerned)
    if not own:
        none = sentence("Subscriptions shows none for this number.")
        return Told("answered", (none,))
    said = [recorded(account) for account in own]
    said += [_first(account) for account in own if not paid(account.charges).empty]
    back = [told for account in own for told in _came_back(asked, account)]
    said += back
    unlisted = [account for account in asked.charged if not account.listed]
    if unlisted:
        said.append(
            sentence(
                "Subscriptions has no row for these charges: {services}.",
                services=[account.service for account in unlisted],
            )
        )
    references = [account.reference for account in own]
    table = asked.grounds.subscriptions
    shown = asked.charges.head(0) if table is None else table[table["partner_ref"].isin(references)]
    ordered = shown.sort_values(["start_time", "partner_ref"], ignore_index=True) if own else shown
    whole = all(account.start and account.channel for account in own) and not unlisted
    step = OWNER if unlisted else DATA_LOG if back or not whole else None
    return Told("answered" if whole else "partly", tuple(said), ordered, next_step=step)


def wrong(asked: Asked) -> Told:
    """Answer whether a charge came twice, after the end, before the start, or at another price."""
    settings = _settings((*_WRONG, *_HARMLESS, "overlapping-subscriptions"))
    step = to_check(asked)
    reason = asked.lacking("transactions")
    if reason is not None:
        return Told("cannot", (reason,), settings=settings, next_step=step or reason)
    said = [scope(asked)]
    found = {rule: _charges_with(asked, (rule,)) for rule in _WRONG}
    told = [_named(rule, charges) for rule, charges in found.items() if not charges.empty]
    told += _overlaps(asked)
    if not told:
        told = [sentence("Not seen in the charges at issue: twice, after the end, before the "
                         "start, or at another price.")]  # fmt: skip
    said += [*told, *_normal(asked), *_elsewhere(asked)]
    missed = [
        rule for rule in CATALOGUE if rule.name in asked.not_run and rule.name in _looked_for()
    ]
    places = sorted({place for charges in found.values() for place in charges.index})
    rest = asked.charges if not places else asked.charges.loc[places]
    shown = rest.reset_index(drop=True)
    if not missed:
        return Told("answered", tuple(said), shown, settings, step)
    why = asked.not_run[missed[0].name]
    said.append(sentence("Not checked: {rules}.", rules=[sentence(rule.title) for rule in missed]))
    return Told("partly", tuple(said), shown, settings, step or why)


def again(asked: Asked) -> Told:
    """Answer whether it has ended, will be charged again, when, and on which bill."""
    reason = asked.lacking("subscriptions", "transactions")
    if reason is not None:
        return Told("cannot", (reason,), settings=SETTINGS, next_step=reason)
    if not asked.outlook:
        return Told("answered", (sentence("This number has no subscription and no charge."),))
    said = [one.said for one in asked.outlook]
    pending = pd.concat([one.pending for one in asked.outlook], ignore_index=True)
    said += _pending(asked, pending)
    unknown = [one for one in asked.outlook if one.again == "unknown"]
    if not unknown:
        return Told("answered", tuple(said), pending, SETTINGS)
    step = sentence("Look at Status, End Time and Last Charge in Subscriptions again later.")
    status: AnswerStatus = "cannot" if len(unknown) == len(asked.outlook) else "partly"
    return Told(status, tuple(said), pending, SETTINGS, step)


def _undecided(asked: Asked) -> set[int]:
    """Return the charges of which it is not seen whether their subscription was running."""
    own = asked.charges
    undecided = set(own[own["trx_time"].isna() | own["partner_ref"].isna()].index)
    for account in asked.charged:
        over = account.end is None and account.status != "active"
        if account.listed and (account.start is None or over):
            undecided |= set(account.charges.index) & set(own.index)
    return undecided


def _charges_with(asked: Asked, rules: tuple[str, ...]) -> pd.DataFrame:
    """Return the charges at issue that have a finding of one of these rules."""
    places = [
        place
        for place in asked.charges.index
        if any(one["rule"] in rules for one in asked.grounds.of_charges.get(place, []))
    ]
    own: pd.DataFrame = asked.charges.loc[places]
    return own


def _named(rule: str, charges: pd.DataFrame) -> Sentence:
    return sentence(
        "{finding}: {charges}.",
        finding=sentence(RULES[rule].title),
        charges=charge_list(charges),
    )


def _first(account: Account) -> Sentence:
    first = paid(account.charges).head(1)
    return sentence(
        "{service}: the first charge is {charge}.",
        service=account.service,
        charge=charge_list(first),
    )


def _came_back(asked: Asked, account: Account) -> Iterator[Sentence]:
    """Yield after which pause a service was subscribed to again."""
    start = account.start
    ends = [
        one.end
        for one in listed(asked.accounts)
        if one is not account and one.folded == account.folded and one.end and start
        if one.end <= start
    ]
    if ends and start:
        yield sentence(
            "{service}: an earlier subscription ended on {end}, {days} days before this one began; "
            "who began it is not recorded.",
            service=account.service,
            end=max(ends),
            days=(start - max(ends)).days,
        )


def _overlaps(asked: Asked) -> Iterator[Sentence]:
    for account in asked.overlapping():
        yield sentence(
            "{finding}: {service} from {start}.",
            finding=sentence(RULES["overlapping-subscriptions"].title),
            service=account.service,
            start=account.start,
        )


def _normal(asked: Asked) -> Iterator[Sentence]:
    """Yield what explains a pattern and is no fault."""
    for rule in _HARMLESS:
        charges = _charges_with(asked, (rule,))
        if not charges.empty:
            yield _named(rule, charges)


def _elsewhere(asked: Asked) -> Iterator[Sentence]:
    """Yield how many other charges have a finding that contests them."""
    at_issue = set(asked.charges.index)
    contested = {
        place
        for place, found in asked.grounds.of_charges.items()
        if place not in at_issue and any(RULES[one["rule"]].contests for one in found)
    }
    if contested:
        yield sentence(
            "Outside the month at issue, charges with a finding: {count}.", count=len(contested)
        )


def _looked_for() -> tuple[str, ...]:
    return (*_WRONG, "overlapping-subscriptions")


def _settings(rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for rule in rules for name in RULES[rule].settings))


def _pending(asked: Asked, pending: pd.DataFrame) -> Iterator[Sentence]:
    own = paid(pending)
    if not own.empty:
        yield sentence(
            "Charged already, for bill {bills}: {count}, {total} in all.",
            bills=bills_of(own, asked.grounds),
            count=len(own),
            total=Rupiah(summed(own)),
        )
    back = pending.drop(own.index)
    if summed(back):
        yield sentence(
            "Given back already, for bill {bills}: {total} in all.",
            bills=bills_of(back, asked.grounds),
            total=Rupiah(-summed(back)),
        )


def findings_of(asked: Asked, severity: str) -> list[str]:
    """Return the rules of a severity that found something, in the order of the catalogue."""
    found = {one["rule"] for one in rows(asked.grounds.findings)}
    return [rule.name for rule in CATALOGUE if rule.name in found and rule.severity == severity]
