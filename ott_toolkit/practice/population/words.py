"""The words in which a kind of customer is declared, and the figures that all of them share."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import numpy as np

from ott_toolkit.practice.products import PRODUCTS as OFFERED
from ott_toolkit.practice.story import Product
from ott_toolkit.practice.world import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from ott_toolkit.practice.population.drafts import Draft

NOTHING: Final = int(np.iinfo(np.int64).min)
"""Stands for a missing amount, time or number in a column of whole numbers."""

DAY: Final = 86_400
MIDNIGHT: Final = int(datetime.combine(TODAY, time(), UTC).timestamp())
"""The first second of the fixed day; seconds are counted as if WIB were UTC."""

ASOF: Final = MIDNIGHT + DAY - 1

# One costs what Disney costs; «Biweekly» is no cycle's name; items are written in other ways too.
PRODUCTS: Final = (
    *OFFERED,
    Product("735", "Panggung", "Telkom.Premium.MONTHLY.", 29_000, "pgact"),
    Product("736", "Layar Kita", "Telkom.Family.Biweekly", 25_000, "lkact"),
    Product("737", "Lagu Kita", "Telkom_Music WEEKLY.", 6_000, "lgact", 7),
)


def _of(days: int) -> tuple[int, ...]:
    return tuple(k for k, product in enumerate(PRODUCTS) if product.days == days)


MONTHLY: Final = _of(30)
WEEKLY: Final = _of(7)
DAILY: Final = _of(1)
YEARLY: Final = _of(365)
TWINS: Final = tuple(k for k in MONTHLY if PRODUCTS[k].price == 29_000)
"""Two services at one price."""


class Plan(NamedTuple):
    """How a subscription comes about.

    Attributes:
        products: Places in PRODUCTS to draw from.
        since: First and last day of the start, in days before the fixed day.
        cycles: Fewest and most cycles that are paid; never more than fit before the fixed day.
        running: Percentage that is Active and goes on to the fixed day, whatever `cycles` says.
        clock: First and last second of the day on which it may start.
        follows: Seconds after the end of the plan before at which it starts, instead of a draw.
        same: Whether the service is that of the first plan.
    """

    products: tuple[int, ...] = MONTHLY
    since: tuple[int, int] = (270, 130)
    cycles: tuple[int, int] = (4, 6)
    running: int = 0
    clock: tuple[int, int] = (7 * 3600, 23 * 3600 - 1)
    follows: int | None = None
    same: bool = False


Bill: TypeAlias = Literal["charged", "empty", "newest", "next"]
ContentWay: TypeAlias = Literal[
    "",
    "dropped",
    "zero",
    "blank",
    "unnamed",
    "repeated",
    "respelled",
    "renamed",
    "invented",
    "invented twice",
]
PpnWay: TypeAlias = Literal["", "none", "split", "small letters"]
BillWay: TypeAlias = Literal["", "absent", "twice", "apart"]


class Amend(NamedTuple):
    """How one bill of a customer differs from what follows from the charges.

    Attributes:
        at: Which bill: the newest with a charge, the oldest that is empty of charges, that of the
            fixed day's month, or the next one, which is shown to nobody else.
        finds: The rules that find it.
        content: What happens to the content: blank is the amount alone, unnamed the
            label alone; repeated is in the same spelling, respelled in another, renamed under
            another of the names; invented is charged for nothing.
        more: Rupiah that the first content line has too much.
        ppn: Rupiah that PPN has too much.
        ppn_way: What happens to PPN: none at all, split over two lines, or in small letters.
        rate: PPN in percent instead of the right one.
        total: Rupiah that the total has too much; NOTHING leaves it out.
        half: Whether the fee is such that PPN ends in half a rupiah.
        blank: Whether the amount of the fee is missing.
        way: What happens to the bill as a whole: it is absent, shown twice, or content and
            fee are on bills of their own, apart.
    """

    at: Bill = "charged"
    finds: tuple[str, ...] = ()
    content: ContentWay = ""
    more: int = 0
    ppn: int = 0
    ppn_way: PpnWay = ""
    rate: int = 0
    total: int = 0
    half: bool = False
    blank: bool = False
    way: BillWay = ""


class Kind(NamedTuple):
    """A kind of customer.

    Attributes:
        name: What is special about it.
        plans: The subscriptions; what is planted happens to the first, if nothing else is said.
        plant: Changes the rows and notes what is to be found in them.
        share: How many of a thousand customers are of it.
        lose: Columns whose value is missing in the newest charge of the first subscription.
        blank: Columns whose value is missing in the row of the first subscription.
        amend: How a bill differs from the charges.
        alone: Whether there are no further subscriptions than the planned ones.
    """

    name: str
    plans: tuple[Plan, ...] = (Plan(),)
    plant: Callable[[Draft], None] | None = None
    share: int = 4
    lose: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    amend: Amend | None = None
    alone: bool = False
