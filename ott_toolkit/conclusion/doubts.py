"""How much of a month's charges is contested, and what has been given back already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ott_toolkit.conclusion.accounts import Account, accounts_of
from ott_toolkit.conclusion.grounds import Grounds, Row, rows
from ott_toolkit.rules import RULES


@dataclass(frozen=True)
class Doubts:
    """What findings put in doubt, each charge once, at the larger amount.

    Attributes:
        contested: By money or confirm findings.
        to_confirm: How much of it only confirm findings contest.
        refunded: Negative rows of the contested charges' subscriptions, not older than these; that
            they give these charges back is presumed.
        places: Which charges are contested, those of an unknown amount included.
    """

    contested: int
    to_confirm: int
    refunded: int
    places: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether anything is contested."""
        return bool(self.places)


def weigh_doubts(grounds: Grounds, own: pd.DataFrame) -> Doubts:
    """Return what is in doubt of `own`, rows of `grounds.charges`.

    Refunds and free rows have nothing to contest.
    """
    runs = _overlaps(grounds)
    contested = to_confirm = 0
    doubtful: dict[int, Row] = {}
    for place, charge in zip(own.index, rows(own), strict=True):
        found = [*grounds.of_charges.get(place, []), *_shared(charge, grounds, runs)]
        weights = {"money": 0, "confirm": 0}
        for finding in found:
            rule = RULES[finding["rule"]]
            if rule.contests and (charge["amount"] is None or charge["amount"] > 0):
                weights[rule.severity] = max(weights[rule.severity], _doubt(charge, finding))
                doubtful[place] = charge
        contested += max(weights.values())
        to_confirm += max(0, weights["confirm"] - weights["money"])
    refunded = _refunded(grounds, list(doubtful.values()))
    return Doubts(contested, to_confirm, refunded, tuple(doubtful))


def _overlaps(grounds: Grounds) -> dict[str, datetime | None]:
    """Return reference → until when an earlier subscription to the service ran; `None` is still."""
    found = {
        finding["partner_ref"]
        for finding in rows(grounds.findings)
        if RULES[finding["rule"]].contests == "account"
    }
    every = [one for one in accounts_of(grounds) if one.listed and one.start]
    runs: dict[str, datetime | None] = {}
    for later in every:
        earlier = [one for one in every if later.reference in found and _before(one, later)]
        ends = [one.end for one in earlier if one.end or one.status == "active"]
        if ends and later.reference:
            known = [end for end in ends if end]
            runs[later.reference] = max(known) if len(known) == len(ends) else None
    return runs


def _before(earlier: Account, later: Account) -> bool:
    order = [(one.start, one.reference or "") for one in (earlier, later)]
    return earlier.folded == later.folded and order[0] < order[1]


def _shared(charge: Row, grounds: Grounds, runs: dict[str, datetime | None]) -> list[Row]:
    """Return the findings of its subscription that contest a charge: it fell into the overlap."""
    reference, time = charge["partner_ref"], charge["trx_time"]
    if reference not in runs:
        return []
    until = runs[reference]
    if until is not None and (time is None or time >= until):
        return []
    return [
        finding
        for finding in rows(grounds.findings)
        if finding["partner_ref"] == reference and RULES[finding["rule"]].contests == "account"
    ]


def _doubt(charge: Row, finding: Row) -> int:
    """Return how much of a charge a finding contests: the excess, or all of it."""
    amount = max(0, charge["amount"] or 0)
    if RULES[finding["rule"]].contests != "excess":
        return int(amount)
    excess = max(0, finding["amount"] - finding["expected"])
    price = charge["price"] or 0
    if finding["rule"] == "price-mismatch" and price > amount:
        return int(excess * amount // price)  # of a part of the price, a part of the excess
    return int(min(amount, excess))


def _refunded(grounds: Grounds, doubtful: list[Row]) -> int:
    """Return what was given back since the first doubtful charge, on their references."""
    if not doubtful:
        return 0
    references = {charge["partner_ref"] for charge in doubtful}
    begun = min((charge["trx_time"] for charge in doubtful if charge["trx_time"]), default=None)
    back = [
        -charge["amount"]
        for charge in rows(grounds.charges)
        if (charge["amount"] or 0) < 0
        and charge["partner_ref"] in references
        and (begun is None or charge["trx_time"] is None or charge["trx_time"] >= begun)
    ]
    return sum(back)
