"""Chance that can be asked for any customer alone: a hash of seed, key and subject."""

from __future__ import annotations

from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.int64]

# The constants of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators).
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


class Chance:
    """Draws that depend on seed, subject and key alone, never on what was drawn before."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def draw(self, subject: str, keys: Whole, low: Whole | int, high: Whole | int) -> Whole:
        """A whole number from `low` to `high`, both inclusive, for each key.

        Args:
            subject: What is drawn; each subject is a stream of its own.
            keys: Whom it is drawn for.
            low: The least number, one for all or one a key.
            high: The greatest number, not less than `low`.
        """
        stream = np.full(1, crc32(f"{self._seed} {subject}".encode()), np.uint64)
        mixed = _mixed(keys.astype(np.uint64) + _mixed(stream))
        span = np.asarray(high, np.int64) - np.asarray(low, np.int64) + 1
        return np.asarray(low, np.int64) + (mixed % span.astype(np.uint64)).astype(np.int64)


def _mixed(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One step of splitmix64; whole numbers wrap round on purpose."""
    mixed = state + _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))
