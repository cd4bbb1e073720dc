"""What an analyst has handed over about one customer so far: pastes and uploads, in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from ott_toolkit.bill import Bill
from ott_toolkit.case import Case, Lookup, investigate
from ott_toolkit.errors import QueryError
from ott_toolkit.files import Files, read
from ott_toolkit.sources import Source


@dataclass(frozen=True)
class Papers:
    """Pastes and uploads of one case. Adding gives new papers; these stay as they are."""

    sources: tuple[Source, ...] = ()

    def adding(self, *sources: Source) -> Papers:
        """Return these papers and `sources`; they are read when they are asked about."""
        return Papers((*self.sources, *sources))

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

    @property
    def has_tables(self) -> bool:
        """Whether dashboard tables were handed over, so that no portal need be asked."""
        return "subscriptions" in self.found or "transactions" in self.found

    def case(self, number: str, portal: Lookup | None, asof: date | None = None) -> Case:
        """Return the case of `number`, or of the number that the papers are of.

        Tables that were handed over are taken as they are; only without any is the portal asked.

        Raises:
            QueryError: No number is known, or the papers are another customer's.
            PortalError: The portal could not be asked.
            ParseError: What arrived cannot be read.
        """
        number = number.strip() or self.number
        if not number:
            raise QueryError("Enter an IndiHome number, or paste a bill first.")
        given: dict[str, Any] = dict(self.found)
        bill = given.pop("bill", None)
        source = Files(**given) if self.has_tables or portal is None else portal
        return investigate(number, source, bill=bill, asof=asof)


def _numbers(part: pd.DataFrame | Bill) -> set[str]:
    if isinstance(part, Bill):
        return {part.customer.number} - {""}
    return {*part["indihome_number"], part.attrs["number"]} - {None}
