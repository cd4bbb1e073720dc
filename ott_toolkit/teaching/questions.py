"""A lesson's small questions: to choose, to tick, or to type; and what an answer comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ott_toolkit.errors import QueryError
from ott_toolkit.sentences import Sentence, sentence
from ott_toolkit.teaching.slips import SLIPS
from ott_toolkit.teaching.written import Kind, same, shown

Answer: TypeAlias = str | Collection[str]
"""What was typed, the name of the option chosen, or the names of those ticked."""


@dataclass(frozen=True)
class Option:
    """One answer to choose: right where it has no slip.

    Attributes:
        name: Stable within its question.
        said: What it says.
        slip: The misconception that it shows (`SLIPS`); «unfounded» where it is none of the named.
    """

    name: str
    said: Sentence
    slip: str = ""


@dataclass(frozen=True)
class Typed:
    """An answer to type, read in every form in which a trainee would write it.

    Attributes:
        kind: `rupiah`, `number` (a customer's, or how many), `month`, `day`, `time` or `text`.
        right: The right one.
        wrong: Wrong ones that show a misconception → its name.
    """

    kind: Kind
    right: str
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A question with either `options` or an answer that is `typed`.

    Several right options are all to be ticked.

    Attributes:
        name: Stable, its lesson in front: `2-ppn`.
        ask: What is asked.
        why: Why the right answer is right.

    Raises:
        ValueError: It cannot be answered, or names a misconception that there is not.
    """

    name: str
    ask: Sentence
    why: Sentence
    options: tuple[Option, ...] = ()
    typed: Typed | None = None

    def __post_init__(self) -> None:
        slips = [option.slip for option in self.options if option.slip]
        slips += self.typed.wrong.values() if self.typed else []
        if bool(self.options) == bool(self.typed) or (self.options and not self.right):
            raise ValueError(f"{self.name}: no right option, or options and a typed answer at once")
        if len({option.name for option in self.options}) != len(self.options):
            raise ValueError(f"{self.name}: two options of one name")
        if unknown := set(slips) - set(SLIPS):
            raise ValueError(f"{self.name}: there is no slip {sorted(unknown)}")
        for text in (self.typed.right, *self.typed.wrong) if self.typed else ():
            same(self.typed.kind, text, text)  # type: ignore[union-attr]

    @property
    def right(self) -> frozenset[str]:
        """The names of the right options."""
        return frozenset(option.name for option in self.options if not option.slip)

    @property
    def many(self) -> bool:
        """Whether several options are to be ticked."""
        return len(self.right) > 1


@dataclass(frozen=True)
class Checked:
    """What an answer comes to.

    Attributes:
        right: Whether it is right.
        said: What the trainee is told; the right answer itself only where she gave it.
        slips: The misconceptions that it shows.
        read: Whether it could be read at all; else it is no try.
    """

    right: bool
    said: tuple[Sentence, ...]
    slips: tuple[str, ...] = ()
    read: bool = True


def check(question: Question, answer: Answer) -> Checked:
    """Return what an answer to a question comes to."""
    if not answer or (isinstance(answer, str) and not answer.strip()):
        return Checked(right=False, said=(sentence("There is no answer yet."),), read=False)
    try:
        right, slips, more = (_typed if question.typed else _chosen)(question, answer)
    except QueryError as error:
        said = sentence(error.template, **error.values)
        return Checked(right=False, said=(said,), read=False)
    if right:
        return Checked(right=True, said=(sentence("Right."), question.why))
    told = tuple(SLIPS[slip].said for slip in slips)
    return Checked(right=False, said=(sentence("Not yet."), *told, *more), slips=slips)


def solution(question: Question) -> tuple[Sentence, ...]:
    """Return what is right and why."""
    right: list[object]
    if question.typed:
        right = [shown(question.typed.kind, question.typed.right)]
    else:
        right = [option.said for option in question.options if not option.slip]
    return sentence("The right answer: {right}.", right=right), question.why


Found: TypeAlias = tuple[bool, tuple[str, ...], tuple[Sentence, ...]]
"""Whether right, the slips, and what else there is to say."""


def _typed(question: Question, answer: Answer) -> Found:
    form = question.typed
    assert form is not None  # noqa: S101 - for the types
    text = answer if isinstance(answer, str) else " ".join(answer)
    if same(form.kind, text, form.right):
        return True, (), ()
    shown = [slip for wrong, slip in form.wrong.items() if same(form.kind, text, wrong)]
    return False, tuple(shown[:1]), ()


def _chosen(question: Question, answer: Answer) -> Found:
    names = {answer} if isinstance(answer, str) else set(answer)
    known = {option.name for option in question.options}
    if names - known:
        raise QueryError(
            "{name} is none of the options: {known}.",
            name=", ".join(sorted(names - known)),
            known=", ".join(sorted(known)),
        )
    slips = dict.fromkeys(o.slip for o in question.options if o.slip and o.name in names)
    missing = len(question.right - names) if question.many else 0
    more = (sentence("Still missing: {count}.", count=missing),) if missing else ()
    return not slips and not missing, tuple(slips), more
