"""Keeps names, secrets and customers out of what the doctor says, so that it can be sent on."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ott_toolkit.doctor.check import Check
from ott_toolkit.sentences import Sentence

HIDDEN = "***"
_NUMBER = re.compile(r"[0-9]{9,}")
_SEAT = re.compile(r"(?<=/kelas/)[^\s/]+")
"""What lets a trainee into a class."""


class Discreet:
    """Hides in values what tells who sits here, and customers; its own sentences are as they are.

    Args:
        secrets: Texts that are never shown: who logs in, with what password.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._words: list[re.Pattern[str]] = []
        for word in (_user(), *secrets):
            self.hide(word)
        # The longest spelling first, lest a part of it is left.
        self._homes = sorted(set(_homes()), key=len, reverse=True)

    def hide(self, word: str) -> None:
        """Hide this, too, wherever it stands as a whole."""
        if word:
            self._words.append(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"))

    def check(self, check: Check) -> Check:
        """Return a check without them."""
        advice = self.sentence(check.advice) if check.advice else None
        about, found = self.sentence(check.about), self.sentence(check.found)
        return replace(check, about=about, found=found, advice=advice)

    def sentence(self, said: Sentence) -> Sentence:
        """Return a sentence without them in its values."""
        return replace(said, values=self._values(said.values))

    def text(self, text: str) -> str:
        """Return a text without them."""
        for home in self._homes:
            text = text.replace(home, "~")
        for word in self._words:
            text = word.sub(HIDDEN, text)
        text = _SEAT.sub(HIDDEN, text)
        return _NUMBER.sub(lambda number: number[0][:4] + "xxxxx" + number[0][-3:], text)

    def _values(self, values: Mapping[str, object]) -> dict[str, object]:
        return {
            name: [self._value(one) for one in value]
            if isinstance(value, list)
            else self._value(value)
            for name, value in values.items()
        }

    def _value(self, value: object) -> object:
        return self.sentence(value) if isinstance(value, Sentence) else self.text(str(value))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have a user without a name
        return ""


def _homes() -> Iterator[str]:
    """Yield how the user's folder may be written; that of a user without one is no secret."""
    try:
        home = Path.home()
        for path in (home, home.resolve()):
            if path != Path(path.anchor):
                yield from (str(path), path.as_posix(), str(path).replace("\\", "\\\\"))
    except (OSError, RuntimeError):
        return
