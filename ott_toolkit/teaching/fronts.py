"""The front ends in the browser; what is typed there comes in one message with its form."""

from __future__ import annotations

from pathlib import Path

from ott_toolkit.panel.front import Front


def _source(*names: str) -> str:
    return "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names)


class ExerciseFront(Front):
    """One dispute.

    Attributes:
        state: What is shown; `form` is filled in where `filled` has changed, never over what is
            being typed, and `heard` is the token of the newest message.
    """

    _esm = _source("common.js", "exercise.js")
    _css = _source("teaching.css")


class QuizFront(Front):
    """A lesson's questions; `state` as of an exercise."""

    _esm = _source("common.js", "quiz.js")
    _css = _source("teaching.css")


class RoundFront(Front):
    """The clock and the cases of a round."""

    _esm = _source("common.js", "round.js")
    _css = _source("teaching.css")
