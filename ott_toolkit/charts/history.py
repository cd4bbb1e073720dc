"""The timeline: subscriptions as lanes, and below them the bills that carry their charges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from ott_toolkit.charts.cells import Cells
from ott_toolkit.charts.findings import attached, by_period, read_findings
from ott_toolkit.charts.lanes import ROOMY, Lane
from ott_toolkit.charts.lettering import width
from ott_toolkit.charts.looks import (
    COUNT,
    DOT,
    LINE,
    LINK,
    NOW,
    REFUND,
    RING,
    TONES,
    Style,
)
from ott_toolkit.charts.marks import Mark
from ott_toolkit.charts.months import Row, dated, first_day, month_of
from ott_toolkit.charts.records import (
    Account,
    Charge,
    Finding,
    read_accounts,
    read_bills,
    read_charges,
    total,
    undated,
)
from ott_toolkit.charts.sheet import RIGHT, Sheet, day, legend_rows, own_axes, sentence
from ott_toolkit.charts.signs import (
    Verdicts,
    findings_legend,
    findings_summary,
    read_verdicts,
    verdicts_legend,
)
from ott_toolkit.locale import translator

HEAD, LANES, LINKS, FOOT = 26, 340, 44, 66
"""Points from top to bottom; the lanes share theirs, within the limits of a lane."""
LANE_LIMITS = (40, 88)
FAR = 13
"""Months after everything else beyond which an End Time is not followed."""
KEY = 21
"""From one row of the legend to the next."""
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
    findings: pd.DataFrame | None = None,
    verdicts: Verdicts | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Return an Axes with subscriptions from Start to End, their charges, and the bills.

    The mark of a finding has the gid `finding-<n>`, where n is its row in `findings`. Those that
    share a place stand one behind the other, the gravest in front, and each names all of them.

    Args:
        subscriptions: Rows of Subscriptions; None where they were not read.
        transactions: Rows of Transactions Data; None where they were not read.
        billed: `period` (first day of the bill's month) and `amount` (INTERNET CONTENT).
        asof: The moment of looking (WIB); bars that run on are drawn up to it.
        lag_months: How many months after a charge the bill that carries it comes.
        language: `id` or `en`.
        findings: What the rules found: the columns of findings, `severity` (`money`, `confirm` and
            `record` are marked) and `title` in the language of the chart. What belongs to
            nothing that is drawn has no mark.
        verdicts: First day of a bill's month → which verdict (`explained`, `contested`,
            `partly`, `unexplained`, `cannot`), and its words for the tooltip.
        ax: Where to draw; without it, a Figure as high as the lanes need.
    """
    _ = translator(language)
    charges = read_charges(transactions)
    found = read_findings(findings)
    accounts = attached(read_accounts(subscriptions, charges), found)
    bills = read_bills(billed)
    periods = sorted({*bills, *(month_of(charge.time) + lag_months for charge in charges)})
    months = _months(accounts, periods, asof)
    if not months:
        empty = not accounts and not undated(transactions)
        reason = _("Nothing for this number") if empty else _("No times to draw are recorded")
        return sentence(ax, reason)
    sheet = Sheet(ax or own_axes(LANES), months, language)
    drawing = _Timeline(
        sheet,
        accounts,
        bills,
        periods,
        asof,
        lag_months,
        undated(transactions),
        by_period(found),
        read_verdicts(verdicts),
    )
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
    ledger: dict[int, list[Finding]]
    """What was found in the bills."""
    verdicts: dict[int, tuple[str, str]]

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
    def cells(self) -> Cells:
        """The bills."""
        charges = [charge for account in self.accounts for charge in account.charges]
        months: dict[int, list[Charge]] = {}
        for charge in charges:
            months.setdefault(month_of(charge.time) + self.lag, []).append(charge)
        charged = {month: total(found) for month, found in months.items()}
        return Cells(
            self.sheet, self.periods, self.bills, charged, self.verdicts, self.ledger, self.lag
        )

    @cached_property
    def top(self) -> float:
        """Where the bills begin."""
        under = HEAD + sum(lane.height for lane in self.lanes)
        return under + (LINKS if self.linked else 8)

    @cached_property
    def bottom(self) -> float:
        """Where the bills end."""
        return self.top + self.cells.height

    @cached_property
    def key(self) -> list[list[tuple[Style, str]]]:
        """The rows of the legend."""
        language = self.sheet.language
        kinds = (self.verdicts[month][0] for month in self.cells.judged)
        judged = [*findings_legend(language, self.drawn()), *verdicts_legend(language, kinds)]
        return legend_rows(self.legend(), judged, self.remarks())

    @property
    def height(self) -> float:
        """The height of it all."""
        return self.bottom + FOOT + KEY * (len(self.key) - 1)

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
            self.cells.draw(self.top)
        self.sheet.legend(self.bottom + 50, self.key, KEY)

    def summary(self) -> str:
        """Return in one line what the chart shows."""
        _ = translator(self.sheet.language)
        months = self.sheet.months
        text = _(
            "Timeline {first} – {last}: {subscriptions} subscriptions, {charges} charges, "
            "{bills} bills"
        ).format(
            first=self.sheet.month_text(months[0]),
            last=self.sheet.month_text(months[-1]),
            subscriptions=sum(account.subscribed for account in self.accounts),
            charges=sum(len(account.charges) for account in self.accounts),
            bills=len(self.bills),
        )
        return ", ".join([text, *findings_summary(self.sheet.language, self.drawn())])

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
        quiet = to_rgba(LINE, min(1, CLEAR / max(len(self.linked), 1)))
        lines = []
        for lane, mark, period in self.linked:
            start = mark.x, lane.y + lane.bar / 2 + 3
            tone = self.link_tone(mark, period)
            lines.append(([start, (self.sheet.middle(period), self.top - 2)], tone or quiet))
        lines.sort(key=lambda line: line[1] != quiet)
        if lines:
            paths, colours = zip(*lines, strict=True)
            self.sheet.add(LineCollection(paths, colors=colours, gid="links", **LINK))

    def link_tone(self, mark: Mark, period: int) -> str:
        """Return the colour of the gravest finding in the charges of a mark that a bill carries."""
        for finding in mark.findings:
            time = finding.key[2]
            if time and month_of(time) + self.lag == period:
                return TONES[finding.severity]
        return ""

    def drawn(self) -> Iterator[Finding]:
        """Return the findings that have a mark."""
        for lane in self.lanes:
            for _x, found in lane.findings:
                yield from found
            for mark in lane.marks:
                yield from mark.findings
        for period in self.periods:
            yield from self.ledger.get(period, [])

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
        yield from self.cells.legend()

    def remarks(self) -> Iterator[tuple[Style, str]]:
        """Return what is not drawn."""
        _ = translator(self.sheet.language)
        if self.undated:
            yield {}, _("{count} charges without a time are not drawn").format(count=self.undated)
