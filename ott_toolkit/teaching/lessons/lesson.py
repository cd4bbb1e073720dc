"""What a lesson is made of."""

from __future__ import annotations

from dataclasses import dataclass

from ott_toolkit.sentences import Sentence
from ott_toolkit.teaching.questions import Question


@dataclass(frozen=True)
class Lesson:
    """One lesson: what its exercises ask.

    Attributes:
        number: 1 to 9.
        title: What it is about.
        minutes: How long it takes.
        questions: Its small questions, in their order.
        disputes: The numbers of the practice cases to be decided in it, in their order.
    """

    number: int
    title: Sentence
    minutes: int
    questions: tuple[Question, ...] = ()
    disputes: tuple[str, ...] = ()
