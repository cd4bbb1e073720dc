"""How a score is told on the page: what was right, what was missed, what is still kept back."""

from __future__ import annotations

from typing import Any

from ott_toolkit.locale import explain
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching.parts import Part
from ott_toolkit.teaching.scoring import NEVER_SAID, PASSED, Score
from ott_toolkit.teaching.sitting import Sitting


def told(score: Score, sitting: Sitting, language: str, *, all_of_it: bool) -> dict[str, Any]:
    """Return a score as the page shows it.

    Args:
        score: What an attempt came to.
        sitting: Whose attempt it is.
        language: `id` or `en`.
        all_of_it: Whether the right answer and the reason are given, too; else she looks again.
    """
    points = sentence("{points} of 100 points · try {tries} · {minutes} min",
                      points=signed(score.points), tries=sitting.tries,
                      minutes=max(1, round(sitting.seconds / 60)))  # fmt: skip
    remarks = score.remarks[len(score.parts) :]
    if not all_of_it:
        remarks = (*remarks[:-1], sentence(
            "Look at the rows again and change your answer. What is right, and why, is told after "
            "the second try, or by «Show the answer»."
        ))  # fmt: skip
    unrecorded = sitting.unrecorded
    return {
        "points": points.say(language),
        "passed": score.passed,
        "standing": _standing(score).say(language),
        "parts": [_part(part, language, all_of_it=all_of_it) for part in score.parts],
        "remarks": [one.say(language) for one in remarks],
        "unrecorded": explain(unrecorded, language) if unrecorded else "",
    }


def before(sitting: Sitting, language: str) -> str:
    """Return what the record holds of a case that was not answered here yet; empty for nothing."""
    if sitting.latest is None or sitting.score is not None:
        return ""
    if sitting.round:
        said = sentence("Your answer from before the interruption is kept; a new one replaces it.")
        return said.say(language)
    said = sentence("Answered before: try {tries}, {points} of 100 points.",
                    tries=sitting.tries, points=signed(sitting.latest.points or 0))  # fmt: skip
    return said.say(language)


def signed(points: int) -> str:
    """Return points with a minus as it is printed."""
    return str(points).replace("-", "−")


def _part(part: Part, language: str, *, all_of_it: bool) -> dict[str, Any]:
    said = part.said if all_of_it or part.kept is None else part.kept
    return {
        "points": f"{part.points}/{part.of}" if part.of else f"−{-part.points}",
        "right": part.right,
        "said": said.say(language),
    }


def _standing(score: Score) -> Sentence:
    if score.passed:
        return sentence("That suffices: go on.")
    if set(score.slips) & set(NEVER_SAID):
        return sentence("That does not suffice: what you tell the customer must never be said.")
    return sentence("That does not suffice yet: {passed} points do.", passed=PASSED)
