"""Where a round's cases and the seat come from."""

from __future__ import annotations

import hashlib

from ott_toolkit import practice, rehearsal
from ott_toolkit.practice.key import Dispute


def seat() -> int:
    """Return the number of the seat in a class; 0 outside one."""
    return rehearsal.seat()[1]


def seat_sign() -> str:
    """Return what tells a seat from those of all classes, such as 07-1f3a; empty outside one."""
    secret, place = rehearsal.seat()
    return f"{place:02d}-{hashlib.sha256(secret.encode()).hexdigest()[:4]}" if place else ""


def drawn(seed: str, count: int) -> list[Dispute]:
    """Return `count` cases by `seed`, the same ones each time; a seat has its own."""
    return practice.drill(seed, count, seat=seat())
