"""Rows of the menu pages that the procedure does not describe; all of it is our own guess.

What they say agrees with the documented pages: a free period covers the charge of nothing, an
order comes before Start Time, every charge has its entry in Data Log.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from ott_toolkit.practice.products import DISNEY
from ott_toolkit.practice.story import Free, Run, Story
from ott_toolkit.practice.world import (
    TODAY,
    Account,
    Activation,
    Gimmick,
    LogEntry,
    Order,
    Shown,
)

NEVER = "-"
CONFIRMED = ("KONFIRMASI OTP", "kode cocok")
UNCONFIRMED = ("KONFIRMASI", "tanpa konfirmasi")
BY_ORDER = "CC 147"
"""The channel whose purchases are orders of the operator's."""


@dataclass(frozen=True)
class Purchase:
    """A run as these pages know it.

    Attributes:
        run: What was declared.
        ref: Its Partner ref_no.
        end: Its End Time as shown.
        charges: Time and price of each charge that has a time.
        missed: When a charge was due and not made.
    """

    run: Run
    ref: str
    end: str
    charges: tuple[tuple[str, Shown], ...]
    missed: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """Whether it is over, at a time that is known."""
        return not self.run.active and "0001" < self.end < str(TODAY)

    def before(self, seconds: int) -> str:
        """The time so many seconds before the start."""
        return str(datetime.fromisoformat(self.run.start) - timedelta(seconds=seconds))


@dataclass(frozen=True, slots=True)
class Check:
    """One row of Tools."""

    name: str
    result: str


def gimmicks(story: Story) -> tuple[Gimmick, ...]:
    """The free periods that were given."""
    return tuple(map(_gimmick, story.free))


def _gimmick(free: Free) -> Gimmick:
    since = datetime.fromisoformat(free.since)
    until = since + timedelta(days=free.days)
    price = f"{free.product.price:,}".replace(",", ".")
    terms = f"Gratis {free.days} hari, lalu Rp {price} setiap {free.product.days} hari"
    return Gimmick(free.product.item, free.product.service, str(since), str(until), terms, "STB")


def orders(story: Story, purchases: Sequence[Purchase], chance: Random) -> tuple[Order, ...]:
    """The installation, and each add-on that was ordered or came with the package; newest first."""
    made = [_installation(story, chance)]
    for bought in purchases:
        if bought.run.channel == BY_ORDER:
            made.append(_order("ADD ON", bought.run.product.service, bought, chance))
        elif bought.run.product.name in story.package:
            made.append(_order("UBAH PAKET", story.package, bought, chance))
    return tuple(sorted(made, key=lambda order: order.ordered_at, reverse=True))


def _order(kind: str, what: str, bought: Purchase, chance: Random) -> Order:
    moment = bought.before(60 * chance.randint(5, 40))
    return Order(_order_id(chance), kind, what, "COMPLETED", moment)


def _installation(story: Story, chance: Random) -> Order:
    day = datetime.fromisoformat("2016-01-04") + timedelta(days=chance.randrange(3 * 365))
    moment = day + timedelta(minutes=chance.randint(8 * 60, 17 * 60))
    return Order(_order_id(chance), "PASANG BARU", story.package, "COMPLETED", str(moment))


def _order_id(chance: Random) -> str:
    return f"SC{chance.randrange(10**8, 10**9)}"


def activations(purchases: Sequence[Purchase], chance: Random) -> tuple[Activation, ...]:
    """The Disney accounts of a number, the newest subscription first."""
    disney = [p for p in purchases if p.run.product.service == DISNEY.service and not p.run.hidden]
    disney.sort(key=lambda bought: bought.run.start, reverse=True)
    return tuple(_activation(bought, chance) for bought in disney)


def _activation(bought: Purchase, chance: Random) -> Activation:
    if bought.run.activated == "":
        return Activation(bought.ref, "BELUM AKTIVASI", NEVER, bought.end)
    soon = bought.before(-60 * chance.randint(2, 50))
    status = "AKTIF" if bought.run.active else "BERAKHIR"
    return Activation(bought.ref, status, bought.run.activated or soon, bought.end)


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


def log(purchases: Sequence[Purchase], chance: Random) -> tuple[LogEntry, ...]:
    """The process of each purchase, the newest step first."""
    steps = [entry for bought in purchases for entry in _steps(bought, chance)]
    steps.sort(key=lambda entry: entry.time)
    return tuple(reversed(steps))


def _steps(bought: Purchase, chance: Random) -> Iterator[LogEntry]:
    run, ref = bought.run, bought.ref
    asked, agreed = bought.before(chance.randint(40, 150)), bought.before(chance.randint(3, 30))
    confirmation = CONFIRMED if run.confirmed else UNCONFIRMED
    yield LogEntry(asked, run.channel, "PERMINTAAN", ref, "diterima")
    yield LogEntry(agreed, run.channel, confirmation[0], ref, confirmation[1])
    yield LogEntry(run.start, run.channel, "SUBSCRIBE", ref, "0 - OK")
    for time, price in bought.charges:
        process = "REFUND" if isinstance(price, int) and price < 0 else "CHARGE"
        yield LogEntry(time, "SYSTEM", process, ref, "0 - OK")
    for time in bought.missed:
        yield LogEntry(time, "SYSTEM", "CHARGE", ref, "1 - GAGAL")
    for time, result in run.stop_asked:
        yield LogEntry(time, run.channel, "UNREG", ref, f"UNREG {result}")
    if bought.ended:
        yield LogEntry(bought.end, "SYSTEM", "EXPIRE", ref, "0 - OK")
