"""How far a trainee is in a lesson, by her record: whichever notebook, run however often."""

from __future__ import annotations

from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching import record
from ott_toolkit.teaching.lessons import LESSONS
from ott_toolkit.teaching.record import Entry
from ott_toolkit.teaching.scoring import suffices


def newest(lesson: int) -> dict[str, Entry]:
    """Return the newest answer to each small question of a lesson, by its name."""
    asked = [one for one in record.own() if one.kind == "question" and one.lesson == lesson]
    return {one.name: one for one in asked}


def progress(lesson: int) -> Sentence | None:
    """Return how many questions of a lesson are answered rightly, and how many cases are passed.

    What was passed once stays passed. `None` where there is no such lesson, or nothing in it.
    """
    known = LESSONS.get(lesson)
    if known is None or not known.questions:
        return None
    right = {name for name, one in newest(lesson).items() if one.right}
    passed = {
        one.name
        for one in record.own()
        if one.kind == "case" and one.lesson == lesson and suffices(one.points or 0, one.slips)
    }
    return sentence(
        "Lesson {lesson}: {right} of {questions} questions right, {passed} of {cases} cases passed",
        lesson=lesson,
        right=len(right & {one.name for one in known.questions}),
        questions=len(known.questions),
        passed=len(passed & set(known.disputes)),
        cases=len(known.disputes),
    )
