"""Whose record is whose: a folder of records as one list, each trainee under one name.

In a class a seat is one trainee, whatever name was given there; two seats of one name stay apart.
Outside one, the name is all there is to know a trainee by.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from ott_toolkit.errors import QueryError
from ott_toolkit.teaching import record
from ott_toolkit.teaching.record import Entry, Records


def gathered(folder: str | Path) -> Records:
    """Return what a folder and those within it hold, the oldest first; a copied line counts once.

    Raises:
        QueryError: There is no such folder, or no record in it.
    """
    place = Path(folder)
    if not place.is_dir():
        raise QueryError("There is no folder {path}.", path=place)
    found = record.read(place)
    if not found.entries:
        raise QueryError("There is no trainee's record in {path}.", path=place)
    entries = sorted(dict.fromkeys(found.entries), key=lambda one: one.when)
    names = _names(entries)
    return Records(
        tuple(replace(one, trainee=names[_whose(one)]) for one in entries), found.damaged
    )


def _whose(entry: Entry) -> str:
    return entry.seat or record.plain_name(entry.trainee)


def _names(entries: list[Entry]) -> dict[str, str]:
    """Return whose → the newest name; with the seat where another has the same name."""
    newest = {_whose(one): one for one in entries}
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for whose, one in newest.items():
        bearers[record.plain_name(one.trainee)].append(whose)
    return {
        whose: f"{one.trainee} ({one.seat})" if one.seat and len(bearers[name]) > 1 else one.trainee
        for whose, one in newest.items()
        for name in [record.plain_name(one.trainee)]
    }
