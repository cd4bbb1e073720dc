"""For the trainer: what is right in a lesson, given through the widgets, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ott_toolkit import practice, settings
from ott_toolkit.amounts import format_rupiah
from ott_toolkit.practice.key import Dispute, Step
from ott_toolkit.sentences import say_all
from ott_toolkit.teaching.attempts import Attempt, best
from ott_toolkit.teaching.choices import STATUSES, STEPS, VERDICTS
from ott_toolkit.teaching.exercise import Exercise
from ott_toolkit.teaching.lessons import lesson
from ott_toolkit.teaching.questions import Answer, Question
from ott_toolkit.teaching.quiz import Quiz
from ott_toolkit.teaching.tables import Shown, table


def solve(number: int) -> tuple[Quiz, list[Exercise]]:
    """Return the quiz and the exercises of a lesson, answered by the key."""
    quiz = Quiz(number)
    quiz.answer({question.name: right(question) for question in lesson(number).questions})
    exercises = [Exercise(one.number, lesson=number) for one in disputes(number)]
    for one, exercise in zip(disputes(number), exercises, strict=True):
        exercise.answer(best(one))
    return quiz, exercises


def refused(number: int) -> dict[str, str]:
    """Return what is said to each wrong answer of a lesson: question and answer → the slip.

    An answer that is taken for right, or to which no slip is named, has an empty text.
    """
    quiz = Quiz(number)
    found = {}
    for question in lesson(number).questions:
        for answer, _ in wrong(question):
            told = quiz.answer({question.name: answer})[question.name]
            found[f"{question.name}: {answer}"] = "" if told.right else " ".join(told.slips)
    return found


def marked_down(number: int) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return what mistaken attempts at a lesson's disputes earn: attempt → points and slips."""
    found = {}
    for dispute in disputes(number):
        exercise = Exercise(dispute.number, lesson=number)
        for name, attempt in mistaken(dispute):
            score = exercise.answer(attempt)
            found[f"{dispute.number}: {name}"] = (score.points, score.slips)
    return found


def answers(number: int) -> Shown:
    """Return the right answers of a lesson's questions, and why."""
    language = settings.language()
    return table(
        ["", "tanya · question", "jawab · answer", "mengapa · why"],
        [
            [one.name, one.ask.say(language), _right_in_words(one, language), one.why.say(language)]
            for one in lesson(number).questions
        ],
    )


def keys(number: int) -> Shown:
    """Return the right answers to a lesson's disputes, and why."""
    language = settings.language()
    return table(
        ["nomor · number", "hasil · result", "keluhan · claim", "Rp", "berikutnya · next", ""],
        [_key_in_words(one, language) for one in disputes(number)],
    )


def disputes(number: int) -> list[Dispute]:
    """Return the disputes of a lesson, in their order."""
    return [practice.dispute(one) for one in lesson(number).disputes]


def right(question: Question) -> Answer:
    """Return an answer that is right."""
    return question.typed.right if question.typed else sorted(question.right)


def wrong(question: Question) -> Iterator[tuple[Answer, str]]:
    """Yield each answer that shows a misconception, and its name."""
    if question.typed:
        yield from question.typed.wrong.items()
    for option in question.options:
        if option.slip:
            yield [*question.right, option.name] if question.many else option.name, option.slip


def mistaken(dispute: Dispute) -> Iterator[tuple[str, Attempt]]:
    """Yield attempts at a dispute that are right but for one thing, and which."""
    perfect, key = best(dispute), dispute.key
    for verdict in VERDICTS:
        if verdict not in key.verdicts:
            step: Step | None = "search-again" if verdict == "cannot" else None
            yield f"verdict {verdict}", replace(perfect, verdict=verdict, step=step)
    yield "must-pay", replace(perfect, answer="must-pay")
    yield "refund", replace(perfect, answer="refund")
    if key.charges or key.subscriptions:
        yield "no rows", replace(perfect, charges=(), subscriptions=())
    if key.contested:
        yield "with PPN", replace(perfect, contested=key.contested + key.contested // 10)


def _right_in_words(question: Question, language: str) -> str:
    if question.typed:
        return question.typed.right
    return say_all([one.said for one in question.options if not one.slip], language)


def _key_in_words(dispute: Dispute, language: str) -> list[str]:
    key = dispute.key
    return [
        dispute.number,
        VERDICTS[key.verdict].say(language),
        STATUSES[key.claim_status].say(language),
        format_rupiah(key.contested),
        STEPS[key.steps[0]].say(language),
        key.explanation.say(language),
    ]
