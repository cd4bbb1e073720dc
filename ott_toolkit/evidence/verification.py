"""Finds what was done to a file of evidence: changed, cut out, put in; and says where.

The chain is no lock: whoever can write the file can rewrite all of it. Then the hashes that were
cited elsewhere, in reports, notes and day sheets, no longer agree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ott_toolkit.errors import EvidenceError, OttError
from ott_toolkit.evidence.chain import BEGINNING, Entry
from ott_toolkit.evidence.database import SCHEMA, Store, unpacked

SHORTEST_CITED = 8
"""So many signs of a hash are enough to tell it from another."""


@dataclass(frozen=True)
class Verification:
    """What was found.

    Attributes:
        entries: How many there are.
        bodies: How many bodies there are.
        purged: How many were deleted by the retention rule.
        head: The number and the hash of the last entry.
        faults: What is not as it was kept; nothing where all is.
    """

    entries: int
    bodies: int
    purged: int
    head: tuple[int, str]
    faults: tuple[OttError, ...]


def verify(path: Path, cited: Mapping[int, str] | None = None) -> Verification:
    """Look through a file of evidence.

    Args:
        path: The file.
        cited: Hashes, or their beginnings, that are cited elsewhere, by the entry's number.

    Raises:
        EvidenceError: There is no such file, or it cannot be read at all.
    """
    with Store(path).reading() as connection:
        if damage := _damage(connection):
            return Verification(0, 0, 0, (0, BEGINNING), (damage,))
        entries = [Entry(*row) for row in connection.execute(
            "SELECT id, time, kind, about, digest, hash FROM entries ORDER BY id")]  # fmt: skip
        purged = _purged(entries)
        faults = [
            *_unguarded(connection),
            *_chain(entries),
            *_end(connection, entries),
            *_bodies(connection, entries, purged),
            *_cited(entries, cited or {}),
        ]
        bodies = connection.execute("SELECT count(*) FROM bodies").fetchone()[0]
    head = (entries[-1].id, entries[-1].hash) if entries else (0, BEGINNING)
    return Verification(len(entries), bodies, len(purged), head, tuple(faults))


def _damage(connection: sqlite3.Connection) -> OttError | None:
    try:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        connection.execute("SELECT id, time, kind, about, digest, hash FROM entries LIMIT 1")
        connection.execute("SELECT entry, address, query, content, salt FROM bodies LIMIT 1")
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a damaged name breaks its own message
        said = getattr(error, "sqlite_errorname", type(error).__name__)
    if said == "ok":
        return None
    return EvidenceError("The file is damaged, or no evidence: {said}.", said=said)


def _unguarded(connection: sqlite3.Connection) -> Iterator[OttError]:
    """Yield a fault where the file lets itself be changed: a guard was taken away."""
    found = {
        _plain(sql)
        for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        if not sql.startswith("CREATE TABLE sqlite_sequence")
    }
    if found != set(map(_plain, SCHEMA)):
        yield EvidenceError("The guards that keep entries from being changed were taken away.")


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def _chain(entries: Iterable[Entry]) -> Iterator[OttError]:
    last, previous = 0, BEGINNING
    for entry in entries:
        if entry.id != last + 1:
            yield EvidenceError(
                "Entries are missing: after #{last} comes #{entry}.", last=last, entry=entry.id
            )
        elif entry.after(previous).hash != entry.hash:
            yield EvidenceError(
                "Entry #{entry} was changed or put in: it does not follow from #{last}.",
                entry=entry.id,
                last=last,
            )
        last, previous = entry.id, entry.hash


def _end(connection: sqlite3.Connection, entries: list[Entry]) -> Iterator[OttError]:
    """Yield a fault where entries were cut off at the end."""
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entries'").fetchone()
    last = entries[-1].id if entries else 0
    if (given[0] if given else 0) != last:
        yield EvidenceError(
            "Entries are missing at the end: the last is #{last}, but #{given} was given.",
            last=last,
            given=given[0] if given else 0,
        )


def _bodies(
    connection: sqlite3.Connection, entries: list[Entry], purged: set[int]
) -> Iterator[OttError]:
    expected = {entry.id: entry.digest for entry in entries if entry.digest}
    there = set()
    for number, *parts in connection.execute(
        "SELECT entry, address, query, content, salt FROM bodies ORDER BY entry"
    ):
        there.add(number)
        if number not in expected or number in purged:
            yield EvidenceError("#{entry}: a body was put in that no entry knows.", entry=number)
            continue
        try:
            unpacked(number, expected[number], tuple(parts))
        except EvidenceError:
            yield EvidenceError("#{entry}: the body was changed.", entry=number)
    for number in sorted(set(expected) - there - purged):
        yield EvidenceError("#{entry}: the body is missing, and no purge says so.", entry=number)


def _purged(entries: Iterable[Entry]) -> set[int]:
    """Return which bodies the purges say that they deleted; what is no list says nothing."""
    found: set[int] = set()
    for entry in entries:
        if entry.kind == "purge":
            try:
                spans: list[Any] = entry.told["bodies"]
                found |= {n for first, last in spans for n in range(first, min(last, entry.id) + 1)}
            except (ValueError, TypeError, KeyError):
                continue
    return found


def _cited(entries: Iterable[Entry], cited: Mapping[int, str]) -> Iterator[OttError]:
    hashes = {entry.id: entry.hash for entry in entries}
    for number, said in sorted(cited.items()):
        if len(said) < SHORTEST_CITED or not hashes.get(number, "").startswith(said.lower()):
            yield EvidenceError(
                "#{entry} is not the entry that was cited: {said}.", entry=number, said=said
            )
