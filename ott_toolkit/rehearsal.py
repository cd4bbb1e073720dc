"""Working on the practice portal: where it is, how to log in, and who is known there.

An invented portal must never seem to answer for a real customer, so a number that nobody
invented is refused before it is looked up there.

In a class the portal is the trainer's. The link of a seat says all: where it is, who logs in, and
which cases are the seat's own.
"""

from __future__ import annotations

import os
from datetime import date
from urllib.parse import urlsplit

from ott_toolkit import practice
from ott_toolkit.errors import PortalError, QueryError
from ott_toolkit.portal import Portal
from ott_toolkit.settings import CLASS_VARIABLE, PRACTICE_VARIABLE

_ALONE = ("latihan", 0)
"""Seed and seat of who practises without a class."""

_server: practice.Server | None = None


def address() -> str:
    """Return where the practice portal is, in a class the seat's link; paths may follow it.

    Without a class one server serves the whole process.
    """
    global _server  # noqa: PLW0603 - one server a process, for as long as the process lives
    if url := os.environ.get(CLASS_VARIABLE) or os.environ.get(PRACTICE_VARIABLE):
        return url.strip().rstrip("/")
    _server = _server or practice.serve()
    return _server.url


def account() -> tuple[str, str]:
    """Return user name and password of the practice portal, in a class the seat's.

    Raises:
        QueryError: The environment names a class by what is no link of a seat.
    """
    link = os.environ.get(CLASS_VARIABLE)
    if not link:
        return practice.USERNAME, practice.PASSWORD
    own = _seat_of(link)
    return own.username, own.secret


def portal() -> Portal:
    """Return the practice portal, logged in.

    Raises:
        QueryError: The environment names a class by what is no link of a seat.
        PortalError: The portal that the environment names does not answer, or does not know it.
    """
    if link := os.environ.get(CLASS_VARIABLE):
        return class_portal(link)
    opened = Portal(address(), practice=True)
    opened.login(*account(), name="Analis Latihan", regional=1)
    return opened


def class_portal(link: str) -> Portal:
    """Return the portal of a class, logged in at the seat of `link`.

    Raises:
        QueryError: `link` is no link of a seat.
        PortalError: The portal does not answer, or does not know the link.
    """
    own = _seat_of(link)
    opened = Portal(link.strip(), practice=True)
    try:
        opened.login(own.username, own.secret, name=f"Peserta {own.place:02d}", regional=1)
    except PortalError as error:
        opened.close()
        raise _not_let_in(error, urlsplit(link).netloc) from None
    return opened


def seat() -> tuple[str, int]:
    """Return seed and seat for `practice.drill`: a class gives each trainee cases of his own.

    Raises:
        QueryError: The environment names a class by what is no link of a seat.
    """
    link = os.environ.get(CLASS_VARIABLE)
    if not link:
        return _ALONE
    own = _seat_of(link)
    return own.secret, own.place


def lies_at(host: str) -> bool:
    """Whether `host` (with its port) is where the practice portal may be: here, or the class's."""
    own = urlsplit(os.environ.get(CLASS_VARIABLE, "")).netloc
    return host.startswith("127.0.0.1:") or bool(own and host == own)


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


def _seat_of(link: str) -> practice.Seat:
    try:
        return practice.seat_of(link)
    except ValueError:
        raise QueryError(
            "{link} is no class link. It looks like {example}. Type yours as the trainer gave it.",
            link=link,
            example="http://192.168.1.10:8080/kelas/07-k7m2p9xq",
        ) from None


def _not_let_in(error: PortalError, host: str) -> PortalError:
    status = error.values.get("status")
    if status == 403:
        return PortalError(
            "The class at {host} does not know this link. Type it once more as the trainer gave "
            "it, or ask for a new one.",
            host=host,
        )
    if status == 429:
        return PortalError(
            "Too many wrong links came to the class at {host} from this computer. Wait a minute, "
            "then type yours once more.",
            host=host,
        )
    return PortalError(
        "The class at {host} does not answer. See that this computer is in the trainer's network "
        "and that the trainer's portal is running, then try again.",
        host=host,
    )
