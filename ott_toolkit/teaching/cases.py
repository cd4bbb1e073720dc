"""Where a round's cases and the seat come from."""

from __future__ import annotations

from ott_toolkit import practice, rehearsal
from ott_toolkit.practice.key import Dispute


def seat() -> int:
    """Return the number of the seat in a class; 0 outside one."""
    return rehearsal.seat()[1]


def drawn(seed: str, count: int) -> list[Dispute]:
    """Return `count` cases by `seed`, the same ones each time; a seat has its own."""
    return practice.drill(seed, count, seat=seat())
