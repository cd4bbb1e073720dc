"""Deletes bodies that may be kept no longer. What was done stays told: the entries remain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ott_toolkit.amounts import now
from ott_toolkit.errors import QueryError
from ott_toolkit.evidence.chain import Entry, Kept
from ott_toolkit.evidence.database import Store, add
from ott_toolkit.evidence.occasion import occasion


@dataclass(frozen=True)
class Purged:
    """How many bodies were deleted, and the entry that says so."""

    bodies: int
    kept: Kept


def purge(store: Store, before: date) -> Purged:
    """Delete the bodies of all entries before a day, from the disk as well.

    Args:
        store: Where.
        before: The first day whose bodies stay (WIB).

    Raises:
        QueryError: The day is still to come.
        EvidenceError: The file cannot be read or written.
    """
    _refuse_to_come(before)
    with store.reading():
        pass  # a purge begins no new file
    with store.writing(lasting=True) as connection:
        numbers = _due(connection, before)
        about = {**occasion().told, "before": before.isoformat(), "bodies": _spans(numbers)}
        kept = add(connection, "purge", about, None)
        connection.executemany(
            "DELETE FROM bodies WHERE entry = ?", [(number,) for number in numbers]
        )
    store.settle()
    return Purged(len(numbers), kept)


def due(store: Store, before: date) -> list[Entry]:
    """Return the entries whose bodies a purge would delete.

    Raises:
        QueryError: The day is still to come.
        EvidenceError: There is no evidence, or it cannot be read.
    """
    _refuse_to_come(before)
    with store.reading() as connection:
        numbers = set(_due(connection, before))
    return [entry for entry in store.entries(until=before.isoformat()) if entry.id in numbers]


def _due(connection: sqlite3.Connection, before: date) -> list[int]:
    found = connection.execute(
        "SELECT entry FROM bodies JOIN entries ON id = entry WHERE time < ? ORDER BY entry",
        (before.isoformat(),),
    )
    return [number for (number,) in found]


def _refuse_to_come(before: date) -> None:
    if before > now().date():
        raise QueryError(
            "{day} is still to come: what is seen today would be deleted as well. Name an earlier "
            "day.",
            day=before.isoformat(),
        )


def _spans(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers as their first and last, each run of them at once.

    >>> _spans([1, 2, 3, 7])
    [[1, 3], [7, 7]]
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return spans
