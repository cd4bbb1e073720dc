"""A timed round of cases: which ones, how much time is left, and what was answered."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from time import monotonic

from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.practice.key import Dispute
from ott_toolkit.teaching import cases, record
from ott_toolkit.teaching.record import Entry, Kind
from ott_toolkit.teaching.sitting import Sitting

LESSON = 9
_SEED = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Course:
    """One round, from its seed: the same seed gives a seat the same cases.

    What the record holds of a round that was begun and not ended is taken up where it stopped; the
    time between does not count.

    Args:
        seed: Letters, digits and hyphens; `None` is the round that was interrupted, or a fresh one.
        count: How many cases.
        minutes: How long.

    Attributes:
        seed: As above.
        disputes: The cases in their order.
        sittings: Number → what was answered, here or before an interruption.
        running: Whether the time runs.
        ended: Whether it is over.
        unrecorded: Why the newest entry could not be kept.

    Raises:
        QueryError: The seed has other characters.
    """

    def __init__(self, seed: str | None, count: int, minutes: int) -> None:
        known = list(record.own())
        self.seed = fresh() if seed is None else seed.strip().casefold()
        if seed is None:
            self.seed = _interrupted(known) or self.seed
        if not _SEED.fullmatch(self.seed):
            raise QueryError("A round's code has letters, digits and hyphens: {text}.",
                             text=repr(seed))  # fmt: skip
        self.disputes: list[Dispute] = cases.drawn(self.seed, count)
        self.sittings = {case.number: Sitting(case, LESSON, self.seed) for case in self.disputes}
        self.running = self.ended = False
        self.unrecorded: OttError | None = None
        before = _unfinished(known, self.seed)
        for one in before:
            if one.kind == "case" and one.name in self.sittings:
                self.sittings[one.name].latest = one
        self._taken_up, self._elapsed = bool(before), _elapsed(before)
        self._minutes = minutes
        self._since = 0.0

    @property
    def begun(self) -> bool:
        """Whether it was begun, here or before an interruption."""
        return self.running or self.ended or self._taken_up

    @property
    def left(self) -> int:
        """Whole seconds left, not below 0."""
        return max(0, self._minutes * 60 - self._passed())

    @property
    def points(self) -> Mapping[str, int | None]:
        """Number → the points of the newest answer; `None` where there is none."""
        return {case.number: self._points(case.number) for case in self.disputes}

    @property
    def mean(self) -> float:
        """The mean of all cases' points, one without an answer being 0; 0 of no case."""
        return sum(one or 0 for one in self.points.values()) / max(1, len(self.disputes))

    def begin(self) -> None:
        """Let the time run."""
        if not self.running and not self.ended:
            self.running, self._since = True, monotonic()
            self._keep("begun")

    def end(self) -> None:
        """Stop the time: the marks stand."""
        if not self.ended:
            self._elapsed, self.running, self.ended = self._passed(), False, True
            self._keep("ended", round(self.mean))

    def _passed(self) -> int:
        return self._elapsed + (round(monotonic() - self._since) if self.running else 0)

    def _points(self, number: str) -> int | None:
        latest = self.sittings[number].latest
        return latest.points if latest else None

    def _keep(self, kind: Kind, points: int | None = None) -> None:
        entry = Entry(
            kind, LESSON, self.seed, seconds=self._passed(), points=points, round=self.seed
        )
        try:
            record.keep(entry)
        except OttError as error:
            self.unrecorded = error


def fresh() -> str:
    """Return a seed that nobody had."""
    return secrets.token_hex(3)


def _interrupted(entries: list[Entry]) -> str:
    """Return the seed of the newest round that was begun and not ended; empty for none."""
    marks = [one for one in entries if one.kind in ("begun", "ended")]
    return marks[-1].round if marks and marks[-1].kind == "begun" else ""


def _unfinished(entries: list[Entry], seed: str) -> list[Entry]:
    """Return what was recorded of a round since it was last ended."""
    own = [one for one in entries if one.round == seed]
    ended = [n for n, one in enumerate(own) if one.kind == "ended"]
    return own[ended[-1] + 1 :] if ended else own


def _elapsed(entries: list[Entry]) -> int:
    """Return the seconds that ran: up to the newest beginning, and from it to the last answer."""
    begun = [one for one in entries if one.kind == "begun"]
    if not begun:
        return 0
    return begun[-1].seconds + max(0, round((entries[-1].when - begun[-1].when).total_seconds()))
