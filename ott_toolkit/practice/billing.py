"""Reckons the bills of a customer from the charges, then lets the story deviate from them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from ott_toolkit.practice.story import Amend, Story
from ott_toolkit.practice.world import TODAY, Bill, BillLine, Payment, Transaction

CONTENT = "INTERNET CONTENT"
TAX = "PPN UNSUR KENA PAJAK"
STAMP = "METERAI"
UNTAXED = (STAMP, "DENDA TERBAYAR")

FEES = (275_000, 315_000, 360_000, 425_000, 515_000)
PLACES = ("Loket Contoh", "ATM Contoh", "Mobile Banking Contoh", "Aplikasi Contoh")

# A bill names its month in Indonesian or in English; which one depends on the customer alone.
MONTHS = (
    ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def bills(story: Story, transactions: Sequence[Transaction], chance: Random) -> Iterator[Bill]:
    """The bills of a story, the newest period first."""
    fee = BillLine(story.fee_line, story.fee or chance.choice(FEES))
    amends = {amend.period: amend for amend in story.amends}
    month = TODAY.replace(day=1)
    for back in range(story.months):
        amend = amends.get(f"{month:%Y-%m}", Amend(f"{month:%Y-%m}"))
        charged = [t for t in transactions if t.trx_time.startswith(f"{_before(month):%Y-%m}")]
        lines = _lines([*_content(charged, story, amend), fee], amend)
        paid = back > 0 if amend.paid is None else amend.paid
        yield Bill(
            period=f"{MONTHS[story.serial % 2][month.month - 1]} {month.year}",
            total=sum(line.amount for line in lines) + amend.excess,
            lines=lines,
            payment=_payment(month, chance) if paid else None,
        )
        month = _before(month)


def _before(month: date) -> date:
    """The first day of the month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def _content(charged: Sequence[Transaction], story: Story, amend: Amend) -> list[BillLine]:
    """The lines of INTERNET CONTENT: one a service or one for all, none where nothing is due."""
    split = story.serial % 2 == 0 if story.split is None else story.split
    amounts: dict[str, int] = defaultdict(int)
    for charge in charged:
        amounts[charge.service if split else ""] += charge.amount
    due = [amounts[service] for service in sorted(amounts)]
    return [BillLine(CONTENT, a) for a in (due if amend.content is None else amend.content) if a]


def _lines(lines: Sequence[BillLine], amend: Amend) -> tuple[BillLine, ...]:
    """The content and the fee, then what the story adds, PPN and stamp duty."""
    shown = [*lines, *(BillLine(name, amount) for name, amount in amend.lines)]
    taxable = sum(line.amount for line in shown if line.name not in UNTAXED)
    # Every period of this world ends before April 2022, so PPN is 10 %, rounded half up.
    tax = (taxable + 5) // 10 if amend.ppn is None else amend.ppn
    return (*shown, BillLine(TAX, tax), BillLine(STAMP, 0))


def _payment(month: date, chance: Random) -> Payment:
    day = month.replace(day=chance.randint(3, 19))
    clock = f"{chance.randint(8, 20):02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}"
    return Payment(chance.choice(PLACES), str(day), clock)
