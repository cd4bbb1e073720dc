"""How far something is: one line on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType

from ott_toolkit.digits import without_numbers

_QUIET = 30.0
"""Seconds between two lines where nobody watches."""
_LITTLE = 0.03
"""Of a smaller share nobody can tell how long the rest takes."""


class ProgressLine:
    """One line on standard error that is written over, and away at the end.

    Args:
        say: The translator.
        clock: Seconds.
    """

    def __init__(self, say: Callable[[str], str], clock: Callable[[], float] = monotonic) -> None:
        self._say, self._clock = say, clock
        self._what, self._began = "", clock()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.write("")

    def show(self, what: str, share: float | None, detail: str = "") -> None:
        """Say what is being done, for how long already, and, where it is known, how much is left.

        Args:
            what: The step; another one begins at no time.
            share: Of the step, from 0 to 1.
            detail: Where in the step.
        """
        if what != self._what:
            self._what, self._began = what, self._clock()
        taken = self._clock() - self._began
        said = [f"{what}{detail}", _minutes(taken)]
        if share is not None:
            said.append(f"{share:.0%}")
        if share is not None and _LITTLE < share < 1:
            left = _minutes(taken * (1 - share) / share)
            said.append(self._say("about {minutes} left").format(minutes=left))
        self.write(" · ".join(said))

    @staticmethod
    def write(text: str) -> None:
        """Write over the line, where there is a terminal."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{without_numbers(text)}")
            sys.stderr.flush()


class Countdown:
    """How many of many are done, and when the rest will be.

    On a terminal one line that is written over; elsewhere a line now and then.

    Args:
        total: How many there are.
        left: How many of them are to be asked.
        rate: Requests a second; each of them takes two at least.
        say: The translator.
        clock: Seconds.
    """

    def __init__(
        self,
        total: int,
        left: int,
        rate: float,
        say: Callable[[str], str],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._total, self._left, self._least, self._say = total, left, 2 / rate, say
        self._clock, self._began = clock, clock()
        self._done = self._failed = self._sent = 0
        self._last = -_QUIET

    def __enter__(self) -> Countdown:
        self._show()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        ProgressLine.write("")

    def step(self, *, failed: bool, sent: bool) -> None:
        """Count one more: whether it failed, and whether somebody was asked."""
        self._done += 1
        self._failed += failed
        self._sent += sent
        self._show()

    def _show(self) -> None:
        text = f"{self._done}/{self._total}"
        if self._failed:
            text += " · " + self._say("{count} failed").format(count=self._failed)
        if waiting := max(0, self._left - self._sent):
            measured = (self._clock() - self._began) / self._sent if self._sent else 0
            left = _minutes(waiting * max(measured, self._least))
            text += " · " + self._say("about {minutes} left").format(minutes=left)
        if sys.stderr.isatty():
            ProgressLine.write(text)
        elif self._clock() - self._last >= _QUIET or self._done == self._total:
            self._last = self._clock()
            sys.stderr.write(f"{text}\n")


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
