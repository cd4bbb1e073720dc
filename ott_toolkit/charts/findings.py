"""What the rules found, by what it is about: a charge, a subscription, or a bill's month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from ott_toolkit.charts.months import month_of
from ott_toolkit.charts.records import Account, Charge, Finding, Key, records

SEVERITIES = ("money", "confirm", "record", "information")
"""Gravest first; the last explains a pattern, and nothing is wrong."""
COLUMNS = [
    "indihome_number",
    "partner_ref",
    "trx_id",
    "period",
    "time",
    "amount",
    "expected",
    "severity",
    "title",
]


def read_findings(frame: pd.DataFrame | None) -> list[Finding]:
    """Return the findings, gravest first, each with its row in `frame`."""
    findings = [
        Finding(
            number=number,
            severity=row["severity"],
            title=row["title"] or "",
            key=((row["indihome_number"] or "", row["partner_ref"] or ""), row["trx_id"] or "",
                 row["time"]),
            period=month_of(row["period"]) if row["period"] else None,
            amount=row["amount"],
            expected=row["expected"],
        )
        for number, row in enumerate(records(frame, COLUMNS))
        if row["severity"] in SEVERITIES
    ]  # fmt: skip
    return gravest_first(findings)


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of what they weigh, then of their rows."""
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.number))


def by_period(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """Return counted month of a bill → what was found in it."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.period is not None:
            found[finding.period].append(finding)
    return dict(found)


def attached(accounts: Iterable[Account], findings: Iterable[Finding]) -> list[Account]:
    """Return the accounts, each and its charges with their findings; every finding goes to one.

    What is about no charge and no account is left out, as is what is about a bill. Charges that
    are equal stand at one time, and so share a mark: one of them bears the findings.
    """
    of_charge: dict[Key, list[Finding]] = defaultdict(list)
    of_account: list[Finding] = []
    for finding in findings:
        _owner, trx_id, time = finding.key
        if finding.period is None:
            to_charge = finding.severity != "record" and (trx_id or time)
            (of_charge[finding.key] if to_charge else of_account).append(finding)
    told = [replace(a, charges=tuple(_told(a.charges, of_charge))) for a in accounts]
    left = [finding for rest in of_charge.values() for finding in rest if not finding.key[1]]
    homes: dict[int, list[Finding]] = defaultdict(list)
    for finding in [*of_account, *left]:
        home = next((n for n, account in enumerate(told) if _concerns(finding, account)), None)
        if home is not None:
            homes[home].append(finding)
    return [replace(a, findings=tuple(homes.get(n, ()))) for n, a in enumerate(told)]


def _told(charges: tuple[Charge, ...], found: dict[Key, list[Finding]]) -> Iterator[Charge]:
    """Return charges with what was found in them."""
    for charge in charges:
        findings = found.pop(charge.key, [])
        yield replace(charge, findings=tuple(findings)) if findings else charge


def _concerns(finding: Finding, account: Account) -> bool:
    """Return whether a finding is about a subscription; without a reference, its times tell."""
    owner, _trx_id, time = finding.key
    if not account.subscribed or account.owner != owner:
        return False
    return bool(account.reference) or time in {None, account.end, *account.times()}
