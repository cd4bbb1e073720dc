"""A case from its evidence alone: nothing is asked, and the same findings follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

import pandas as pd

from ott_toolkit import dossier
from ott_toolkit.bill import Bill
from ott_toolkit.case import Case, investigate
from ott_toolkit.errors import EvidenceError, QueryError
from ott_toolkit.evidence import Body, Entry, Kind, Store, store
from ott_toolkit.files import Files, read_bill
from ott_toolkit.portal.recall import recalled
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS
from ott_toolkit.sources import Upload

CASES: tuple[Kind, ...] = ("case", "decision")
"""Entries that a case can be opened from."""


class Replay:
    """A source like `Portal`, made of the evidence of a case.

    That it was opened again is kept, too: it is one more look at a customer's data.

    Args:
        entry: The number of its evidence, as note and report cite it.
        place: Where it is kept; by default on this computer.

    Raises:
        EvidenceError: There is none of that number, it is of no case, it was changed, or deleted.
    """

    def __init__(self, entry: int, place: Store | None = None) -> None:
        self._store = place or store()
        self._entry = self._store.entry(entry)
        if self._entry.kind not in CASES:
            raise EvidenceError(
                "The evidence #{entry} is of no case, so nothing can be opened from it. `ott log` "
                "names the case beside it.",
                entry=entry,
            )
        self._said = dict(self._store.body(entry).query)
        self._version = str(self._said.pop(dossier.TOOLKIT, ""))
        self._store.keep("replay", case=entry)

    def __repr__(self) -> str:
        """Return the number of the evidence alone."""
        return f"Replay(#{self._entry.id})"

    @property
    def number(self) -> str:
        """The IndiHome number that it is of."""
        return str(self._said["number"])

    @property
    def version(self) -> str:
        """Which version of the toolkit kept it; empty where it does not say."""
        return self._version

    @property
    def entry(self) -> Entry:
        """Its evidence: when it was kept, by whom and for what."""
        return self._entry

    def subscriptions(self, number: str) -> pd.DataFrame | None:
        """Return the Subscriptions as they were seen then.

        Raises:
            QueryError: The case is of another number.
            EvidenceError: They were changed or deleted, or never were in evidence.
        """
        return self._table(number, SUBSCRIPTIONS.name)

    def transactions(self, number: str) -> pd.DataFrame | None:
        """Return the Transactions Data as they were seen then; else as `subscriptions`."""
        return self._table(number, TRANSACTIONS.name)

    @cached_property
    def bill(self) -> Bill | None:
        """The bill as it was read then.

        Raises:
            EvidenceError: As `subscriptions`.
        """
        entries = self._said["bill"]
        return None if entries is None else read_bill(self._uploads(entries, "bill"))

    @property
    def case(self) -> Case:
        """The case as it stood: with what was said of it and decided on it.

        Raises:
            EvidenceError: As `subscriptions`.
        """
        case = investigate(
            self.number,
            self,
            bill=self.bill,
            claim=dossier.claim_of(self._said["claim"]),
            asof=datetime.fromisoformat(self._said["asof"]),
            policy=dossier.policy_of(self._said["policy"]),
        )
        return replace(
            case,
            decision=dossier.decision_of(self._said["decision"]),
            period=dossier.day_of(self._said["period"]),
            others={name: self._page(entries) for name, entries in self._said["others"].items()},
            record=dossier.record_of(self._said, self._entry.kept),
        )

    def _table(self, number: str, name: str) -> pd.DataFrame | None:
        if number != self.number:
            raise QueryError("The evidence #{entry} is of another number.", entry=self._entry.id)
        entries = self._said[name]
        if entries is None:
            return None
        first, *_ = self._entries(entries, name)
        if first.kind == "lookup":
            return recalled(self._store, first)
        files = Files(**{name: self._uploads(entries, name)})
        return getattr(files, name)(number)  # type: ignore[no-any-return]  # by the table's name

    def _page(self, entries: list[int]) -> pd.DataFrame:
        return recalled(self._store, self._entries(entries, "others")[0])

    def _entries(self, numbers: list[int], name: str) -> list[Entry]:
        if not numbers:
            raise EvidenceError(
                "{table} of this case was handed over as a table of a program, so it is not in "
                "evidence.",
                table=name,
            )
        return [self._store.entry(number) for number in numbers]

    def _uploads(self, numbers: list[int], name: str) -> list[Any]:
        return [
            _upload(entry, self._store.body(entry.id)) for entry in self._entries(numbers, name)
        ]


def _upload(entry: Entry, body: Body) -> Upload:
    return Upload(body.address, body.content, bool(entry.told["pasted"]), entry.kept)
