"""Who the practice customers are, and everything the portal knows about them."""

from dataclasses import dataclass
from functools import cache

from ott_toolkit.practice.key import Dispute, Text
from ott_toolkit.practice.stories import STORIES
from ott_toolkit.practice.story import Story, Trouble
from ott_toolkit.practice.telling import name_of, number_of, told
from ott_toolkit.practice.world import Account


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
    """The case of a number.

    Raises:
        KeyError: No case has this number.
    """
    return {one.number: one for one in disputes()}[number]


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


@cache
def trouble(number: str) -> Trouble | None:
    """What always goes wrong when this number is looked up; usually nothing."""
    return {number_of(story.serial): story.trouble for story in STORIES}.get(number)


@cache
def accounts() -> tuple[Account, ...]:
    """The rows of every customer, in the order of the numbers."""
    return tuple(told(story) for story in STORIES)
