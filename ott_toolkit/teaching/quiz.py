"""A widget for a lesson's small questions: each is checked alone, or all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from time import monotonic
from typing import Any

import ipywidgets as widgets

from ott_toolkit import settings
from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.panel.screen import failure
from ott_toolkit.panel.work import Work
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching import record, together, wording
from ott_toolkit.teaching.fronts import QuizFront
from ott_toolkit.teaching.lessons import lesson as lesson_of
from ott_toolkit.teaching.progress import newest, progress
from ott_toolkit.teaching.questions import Answer, Checked, Option, Question, check, solution
from ott_toolkit.teaching.record import Entry

_NUMBERED = re.compile(r"[1-9]: ")
PATIENT = 2
"""Wrong tries after which the right answer is told."""


class Quiz(widgets.VBox):
    """The questions of a lesson; it is shown where it is a cell's last expression.

    Args:
        lesson: 1 to 9.

    Raises:
        QueryError: There is no such lesson.
    """

    def __init__(self, lesson: int) -> None:
        self._lesson = lesson
        self._questions = {one.name: one for one in lesson_of(lesson).questions}
        self._given: dict[str, Any] = {}
        self._checked: dict[str, Checked] = {}
        self._before = newest(lesson)
        self._tries = self._tried_before()
        self._since = monotonic()
        self._shown = False
        self._filled = 0
        self._error: Exception | None = None
        self._unrecorded: OttError | None = None
        self._work = Work(lambda _: None)
        self._front = QuizFront(lambda message, _: self._handle(message), **self._state())
        super().__init__([self._front])
        together.join(self)

    @property
    def solved(self) -> bool:
        """Whether every question's newest answer is right."""
        return all(name in self._checked and self._checked[name].right for name in self._questions)

    def answer(self, answers: Mapping[str, Answer]) -> dict[str, Checked]:
        """Return what answers come to, by question; as by a click on «Periksa».

        Args:
            answers: Name of the question → what was typed, the option's name, or the names of
                those ticked.

        Raises:
            QueryError: There is no such question.
        """
        if unknown := set(answers) - set(self._questions):
            raise QueryError(
                "There is no question {name}; there are {known}.",
                name=", ".join(sorted(unknown)),
                known=", ".join(self._questions),
            )
        with self._work.lock:
            self._given |= answers
            self._filled += 1
            for name, given in answers.items():
                self._check(self._questions[name], given)
            self._front.show(**self._state())
            together.answered()
            return {name: self._checked[name] for name in answers}

    def take_up(self) -> None:
        """Go on from the record of whoever practises now, and show it."""
        with self._work.lock:
            self._before = newest(self._lesson)
            self._tries = self._tried_before()
            self._front.show(**self._state())

    def refresh(self) -> None:
        """Show again what has changed elsewhere."""
        with self._work.lock:
            self._front.show(**self._state())

    def __repr__(self) -> str:
        """Return where it stands, without answers."""
        right = sum(checked.right for checked in self._checked.values())
        return f"Quiz({self._lesson}, right={right} of {len(self._questions)})"

    def _handle(self, message: dict[str, Any]) -> None:
        actions: dict[str, Callable[[], None]] = {
            "shown": self._begin,
            "draft": lambda: None,
            "name": lambda: together.named(message["name"]),
            "check": lambda: self._check_all(message["names"]),
        }
        with self._work.lock:
            self._given |= message.get("form") or {}
            self._error = None
            try:
                actions[message["action"]]()
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self._error = error
            self._front.show(**self._state(), heard=message["token"])

    def _tried_before(self) -> dict[str, int]:
        """Return how often each question was tried: a cell that is run again loses no try."""
        return {
            name: self._before[name].attempt if name in self._before else 0
            for name in self._questions
        }

    def _right_before(self, name: str) -> bool:
        """Whether a question needs no answer here: the record's newest one is right."""
        return name in self._before and self._before[name].right and name not in self._checked

    def _begin(self) -> None:
        if not self._shown:
            self._shown, self._since = True, monotonic()

    def _check_all(self, names: list[str]) -> None:
        for name in names:
            if (given := self._given.get(name)) or not self._right_before(name):
                self._check(self._questions[name], given or "")
        together.answered()

    def _check(self, question: Question, given: Answer) -> None:
        checked = self._checked[question.name] = check(question, given)
        if not checked.read:
            return
        self._tries[question.name] += 1
        entry = Entry(
            "question",
            self._lesson,
            question.name,
            attempt=self._tries[question.name],
            seconds=round(monotonic() - self._since),
            right=checked.right,
            slips=checked.slips,
        )
        self._unrecorded = None
        try:
            record.keep(entry)
        except OttError as error:  # what is said on screen is not lost with the record
            self._unrecorded = error

    def _state(self) -> dict[str, Any]:
        language = settings.language()
        wrong = self._error or self._unrecorded
        return {
            "language": language,
            "texts": wording.quiz(language),
            "trainee": record.trainee(),
            "progress": said.say(language) if (said := progress(self._lesson)) else "",
            "questions": [self._shown_as(one, language) for one in self._questions.values()],
            "given": self._given,
            "filled": self._filled,
            "error": failure(wrong, language) if wrong else "",
        }

    def _shown_as(self, question: Question, language: str) -> dict[str, Any]:
        said = self._said(question)
        checked = self._checked.get(question.name)
        before = self._right_before(question.name)
        return {
            "name": question.name,
            "ask": question.ask.say(language),
            "kind": "typed" if question.typed else "many" if question.many else "one",
            "options": [[one.name, one.said.say(language)] for one in _mixed(question)],
            "right": before or (checked is not None and checked.right),
            "read": checked is not None and checked.read,
            "said": [one.say(language) for one in said],
        }

    def _said(self, question: Question) -> tuple[Sentence, ...]:
        checked = self._checked.get(question.name)
        if self._right_before(question.name):
            return sentence("Answered rightly before."), question.why
        if checked is None:
            return ()
        told = not checked.right and checked.read and self._tries[question.name] >= PATIENT
        return (*checked.said, *(solution(question) if told else ()))


def _mixed(question: Question) -> list[Option]:
    """Return the options in an order that gives nothing away, the same each time.

    Sentences that are numbered in the text above keep its order.
    """
    options = list(question.options)
    if all(_NUMBERED.match(option.said.template) for option in options):
        return options
    Random(question.name).shuffle(options)  # noqa: S311 - must repeat, not surprise
    return options
