"""What is right about a practice case: the verdict, the answer to the claim, and what proves them.

The words are those of the procedure, written down here once more: this package imports nothing of
the toolkit, and a test holds the toolkit to these keys.
"""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

Verdict: TypeAlias = Literal["explained", "contested", "partly", "unexplained", "cannot", "none"]
"""`none`: the period has no INTERNET CONTENT, so there is no amount to judge."""

ClaimKind: TypeAlias = Literal[
    "only-asking", "not-subscribed", "stopped", "charged-twice", "other-price", "in-package",
    "still-free", "not-resident",
]  # fmt: skip

ClaimStatus: TypeAlias = Literal["supported", "contradicted", "not-recorded"]

Step: TypeAlias = Literal[
    "explain", "propose", "confirm", "search-again", "get-bill", "dashboard-owner", "data-log",
    "starclick", "free-gimmick", "ticket-history", "customer-record", "product-notice", "billing",
    "payment-team", "network-record", "provider", "other-receipt", "search-both", "team-rule",
    "arrears-rule", "escalate",
]  # fmt: skip
"""Where to go next; the last column of the table of what the three sources can honestly say."""

PERIOD: Final = "2022-03"
"""The bill's month that most customers dispute: the newest."""


class Text(NamedTuple):
    """What is said to a trainee, in both languages."""

    id: str
    en: str

    def say(self, language: str) -> str:
        """The text in Indonesian (`id`) or English (`en`)."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True)
class Key:
    """The right answer to one practice case.

    Attributes:
        verdict: On the INTERNET CONTENT of `period`.
        hint: Where to look, without the answer.
        explanation: What is right, and why: the rows, their times and amounts.
        verdict_allows: Other verdicts that an expert may reach.
        claim: What the complaint comes to.
        claim_status: What the rows say to it; «not-recorded» of a mere question.
        claim_allows: Other answers to it that an expert may give.
        day: The day that the claim names, YYYY-MM-DD; empty where it names none.
        price: The price that the claim names, in rupiah.
        period: The bill's month in dispute, YYYY-MM.
        contested: The amount in doubt, before PPN, each charge once.
        refunded: What of it seems to be given back already.
        proposed: What may be proposed as a correction, before PPN.
        charges: The rows that prove it: their «No» in the unfiltered Transactions Data; none where
            a page fails, since nothing can be concluded from the other.
        subscriptions: Likewise in Subscriptions.
        rules: What is found on the whole case, by the stable names of the rules, sorted.
        steps: What may be done next; the first is the best.
    """

    verdict: Verdict
    hint: Text
    explanation: Text
    verdict_allows: tuple[Verdict, ...] = ()
    claim: ClaimKind = "only-asking"
    claim_status: ClaimStatus = "not-recorded"
    claim_allows: tuple[ClaimStatus, ...] = ()
    day: str = ""
    price: int | None = None
    period: str = PERIOD
    contested: int = 0
    refunded: int = 0
    proposed: int = 0
    charges: tuple[int, ...] = ()
    subscriptions: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ("explain",)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict that is right, the best first."""
        return self.verdict, *self.verdict_allows

    @property
    def claim_statuses(self) -> tuple[ClaimStatus, ...]:
        """Every right answer to the claim, the best first."""
        return self.claim_status, *self.claim_allows


@dataclass(frozen=True)
class Dispute:
    """A practice case as a trainee gets it, with its key.

    Attributes:
        number: The IndiHome number.
        name: The customer's name, which says that it is an example.
        topic: What it is there for; never shown before it is answered.
        difficulty: 1 (one look), 2 (compare), 3 (two causes at once, or it cannot be said).
        complaint: What the customer says, in customers' words.
        key: The right answer.
        twin: The number of the case with the same complaint and bill, where there is one.
    """

    number: str
    name: str
    topic: str
    difficulty: int
    complaint: Text
    key: Key
    twin: str = ""
