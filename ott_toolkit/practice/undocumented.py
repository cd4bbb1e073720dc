"""Rows of the menu pages that the procedure does not describe; their layout is our own guess."""

from collections.abc import Iterator
from dataclasses import dataclass

from ott_toolkit.practice.products import DISNEY
from ott_toolkit.practice.world import TODAY, Account, Subscription


@dataclass(frozen=True, slots=True)
class Activation:
    """One row of DisneyPlus."""

    partner_ref: str
    status: str
    activated: str
    until: str


@dataclass(frozen=True, slots=True)
class Check:
    """One row of Tools."""

    name: str
    result: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of Data Log."""

    time: str
    channel: str
    process: str
    partner_ref: str
    response: str


def activations(account: Account) -> list[Activation]:
    """The Disney accounts of a number."""
    return [
        Activation(row.partner_ref, _account_status(row), row.start_time, row.end_time)
        for row in account.subscriptions
        if row.service == DISNEY.service
    ]


def _account_status(row: Subscription) -> str:
    return "AKTIF" if row.status == "Active" else "BERAKHIR"


def checks(account: Account) -> list[Check]:
    """What the tools find out about a number."""
    active = sum(row.status == "Active" for row in account.subscriptions)
    return [
        Check("Nomor terdaftar", "Ya"),
        Check("Regional", account.regional),
        Check("Langganan Active", str(active)),
        Check("Langganan seluruhnya", str(len(account.subscriptions))),
        Check("Transaksi seluruhnya", str(len(account.transactions))),
    ]


def log_entries(account: Account) -> list[LogEntry]:
    """The process of each purchase, the newest step first."""
    return sorted(_steps(account), key=lambda entry: entry.time, reverse=True)


def _steps(account: Account) -> Iterator[LogEntry]:
    for row in account.subscriptions:
        yield LogEntry(row.start_time, row.channel, "SUBSCRIBE", row.partner_ref, "0 - OK")
        if row.status == "Inactive" and "0001" < row.end_time < str(TODAY):
            yield LogEntry(row.end_time, "SYSTEM", "EXPIRE", row.partner_ref, "0 - OK")
    for charge in account.transactions:
        yield LogEntry(charge.trx_time, "SYSTEM", "CHARGE", charge.partner_ref, "0 - OK")
