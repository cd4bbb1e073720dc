"""What a case costs by service and month, and the colour of each service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ott_toolkit.charts.findings import gravest_first
from ott_toolkit.charts.looks import OTHER, PALETTE
from ott_toolkit.charts.months import month_of
from ott_toolkit.charts.records import Account, Charge, Finding


@dataclass(frozen=True)
class Service:
    """A service, or all that have no colour of their own: its accounts, and charges by month."""

    name: str
    colour: str
    accounts: list[Account]

    @cached_property
    def charges(self) -> list[Charge]:
        """Every charge of the service, oldest first."""
        charges = (charge for account in self.accounts for charge in account.charges)
        return sorted(charges, key=lambda charge: charge.time)

    @cached_property
    def months(self) -> dict[int, tuple[int, int]]:
        """Counted month → what was charged and what was refunded; unknown amounts are left out."""
        months: dict[int, tuple[int, int]] = {}
        for charge in self.charges:
            if charge.amount is not None:
                month = month_of(charge.time)
                charged, refunded = months.get(month, (0, 0))
                months[month] = charged + max(charge.amount, 0), refunded + min(charge.amount, 0)
        return months

    def findings(self, month: int, *, refunds: bool) -> list[Finding]:
        """Return what is wrong in a month's charges, or in its refunds, gravest first."""
        return gravest_first(
            finding
            for charge in self.charges
            if charge.findings and month_of(charge.time) == month
            for finding in charge.findings
            if not finding.explains and charge.amount and (charge.amount < 0) == refunds
        )


def by_service(accounts: list[Account], other: str) -> list[Service]:
    """Return the services, what cost most first; those beyond the palette are one, called `other`.

    The two tables spell a service differently (`Disney`, `disney`): case does not tell them apart.
    """
    named: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        named[account.service.casefold()].append(account)
    services = [Service(group[0].service, OTHER, group) for group in named.values()]
    services.sort(key=lambda service: -sum(charged for charged, _ in service.months.values()))
    coloured = [
        Service(service.name, colour, service.accounts)
        for service, colour in zip(services, PALETTE, strict=False)
    ]
    rest = [account for service in services[len(PALETTE) :] for account in service.accounts]
    return [*coloured, Service(other, OTHER, rest)] if rest else coloured


def stack(services: Iterable[Service], month: int) -> Iterator[tuple[int, Service, int, int]]:
    """Return each service's part of a month's bar, from and to; refunds go below zero."""
    up = down = 0
    for place, service in enumerate(services):
        charged, refunded = service.months.get(month, (0, 0))
        if charged:
            yield place, service, up, up + charged
        if refunded:
            yield place, service, down, down + refunded
        up, down = up + charged, down + refunded
