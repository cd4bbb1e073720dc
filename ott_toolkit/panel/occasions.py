"""The occasion that the case on screen is worked on: who, for which ticket, and why.

Ticket and purpose come with the message of what they were typed for, whichever front end sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

from ott_toolkit import rehearsal
from ott_toolkit.errors import QueryError
from ott_toolkit.evidence import Entry, Occasion, asking

Given = ParamSpec("Given")
Result = TypeVar("Result")


class TicketError(QueryError):
    """What is wrong with the ticket; it is told where the ticket is typed."""


def given(message: Mapping[str, Any], base: Occasion) -> Occasion:
    """Return `base` for the ticket and the purpose that a message brought along.

    Raises:
        TicketError: The ticket is none.
    """
    try:
        return replace(base, ticket=message["ticket"], purpose=message["purpose"])
    except QueryError as error:
        raise TicketError(error.template, **error.values) from None


def see_to(occasion: Occasion, number: str) -> None:
    """See to it that `number` may be looked up: a real customer is, for a ticket alone.

    Raises:
        TicketError: There is no ticket, or it is the customer's number.
    """
    try:
        occasion.of(number, needs_ticket=True)
    except QueryError as error:
        raise TicketError(error.template, **error.values) from None


def of_case(occasion: Occasion, number: str) -> Occasion:
    """Return `occasion` as it is for `number`: only an invented customer is practised on."""
    return replace(occasion, practice=occasion.practice and rehearsal.knows(number))


def held(occasion: Occasion, action: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return `action` as it runs on `occasion`, in whichever thread it is called."""

    def on_it(*args: Given.args, **named: Given.kwargs) -> Result:
        with asking(occasion):
            return action(*args, **named)

    return on_it


def of_entry(entry: Entry, who: str) -> Occasion:
    """Return the occasion of an entry, now that it is `who` that looks at it."""
    told = entry.told
    practice = bool(told.get("practice"))
    return Occasion(who, told.get("ticket", ""), told["purpose"], practice)
