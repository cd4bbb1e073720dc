"""A widget for one dispute: the complaint, the number, what to decide, and what it was worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from ott_toolkit import practice, rehearsal, settings
from ott_toolkit.errors import QueryError
from ott_toolkit.panel import Panel
from ott_toolkit.panel.screen import failure
from ott_toolkit.panel.work import Tell, Work
from ott_toolkit.practice.key import Dispute, Text
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching import answering, looking, record, telling, together, wording
from ott_toolkit.teaching.answering import FIELDS, Form
from ott_toolkit.teaching.attempts import Attempt
from ott_toolkit.teaching.fronts import ExerciseFront
from ott_toolkit.teaching.progress import progress
from ott_toolkit.teaching.scoring import Score
from ott_toolkit.teaching.sitting import Sitting

_SAID = ("error", "notice", "hint_said", "rows_said")


class DisputeView(widgets.VBox):
    """A dispute on screen.

    Args:
        sitting: Who answers what.
        first_decide: Whether a verdict and a confidence are asked before the panel opens.
        examined: Called after each answer where marks come at the end: then there is no hint, and
            no answer is judged on screen before `judge`.
        may: Called before each answer; raises where there may be none.
        onward: Goes to the next case; `None` where there is none.
    """

    def __init__(
        self,
        sitting: Sitting,
        *,
        first_decide: bool = False,
        examined: Callable[[], None] | None = None,
        may: Callable[[], None] = lambda: None,
        onward: Callable[[], None] | None = None,
    ) -> None:
        self._sitting = sitting
        self._deciding, self._examined = first_decide, examined
        self._may, self._onward = may, onward
        self._judging = examined is None
        self._work = Work(lambda _: None)
        self._form: Form = self._decided()
        self._filled = 0
        self._rows: looking.Rows | None = None
        self._said: dict[str, Sentence | Text | Exception | None] = {}
        self._front = ExerciseFront(lambda message, _: self._handle(message), **self._state())
        super().__init__([self._front])
        together.join(self)

    @property
    def score(self) -> Score | None:
        """What the newest answer came to; `None` before the first."""
        return self._sitting.score

    @property
    def solved(self) -> bool:
        """Whether the newest answer suffices to go on."""
        return self.score is not None and self.score.passed

    def answer(self, attempt: Attempt) -> Score:
        """Return what an attempt comes to; it is shown and recorded, as by a click on «Periksa»."""
        with self._work.lock:
            if self._deciding:
                self._sitting.decide(attempt.verdict, attempt.confidence)
                self._deciding = False
            self._fill(answering.written(attempt))
            self._check(self._form)
            self._show()
            assert self.score is not None  # noqa: S101 - it was just given
            return self.score

    def judge(self) -> None:
        """Show what the newest answer came to, where marks come at the end; else what is right."""
        self._judging = True
        self._said.pop("notice", None)
        if self.score is None:
            self._told("hint", self._sitting.dispute.key.explanation)
        self._show()

    def take_up(self) -> None:
        """Go on from the record of whoever practises now, and show it."""
        with self._work.lock:
            self._sitting.take_up()
            self._show()

    def refresh(self) -> None:
        """Show again what has changed elsewhere."""
        with self._work.lock:
            self._show()

    def __repr__(self) -> str:
        """Return where it stands, without the answer."""
        return f"{type(self).__name__}({self._sitting.dispute.number}, tries={self._sitting.tries})"

    # What the page asks for

    def _handle(self, message: dict[str, Any]) -> None:
        actions: dict[str, Callable[[], None]] = {
            "shown": self._sitting.show,
            "draft": lambda: None,
            "name": lambda: together.named(message["name"]),
            "decide": lambda: self._decide(message["form"]),
            "rows": self._look,
            "check": lambda: self._check(message["form"]),
            "hint": lambda: self._told("hint", self._sitting.hint()),
            "solution": self._see,
            "onward": self._onward or (lambda: None),
        }
        with self._work.lock:
            self._form = message.get("form") or self._form
            if message["action"] not in ("draft", "shown"):
                self._said.pop("error", None)
                self._said.pop("notice", None)
            try:
                actions[message["action"]]()
            except Exception as error:  # noqa: BLE001 - a person is spoken to: nothing is swallowed
                self._told("error", error)
            self._show(heard=message["token"])

    def _decide(self, form: Form) -> None:
        given = answering.decided(form)
        if self._deciding:
            self._sitting.decide(*given)
            self._deciding = False
            number = self._sitting.dispute.number
            self.children = [self._front, Panel(number, practice.bill_page(number) or "")]

    def _check(self, form: Form) -> None:
        self._may()
        self._sitting.answer(answering.attempt(form))
        if self._examined:
            self._told("notice", sentence("Kept. It can be changed until the round ends."))
            self._examined()
        together.answered()

    def _see(self) -> None:
        self._fill(answering.written(self._sitting.see()))
        self._told("notice", sentence("This is the right answer, filled in above."))
        if self.score is None:  # it was tried before this cell was run
            self._told("hint", self._sitting.dispute.key.explanation)

    def _look(self) -> None:
        def done(rows: looking.Rows) -> None:
            self._rows = rows
            self._told("rows", None)
            self._show()

        def failed(error: Exception) -> None:
            self._told("rows", error)
            self._show()

        def job(_: Tell) -> looking.Rows:
            return looking.looked_up(self._sitting.dispute.number)

        self._told("rows", sentence("Reading {table} …", table=self._sitting.dispute.number))
        self._work.start(job, done, failed)

    # What is shown

    def _decided(self) -> Form:
        """Return what was decided before this cell was run again, so that it need not be redone."""
        if not self._deciding or self._sitting.first is None:
            return {}
        verdict, confidence = self._sitting.first
        return {"verdict": verdict, "confidence": str(confidence)}

    def _fill(self, form: Form) -> None:
        self._form = form
        self._filled += 1

    def _told(self, place: str, said: Sentence | Text | Exception | None) -> None:
        self._said[place] = said

    def _show(self, **more: Any) -> None:
        self._front.show(**self._state(), **more)

    def _state(self) -> dict[str, Any]:
        language, case = settings.language(), self._sitting.dispute
        return {
            "language": language,
            "texts": wording.exercise(language),
            "trainee": record.trainee(),
            "progress": self._progress(language),
            "before": telling.before(self._sitting, language),
            "number": case.number,
            "complaint": case.complaint.say(language),
            "portal": rehearsal.address(),
            "choices": {
                name: [[str(one), words.say(language)] for one, words in known.items()]
                for name, (_, known) in FIELDS.items()
            },
            "deciding": self._deciding,
            "rows": self._rows,
            "form": self._form,
            "filled": self._filled,
            "tried": self._sitting.tries > 0,
            "exam": "" if self._examined is None else "over" if self._judging else "running",
            "onward": self._onward is not None,
            "result": self._result(language),
            **{place: self._say(place, language) for place in _SAID},
        }

    def _say(self, place: str, language: str) -> str:
        said = self._said.get(place.removesuffix("_said"))
        if isinstance(said, Exception):
            return failure(said, language)
        return said.say(language) if said else ""

    def _result(self, language: str) -> dict[str, Any] | None:
        sitting = self._sitting
        if sitting.score is None or not self._judging:
            return None
        full = sitting.told or self._examined is not None
        return telling.told(sitting.score, sitting, language, all_of_it=full)

    def _progress(self, language: str) -> str:
        said = progress(self._sitting.lesson) if self._examined is None else None
        return said.say(language) if said else ""


class Exercise(DisputeView):
    """One dispute to decide; it is shown where it is a cell's last expression.

    Args:
        number: The practice number.
        lesson: 1 to 9, for the record.
        first_decide: Whether a verdict and a confidence are asked before the panel opens.

    Raises:
        QueryError: No case has this number.
    """

    def __init__(self, number: str, lesson: int, *, first_decide: bool = False) -> None:
        super().__init__(Sitting(_dispute(number), lesson), first_decide=first_decide)


def _dispute(number: str) -> Dispute:
    try:
        return practice.dispute(number)
    except KeyError:
        raise QueryError("No practice case has the number {number}.", number=number) from None
