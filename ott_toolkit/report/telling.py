"""In which language a report speaks, and what of others' texts it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from ott_toolkit.amounts import NO_VALUE, format_day, format_month, format_rupiah, format_time
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.letters import harmless
from ott_toolkit.locale import translator
from ott_toolkit.masks import OPERATORS_IDS, Mask
from ott_toolkit.sentences import Sentence

_BREAK = re.compile(r"[\r\n\t]+")
_NEVER_NUMBERS = frozenset({"rule"})


@dataclass(frozen=True)
class Teller:
    """Says what a report shows: in one language, masked, and without letters that steer.

    Attributes:
        language: `id` or `en`.
        mask: What identifies the customer.
    """

    language: str
    mask: Mask

    def text(self, value: object, column: str = "") -> str:
        """Return a text that others wrote, from `column`, on one line; `–` where it is missing."""
        if value is None or value is pd.NA or value == "":
            return NO_VALUE
        hide = self.mask.known if column in OPERATORS_IDS else self.mask
        return harmless(_BREAK.sub(" ", hide(str(value))))

    def prose(self, text: str) -> str:
        """Return what the analyst wrote."""
        return harmless(_BREAK.sub(" ", self.mask.prose(text)))

    def lines(self, text: str) -> str:
        """Return a text of several lines, such as a tooltip."""
        return "\n".join(harmless(self.mask(line)) for line in text.split("\n"))

    def say(self, said: Sentence) -> str:
        """Return a sentence."""
        return harmless(self.mask.sentence(said).say(self.language))

    def say_all(self, said: Iterable[Sentence]) -> str:
        """Return sentences one after the other."""
        return " ".join(self.say(one) for one in said)

    def words(self, text: str) -> str:
        """Return an English text of the toolkit's own."""
        return translator(self.language)(text)

    def month(self, day: date) -> str:
        """Return a month's name."""
        return format_month(day, self.language)

    def day(self, day: date) -> str:
        """Return a day."""
        return format_day(day, self.language)

    def time(self, time: datetime | None) -> str:
        """Return a time to the second; `–` where it is missing."""
        return NO_VALUE if time is None else format_time(time, self.language)

    def rupiah(self, amount: int | None) -> str:
        """Return an amount; `–` where it is missing."""
        return NO_VALUE if amount is None else format_rupiah(amount)

    def rows(self, frame: pd.DataFrame) -> list[Row]:
        """Return the rows of a frame, every text in them masked; a missing value is `None`."""
        return [
            {name: self._cell(name, value) for name, value in row.items()} for row in rows(frame)
        ]

    def masked(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a frame with every text in it masked."""
        told = frame.copy()
        for name, values in frame.items():
            if pd.api.types.is_string_dtype(values) or values.dtype == object:
                cells = [self._cell(str(name), None if pd.isna(v) else v) for v in values]
                told[name] = pd.array(cells, dtype="string")
        return told

    def _cell(self, name: str, value: Any) -> Any:
        if not isinstance(value, str) or name in _NEVER_NUMBERS:
            return value
        return self.text(value, name) if value else value
