"""What a look-up of the panel needs: an address as it was meant, and word of how far it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

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


def bare(typed: str) -> str:
    """Return an address without what may identify a session; `https` where no scheme was typed.

    User and password in it are left for `Portal` to refuse, as is what is no address.
    """
    whole = typed if re.match("https?:", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        return urlunsplit((*urlsplit(whole)[:3], "", ""))
    except ValueError:
        return typed
