"""What each lesson asks: its small questions, and the practice cases to be decided."""

from __future__ import annotations

from collections.abc import Mapping

from ott_toolkit.errors import QueryError
from ott_toolkit.teaching.lessons import (
    lesson_1,
    lesson_2,
    lesson_3,
    lesson_4,
    lesson_5,
    lesson_6,
    lesson_7,
    lesson_8,
    lesson_9,
)
from ott_toolkit.teaching.lessons.lesson import Lesson

LESSONS: Mapping[int, Lesson] = {
    module.LESSON.number: module.LESSON
    for module in (
        lesson_1,
        lesson_2,
        lesson_3,
        lesson_4,
        lesson_5,
        lesson_6,
        lesson_7,
        lesson_8,
        lesson_9,
    )
}


def lesson(number: int) -> Lesson:
    """Return the lesson of a number.

    Raises:
        QueryError: There is none.
    """
    if number not in LESSONS:
        raise QueryError("There is no lesson {number}, only 1 to 9.", number=number)
    return LESSONS[number]
