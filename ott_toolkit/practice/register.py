"""Who the practice customers are, and everything the portal knows about them."""

from dataclasses import dataclass
from functools import cache

from ott_toolkit.practice.stories import STORIES
from ott_toolkit.practice.telling import name_of, number_of, told
from ott_toolkit.practice.world import Account


@dataclass(frozen=True)
class Customer:
    """A practice number and what to practise on it, without the answer."""

    number: str
    name: str
    situation_id: str
    situation_en: str


def numbers() -> list[str]:
    """All practice numbers, in order."""
    return [customer.number for customer in customers()]


def customers() -> list[Customer]:
    """All practice customers in the order of their numbers."""
    return [
        Customer(number_of(s.serial), name_of(s), s.situation_id, s.situation_en) for s in STORIES
    ]


@cache
def accounts() -> tuple[Account, ...]:
    """The rows of every customer, in the order of the numbers."""
    return tuple(told(story) for story in STORIES)
