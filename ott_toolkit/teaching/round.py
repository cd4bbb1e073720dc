"""A widget for a timed round: cases one after the other, no hints, marks at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from ott_toolkit import settings
from ott_toolkit.errors import QueryError
from ott_toolkit.panel.screen import failure
from ott_toolkit.panel.work import Work
from ott_toolkit.practice.key import Dispute
from ott_toolkit.sentences import sentence
from ott_toolkit.teaching import record, together, wording
from ott_toolkit.teaching.attempts import Attempt
from ott_toolkit.teaching.choices import CONFIDENCE
from ott_toolkit.teaching.course import Course, fresh
from ott_toolkit.teaching.exercise import DisputeView
from ott_toolkit.teaching.fronts import RoundFront
from ott_toolkit.teaching.scoring import PASSED
from ott_toolkit.teaching.telling import signed


class Round(widgets.VBox):
    """A timed round; it is shown where it is a cell's last expression.

    Args:
        seed: The code of a round; `None` goes on with the one that was interrupted, or is fresh.
        count: How many cases.
        minutes: How long.

    Raises:
        QueryError: The code has other characters than letters, digits and hyphens.
    """

    def __init__(self, seed: str | None = None, count: int = 10, minutes: int = 70) -> None:
        self._count, self._minutes = count, minutes
        self._work = Work(lambda _: None)
        self._error: Exception | None = None
        self._open(seed)
        self._front = RoundFront(lambda message, _: self._handle(message), **self._state())
        super().__init__([self._front])

    @property
    def seed(self) -> str:
        """The code of this round; typed again it brings the same cases."""
        return self._course.seed

    @property
    def disputes(self) -> list[Dispute]:
        """The cases, in their order."""
        return self._course.disputes

    @property
    def mean(self) -> float:
        """The mean of all cases' points, one without an answer being 0."""
        return self._course.mean

    @property
    def solved(self) -> bool:
        """Whether the round was ended, and its mean suffices."""
        return self._course.ended and self.mean >= PASSED

    def answer(self, number: str, attempt: Attempt) -> None:
        """Answer a case; the time runs from the first answer on, at the latest.

        Raises:
            QueryError: The round is over, or it has no such case.
        """
        with self._work.lock:
            self._course.begin()
            self._refuse_late()
            if number not in self._course.sittings:
                raise QueryError("This round has no case {number}.", number=number)
            self._view(number).answer(attempt)

    def end(self) -> None:
        """End the round: the marks are shown."""
        with self._work.lock:
            self._end()
            self._show()

    def __repr__(self) -> str:
        """Return where it stands."""
        return f"Round({self.seed!r}, cases={len(self.disputes)}, ended={self._course.ended})"

    def _open(self, seed: str | None) -> None:
        self._course = Course(seed, self._count, self._minutes)
        self._views: dict[str, DisputeView] = {}
        self._at = 0

    def _handle(self, message: dict[str, Any]) -> None:
        actions: dict[str, Callable[[], None]] = {
            "shown": lambda: None,
            "name": lambda: together.named(message["name"]),
            "begin": lambda: self._begin(message["seed"]),
            "go": lambda: self._go(int(message["to"])),
            "end": self._end,
            "again": lambda: self._open(fresh()),
        }
        with self._work.lock:
            self._error = None
            try:
                actions[message["action"]]()
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self._error = error
            self._show(heard=message["token"])

    def _begin(self, seed: str) -> None:
        if seed.strip().casefold() != self.seed:
            self._open(seed)
        self._course.begin()
        points = list(self._course.points.values())
        self._at = points.index(None) if None in points else 0  # where she stopped

    def _go(self, to: int) -> None:
        self._at = min(max(to, 0), len(self.disputes) - 1)

    def _onward(self) -> None:
        with self._work.lock:
            self._go(self._at + 1)
            self._show()

    def _end(self) -> None:
        self._course.end()
        for view in self._views.values():
            view.judge()

    def _refuse_late(self) -> None:
        if self._course.ended or not self._course.left:
            self._end()
            raise QueryError("The round is over: nothing is changed any more.")

    def _view(self, number: str) -> DisputeView:
        if number not in self._views:
            sitting = self._course.sittings[number]
            view = DisputeView(
                sitting,
                examined=self._show,
                may=self._refuse_late,
                onward=self._onward if number != self.disputes[-1].number else None,
            )
            self._views[number] = view
            if self._course.ended:
                view.judge()
        return self._views[number]

    def _show(self, **more: Any) -> None:
        seen = self._course.running or self._course.ended
        number = self.disputes[self._at].number if self.disputes else ""
        views = [self._view(number)] if seen and number else []
        self.children = [self._front, *views]
        self._front.show(**self._state(), **more)

    def _mark(self, number: str, language: str) -> list[str]:
        """Return what a case came to, as the table shows it: points, verdict, confidence."""
        latest = self._course.sittings[number].latest
        if latest is None:
            return []
        verdict = sentence("right") if latest.right else sentence("wrong")
        points = signed(latest.points or 0)
        sure = CONFIDENCE.get(latest.confidence)
        return [points, verdict.say(language), sure.say(language) if sure else ""]

    def _state(self) -> dict[str, Any]:
        language, course = settings.language(), self._course
        wrong = self._error or course.unrecorded
        points = course.points
        return {
            "language": language,
            "texts": wording.round_(language),
            "trainee": record.trainee(),
            "seed": course.seed,
            "stage": "ended" if course.ended else "running" if course.running else "ready",
            "resumed": course.begun and not course.running and not course.ended,
            "left": course.left,
            "at": self._at,
            "cases": [
                {"number": number, "answered": earned is not None,
                 "mark": self._mark(number, language) if course.ended else None}
                for number, earned in points.items()
            ],
            "mean": round(course.mean) if course.ended else None,
            "error": failure(wrong, language) if wrong else "",
        }  # fmt: skip
