"""How fast a portal may be asked: so many requests a second, of all sessions together."""

from __future__ import annotations

from threading import Lock
from time import monotonic, sleep

MOST = 2.0
"""Requests a second that many look-ups may make together."""


class Steady:
    """Lets requests go one by one, at the same distance; any thread may wait for its turn.

    Args:
        rate: Requests a second.
    """

    def __init__(self, rate: float) -> None:
        self._apart = 1 / rate
        self._lock = Lock()
        self._next = monotonic()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        while (left := self._left()) > 0:
            sleep(left)

    def hold(self, seconds: float) -> None:
        """Let nobody send anything for so long: the portal is busy."""
        with self._lock:
            self._next = max(self._next, monotonic() + seconds)

    def _left(self) -> float:
        """Take the turn, or return the seconds until it may come."""
        with self._lock:
            time = monotonic()
            if time < self._next:
                return self._next - time
            self._next = time + self._apart
            return 0
