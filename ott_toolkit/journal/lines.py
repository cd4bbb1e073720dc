"""Entries of the evidence as lines of a log: who did what to whose data, when and why.

Pages and failed requests are no lines of their own: they belong to their look-up.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from ott_toolkit.errors import EvidenceError
from ott_toolkit.evidence import Body, Entry, Kind, Store
from ott_toolkit.masks import Mask, mask_for

KINDS: tuple[Kind, ...] = (
    "login", "lookup", "file", "case", "decision", "text", "report", "shown", "replay", "export",
    "purge",
)  # fmt: skip
"""Entries that are lines of the log."""


@dataclass(frozen=True, repr=False)
class Line:
    """One line of the log.

    Attributes:
        entry: The entry that it tells.
        body: What was asked and seen; `None` where it was deleted, was changed, or never was.
        changed: Whether the body is not the one that was kept.
        practice: Whether an invented customer is meant.
    """

    entry: Entry
    body: Body | None
    changed: bool
    practice: bool

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the entry says of itself."""
        return self.entry.told

    @property
    def purged(self) -> bool:
        """Whether its body was deleted by the retention rule."""
        return bool(self.entry.digest) and self.body is None and not self.changed

    @property
    def time(self) -> datetime:
        """When it was (WIB)."""
        return self.entry.kept.time

    @property
    def who(self) -> str:
        """Who did it."""
        return str(self.told["who"])

    @property
    def ticket(self) -> str:
        """For which ticket; empty for none."""
        return str(self.told.get("ticket", ""))

    @property
    def number(self) -> str:
        """Whose data; empty where it is nobody's or not known any more. It is not masked."""
        return "" if self.body is None else str(self.body.query.get("number") or "")

    @property
    def masked(self) -> str:
        """The number as a log shows it."""
        return self.mask(self.number)

    @property
    def mask(self) -> Mask:
        """What hides whose data it is."""
        return mask_for(self.number)

    @property
    def case(self) -> int:
        """The case that a text, a report or a replay is of; 0 for none."""
        return int(self.told.get("case", 0))


def log(
    store: Store,
    *kinds: Kind,
    since: date | None = None,
    until: date | None = None,
    ticket: str = "",
    practice: bool = False,
) -> list[Line]:
    """Return lines of the log, the newest last.

    Args:
        store: The evidence.
        kinds: Of these kinds alone; by default of all that are lines.
        since: From this day on (WIB).
        until: Up to this day, inclusive.
        ticket: Of this ticket alone.
        practice: Those of invented customers, instead of those of real ones.

    Raises:
        EvidenceError: There is no evidence, or it cannot be read.
    """
    entries = store.entries(*KINDS)
    practised = _practised(entries)
    first = since.isoformat() if since else ""
    after = (until + timedelta(days=1)).isoformat() if until else "9999"
    chosen = [
        entry
        for entry in entries
        if first <= entry.time < after
        and (not kinds or entry.kind in kinds)
        and (entry.id in practised) == practice
        and (not ticket or entry.told.get("ticket") == ticket)
    ]
    return _lines(store, chosen, practice=practice)


def _practised(entries: Iterable[Entry]) -> set[int]:
    """Return which entries are of invented customers: they say so, or what they rest on does."""
    found: set[int] = set()
    for entry in entries:
        told = entry.told
        rests_on = {*told.get("sources", ()), *told.get("of", ()), told.get("case")}
        if told.get("practice") or rests_on & found:
            found.add(entry.id)
    return found


def _lines(store: Store, entries: list[Entry], *, practice: bool) -> list[Line]:
    changed: set[int] = set()
    try:
        bodies = store.bodies(entry.id for entry in entries)
    except EvidenceError:  # one was changed: the log tells all the others nevertheless
        bodies = {}
        for entry in entries:
            changed.add(entry.id)
            with suppress(EvidenceError):
                bodies |= store.bodies([entry.id])
                changed.remove(entry.id)
    return [Line(entry, bodies.get(entry.id), entry.id in changed, practice) for entry in entries]
