"""Working on the practice portal: where it is, how to log in, and who is known there.

An invented portal must never seem to answer for a real customer, so a number that nobody
invented is refused before it is looked up there.
"""

from __future__ import annotations

import os
from datetime import date

from ott_toolkit import practice
from ott_toolkit.errors import QueryError
from ott_toolkit.portal import Portal
from ott_toolkit.settings import PRACTICE_VARIABLE

_server: practice.Server | None = None


def address() -> str:
    """Return where the practice portal is; one server serves the whole process."""
    global _server  # noqa: PLW0603 - one server a process, for as long as the process lives
    if url := os.environ.get(PRACTICE_VARIABLE):
        return url
    _server = _server or practice.serve()
    return _server.url


def portal() -> Portal:
    """Return the practice portal, logged in.

    Raises:
        PortalError: The portal that the environment names does not answer.
    """
    opened = Portal(address())
    opened.login(practice.USERNAME, practice.PASSWORD, name="Analis Latihan", regional=1)
    return opened


def knows(number: str) -> bool:
    """Whether `number` is an invented customer's."""
    return practice.knows(number)


def refuse_stranger(number: str) -> None:
    """Refuse a number that the practice portal cannot know.

    Raises:
        QueryError: It is no invented customer's.
    """
    if not knows(number):
        raise QueryError(
            "{number} is not an invented customer: the practice portal knows nothing of real ones. "
            "Log in to your dashboard, or take a number from the practice portal's start page.",
            number=number,
        )


def today(number: str) -> date | None:
    """Return the day that an invented customer is judged at; `None` for a real one: now."""
    return practice.TODAY if knows(number) else None
