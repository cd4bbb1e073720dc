"""Sentences that are said in Indonesian or English when somebody reads them, not before.

A conclusion is reached once and told in two languages, so what it says travels as a sentence with
its values: an amount, a day or a month is written as the reader's language writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from ott_toolkit.amounts import format_day, format_month, format_rupiah, format_time
from ott_toolkit.locale import translator


@dataclass(frozen=True)
class Sentence:
    """An English template, which is the message id, and what stands in its places."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in Indonesian."""
        return self.say()

    def say(self, language: str = "id") -> str:
        """Return the sentence in `language`."""
        said = {name: _said(value, language) for name, value in self.values.items()}
        return translator(language)(self.template).format(**said)


@dataclass(frozen=True)
class Rupiah:
    """An amount in whole rupiah."""

    amount: int


@dataclass(frozen=True)
class Month:
    """A month, by its first day."""

    first: date


def sentence(template: str, **values: object) -> Sentence:
    """Return a sentence; its values may be `Rupiah`, `Month`, days, times, texts or sentences."""
    return Sentence(template, values)


def say_all(sentences: Iterable[Sentence], language: str = "id") -> str:
    """Return sentences one after the other."""
    return " ".join(one.say(language) for one in sentences)


def _said(value: object, language: str) -> str:
    match value:
        case Sentence():
            said = value.say(language)
        case Rupiah(amount):
            said = format_rupiah(amount)
        case Month(first):
            said = format_month(first, language)
        case datetime():
            said = format_time(value, language)
        case date():
            said = format_day(value, language)
        case list() | tuple():
            said = ", ".join(_said(one, language) for one in value)
        case _:
            said = str(value)
    return said
