"""What the widgets of one notebook have in common: the trainee's name, and how far she is."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakSet

from ott_toolkit import settings

_LONGEST = 60


class View(Protocol):
    """A widget on screen."""

    def take_up(self) -> None:
        """Go on from the record of whoever practises now, and show it."""

    def refresh(self) -> None:
        """Show again what has changed elsewhere."""


_VIEWS: WeakSet[View] = WeakSet()


def join(view: View) -> None:
    """Let a widget hear of what happens in the others."""
    _VIEWS.add(view)


def named(name: str) -> None:
    """Remember who practises; every widget goes on from her record."""
    settings.name_trainee(name.strip()[:_LONGEST])
    for view in list(_VIEWS):
        view.take_up()


def answered() -> None:
    """Let every widget show how far the trainee is now."""
    for view in list(_VIEWS):
        view.refresh()
