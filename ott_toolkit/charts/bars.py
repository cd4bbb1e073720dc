"""The bars of the charge chart: what a month was charged, and the outline of its bill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matplotlib.patches import Rectangle

from ott_toolkit.charts.lettering import width
from ott_toolkit.charts.looks import BILL, DASHES, FLAG, PART, PLATE, TONES
from ott_toolkit.charts.months import first_day
from ott_toolkit.charts.records import Finding
from ott_toolkit.charts.services import Service, stack
from ott_toolkit.charts.sheet import Sheet, money
from ott_toolkit.charts.signs import (
    SIGN,
    SMALL,
    VERDICTS,
    draw_findings,
    findings_title,
    verdict_style,
)
from ott_toolkit.locale import translator


@dataclass(frozen=True)
class Bars:
    """Pairs of bars, by the counted month of the charges; y is in rupiah."""

    sheet: Sheet
    services: list[Service]
    charged: dict[int, int]
    bills: dict[int, int]
    lag: int
    ledger: dict[int, list[Finding]]
    """What was found in the bills, by their own month."""
    verdicts: dict[int, tuple[str, str]]
    width: float
    """The width of a bar, in points."""
    rupiah: float
    """How many rupiah a point is high."""

    def draw(self, month: int) -> None:
        """Draw the bars of a month."""
        self.draw_charged(month)
        self.draw_flags(month)
        if month in self.bills:
            self.draw_billed(month)
        self.draw_findings(month)
        self.write_amounts(month)

    @cached_property
    def judged(self) -> set[int]:
        """The bills, by their own month, that have room for the sign of a verdict."""
        when = {month + self.lag: amount / self.rupiah for month, amount in self.bills.items()}
        wide = self.width >= SIGN + 4
        return {
            month
            for month, high in when.items()
            if month in self.verdicts and wide and abs(high) > 24
        }

    def draw_charged(self, month: int) -> None:
        """Draw a month's charges as a bar, stacked by service."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        left = sheet.middle(month) - (self.width + 1.5) * sheet.px
        what = " ".join([_("Charges"), sheet.month_text(month)])
        for place, service, start, end in stack(self.services, month):
            size = self.width * sheet.px, end - start
            part = Rectangle((left, start), *size, facecolor=service.colour, **PART)
            title = f"{what} · {service.name} · {money(end - start)}"
            kind = "charged" if end > start else "refunded"
            sheet.add(part, f"{kind}-{first_day(month):%Y-%m}-{place}", title)

    def draw_flags(self, month: int) -> None:
        """Outline the parts of a month's bar in whose charges something was found."""
        sheet = self.sheet
        size = (self.width - 2) * sheet.px
        left = sheet.middle(month) - (self.width + 0.5) * sheet.px
        for place, service, start, end in stack(self.services, month):
            found = service.findings(month, refunds=end < start)
            if found:
                inset = min(self.rupiah, abs(end - start) / 2)
                low, high = min(start, end) + inset, max(start, end) - inset
                severity = found[0].severity
                style = {**FLAG, "edgecolor": TONES[severity], "linestyle": DASHES[severity]}
                flag = Rectangle((left, low), size, high - low, **style)
                title = findings_title(sheet, found)
                sheet.add(flag, f"found-{first_day(month):%Y-%m}-{place}", title)

    def draw_billed(self, month: int) -> None:
        """Draw what the bill says as an outline, with its verdict."""
        sheet, amount = self.sheet, self.bills[month]
        left, when = sheet.middle(month) + 1.5 * sheet.px, month + self.lag
        name, title = f"billed-{first_day(when):%Y-%m}", self.bill_title(month)
        kind, _words = self.verdicts.get(when, ("", ""))
        look = BILL
        if when in self.judged:
            look = {**BILL, "edgecolor": VERDICTS[kind][1], "linewidth": 1.8}
        outline = Rectangle((left, 0), self.width * sheet.px, amount, **look)
        sheet.add(outline, name, title)
        if when in self.judged:
            inwards = -14 if amount > 0 else 14
            x, y = left + self.width / 2 * sheet.px, amount + inwards * self.rupiah
            sheet.dot(x, y, verdict_style(kind), f"{name}-verdict", title)

    def draw_findings(self, month: int) -> None:
        """Draw what was found in a bill at its edge, or where its bar would stand."""
        sheet, found = self.sheet, self.ledger.get(month + self.lag, [])
        top = max(self.bills.get(month, 0) - 15 * self.rupiah, 0)
        at = sheet.middle(month) + (1.5 + self.width) * sheet.px, top
        step = 0.0, -6 * self.rupiah
        draw_findings(sheet, found, at, step, scale=SMALL, about=self.bill_title(month))

    def bill_title(self, month: int) -> str:
        """Return what a bill is, and its verdict."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        when, amount = month + self.lag, money(self.bills.get(month))
        _kind, words = self.verdicts.get(when, ("", ""))
        line = f"{_('Bill')} {sheet.month_text(when)} · INTERNET CONTENT {amount}"
        return "\n".join(filter(None, [line, words]))

    def write_amounts(self, month: int) -> None:
        """Write the amounts above the two bars; once over both where they are the same."""
        tops = [end for *_part, end in stack(self.services, month)] or [0]
        middle, half = self.sheet.middle(month), (self.width + 3) / 2 * self.sheet.px
        charged, billed = self.charged.get(month), self.bills.get(month)
        if charged is not None and charged == billed:
            self.write_amount(middle, max(0, *tops), charged, 2 * self.width, weight="bold")
            return
        if charged is not None:
            self.write_amount(middle - half, max(0, *tops), charged, self.width)
        if billed is not None:
            self.write_amount(middle + half, max(0, billed), billed, self.width, weight="bold")

    def write_amount(self, x: float, top: float, amount: int, room: float, **style: Any) -> None:
        """Write an amount above a bar, as fully as there is room."""
        for text in (money(amount), money(amount).replace("Rp ", "")):
            if width(text, weight=style.get("weight", "normal")) <= room + 2:
                y = top + 11 * self.rupiah
                self.sheet.write(x, y, text, ha="center", bbox=PLATE, **style)
                return
