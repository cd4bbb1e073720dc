"""What a trainee's answer to a dispute is worth: 100 points, and what was right, missed and why.

The table, in points:

| part | points | for |
|---|---|---|
| verdict | 35 | a right one; «cannot be said yet» where true 35 with a right next step, 20 without; where the sources suffice 10 with a right next step, 0 without |
| claim | 15 | a right answer to the claim |
| amount | 15 | the contested amount, within Rp 1; nothing typed is 0 |
| rows | 15 | 15 × rows rightly ticked ÷ (rows that prove it + rows ticked beside them), rounded down |
| answer | 20 | what may be told to the customer |

| taken off | points | where |
|---|---|---|
| a wrong «must pay» | 100 | called in order (verdict explained or none, or told so, or told to pay) where charges are contested and not given back, unexplained, or it cannot be said |
| a wrong refund | 100 | verdict contested where nothing at all is amiss; a correction or refund told there, or where it was given back already |
| needless doubt | down to 25 | «cannot be said yet» where the sources suffice: 25 points at most |
| confidence | 15, 5, 0 | a wrong verdict with confidence 3, 2, 1 |
| confidence | 5 | a right verdict with confidence 1 |
| hint | 5 | it was looked at |

So the best that a wrong «must pay» or a wrong refund can come to (−20) is below the worst of any
other answer without a hint (−15): these are the mistakes that a customer pays for.
"""  # noqa: E501 - a table

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from ott_toolkit.policy import Policy
from ott_toolkit.practice.key import Dispute, Key, Verdict
from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.attempts import (
    IN_ORDER,
    Attempt,
    accepted,
    flawless,
    given_back,
    in_order,
)
from ott_toolkit.teaching.parts import Part, earned, near
from ott_toolkit.teaching.slips import SLIPS

GRAVE: Final = 100
GRAVE_SLIPS: Final = ("wrong-must-pay", "wrong-refund")
"""The mistakes that a customer pays for, or that the company does."""
DOUBTING: Final = 25
PASSED: Final = 70
HINT: Final = 5
_TOLD_BY_PARTS: Final = ("wrong-claim", "wrong-amount", "missed-row", "wrong-row")
_SURE_AND_WRONG: Final = {1: 0, 2: 5, 3: 15}


class Said(Protocol):
    """What can be said in Indonesian (`id`) and English (`en`)."""

    def say(self, language: str) -> str:
        """The text in `language`."""


@dataclass(frozen=True)
class Score:
    """What an attempt comes to.

    Attributes:
        points: 100 at most; below 0 where a customer would have paid for the mistake.
        parts: What they are made of.
        remarks: What was right, what was missed and why; at the end the key's explanation.
        slips: The misconceptions that it shows (`SLIPS`).
    """

    points: int
    parts: tuple[Part, ...]
    remarks: tuple[Said, ...]
    slips: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether it suffices to go on."""
        return self.points >= PASSED


def score(dispute: Dispute, attempt: Attempt, *, hinted: bool = False) -> Score:
    """Return what an attempt at a dispute comes to, by the table above."""
    key = dispute.key
    gained = earned(key, attempt)
    slips = tuple(dict.fromkeys(_slips(key, attempt)))
    parts = (*gained, *_taken_off(key, attempt, sum(part.points for part in gained), slips))
    if hinted:
        parts += (Part("hint", -HINT, 0, sentence("The hint was looked at.")),)
    remarks: list[Said] = [part.said for part in parts]
    remarks += [SLIPS[slip].said for slip in slips if slip not in _TOLD_BY_PARTS]
    points = sum(part.points for part in parts)
    return Score(points, parts, (*remarks, key.explanation), slips)


def verdict_slips(key: Key, verdict: Verdict) -> tuple[str, ...]:
    """Return the misconceptions that a verdict alone shows."""
    shown = {
        "wrong-must-pay": verdict in IN_ORDER and not _nothing_due(key),
        "wrong-refund": verdict == "contested" and flawless(key),
        "false-certainty": key.verdict == "cannot",
        "needless-doubt": verdict == "cannot",
    }
    wrong = verdict not in key.verdicts
    return tuple(slip for slip, holds in shown.items() if wrong and holds)


def _slips(key: Key, attempt: Attempt) -> list[str]:
    slips = list(verdict_slips(key, attempt.verdict))
    paying = attempt.answer in ("explain", "must-pay") and not _nothing_due(key)
    refunding = attempt.answer in ("propose", "refund") and (flawless(key) or given_back(key))
    named = {"charges": key.charges, "subscriptions": key.subscriptions}
    ticked = {name: set(getattr(attempt, name)) for name in named}
    shown = {
        "wrong-must-pay": paying,
        "wrong-refund": refunding and "propose" not in accepted(key),
        "match-means-pay": attempt.answer == "must-pay",
        "promised-refund": attempt.answer == "refund",
        "wrong-claim": attempt.claim_status not in key.claim_statuses,
        "wrong-amount": not near(attempt.contested, key.contested),
        "ppn": key.contested > 0 and near(attempt.contested, _with_ppn(key)),
        "missed-row": any(set(rows) - ticked[name] for name, rows in named.items()),
        "wrong-row": any(ticked[name] - set(rows) for name, rows in named.items()),
    }
    return slips + [slip for slip, holds in shown.items() if holds]


def _nothing_due(key: Key) -> bool:
    """Whether nothing is to be given to the customer that she has not."""
    return in_order(key) or given_back(key)


def _taken_off(key: Key, attempt: Attempt, gained: int, slips: tuple[str, ...]) -> list[Part]:
    taken = [Part(slip, -GRAVE, 0, SLIPS[slip].title) for slip in slips if slip in GRAVE_SLIPS]
    if "needless-doubt" in slips and gained > DOUBTING:
        taken.append(Part("needless-doubt", DOUBTING - gained, 0, SLIPS["needless-doubt"].title))
    right = attempt.verdict in key.verdicts
    if right and attempt.confidence == 1:
        taken.append(Part("confidence", -5, 0, sentence("Right, but unsure.")))
    if not right and (lost := _SURE_AND_WRONG[attempt.confidence]):
        sure = sentence("Sure, but wrong.") if lost > 5 else sentence("Fairly sure, but wrong.")
        taken.append(Part("confidence", -lost, 0, sure))
    return taken


def _with_ppn(key: Key) -> int:
    period = date.fromisoformat(f"{key.period}-01")
    return key.contested + Policy().vat_of(key.contested, period)
