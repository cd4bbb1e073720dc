"""The five parts of a score, each with its points and why."""

from __future__ import annotations

from dataclasses import dataclass

from ott_toolkit.practice.key import Key
from ott_toolkit.sentences import Rupiah, Sentence, sentence
from ott_toolkit.teaching.attempts import Attempt, accepted
from ott_toolkit.teaching.choices import ANSWERS, STATUSES, STEPS, VERDICTS


@dataclass(frozen=True)
class Part:
    """A part of the score: what it is, its points of how many, and why.

    What is taken off has points below 0, of 0.
    """

    name: str
    points: int
    of: int
    said: Sentence

    @property
    def right(self) -> bool:
        """Whether nothing is missing in it."""
        return self.points == self.of


def earned(key: Key, attempt: Attempt) -> tuple[Part, ...]:
    """Return what an attempt earns: verdict, claim, amount, rows, answer to the customer."""
    each = (_verdict, _claim, _amount, _rows, _answer)
    return tuple(part(key, attempt) for part in each)


def near(given: int | None, right: int) -> bool:
    """Whether an amount is the right one, within Rp 1; nothing typed is 0."""
    return abs((given or 0) - right) <= 1


def _verdict(key: Key, attempt: Attempt) -> Part:
    said, right = VERDICTS[attempt.verdict], VERDICTS[key.verdict]
    stepped = attempt.step in key.steps
    if attempt.verdict == "cannot":
        full, without = (35, 20) if "cannot" in key.verdicts else (10, 0)
        points = full if stepped else without
    else:
        points = 35 if attempt.verdict in key.verdicts else 0
    if attempt.verdict not in key.verdicts:
        told = sentence("Verdict: not «{given}» but «{right}».", given=said, right=right)
    elif points < 35:
        told = sentence("Verdict: «{given}» is right; next: {step}.", given=said,
                        step=STEPS[key.steps[0]])  # fmt: skip
    else:
        told = sentence("Verdict: «{given}» is right.", given=said)
    return Part("verdict", points, 35, told)


def _claim(key: Key, attempt: Attempt) -> Part:
    given, right = STATUSES[attempt.claim_status], STATUSES[key.claim_status]
    if attempt.claim_status in key.claim_statuses:
        return Part("claim", 15, 15, sentence("Claim: «{given}» is right.", given=given))
    told = sentence("Claim: not «{given}» but «{right}».", given=given, right=right)
    return Part("claim", 0, 15, told)


def _amount(key: Key, attempt: Attempt) -> Part:
    right = Rupiah(key.contested)
    if near(attempt.contested, key.contested):
        told = sentence("Contested amount: {right} is right.", right=right)
        return Part("amount", 15, 15, told)
    given = Rupiah(attempt.contested or 0)
    told = sentence("Contested amount: not {given} but {right}.", given=given, right=right)
    return Part("amount", 0, 15, told)


def _rows(key: Key, attempt: Attempt) -> Part:
    proving = _places(key.charges, key.subscriptions)
    ticked = _places(attempt.charges, attempt.subscriptions)
    either = proving | ticked
    points = 15 * len(proving & ticked) // len(either) if either else 15
    if proving == ticked:
        return Part("rows", 15, 15, sentence("Proving rows: all right."))
    missed, beside = (_named(rows) for rows in (proving - ticked, ticked - proving))
    if not beside:
        told = sentence("Proving rows: missed {missed}.", missed=missed)
    elif not missed:
        told = sentence("Proving rows: superfluous {beside}.", beside=beside)
    else:
        told = sentence("Proving rows: missed {missed}; superfluous {beside}.", missed=missed,
                        beside=beside)  # fmt: skip
    return Part("rows", points, 15, told)


def _answer(key: Key, attempt: Attempt) -> Part:
    given, right = ANSWERS[attempt.answer], accepted(key)
    if attempt.answer in right:
        return Part("answer", 20, 20, sentence("To the customer: «{given}» is right.", given=given))
    told = sentence("To the customer: not «{given}» but «{right}».", given=given,
                    right=ANSWERS[right[0]])  # fmt: skip
    return Part("answer", 0, 20, told)


def _places(charges: tuple[int, ...], subscriptions: tuple[int, ...]) -> set[tuple[str, int]]:
    return {("Transactions Data", no) for no in charges} | {
        ("Subscriptions", no) for no in subscriptions
    }


def _named(places: set[tuple[str, int]]) -> str:
    return ", ".join(f"{table} No {no}" for table, no in sorted(places))
