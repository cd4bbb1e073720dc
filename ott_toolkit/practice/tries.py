"""How often somebody may guess."""

import time
from collections import deque
from threading import Lock


class Tries:
    """Counts what each address got wrong lately.

    Args:
        most: After so many wrong tries an address waits.
        seconds: How long a wrong try counts.
    """

    def __init__(self, most: int = 10, seconds: float = 60) -> None:
        self._most = most
        self._seconds = seconds
        self._wrong: deque[tuple[float, str]] = deque(maxlen=10_000)
        self._lock = Lock()

    def wrong(self, address: str) -> None:
        """Count a wrong try."""
        with self._lock:
            self._wrong.append((time.monotonic(), address))

    def wait(self, address: str) -> int:
        """Seconds until an address may try again; 0 is now."""
        with self._lock:
            now = time.monotonic()
            while self._wrong and self._wrong[0][0] <= now - self._seconds:
                self._wrong.popleft()
            own = [moment for moment, other in self._wrong if other == address]
        if len(own) < self._most:
            return 0
        return int(own[-self._most] + self._seconds - now) + 1
