"""What a fault is, and the ways to make one of an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ott_toolkit.portal import Patience
from tests.faults.desk import STEPS, Play, Reply

PATIENT = Patience(connect=5, read=10, backoff=0.001, longest=2)
IMPATIENT = Patience(connect=5, read=0.2, tries=2, backoff=0.001)
HURRIED = Patience(connect=5, read=10, whole=0.2, tries=2, backoff=0.001)
"""Of what drips something always arrives in time, but never all of it."""

COUNTING = ("all", "page", "nothing")
REPEATED = frozenset({"start", "folder", "form", "first", "second"})
"""Steps that are tried again; a password is sent once."""


@dataclass(frozen=True)
class Fault:
    """A fault.

    Attributes:
        name: What it is.
        play: What it does.
        steps: Where it may strike.
        survived: Where a look-up comes right though it always strikes.
        outlived: Where it comes right if it strikes once.
        counting: Makes of the portal that it strikes: what each says of the number of rows.
        final: Whether it is survived or given up at once, so that once is as good as always.
        said: What every error of it says.
        patience: That of whoever looks up.
    """

    name: str
    play: Play
    steps: tuple[str, ...] = STEPS
    survived: frozenset[str] = frozenset()
    outlived: frozenset[str] = frozenset()
    counting: tuple[str, ...] = ("all",)
    final: bool = False
    said: str = ""
    patience: Patience = PATIENT


def passing(fault: Fault) -> Fault:
    """Return a fault that comes right if it strikes once."""
    return replace(fault, outlived=REPEATED)


def on_reply(change: Callable[[Reply], Reply]) -> Play:
    """Change the answer."""
    return lambda desk, line, reply: change(reply)


def on_page(change: Callable[[str], str]) -> Play:
    """Change the page."""
    return lambda desk, line, reply: reply.showing(change(reply.html))
