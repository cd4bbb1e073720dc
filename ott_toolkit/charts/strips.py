"""The strips of the charge chart: a service's subscriptions and charges at their times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from matplotlib.lines import Line2D

from ott_toolkit.charts.looks import LIMIT, SMALL_DOT, SMALL_RING, SPAN, SWATCH, Style
from ott_toolkit.charts.marks import (
    Mark,
    account_title,
    gathered,
    last_charge_title,
    mark_title,
    ringed,
)
from ott_toolkit.charts.places import Beside, beside
from ott_toolkit.charts.records import Account, Finding
from ott_toolkit.charts.services import Service
from ott_toolkit.charts.sheet import Sheet, day
from ott_toolkit.charts.signs import SMALL, draw_findings

TINY = 0.6
"""The size of a diamond beside the line of a strip."""


@dataclass(frozen=True)
class Strip:
    """Where a service is drawn: y is the middle, counted upwards in rupiah."""

    sheet: Sheet
    service: Service
    gid: str
    y: float
    rupiah: float
    """How many rupiah a point is high."""
    asof: datetime | None
    lag: int

    @cached_property
    def marks(self) -> list[Mark]:
        """The charges as marks."""
        return gathered(self.service.charges, self.sheet.px)

    @cached_property
    def beside(self) -> Beside:
        """What was found beside the charges."""
        return beside(self.sheet, self.service.accounts, self.marks, self.asof, self.lag)

    @property
    def found(self) -> Iterator[Finding]:
        """The findings that have a mark."""
        for mark in self.marks:
            yield from mark.findings
        yield from self.beside.findings

    def draw(self) -> None:
        """Draw the strip."""
        sheet, service, gid = self.sheet, self.service, self.gid
        begin = sheet.name(self.y, service.name, weight="bold")
        sheet.dot(begin - 12 * sheet.px, self.y, {**SWATCH, "color": service.colour})
        for number, account in enumerate(service.accounts):
            self.draw_span(account, f"{gid}-{number}")
            ring = ringed(account, self.marks, sheet.px)
            if ring is not None:
                title = last_charge_title(sheet, account)
                sheet.dot(ring, self.y, SMALL_RING, f"{gid}-{number}-last-charge", title)
        dot: Style = {**SMALL_DOT, "markerfacecolor": service.colour}
        for number, mark in enumerate(self.marks):
            title = mark_title(sheet, mark, self.lag)
            sheet.dot(mark.x, self.y, dot, f"{gid}-charge-{number}", title)
            step = 0, 3 * self.rupiah
            draw_findings(sheet, mark.findings, (mark.x, self.y), step, scale=SMALL, about=title)
        above, below = self.y + 7 * self.rupiah, self.y - 9 * self.rupiah
        self.beside.draw(sheet, above, below, step=5, scale=TINY)

    def draw_span(self, account: Account, gid: str) -> None:
        """Draw Start to End as a line, closed where they are recorded."""
        sheet, span = self.sheet, account.span(self.asof)
        if not span:
            return
        title = account_title(sheet, account)
        start, end = day(span[0]), min(day(span[1]), sheet.right)
        colour = self.service.colour
        sheet.add(Line2D([start, end], [self.y] * 2, color=colour, **SPAN), gid, title)
        limit = {**LIMIT, "color": colour}
        if account.start:
            sheet.dot(start, self.y, limit, f"{gid}-start", title)
        if account.end and day(account.end) == end:
            sheet.dot(end, self.y, limit, f"{gid}-end", title)
