"""What a trainee answers to a dispute, and what may be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ott_toolkit.practice.key import ClaimStatus, Dispute, Key, Step, Verdict
from ott_toolkit.rules import RULES
from ott_toolkit.teaching.choices import AnswerKind

IN_ORDER: Final = ("explained", "none")


@dataclass(frozen=True)
class Attempt:
    """What a trainee answers to a dispute.

    Attributes:
        verdict: On the INTERNET CONTENT of the disputed period.
        claim_status: What the rows say to the customer's claim.
        contested: The amount in doubt in whole rupiah, before PPN; `None` where nothing was typed.
        charges: The «No» of the rows of Transactions Data that prove it.
        subscriptions: Likewise of Subscriptions.
        step: What to do next, where it cannot be said yet.
        confidence: In the verdict: 1 (unsure) to 3 (sure).
        answer: What she would tell the customer; «must-pay» and «refund» are never right.
    """

    verdict: Verdict
    claim_status: ClaimStatus
    contested: int | None = None
    charges: tuple[int, ...] = ()
    subscriptions: tuple[int, ...] = ()
    step: Step | None = None
    confidence: int = 2
    answer: AnswerKind = "explain"


def best(dispute: Dispute) -> Attempt:
    """Return the attempt that earns all 100 points."""
    key = dispute.key
    return Attempt(
        key.verdict,
        key.claim_status,
        contested=key.contested or None,
        charges=key.charges,
        subscriptions=key.subscriptions,
        step=key.steps[0] if key.verdict == "cannot" else None,
        confidence=3,
        answer=accepted(key)[0],
    )


def accepted(key: Key) -> tuple[AnswerKind, ...]:
    """Return what may be told to the customer, the best first."""
    if key.verdict == "cannot":
        return ("not-certain",)
    proposing: tuple[AnswerKind, ...] = ("propose",) if "propose" in key.steps else ()
    if given_back(key):
        return ("explain", "not-certain")
    if not in_order(key):
        return ("propose",) if key.proposed else ("not-certain", *proposing)
    if key.steps[0] == "explain":
        return ("explain", *proposing)
    return ("explain", *proposing, "not-certain")


def given_back(key: Key) -> bool:
    """Whether all that was contested seems to be given back: it must not be proposed twice."""
    return 0 < key.contested <= key.refunded


def in_order(key: Key) -> bool:
    """Whether there is nothing to check before the charge is explained."""
    return key.verdict in IN_ORDER and not key.contested and not key.proposed


def flawless(key: Key) -> bool:
    """Whether it is in order and nothing else is: who proposes a correction made a finding up."""
    found = any(RULES[rule].severity != "information" for rule in key.rules)
    return in_order(key) and not found and "confirm" not in key.steps
