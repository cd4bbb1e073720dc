"""Who looks a customer up, for which ticket, and why: what a record of processing has to tell."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from ott_toolkit.errors import QueryError

PURPOSES = ("billing-complaint", "customer-request", "quality-check", "training")
"""What a customer's data may be looked up for; the first is meant where nothing is said.

They are few and named, not typed: so none can hold what identifies a customer.
"""
_LONGEST_TICKET = 40
_TICKET = re.compile(r"[\w./#:+\- ]+")


@dataclass(frozen=True)
class Occasion:
    """Who asks, and why.

    Attributes:
        who: The person; by default the name this computer knows her by.
        ticket: The case's number in the ticket system.
        purpose: One of `PURPOSES`.
        practice: Whether an invented customer is looked up, for whom no ticket is needed.
        batch: The list of numbers that it belongs to; empty for a single case.

    Raises:
        QueryError: Ticket or purpose is none.
    """

    who: str = ""
    ticket: str = ""
    purpose: str = PURPOSES[0]
    practice: bool = False
    batch: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "who", self.who.strip() or _user())
        object.__setattr__(self, "ticket", self.ticket.strip())
        if self.ticket and not (
            len(self.ticket) <= _LONGEST_TICKET and _TICKET.fullmatch(self.ticket)
        ):
            raise QueryError(
                "{ticket} is no ticket number: letters, digits and . / # : + - are, at most "
                "{count} of them.",
                ticket=repr(self.ticket[:_LONGEST_TICKET]),
                count=_LONGEST_TICKET,
            )
        if self.purpose not in PURPOSES:
            raise QueryError(
                "{purpose} is no purpose. Choose one of: {known}.",
                purpose=repr(self.purpose),
                known=", ".join(PURPOSES),
            )

    def of(self, number: str, *, needs_ticket: bool) -> None:
        """See to it that `number` may be looked up on this occasion.

        Raises:
            QueryError: A ticket is missing, or it is the customer's number itself.
        """
        if needs_ticket and not (self.ticket or self.practice):
            raise QueryError(
                "A ticket number is needed before a customer is looked up on the dashboard. Enter "
                "the ticket of this case; nothing was sent."
            )
        if number and number in re.sub(r"[^0-9]", "", self.ticket):
            raise QueryError(
                "The ticket is the customer's number. Enter the number of the ticket instead: it "
                "is kept longer than the customer's data."
            )

    @property
    def told(self) -> dict[str, str | bool]:
        """What an entry tells of it; nothing of the customer."""
        told: dict[str, str | bool] = {"who": self.who, "purpose": self.purpose}
        for name in ("ticket", "practice", "batch"):
            if value := getattr(self, name):
                told[name] = value
        return told


_now: ContextVar[Occasion | None] = ContextVar("occasion", default=None)


def occasion() -> Occasion:
    """Return the occasion that the running code works on."""
    return _now.get() or Occasion()


@contextmanager
def asking(given: Occasion) -> Iterator[Occasion]:
    """Let everything that is looked up, read or concluded within be on the occasion `given`.

    It holds for the running thread alone: a thread that is started within has its own.
    """
    token = _now.set(given)
    try:
        yield given
    finally:
        _now.reset(token)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "?"
