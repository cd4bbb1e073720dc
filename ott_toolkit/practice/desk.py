"""What every page of a running portal works with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app, session

from ott_toolkit.practice.faults import Faults
from ott_toolkit.practice.seats import Seat
from ott_toolkit.practice.window import Shelf
from ott_toolkit.practice.world import PASSWORD, USERNAME


@dataclass(frozen=True)
class Desk:
    """The customers, switches, settings and troubles met so far of one portal, or of one seat."""

    store: Shelf
    faults: Faults
    page_size: int
    idle_seconds: float
    met: dict[tuple[str, ...], object] = field(default_factory=dict)
    seat: Seat | None = None

    @property
    def account(self) -> tuple[str, str]:
        """User name and password of the log-in."""
        return (self.seat.username, self.seat.secret) if self.seat else (USERNAME, PASSWORD)


def desk() -> Desk:
    """The desk of who asks: the seat's in a class, else the one for all."""
    desks = cast(Mapping[int, Desk], current_app.extensions["practice"])
    return desks[session.get("seat", 0)]
