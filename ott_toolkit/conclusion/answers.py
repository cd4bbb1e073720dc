"""The standard questions about a case, answered from its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ott_toolkit.conclusion import answers_bill, answers_service, answers_sources
from ott_toolkit.conclusion.answering import AnswerStatus, Asked, Told
from ott_toolkit.conclusion.facts import unique
from ott_toolkit.conclusion.grounds import Grounds
from ott_toolkit.conclusion.outlook import Outlook
from ott_toolkit.conclusion.verdicts import Verdict
from ott_toolkit.sentences import Sentence, sentence

QUESTIONS: Mapping[str, Sentence] = {
    "billed": sentence("What is billed?"),
    "charges": sentence("Which charges make it up, and what is left over?"),
    "running": sentence("Was the subscription running at each charge?"),
    "since": sentence("Since when, and through which channel?"),
    "wrong": sentence("Charged twice, after the end, before the start, or at another price?"),
    "again": sentence("Has it ended, and will it be charged again, when, on which bill?"),
    "looked": sentence("Did a look-up fail, or was there truly nothing?"),
    "weakens": sentence("What weakens this conclusion?"),
}
_ANSWERS: Mapping[str, Callable[[Asked], Told]] = {
    "billed": answers_bill.billed,
    "charges": answers_bill.charges,
    "running": answers_service.running,
    "since": answers_service.since,
    "wrong": answers_service.wrong,
    "again": answers_service.again,
    "looked": answers_sources.looked,
}


@dataclass(frozen=True, eq=False, repr=False)
class Answer:
    """One standard question and what the sources say to it.

    Attributes:
        key: Its stable name: `billed`, `charges`, `running`, `since`, `wrong`, `again`, `looked`,
            `weakens`.
        question: The question.
        status: `answered`, `partly`, or `cannot` be said.
        said: The answer.
        rows: The rows that it rests on; empty where none.
        settings: The inferred settings (`Policy`) that it used.
        next_step: What to do where it is not answered, or where something was found; `None` where
            nothing is.
    """

    key: str
    question: Sentence
    status: AnswerStatus
    said: tuple[Sentence, ...]
    rows: pd.DataFrame
    settings: tuple[str, ...] = ()
    next_step: Sentence | None = None


def answer_all(
    grounds: Grounds,
    verdicts: Sequence[Verdict],
    outlook: Sequence[Outlook],
    not_run: Mapping[str, Sentence],
    period: date | None = None,
) -> tuple[Answer, ...]:
    """Return the standard questions, answered for the disputed period.

    That is `period`, else the newest unpaid one, else the newest; without a verdict every charge is
    looked at.
    """
    asked = Asked(grounds, tuple(verdicts), period, tuple(outlook), not_run)
    told = {key: answer(asked) for key, answer in _ANSWERS.items()}
    settings = dict.fromkeys(name for one in told.values() for name in one.settings)
    told["weakens"] = answers_sources.weakens(asked, tuple(settings))
    return tuple(Answer(key, question, *_parts(told[key])) for key, question in QUESTIONS.items())


def _parts(
    told: Told,
) -> tuple[AnswerStatus, tuple[Sentence, ...], pd.DataFrame, tuple[str, ...], Sentence | None]:
    return told.status, unique(told.said), told.rows, told.settings, told.next_step
