"""What a form of the page says, as an attempt, and an attempt as a form says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.practice.key import ClaimStatus, Step, Verdict
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching.attempts import Attempt
from ott_toolkit.teaching.choices import ANSWERS, CONFIDENCE, STATUSES, STEPS, VERDICTS, AnswerKind
from ott_toolkit.teaching.written import rupiah

Form: TypeAlias = dict[str, Any]
"""Field of the page → what was chosen, typed or ticked."""

FIELDS: Mapping[str, tuple[Sentence, Mapping[Any, Sentence]]] = {
    "verdict": (sentence("Your conclusion"), VERDICTS),
    "claim_status": (sentence("Answer to the claim"), STATUSES),
    "answer": (sentence("What you tell the customer"), ANSWERS),
    "step": (sentence("Next step"), STEPS),
    "confidence": (sentence("How sure are you?"), CONFIDENCE),
}
"""What is chosen from a list."""


def decided(form: Form) -> tuple[Verdict, int]:
    """Return the verdict and the confidence of a form.

    Raises:
        QueryError: One of them was not chosen.
    """
    verdict, confidence = _chosen(form, ("verdict", "confidence"))
    return cast("Verdict", verdict), int(confidence)


def attempt(form: Form) -> Attempt:
    """Return the attempt that a form holds.

    Raises:
        QueryError: Something was not chosen, or the amount is none.
    """
    step = ("step",) if form.get("verdict") == "cannot" else ()
    verdict, status, answer, confidence, *steps = _chosen(
        form, ("verdict", "claim_status", "answer", "confidence", *step)
    )
    typed = str(form.get("contested") or "").strip()
    return Attempt(
        cast("Verdict", verdict),
        cast("ClaimStatus", status),
        contested=rupiah(typed) if typed else None,
        charges=_ticked(form, "charges"),
        subscriptions=_ticked(form, "subscriptions"),
        step=cast("Step", steps[0]) if steps else None,
        confidence=int(confidence),
        answer=cast("AnswerKind", answer),
    )


def written(given: Attempt) -> Form:
    """Return the form that says what an attempt says."""
    return {
        "verdict": given.verdict,
        "claim_status": given.claim_status,
        "contested": "" if given.contested is None else str(given.contested),
        "answer": given.answer,
        "step": given.step or "",
        "confidence": str(given.confidence),
        "charges": list(given.charges),
        "subscriptions": list(given.subscriptions),
    }


def _chosen(form: Form, names: tuple[str, ...]) -> list[str]:
    for name in names:
        title, known = FIELDS[name]
        if str(form.get(name)) not in map(str, known):
            raise QueryError("Still to choose: {field}", field=OttError(title.template))
    return [str(form[name]) for name in names]


def _ticked(form: Form, name: str) -> tuple[int, ...]:
    return tuple(sorted({int(no) for no in form.get(name) or ()}))
