"""Accounts: each subscription of a number, told by its reference, with its terms and charges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from ott_toolkit.amounts import NO_VALUE
from ott_toolkit.conclusion.frames import Row, rows
from ott_toolkit.policy import CYCLES, Policy


@dataclass(frozen=True, eq=False)
class Account:
    """One subscription; of several rows of a reference, what they disagree on is not known.

    Attributes:
        reference: Its Partner ref_no, or `None`.
        listed: Whether Subscriptions has it; else only charges name it.
        service: As shown; `–` where no row shows it.
        item: Product variant.
        status: `active`, `inactive`, or whatever else is shown, in small letters; empty where it
            is not known.
        price: The subscription's price.
        channel: As shown.
        start: The earliest Start Time.
        end: The latest End Time; `None` where a row has none.
        charges: Its rows of the priced charges.
    """

    reference: str | None
    listed: bool
    service: str
    item: str | None
    status: str
    price: int | None
    channel: str | None
    start: datetime | None
    end: datetime | None
    charges: pd.DataFrame

    @property
    def folded(self) -> str:
        """The service without its case, as Transactions Data shows it."""
        return folded(self.service)


def accounts_of(subscriptions: pd.DataFrame | None, charges: pd.DataFrame) -> tuple[Account, ...]:
    """Return every account that Subscriptions or a charge names, by Start Time, then reference.

    Args:
        subscriptions: Rows of Subscriptions, or `None` where they cannot be relied on.
        charges: `frames.priced` transactions.
    """
    listed = [] if subscriptions is None else list(_listed(subscriptions, charges))
    known = {account.reference for account in listed} - {None}
    found = listed + list(_unlisted(charges, known))
    return tuple(sorted(found, key=_place))


def _place(account: Account) -> tuple[str, ...]:
    """By what accounts are ordered, as text; an unknown Start Time comes last."""
    told = (account.reference, account.folded, account.channel, account.end, account.status)
    return (str(account.start or "unknown"), *(str(one or "") for one in told))


def cycle_of(item: str | None, policy: Policy) -> timedelta | None:
    """Return after how long an item renews, by its last word; `None` where the item is missing.

    >>> cycle_of("Telkom.Music.Weekly", Policy())
    datetime.timedelta(days=7)
    """
    if item is None:
        return None
    words = re.findall(r"[a-z0-9]+", item.lower())
    return timedelta(days=CYCLES.get(words[-1] if words else "", policy.cycle_days))


def folded(service: str | None) -> str:
    """Return a service without case and outer spaces: the two tables write it differently."""
    return (service or "").strip().lower()


def _listed(subscriptions: pd.DataFrame, charges: pd.DataFrame) -> Iterator[Account]:
    by_reference: dict[str, list[Row]] = {}
    for row in rows(subscriptions):
        if row["partner_ref"] is None:
            yield _account(None, [row], charges.head(0))
        else:
            by_reference.setdefault(row["partner_ref"], []).append(row)
    for reference, own in by_reference.items():
        yield _account(reference, own, _charges_of(charges, reference))


def _account(reference: str | None, own: list[Row], charges: pd.DataFrame) -> Account:
    ends = [row["end_time"] for row in own]
    return Account(
        reference=reference,
        listed=True,
        service=_named(row["service"] for row in own),
        item=_agreed(row["item"] for row in own),
        status=_agreed(folded(row["status"]) for row in own) or "",
        price=_agreed(row["price"] for row in own),
        channel=_agreed(row.get("channel") for row in own),
        start=min((row["start_time"] for row in own if row["start_time"]), default=None),
        end=None if None in ends else max(ends),
        charges=charges,
    )


def _unlisted(charges: pd.DataFrame, known: set[str | None]) -> Iterator[Account]:
    """Yield an account for each reference that only charges name, and for charges without any."""
    unnamed = charges[charges["partner_ref"].isna()]
    for service in sorted({folded(row["service"]) for row in rows(unnamed)}):
        own = unnamed["service"].fillna("").str.strip().str.lower() == service
        yield _charged(None, unnamed[own])
    for reference in sorted(set(charges["partner_ref"].dropna()) - known):
        yield _charged(reference, _charges_of(charges, reference))


def _charged(reference: str | None, charges: pd.DataFrame) -> Account:
    return Account(
        reference=reference,
        listed=False,
        service=_named(row["service"] for row in rows(charges)),
        item=_agreed(row["item"] for row in rows(charges)),
        status="",
        price=None,
        channel=None,
        start=None,
        end=None,
        charges=charges,
    )


def _charges_of(charges: pd.DataFrame, reference: str) -> pd.DataFrame:
    own: pd.DataFrame = charges[charges["partner_ref"].eq(reference).fillna(value=False)]
    return own


def _named(services: Iterable[str | None]) -> str:
    """Return a service as shown; several, one after the other."""
    shown = {folded(service): service.strip() for service in sorted(filter(None, services))}
    return " / ".join(shown[key] for key in sorted(shown)) or NO_VALUE


def _agreed(values: Iterable[Any]) -> Any:
    """Return what all rows agree on, else `None`."""
    distinct = set(values)
    return next(iter(distinct)) if len(distinct) == 1 else None
