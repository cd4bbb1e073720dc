"""The customers as one seat of a class sees them."""

from collections.abc import Callable
from typing import Protocol

from ott_toolkit.practice.search import Query
from ott_toolkit.practice.sheets import Sheet
from ott_toolkit.practice.store import Holder
from ott_toolkit.practice.world import Bill


class Shelf(Protocol):
    """What the pages ask; `Store` says what the answers are."""

    def find(self, sheet: Sheet, query: Query, limit: int = -1, offset: int = 0) -> list[list[str]]:
        """The rows of a search."""

    def count(self, sheet: Sheet, query: Query) -> int:
        """How many there are on all pages."""

    def holder(self, number: str) -> Holder | None:
        """Who a number belongs to."""

    def bills(self, number: str) -> list[Bill]:
        """The bills of a number."""


class Window:
    """A store in which other seats' numbers are unknown.

    Args:
        shelf: The store.
        sees: Whether a number is for the seat to see.
    """

    def __init__(self, shelf: Shelf, sees: Callable[[str], bool]) -> None:
        self._shelf = shelf
        self._sees = sees

    def find(self, sheet: Sheet, query: Query, limit: int = -1, offset: int = 0) -> list[list[str]]:
        """As `Store.find`; nothing of another seat's number."""
        return self._shelf.find(sheet, query, limit, offset) if self._sees(query.number) else []

    def count(self, sheet: Sheet, query: Query) -> int:
        """As `Store.count`; none of another seat's number."""
        return self._shelf.count(sheet, query) if self._sees(query.number) else 0

    def holder(self, number: str) -> Holder | None:
        """As `Store.holder`; nobody has another seat's number."""
        return self._shelf.holder(number) if self._sees(number) else None

    def bills(self, number: str) -> list[Bill]:
        """As `Store.bills`; another seat's number has none."""
        return self._shelf.bills(number) if self._sees(number) else []
