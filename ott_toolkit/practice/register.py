"""Who the practice customers are, and everything the portal knows about them."""

from dataclasses import dataclass
from functools import cache

from ott_toolkit.practice import pool
from ott_toolkit.practice.key import Dispute, Text
from ott_toolkit.practice.stories import STORIES
from ott_toolkit.practice.story import Story, Trouble
from ott_toolkit.practice.telling import name_of, number_of, told
from ott_toolkit.practice.world import FIRST_NUMBER, Account


@dataclass(frozen=True)
class Customer:
    """A practice number and what to practise on it, without the answer."""

    number: str
    name: str
    complaint: Text


def numbers() -> list[str]:
    """All practice numbers, in order."""
    return [customer.number for customer in customers()]


def customers() -> list[Customer]:
    """All practice customers in the order of their numbers."""
    return [Customer(number_of(s.serial), name_of(s), s.complaint) for s in STORIES]


@cache
def disputes() -> tuple[Dispute, ...]:
    """The catalogue of cases with their keys, in the order of their numbers."""
    return tuple(_dispute(story) for story in STORIES)


def dispute(number: str) -> Dispute:
    """The case of a number, of the catalogue or of the pool.

    Raises:
        KeyError: No case has this number.
    """
    serial = _pooled(number)
    return _told()[number] if serial is None else _dispute(pool.story(serial))


def knows(number: str) -> bool:
    """Whether a number is an invented customer's, of the catalogue or of the pool."""
    return number in _catalogue() or _pooled(number) is not None


def drill(seed: str, count: int, difficulty: int | None = None, seat: int = 0) -> list[Dispute]:
    """Cases of the pool for one trainee: the same for the same seed and seat.

    Args:
        seed: What the order depends on.
        count: How many; fewer where the seat has not so many.
        difficulty: 1 (one look), 2 (compare), 3 (two causes at once, or it cannot be said);
            None is any.
        seat: Whose cases; two seats of a class never share a number.
    """
    return [_dispute(pool.story(serial)) for serial in pool.drawn(seed, count, difficulty, seat)]


def owned(number: str, seat: int) -> bool:
    """Whether a number is for a seat to see: the catalogue is everybody's."""
    serial = _pooled(number)
    return serial is None or serial % pool.SEATS == seat % pool.SEATS


def account(number: str) -> Account | None:
    """The rows of a customer of the pool, told now; None where the pool has no such number."""
    serial = _pooled(number)
    return None if serial is None else told(pool.story(serial))


def _pooled(number: str) -> int | None:
    """The serial of a number of the pool, or None."""
    serial = int(number) - FIRST_NUMBER if number.isascii() and number.isdigit() else 0
    return serial if serial in pool.POOL and number_of(serial) == number else None


@cache
def _catalogue() -> frozenset[str]:
    return frozenset(numbers())


@cache
def _told() -> dict[str, Dispute]:
    return {one.number: one for one in disputes()}


def _dispute(story: Story) -> Dispute:
    return Dispute(
        number=number_of(story.serial),
        name=name_of(story),
        topic=story.topic,
        difficulty=story.difficulty,
        complaint=story.complaint,
        key=story.key,
        twin="" if story.twin is None else number_of(story.twin),
    )


def trouble(number: str) -> Trouble | None:
    """What always goes wrong when this number is looked up; usually nothing."""
    return _troubles().get(number)


@cache
def _troubles() -> dict[str, Trouble]:
    return {number_of(story.serial): story.trouble for story in STORIES if story.trouble}


@cache
def accounts() -> tuple[Account, ...]:
    """The rows of every customer, in the order of the numbers."""
    return tuple(told(story) for story in STORIES)
