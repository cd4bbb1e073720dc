"""What the customer says, weighed against the rows: supported, contradicted, or not recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from ott_toolkit.conclusion import weigh_amounts, weigh_dates, weigh_ownership
from ott_toolkit.conclusion.facts import Facts, unique
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.conclusion.weighing import EXPLAIN, Status, Weighed, explaining
from ott_toolkit.errors import QueryError
from ott_toolkit.sentences import Sentence, sentence

ClaimKind = Literal[
    "not-subscribed", "stopped", "charged-twice", "other-price", "in-package", "still-free",
    "not-resident", "only-asking",
]  # fmt: skip

CLAIMS: Mapping[ClaimKind, Sentence] = {
    "only-asking": sentence("only asking"),
    "not-subscribed": sentence("did not subscribe"),
    "stopped": sentence("stopped on a date"),
    "charged-twice": sentence("charged twice"),
    "other-price": sentence("other price"),
    "in-package": sentence("part of a package"),
    "still-free": sentence("still free"),
    "not-resident": sentence("not the resident"),
}
STATUSES: Mapping[Status, Sentence] = {
    "supported": sentence("Claim supported"),
    "contradicted": sentence("Claim contradicted"),
    "not-recorded": sentence("Not recorded"),
}
_QUESTION = sentence("No statement to compare")


@dataclass(frozen=True)
class Claim:
    """What the customer says: one choice, and the day that it names where it names one.

    Attributes:
        kind: The choice (`CLAIMS`).
        day: `stopped`: the day the customer stopped; `not-resident`: the day of moving in;
            `still-free`: the last free day. `None` where the customer names none.
        price: `other-price`: the price that the customer was told, in whole rupiah.

    Raises:
        QueryError: There is no such choice.
    """

    kind: ClaimKind
    day: date | None = None
    price: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in CLAIMS:
            raise QueryError(
                "{kind} is no claim. Choose one of: {known}.",
                kind=repr(self.kind),
                known=", ".join(CLAIMS),
            )

    @property
    def title(self) -> Sentence:
        """What the claim is called."""
        return CLAIMS[self.kind]


@dataclass(frozen=True, eq=False)
class ClaimAnswer:
    """What the rows say to a claim.

    Attributes:
        claim: The claim.
        status: `supported`, `contradicted`, or `not-recorded`: the sources hold no buyer, no
            consent, no use and no request to stop.
        said: What can honestly be said, each sentence from the rows.
        rows: The transactions that it rests on, with their `amount`.
        next_step: Where to look next.
    """

    claim: Claim
    status: Status
    said: tuple[Sentence, ...]
    rows: pd.DataFrame
    next_step: Sentence

    @property
    def title(self) -> Sentence:
        """What the status is called; of a mere question, that there is nothing to weigh."""
        return _QUESTION if self.claim.kind == "only-asking" else STATUSES[self.status]


def weigh(
    claim: Claim, grounds: Grounds, verdicts: Sequence[Verdict], period: date | None = None
) -> ClaimAnswer:
    """Return what the rows say to a claim, in the disputed period; without a bill, in all of them.

    That is `period`, else the newest unpaid one, else the newest.

    The claim is weighed apart from the amount: that an amount is explained does not say that it
    has to be paid, and that a claim is supported does not say that it is given back.
    """
    weighed = _weighed(claim, Facts(grounds, verdicts, period))
    shown = weighed.rows.reset_index(drop=True)
    return ClaimAnswer(claim, weighed.status, unique(weighed.said), shown, weighed.next_step)


def _weighed(claim: Claim, facts: Facts) -> Weighed:
    kinds: Mapping[ClaimKind, Callable[[], Weighed]] = {
        "only-asking": lambda: _only_asking(facts),
        "not-subscribed": lambda: weigh_ownership.not_subscribed(facts),
        "stopped": lambda: weigh_dates.stopped(facts, claim.day),
        "charged-twice": lambda: weigh_amounts.charged_twice(facts),
        "other-price": lambda: weigh_amounts.other_price(facts, claim.price),
        "in-package": lambda: weigh_ownership.in_package(facts),
        "still-free": lambda: weigh_dates.still_free(facts, claim.day),
        "not-resident": lambda: weigh_ownership.not_resident(facts, claim.day),
    }
    return kinds[claim.kind]()


def _only_asking(facts: Facts) -> Weighed:
    """Answer a mere question: there is nothing to compare, and nothing to be alarmed at."""
    settled = facts.disputed is not None and facts.disputed.kind in ("explained", "contested")
    step = sentence("Explain what is known, and name what is still open.")
    said = sentence("The customer only asks; there is no statement to compare.")
    return Weighed(
        "not-recorded", (said,), facts.charges, explaining(facts, EXPLAIN if settled else step)
    )
