"""Where a round's cases and the seat come from."""

from __future__ import annotations

from random import Random

from ott_toolkit import practice, rehearsal
from ott_toolkit.practice.key import Dispute


def seat() -> int:
    """Return the number of the seat in a class; 0 outside one."""
    asked = getattr(rehearsal, "seat", None)
    return int(asked()) if asked else 0


def drawn(seed: str, count: int) -> list[Dispute]:
    """Return `count` cases by `seed`, the same ones each time; a seat has its own."""
    drill = getattr(practice, "drill", None)
    if drill:
        return list(drill(seed, count, seat=seat()))
    known = list(practice.disputes())
    Random(seed).shuffle(known)  # noqa: S311 - must repeat, not surprise
    return known[:count]
