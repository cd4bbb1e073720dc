"""One trainee before one dispute: tries, time, hint, and what of it goes into the record."""

from __future__ import annotations

from time import monotonic
from typing import Final, cast

from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.practice.key import Dispute, Text, Verdict
from ott_toolkit.teaching import record
from ott_toolkit.teaching.attempts import Attempt, best
from ott_toolkit.teaching.record import Entry, Kind
from ott_toolkit.teaching.scoring import Score, score, verdict_slips

PATIENT: Final = 2
"""Tries after which the right answer is told."""


class Sitting:
    """A dispute under way.

    Args:
        dispute: The case.
        lesson: 1 to 9.
        seed: The round's; empty outside one.

    Attributes:
        dispute: As above.
        lesson: As above.
        tries: How often it was answered, what the record holds of it included.
        score: What the newest answer came to; `None` before the first here.
        latest: The newest answer's entry, given here or before; `None` before the first.
        round: The round's seed, as above.
        first: The verdict and the confidence before the panel; `None` before it was decided.
        hinted: Whether the hint was looked at.
        seen: Whether the solution was looked at.
        unrecorded: Why the newest entry could not be kept; `None` where it was.
    """

    def __init__(self, dispute: Dispute, lesson: int, seed: str = "") -> None:
        self.dispute = dispute
        self.score: Score | None = None
        self.hinted = False
        self.unrecorded: OttError | None = None
        self.lesson, self.round = lesson, seed
        self._created = monotonic()
        self._shown: float | None = None
        self.take_up()

    def take_up(self) -> None:
        """Go on from what the trainee did before: a cell that is run again loses no try.

        A round reckons for itself what of it counts.
        """
        done = [] if self.round else [one for one in record.own() if self._is_about(one)]
        cases = [one for one in done if one.kind == "case"]
        self.tries = len(cases)
        self.latest: Entry | None = cases[-1] if cases else None
        self.seen = any(one.kind == "seen" for one in done)
        decided = [one for one in done if one.kind == "first"]
        self.first: tuple[Verdict, int] | None = None
        if decided:
            self.first = cast("Verdict", decided[0].verdict), decided[0].confidence

    @property
    def told(self) -> bool:
        """Whether the right answer may be told: she has it, has tried it twice, or looked at it."""
        passed = self.score is not None and self.score.passed
        return passed or self.seen or self.tries >= PATIENT

    @property
    def seconds(self) -> int:
        """Whole seconds since it was first shown."""
        since = self._created if self._shown is None else self._shown
        return round(monotonic() - since)

    def show(self) -> None:
        """Let the time run, from the first call on."""
        if self._shown is None:
            self._shown = monotonic()

    def decide(self, verdict: Verdict, confidence: int) -> None:
        """Keep what was decided before the panel was opened; it is decided once."""
        if self.first is None:
            self.first = verdict, confidence
            slips = verdict_slips(self.dispute.key, verdict)
            self._keep("first", verdict, confidence, slips, None)

    def answer(self, attempt: Attempt) -> Score:
        """Return what an attempt comes to, and keep it."""
        self.tries += 1
        self.score = score(self.dispute, attempt, hinted=self.hinted)
        self.latest = self._keep(
            "case", attempt.verdict, attempt.confidence, self.score.slips, self.score.points
        )
        return self.score

    def hint(self) -> Text:
        """Return the hint; from now on it costs its points."""
        self.hinted = True
        return self.dispute.key.hint

    def see(self) -> Attempt:
        """Return the right answer, and keep that it was looked at.

        Raises:
            QueryError: Nothing was tried yet.
        """
        if not self.tries:
            raise QueryError("Try it once before you look at the answer.")
        if not self.seen:
            self.seen = True
            self._keep("seen", "", 0, (), None)
        return best(self.dispute)

    def _is_about(self, entry: Entry) -> bool:
        return (entry.lesson, entry.name, entry.round) == (self.lesson, self.dispute.number, "")

    def _keep(
        self, kind: Kind, verdict: str, confidence: int, slips: tuple[str, ...], points: int | None
    ) -> Entry:
        entry = Entry(
            kind,
            self.lesson,
            self.dispute.number,
            attempt=self.tries,
            seconds=self.seconds,
            right=verdict in self.dispute.key.verdicts,
            points=points,
            confidence=confidence,
            verdict=verdict,
            slips=slips,
            round=self.round,
        )
        self.unrecorded = None
        try:
            record.keep(entry)
        except OttError as error:  # the score on screen is not lost with the record
            self.unrecorded = error
        return entry
