"""Subscriptions whose charges fall where a case needs them, and nothing else strange about them.

The disputed bill carries the charges of February. A renewal comes 30 days after the one before, so
a charge from the 3rd to the 26th of February has its neighbours one in each month, no month has
two, and none lies at a month's turn.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from ott_toolkit.practice.products import CATCHPLAY, DISNEY, IFLIX, KANAL, MOLA, TOM_JERRY
from ott_toolkit.practice.story import Product, Run

MONTHLY = (DISNEY, DISNEY, CATCHPLAY, IFLIX, MOLA, KANAL, TOM_JERRY)
CHANNELS = ("STB", "STB", "MyIndiHome", "Web", "SMS", "CC 147")

FIRST, LAST = 3, 26
"""Days of February between which a charge has quiet neighbours."""
LAST_ENDED = 17
"""A cycle that begins by then is over on the practice day."""


def product(chance: Random, *others: Product) -> Product:
    """A monthly add-on, another one than `others`."""
    return chance.choice([one for one in MONTHLY if one not in others])


def active(
    chance: Random,
    item: Product,
    *,
    between: tuple[int, int] = (FIRST, LAST),
    renewals: tuple[int, int] = (1, 4),
    **said: Any,
) -> Run:
    """A subscription that runs on, charged on a day of February.

    Args:
        chance: What is drawn from.
        item: What is subscribed to.
        between: The days of February in question, both inclusive.
        renewals: How many times it was charged before; 0 lets it begin in February.
        **said: What else is said of the run.
    """
    begun = date(2022, 2, chance.randint(*between)) - timedelta(30 * chance.randint(*renewals))
    said = {"active": True, "channel": chance.choice(CHANNELS), **said}
    return Run(item, evening(chance, begun), **said)


def ended(chance: Random, item: Product, *, renewals: tuple[int, int] = (1, 4), **said: Any) -> Run:
    """A subscription whose last charge is in February, and whose End Time is in March."""
    count = chance.randint(*renewals)
    last = date(2022, 2, chance.randint(FIRST, LAST_ENDED))
    said = {"charges": count + 1, "channel": chance.choice(CHANNELS), **said}
    return Run(item, evening(chance, last - timedelta(30 * count)), **said)


def over(chance: Random, item: Product, end: date, charges: int, **said: Any) -> Run:
    """A subscription that ended on a day: so many charges, the last one 30 days before."""
    said = {"charges": charges, "channel": chance.choice(CHANNELS), **said}
    return Run(item, evening(chance, end - timedelta(30 * charges)), **said)


def usual(chance: Random, item: Product, **said: Any) -> Run:
    """A subscription in order, active or ended."""
    return (active if chance.random() < 0.6 else ended)(chance, item, **said)


def evening(chance: Random, day: date) -> str:
    """A time at which people buy."""
    clock = (chance.randint(9, 22), chance.randrange(60), chance.randrange(60))
    return f"{day} {clock[0]:02d}:{clock[1]:02d}:{clock[2]:02d}"


def at_night(chance: Random, day: date, minute: int = 4) -> str:
    """A time just after midnight, at which renewals run."""
    return f"{day} 00:{minute:02d}:{chance.randrange(60):02d}"
