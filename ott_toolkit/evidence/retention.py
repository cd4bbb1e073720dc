"""Deletes bodies that may be kept no longer. What was done stays told: the entries remain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ott_toolkit.amounts import now
from ott_toolkit.errors import QueryError
from ott_toolkit.evidence.chain import Kept
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
    if before > now().date():
        raise QueryError(
            "{day} is still to come: what is seen today would be deleted as well. Name an earlier "
            "day.",
            day=before.isoformat(),
        )
    with store.reading():
        pass  # a purge begins no new file
    with store.writing(lasting=True) as connection:
        found = connection.execute(
            "SELECT entry FROM bodies JOIN entries ON id = entry WHERE time < ? ORDER BY entry",
            (before.isoformat(),),
        )
        numbers = [number for (number,) in found]
        about = {**occasion().told, "before": before.isoformat(), "bodies": _spans(numbers)}
        kept = add(connection, "purge", about, None)
        connection.executemany(
            "DELETE FROM bodies WHERE entry = ?", [(number,) for number in numbers]
        )
    store.settle()
    return Purged(len(numbers), kept)


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
