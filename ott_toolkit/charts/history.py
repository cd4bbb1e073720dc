"""The timeline: subscriptions as lanes, and below them the bills that carry their charges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ott_toolkit.charts.lanes import ROOMY, Lane
from ott_toolkit.charts.lettering import TITLE, width
from ott_toolkit.charts.looks import (
    BILL,
    BILL_KEY,
    COUNT,
    DOT,
    LINK,
    MUTED,
    NO_BILL,
    NOW,
    REFUND,
    RING,
    Style,
)
from ott_toolkit.charts.marks import Mark
from ott_toolkit.charts.months import Row, dated, first_day, month_of
from ott_toolkit.charts.records import (
    Account,
    read_accounts,
    read_bills,
    read_charges,
    total,
    undated,
)
from ott_toolkit.charts.sheet import RIGHT, Sheet, day, money, own_axes, sentence
from ott_toolkit.locale import translator

HEAD, LANES, LINKS, FOOT = 26, 340, 44, 66
"""Points from top to bottom; the lanes share theirs, within the limits of a lane."""
LANE_LIMITS = (40, 88)
FAR = 13
"""Months after everything else beyond which an End Time is not followed."""
UPRIGHT = 15
"""The width from which a month has room for an amount that stands."""
CLEAR, CROWDED = 40, 120
"""Links from which they fade, and from which they would hide what they link."""


def timeline(
    subscriptions: pd.DataFrame | None,
    transactions: pd.DataFrame | None,
    billed: pd.DataFrame | None = None,
    *,
    asof: datetime | None = None,
    lag_months: int = 1,
    language: str = "id",
    ax: Axes | None = None,
) -> Axes:
    """Return an Axes with subscriptions from Start to End, their charges, and the bills.

    Args:
        subscriptions: Rows of Subscriptions; None where they were not read.
        transactions: Rows of Transactions Data; None where they were not read.
        billed: `period` (first day of the bill's month) and `amount` (INTERNET CONTENT).
        asof: The moment of looking (WIB); bars that run on are drawn up to it.
        lag_months: How many months after a charge the bill that carries it comes.
        language: `id` or `en`.
        ax: Where to draw; without it, a Figure as high as the lanes need.
    """
    _ = translator(language)
    charges = read_charges(transactions)
    accounts = read_accounts(subscriptions, charges)
    bills = read_bills(billed)
    periods = sorted({*bills, *(month_of(charge.time) + lag_months for charge in charges)})
    months = _months(accounts, periods, asof)
    if not months:
        empty = not accounts and not undated(transactions)
        reason = _("Nothing for this number") if empty else _("No times to draw are recorded")
        return sentence(ax, reason)
    sheet = Sheet(ax or own_axes(LANES), months, language)
    drawing = _Timeline(sheet, accounts, bills, periods, asof, lag_months, undated(transactions))
    if ax is None:
        sheet.fit(drawing.height)
    drawing.draw()
    return sheet.ax


def _months(accounts: list[Account], periods: list[int], asof: datetime | None) -> range:
    """Return the months that hold all times, save an `asof` or an End Time that is far ahead."""
    ends = dated(account.end for account in accounts)
    months = dated(time for account in accounts for time in account.times()) + periods
    months = months or ends
    if not months:
        return range(0)
    first, last = min(months), max(months)
    last = max([last, *(end for end in ends if end <= last + FAR)])
    runs_on = any(account.runs_on for account in accounts)
    if asof and (runs_on or first <= month_of(asof) <= last + max(3, last - first)):
        last = max(last, month_of(asof))
        if runs_on and (first_day(last + 1) - asof).days < 3 * (last - first + 1):
            last += 1  # room for the arrow
    return range(first, last + 1)


@dataclass(frozen=True)
class _Timeline:
    """What is drawn, and where; y counts points from the top."""

    sheet: Sheet
    accounts: list[Account]
    bills: dict[int, int]
    periods: list[int]
    """Months of bills: those that are known, and those that known charges would be on."""
    asof: datetime | None
    lag: int
    undated: int

    @cached_property
    def lanes(self) -> list[Lane]:
        """The lanes: as high as all of them allow, with room for words above a bar."""
        low, high = LANE_LIMITS
        height = min(max(LANES / max(len(self.accounts), 1), low), high)
        middle = 0.58 if height >= ROOMY else 0.5
        return [
            Lane(
                self.sheet,
                account,
                number,
                HEAD + height * (number + middle),
                height,
                self.asof,
                self.lag,
            )
            for number, account in enumerate(self.accounts)
        ]

    @cached_property
    def linked(self) -> list[tuple[Lane, Mark, int]]:
        """Each mark and the months of its bills, unless there are too many to follow one."""
        pairs = [
            (lane, mark, period)
            for lane in self.lanes
            for mark in lane.marks
            for period in sorted({month_of(charge.time) + self.lag for charge in mark.charges})
        ]
        return pairs if len(pairs) < CROWDED else []

    @cached_property
    def top(self) -> float:
        """Where the bills begin."""
        under = HEAD + sum(lane.height for lane in self.lanes)
        return under + (LINKS if self.linked else 8)

    @cached_property
    def bottom(self) -> float:
        """Where the bills end."""
        if not self.periods:
            return self.top
        return self.top + (18 + max(map(width, self.amounts)) if self.upright else 30)

    @property
    def height(self) -> float:
        """The height of it all."""
        return self.bottom + FOOT

    @cached_property
    def amounts(self) -> list[str]:
        """What the bills say, in the fullest form that has room in a month."""
        unseen = translator(self.sheet.language)("bill not seen here")
        forms = [
            [money(self.bills[month]) if month in self.bills else missing for month in self.periods]
            for missing in (unseen, "?")
        ]
        short = [text.replace("Rp ", "") for text in forms[1]]
        for texts in forms:
            if all(width(text) + 16 <= self.sheet.month for text in texts):
                return texts
        return short if self.sheet.month >= UPRIGHT else [""] * len(short)

    @cached_property
    def upright(self) -> bool:
        """Whether amounts have room only where they stand."""
        return any(width(text) + 10 > self.sheet.month for text in self.amounts)

    def draw(self) -> None:
        """Draw everything."""
        self.sheet.ax.set_ylim(self.height, 0)
        self.sheet.ax.set_label(self.summary())
        band = self.bottom + 6 - (HEAD - 4)
        self.sheet.draw_months(HEAD - 4, band, {self.bottom + 18: Row()})
        self.draw_asof()
        for lane in self.lanes:
            lane.draw()
        self.draw_links()
        if self.periods:
            self.draw_bills()
        self.sheet.legend(self.bottom + 50, self.legend())

    def summary(self) -> str:
        """Return in one line what the chart shows."""
        _ = translator(self.sheet.language)
        months = self.sheet.months
        return _(
            "Timeline {first} – {last}: {subscriptions} subscriptions, {charges} charges, "
            "{bills} bills"
        ).format(
            first=self.sheet.month_text(months[0]),
            last=self.sheet.month_text(months[-1]),
            subscriptions=sum(account.subscribed for account in self.accounts),
            charges=sum(len(account.charges) for account in self.accounts),
            bills=len(self.bills),
        )

    def draw_asof(self) -> None:
        """Draw the moment of looking; one beyond the months is named at the edge."""
        if not self.asof:
            return
        sheet, _ = self.sheet, translator(self.sheet.language)
        x = min(max(day(self.asof), sheet.left), sheet.right)
        text = _("as of {day}").format(day=sheet.day_text(self.asof))
        if x == day(self.asof):
            line = Line2D([x, x], [HEAD - 8, self.bottom + 6], **NOW)
            sheet.add(line, "asof", f"{text} {self.asof:%H:%M:%S}")
        else:
            text = f"{text} →" if x == sheet.right else f"← {text}"
        room = (sheet.right - x) / sheet.px + RIGHT - 8
        sheet.write(x, 10, text, ha="center" if room > width(text) / 2 else "right")

    def draw_links(self) -> None:
        """Draw a thin line from each charge to the bill that carries it: the month between them."""
        lines = [
            [(mark.x, lane.y + lane.bar / 2 + 3), (self.sheet.middle(period), self.top - 2)]
            for lane, mark, period in self.linked
        ]
        if lines:
            alpha = min(1, CLEAR / len(lines))
            self.sheet.add(LineCollection(lines, alpha=alpha, gid="links", **LINK))

    def draw_bills(self) -> None:
        """Draw the bills as a row of cells; a bill that was not seen is dashed."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        middle, height = (self.top + self.bottom) / 2, self.bottom - self.top
        sheet.name(middle - 8, _("Bill"), size=TITLE, weight="bold")
        sheet.name(middle + 9, "INTERNET CONTENT", color=MUTED)
        inset = min(3, sheet.month / 8) * sheet.px
        for period, text in zip(self.periods, self.amounts, strict=True):
            start, end = sheet.ends(range(period, period + 1))
            look = BILL if period in self.bills else NO_BILL
            cell = Rectangle((start + inset, self.top), end - start - 2 * inset, height, **look)
            name, title = f"bill-{first_day(period):%Y-%m}", self.bill_title(period)
            sheet.add(cell, name, title)
            if text:
                style: Style = {"weight": "bold"} if period in self.bills else {"color": MUTED}
                style |= {"rotation": 90, "va": "center"} if self.upright else {}
                style |= {"label": title, "gid": f"{name}-amount"}
                sheet.write(self.sheet.middle(period), middle, text, ha="center", **style)

    def bill_title(self, period: int) -> str:
        """Return what a bill is, and the month whose charges it carries."""
        sheet, _ = self.sheet, translator(self.sheet.language)
        month = period - self.lag
        charged = total(
            charge
            for account in self.accounts
            for charge in account.charges
            if month_of(charge.time) == month
        )
        known = period in self.bills
        billed = (
            f"INTERNET CONTENT {money(self.bills[period])}" if known else _("bill not seen here")
        )
        return (
            f"{_('Bill')} {sheet.month_text(period)} · {billed} · "
            f"{_('charges')} {sheet.month_text(month)}: {money(charged)}"
        )

    def legend(self) -> Iterator[tuple[Style, str]]:
        """Return what the marks are, of those that are drawn."""
        _ = translator(self.sheet.language)
        charges = [charge for account in self.accounts for charge in account.charges]
        if charges:
            yield DOT, _("charge")
        if any(len(mark.charges) > 1 for lane in self.lanes for mark in lane.marks):
            yield COUNT, _("several charges, counted")
        if any((charge.amount or 0) < 0 for charge in charges):
            yield REFUND, _("refund")
        if any(account.last_charge for account in self.accounts):
            yield {**RING, "markersize": 13}, "Last Charge"
        if self.bills:
            yield BILL_KEY, _("bill")
        if self.undated:
            yield {}, _("{count} charges without a time are not drawn").format(count=self.undated)
