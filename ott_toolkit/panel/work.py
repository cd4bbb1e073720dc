"""Work beside the kernel's own thread: one job at a time counts, and it is the newest."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import TypeVar

Result = TypeVar("Result")


class Work:
    """Runs jobs in threads and drops what a newer job, or a cancel, has made stale.

    Args:
        failed: What an exception of a job that still counts is given to, whatever it is.
    """

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        self._failed = failed
        self._newest = 0
        self._running: set[int] = set()
        self._showing = Lock()

    @property
    def running(self) -> bool:
        """Whether a job is under way, one that was dropped included."""
        return bool(self._running)

    def start(self, job: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Run `job`, and give its result to `done` if nothing newer was started meanwhile."""
        self.drop()
        ticket = self._newest
        self._running.add(ticket)
        Thread(target=self._run, args=(ticket, job, done), daemon=True).start()

    def drop(self) -> None:
        """Let no job that is under way show its result."""
        with self._showing:
            self._newest += 1

    def _run(self, ticket: int, job: Callable[[], Result], done: Callable[[Result], None]) -> None:
        outcome: Callable[[], None]
        try:
            result = job()
            outcome = lambda: done(result)  # noqa: E731 - what is left to do, under the lock
        except Exception as error:  # noqa: BLE001 - handed over to be shown, never swallowed
            failure = error
            outcome = lambda: self._failed(failure)  # noqa: E731
        finally:
            self._running.discard(ticket)
        # Under the lock, a drop cannot come between the look at the ticket and the showing.
        with self._showing:
            if ticket == self._newest:
                try:
                    outcome()
                except Exception as error:  # noqa: BLE001 - a result that cannot be shown
                    self._failed(error)
