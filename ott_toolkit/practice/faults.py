"""Troubles the portal can play, for tests and lessons: a slow, failing or forgetful dashboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from threading import Lock


@dataclass
class Faults:
    """The switches; every one may be turned while the portal runs.

    A data request is one for a menu page, an export or a bill. The log-in page, the start page and
    the page of these switches stay well, so that a trainer can always turn them off again; only
    the delay is felt there too.

    Attributes:
        delay: Seconds every page waits.
        status: An HTTP status such as 500 or 503 that is answered instead of a page.
        too_many: 429 is answered instead, with these seconds as Retry-After.
        truncate_at: The part of each page's bytes that arrives, 0 to 1.
        maintenance: A maintenance page is shown instead, with status 200.
        times: How many data requests the four above strike; None is every one.
        expire_after: After so many more data requests the session is lost, once.
    """

    delay: float = 0.0
    status: int | None = None
    too_many: int | None = None
    truncate_at: float | None = None
    maintenance: bool = False
    times: int | None = None
    expire_after: int | None = None
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def become(self, other: "Faults") -> None:
        """Take over all switches of another set at once."""
        with self._lock:
            for switch in fields(self):
                if switch.init:
                    setattr(self, switch.name, getattr(other, switch.name))

    def clear(self) -> None:
        """Turn everything off."""
        self.become(Faults())

    def strike(self) -> tuple[str, float] | None:
        """Count a data request and say what strikes it: a switch and its value, or nothing."""
        with self._lock:
            if self._session_is_lost():
                return "expire_after", 0
            trouble = next(self._switched_on(), None)
            if trouble and self.times is not None:
                if self.times < 1:
                    return None
                self.times -= 1
            return trouble

    def _session_is_lost(self) -> bool:
        if self.expire_after is None:
            return False
        self.expire_after -= 1
        if self.expire_after >= 0:
            return False
        self.expire_after = None
        return True

    def _switched_on(self) -> Iterator[tuple[str, float]]:
        for switch in ("maintenance", "too_many", "status", "truncate_at"):
            value = getattr(self, switch)
            if value is not None and value is not False:
                yield switch, value
