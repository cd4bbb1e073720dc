"""The kinds of customers: what is sound, what is wrong, and what only looks wrong."""

from __future__ import annotations

from typing import Final

from ott_toolkit.practice.population import plants
from ott_toolkit.practice.population.drafts import ACTIVE
from ott_toolkit.practice.population.plants import Plant
from ott_toolkit.practice.population.words import (
    DAILY,
    DAY,
    NOTHING,
    TWINS,
    WEEKLY,
    YEARLY,
    Amend,
    Kind,
    Plan,
)

USUAL = Plan(since=(290, 10), cycles=(1, 9), running=60)
EARLY = Plan(since=(270, 210), cycles=(4, 4))
RUNNING = Plan(running=100)
ON_BILLS = Plan(since=(199, 172))
"""Starts in September 2021, whose charges the oldest bill carries."""

TWO_AT_ONE_PRICE = tuple(ON_BILLS._replace(products=(twin,)) for twin in TWINS)
LATE = Plan(since=(165, 130))
"""Starts after September 2021: the oldest bill carries nothing."""

WEEKS = Plan(WEEKLY, since=(270, 80), cycles=(5, 35))
DAYS = Plan(DAILY, since=(90, 45), cycles=(10, 40))
OPEN = plants.changed(status=ACTIVE, end=NOTHING)
ENDS_TODAY = Plan(since=(90, 90), cycles=(3, 3))
"""The end of the last cycle is on the fixed day."""


def _again(seconds: int) -> tuple[Plan, Plan]:
    """A subscription, then the same service so many seconds after its end."""
    return EARLY, Plan(cycles=(1, 2), follows=seconds, same=True)


def _bills(name: str, amend: Amend, plan: Plan = ON_BILLS, plant: Plant | None = None) -> Kind:
    """A kind whose one bill deviates; no other subscription fills its months."""
    return Kind(name, (plan,), plant, amend=amend, alone=True)


SOUND: Final = (
    Kind("several services", (USUAL,), share=400),
    Kind("a weekly one", (WEEKS,), share=40),
    Kind("a weekly one that runs on", (WEEKS._replace(running=100),), share=10),
    Kind("a daily one", (DAYS,), share=30),
    Kind("a daily one that runs on", (DAYS._replace(running=100),), share=10),
    Kind("daily, begun just before midnight", (DAYS._replace(clock=(86_340, 86_399)),), share=5),
    Kind("a yearly one", (Plan(YEARLY, since=(430, 20), running=100),), share=20),
    Kind("no add-on at all", (), share=0, alone=True),
    Kind(
        "two services at one price",
        TWO_AT_ONE_PRICE,
        share=10,
        alone=True,
    ),
    Kind("back after a pause", _again(5 * DAY), share=10),
)

CHARGES: Final = (
    Kind("charged after the end", (EARLY,), plants.after_end(30 * DAY, "charge-after-end")),
    Kind("a day after", (EARLY,), plants.after_end(DAY, "charge-after-end")),
    Kind("a second less", (EARLY,), plants.after_end(DAY - 1, "charge-at-end")),
    Kind("a second after", (EARLY,), plants.after_end(1, "charge-at-end")),
    Kind("at the very end", (EARLY,), plants.after_end(0)),
    Kind("refund late", (EARLY,), plants.after_end(5 * DAY, "charge-after-end", sign=-1)),
    Kind("61 s before the start", plant=plants.first_early(61, "charge-before-start")),
    Kind("60 s before the start", plant=plants.first_early(60)),
    Kind("a cycle before the start", plant=plants.cycle_early),
    Kind("charged again at once", plant=plants.again(5, "duplicate-charge")),
    Kind("again for nothing", plant=plants.again(5, part=0)),
    Kind("refund", plant=plants.again(5 * DAY, part=-1)),
    Kind("29 days but a second", plant=plants.again_within(-1, "duplicate-charge")),
    Kind("29 days", plant=plants.again_within(0)),
    Kind("6 days but a second", (WEEKS,), plants.again_within(-1, "duplicate-charge")),
    Kind("6 days", (WEEKS,), plants.again_within(0)),
    Kind("twice a day", (DAYS,), plants.again(6 * 3600, "duplicate-charge")),
    Kind("copied row", plant=plants.copied),
    Kind("same id", plant=plants.same_id),
    Kind(
        "same id elsewhere",
        (EARLY._replace(products=TWINS[:1]), Plan(TWINS[1:], since=(150, 130))),
        plants.same_id_elsewhere,
        alone=True,
    ),
    Kind(
        "hidden subscription",
        (USUAL._replace(products=TWINS[:1]), Plan(TWINS[1:], cycles=(1, 2))),
        plants.hidden,
        alone=True,
    ),
    Kind(
        "another's reference",
        (USUAL._replace(products=TWINS[1:]), Plan(TWINS[:1], cycles=(1, 2))),
        plants.borrowed,
        alone=True,
    ),
    Kind("a cycle skipped", plant=plants.skipped),
    Kind("31 days and a second", plant=plants.late(1, "missing-cycle")),
    Kind("31 days", plant=plants.late(0)),
    Kind("first month free", plant=plants.free(0)),
    Kind("second month free", plant=plants.free(1)),
)

PRICES: Final = (
    Kind("price went up", plant=plants.dearer(0, 1, terms=True, changes=(1,))),
    Kind("dear once", plant=plants.dearer(1, changes=(1, 0))),
    Kind("newest too dear", plant=plants.dearer(0, changes=(0,), mismatch=True)),
    Kind("only charge too dear", (EARLY._replace(cycles=(1, 1)),), plants.dearer(0, mismatch=True)),
    Kind("prorate a rupiah above", plant=plants.prorated(1, "prorate-above-price")),
    Kind("prorate below", plant=plants.prorated(-4_000)),
)

SUBSCRIPTIONS: Final = (
    Kind("overlap by a second", _again(-1), plants.overlapping(1)),
    Kind("touching", _again(0)),
    Kind(
        "overlap, spelled differently",
        _again(-20 * DAY),
        plants.changed("overlapping-subscriptions", role=1, loud=1),
    ),
    Kind(
        "overlap of an open one",
        (RUNNING, Plan(since=(100, 60), cycles=(1, 2), same=True)),
        plants.overlapping(1),
    ),
    Kind(
        "two inside a long one",
        (
            Plan(since=(200, 190), cycles=(6, 6)),
            Plan(since=(170, 160), cycles=(1, 1), same=True),
            Plan(since=(110, 100), cycles=(1, 1), same=True),
        ),
        plants.overlapping(1, 2),
    ),
    Kind("after one without an end", _again(-20 * DAY), plants.no_end),
    Kind("last charge 61 s late", plant=plants.changed("last-charge-unseen", later=61)),
    Kind("last charge 60 s late", plant=plants.changed(later=60)),
    Kind(
        "last charge 61 s early",
        plant=plants.changed("last-charge-unseen", "last-charge-stale", later=-61),
    ),
    Kind("last charge 60 s early", plant=plants.changed(later=-60)),
    Kind("last charge of before", plant=plants.last_charge_before),
    Kind("another number in the reference", plant=plants.other_number),
    Kind("another start in the reference", plant=plants.other_start),
    Kind("a reference without a form", plant=plants.unformed),
    Kind("active, ended today", (ENDS_TODAY,), plants.changed("status-mismatch", status=ACTIVE)),
    Kind("active, ended long ago", (EARLY,), plants.still_active),
    Kind("active, ends this second", (RUNNING,), plants.ends_now),
    Kind("active, ended a second ago", (RUNNING,), plants.ended_just_now),
    Kind("inactive without an end", plant=plants.no_end),
    Kind("small letters, spaces", (RUNNING,), plants.changed(status=2)),
    Kind("overdue", (EARLY,), plants.overdue),
    Kind("weekly, overdue", (Plan(WEEKLY, since=(100, 90), cycles=(3, 5)),), plants.overdue),
    Kind(
        "overdue by a second",
        (Plan(since=(31, 31), cycles=(1, 1), clock=(86_398, 86_398)),),
        plants.overdue,
    ),
    Kind(
        "overdue in a second",
        (Plan(since=(31, 31), cycles=(1, 1), clock=(86_399, 86_399)),),
        OPEN,
    ),
    Kind("two rows of one reference", plant=plants.relisted()),
    Kind("two rows of two prices", plant=plants.relisted(price=5_000)),
    Kind(
        "two rows, one of no start",
        plant=plants.both(
            plants.first_early(61, "charge-before-start"), plants.relisted(start_time=NOTHING)
        ),
    ),
    Kind(
        "two rows, one still open",
        (EARLY,),
        plants.both(plants.after_end(1), plants.relisted(status=ACTIVE, end=NOTHING)),
    ),
)

GAPS: Final = (
    *(
        Kind(f"charge without {name}", lose=(name,))
        for name in ("trx_id", "item", "service", "price", "prorated")
    ),
    *(
        Kind(f"charge without {name}", plant=plants.unseen, lose=(name,))
        for name in ("partner_ref", "time")
    ),
    Kind(
        "overdue, the newest charge without time",
        (EARLY,),
        plants.both(plants.overdue, plants.unseen),
        lose=("time",),
    ),
    Kind("charge without amounts", lose=("price", "prorated")),
    *(
        Kind(f"subscription without {name}", blank=(name,))
        for name in ("start_time", "price", "item", "service", "last_charge")
    ),
)

BILLS: Final = (
    _bills(
        "billed for nothing",
        Amend(at="empty", finds=("billed-without-charge",), content="invented"),
        plan=LATE,
    ),
    _bills(
        "billed twice for nothing",
        Amend(
            at="empty",
            finds=("billed-without-charge", "duplicate-bill-line"),
            content="invented twice",
        ),
        plan=LATE,
    ),
    _bills(
        "billed for a free month",
        Amend(at="empty", finds=("billed-without-charge",), content="invented"),
        plant=plants.free(0),
    ),
    _bills("Rp 1 too much", Amend(more=1)),
    _bills("Rp 1 too little", Amend(more=-1)),
    _bills("Rp 2 too much", Amend(finds=("billed-amount-differs",), more=2)),
    _bills("Rp 2 too little", Amend(finds=("billed-amount-differs",), more=-2)),
    _bills("Rp 10,000 too much", Amend(finds=("billed-amount-differs",), more=10000)),
    _bills("not billed", Amend(finds=("charged-not-billed",), content="dropped")),
    _bills("billed 0", Amend(finds=("charged-not-billed",), content="zero")),
    _bills("no bill", Amend(way="absent")),
    _bills("a line without a label", Amend(content="unnamed")),
    _bills("content without an amount", Amend(content="blank")),
    Kind(
        "one of two without an amount",
        tuple(plan._replace(running=100) for plan in TWO_AT_ONE_PRICE),
        amend=Amend(content="blank"),
        alone=True,
    ),
    _bills(
        "line repeated",
        Amend(finds=("duplicate-bill-line", "billed-amount-differs"), content="repeated"),
    ),
    _bills(
        "line in another spelling",
        Amend(finds=("duplicate-bill-line", "billed-amount-differs"), content="respelled"),
    ),
    _bills("line under another name", Amend(finds=("billed-amount-differs",), content="renamed")),
    _bills("PPN Rp 1 too much", Amend(at="newest", ppn=1)),
    _bills("PPN Rp 1 too little", Amend(at="newest", ppn=-1)),
    _bills("PPN Rp 2 too much", Amend(at="newest", finds=("tax-mismatch",), ppn=2)),
    _bills("PPN Rp 2 too little", Amend(at="newest", finds=("tax-mismatch",), ppn=-2)),
    _bills("half a rupiah", Amend(half=True)),
    _bills("half a rupiah, Rp 1 more", Amend(half=True, ppn=1)),
    _bills("half a rupiah, Rp 2 less", Amend(finds=("tax-mismatch",), half=True, ppn=-2)),
    _bills("no PPN", Amend(ppn_way="none")),
    _bills("PPN in two lines", Amend(ppn_way="split")),
    _bills(
        "PPN in small letters", Amend(finds=("tax-mismatch",), ppn_way="small letters", ppn=500)
    ),
    _bills("new rate", Amend(at="next")),
    _bills("old rate after the turn", Amend(at="next", finds=("tax-mismatch",), rate=10)),
    _bills("new rate before the turn", Amend(at="newest", finds=("tax-mismatch",), rate=11)),
    _bills("total Rp 1 too much", Amend(at="newest", total=1)),
    _bills("total Rp 1 too little", Amend(at="newest", total=-1)),
    _bills("total Rp 2 too much", Amend(finds=("bill-total-mismatch",), total=2)),
    _bills("total Rp 2 too little", Amend(finds=("bill-total-mismatch",), total=-2)),
    _bills("no total", Amend(total=NOTHING)),
    _bills("a fee without an amount", Amend(blank=True, ppn=500, total=500)),
    _bills("one bill shown twice", Amend(way="twice")),
    _bills("two bills in a month", Amend(way="apart")),
)

_PLANTED = (*SOUND, *CHARGES, *PRICES, *SUBSCRIPTIONS, *GAPS, *BILLS)

THOUSAND: Final = 1_000
# Whoever is not spoken of has no add-on: the shares make a thousand.
KINDS: Final = tuple(
    kind._replace(share=THOUSAND - sum(k.share for k in _PLANTED)) if not kind.share else kind
    for kind in _PLANTED
)
