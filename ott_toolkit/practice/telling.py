"""Turns a story into the rows of a customer: always the same ones, whatever the clock says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from ott_toolkit.practice.billing import bills
from ott_toolkit.practice.story import Run, Story
from ott_toolkit.practice.undocumented import Purchase, activations, gimmicks, log, orders
from ott_toolkit.practice.world import (
    FIRST_NUMBER,
    REGIONALS,
    TODAY,
    Account,
    Shown,
    Subscription,
    Transaction,
)

# The dashboard writes «no time» in several ways; which one depends on the customer alone.
BLANK_TIMES = ("0000-00-00 00:00:00", "-", "", "NULL")

LINES = ("Telkom Link ADSL", "Telkom Link FTTH")

# Where an add-on is bought, as the operator's ids of its charges begin.
ID_PREFIXES = {"STB": "stb", "MyIndiHome": "myih", "Web": "web", "SMS": "sms", "CC 147": "cc"}


@dataclass(frozen=True)
class Charge:
    """A charge of a run; the id is None until it is counted."""

    run: Run
    ref: str
    time: str
    price: Shown
    prorated: Shown
    trx_id: str | None


def number_of(serial: int) -> str:
    """The IndiHome number of a serial, inside the block that belongs to the practice world."""
    return str(FIRST_NUMBER + serial)


def name_of(story: Story) -> str:
    """The customer's name, which says that it is an example."""
    return story.name or f"PELANGGAN CONTOH {story.serial:03d}"


def told(story: Story) -> Account:
    """Everything the portal shows of the story's customer."""
    number = number_of(story.serial)
    header = _chance(number, "header")
    purchases, subscriptions, transactions = _rows(story, _chance(number, "charges"))
    group = story.serial if story.household is None else story.household
    return Account(
        number=number,
        name=name_of(story),
        product=story.line or header.choice(LINES),
        phone=f"021{story.serial:08d}",
        group_id=f"34{group:09d} (TSI)",
        regional=story.regional or header.choice(REGIONALS),
        subscriptions=subscriptions,
        transactions=transactions,
        bills=tuple(bills(story, transactions, _chance(number, "bills"))),
        gimmicks=gimmicks(story),
        orders=orders(story, purchases, _chance(number, "orders")),
        activations=activations(purchases, _chance(number, "activations")),
        log=log(purchases, _chance(number, "log")),
    )


def _chance(number: str, subject: str) -> Random:
    """A stream of its own for each subject: one may grow without moving the others."""
    return Random(f"{number} {subject}")  # noqa: S311 - must repeat, not surprise


def _rows(
    story: Story, chance: Random
) -> tuple[list[Purchase], tuple[Subscription, ...], tuple[Transaction, ...]]:
    """What was bought, and the rows of both tables, the newest first.

    Ids of charges are counted in order of time.
    """
    serial = story.serial
    scheduled = [(run, _schedule(run, chance)) for run in story.runs]
    made = [(run, due, _charges(run, due, serial)) for run, due in scheduled]
    bought = [_purchase(run, due, charges, serial) for run, due, charges in made]
    subscriptions = [
        _subscription(run, charges, serial) for run, _, charges in made if not run.hidden
    ]
    in_time = sorted((c for *_, charges in made for c in charges), key=lambda charge: charge.time)
    transactions = [_transaction(c, serial, k) for k, c in enumerate(in_time, start=1)]
    subscriptions.sort(key=lambda row: row.start_time, reverse=True)
    return bought, tuple(subscriptions), tuple(reversed(transactions))


def _purchase(run: Run, due: Sequence[str], charges: Sequence[Charge], serial: int) -> Purchase:
    return Purchase(
        run,
        ref=_reference(run, serial),
        end=_shown_end(run, serial),
        charges=tuple((charge.time, charge.price) for charge in charges if charge.time > "0001"),
        missed=tuple(moment for k, moment in enumerate(due) if k in run.skipped),
    )


def _charges(run: Run, scheduled: Sequence[str], serial: int) -> list[Charge]:
    """The charges of a run, by the schedule and beside it, the oldest first."""
    due = [moment for k, moment in enumerate(scheduled) if k not in run.skipped]
    prices = run.prices or (_price(run),)
    charges = []
    for k, moment in enumerate(sorted([*due, *run.more])):
        price = prices[min(k, len(prices) - 1)]
        prorated = run.prorated[k] if k < len(run.prorated) else price
        trx_id = run.trx_ids[k] if k < len(run.trx_ids) else None
        charges.append(Charge(run, _reference(run, serial), moment, price, prorated, trx_id))
    return charges


def _price(run: Run) -> int:
    return run.product.price if run.price is None else run.price


def _schedule(run: Run, chance: Random) -> list[str]:
    """The start, then just after midnight of every cycle, up to today at the latest."""
    start = datetime.fromisoformat(run.start)
    possible = (TODAY - start.date()).days // run.product.days + 1
    count = possible if run.charges is None else min(run.charges, possible)
    renewals = [_after_midnight(start, k * run.product.days, chance) for k in range(1, count)]
    return [run.start, *renewals][:count]


def _after_midnight(start: datetime, days: int, chance: Random) -> str:
    midnight = datetime.combine(start.date() + timedelta(days=days), time(0, 4))
    return str(midnight + timedelta(seconds=chance.randrange(60)))


def _reference(run: Run, serial: int) -> str:
    if run.ref is not None:
        return run.ref
    digits = run.start.translate(str.maketrans("", "", "- :"))
    return f"{run.product.prefix}-{digits}-{number_of(serial)}"


def _subscription(run: Run, charges: Sequence[Charge], serial: int) -> Subscription:
    newest = charges[-1].time if charges else _blank_time(serial)
    return Subscription(
        partner_ref=_reference(run, serial),
        item=run.product.item,
        price=_price(run),
        denom=_price(run),
        service=run.product.service,
        status="Active" if run.active else "Inactive",
        start_time=run.start,
        end_time=_shown_end(run, serial),
        channel=run.channel,
        last_charge=newest if run.last_charge is None else run.last_charge,
    )


def _shown_end(run: Run, serial: int) -> str:
    """The end that is declared, that of the last cycle paid by the schedule, or none if active."""
    if run.ends is not None:
        return run.ends
    if run.active:
        return _blank_time(serial)
    chance = _chance(number_of(serial), f"end of {run.start}")
    scheduled = len(_schedule(run, chance))
    return _after_midnight(datetime.fromisoformat(run.start), scheduled * run.product.days, chance)


def _blank_time(serial: int) -> str:
    return BLANK_TIMES[serial % len(BLANK_TIMES)]


def _transaction(charge: Charge, serial: int, count: int) -> Transaction:
    counted = f"{ID_PREFIXES.get(charge.run.channel, 'api')}upoint{serial:012d}{count:020d}"
    return Transaction(
        price=charge.price,
        prorated_price=charge.prorated,
        item=charge.run.product.item,
        service=charge.run.product.service.lower(),
        partner_ref=charge.ref,
        trx_id=counted if charge.trx_id is None else charge.trx_id,
        trx_time=charge.time,
    )
