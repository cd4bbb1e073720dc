"""Work beside the kernel's own thread: one job at a time counts, and it is the newest."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock, Thread
from typing import TypeVar

from ott_toolkit.sentences import Sentence

Result = TypeVar("Result")
Tell = Callable[[Sentence], None]


class Work:
    """Runs jobs in threads and drops what a newer job, or a cancel, has made stale.

    Everything that is shown is shown under `lock`, by the jobs here and by whoever handles the
    messages of the front end: two threads never draw at once, and nothing stale comes between.

    Args:
        tell: What a job under way says goes here.
    """

    def __init__(self, tell: Tell) -> None:
        self.lock = RLock()
        self._tell = tell
        self._newest = 0
        self._running: set[int] = set()

    @property
    def running(self) -> bool:
        """Whether a job is under way, one that was dropped included."""
        return bool(self._running)

    def start(
        self,
        job: Callable[[Tell], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `job`, and give its result to `done` if nothing newer was started meanwhile.

        Args:
            job: Is given a function that tells how far it is, and is not heard once it is stale.
            done: Shows the result, under the lock.
            failed: Shows an exception of `job` or of `done`, whatever it is, under the lock.
        """
        with self.lock:
            self.drop()
            ticket = self._newest
            self._running.add(ticket)
        Thread(target=self._run, args=(ticket, job, done, failed), daemon=True).start()

    def drop(self) -> None:
        """Let no job that is under way show its result."""
        with self.lock:
            self._newest += 1

    def _run(
        self,
        ticket: int,
        job: Callable[[Tell], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        def tell(said: Sentence) -> None:
            with self.lock:
                if ticket == self._newest:
                    self._tell(said)

        outcome: Callable[[], None]
        try:
            result = job(tell)
        except Exception as error:  # noqa: BLE001 - handed over to be shown, never swallowed
            failure = error
            outcome = lambda: failed(failure)  # noqa: E731 - what is left to do, under the lock
        else:
            outcome = lambda: done(result)  # noqa: E731
        with self.lock:
            if ticket == self._newest:
                self._show(outcome, failed)
            self._running.discard(ticket)

    @staticmethod
    def _show(outcome: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        try:
            outcome()
        except Exception as error:  # noqa: BLE001 - a result that cannot be shown
            failed(error)
