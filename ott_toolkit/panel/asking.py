"""What a look-up of the panel needs: word of how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ott_toolkit.case import Lookup
from ott_toolkit.sentences import Sentence, sentence


def reading(table: str) -> Sentence:
    """Return that something is being read."""
    return sentence("Reading {table} …", table=table)


@dataclass(frozen=True)
class Telling:
    """A portal that tells which table it is reading."""

    portal: Lookup
    tell: Callable[[Sentence], None]

    def subscriptions(self, number: str) -> pd.DataFrame | None:
        """Return what the portal does."""
        self.tell(reading("Subscriptions"))
        return self.portal.subscriptions(number)

    def transactions(self, number: str) -> pd.DataFrame | None:
        """Return what the portal does."""
        self.tell(reading("Transactions Data"))
        return self.portal.transactions(number)
