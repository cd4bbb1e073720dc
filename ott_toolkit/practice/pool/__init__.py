"""Cases that are made as they are asked for: a serial is the seed of its story.

So a class cannot copy: each seat has serials of its own, and which of them come first depends on
its seed. Nothing is stored; the story of a serial is the same on every machine.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import Final

from ott_toolkit.practice.pool import (
    bills_amiss,
    charges_amiss,
    given_back,
    hard,
    in_order,
    looks_odd,
    records_amiss,
)
from ott_toolkit.practice.story import Story

POOL: Final = range(1000, 9000)
"""The serials of the pool."""
SEATS: Final = 40
"""How many seats share the pool: seat k owns the serials that leave k, divided by this."""


@dataclass(frozen=True)
class Pattern:
    """What a case of the pool is there for.

    Attributes:
        topic: Its name; never shown before it is answered.
        difficulty: 1 (one look), 2 (compare), 3 (two causes at once, or it cannot be said).
        make: Tells the story of a serial with what it draws.
    """

    topic: str
    difficulty: int
    make: Callable[[int, Random], Story]


PATTERNS: Final = (
    Pattern("still-active", 1, in_order.running),
    Pattern("ended", 1, in_order.finished),
    Pattern("prorate-normal", 1, in_order.prorated),
    Pattern("several-services", 1, in_order.several),
    Pattern("yearly", 1, in_order.yearly),
    Pattern("nothing", 1, in_order.nothing),
    Pattern("next-bill", 1, in_order.not_yet_billed),
    Pattern("charge-after-end", 1, charges_amiss.after_end),
    Pattern("billed-without-charge", 1, bills_amiss.without_charge),
    Pattern("billed-amount-differs", 1, bills_amiss.more_billed),
    Pattern("charged-not-billed", 1, bills_amiss.not_billed),
    Pattern("other-lines", 1, bills_amiss.other_line),
    Pattern("weekly", 2, looks_odd.weekly),
    Pattern("daily", 2, looks_odd.daily),
    Pattern("two-renewals", 2, looks_odd.two_renewals),
    Pattern("came-back", 2, looks_odd.came_back),
    Pattern("free-period", 2, looks_odd.free_month),
    Pattern("two-at-one-price", 2, looks_odd.same_price),
    Pattern("missing-cycle", 2, looks_odd.missing_cycle),
    Pattern("price-change", 2, looks_odd.price_change),
    Pattern("charge-at-end", 2, charges_amiss.at_end),
    Pattern("charge-before-start", 2, charges_amiss.before_start),
    Pattern("duplicate-charge", 2, charges_amiss.duplicate),
    Pattern("duplicate-id", 2, charges_amiss.same_id),
    Pattern("unknown-subscription", 2, charges_amiss.unknown),
    Pattern("price-mismatch", 2, records_amiss.mismatch),
    Pattern("prorate-above-price", 2, records_amiss.prorate_above),
    Pattern("overlapping", 2, charges_amiss.overlap),
    Pattern("last-charge-stale", 2, records_amiss.last_charge_stale),
    Pattern("last-charge-unseen", 2, records_amiss.last_charge_unseen),
    Pattern("status-mismatch", 2, records_amiss.active_past_end),
    Pattern("billed-less", 2, bills_amiss.less_billed),
    Pattern("duplicate-bill-line", 2, bills_amiss.double_line),
    Pattern("tax-mismatch", 2, bills_amiss.wrong_tax),
    Pattern("bill-total-mismatch", 2, bills_amiss.wrong_total),
    Pattern("several-and-after-end", 3, hard.beside_after_end),
    Pattern("two-renewals-and-duplicate", 3, hard.renewals_and_duplicate),
    Pattern("price-change-and-duplicate", 3, hard.rise_and_duplicate),
    Pattern("duplicate-given-back", 3, given_back.duplicate),
    Pattern("after-end-given-back", 3, given_back.after_end),
    Pattern("after-end-taken-off", 3, given_back.after_end_taken_off),
    Pattern("duplicate-and-more-billed", 3, hard.duplicate_and_more),
    Pattern("turn-of-month", 3, hard.turn_of_month),
    Pattern("no-amount", 3, hard.no_amount),
    Pattern("no-bill", 3, hard.no_bill),
)


@lru_cache(maxsize=1024)
def story(serial: int) -> Story:
    """The story of a serial, its key included.

    Raises:
        KeyError: It is none of the pool's.
    """
    if serial not in POOL:
        raise KeyError(serial)
    chance = _chance(serial)
    pattern = _drawn(chance)
    made = pattern.make(serial, chance)
    return replace(made, topic=pattern.topic, difficulty=pattern.difficulty)


@lru_cache(maxsize=256)
def drawn(seed: str, count: int, difficulty: int | None = None, seat: int = 0) -> tuple[int, ...]:
    """Serials of a seat in the order of a seed, one pattern after the other, none of them twice.

    Args:
        seed: What the order depends on.
        count: How many; fewer where the seat has not so many.
        difficulty: 1 to 3; None is any.
        seat: Whose serials; seats that leave the same, divided by `SEATS`, share them.
    """
    chance = Random(f"{seed} {seat % SEATS} {difficulty}")  # noqa: S311 - must repeat, not surprise
    own = [serial for serial in POOL if serial % SEATS == seat % SEATS]
    chance.shuffle(own)
    by_topic: dict[str, list[int]] = defaultdict(list)
    for serial in own:
        pattern = _drawn(_chance(serial))
        if difficulty in (None, pattern.difficulty):
            by_topic[pattern.topic].append(serial)
    return tuple(_in_turn(list(by_topic.values()))[:count])


def _in_turn(groups: Sequence[Sequence[int]]) -> list[int]:
    """The first of each group, then the second of each, and so on."""
    rounds = max(map(len, groups), default=0)
    return [group[k] for k in range(rounds) for group in groups if k < len(group)]


def _chance(serial: int) -> Random:
    return Random(f"pool {serial}")  # noqa: S311 - must repeat, not surprise


def _drawn(chance: Random) -> Pattern:
    """The pattern of a serial: each difficulty is as frequent as the others."""
    difficulty = chance.randint(1, 3)
    return chance.choice([one for one in PATTERNS if one.difficulty == difficulty])
