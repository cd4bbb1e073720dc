"""Marks on a time axis: charges that stand close share one, and each says what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ott_toolkit.charts.findings import gravest_first
from ott_toolkit.charts.months import month_of
from ott_toolkit.charts.records import Account, Charge, Finding, total
from ott_toolkit.charts.sheet import Sheet, day, money
from ott_toolkit.locale import translator

NEAR, COUNTED = 11, 17
"""Points within which a charge joins the one before it, or those already counted."""
LISTED = 12
"""How many charges the tooltip of a count names."""


@dataclass(frozen=True)
class Mark:
    """Charges that stand so close that they share a mark, at the first one's time."""

    charges: tuple[Charge, ...]

    @cached_property
    def x(self) -> float:
        """Where the mark stands."""
        return day(self.time)

    @property
    def time(self) -> datetime:
        """The time of its first charge."""
        return self.charges[0].time

    @property
    def amount(self) -> int | None:
        """What the charges come to; None where an amount is not known."""
        return total(self.charges)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong in the charges, gravest first."""
        return [finding for finding in self._found if not finding.explains]

    @cached_property
    def informing(self) -> list[Finding]:
        """What explains the charges."""
        return [finding for finding in self._found if finding.explains]

    @cached_property
    def _found(self) -> list[Finding]:
        return gravest_first(finding for charge in self.charges for finding in charge.findings)


def gathered(charges: Iterable[Charge], px: float) -> list[Mark]:
    """Return charges, oldest first, as marks that do not cover each other; `px` is a point."""
    groups: list[list[Charge]] = []
    for charge in charges:
        group = groups[-1] if groups else []
        reach = (COUNTED if len(group) > 1 else NEAR) * px
        if group and day(charge.time) - day(group[0].time) < reach:
            group.append(charge)
        else:
            groups.append([charge])
    return [Mark(tuple(group)) for group in groups]


def ringed(account: Account, marks: Iterable[Mark], px: float) -> float | None:
    """Return where Last Charge stands: at its time, or around the count that it is part of."""
    if not account.last_charge:
        return None
    x = day(account.last_charge)
    for mark in marks:
        if len(mark.charges) > 1 and 0 <= x - mark.x < COUNTED * px:
            return mark.x
    return x


def mark_title(sheet: Sheet, mark: Mark, lag: int) -> str:
    """Return what a mark is: a charge, or several and each of them."""
    _ = translator(sheet.language)
    lines = [_charge_title(sheet, charge, lag) for charge in mark.charges[:LISTED]]
    if len(mark.charges) == 1:
        return " ".join([_("Charge"), lines[0]])
    lines.insert(0, f"{len(mark.charges)} {_('charges')} · {money(mark.amount)}")
    return "\n".join([*lines, "…"] if len(mark.charges) > LISTED else lines)


def _charge_title(sheet: Sheet, charge: Charge, lag: int) -> str:
    """Return what a charge is, and the bill that carries it."""
    _ = translator(sheet.language)
    texts = [
        sheet.time_text(charge.time),
        money(charge.amount),
        charge.service,
        charge.trx_id,
    ]
    bill = sheet.month_text(month_of(charge.time) + lag)
    return f"{' · '.join(filter(None, texts))} → {_('bill')} {bill}"


def account_title(sheet: Sheet, account: Account) -> str:
    """Return what a subscription is."""
    texts = [
        account.service,
        account.item,
        account.channel,
        account.status,
        f"Start Time {sheet.time_text(account.start)}",
        f"End Time {sheet.time_text(account.end)}",
        account.reference,
    ]
    return " · ".join(filter(None, texts))


def last_charge_title(sheet: Sheet, account: Account) -> str:
    """Return what a ring is."""
    return f"Last Charge {sheet.time_text(account.last_charge)} · {account.service}"
