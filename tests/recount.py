"""A practice case recounted from its raw rows, with nothing of the toolkit: what disagrees?

The bill is reckoned from the charges of the month before, and doubts about charges from the rows
of their subscriptions; verdict and contested amount follow. Then the key is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ott_toolkit.practice.key import Key
from ott_toolkit.practice.world import Account, Bill, Subscription, Transaction

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ENGLISH = {"May": "Mei", "Aug": "Agu", "Oct": "Okt", "Dec": "Des"}
CYCLES = {"Daily": 1, "Weekly": 7, "Monthly": 30, "Yearly": 365}
CONTENT = "INTERNET CONTENT"
CONFIRM = "charge-at-end"
OF_CHARGES = {
    "charge-after-end", CONFIRM, "charge-before-start", "duplicate-charge",
    "unknown-subscription", "price-mismatch", "prorate-above-price", "overlapping-subscriptions",
}  # fmt: skip
OF_BILLS = {
    "billed-without-charge", "billed-amount-differs", "charged-not-billed",
    "duplicate-bill-line", "tax-mismatch", "bill-total-mismatch",
}  # fmt: skip


def disagreements(account: Account, key: Key, *, hidden: bool = False) -> list[str]:
    """What in a case does not fit its key.

    Args:
        account: Its rows.
        key: Its answer.
        hidden: Whether a page of it always fails, so that nothing can be concluded.
    """
    bills = {period_of(bill): bill for bill in account.bills}
    bill = bills.get(key.period)
    doubts = list(doubted(account))
    due = [one for one in doubts if one.charge.trx_time[:7] == before(key.period)]
    contested, back = summed(due), given_back(account, due, key.period)
    rules = {one.rule for one in doubts} | {r for b in bills.values() for r in amiss(account, b)}
    cannot = hidden or bill is None
    verdict = "cannot" if cannot else judged(account, bill, contested)
    wanted = {
        "verdict": verdict,
        "contested": 0 if verdict == "cannot" else contested,
        "refunded": 0 if verdict == "cannot" else min(contested, back),
        "proposed": 0 if verdict == "cannot" else max(0, summed(sure(due)) - back),
        "rules": sorted(rules),
    }
    told = {
        "verdict": key.verdict,
        "contested": key.contested,
        "refunded": key.refunded,
        "proposed": key.proposed,
        "rules": [rule for rule in key.rules if rule in OF_CHARGES | OF_BILLS],
    }
    wrong = [
        f"{name}: {told[name]}, not {wanted[name]}" for name in told if told[name] != wanted[name]
    ]
    wrong += [] if cannot else unproven(account, key, due)
    return wrong + list(untold(account, key, None if hidden else bill))


# --- the bill -----------------------------------------------------------------------------------


def period_of(bill: Bill) -> str:
    month, year = bill.period.split()
    return f"{year}-{MONTHS.index(ENGLISH.get(month, month)) + 1:02d}"


def before(period: str) -> str:
    year, month = map(int, period.split("-"))
    return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"


def amount_of(charge: Transaction) -> int | None:
    told = [one for one in (charge.prorated_price, charge.price) if isinstance(one, int)]
    return told[0] if told else None


def content_of(bill: Bill) -> list[int]:
    return [line.amount for line in bill.lines if line.name == CONTENT]


def charges_of(account: Account, period: str) -> tuple[int, bool]:
    """What a bill's charges come to, and whether that is known."""
    own = [t for t in account.transactions if t.trx_time.startswith(before(period))]
    undated = any(t.trx_time == "-" for t in account.transactions)
    amounts = [amount_of(one) for one in own]
    return sum(filter(None, amounts)), not undated and None not in amounts


def amiss(account: Account, bill: Bill) -> Iterator[str]:
    content = content_of(bill)
    billed, (charged, known) = sum(content), charges_of(account, period_of(bill))
    if billed > 0 and charged == 0 and known:
        yield "billed-without-charge"
    if billed > 0 and charged > 0 and known and abs(billed - charged) > 1:
        yield "billed-amount-differs"
    if charged > 0 and not content:
        yield "charged-not-billed"
    if len(set(content)) < len(content) and known and billed > charged + 1:
        yield "duplicate-bill-line"
    if apart(*taxes(bill)):
        yield "tax-mismatch"
    if apart(*totals(bill)):
        yield "bill-total-mismatch"


def taxes(bill: Bill) -> tuple[int, int]:
    """The PPN that is shown, and the one that is due: 10 % in all of this world."""
    taxed = [x.amount for x in bill.lines if not x.name.startswith(("PPN", "METERAI", "DENDA"))]
    shown = sum(line.amount for line in bill.lines if line.name.startswith("PPN"))
    return shown, (sum(taxed) + 5) // 10


def totals(bill: Bill) -> tuple[int, int]:
    """The total that is shown, and what the lines come to."""
    return bill.total, sum(line.amount for line in bill.lines)


def apart(one: int, other: int) -> bool:
    return abs(one - other) > 1


def judged(account: Account, bill: Bill, contested: int) -> str:
    content = content_of(bill)
    rest, (charged, known) = sum(content), charges_of(account, period_of(bill))
    rest -= charged
    if not content:
        return "none"
    if rest > 1 and not known:
        return "cannot"
    if rest > 1:
        return "partly" if charged > 0 else "unexplained"
    return "contested" if contested else "explained"


# --- the charges --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Doubt:
    """What is wrong with a charge, and how much of it that puts in doubt."""

    charge: Transaction
    rule: str
    amount: int


def doubted(account: Account) -> Iterator[Doubt]:
    terms = {row.partner_ref: row for row in account.subscriptions}
    earlier: list[Transaction] = []
    for charge in reversed(account.transactions):
        amount = amount_of(charge)
        own = terms.get(charge.partner_ref)
        if amount is not None and charge.trx_time != "-":
            for rule, part in (
                *wholly(charge, own, account),
                *(repeated(charge, earlier) if amount > 0 else ()),
                *(dearer(charge, own, account) if amount > 0 else ()),
            ):
                yield Doubt(charge, rule, amount if part is None else part)
            earlier.append(charge)


def wholly(
    charge: Transaction, own: Subscription | None, account: Account
) -> Iterator[tuple[str, None]]:
    """By which a whole charge is in doubt, from its subscription alone."""
    if own is None:
        yield "unknown-subscription", None
        return
    at, end, start = time(charge.trx_time), time(own.end_time), time(own.start_time)
    if end and at and end < at:
        yield ("charge-after-end" if at - end >= timedelta(days=1) else CONFIRM), None
    if start and at and at < start - timedelta(minutes=1):
        yield "charge-before-start", None
    for other in account.subscriptions:
        until = time(other.end_time)
        alike = other.service == own.service and other.start_time < own.start_time
        runs = other.status == "Active" if until is None else bool(start and until > start)
        if alike and runs:
            yield "overlapping-subscriptions", None


def repeated(charge: Transaction, earlier: list[Transaction]) -> Iterator[tuple[str, None]]:
    own = [one for one in earlier if one.partner_ref == charge.partner_ref]
    own = [one for one in own if (amount_of(one) or 0) > 0]
    days = CYCLES[charge.item.split(".")[-1]]
    soon = False
    if own and days == 1:
        soon = own[-1].trx_time[:10] == charge.trx_time[:10]
    elif own:
        at, last = time(charge.trx_time), time(own[-1].trx_time)
        soon = bool(at and last and at - last < timedelta(days=days - 1))
    if soon or any(one.trx_id == charge.trx_id for one in earlier):
        yield "duplicate-charge", None


def dearer(
    charge: Transaction, own: Subscription | None, account: Account
) -> Iterator[tuple[str, int]]:
    assert isinstance(charge.price, int)
    newest = next(t for t in account.transactions if t.partner_ref == charge.partner_ref)
    if own and newest is charge and isinstance(own.price, int) and own.price != charge.price:
        yield "price-mismatch", charge.price - own.price
    if isinstance(charge.prorated_price, int) and charge.prorated_price > charge.price:
        yield "prorate-above-price", charge.prorated_price - charge.price


def time(shown: str) -> datetime | None:
    return datetime.fromisoformat(shown) if shown.startswith("2") else None


def sure(doubts: list[Doubt]) -> list[Doubt]:
    return [one for one in doubts if one.rule != CONFIRM]


def summed(doubts: list[Doubt]) -> int:
    """Each charge once, at its larger amount."""
    most: dict[int, int] = {}
    for one in doubts:
        most[id(one.charge)] = max(one.amount, most.get(id(one.charge), 0))
    return sum(most.values())


def given_back(account: Account, doubts: list[Doubt], period: str) -> int:
    """What negative charges of the same references, and this bill or later ones, take off."""
    references = {one.charge.partner_ref for one in doubts}
    own = [amount_of(t) or 0 for t in account.transactions if t.partner_ref in references]
    bills = [bill for bill in account.bills if period_of(bill) >= period]
    own += [line.amount for bill in bills for line in bill.lines if line.name.startswith("RESTUSI")]
    return -sum(amount for amount in own if amount < 0)


# --- what proves it, and what is told -----------------------------------------------------------


def unproven(account: Account, key: Key, due: list[Doubt]) -> list[str]:
    """Charges of the period, and doubtful ones, that are not among the proving rows."""
    proving = proven(account, key)
    needed = [
        row for row in account.transactions
        if row.trx_time.startswith(before(key.period)) and amount_of(row)
    ]  # fmt: skip
    needed += [one.charge for one in due]
    return [f"not proven: {row.trx_time}" for row in needed if row not in proving]


def proven(account: Account, key: Key) -> list[Transaction]:
    return [account.transactions[number - 1] for number in key.charges]


def untold(account: Account, key: Key, bill: Bill | None) -> Iterator[str]:
    """Amounts and days that the explanation has to name, and does not."""
    rows = proven(account, key)
    named = {amount_of(row) for row in rows} - {None}
    days = [row.trx_time[:10] for row in rows if row.trx_time != "-"]
    if bill and content_of(bill):
        billed, (charged, _) = sum(content_of(bill)), charges_of(account, key.period)
        named |= {billed} | ({billed - charged} if key.verdict == "partly" else set())
        for pair in (taxes(bill), totals(bill)):
            named |= set(pair) if apart(*pair) else set()
    for amount in named:
        if money(amount or 0) not in key.explanation.id:
            yield f"the explanation does not name {money(amount or 0)}"
    for day in days if len(days) < 5 else (days[0], days[-1]):
        if said(day) not in key.explanation.id:
            yield f"the explanation does not name {said(day)}"


def money(amount: int) -> str:
    written = f"{abs(amount):,}".replace(",", ".")
    return f"−{written}" if amount < 0 else f"Rp {written}"


def said(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
