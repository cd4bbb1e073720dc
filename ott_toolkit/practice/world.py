"""The practice world: its fixed day, its log-in, and the rows that make up a customer."""

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

TODAY: Final = date(2022, 3, 20)
"""The day on which the practice world stands still. Nothing was charged or billed after it."""

# Shown on the log-in page itself: nothing is kept secret by them.
USERNAME: Final = "latihan"
PASSWORD: Final = "latihan"  # noqa: S105 - printed on the log-in page, of invented customers

BESIDE: Final = ("Daftar kasus", "I-Payment (tagihan)", "Gangguan latihan")
"""What the menu leads to beside the dashboard's own pages."""

FIRST_NUMBER: Final = 121_500_000_000
SAMPLE_NUMBER: Final = "121500000017"
REGIONALS: Final = tuple(str(regional) for regional in range(1, 8))

Shown: TypeAlias = int | str
"""An amount in rupiah, or the text that stands where none is known: «-», «NULL» or nothing."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One row of Subscriptions; times as text, the way the page shows them."""

    partner_ref: str
    item: str
    price: Shown
    denom: Shown
    service: str
    status: str
    start_time: str
    end_time: str
    channel: str
    last_charge: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """One row of Transactions Data."""

    price: Shown
    prorated_price: Shown
    item: str
    service: str
    partner_ref: str
    trx_id: str
    trx_time: str

    @property
    def amount(self) -> int:
        """What is billed for the charge: its prorated price where there is one, else its price."""
        if isinstance(self.prorated_price, int):
            return self.prorated_price
        return self.price if isinstance(self.price, int) else 0


@dataclass(frozen=True, slots=True)
class Payment:
    """Where and when a bill was paid."""

    location: str
    day: str
    time: str


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line of a bill's detail."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Bill:
    """One period of the bill: the announced total and the lines under it."""

    period: str
    total: int
    lines: tuple[BillLine, ...]
    payment: Payment | None

    @property
    def status(self) -> str:
        """Paid or not, in the words of the bill."""
        return "Lunas" if self.payment else "Belum Lunas"


@dataclass(frozen=True, slots=True)
class Gimmick:
    """A free period that was given."""

    item: str
    service: str
    since: str
    until: str
    terms: str
    channel: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order in Starclick."""

    order_id: str
    kind: str
    package: str
    status: str
    ordered_at: str


@dataclass(frozen=True, slots=True)
class Activation:
    """One row of DisneyPlus."""

    partner_ref: str
    status: str
    activated: str
    until: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of Data Log: what was processed, never who pressed the button."""

    time: str
    channel: str
    process: str
    partner_ref: str
    response: str


@dataclass(frozen=True, slots=True)
class Account:
    """Everything the portal knows about one IndiHome number."""

    number: str
    name: str
    product: str
    phone: str
    group_id: str
    regional: str
    subscriptions: tuple[Subscription, ...]
    transactions: tuple[Transaction, ...]
    bills: tuple[Bill, ...]
    gimmicks: tuple[Gimmick, ...]
    orders: tuple[Order, ...]
    activations: tuple[Activation, ...]
    log: tuple[LogEntry, ...]
