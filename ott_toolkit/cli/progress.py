"""How far something is: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType

from ott_toolkit.digits import without_numbers

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
        self._write("")

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
        self._write(" · ".join(said))

    @staticmethod
    def _write(text: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{without_numbers(text)}")
            sys.stderr.flush()


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
