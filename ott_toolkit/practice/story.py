"""The words in which a customer is invented: products, runs of charges, deviations of the bill.

A story only declares; `told` in `telling.py` turns it into rows. What is not said follows the
habits of the domain: a monthly item renews every 30 days just after midnight, its End Time is the
end of the last cycle that was paid, and a charge is on the bill of the following month.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ott_toolkit.practice.key import Key, Text
from ott_toolkit.practice.world import Shown

Unreg: TypeAlias = Literal["diterima", "gagal"]
"""What became of a request to stop, as Data Log words it."""


@dataclass(frozen=True)
class Product:
    """An OTT add-on as it is sold."""

    code: str
    name: str
    item: str
    price: int
    prefix: str
    days: int = 30

    @property
    def service(self) -> str:
        """The product as Subscriptions shows it; Transactions Data shows it in lower case."""
        return f"{self.code} - {self.name}"


@dataclass(frozen=True)
class Run:
    """One subscription and its charges.

    Attributes:
        product: What is subscribed to.
        start: Start Time and time of the first charge.
        charges: How many charges were due by the schedule; None is every one up to today.
        active: Whether the status is Active.
        ends: End Time as shown; None is the end of the last cycle, or a blank while active.
        channel: Where it was bought.
        price: The subscription's price; None is the product's.
        prices: Prices of the first charges in order, the last one repeated; empty is `price`.
            A text stands where none is known.
        prorated: Prorated prices of the first charges; the others equal their price.
        skipped: Positions of scheduled charges that were not made.
        more: Times of further charges beside the schedule; «-» is a charge without a time.
        trx_ids: Ids of the charges in order of time; empty lets them be counted.
        last_charge: Last Charge as shown; None is the newest charge.
        ref: Partner ref_no; None lets it be made of the start and the number.
        hidden: Whether Subscriptions lacks the row, though its charges are there.
        confirmed: Whether Data Log shows an OTP that matched; else it says «tanpa konfirmasi».
        stop_asked: Requests to stop, as Data Log shows them: time and what became of each.
        activated: When the Disney account was activated; None is minutes after the start, empty is
            never.
    """

    product: Product
    start: str
    charges: int | None = None
    active: bool = False
    ends: str | None = None
    channel: str = "STB"
    price: int | None = None
    prices: tuple[Shown, ...] = ()
    prorated: tuple[Shown, ...] = ()
    skipped: tuple[int, ...] = ()
    more: tuple[str, ...] = ()
    trx_ids: tuple[str, ...] = ()
    last_charge: str | None = None
    ref: str | None = None
    hidden: bool = False
    confirmed: bool = True
    stop_asked: tuple[tuple[str, Unreg], ...] = ()
    activated: str | None = None


@dataclass(frozen=True)
class Amend:
    """How one period's bill differs from the one that follows from the charges.

    Attributes:
        period: The bill's month, YYYY-MM.
        content: Amounts of INTERNET CONTENT instead of what was charged.
        lines: Further lines (name, amount); PPN is reckoned with those that are taxed.
        ppn: The PPN shown instead of the right one.
        excess: What the announced total has more than its lines.
        paid: Whether the period is paid; None is paid unless it is the newest.
    """

    period: str
    content: tuple[int, ...] | None = None
    lines: tuple[tuple[str, int], ...] = ()
    ppn: int | None = None
    excess: int = 0
    paid: bool | None = None


@dataclass(frozen=True)
class Free:
    """A free period of a product: `days` from `since` (YYYY-MM-DD) on."""

    product: Product
    since: str
    days: int = 30


TroubleKind: TypeAlias = Literal[
    "truncated", "short", "other-number", "maintenance", "server-error", "session"
]


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with one page for one number, whoever asks and however often.

    Attributes:
        page: The page's slug: `subscriptions` or `transactions`.
        kind: `truncated`: the page breaks off within its last row; `short`: it announces more rows
            than it shows; `other-number`: it answers with another customer's result;
            `maintenance`, `server-error`: it does not answer; `session`: the session is lost,
            but only when somebody asks for the first time.
        other: The serial of the customer whose result is shown instead.
    """

    page: str
    kind: TroubleKind
    other: int = 0


@dataclass(frozen=True)
class Story:
    """One customer, declared.

    Attributes:
        serial: The end of the number: 121500000000 + serial.
        topic: What the customer is there for; never shown on a page, it would give the answer away.
        complaint: What the customer says, in customers' words, without the answer.
        runs: The subscriptions and their charges.
        amends: How bills differ from the charges.
        free: Free periods.
        months: How many periods the bill page shows; 0 is no bill at all.
        fee: The monthly fee; None lets it be drawn.
        fee_line: What the bill calls the fee.
        split: One content line a service, instead of one sum; None lets it follow the serial.
        name: The customer's name; empty is «PELANGGAN CONTOH nnn».
        household: Serial of the number whose GroupID is shared.
        package: The package of the order in Starclick.
        line: The product in the head of the bill; empty lets it be drawn.
        regional: 1 to 7; empty lets it be drawn.
        trouble: What always goes wrong when this customer is looked up.
        key: The right answer.
        difficulty: 1 (one look), 2 (compare), 3 (two causes at once, or it cannot be said).
        twin: Serial of the case with the same complaint and bill, in which one fact differs.
    """

    serial: int
    topic: str
    complaint: Text
    runs: tuple[Run, ...] = ()
    amends: tuple[Amend, ...] = ()
    free: tuple[Free, ...] = ()
    months: int = 4
    fee: int | None = None
    fee_line: str = "ABONEMEN"
    split: bool | None = None
    name: str = ""
    household: int | None = None
    package: str = "IndiHome 2P 30 Mbps"
    line: str = ""
    regional: str = ""
    trouble: Trouble | None = None
    key: Key = field(kw_only=True)
    difficulty: int = 1
    twin: int | None = None
