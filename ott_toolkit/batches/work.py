"""Many numbers, looked up side by side: each one's result comes when it is there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from queue import Empty, Queue, SimpleQueue
from threading import Event, Thread
from typing import Literal

from ott_toolkit.amounts import typed_number
from ott_toolkit.batches.listed import Listed
from ott_toolkit.batches.memory import CancelledError, Memory, Recalling
from ott_toolkit.batches.pace import MOST, Steady
from ott_toolkit.case import Case, investigate
from ott_toolkit.errors import EvidenceError, LoginError, OttError, PortalError
from ott_toolkit.evidence import Occasion, asking, occasion, store
from ott_toolkit.portal import Portal

WORKERS = 4
"""Look-ups at a time, each in a session of its own."""
DOWN = 5
"""So many numbers that fail in a row say that it is the portal."""
_LONGEST = 120.0
"""Seconds that a busy portal may ask to be left alone: longer than a person would wait."""
_A_SESSION = 8
"""So many numbers are worth one more session, whose log-in and forms are asked for at the pace."""
_SLICE = 0.5
"""Seconds between two looks whether anybody wants to interrupt; Windows needs it."""

Outcome = Literal["ok", "none", "failed", "waiting"]


@dataclass(frozen=True, eq=False)
class Result:
    """What came of a number.

    Attributes:
        asked: The number and its place in the list.
        case: Its case, kept as evidence; `None` where it failed.
        error: Why it failed.
        sent: Whether the portal was asked, or all was known from an earlier run.
    """

    asked: Listed
    case: Case | None = None
    error: OttError | None = None
    sent: bool = False

    @property
    def outcome(self) -> Outcome:
        """How it went.

        `ok`: there are rows; `none`: both tables say that there are none; `failed`; `waiting`: not
        asked yet.
        """
        if self.error:
            return "failed"
        if self.case is None:
            return "waiting"
        tables = (self.case.subscriptions, self.case.transactions)
        return "ok" if any(table is not None and len(table) for table in tables) else "none"


def batch(
    numbers: Iterable[str | Listed],
    portal: Portal,
    *,
    name: str = "",
    memory: Memory | None = None,
    again_failed: bool = False,
    asof: date | datetime | None = None,
    workers: int = WORKERS,
    rate: float = MOST,
    stop: Event | None = None,
) -> Iterator[Result]:
    """Look numbers up, and yield a result for each when it is there, not in their order.

    A failure of one number is its result and does not stop the others. Who asks and why is the
    occasion of the caller (`evidence.asking`).

    Args:
        numbers: IndiHome numbers, each asked once.
        portal: Who is asked, logged in; each worker has a session of its own.
        name: The batch's name. What it was answered before under this name is read from the
            evidence, not asked again; without a name nothing is remembered.
        memory: What is remembered under that name, where it was read already.
        again_failed: Ask again what failed before.
        asof: The time to judge at; by default when each number was read.
        workers: Look-ups at a time.
        rate: Requests a second, of all workers together.
        stop: When set, running look-ups end and no other begins.

    Raises:
        QueryError: A number is none, or may not be looked up; nothing was sent.
        LoginError: The portal let nobody in any more.
        PortalError: Too many numbers failed in a row.
        EvidenceError: What was seen could not be kept.
    """
    chosen: dict[str, Listed] = {}
    for one in numbers:
        listed = one if isinstance(one, Listed) else Listed(typed_number(one))
        chosen.setdefault(listed.number, listed)
    base = replace(occasion(), batch=name or occasion().batch)
    occasions = {
        one.number: replace(base, ticket=one.ticket or base.ticket) for one in chosen.values()
    }
    for number, own in occasions.items():
        with asking(own):
            portal.admit(number)
    known = memory or Memory(store(), name)
    crew = _Crew(portal, known, Steady(rate), occasions, asof, stop or Event(), again_failed)
    return crew.results(chosen.values(), workers)


@dataclass(eq=False)
class _Crew:
    """Workers that take numbers from one queue and put results into another.

    What is known already has a worker of its own: nobody waits for it, and it waits for nobody.
    """

    portal: Portal
    memory: Memory
    pace: Steady
    occasions: dict[str, Occasion]
    asof: date | datetime | None
    stop: Event
    again: bool
    _results: Queue[Result | Exception | None] = field(default_factory=lambda: Queue(2 * WORKERS))

    def results(self, numbers: Iterable[Listed], workers: int) -> Iterator[Result]:
        """Yield the results; leave nothing running, however it ends."""
        known, unknown = SimpleQueue[Listed](), SimpleQueue[Listed]()
        for one in numbers:
            (known if self.memory.is_answered(one.number) else unknown).put(one)
        most = min(workers, 1 + unknown.qsize() // _A_SESSION)
        threads = [
            Thread(target=self._work, args=[queue], daemon=True)
            for queue in (known, *[unknown] * most)
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._received(len(threads))
        finally:
            self.stop.set()
            # Whoever interrupts does not want to wait; the threads end by themselves, or with all.
            while not isinstance(sys.exception(), KeyboardInterrupt) and any(
                thread.is_alive() for thread in threads
            ):
                with suppress(Empty):
                    self._results.get(timeout=_SLICE / 10)  # a worker may wait to put its last

    def _received(self, running: int) -> Iterator[Result]:
        fatal: Exception | None = None
        failed = 0
        while running:
            try:
                got = self._results.get(timeout=_SLICE)
            except Empty:
                continue
            if got is None:
                running -= 1
            elif isinstance(got, Exception):
                fatal = fatal or got
            else:
                yield got
                if got.sent:
                    failed = failed + 1 if isinstance(got.error, PortalError) else 0
                if failed >= DOWN and got.error:
                    fatal = fatal or _down(got.error)
            if fatal:
                self.stop.set()
        if fatal:
            raise fatal

    def _work(self, numbers: SimpleQueue[Listed]) -> None:
        """Work until nothing is left or the run ends."""
        try:
            with self.portal.again(pace=self.pace, longest=_LONGEST) as own:
                while not self.stop.is_set():
                    self._results.put(self._result(numbers.get_nowait(), own))
        except (Empty, CancelledError):
            pass
        except Exception as error:  # noqa: BLE001 - raised where the results are received
            self._results.put(error)
        finally:
            self._results.put(None)

    def _result(self, asked: Listed, portal: Portal) -> Result:
        source = Recalling(self.memory, portal, self.again, self.stop)
        try:
            with asking(self.occasions[asked.number]):
                bill = asked.bill and self.memory.file(asked.bill)
                case = investigate(asked.number, source, bill, asof=self.asof)
                return Result(asked, self.memory.recorded(case), sent=source.sent)
        except (LoginError, EvidenceError, CancelledError):
            raise
        except OttError as error:
            return Result(asked, error=error, sent=source.sent)
        except Exception as error:  # noqa: BLE001 - one number's page must not stop the others
            return Result(asked, error=_unexpected(error), sent=source.sent)


def _unexpected(error: Exception) -> OttError:
    return OttError(
        "The toolkit failed on what the portal showed of this number ({kind}). Look at it in a "
        "browser, and tell whoever looks after the toolkit.",
        kind=type(error).__name__,
    )


def _down(last: OttError) -> PortalError:
    return PortalError(
        "{count} numbers failed one after the other, so the portal was left alone. What was "
        "answered is kept. When the portal is well, run the same command again with "
        "--again-failed. The last failure: {reason}",
        count=DOWN,
        reason=last,
    )
