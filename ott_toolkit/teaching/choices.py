"""What a trainee chooses from, in the words of a care desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from ott_toolkit.conclusion.claims import STATUSES as _STATUSES
from ott_toolkit.conclusion.verdicts import TITLES
from ott_toolkit.practice.key import ClaimStatus, Step, Verdict
from ott_toolkit.sentences import Sentence, sentence

AnswerKind: TypeAlias = Literal["explain", "propose", "not-certain", "must-pay", "refund"]

VERDICTS: Mapping[Verdict, Sentence] = {
    "explained": TITLES["explained"],
    "contested": TITLES["contested"],
    "partly": TITLES["partly"],
    "unexplained": TITLES["unexplained"],
    "cannot": TITLES["cannot"],
    "none": sentence("No INTERNET CONTENT on the bill"),
}
STATUSES: Mapping[ClaimStatus, Sentence] = {
    **_STATUSES,
    "not-recorded": sentence("Not recorded (or only a question)"),
}
ANSWERS: Mapping[AnswerKind, Sentence] = {
    "explain": sentence("Explain where the amount comes from"),
    "propose": sentence("Propose a correction, with a ticket"),
    "not-certain": sentence("Say that it is not certain yet, and what comes next"),
    "must-pay": sentence("Say that it has to be paid"),
    "refund": sentence("Say that the money will come back"),
}
CONFIDENCE: Mapping[int, Sentence] = {
    1: sentence("1 – unsure"),
    2: sentence("2 – fairly sure"),
    3: sentence("3 – sure"),
}
STEPS: Mapping[Step, Sentence] = {
    "explain": sentence("Explain it to the customer"),
    "propose": sentence("Propose the correction"),
    "confirm": sentence("Have it confirmed first"),
    "search-again": sentence("Search again"),
    "get-bill": sentence("Get the bill"),
    "dashboard-owner": sentence("Ask who runs the dashboard"),
    "data-log": sentence("Look into Data Log"),
    "starclick": sentence("Look into Starclick"),
    "free-gimmick": sentence("Look into Free Gimmick Transactions"),
    "ticket-history": sentence("Look into the ticket history"),
    "customer-record": sentence("Look into the customer's record"),
    "product-notice": sentence("Look for the product's notice"),
    "billing": sentence("Ask the billing team"),
    "payment-team": sentence("Ask the payment team"),
    "network-record": sentence("Look into the network's record"),
    "provider": sentence("Ask the OTT provider"),
    "other-receipt": sentence("Ask for the other receipt"),
    "search-both": sentence("Search both numbers"),
    "team-rule": sentence("Follow the team's rule"),
    "arrears-rule": sentence("Follow the rule for arrears"),
    "escalate": sentence("Escalate"),
}
