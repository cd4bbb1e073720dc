"""How much of each charge of a month is contested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ott_toolkit.conclusion.accounts import Account
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.rules import RULES
from ott_toolkit.rules.catalogue import Severity


@dataclass(frozen=True)
class Doubt:
    """What findings put in doubt of one charge, at the larger amount.

    Attributes:
        charge: The charge, a row of `Grounds.charges`.
        contested: By money or confirm findings; 0 where its amount is not known.
        to_confirm: How much of it only confirm findings contest.
    """

    charge: Row
    contested: int
    to_confirm: int

    @property
    def sure(self) -> int:
        """How much of it money findings contest."""
        return self.contested - self.to_confirm


@dataclass(frozen=True)
class Doubts:
    """What findings put in doubt of several charges, each once.

    Attributes:
        charges: Place of a charge in `Grounds.charges` → what is in doubt of it, oldest first.
    """

    charges: Mapping[int, Doubt]

    @property
    def contested(self) -> int:
        """What money or confirm findings contest."""
        return sum(one.contested for one in self.charges.values())

    @property
    def to_confirm(self) -> int:
        """How much of it only confirm findings contest."""
        return sum(one.to_confirm for one in self.charges.values())

    @property
    def sure(self) -> int:
        """How much of it money findings contest."""
        return self.contested - self.to_confirm

    @property
    def places(self) -> tuple[int, ...]:
        """Which charges are contested, those of an unknown amount included."""
        return tuple(self.charges)


def weigh_doubts(grounds: Grounds, own: pd.DataFrame) -> Doubts:
    """Return what is in doubt of `own`, rows of `grounds.charges`.

    Refunds and free rows have nothing to contest.
    """
    runs = _overlaps(grounds)
    doubtful: dict[int, Doubt] = {}
    for place, charge in zip(own.index, rows(own), strict=True):
        found = [
            (RULES[finding["rule"]].severity, finding)
            for finding in grounds.of_charges.get(place, [])
            if RULES[finding["rule"]].contests
        ]
        found += _shared(charge, grounds, runs)
        if not found or (charge["amount"] is not None and charge["amount"] <= 0):
            continue
        weights = {"money": 0, "confirm": 0}
        for severity, finding in found:
            weights[severity] = max(weights[severity], _doubt(charge, finding))
        more = max(0, weights["confirm"] - weights["money"])
        doubtful[place] = Doubt(charge, max(weights.values()), more)
    return Doubts(doubtful)


def _overlaps(grounds: Grounds) -> dict[str, datetime | None]:
    """Return reference → until when an earlier subscription to the service ran; `None` is still."""
    found = {
        finding["partner_ref"]
        for finding in rows(grounds.findings)
        if RULES[finding["rule"]].contests == "account"
    }
    every = [one for one in grounds.accounts if one.listed and one.start]
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


def _shared(
    charge: Row, grounds: Grounds, runs: dict[str, datetime | None]
) -> list[tuple[Severity, Row]]:
    """Return the overlaps that contest a charge of the later subscription, and how severely.

    A charge made when the earlier subscription no longer ran, or perhaps no longer, was for what
    the customer had once: a person confirms it before anything is proposed.
    """
    reference, time = charge["partner_ref"], charge["trx_time"]
    if reference not in runs:
        return []
    until = runs[reference]
    both_ran = until is None or (time is not None and time < until)
    return [
        ("money" if both_ran else "confirm", finding)
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
