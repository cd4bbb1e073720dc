"""What the evidence knows of a batch: what was answered, what failed, what was handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from ott_toolkit.dossier import Record, record_of
from ott_toolkit.errors import EvidenceError, LoginError, OttError, SessionExpiredError
from ott_toolkit.evidence import Body, Entry, Kept, Kind, Store
from ott_toolkit.portal import Portal
from ott_toolkit.portal.recall import reason, recalled
from ott_toolkit.schema import DASHBOARD_TABLES, SUBSCRIPTIONS, TRANSACTIONS
from ott_toolkit.sources import Upload, kept

if TYPE_CHECKING:
    import pandas as pd

    from ott_toolkit.case import Case

_AT_ONCE = 500
_LIST = "numbers"
_NOT_ITS_OWN = frozenset(kind.__name__ for kind in (LoginError, SessionExpiredError))
"""Failures that say nothing of a number: it is asked the next time."""


class CancelledError(Exception):
    """The run ends before this was asked."""


@dataclass
class Memory:
    """What is known of a batch when a run of it begins.

    Args:
        store: The evidence.
        batch: The batch; one without a name remembers nothing.
    """

    store: Store
    batch: str
    _answered: dict[tuple[str, str], Entry] = field(default_factory=dict, init=False, repr=False)
    _failed: dict[tuple[str, str], OttError] = field(default_factory=dict, init=False, repr=False)
    _cases: dict[str, Record] = field(default_factory=dict, init=False, repr=False)
    _files: dict[tuple[str, bytes], Kept] = field(default_factory=dict, init=False, repr=False)
    _lists: list[Body] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        for entry, body in self._entries("file"):
            self._files[_name(body)] = entry.kept
            if entry.told.get("role") == _LIST:
                self._lists.append(body)
        for entry, body in self._entries("lookup"):
            self._learn(entry, body.query)
        for entry, body in self._entries("case"):
            self._cases[body.query["number"]] = record_of(body.query, entry.kept)

    def _entries(self, kind: Kind) -> Iterator[tuple[Entry, Body]]:
        """Yield the batch's entries of a kind, with those bodies that are still there."""
        if not self.batch or not self.store.path.exists():
            return
        own = [one for one in self.store.entries(kind) if one.told.get("batch") == self.batch]
        for first in range(0, len(own), _AT_ONCE):
            some = own[first : first + _AT_ONCE]
            bodies = self.store.bodies(one.id for one in some)
            yield from ((one, bodies[one.id]) for one in some if one.id in bodies)

    def _learn(self, entry: Entry, said: Any) -> None:
        about, asked = entry.told, (said.get("number", ""), entry.told["table"])
        if about["outcome"] != "failed":
            self._answered[asked] = entry
            self._failed.pop(asked, None)
        elif (failed := reason(said)) and about["failure"] not in _NOT_ITS_OWN:
            self._failed[asked] = failed

    @property
    def last_list(self) -> Upload | None:
        """The list that was handed over last, or `None` before the first."""
        if not self._lists:
            return None
        last = self._lists[-1]
        return Upload(last.address, last.content, kept=self._files[_name(last)])

    def file(self, path: Path, *, is_list: bool = False) -> Upload:
        """Return a file as it was kept; one that was handed over before is not kept again.

        Args:
            path: Where it is.
            is_list: Whether it is the list of numbers.

        Raises:
            QueryError: There is no such file.
            EvidenceError: It could not be kept.
        """
        about = {"role": _LIST} if is_list else {}
        return kept(path, known=lambda body: self._files.get(_name(body)), **about)

    def is_answered(self, number: str) -> bool:
        """Whether nothing of a number is left to ask."""
        return all((number, table.name) in self._answered for table in DASHBOARD_TABLES)

    def has_failed(self, number: str) -> bool:
        """Whether something of a number failed and was not answered since."""
        return any((number, table.name) in self._failed for table in DASHBOARD_TABLES)

    def recorded(self, case: Case) -> Case:
        """Return a case with the evidence of how it stands: that of an earlier run, if it did so.

        Raises:
            EvidenceError: It could not be kept.
        """
        return replace(case, record=self._cases.get(case.number)).recorded()

    def answer(self, number: str, table: str, *, again: bool) -> pd.DataFrame | None:
        """Return what was answered; `None` where it is to be asked.

        Args:
            number: Of whom.
            table: Its name.
            again: Whether what failed is to be asked again.

        Raises:
            OttError: It failed, or what was answered cannot be read any more.
        """
        if entry := self._answered.get((number, table)):
            try:
                return recalled(self.store, entry)
            except EvidenceError as lost:  # of this number alone: the others go on
                if not again:
                    raise OttError(lost.template, **lost.values) from None
        if not again and (failed := self._failed.get((number, table))):
            raise failed
        return None


@dataclass
class Recalling:
    """A source like `Portal`, which asks only what the batch was not answered before.

    Attributes:
        memory: What was answered.
        portal: Who is asked for the rest.
        again: Whether what failed is asked again.
        stop: When set, nothing is asked any more.
        sent: Whether something was asked.
    """

    memory: Memory
    portal: Portal
    again: bool
    stop: Event
    sent: bool = False

    def subscriptions(self, number: str) -> pd.DataFrame:
        """Return the number's Subscriptions.

        Raises:
            OttError: They could not be asked for or read, now or before.
            CancelledError: The run ends.
        """
        return self._table(number, SUBSCRIPTIONS.name, self.portal.subscriptions)

    def transactions(self, number: str) -> pd.DataFrame:
        """Return the number's Transactions Data; else as `subscriptions`."""
        return self._table(number, TRANSACTIONS.name, self.portal.transactions)

    def _table(self, number: str, name: str, ask: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
        known = self.memory.answer(number, name, again=self.again)
        if known is not None:
            return known
        if self.stop.is_set():
            raise CancelledError
        self.sent = True
        return ask(number)


def _name(body: Body) -> tuple[str, bytes]:
    return body.address, sha256(body.content).digest()
