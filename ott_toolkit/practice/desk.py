"""What every page of a running portal works with."""

from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from ott_toolkit.practice.faults import Faults
from ott_toolkit.practice.store import Store


@dataclass(frozen=True)
class Desk:
    """The customers, the switches, the settings, and the troubles met so far of one portal."""

    store: Store
    faults: Faults
    page_size: int
    idle_seconds: float
    met: set[tuple[str, ...]] = field(default_factory=set)


def desk() -> Desk:
    """The desk of the application that answers the current request."""
    return cast(Desk, current_app.extensions["practice"])
