"""One trainee before one dispute: tries, time, hint, and what of it goes into the record."""

from __future__ import annotations

from time import monotonic

from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.practice.key import Dispute, Text, Verdict
from ott_toolkit.teaching import record
from ott_toolkit.teaching.attempts import Attempt, best
from ott_toolkit.teaching.record import Entry, Kind
from ott_toolkit.teaching.scoring import Score, score, verdict_slips


class Sitting:
    """A dispute under way.

    Args:
        dispute: The case.
        lesson: 1 to 9.
        seed: The round's; empty outside one.

    Attributes:
        tries: How often it was answered.
        score: What the newest answer came to; `None` before the first.
        first: The verdict and the confidence before the panel; `None` before it was decided.
        hinted: Whether the hint was looked at.
        seen: Whether the solution was looked at.
        unrecorded: Why the newest entry could not be kept; `None` where it was.
    """

    def __init__(self, dispute: Dispute, lesson: int, seed: str = "") -> None:
        self.dispute = dispute
        self.tries = 0
        self.score: Score | None = None
        self.first: tuple[Verdict, int] | None = None
        self.hinted = self.seen = False
        self.unrecorded: OttError | None = None
        self._lesson, self._seed = lesson, seed
        self._created = monotonic()
        self._shown: float | None = None

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
        self._keep("case", attempt.verdict, attempt.confidence, self.score.slips, self.score.points)
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

    def _keep(
        self, kind: Kind, verdict: str, confidence: int, slips: tuple[str, ...], points: int | None
    ) -> None:
        entry = Entry(
            kind,
            self._lesson,
            self.dispute.number,
            attempt=self.tries,
            seconds=self.seconds,
            right=verdict in self.dispute.key.verdicts,
            points=points,
            confidence=confidence,
            verdict=verdict,
            slips=slips,
            round=self._seed,
        )
        self.unrecorded = None
        try:
            record.keep(entry)
        except OttError as error:  # the score on screen is not lost with the record
            self.unrecorded = error
