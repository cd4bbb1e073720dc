"""What an analyst has handed over about one customer so far: pastes and uploads, in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.case import Case, Lookup, investigate
from ott_toolkit.errors import LoginError, QueryError
from ott_toolkit.files import Files, read
from ott_toolkit.schema import DASHBOARD_TABLES, SUBSCRIPTIONS, TRANSACTIONS
from ott_toolkit.sources import Source, kept


@dataclass(frozen=True, repr=False)
class Papers:
    """Pastes and uploads of one case. Adding gives new papers; these stay as they are."""

    sources: tuple[Source, ...] = ()

    def adding(self, *sources: Source) -> Papers:
        """Return these papers and `sources`, kept as evidence; they are read when asked about.

        Raises:
            QueryError: There is no such file, or nothing was handed over.
            EvidenceError: They could not be kept.
        """
        return Papers((*self.sources, *map(kept, sources)))

    @cached_property
    def found(self) -> Mapping[str, pd.DataFrame | Bill]:
        """What was read: those of `subscriptions`, `transactions` and `bill` that are there.

        Raises:
            ParseError: They cannot be read; `IncompleteError` where only pages are missing.
            QueryError: They are of different customers.
        """
        found = read(self.sources) if self.sources else {}
        numbers = sorted(set().union(*(_numbers(part) for part in found.values())))
        if len(numbers) > 1:
            raise QueryError(
                "These are of different customers: {numbers}. Start a new case for each.",
                numbers=", ".join(numbers),
            )
        return found

    @property
    def number(self) -> str:
        """The number that they are of; empty where they do not say."""
        return next((n for part in self.found.values() for n in _numbers(part)), "")

    def case(
        self, number: str, asof: date | datetime | None = None, beside: Case | None = None
    ) -> Case:
        """Return the case that the papers alone make; nothing is looked up.

        Args:
            number: Whose it is, where the papers do not say; else an empty text.
            asof: As for `investigate`; by default that of `beside`.
            beside: A case that they join: its tables stay where the papers bring none.

        Raises:
            QueryError: No number is known, or the papers are another customer's.
            ParseError: They cannot be read.
        """
        if beside is None:
            return self._investigated(number, Files(**self._tables), asof)
        if self.number not in ("", beside.number):
            raise QueryError(
                "This is of {other}, and the case on screen is of {number}. Start a new case.",
                other=self.number,
                number=beside.number,
            )
        case = self.case(beside.number, asof or beside.asof)
        kept = {
            table.name: getattr(beside, table.name)
            for table in DASHBOARD_TABLES
            if getattr(case, table.name) is None
        }
        return replace(case, others=beside.others, **kept)

    def looked_up(self, number: str, portal: Lookup | None, asof: date | None = None) -> Case:
        """Return the case with every table that was not handed over looked up in `portal`.

        Raises:
            QueryError: No number is known, or the papers are another customer's.
            LoginError: There is no portal to ask.
            PortalError: The portal could not be asked.
            ParseError: What arrived cannot be read.
        """
        if portal is None:
            raise LoginError("Nobody is logged in, so nothing was looked up. Log in first.")
        return self._investigated(number, _Completed(self._tables, portal), asof)

    @property
    def _tables(self) -> dict[str, Any]:
        return {name: part for name, part in self.found.items() if name != "bill"}

    def _investigated(self, number: str, source: Lookup, asof: date | datetime | None) -> Case:
        number = number.strip() or self.number
        if not number:
            raise QueryError("Enter an IndiHome number, or paste a bill first.")
        bills = [part for part in self.found.values() if isinstance(part, Bill)]
        return investigate(number, source, bill=bills or None, asof=asof)


class _Completed:
    """What was handed over, and the portal for what was not."""

    def __init__(self, tables: dict[str, Any], portal: Lookup) -> None:
        given = Files(**tables)
        self.subscriptions = (given if SUBSCRIPTIONS.name in tables else portal).subscriptions
        self.transactions = (given if TRANSACTIONS.name in tables else portal).transactions


def _numbers(part: pd.DataFrame | Bill) -> set[str]:
    if isinstance(part, Bill):
        return {part.customer.number} - {""}
    return {*part["indihome_number"], part.attrs.get("number")} - {None}
